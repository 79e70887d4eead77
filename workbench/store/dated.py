"""The space beside the organization: dated records about processes, which grow with time.

It is made by the first record and opened by the first question; a store without it is simply empty. What is asked
for is one process's, so that an index by process is kept and only what is asked for is made to values.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from workbench.domain.ids import table_of
from workbench.domain.organization import Organization
from workbench.domain.text import natural
from workbench.store.checkpoint import Checkpoint
from workbench.store.edits import DATED_TABLES, Edits, Tables, diff_tables, touched
from workbench.store.errors import Damaged, StoreError
from workbench.store.gathered import ABOUT, Gathered, order_of
from workbench.store.lines import Actor, Line
from workbench.store.on_demand import OnDemand
from workbench.store.reader import Access
from workbench.store.reading import rebuilt

NAME = "records"

Value = TypeVar("Value")


class DatedRecords(OnDemand):
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
        super().__init__(folder / NAME, backups, access, DATED_TABLES, clock, beside, organization)
        self._gathered = Gathered(lambda: self.tables)

    # Asking

    def of(self, kind: type[Value], process: str) -> list[Value]:
        """The records of one kind about a process, oldest first."""
        table = self._table(kind)
        return self._in_order(table, self._gathered.of(table, process))

    def all(self, kind: type[Value]) -> list[Value]:
        """Every record of a kind, oldest first."""
        table = self._table(kind)
        return self._in_order(table, self.tables[table])

    def newest_ids(self, kind: type[Any], process: str, **of: str) -> list[str]:
        """The ids of the records of one kind about a process, newest first; `of` keeps those with these values."""
        table = self._table(kind)
        docs = self.tables[table]
        wanted = of.items()
        kept = (record for record in self._gathered.of(table, process) if wanted <= docs[record].items())
        return sorted(kept, key=lambda record: order_of(record, docs[record]), reverse=True)

    def processes_with(self, kind: type[Any]) -> Collection[str]:
        """The processes about which there is a record of a kind."""
        return self._gathered.by_process(self._table(kind)).keys()

    def _in_order(self, table: str, records: Iterable[str]) -> list[Any]:
        docs = self.tables[table]
        ordered = sorted(records, key=lambda record: order_of(record, docs[record]))
        return [value for record in ordered if (value := self._value(table, record)) is not None]

    def latest(self, kind: type[Value], process: str, field: str) -> dict[str, Value]:
        """The newest record of a kind about a process for each value of a field; only these are made to values."""
        table = self._table(kind)
        values = {
            key: self._value(table, record) for key, record in self._gathered.newest(table, process, field).items()
        }
        return {key: value for key, value in values.items() if value is not None}

    def spent(self) -> dict[tuple[str, str], int]:
        """The minutes that were noted, by process and month (2026-11)."""
        minutes: dict[tuple[str, str], int] = defaultdict(int)
        for docs in self.tables.values():
            for doc in docs.values():
                if type(spent := doc.get("minutes")) is int:
                    minutes[str(doc.get(ABOUT, "")), str(doc.get("on"))[:7]] += spent
        return minutes

    def adrift(self) -> Iterator[tuple[str, str]]:
        """The records about a process that is not there any more, each with its id."""
        known = self._organization().processes
        for table in DATED_TABLES:
            for process, records in self._gathered.by_process(table).items():
                if process and process not in known:
                    yield from ((record, process) for record in sorted(records, key=natural))

    def _broken_rules(self, tables: Tables, records: Collection[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        for record in sorted(records):
            doc = tables[table_of(record) or ""].get(record)
            process = doc.get(ABOUT) if doc else None
            if process and process not in self._organization().processes:
                found[record] = f"{record} is about {process}, which is no process here"
        return found

    # Keeping

    def _note(self, edits: Edits) -> None:
        self._gathered.note(edits)

    def _look_anew(self) -> None:
        self._gathered.forget()

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
