"""Indented text: one line a process, two spaces or a tab for each level.

    1.0  Develop vision and strategy  @ana  #yearly
      1.1  Define the business concept

Two or more spaces part a code, the name, `@` with the owner and `#` with a tag; only the name
must be there, and a leading code of numbers and dots (`1.1 Define`) needs but one space. A
backslash makes plain what would be misread: `\\\\` a backslash, `\\ ` the second of two spaces in
a name, `\\@` and `\\#` a sign at its beginning, `1\\.1` numbers that belong to the name. Codes,
names, order, owners and tags survive the way out and in; descriptions and the rest do not.
"""

import re

from workbench.domain.errors import BadInput
from workbench.domain.ids import ProcessId
from workbench.domain.organization import Organization
from workbench.domain.outline import Outline
from workbench.domain.process import Process
from workbench.domain.text import clean_line
from workbench.exchange.decoding import encode, lines_in
from workbench.exchange.notes import Notes
from workbench.exchange.table import somebody
from workbench.exchange.tree import Draft, Tree

_HELD = {"\\": "\x01", " ": "\x02", "@": "\x03", "#": "\x04", ".": "\x05"}
_held = str.maketrans({held: plain for plain, held in _HELD.items()})
_escaped = re.compile(r"\\([\\ @#.])")
_spaces = re.compile("(?<= ) ")
_numbered = re.compile(r"([0-9]+(?:\.[0-9]+)+) +(.*)")


def read(text: str) -> Outline:
    """The processes of an indented text. Raises BadInput for a line that fits under none."""
    tree = Tree()
    notes = Notes()
    indents = [0]
    sign = ""
    for line, raw in enumerate(lines_in(text), 1):
        cleaned = clean_line(raw)
        if not cleaned:
            continue
        margin = raw[: len(raw) - len(raw.lstrip(" \t"))]
        sign = sign or margin[:1]
        if margin.strip(sign):
            raise BadInput(f"Line {line} is indented with tabs and spaces mixed. Use one of them throughout.")
        if not tree.drafts:
            indents = [len(margin)]
        _step(indents, len(margin), line)
        tree.add((0, len(margin)), _draft(cleaned, line, notes))
    return Outline(processes=tree.rows(), mapping=(("above", "indentation"),), notes=notes.said())


def _step(indents: list[int], indent: int, line: int) -> None:
    if indent > indents[-1]:
        indents.append(indent)
        return
    while indent < indents[-1] and len(indents) > 1:
        indents.pop()
    if indent != indents[-1]:
        raise BadInput(
            f"Line {line} is indented like no line above it. Begin it exactly below the one it stands beside."
        )


def _draft(text: str, line: int, notes: Notes) -> Draft:
    parts = re.split("  +", _escaped.sub(lambda found: _HELD[found[1]], text))
    marks: list[str] = []
    while len(parts) > 1 and parts[-1][0] in "@#":
        marks.insert(0, parts.pop())
    code, name = _code_and_name(parts)
    owners = [_plain(mark[1:]) for mark in marks if mark[0] == "@"]
    if len(owners) > 1:
        notes.add(line, f"a process has one owner; {', '.join(owners[1:])} was left out.")
    tags = dict.fromkeys(tag for mark in marks if mark[0] == "#" and (tag := _plain(mark[1:])))
    owner = somebody(owners[0], line, notes) if owners else ""
    return Draft(line, _plain(name), _plain(code), owner, tuple(tags))


def _code_and_name(parts: list[str]) -> tuple[str, str]:
    if len(parts) > 1:
        return parts[0], "  ".join(parts[1:])
    found = _numbered.fullmatch(parts[0])
    return (found[1], found[2]) if found else ("", parts[0])


def _plain(text: str) -> str:
    return clean_line(text.translate(_held))


def write(organization: Organization, top: ProcessId | None = None) -> bytes:
    """What runs, or what stands under one process, as indented text."""
    walk = organization.chart.walk(top)
    lines = ["  " * depth + _line(organization.processes[process]) + "\n" for process, depth in walk]
    return encode("".join(lines))


def _line(process: Process) -> str:
    owner = process.owner or process.named_owner
    parts = [_safe(process.code)] if process.code else []
    name = _safe(process.name)
    if not process.code and _numbered.fullmatch(process.name):
        name = name.replace(".", "\\.", 1)
    parts.append(name)
    if owner:
        parts.append("@" + _safe(owner))
    parts.extend("#" + _safe(tag) for tag in sorted(process.tags))
    return "  ".join(parts)


def _safe(text: str) -> str:
    text = clean_line(text).replace("\\", "\\\\")
    return _spaces.sub(lambda _: "\\ ", "\\" + text if text[:1] in "@#" and text else text)
