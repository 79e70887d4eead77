"""Taking one's own journal along: out in a form that other programs read, and in from theirs.

An entry is the same when it was written out of this journal under an id that stands here, or when its day, its time
as far as both tell one, and its words are the same. So nothing comes in twice, however often it is brought.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any, cast
from unicodedata import normalize

from workbench.domain.commitments import Commitment
from workbench.domain.errors import BadInput, Refused, count
from workbench.domain.journal import Entry, tags_in
from workbench.domain.records import said
from workbench.exchange import journal_formats
from workbench.exchange.decoding import LARGEST_FILE
from workbench.exchange.journal_formats import Belongings
from workbench.exchange.journal_rows import EntryRow, Notebook
from workbench.exchange.notes import Notes, lines_said
from workbench.services.coaching import sessions_of
from workbench.services.entry_fields import read_entry
from workbench.services.journal import cleaned_entry, own, with_copy
from workbench.store.change import Change
from workbench.store.lines import Actor
from workbench.store.outside import is_folder, read_folder, read_outside, write_folder
from workbench.store.store import Store

_LINKS = ("process", "about", "with_whom", "lenses")


# Out


def belongings(store: Store, actor: Actor) -> Belongings:
    """One's own journal as a whole, the oldest first. Raises Refused, and Locked where it is sealed."""
    space = own(store, actor)
    entries = [with_copy(store, actor, entry) for entry in space.values(Entry)]
    return Belongings(
        _named(store, actor), entries, list(space.values(Commitment)), sessions_of(store, actor)
    )  # fmt: skip


def _named(store: Store, actor: Actor) -> str:
    return f"{store.id}/{actor.by}"


def written(store: Store, actor: Actor, kind: str) -> bytes:
    """One's own journal as one file. Raises BadInput, Refused, Locked."""
    return journal_formats.write(kind, belongings(store, actor), store.clock())


def write_pages(store: Store, actor: Actor, folder: str) -> tuple[str, int]:
    """One's own journal as a new folder of Markdown, whole or not at all; where it lies, and how many files.

    Raises BadInput, InTheWay, NotWritten, Locked.
    """
    pages = list(journal_formats.pages(belongings(store, actor)))
    return str(write_folder(folder, pages)), len(pages)


# In


@dataclass
class Brought:
    """What an import came to: what is new, how much stood here already, and what was not understood."""

    entries: list[Entry] = field(default_factory=list[Entry])
    commitments: list[Commitment] = field(default_factory=list[Commitment])
    known: int = 0
    notes: list[str] = field(default_factory=list[str])

    def summary(self, dry: bool) -> str:
        """What it came to, or would come to, in a sentence or two."""
        parts = [
            count(len(self.entries), "entry", "entries") if self.entries else "",
            count(len(self.commitments), "commitment") if self.commitments else "",
        ]
        here = f" {count(self.known, 'record')} stood here already." if self.known else ""
        what = " and ".join(filter(None, parts))
        if not what:
            return f"Nothing new: nothing was changed.{here}"
        if dry:
            return f"Would take in {what}.{here} Nothing was changed."
        return f"Took in {what}.{here} `workbench undo` takes it back."


def notebook_in(file: str, today: date, format: str | None = None) -> Notebook:
    """What a file, or a folder of Markdown, holds. Raises BadInput."""
    if is_folder(file):
        if format not in (None, "markdown"):
            raise BadInput(f"{file} is a folder; only Markdown is brought in from one.")
        return journal_formats.read_folder(read_folder(file, (".md", ".markdown"), LARGEST_FILE), today)
    return journal_formats.read(read_outside(file, LARGEST_FILE), file, today, format)


def take_in(store: Store, actor: Actor, notebook: Notebook, now: datetime, dry: bool = False) -> Brought:
    """Take in what a file holds as one change of one's own journal, or say what that would come to.

    Raises Refused, Locked, StoreError, nothing being taken in.
    """
    space = own(store, actor)
    done = _Import(store, actor, now)
    done.sort_out(notebook)
    if not dry and (done.new or done.promised):
        with space.change(actor, "journal.import") as change:
            done.put(change)
    return done.brought(notebook)


