"""The space of one journal: its records in order, searched, sealed where it is, and purged for good."""

import os
import stat
from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from workbench.domain.ids import JOURNAL, PersonId, number_of, table_of
from workbench.domain.journal import Entry
from workbench.domain.organization import Organization
from workbench.store.checkpoint import Checkpoint
from workbench.store.edits import Doc, Edits, Tables
from workbench.store.errors import ForeignFolder, NotWritten, StoreError
from workbench.store.files import make_folder, reading
from workbench.store.forgetting import ForgettingSpace
from workbench.store.history import SEAL
from workbench.store.lines import Actor, Line
from workbench.store.on_demand import OnDemand
from workbench.store.reader import PRIVATE, Access
from workbench.store.sealed import Readers, Seal
from workbench.store.sealing import SEALED, is_sealed
from workbench.store.space import Space
from workbench.store.texts import Texts
from workbench.store.unlocked import Locked

ENTRIES, COMMITMENTS = JOURNAL.values()

Value = TypeVar("Value")
Clock = Callable[[], datetime]
Policy = Callable[[PersonId, Doc], Sequence[str]]


class JournalSpace(OnDemand):
    """The records of one journal, of what is shared from one, or of two people's sessions."""

    def __init__(
        self,
        folder: Path,
        access: Access,
        names: Sequence[str],
        clock: Clock,
        beside: Callable[[], tuple[str, int]],
        organization: Callable[[], Organization],
        seal: Seal,
        readers: Policy,
    ) -> None:
        super().__init__(folder, folder / "backups", access, names, clock, beside, organization)
        self._ordered: dict[str, list[str]] = {}
        self._days: list[tuple[str, str]] = []
        self._later: dict[str, list[str]] | None = None
        self._seal, self._readers = seal, readers
        self._texts = Texts()

    def _blank(self) -> Space:
        check, rules = self.problem, self._broken_rules
        return ForgettingSpace(self.folder, self._backups, self._access, check, rules, names=self.names)

    def problem(self, table: str, record: str, doc: Doc) -> str:
        """What is wrong with a document; of one that is sealed, that is asked where it is opened."""
        return "" if is_sealed(doc) else super().problem(table, record, doc)

    def _begun(self, actor: Actor) -> Space:
        try:
            make_folder(self.folder.parent, self._access.folder)
            make_folder(self.folder, self._access.folder)
        except OSError as error:
            raise NotWritten(self.folder, error) from None
        if self._access == PRIVATE:
            _keep_others_out(self.folder)
        return super()._begun(actor)

    # What is sealed

    @property
    def tables(self) -> Tables:
        """What stands in the space, as far as it can be read. Raises Locked where what is sealed is looked at."""
        return self._seal.tables(super().tables)

    def get(self, record: str) -> Any:
        """The record of this id. Raises NotFound, Unopened, Locked."""
        wanted = record.strip().upper()
        for table in super().tables.values():
            if doc := table.get(wanted):
                self._seal.opened(wanted, doc)
        return super().get(record)

    def broken(self) -> list[str]:
        """What is wrong with each record that cannot be read as one. Raises Locked."""
        lost = self._seal.unopened(super().tables)
        names = {sentence.partition(" ")[0] for sentence in lost}
        return lost + [sentence for sentence in super().broken() if sentence.partition(":")[0] not in names]

    def write(self, actor: Actor, act: str, edits: Edits, of: int | None = None, because: str = "") -> Line:
        """Carry out edits as one line, sealed where the space is; only while it is held still.

        Raises Refused, ChangedElsewhere, and Locked where something sealed is to be changed.
        """
        raw = self._begun(actor).tables
        sealed = self._seal.edits(raw, edits, partial(self._readers, actor.by), self._refuse_bad)
        return super().write(actor, act, sealed, of, because)

    @property
    def raw(self) -> Tables:
        """What stands in the space as it lies there, sealed or plain."""
        return super().tables

    def opened(self, record: str, doc: Doc | None) -> Doc | None:
        """A document of this journal as it can be read. Raises Unopened, Locked."""
        return doc and self._seal.opened(record, doc)

    def begin_anew_from(self, point: Checkpoint, actor: Actor) -> Line | None:
        """Let a damaged space go on from what a checkpoint holds. Raises StoreError."""
        try:
            return self._begun(actor).restore(point, actor, self._clock())
        finally:
            self.lock()

    def lies_sealed(self, record: str) -> bool:
        """The record can be read by nobody whom it is not sealed to."""
        return any(is_sealed(doc) for table in super().tables.values() if (doc := table.get(record)))

    def sealed_of_all(self) -> tuple[int, int]:
        """How many records lie sealed, and how many there are."""
        docs = [doc for table in super().tables.values() for doc in table.values()]
        return sum(map(is_sealed, docs)), len(docs)

    def seal_ahead(self, to: Sequence[str]) -> Iterator[str]:
        """Seal what lies here in plain text, a record at a time; `seal_plain` writes it, and until then nothing is."""
        return self._seal.seal_ahead(self.raw, to)

    def open_ahead(self) -> Iterator[str]:
        """Open what lies here sealed, a record at a time. Raises Locked."""
        return self._seal.open_ahead(self.raw)

    def seal_plain(self, actor: Actor) -> None:
        """Seal what lies here in plain text, and leave no such text anywhere. Raises StoreError."""
        self._write_anew(actor, SEAL, self._seal.with_plain_sealed)

    def reseal(self, actor: Actor, act: str) -> None:
        """Seal every record as if it were written now, and leave nothing of what lay there in another way.

        What is damaged stays as it is. Raises Locked, and StoreError, the space being as it was or as it shall be.
        """
        self._write_anew(actor, act, self._seal.resealed)

    def _write_anew(self, actor: Actor, act: str, made: Callable[[Tables, Readers], Tables]) -> None:
        if isinstance(space := self.space, ForgettingSpace):
            with self._still(space):
                tables = made(space.tables, partial(self._readers, actor.by))
                self._drop_bundle()
                space.write_anew(tables, actor, act, self._clock(), self._beside()[1])
                if self._seal.has_much_alone:
                    self._seal.bundle(space.tables, self._readers(actor.by, {}))
            self.lock()

    def _drop_bundle(self) -> None:
        try:
            self._seal.drop_bundle()
        except OSError as error:
            raise NotWritten(self.folder, error) from None

    def lock(self) -> None:
        """Keep nothing in memory of what was opened."""
        self._seal.forget()
        self._made, self._texts = {}, Texts()
        self._look_anew()

    # Asking

    def ids(self, kind: type[Any]) -> list[str]:
        """The ids of the records of a kind in the order of their days and moments, the oldest first."""
        table = self._table(kind)
        if table not in self._ordered:
            docs = self.tables[table]
            self._ordered[table] = sorted(docs, key=lambda record: _order(record, docs[record]))
        return self._ordered[table]

    def values(self, kind: type[Value], newest_first: bool = False) -> Iterator[Value]:
        """The records of a kind in their order, each made to a value when its turn comes."""
        table = self._table(kind)
        for record in reversed(self.ids(kind)) if newest_first else self.ids(kind):
            if (value := self._value(table, record)) is not None:
                yield value

    def matching(self, is_meant: Callable[[Doc], bool], kind: type[Any] = Entry) -> Iterator[Any]:
        """The records whose documents are meant, the newest first; only these are made to values."""
        table = self._table(kind)
        docs = self.tables[table]
        for record in reversed(self.ids(kind)):
            if is_meant(docs[record]) and (value := self._value(table, record)) is not None:
                yield value

    def found(self, words: Sequence[str], is_meant: Callable[[Doc], bool]) -> Iterator[Any]:
        """The entries that hold every one of the folded words, the newest first; each as soon as it is found."""
        yield from self.matching(lambda doc: is_meant(doc) and self._texts.hold(doc, words))

    def days(self) -> Sequence[tuple[str, str]]:
        """The ids of all entries, each with its day, the newest first; gathered once, until something changes."""
        if not self._days:
            docs = self.tables[ENTRIES]
            self._days = [(record, str(docs[record].get("on"))) for record in reversed(self.ids(Entry))]
        return self._days

    def later(self, record: str) -> Iterator[Entry]:
        """The entries that look at an earlier one again, the newest first."""
        if self._later is None:
            docs, found = self.tables[ENTRIES], defaultdict[str, list[str]](list)
            for id in reversed(self.ids(Entry)):
                if earlier := docs[id].get("reconsiders"):
                    found[earlier].append(id)
            self._later = found
        yield from (value for id in self._later.get(record, ()) if (value := self._value(ENTRIES, id)) is not None)

    def days_found(self, words: Sequence[str], is_meant: Callable[[Doc], bool]) -> list[tuple[str, str]]:
        """The ids of the entries that are meant, each with its day, the newest first; none is made to a value."""
        docs = self.tables[ENTRIES]
        meant = (record for record in reversed(self.ids(Entry)) if is_meant(docs[record]))
        return [(id, str(docs[id].get("on"))) for id in meant if not words or self._texts.hold(docs[id], words)]

    def counted(self, kind: type[Any], field: str) -> dict[str, int]:
        """How often each text stands in a set of texts, over all records of a kind."""
        found: dict[str, int] = defaultdict(int)
        for doc in self.tables[self._table(kind)].values():
            for text in doc.get(field, ()):
                found[text] += 1
        return dict(found)

    def records(self) -> set[str]:
        """The ids of everything that stands here; nothing is opened for it."""
        return {record for table in super().tables.values() for record in table}

    def was_given(self, record: str, prefix: str) -> bool:
        """The id is that of a record which stands here, or did."""
        numbered, space = number_of(record), self.space
        return bool(numbered and space and numbered[0] == prefix and numbered[1] <= space.fold.last.get(prefix, 0))

    def purge(self, records: Collection[str], actor: Actor) -> None:
        """Let records go for good: from what stands, from the history and from the backups. Raises StoreError."""
        if isinstance(space := self.space, ForgettingSpace):
            with self._still(space):
                self._drop_bundle()
                space.purge(records, actor, self._clock(), self._beside()[1])
            self.lock()

    def settle(self, at_once: bool, long_tail: int) -> None:
        """Write the checkpoint at once, or when the history behind it has grown long; only the first may raise."""
        space = self._space
        if space and not space.read_only and (at_once or space.tail_bytes > long_tail or space.is_unsettled):
            try:
                space.checkpoint(self._clock())
            except StoreError:
                if at_once:
                    raise
        if space and not space.read_only:
            self._bundle(space)

    def _bundle(self, space: Space) -> None:
        """Keep together what was opened one by one, as far as it still stands; a bundle is no loss where it fails."""
        if self._seal.has_much_alone:
            with suppress(StoreError), self._still(space):
                self._seal.bundle(space.tables, self._readers("", {}))

    def _note(self, edits: Edits) -> None:
        try:
            for path, values in edits.items():
                self._put_in_order(path, values)
        except Locked:
            self._look_anew()

    def _put_in_order(self, path: str, values: list[Any]) -> None:
        """Put a new record in its place among those that stand in order; what else may move one orders all anew."""
        record, _, field = path.partition(".")
        table = table_of(record) or ""
        if table == ENTRIES and field.partition(".")[0] in ("", "on", "reconsiders", SEALED):
            self._days, self._later = [], None
        ordered = self._ordered.get(table)
        if ordered is not None and not field and values[0] is None:
            docs = self.tables[table]
            insort(ordered, record, key=lambda one: _order(one, docs[one]))
        elif field.partition(".")[0] in ("", "on", "at", SEALED):
            self._ordered.pop(table, None)

    def _look_anew(self) -> None:
        self._ordered, self._days, self._later = {}, [], None


def _order(record: str, doc: Doc) -> tuple[str, float, int]:
    moment = 0.0
    if at := doc.get("at"):
        with suppress(TypeError, ValueError):
            moment = datetime.fromisoformat(at).timestamp()
    number = number_of(record)
    return str(doc.get("on")), moment, number[1] if number else 0


def _keep_others_out(folder: Path) -> None:
    """Refuse a folder that is somebody else's, or only a link; close one that others may look into."""
    with reading(folder):
        found = os.lstat(folder)
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
            raise ForeignFolder(folder)
        if found.st_mode & 0o077:
            os.chmod(folder, 0o700)
