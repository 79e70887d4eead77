"""A journal in a file: the entries that it tells, whatever it calls their fields, and what was not understood."""

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from workbench.domain.commitments import Commitment
from workbench.domain.journal import Entry, EntryKind, Reply, Stance, Verdict
from workbench.domain.text import clean_line, printable
from workbench.exchange.moments import Moment, read_moment
from workbench.exchange.notes import Notes

NAMES: Mapping[str, tuple[str, ...]] = {
    "on": ("on", "date", "day", "created", "created_at", "datetime"),
    "at": ("at", "time"),
    "text": ("text", "content", "entry", "note"),
    "body": ("body",),
    "title": ("title", "summary", "subject"),
    "tags": ("tags", "tag", "topic", "topics", "category", "categories", "keywords"),
    "star": ("star", "starred", "favorite", "favourite"),
    "with_whom": ("with_whom", "with"),
}
_TEXTS = ("template", "process", "version", "reconsiders")
_SETS = ("about", "with_whom", "lenses")
_MARKS = ("energy", "complexity")
_KNOWN = {*NAMES, *_TEXTS, *_SETS, *_MARKS, "kind", "verdicts", "replies", "id"}
_FIELDS = {name: field for field, names in NAMES.items() for name in names} | {field: field for field in _KNOWN}
_SHARED = "sharing does not come along; share what others shall read again"
_signs = re.compile(r"#+\s+")

Raw = Mapping[str, Any]
Remark = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """An entry as a file tells it, and where it stands there: its line, or the name of its file.

    Its id is the one it has in the file. `origin` is the journal that it was written out of, as far as that is
    told. A moment without an offset from UTC is one of the clock where the reader sits.
    """

    entry: Entry
    where: int | str
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Notebook:
    """What a file brings into a journal, and what was not understood of it."""

    entries: Sequence[EntryRow] = ()
    commitments: Sequence[Commitment] = ()
    notes: Sequence[str] = ()


class Rows:
    """The entries of a file while it is read; one without a day stands on that of the one before it, or on today."""

    def __init__(self, today: date) -> None:
        self.entries: list[EntryRow] = []
        self.commitments: list[Commitment] = []
        self.notes = Notes()
        self._day = today

    def add(self, where: int | str, raw: Raw, origin: str = "") -> None:
        """Take in an entry; what is no field of one, and what has no words, is remarked on."""

        def remark(sentence: str) -> None:
            self.notes.add(where, f"{sentence}.")

        told = _by_field(raw, remark)
        text = _text(told, remark)
        if not text.strip():
            remark("there are no words; it was left out")
            return
        moment = self._moment(told, remark)
        self._day = moment.on
        made = Entry(
            id=clean_line(str(told.get("id", ""))), on=moment.on, at=moment.at, text=text, kind=_kind(told, remark),
            star=str(told.get("star", "")).strip().lower() in ("true", "yes", "1"), tags=tags_of(told.get("tags")),
            verdicts=_verdicts(told, remark), replies=_replies(told, remark), **_plain(told, remark),
        )  # fmt: skip
        self.entries.append(EntryRow(entry=made, where=where, origin=origin))

    def notebook(self) -> Notebook:
        """What was taken in."""
        return Notebook(self.entries, self.commitments, self.notes.said())

    def _moment(self, told: Raw, remark: Remark) -> Moment:
        day, time = (str(told.get(field) or "").strip() for field in ("on", "at"))
        known = read_moment(day) if day else None
        whole = read_moment(time) if time else None
        if time and not whole and known and not known.at:
            timed = read_moment(f"{known.on} {time}")
            if timed and timed.at:
                known = Moment(known.on, timed.at, known.remark)
            else:
                remark(f"“{time}” tells no time; the entry has its day only")
        moment = Moment(known.on, whole.at, known.remark) if known and whole else known or whole
        if moment:
            if moment.remark:
                remark(moment.remark)
            return moment
        remark(f"{f'“{day or time}” is no day' if day or time else 'no day is told'}; the entry stands on {self._day}")
        return Moment(self._day)


