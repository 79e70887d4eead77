"""Columns that stay aligned for every script, and text that no terminal obeys. Loads nothing for plain text.

All that the command line says goes out through `put` and `tell`; only whole files of an export go out as they are.
"""

import sys
from collections.abc import Sequence

GAP = "  "
_WIDER = "\u0300"  # every printable letter before it, and so most of Europe's, takes one cell
_NARROW = dict.fromkeys(map(ord, "—→“”"), "-")  # and so do the signs that the workbench itself prints


def say(text: str) -> str:
    """The text on one line, without anything a terminal could obey."""
    if text.isprintable():
        return text
    from workbench.domain.text import printable

    return printable(text).replace("\n", " ").replace("\t", " ")


def put(text: str, end: str = "\n") -> None:
    """Print data, one line or several."""
    print(_harmless(text), end=end)


def tell(sentence: str) -> None:
    """Say something that is not data."""
    print(_harmless(sentence), file=sys.stderr)


def _harmless(text: str) -> str:
    if text.replace("\t", "").isprintable():
        return text
    from workbench.domain.text import printable

    return printable(text)


def as_json(value: object) -> str:
    """The value as JSON in its own letters; escaped where a terminal could obey one of them."""
    import json

    from workbench.domain.text import printable

    written = json.dumps(value, ensure_ascii=False, indent=1, default=str)
    return written if printable(written) == written else json.dumps(value, indent=1, default=str)


def width(text: str) -> int:
    """The terminal cells that a text takes."""
    if text.isascii() or max(text.translate(_NARROW)) < _WIDER:
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def aligned(rows: Sequence[Sequence[str]], widest: int = 60) -> list[str]:
    """The rows as lines, every column as wide as its widest cell (at most `widest`), the last one ragged."""
    said = [[(text := say(cell), width(text)) for cell in row] for row in rows]
    widths = [0] * max((len(row) for row in said), default=0)
    for row in said:
        for column, (_, wide) in enumerate(row):
            widths[column] = max(widths[column], min(widest, wide))
    return [
        GAP.join(text + " " * (widths[column] - wide) for column, (text, wide) in enumerate(row)).rstrip()
        for row in said
    ]