class _Import:
    """One import while it is made: which entries are new, under which ids, and what they are tied to."""

    def __init__(self, store: Store, actor: Actor, now: datetime) -> None:
        self._store, self._now = store, now
        self._journal = _named(store, actor)
        entries = list(own(store, actor).values(Entry))
        self._here = {entry.id: entry for entry in entries}
        self._same = _Known(entries)
        self._commitments = {(one.on, one.name): one.id for one in own(store, actor).values(Commitment)}
        self._ids: dict[str, str] = {}
        self._notes = Notes()
        self.new: list[EntryRow] = []
        self.promised: list[Commitment] = []
        self.known = 0

    def sort_out(self, notebook: Notebook) -> None:
        """Find what is new."""
        for row in notebook.entries:
            entry = self._sound(row)
            if here := self._stands(row, entry):
                self.known += 1
                self._ids[entry.id] = here
            else:
                self.new.append(replace(row, entry=entry))
        for one in notebook.commitments:
            if made := self._commitments.get((one.on, one.name)):
                self.known += 1
                self._ids[one.id] = made
            else:
                self.promised.append(one)
        self._refuse_loose_ends()

    def _refuse_loose_ends(self) -> None:
        """Let nothing reconsider what is not in the file."""
        known = {row.entry.id for row in self.new} | self._ids.keys()
        for at, row in enumerate(self.new):
            if row.entry.reconsiders not in known | {""}:
                self._notes.add(row.where, f"{row.entry.reconsiders}, which it reconsiders, is not there.")
                self.new[at] = replace(row, entry=replace(row.entry, reconsiders=""))

    def _stands(self, row: EntryRow, entry: Entry) -> str:
        """The id under which an entry stands here, "" for one that is new."""
        here = self._here.get(entry.id) if row.origin == self._journal else None
        found = self._same.taken(entry, here)
        if here and not found:
            self._notes.add(row.where, f"{here.id} was changed here since; it stays as it is.")
            return here.id
        return found

    def _sound(self, row: EntryRow) -> Entry:
        """The entry with its moment on a clock, and tied only to what there is here. Raises BadInput."""
        entry = row.entry
        if entry.at and entry.at.tzinfo is None:
            entry = replace(entry, at=_local(entry.at))
        if not row.origin:
            entry = replace(_on_the_clock_here(entry), tags=entry.tags | tags_in(entry.text))
        is_strange = bool(row.origin) and row.origin.partition("/")[0] != self._store.id
        links = {name: self._link(row, name, getattr(entry, name), is_strange) for name in _LINKS}
        version = entry.version if links["process"] else ""
        try:
            return cleaned_entry(replace(entry, **links, version=version))
        except Refused as refused:
            raise BadInput(f"{lines_said([row.where])}: {refused}") from None

    def _link(self, row: EntryRow, name: str, given: Any, is_strange: bool) -> Any:
        """What an entry is tied to, as far as it stands here and is the same."""
        items = sorted(cast(frozenset[str], given)) if isinstance(given, frozenset) else [given] if given else []
        found = [value for item in items if (value := self._found(row, name, item, is_strange))]
        return frozenset[str]().union(*found) if isinstance(given, frozenset) else "".join(found)

    def _found(self, row: EntryRow, name: str, item: str, is_strange: bool) -> Any:
        if is_strange and name != "lenses":
            self._notes.add(row.where, f"{said(name)} {item} belongs to another organization and was left out.")
            return None
        try:
            return read_entry(self._store, {name: item}, self._now)[name]
        except (BadInput, Refused) as error:
            self._notes.add(row.where, f"{said(name)} was left out. {error}")
            return None

    def put(self, change: Change) -> None:
        """Put what is new into a change, under ids of this journal."""
        records = [change.new_id("E") for _ in self.new]
        for record, row in zip(records, self.new, strict=True):
            self._ids.setdefault(row.entry.id, record)
        pairs = zip(records, self.new, strict=True)
        self.new = [replace(row, entry=self._linked(row.entry, record)) for record, row in pairs]
        self._ids |= {one.id: change.new_id("K") for one in self.promised}
        self.promised = [
            replace(one, id=self._ids[one.id], follows=self._ids.get(one.follows, "")) for one in self.promised
        ]
        for made in [*(row.entry for row in self.new), *self.promised]:
            change.put(None, made)

    def _linked(self, entry: Entry, record: str) -> Entry:
        return replace(entry, id=record, reconsiders=self._ids[entry.reconsiders] if entry.reconsiders else "")

    def brought(self, notebook: Notebook) -> Brought:
        """What it came to."""
        notes = [*notebook.notes, *self._notes.said()]
        return Brought([row.entry for row in self.new], self.promised, self.known, notes)


class _Known:
    """The entries that stand in a journal, each to be met once: two that say the same are two."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._left: dict[tuple[date, str], list[Entry]] = {}
        for entry in entries:
            self._left.setdefault(_words(entry), []).append(entry)

    def taken(self, entry: Entry, first: Entry | None) -> str:
        """The id of an entry that says the same and was not met yet, rather the `first`; "" where there is none."""
        alike = self._left.get(_words(entry), [])
        found = first if first in alike else next((one for one in alike if _at_once(one, entry)), None)
        if found is None:
            return ""
        alike.remove(found)
        return found.id


def _words(entry: Entry) -> tuple[date, str]:
    """The day and the words of an entry, without what changes elsewhere: blanks, marks, masks, last tags."""
    words = normalize("NFC", entry.text).replace("\\[", "[").split()
    while words and words[-1].startswith("@"):
        words.pop()
    return entry.on, " ".join(words)


def _at_once(one: Entry, other: Entry) -> bool:
    """Both were written in the same minute, as far as both tell."""
    if one.at is None or other.at is None:
        return True
    return one.at == other.at or f"{one.at:%H:%M}" == f"{other.at:%H:%M}"


def _on_the_clock_here(entry: Entry) -> Entry:
    """The entry on the day that it was here, where it was told in the time of Greenwich, as programs do."""
    if not entry.at or entry.at.utcoffset() or entry.on != entry.at.date():
        return entry
    here = _local(entry.at)
    return replace(entry, on=here.date(), at=here)


def _local(moment: datetime) -> datetime:
    try:
        return moment.astimezone()
    except (OverflowError, ValueError):  # at the ends of the calendar
        return moment.replace(tzinfo=UTC)
