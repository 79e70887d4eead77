"""The fold of a history: what stands after the last line that was read."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from workbench.domain.ids import number_of, numbered_in
from workbench.store.checkpoint import FORMAT, Checkpoint, Meta
from workbench.store.edits import TABLES, Edits, Tables, apply, no_tables
from workbench.store.errors import Damaged
from workbench.store.history import START, Position
from workbench.store.late import LateTable
from workbench.store.lines import Line


class Fold:
    """The tables and the counters of a space, brought forward line by line."""

    __slots__ = ("at", "epoch", "format", "gone", "last", "position", "seq", "store", "tables")

    def __init__(self, names: Sequence[str] = TABLES) -> None:
        self.store = ""
        self.format = FORMAT
        self.epoch = 1
        self.seq = 0
        self.at = ""
        self.position = START
        self.last: dict[str, int] = {}
        self.gone: set[str] = set()
        self.tables: Tables = no_tables(names)

    @classmethod
    def of(cls, point: Checkpoint) -> "Fold":
        """The fold that a checkpoint holds."""
        fold, meta = cls(), point.meta
        fold.store, fold.format = meta.store, meta.format
        fold.epoch, fold.seq, fold.at = meta.epoch, meta.seq, meta.at
        fold.position = Position(meta.file, meta.offset)
        fold.last, fold.gone = dict(meta.last), set(meta.gone)
        fold.tables = {
            name: table if isinstance(table, LateTable) else dict(table) for name, table in point.tables.items()
        }
        return fold

    def meta(self, version: str) -> Meta:
        """The meta of a checkpoint of this state."""
        return Meta(
            self.store, self.epoch, self.seq, self.at, self.position.file, self.position.offset,
            self.last, frozenset(self.gone), self.format, version,
        )  # fmt: skip

    def advance(self, lines: Iterable[Line], path: Path) -> None:
        """Apply the lines in turn. Raises Damaged, standing at the last line that fits, where one does not."""
        for line in lines:
            if line.seq != self.seq + 1:
                raise Damaged(path, "", f"line {line.seq} follows line {self.seq}; lines between are missing")
            try:
                apply(self.tables, line.edits)
            except (KeyError, TypeError) as error:
                raise Damaged(path, f"change {line.seq}", f"it cannot be applied: {error}") from None
            self.note(line)

    def note(self, line: Line) -> None:
        """Count a line whose edits stand in the tables."""
        self.seq, self.at = line.seq, line.at
        if "store" in line.extra:
            self.store, self.format = str(line.extra["store"]), int(line.extra.get("format", FORMAT))
        self.count(line.edits)

    def count(self, edits: Edits) -> None:
        """Remember the ids that come and go with the edits, so that none is given again."""
        for path, values in edits.items():
            if given := numbered_in(path):
                self._count(given, values)

    def _count(self, record: str, values: list[object]) -> None:
        numbered = number_of(record)
        if numbered:
            prefix, number = numbered
            self.last[prefix] = max(number, self.last.get(prefix, 0))
        elif values[1] is None:
            self.gone.add(record)
