"""A journal as JSON: everything in it, a record a line; read too is any list of objects, and JSON lines."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from workbench.domain.coaching import CoachingSession
from workbench.domain.commitments import Commitment, CommitmentState, Harder
from workbench.domain.errors import BadInput
from workbench.domain.journal import Entry
from workbench.domain.records import cleaned_part
from workbench.domain.text import clean_line
from workbench.exchange.decoding import encode
from workbench.exchange.journal_jrnl import tags_below
from workbench.exchange.journal_rows import Notebook, Raw, Rows, tags_of
from workbench.exchange.json_out import line_of, list_of
from workbench.exchange.json_text import JsonObject, as_list, parsed

FORMAT = "workbench-journal"
VERSION = "1"
_LISTS = ("entries", "journal", "notes", "items")


def write(
    journal: str, entries: Iterable[Entry], commitments: Iterable[Commitment], sessions: Iterable[CoachingSession]
) -> bytes:
    """Everything that stands in a journal, and the sessions that its writer takes part in."""
    parts = [
        f'  "format": {line_of(FORMAT)}',
        f'  "version": {VERSION}',
        f'  "journal": {line_of(journal)}',
        list_of("entries", entries),
        list_of("commitments", commitments),
        list_of("sessions", sessions),
    ]
    return encode("{\n" + ",\n".join(parts) + "\n}\n")


def read(text: str, today: date) -> Notebook:
    """The entries of an export of the workbench or of jrnl, of a list of objects, or of one object a line.

    Raises BadInput.
    """
    document = parsed(_as_one(text))
    rows = Rows(today)
    if not isinstance(document, JsonObject):
        _take_in(rows, _objects(document, "The file"), "")
    elif document.get("format") == FORMAT:
        _read_own(rows, document)
    else:
        name = next((name for name in _LISTS if isinstance(document.get(name), list)), "")
        _take_in(rows, _objects(document[name], f"“{name}”") if name else [document], "")
        for key in document.keys() - {name, "tags"} if name else ():
            rows.notes.add(document.line, f"“{clean_line(key)}” is no part of a journal and was left out.")
    return rows.notebook()


def _as_one(text: str) -> str:
    """The text as one JSON value; of one object a line, as a list that has the same lines."""
    lines = text.split("\n")
    said = [number for number, line in enumerate(lines) if line.strip()]
    if len(said) < 2 or not all(_is_object(lines[number]) for number in said):
        return text
    for number in said[1:]:
        lines[number] = f",{lines[number]}"
    return "[" + "\n".join(lines) + "]"


def _is_object(line: str) -> bool:
    return line.lstrip().startswith("{") and line.rstrip().endswith("}")


def _objects(value: Any, what: str) -> Sequence[JsonObject]:
    found = as_list(value)
    if found is None or not all(isinstance(one, JsonObject) for one in found):
        raise BadInput(f"{what} holds no list of objects, one for each entry.")
    return found


def _take_in(rows: Rows, objects: Sequence[JsonObject], origin: str) -> None:
    """Take in entries, each named by its line, or by its number where several stand on one."""
    has_lines = len({told.line for told in objects}) == len(objects)
    for number, told in enumerate(objects, 1):
        rows.add(told.line if has_lines else f"Entry {number}", _without_tags_below(told), origin)


def _without_tags_below(told: JsonObject) -> Raw:
    """An entry of jrnl without the line of tags that stands below its words there."""
    text, below = tags_below(f"{told.get('title', '')}\n{told.get('body', '')}")
    body = text.partition("\n")[2]
    return {**told, "body": body, "tags": sorted(tags_of(told.get("tags")) | tags_of(below))} if below else told


def _read_own(rows: Rows, document: JsonObject) -> None:
    if document.get("version") != VERSION:
        raise BadInput("The file was written by a newer workbench, which brings it in.")
    _take_in(rows, _objects(document.get("entries", []), "“entries”"), clean_line(str(document.get("journal", ""))))
    for told in _objects(document.get("commitments", []), "“commitments”"):
        if made := _commitment(rows, told):
            rows.commitments.append(made)
    for told in _objects(document.get("sessions", []), "“sessions”"):
        rows.notes.add(told.line, "a coaching session belongs to two and was left out.")


def _commitment(rows: Rows, told: JsonObject) -> Commitment | None:
    lines = ("id", "name", "arena", "process", "measure", "follows")
    with suppress(KeyError, TypeError, ValueError):
        made = Commitment(
            **{field: told.get(field, "") for field in (*lines, "why", "word")},
            on=date.fromisoformat(told["on"]), until=_day(told, "until"), ended=_day(told, "ended"),
            difficulty=int(told["difficulty"]) if "difficulty" in told else None,
            harder=frozenset(Harder(one) for one in told.get("harder", ())),
            support=frozenset(map(str, told.get("support", ()))),
            state=CommitmentState(told.get("state", "open")),
        )  # fmt: skip
        if made.name and all(isinstance(getattr(made, field), str) for field in (*lines, "why", "word")):
            sound: Commitment = cleaned_part(made)
            return sound
    rows.notes.add(told.line, "this is no commitment as the workbench writes one; it was left out.")
    return None


def _day(told: JsonObject, field: str) -> date | None:
    return date.fromisoformat(told[field]) if told.get(field) else None
