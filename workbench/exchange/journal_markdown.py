"""A journal as a folder of Markdown, one file an entry, with what an entry says beside its words above them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from workbench.domain.errors import BadInput
from workbench.domain.folding import fold
from workbench.domain.journal import Entry
from workbench.domain.text import natural
from workbench.exchange.decoding import decode, encode
from workbench.exchange.front_matter import FrontMatter, parted, written
from workbench.exchange.journal_rows import NAMES, Notebook, Rows
from workbench.exchange.json_out import value_of

_LONGEST_NAME = 60
_OWN = ("kind", "template", "lenses", "tags", "star", "energy", "complexity", "process", "version", "about",
        "with_whom", "reconsiders", "verdicts", "replies")  # fmt: skip
_KNOWN = frozenset({*_OWN, "id", "journal", *(name for names in NAMES.values() for name in names)}) - {
    *NAMES["text"],
    "body",
}
_day_in_name = re.compile(r"(?<!\d)(\d{4}-\d{1,2}(?:-\d{1,2})?)(?![\d])")


def write(journal: str, entries: Iterable[Entry]) -> Iterator[tuple[str, bytes]]:
    """The file of each entry: its name, which every file system takes, and what stands in it."""
    for entry in entries:
        told = value_of(entry)
        head = {"date": told.get("at", told["on"]), "id": entry.id, "journal": journal}
        if entry.at and entry.at.date() != entry.on:
            head = {"on": told["on"], "at": told["at"]} | {"id": entry.id, "journal": journal}
        fields = head | {name: told[name] for name in _OWN if name in told and told[name] != "note"}
        yield name_of(entry), encode(f"{written(fields)}\n{entry.text}\n")


def name_of(entry: Entry) -> str:
    """The name of the file of an entry: its day, its id and the first of its words, in small ASCII letters."""
    words = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in fold(entry.title[:200]))
    return f"{'-'.join([str(entry.on), entry.id.lower(), *words.split()])[:_LONGEST_NAME].rstrip('-')}.md"


def read(pages: Sequence[tuple[str, bytes | None]], today: date) -> Notebook:
    """The entries of Markdown files, in the order of their names; None stands for what is none. Raises BadInput.

    Of several, one without a day is no entry: it tells of the others, as a README does.
    """
    rows = Rows(today)
    for name, data in sorted(pages, key=lambda page: natural(page[0])):
        if data is None:
            rows.notes.add(name, "this is no Markdown; it was left out, and comes in by itself.")
            continue
        if not data.strip():
            rows.notes.add(name, "the file is empty; it was left out.")
            continue
        try:
            text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
        except BadInput as wrong:
            raise BadInput(f"{name}: {wrong}") from None
        _take_in(rows, name, text, is_alone=len(pages) == 1)
    return rows.notebook()


def _take_in(rows: Rows, name: str, text: str, is_alone: bool) -> None:
    found = parted(text, _KNOWN)
    fields: dict[str, Any] = dict(found.fields)
    origin = str(fields.pop("journal", ""))
    if found.unread:
        rows.notes.add(name, "lines above the text are no fields of an entry; they stand at the top of it.")
    if not _has_day(fields) and (day := _day_of(name)):
        fields["on"] = day
    if not is_alone and not _has_day(fields):
        rows.notes.add(name, "no day is told in it or in its name; it was left out, and comes in by itself.")
        return
    rows.add(name, {**fields, "text": "\n".join([*_kept(found.unread), _words(found)])}, origin)


def _words(found: FrontMatter) -> str:
    """The text without the line end that ends a file, and without the empty line below what stands above the text."""
    words = found.text.removesuffix("\n")
    return words.removeprefix("\n") if found.fields or found.unread else words


def _day_of(name: str) -> str:
    """The day in the name of a file, else in those of its folders too: 2026-11-22.md, 2026/11/22.md."""
    folders = name.split("/")
    found = _day_in_name.search(folders[-1]) or _day_in_name.search("-".join(folders))
    return found[1] if found else ""


def _has_day(fields: Mapping[str, Any]) -> bool:
    return any(fields.get(name) for name in (*NAMES["on"], *NAMES["at"]))


def _kept(unread: list[str]) -> list[str]:
    return ["---", *unread, "---", ""] if unread else []
