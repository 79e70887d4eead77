"""A journal as a calendar of VJOURNAL components (RFC 5545), each under an id that stays when it is written again."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any, NamedTuple, cast

from workbench.domain.errors import BadInput
from workbench.domain.journal import Entry
from workbench.exchange.ics import folded, said
from workbench.exchange.journal_rows import Notebook, Rows
from workbench.exchange.json_out import value_of

_OURS = "X-WORKBENCH-ENTRY"
_property = re.compile(
    r'([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)', re.DOTALL
)
_listed = re.compile(r"(?:\\.|[^,\\])+")
_escaped = re.compile(r"\\([\\;,nN])")
_QUIET = frozenset(
    {"UID", "DTSTAMP", "CREATED", "LAST-MODIFIED", "CLASS", "SEQUENCE", "STATUS", "RELATED-TO", "BEGIN", "END"}
)


class Property(NamedTuple):
    """A line of a calendar, unfolded: its name, its parameters, its value, and the line on which it begins."""

    name: str
    parameters: str
    value: str
    line: int


# Writing


def write(journal: str, entries: Iterable[Entry], moment: datetime) -> bytes:
    """The entries as a calendar; what VJOURNAL has no property for stands in one of the workbench's own."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//process-workbench//EN"]
    for entry in entries:
        lines += _lines(journal, entry, f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}")
    return "".join(f"{folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"]).encode("utf-8", "replace")


def _lines(journal: str, entry: Entry, stamp: str) -> Iterator[str]:
    yield "BEGIN:VJOURNAL"
    yield f"UID:{said(f'{journal}/{entry.id}'.replace('/', '-'))}@process-workbench"
    yield f"DTSTAMP:{stamp}"
    yield _start(entry)
    yield f"SUMMARY:{said(entry.title[:200])}"
    yield f"DESCRIPTION:{said(entry.text)}"
    if entry.tags:
        yield f"CATEGORIES:{','.join(map(said, sorted(entry.tags)))}"
    yield "CLASS:PRIVATE"
    told = {name: value for name, value in value_of(entry).items() if name not in ("text", "tags", "shared")}
    yield f"{_OURS}:{said(json.dumps({'journal': journal, **told}, ensure_ascii=False))}"
    yield "END:VJOURNAL"


def _start(entry: Entry) -> str:
    try:
        return (
            f"DTSTART:{entry.at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
            if entry.at
            else f"DTSTART;VALUE=DATE:{entry.on:%Y%m%d}"
        )
    except OverflowError:  # at the ends of the calendar
        return f"DTSTART;VALUE=DATE:{entry.on:%Y%m%d}"


# Reading


def read(text: str, today: date) -> Notebook:
    """The journal entries of a calendar; what else stands in it is remarked on. Raises BadInput."""
    rows = Rows(today)
    within: list[Property] = []
    parts: list[str] = []
    for found in _properties(text, rows):
        if found.name == "BEGIN":
            parts.append(found.value.strip().upper())
            within = [found] if parts[-1] == "VJOURNAL" else within
            if len(parts) == 2 and parts[-1] not in ("VJOURNAL", "VTIMEZONE"):
                rows.notes.add(found.line, f"{parts[-1]} is no journal entry and was left out.")
        elif found.name == "END":
            if parts and parts.pop() == "VJOURNAL":
                _take_in(rows, within)
        elif parts and parts[-1] == "VJOURNAL":
            within.append(found)
    if parts:
        raise BadInput(f"The calendar breaks off: {parts[-1]} has no end. Take a whole file.")
    return rows.notebook()


def _properties(text: str, rows: Rows) -> Iterator[Property]:
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        begun, whole = at + 1, [lines[at]]
        at += 1
        while at < len(lines) and lines[at][:1] in (" ", "\t"):
            whole.append(lines[at][1:])
            at += 1
        line = "".join(whole)
        if found := _property.fullmatch(line):
            yield Property(found[1].upper(), found[2], found[3], begun)
        elif line.strip():
            rows.notes.add(begun, "this is no line of a calendar; it was left out.")


def _take_in(rows: Rows, within: list[Property]) -> None:
    raw: dict[str, Any] = {}
    summary = ""
    origin = ""
    texts: list[str] = []
    tags: list[str] = []
    for found in within[1:]:
        match found.name:
            case "DTSTART":
                raw["date"] = found.value
                if "TZID=" in found.parameters.upper():
                    rows.notes.add(found.line, "the time is taken as it stands; its time zone is not read.")
            case "SUMMARY":
                summary = _unescaped(found.value)
            case "DESCRIPTION" | "COMMENT":
                texts.append(_unescaped(found.value))
            case "CATEGORIES":
                tags += map(_unescaped, _listed.findall(found.value))
            case name if name == _OURS:
                ours = _ours(rows, found)
                origin = str(ours.pop("journal", ""))
                raw |= ours
            case name if name not in _QUIET:
                rows.notes.add(found.line, f"“{name}” is nothing that an entry has and was left out.")
            case _:
                pass
    if "on" in raw:
        raw.pop("date", None)
    title = {"title": summary} if summary and "id" not in raw else {}
    rows.add(within[0].line, {**raw, **title, "text": "\n\n".join(texts), "tags": tags}, origin)


def _ours(rows: Rows, found: Property) -> dict[str, Any]:
    try:
        told: object = json.loads(_unescaped(found.value), parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        told = None
    if isinstance(told, dict):
        return cast(dict[str, Any], told)
    rows.notes.add(found.line, f"{_OURS} is not as the workbench writes it and was left out.")
    return {}


def _unescaped(value: str) -> str:
    return _escaped.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)
