"""A space: a folder with a history and its checkpoint, shared by everybody who may open it.

A change travels like this: the lock is taken, what others appended is read, the edits are held
against what stands now, one line is appended and synced, the lock is let go. The checkpoint
follows when nobody waits for it.
"""

import pwd
import shutil
from collections.abc import Generator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from copy import copy
from datetime import datetime
from pathlib import Path
from typing import Any

from workbench import __version__
from workbench.store import checkpoint
from workbench.store.checkpoint import Checkpoint
from workbench.store.edits import (
    Edits,
    apply,
    conflicts,
    no_tables,
    taking_effect,
    touched,
    value_at,
)
from workbench.store.errors import (
    ChangedElsewhere,
    Damaged,
    NotAStore,
    NotWhole,
    NotWritten,
    ReadOnly,
    StoreError,
)
from workbench.store.files import make_folder, reading, replace_file, sweep
from workbench.store.fold import Fold
from workbench.store.history import Position, file_for
from workbench.store.lines import Actor, Line, encode, stamp
from workbench.store.migrations import migrated
from workbench.store.reader import SpaceReader
from workbench.store.reading import sound_edits


class Space(SpaceReader):
    """Records of one kind of access: open for reading, changed under a lock, folded into a checkpoint."""

    # Beginning

    def begin(self, store: str, actor: Actor, act: str, edits: Edits, moment: datetime) -> None:
        """Make the space; its first line holds everything it begins with. Raises NotAStore, NotWritten."""
        with reading(self.folder):
            if self._path.exists() or self.backups.paths() or not self.history.is_blank:
                raise NotAStore(self.folder, "something stands there already")
        self._make_folders()
        with self._lock.held():
            self._append(actor, act, edits, moment, store=store, format=self._format)
        with suppress(StoreError):
            self.checkpoint(moment)

    def begin_where_none_is(self, store: str, actor: Actor, moment: datetime) -> None:
        """Make the space with nothing in it, unless somebody has meanwhile; then read it. Raises StoreError."""
        self._make_folders()
        with self._lock.held():
            if self.history.is_blank and not self._path.exists() and not self.backups.paths():
                self._append(actor, "begin", {}, moment, store=store, format=self._format)
                self._write_checkpoint()
        self.load()

    def _make_folders(self) -> None:
        try:
            for folder in (self.folder, self.history.folder):
                make_folder(folder, self._access.folder)
        except OSError as error:
            raise NotWritten(self.folder, error) from None

    # Changing

    @contextmanager
    def writing(self) -> Generator[None]:
        """Hold the space still, with everything others did taken in. Raises StoreError."""
        if self.read_only:
            raise ReadOnly(self.read_only)
        with self._lock.held():
            self._look()
            if self.read_only:
                raise ReadOnly(self.read_only)
            if self._torn:
                self._notice(f"The history ended in {self._torn} bytes of a change that was never saved; cut off.")
            yield

    def refuse_conflicts(self, edits: Edits) -> None:
        """Raise ChangedElsewhere where a value is no longer the one that an edit was made for."""
        if found := conflicts(self.tables, edits):
            last = self.last_to_touch(found[0].path)
            raise ChangedElsewhere(found, last.actor.name if last else "")

    @contextmanager
    def preview(self, edits: Edits) -> Generator[None]:
        """For a moment, and in memory only, the tables with these edits in them."""
        stood = {record: value_at(self.tables, record) for record in touched(edits)}
        apply(self.tables, edits)
        try:
            yield
        finally:
            apply(self.tables, {record: [None, doc] for record, doc in stood.items()})

    def append(
        self,
        actor: Actor,
        act: str,
        edits: Edits,
        moment: datetime,
        of: int | None = None,
        because: str = "",
        beside: int = 0,
    ) -> Line:
        """Carry out edits as one line of history, on the disk when this returns; only inside `writing`.

        `beside` is the newest change of the other space then, which tells what came first where the clock does
        not. Raises NotWritten, the space being as it was.
        """
        if self._by_hand:
            self._take_in(moment)
        if self.is_older:
            self._migrate(actor, moment)
        extra: dict[str, Any] = {"because": because} if because else {}
        extra |= {"beside": beside} if beside else {}
        return self._append(actor, act, edits, moment, of, **extra)

    def _append(
        self, actor: Actor, act: str, edits: Edits, moment: datetime, of: int | None = None, **extra: Any
    ) -> Line:
        line = self._write(actor, act, taking_effect(self.tables, edits), moment, of, **extra)
        apply(self.tables, line.edits)
        return line

    def _take_in(self, moment: datetime) -> None:
        """Make the edits by hand, which stand already, a change of their own."""
        self._write(self._hand(), "hand-edit", self._by_hand, moment, file=self._edited)
        self._by_hand = {}

    def _write(
        self, actor: Actor, act: str, edits: Edits, moment: datetime, of: int | None = None, **extra: Any
    ) -> Line:
        fold = self.fold
        at = max(stamp(moment), fold.at)
        line = Line(fold.seq + 1, at, actor, act, edits, of, extra)
        name = file_for(at, fold.epoch)
        offset = fold.position.offset if name == fold.position.file else 0
        fold.position = self.history.append(name, offset, encode(line))
        fold.note(line)
        return line

    def _hand(self) -> Actor:
        """Whoever edited the checkpoint by hand, as far as the file tells."""
        try:
            return Actor("", pwd.getpwuid(self._path.stat().st_uid).pw_name)
        except (KeyError, OSError):
            return Actor("", "")

    def last_to_touch(self, path: str, before: int | None = None) -> Line | None:
        """The newest change of the value at a path, ahead of a line if one is given; None where none is known."""
        bare = path.rstrip("+-") + "."
        with suppress(Damaged):
            for line in self.history.backwards():
                for edited in line.edits if before is None or line.seq < before else ():
                    other = edited.rstrip("+-") + "."
                    if bare.startswith(other) or other.startswith(bare):
                        return line
        return None

    # The checkpoint

    def checkpoint(self, moment: datetime) -> bool:
        """Write the checkpoint, unless the one on the disk holds everything. Raises StoreError."""
        with self.writing():
            if self.is_older:
                return False
            if self._by_hand:
                self._take_in(moment)
            if not self.is_unsettled and self._point_seq == self.fold.seq:
                return False
            self._write_checkpoint()
        return True

    def _write_checkpoint(self) -> None:
        data = checkpoint.encode(self.fold.meta(__version__), self.tables, self.names)
        try:
            self.history.sync(self.fold.position.file)
            for folder in (self.folder, self.backups.folder):
                sweep(folder)
            if self._aside and self._seen:
                self.backups.keep_aside(self._path, self._aside, self.fold.at)
            elif self._seen:
                self.backups.keep(self._path, self.fold.at, self._point_seq, self.fold.epoch)
            self._seen = replace_file(self._path, data, self._access.file)
        except OSError as error:
            raise NotWritten(self._path, error) from None
        self._point, self._point_seq, self._aside = self.fold.position, self.fold.seq, ""

    def back_up(self) -> Path:
        """Keep what stands now as a backup; the path of it. Raises NotWritten."""
        meta = self.fold.meta(__version__)
        try:
            return self.backups.write(meta, checkpoint.encode(meta, self.tables, self.names))
        except OSError as error:
            raise NotWritten(self.backups.folder, error) from None

    def refuse_what_is_not_whole(self) -> None:
        """Raise NotWhole where the history has gone, without which a copy would be no store."""
        if not self.history.folder.is_dir():
            raise NotWhole(self.folder, self.command)

    def copy_to(self, folder: Path, without: Sequence[str] = ()) -> None:
        """Copy checkpoint and history, as they stand between two changes. Raises OSError."""
        left_out = shutil.ignore_patterns("lock", "history", "*.tmp-*", *without)
        with nullcontext() if self.read_only else self.writing():
            shutil.copytree(self.folder, folder, ignore=left_out)
            shutil.copytree(self.history.folder, folder / self.history.folder.name)

    # New epochs

    def restore(self, point: Checkpoint, actor: Actor, moment: datetime) -> Line | None:
        """Go back to what a checkpoint holds, as one change; a damaged space begins a new epoch from it.

        None where nothing differs. Raises StoreError, the space being as it was.
        """
        self._make_folders()
        with self._lock.held():
            if self.read_only:
                self.load()
            tables = migrated(point.tables, self._steps, point.meta.format, self._format)
            if not self.read_only:
                with self.writing():
                    edits, wrong = sound_edits(self.tables, tables, self._check, self.names)
                    line = self.append(actor, "restore", edits, moment) if edits else None
            else:
                edits, wrong = sound_edits(no_tables(self.names), tables, self._check, self.names)
                fold = Fold.of(point)
                unknown = {name: table for name, table in tables.items() if name not in self.names}
                fold.tables = unknown | no_tables(self.names)
                apply(fold.tables, edits)
                line = self._new_epoch(self._later(fold), actor, "restore", moment, "damaged")
        for problem in wrong:
            self._notice(f"The backup holds a record that is none: {problem}. It is left out.")
        return line

    def _later(self, fold: Fold) -> Fold:
        """An earlier fold with the counters of now, so that no id, line or moment comes twice."""
        now = self.fold
        fold.epoch = max(now.epoch, fold.epoch, self.history.epoch)
        fold.seq, fold.at = max(now.seq, fold.seq), max(now.at, fold.at)
        fold.last = {prefix: max(now.last.get(prefix, 0), fold.last.get(prefix, 0)) for prefix in now.last | fold.last}
        fold.gone |= now.gone
        return fold

    def _migrate(self, actor: Actor, moment: datetime) -> None:
        self._new_epoch(copy(self.fold), actor, "migrate", moment, f"format{self.fold.format}")

    def _new_epoch(self, fold: Fold, actor: Actor, act: str, moment: datetime, aside: str) -> Line:
        """Go on in new files from this fold, leaving the old ones as they are; followers read anew."""
        stood = vars(self).copy()
        fold.epoch, fold.format = fold.epoch + 1, self._format
        fold.position = Position(file_for(max(stamp(moment), fold.at), fold.epoch), 0)
        self.fold, self.read_only, self._aside = fold, "", aside
        meta = fold.meta(__version__)
        try:
            self.backups.write(meta, checkpoint.encode(meta, self.tables, self.names))
            self._write_checkpoint()
            return self._append(actor, act, {}, moment, format=fold.format)
        except (OSError, NotWritten) as error:
            vars(self).update(stood, _seen=None)
            raise error if isinstance(error, NotWritten) else NotWritten(self.backups.folder, error) from None
