"""A space that is made by the first record in it and opened by the first question; without it nothing is there."""

from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from workbench.domain.errors import NotFound, Refused
from workbench.domain.ids import table_of
from workbench.domain.organization import Organization
from workbench.store.change import Change
from workbench.store.documents import BadRecord, class_of, from_doc, problem
from workbench.store.edits import Doc, Edits, Tables, no_tables, touched
from workbench.store.errors import NoStore
from workbench.store.files import reading
from workbench.store.lines import Actor, Line
from workbench.store.reader import CHECKPOINT, Access, Followed
from workbench.store.space import Space


class OnDemand:
    """The records of one space beside the organization's; nothing is read until something is asked."""

    def __init__(
        self,
        folder: Path,
        backups: Path,
        access: Access,
        names: Sequence[str],
        clock: Callable[[], datetime],
        beside: Callable[[], tuple[str, int]],
        organization: Callable[[], Organization],
    ) -> None:
        self.folder, self._backups, self.names = folder, backups, names
        self._access, self._clock = access, clock
        self._beside, self._organization = beside, organization
        self._space: Space | None = None
        self._none_is_there = False
        self._made: dict[str, tuple[Doc, Any]] = {}

    # Opening

    @property
    def space(self) -> Space | None:
        """The space, opened now if it has not been yet; None where there is none. Raises StoreError.

        Where there was none, `_look_for_it` is what looks again.
        """
        if self._space is None and not self._none_is_there:
            self._space = self._found()
            self._none_is_there = self._space is None
        return self._space

    def _found(self) -> Space | None:
        space = self._blank()
        with reading(self.folder):
            is_there = self.folder.is_dir() or bool(space.backups.paths())
        if is_there:
            with suppress(NoStore):
                space.load()
                return space
        return None

    def _look_for_it(self) -> bool:
        """Open what others have begun since it was asked for in vain; whether they have."""
        if not self._none_is_there:
            return False
        self._none_is_there = False
        if self.space:
            self._look_anew()
        return self.space is not None

    @property
    def is_open(self) -> bool:
        """Something was asked, so that the space has been read."""
        return self._space is not None

    @property
    def unread(self) -> int:
        """How long the checkpoint is that the first question reads, in bytes; 0 once it was asked."""
        with suppress(OSError):
            return 0 if self.is_open else (self.folder / CHECKPOINT).stat().st_size
        return 0

    @property
    def position(self) -> int:
        """The number of the newest change of the records; 0 while nothing was asked."""
        return self._space.fold.seq if self._space else 0

    def _blank(self) -> Space:
        return Space(self.folder, self._backups, self._access, self.problem, self._broken_rules, names=self.names)

    def problem(self, table: str, record: str, doc: Doc) -> str:
        """What is wrong with a document as it lies in the space, "" when it is sound."""
        return problem(table, record, doc)

    def _begun(self, actor: Actor) -> Space:
        if self._space is None:
            space = self._found()
            if space is None:
                space = self._blank()
                space.begin_where_none_is(self._beside()[0], actor, self._clock())
            self._space = space
            self._look_anew()
        return self._space

    @property
    def tables(self) -> Tables:
        """What stands in the space."""
        space = self.space
        return space.tables if space else no_tables(self.names)

    # Asking

    def get(self, record: str) -> Any:
        """The record of this id. Raises NotFound."""
        wanted = record.strip().upper()
        table = table_of(wanted) or ""
        value = self._value(table, wanted) if table in self.names else None
        if value is None:
            raise NotFound("record", record)
        return value

    def _value(self, table: str, record: str) -> Any:
        doc = self.tables[table].get(record)
        if doc is None:
            return None
        known = self._made.get(record)
        if known and known[0] is doc:
            return known[1]
        try:
            value = from_doc(table, record, doc)
        except BadRecord:
            value = None
        self._made[record] = doc, value
        return value

    def broken(self) -> list[str]:
        """What is wrong with each record that cannot be read as one."""
        return [
            wrong
            for table in self.names
            for record, doc in self.tables[table].items()
            if (wrong := self.problem(table, record, doc))
        ]

    def _broken_rules(self, tables: Tables, records: Collection[str]) -> dict[str, str]:
        """Which of these records break a rule of the whole, each with the sentence that says so."""
        return {}

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

    def play(self, actor: Actor, act: str, edits: Edits) -> Line:
        """Carry out edits that stand ready, as those of the sample do. Raises as `change` does."""
        with self._still(self._begun(actor)):
            return self.write(actor, act, edits)

    @contextmanager
    def writing(self) -> Generator[None]:
        """Hold the space still, if there is one that can be written, with everything others did taken in."""
        self._look_for_it()
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
                self._look_anew()
            yield

    def write(self, actor: Actor, act: str, edits: Edits, of: int | None = None, because: str = "") -> Line:
        """Carry out edits as one line; only while the space is held still. Raises Refused, ChangedElsewhere."""
        space = self._begun(actor)
        space.refuse_conflicts(edits)
        with space.preview(edits):
            self._refuse_bad(space.tables, touched(edits))
        line = space.append(actor, act, edits, self._clock(), of, because, self._beside()[1])
        self._note(line.edits)
        return line

    def _refuse_bad(self, tables: Tables, records: Collection[str]) -> None:
        broken = self._broken_rules(tables, records)
        for record in sorted(records):
            table = table_of(record) or ""
            if table not in self.names:
                raise Refused(f"“{record}” is no id of a record that stands here.")
            doc = tables[table].get(record)
            if wrong := broken.get(record) or (self.problem(table, record, doc) if doc else ""):
                raise Refused(f"{wrong}.")

    # Following and keeping

    def follow(self) -> Followed:
        """Take in what others did, where anything was asked, also where they were the first to write."""
        if self._space is None:
            return Followed([], anew=self._look_for_it())
        followed = self._space.follow()
        if followed:
            self._look_anew()
        return followed

    def _note(self, edits: Edits) -> None:
        """Take in what was changed here, which stands in the tables already."""

    def _look_anew(self) -> None:
        """Others have changed something: what was derived from the records is derived anew."""

    def backwards(self) -> Iterator[Line]:
        """Every change, the newest first; nothing where there is no such space. Raises Damaged."""
        return self.space.history.backwards() if self.space else iter(())

    def backups(self) -> list[Path]:
        """The backups there are, oldest first."""
        return self._blank().backups.paths()

    def forget(self) -> None:
        """Read everything anew when it is asked next."""
        self.close()
        self._space, self._none_is_there, self._made = None, False, {}
        self._look_anew()

    def close(self) -> None:
        """Let the files go; nothing is written."""
        if self._space:
            self._space.close()

    def _table(self, kind: type[Any]) -> str:
        return next(table for table in self.names if class_of(table) is kind)
