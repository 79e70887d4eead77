"""The formats that files come in and go out as; a format is loaded when it is used."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

from workbench.domain.errors import BadInput
from workbench.domain.organization import Organization
from workbench.domain.outline import Outline
from workbench.exchange.decoding import decode


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write an organization down: what it is called, how its files end, what it can do here."""

    name: str
    what: str
    endings: tuple[str, ...] = ()
    reads: bool = True
    writes: bool = True


FORMATS = (
    Format("csv", "a table of processes; in: of people too", (".csv", ".tsv", ".tab")),
    Format("people-csv", "a table of people", reads=False),
    Format("json", "everything; in: lists and mappings of objects too", (".json",)),
    Format("markdown", "an outline with codes, descriptions and owners", (".md", ".markdown")),
    Format("text", "indented text with codes and owners", (".txt", ".text")),
)

_markdown_line = re.compile(r"(?:#{1,6}|[ \t]*(?:[-*+]|[0-9]{1,9}[.)]))[ \t]+\S")


def read(data: bytes, file_name: str, format: str | None = None, columns: Mapping[str, str] | None = None) -> Outline:
    """What a file brings in: its format as said, else by its ending, else by its content. Raises BadInput."""
    text = decode(data)
    chosen = _named(format) if format else _ending(file_name) or _content(text)
    if columns and chosen not in ("csv", "json"):
        raise BadInput(f"A {chosen} outline has no columns to choose. Leave --column out.")
    match chosen:
        case "csv":
            from workbench.exchange import csv_in

            return csv_in.read(text, columns or {})
        case "json":
            from workbench.exchange import json_in

            return json_in.read(text, columns or {})
        case "markdown":
            from workbench.exchange import markdown

            return markdown.read(text)
        case _:
            from workbench.exchange import indented

            return indented.read(text)


def write(kind: str, organization: Organization) -> bytes:
    """The organization in a format that goes out. Raises BadInput for one that does not."""
    match kind:
        case "csv" | "people-csv":
            from workbench.exchange import csv_out

            return csv_out.write_people(organization) if kind == "people-csv" else csv_out.write_processes(organization)
        case "json":
            from workbench.exchange import json_out

            return json_out.write(organization)
        case "markdown":
            from workbench.exchange import markdown

            return markdown.write(organization)
        case "text":
            from workbench.exchange import indented

            return indented.write(organization)
        case _:
            names = ", ".join(known.name for known in FORMATS if known.writes)
            raise BadInput(f"“{kind}” is no format to export to. These are: {names}.")


def _named(name: str) -> str:
    name = name.strip().lower().removeprefix(".")
    for known in FORMATS:
        if known.reads and (name == known.name or f".{name}" in known.endings):
            return known.name
    if name == "people-csv":
        return "csv"
    names = ", ".join(known.name for known in FORMATS if known.reads)
    raise BadInput(f"“{name}” is no format to import from. These are: {names}.")


def _ending(file_name: str) -> str:
    ending = PurePath(file_name).suffix.lower()
    return next((known.name for known in FORMATS if ending in known.endings), "")


def _content(text: str) -> str:
    first = next(line for line in text.splitlines() if line.strip())
    if first.lstrip().startswith(("{", "[")):
        return "json"
    if _markdown_line.match(first):
        return "markdown"
    from workbench.exchange import csv_in

    return "csv" if csv_in.is_table(text) else "text"
