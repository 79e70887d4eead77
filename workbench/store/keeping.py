"""What keeps a store: its checkpoints, the look-up table made from them, backups and copies, and the way back."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.domain.errors import Refused
from workbench.store import checkpoint, dated, lookup, overlay
from workbench.store.edits import DATED_TABLES, TABLES, Tables, diff_tables, touched
from workbench.store.errors import Damaged, Exists, NotWritten, StoreError
from workbench.store.files import make_folder, reading, replace_file, signature, sweep
from workbench.store.lines import Actor, Line
from workbench.store.reader import CHECKPOINT
from workbench.store.reading import rebuilt
from workbench.store.space import Space
from workbench.store.views import Day, appointed, coming, day_of, next_turn, owners, sound

if TYPE_CHECKING:
    from workbench.store.store import Store

LONG_TAIL = 1_000_000


class Keeping:
    """The files of a store besides its history: everything here is made from that, or leads back to it."""

    def __init__(self, store: "Store") -> None:
        self._store = store

    def settle(self, at_once: bool = False) -> None:
        """Write checkpoint and look-up table: at once, or when the history behind them has grown long.

        The history holds everything; only `at_once` raises StoreError where the checkpoint cannot be written.
        """
        store = self._store
        if self._settle(store.space, at_once):
            self.write_lookup()
        if store.dated.is_open and store.dated.space:
            self._settle(store.dated.space, at_once)
        if journals := store.opened_journals:
            journals.settle(at_once, LONG_TAIL)

    def _settle(self, space: Space, at_once: bool) -> bool:
        """Write the checkpoint of a space where it is time to; whether it was written."""
        if space.read_only or not (at_once or space.tail_bytes > LONG_TAIL or space.is_unsettled):
            return False
        try:
            space.checkpoint(self._store.clock())
        except StoreError:
            if at_once:
                raise
            return False
        return True

    def write_lookup(self) -> None:
        """Make the look-up table anew; it is derived, so that a failure to is no loss."""
        store, space = self._store, self._store.space
        if space.read_only or space.by_hand or space.seen is None:
            return
        until = next_turn(space.tables, lambda: store.today)
        head = lookup.head(space.seen, space.fold.position.file, space.fold.position.offset, until)
        text = "\n".join([head, *self._rows_now(), ""])
        with suppress(OSError):
            sweep(store.folder)
            replace_file(store.folder / lookup.NAME, text.encode(), store.access.file)

    def look_up(self, moment: datetime | None = None) -> list[str]:
        """The lines of the look-up table, made anew from what stands now, or stood or will stand at a moment."""
        if moment:
            return _rows(self._store.space.back_at(moment), lambda: day_of(moment))
        self.write_lookup()
        return self._rows_now()

    def _rows_now(self) -> list[str]:
        return _rows(self._store.space.tables, lambda: self._store.today)

    def back_up(self) -> Path:
        """Keep what stands now as a backup. Raises StoreError."""
        self.settle(at_once=True)
        if self._store.dated.space:
            self._store.dated.space.back_up()
        return self._store.space.back_up()

    def backups(self) -> list[Path]:
        """The backups there are, oldest first, those of the dated records behind the others."""
        return self._store.space.backups.paths() + self._store.dated.backups()

    def copy_to(self, folder: Path) -> Path:
        """Copy the whole store, with its history, into a new folder. Raises StoreError."""
        if folder.exists():
            raise Exists(folder)
        self.settle(at_once=True)
        try:
            self._store.space.refuse_what_is_not_whole()
            make_folder(folder, self._store.access.folder)
            self._store.space.copy_to(folder / "organization")
            if self._store.dated.space:
                self._store.dated.space.copy_to(folder / dated.NAME)
        except OSError as error:
            raise NotWritten(folder, error) from None
        return folder

    def differs_from_history(self) -> list[str]:
        """The records about which what stands now and the history say otherwise. Raises Damaged."""
        space = self._store.space
        found = rebuilt(space.history, space.backups)
        if found is None or found[1]:
            raise Damaged(space.history.folder, "", "it cannot be read whole")
        differing = sorted(touched(diff_tables(found[0].tables, space.tables)))
        return differing + self._store.dated.differs_from_history()

    def backup_named(self, name: str) -> Path:
        """The file that is meant by a path, by the bare name of a backup, or by a copy of a whole store."""
        path = Path(name)
        if not path.exists() and path.name == name:
            return self._store.folder / "backups" / name
        if not path.is_dir():
            return path
        return path / ("organization" if (path / "organization").is_dir() else "") / CHECKPOINT

    def restore_named(self, name: str, actor: Actor) -> list[Line]:
        """Go back to a backup, or to a copy of a whole store with its dated records. Raises StoreError, Refused."""
        path, beside = self.backup_named(name), Path(name) / dated.NAME / CHECKPOINT
        lines = [self.restore(path, actor)]
        if beside.exists():
            lines.append(self.restore(beside, actor))
        return [line for line in lines if line]

    def restore(self, path: Path, actor: Actor) -> Line | None:
        """Go back to a backup, as one change; None where nothing differs from it. Raises StoreError."""
        with reading(path):
            if signature(path) is None:
                raise Damaged(path, "", "there is no such backup")
            point = checkpoint.read(path, names=())
            if point.tables.keys().isdisjoint((*TABLES, *DATED_TABLES)):
                raise Refused(f"{path} is no backup of an organization. `workbench journal restore` takes journals.")
            is_dated = not point.tables.keys().isdisjoint(DATED_TABLES)
            point = checkpoint.read(path, names=DATED_TABLES if is_dated else TABLES)
        if self._store.space.fold.store and point.meta.store != self._store.space.fold.store:
            raise Refused(f"{path} is a backup of another store. Copy it into a store of its own to look at it.")
        if is_dated:
            return self._store.dated.restore(point, actor)
        try:
            line = self._store.space.restore(point, actor, self._store.clock())
        finally:
            self._store.look_anew()
        with suppress(StoreError):
            self.settle(at_once=True)
        return line


def _rows(tables: Tables, day: Day) -> list[str]:
    """The lines of the look-up table, with the owners of a day."""
    tables = appointed(sound(tables), day)
    return overlay.rows(tables, owners(tables, day), coming(tables, day))