def _by_field(raw: Raw, remark: Remark) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for name, value in raw.items():
        field = _FIELDS.get(name.strip().lower().replace(" ", "_").replace("-", "_"))
        if name in ("shared", "by"):
            if name == "shared":
                remark(_SHARED)
        elif field is None:
            remark(f"“{clean_line(name)}” is no field of an entry and was left out")
        elif field == "tags" and field in told:
            told[field] = sorted(tags_of(told[field]) | tags_of(value))
        elif field in told:
            remark(f"“{clean_line(name)}” says again what was said and was left out")
        else:
            told[field] = value
    return told


# Texts


def _text(told: Raw, remark: Remark) -> str:
    title, body, text = (str(told.get(field) or "") for field in ("title", "body", "text"))
    parts = [title] if title and (body or not _begins_with(text, title)) else []
    return sound_text("\n".join([*parts, *filter(None, (body, text))]), remark)


def _begins_with(text: str, title: str) -> bool:
    first = text.lstrip().partition("\n")[0]
    return _signs.sub("", first, count=1).strip() == title.strip()


def sound_text(text: str, remark: Remark) -> str:
    """The text with every character that it came with, and a remark where one was left that a terminal could obey."""
    said = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = printable(said)
    if kept != said:
        remark("control characters were left out")
    return kept


def tags_of(value: Any) -> frozenset[str]:
    """The tags that a list of them, or a text with commas or else spaces between them, means."""
    texts = [str(item) for item in cast(list[object], value)] if isinstance(value, list) else _split(str(value or ""))
    tags = ("-".join(clean_line(text).lstrip("#@").split()) for text in texts)
    return frozenset(filter(None, tags))


def _split(text: str) -> list[str]:
    return text.split(",") if "," in text else text.split()


# Other fields


def _kind(told: Raw, remark: Remark) -> EntryKind:
    said = str(told.get("kind") or "note").strip().lower()
    with suppress(ValueError):
        return EntryKind(said)
    remark(f"“{clean_line(said)}” is no kind of entry (note, action, event, decision) and was left out")
    return EntryKind.NOTE


def _plain(told: Raw, remark: Remark) -> dict[str, Any]:
    values: dict[str, Any] = {field: clean_line(str(told.get(field) or "")) for field in _TEXTS}
    for field in _SETS:
        given = told.get(field) or ()
        texts = cast(list[object], given) if isinstance(given, list) else str(given).split(",") if given else ()
        values[field] = frozenset(text for item in texts if (text := clean_line(str(item))))
    for field in _MARKS:
        said = str(told.get(field) or "").strip()
        values[field] = int(said) if said in ("1", "2", "3", "4", "5") else None
        if said and values[field] is None:
            remark(f"“{clean_line(said)}” is no {field}, which goes from 1 to 5, and was left out")
    return values


def _verdicts(told: Raw, remark: Remark) -> tuple[Verdict, ...]:
    return _parts(
        told, "verdicts", remark,
        lambda part: Verdict(
            id=part["id"], on=date.fromisoformat(part["on"]), text=part.get("text", ""),
            stance=Stance(part["stance"]) if part.get("stance") else None,
        ),
    )  # fmt: skip


def _replies(told: Raw, remark: Remark) -> tuple[Reply, ...]:
    return _parts(
        told,
        "replies",
        remark,
        lambda part: Reply(id=part["id"], by=part["by"], at=_aware(part["at"]), text=part["text"]),
    )


def _aware(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError
    return moment


def _parts(told: Raw, field: str, remark: Remark, read: Callable[[Raw], Any]) -> tuple[Any, ...]:
    try:
        return tuple(read(part) for part in told.get(field) or ())
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        remark(f"the {field} are not as they are in an export of the workbench and were left out")
        return ()
