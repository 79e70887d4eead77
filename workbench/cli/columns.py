"""Columns that stay aligned for every script, and text that no terminal obeys. Loads nothing for plain text."""

from collections.abc import Sequence

GAP = "  "


def say(text: str) -> str:
    """The text on one line, without anything a terminal could obey."""
    if text.isprintable():
        return text
    from workbench.domain.text import printable

    return printable(text).replace("\n", " ").replace("\t", " ")


def width(text: str) -> int:
    """The terminal cells that a text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def aligned(rows: Sequence[Sequence[str]], widest: int = 60) -> list[str]:
    """The rows as lines, every column as wide as its widest cell (at most `widest`), the last one ragged."""
    said = [[say(cell) for cell in row] for row in rows]
    columns = max((len(row) for row in said), default=0)
    widths = [
        min(widest, max((width(row[column]) for row in said if column < len(row)), default=0))
        for column in range(columns)
    ]
    return [
        GAP.join(cell + " " * (widths[column] - width(cell)) for column, cell in enumerate(row)).rstrip()
        for row in said
    ]
