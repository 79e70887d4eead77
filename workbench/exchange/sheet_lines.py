"""A process sheet in Markdown as plain lines, each with what it is: to be drawn where nothing renders Markdown."""

import re
from collections.abc import Iterator

from workbench.exchange.markdown import plain_words

_heading = re.compile(r"(#+) (.*)")
_rule = re.compile(r"\|( --- \|)+")
_between_cells = re.compile(r"(?<!\\)\|")
_signs = {"+": "added", "-": "removed"}

Told = tuple[str, str]


def told(markdown: str) -> list[Told]:
    """The lines of a sheet, each after its kind: title, head, strong, item, or "" for plain text."""
    lines = markdown.rstrip("\n").split("\n")
    return [told for place, line in enumerate(lines) for told in _told(line, lines[place + 1 : place + 2])]


def _told(line: str, behind: list[str]) -> Iterator[Told]:
    if found := _heading.fullmatch(line):
        yield "title" if found[1] == "#" else "head", plain_words(found[2])
    elif line.startswith("|"):
        if not any(map(_rule.fullmatch, (line, *behind))):
            yield "item", " · ".join(filter(None, _cells(line)))
    elif line.startswith("- "):
        yield "item", plain_words(line[2:])
    else:
        yield "strong" if line.startswith("**") else "", plain_words(line)


def _cells(line: str) -> list[str]:
    return [plain_words(cell) for cell in _between_cells.split(line)[1:-1]]


def told_difference(lines: list[str]) -> list[Told]:
    """The lines of a difference between two sheets: added or removed with their sign, what stands about them plain."""
    found: list[Told] = []
    for line in lines[2:]:
        if line.startswith("@@"):
            found += [("", "")] if found else []
            continue
        kind = _signs.get(line[0], "")
        found += [(kind, f"{line[0]} {text}".rstrip()) for _, text in told(line[1:]) if text]
    return found
