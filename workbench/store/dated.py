"""The space beside the organization: dated records about processes, which grow with time.

It is made by the first record and opened by the first question; a store without it is simply empty. What is asked
for is one process's, so that an index by process is kept and only what is asked for is made to values.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from workbench.domain.errors import NotFound, Refused
from workbench.domain.ids import DATED, number_of, table_of
from workbench.domain.organization import Organization
from workbench.domain.text import natural
from workbench.store.change import Change
from workbench.store.checkpoint import Checkpoint
from workbench.store.documents import BadRecord, class_of, from_doc, problem
from workbench.store.edits import DATED_TABLES, Doc, Edits, Tables, diff_tables, no_tables, touched
from workbench.store.errors import Damaged, NoStore, StoreError
from workbench.store.files import reading
from workbench.store.gathered import ABOUT, Gathered, order_of
from workbench.store.lines import Actor, Line
from workbench.store.reader import Access, Followed
from workbench.store.reading import rebuilt
from workbench.store.space import Space

NAME = "records"

Value = TypeVar("Value")


class DatedRecords:
    """The dated records of a store, by process; nothing is read until something is asked."""

    def __init__(
        self,
        folder: Path,
        backups: Path,
        access: Access,
        clock: Callable[[], datetime],
        beside: Callable[[], tuple[str, int]],
        organization: Callable[[], Organization],
    ) -> None:
        self.folder, self._backups = folder / NAME, backups
        self._access, self._clock = access, clock
        self._beside, self._organization = beside, organization
        self._space: Space | None = None
        self._gathered = Gathered(lambda: self.tables)
        self._made: dict[str, tuple[Doc, Any]] = {}

    # Opening

    @property
    def space(self) -> Space | None:
        """The space, opened now if it has not been yet; None where there is none. Raises StoreError."""
        if self._space is None:
            space = self._blank()
            with reading(self.folder):
                is_there = self.folder.is_dir() or bool(space.backups.paths())
            if is_there:
                try:
                    space.load()
                except NoStore:
                    return None
                self._space = space
        return self._space

    @property
    def is_open(self) -> bool:
        """Something was asked, so that the space has been read."""
        return self._space is not None

    @property
    def position(self) -> int:
        """The number of the newest change of the records; 0 while nothing was asked."""
        return self._space.fold.seq if self._space else 0

    def _blank(self) -> Space:
        check, rules = problem, self._broken_rules
        return Space(self.folder, self._backups, self._access, check, rules, names=DATED_TABLES)

    @property
    def tables(self) -> Tables:
        """What stands in the space."""
        return self.space.tables if self.space else no_tables(DATED_TABLES)

    # Asking

    def get(self, record: str) -> Any:
        """The record of this id. Raises NotFound."""
        wanted = record.strip().upper()
        table = table_of(wanted) or ""
        value = self._value(table, wanted) if wanted in self.tables.get(table, {}) else None
        if value is None:
            raise NotFound("record", record)
        return value

    def of(self, kind: type[Value], process: str) -> list[Value]:
        """The records of one kind about a process, oldest first."""
        table = _table(kind)
        return self._in_order(table, self._gathered.of(table, process))

    def all(self, kind: type[Value]) -> list[Value]:
        """Every record of a kind, oldest first."""
        table = _table(kind)
        return self._in_order(table, self.tables[table])

    def processes_with(self, kind: type[Any]) -> Collection[str]:
        """The processes about which there is a record of a kind."""
        return self._gathered.by_process(_table(kind)).keys()

    def _in_order(self, table: str, records: Iterable[str]) -> list[Any]:
        docs = self.tables[table]
        ordered = sorted(records, key=lambda record: order_of(record, docs[record]))
        return [value for record in ordered if (value := self._value(table, record)) is not None]

    def latest(self, kind: type[Value], process: str, field: str) -> dict[str, Value]:
        """The newest record of a kind about a process for each value of a field; only these are made to values."""
        table = _table(kind)
        values = {
            key: self._value(table, record) for key, record in self._gathered.newest(table, process, field).items()
        }
        return {key: value for key, value in values.items() if value is not None}

    def _value(self, table: str, record: str) -> Any:
        doc = self.tables[table][record]
        known = self._made.get(record)
        if known and known[0] is doc:
            return known[1]
        try:
            value = from_doc(table, record, doc)
        except BadRecord:
            value = None
        self._made[record] = doc, value
        return value

    def spent(self) -> dict[tuple[str, str], int]:
        """The minutes that were noted, by process and month (2026-11)."""
        minutes: dict[tuple[str, str], int] = defaultdict(int)
        for docs in self.tables.values():
            for doc in docs.values():
                if type(spent := doc.get("minutes")) is int:
                    minutes[str(doc.get(ABOUT, "")), str(doc.get("on"))[:7]] += spent
        return minutes

    def broken(self) -> list[str]:
        """What is wrong with each record that cannot be read as one."""
        return [
            wrong
            for table in DATED_TABLES
            for record, doc in self.tables[table].items()
            if (wrong := problem(table, record, doc))
        ]

    def adrift(self) -> Iterator[tuple[str, str]]:
        """The records about a process that is not there any more, each with its id."""
        known = self._organization().processes
        for table in DATED_TABLES:
            for process, records in self._gathered.by_process(table).items():
                if process and process not in known:
                    yield from ((record, process) for record in sorted(records, key=natural))

    def _broken_rules(self, tables: Tables, records: Collection[str]) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for record in sorted(records):
            doc = tables[table_of(record) or ""].get(record)
            process = doc.get(ABOUT) if doc else None
            if process and process not in self._organization().processes:
                found[record] = f"{record} is about {process}, which is no process here"
        return found

    # Changing

    @contextmanager
    def change(self, actor: Actor, act: str, because: str = "") -> Generator[Change]:
        """Put one change together and write it, durable on return, whole or not at all.

        Raises Refused, ChangedElsewhere and StoreError, the space being as it was.
        """
        space = self._begun(actor)
        with self._still(space):
            change = Change(space, self._organization(), actor)
            yield change
            if change.edits:
                self.write(change.actor, act, change.edits, because=because)

    def play(self, actor: Actor, act: str, edits: Edits) -> None:
        """Carry out edits that stand ready, as those of the sample do. Raises as `change` does."""
        with self._still(self._begun(actor)):
            self.write(actor, act, edits)

    @contextmanager
    def writing(self) -> Generator[None]:
        """Hold the space still, if there is one that can be written, with everything others did taken in."""
        if self.space is None or self.space.read_only:
            yield
            return
        with self._still(self.space):
            yield

    @contextmanager
    def _still(self, space: Space) -> Generator[None]:
        seq, epoch = space.fold.seq, space.fold.epoch
        with space.writing():
            if (space.fold.seq, space.fold.epoch) != (seq, epoch):
                self._gathered.forget()
            yield

    def _begun(self, actor: Actor) -> Space:
        if self.space is None:
            space = self._blank()
            space.begin_where_none_is(self._beside()[0], actor, self._clock())
            self._space = space
        assert self._space is not None
        return self._space

    def write(self, actor: Actor, act: str, edits: Edits, of: int | None = None, because: str = "") -> Line:
        """Carry out edits as one line; only while the space is held still. Raises Refused, ChangedElsewhere."""
        space = self._begun(actor)
        space.refuse_conflicts(edits)
        with space.preview(edits):
            records = touched(edits)
            self._refuse_bad(space.tables, records)
        line = space.append(actor, act, edits, self._clock(), of, because, self._beside()[1])
        self._gathered.note(line.edits)
        return line

    def _refuse_bad(self, tables: Tables, records: Collection[str]) -> None:
        broken = self._broken_rules(tables, records)
        for record in sorted(records):
            table = table_of(record) or ""
            doc = tables.get(table, {}).get(record)
            numbered = number_of(record)
            if numbered is None or numbered[0] not in DATED:
                raise Refused(f"“{record}” is no id of a dated record.")
            if wrong := broken.get(record) or (problem(table, record, doc) if doc else ""):
                raise Refused(f"{wrong}.")

    # Following and keeping

    def follow(self) -> Followed:
        """Take in what others did, where anything was asked; what was begun elsewhere is opened when it is."""
        if self._space is None:
            return Followed([])
        followed = self._space.follow()
        if followed:
            self._gathered.forget()
        return followed

    def backwards(self) -> Iterator[Line]:
        """Every change, the newest first; nothing where there is no such space. Raises Damaged."""
        return self.space.history.backwards() if self.space else iter(())

    def backups(self) -> list[Path]:
        """The backups there are, oldest first."""
        return self._blank().backups.paths()

    def differs_from_history(self) -> list[str]:
        """The records about which what stands now and the history say otherwise. Raises Damaged."""
        if self.space is None:
            return []
        found = rebuilt(self.space.history, self.space.backups)
        if found is None or found[1]:
            raise Damaged(self.space.history.folder, "", "it cannot be read whole")
        return sorted(touched(diff_tables(found[0].tables, self.space.tables, DATED_TABLES)))

    def restore(self, point: Checkpoint, actor: Actor) -> Line | None:
        """Go back to what a checkpoint holds, as one change; None where nothing differs. Raises StoreError."""
        space = self._begun(actor)
        try:
            line = space.restore(point, actor, self._clock())
        finally:
            self._gathered.forget()
        with suppress(StoreError):
            space.checkpoint(self._clock())
        return line

    def forget(self) -> None:
        """Read everything anew when it is asked next."""
        self.close()
        self._space, self._made = None, {}
        self._gathered.forget()

    def close(self) -> None:
        """Let the files go; nothing is written."""
        if self._space:
            self._space.close()


def _table(kind: type[Any]) -> str:
    return next(table for table in DATED_TABLES if class_of(table) is kind)
