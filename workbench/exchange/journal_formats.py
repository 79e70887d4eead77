"""The formats that a journal comes in and goes out as; a format is loaded when it is used."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath

from workbench.domain.coaching import CoachingSession
from workbench.domain.commitments import Commitment
from workbench.domain.errors import BadInput
from workbench.domain.journal import Entry
from workbench.exchange.decoding import decode
from workbench.exchange.journal_rows import Notebook

OUT = {
    "markdown": "a folder, one file an entry",
    "json": "everything, with commitments and sessions",
    "jrnl": "the text of jrnl",
    "jrnl-json": "the JSON of jrnl",
    "ics": "a calendar of VJOURNAL",
}
IN = ("markdown", "json", "jrnl", "ics", "html")
_ENDINGS: Mapping[str, str] = {
    ".md": "markdown", ".markdown": "markdown", ".json": "json", ".jsonl": "json", ".ndjson": "json", ".ics": "ics",
    ".jrnl": "jrnl", ".html": "html", ".htm": "html", ".xhtml": "html",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Belongings:
    """What one takes along: one's journal, named by its store and its writer, and the sessions one takes part in."""

    journal: str
    entries: Sequence[Entry]
    commitments: Sequence[Commitment]
    sessions: Sequence[CoachingSession]


def write(kind: str, whole: Belongings, moment: datetime) -> bytes:
    """The journal as one file of a format that goes out. Raises BadInput for one that does not."""
    match kind:
        case "json":
            from workbench.exchange import journal_json

            return journal_json.write(whole.journal, whole.entries, whole.commitments, whole.sessions)
        case "jrnl" | "jrnl-json":
            from workbench.exchange import journal_jrnl

            return (journal_jrnl.write_text if kind == "jrnl" else journal_jrnl.write_json)(whole.entries)
        case "ics":
            from workbench.exchange import journal_ics

            return journal_ics.write(whole.journal, whole.entries, moment)
        case _:
            raise BadInput(f"“{kind}” is no format of one file. Those are: {', '.join(list(OUT)[1:])}.")


def pages(whole: Belongings) -> Iterable[tuple[str, bytes]]:
    """The journal as the files of a folder, each with its name."""
    from workbench.exchange import journal_markdown

    return journal_markdown.write(whole.journal, whole.entries)


def read_folder(files: Sequence[tuple[str, bytes | None]], today: date) -> Notebook:
    """What a folder of Markdown files brings in. Raises BadInput."""
    from workbench.exchange import journal_markdown

    return journal_markdown.read(files, today)


def read(data: bytes, file_name: str, today: date, format: str | None = None) -> Notebook:
    """What a file brings in: its format as said, else by its ending, else by its content. Raises BadInput."""
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    match format or _ENDINGS.get(PurePath(file_name).suffix.lower()) or _content(text):
        case "markdown":
            return read_folder([(PurePath(file_name).name, data)], today)
        case "json" | "jrnl-json":
            from workbench.exchange import journal_json

            return journal_json.read(text, today)
        case "ics":
            from workbench.exchange import journal_ics

            return journal_ics.read(text, today)
        case "jrnl":
            from workbench.exchange import journal_jrnl

            return journal_jrnl.read_text(text, today)
        case "html":
            from workbench.exchange import journal_html

            return journal_html.read(text, today)
        case _:
            raise BadInput(f"{file_name} does not tell what it is. `--format` says it: {', '.join(IN)}.")


def _content(text: str) -> str:
    from workbench.exchange import journal_jrnl

    first = text.lstrip()
    if first.upper().startswith("BEGIN:VCALENDAR"):
        return "ics"
    if journal_jrnl.is_text(text):
        return "jrnl"
    if first.startswith("---\n"):
        return "markdown"
    if first[:9].lower().startswith(("<!doctype", "<html", "<?xml")):
        return "html"
    return "json" if first[:1] in ("{", "[") else ""
