"""A space: a folder with a history and its checkpoint, shared by everybody who may open it.

A change travels like this: the lock is taken, what others appended is read, the edits are held
against what stands now, one line is appended and synced, the lock is let go. The checkpoint
follows when nobody waits for it.
"""

import os
import pwd
import shutil
from collections.abc import Collection, Generator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from copy import copy
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from workbench import __version__
from workbench.store import checkpoint
from workbench.store.backups import Backups
from workbench.store.checkpoint import FORMAT, Checkpoint
from workbench.store.edits import (
    TABLES,
    Doc,
    Edits,
    Tables,
    apply,
    conflicts,
    inverse,
    no_tables,
    taking_effect,
    touched,
    value_at,
)
from workbench.store.errors import (
    ChangedElsewhere,
    Damaged,
    NewerFormat,
    NoStore,
    NotAStore,
    NotWritten,
    ReadOnly,
    StoreError,
)
from workbench.store.files import Signature, make_folder, reading, replace_file, signature, sweep
from workbench.store.fold import Fold
from workbench.store.history import START, History, Position, file_for
from workbench.store.lines import Actor, Line, encode, stamp
from workbench.store.lock import Lock
from workbench.store.migrations import STEPS, Step, migrated
from workbench.store.reading import Check, Rules, before_edits, fitting, read_on, rebuilt, sound_edits

CHECKPOINT = "store.json"
_WAY_BACK = "`workbench restore` lists the backups, `workbench restore BACKUP` goes back to one."


class Access(NamedTuple):
    """The modes of a space's folders and files."""

    folder: int = 0o700
    file: int = 0o600


PRIVATE, SHARED = Access(), Access(0o2770, 0o660)


def _accept(table: str, record: str, doc: Doc) -> str:
    return ""


def _no_rules(tables: Tables, touched: Collection[str]) -> Mapping[str, str]:
    return {}


class Followed(NamedTuple):
    """What others did since the last look: their lines, or that everything was read anew."""

    lines: list[Line]
    anew: bool = False

    def __bool__(self) -> bool:
        return self.anew or bool(self.lines)

    def then(self, later: "Followed") -> "Followed":
        """This and what followed on it."""
        return Followed([*self.lines, *later.lines], self.anew or later.anew)


class Space:
    """Records of one kind of access: open for reading, changed under a lock.

    `check` says what is wrong with a document, "" for nothing; `rules` say which touched records break one
    of the whole; `notices` are sentences about what
    was found and mended; `read_only` is why nothing can be changed, "" when it can.
    """

    def __init__(
        self,
        folder: Path,
        backups: Path,
        access: Access = PRIVATE,
        check: Check = _accept,
        rules: Rules = _no_rules,
        format: int = FORMAT,
        steps: Mapping[int, Step] = STEPS,
    ) -> None:
        self.folder, self._access, self._check, self._rules = folder, access, check, rules
        self._format, self._steps = format, steps
        self._path = folder / CHECKPOINT
        self.history = History(folder / "history", access.file)
        self.backups = Backups(backups, folder.name, access, format)
        self._lock = Lock(folder / "lock", access.file)
        self._met = Followed([])
        self._forget()

    def _forget(self) -> None:
        self.fold = Fold()
        self.notices: list[str] = []
        self.read_only = ""
        self._point = START
        self._point_seq = 0
        self._seen: Signature | None = None
        self._by_hand: Edits = {}
        self._edited = ""
        self._aside = ""
        self._torn = 0

    @property
    def tables(self) -> Tables:
        """What stands now; the documents in it are never changed in place."""
        return self.fold.tables

    @property
    def seen(self) -> Signature | None:
        """The signature of the checkpoint that what stands now was read from or written to."""
        return self._seen

    @property
    def by_hand(self) -> int:
        """How many values in the checkpoint were edited by hand and are no line of history yet."""
        return len(self._by_hand)

    @property
    def torn(self) -> int:
        """How many bytes of a change that was never saved the history ends in."""
        return self._torn

    @property
    def is_older(self) -> bool:
        """The space has an older format, in which nothing is written any more; the next change migrates it."""
        return self.fold.format < self._format

    @property
    def is_unsettled(self) -> bool:
        """The checkpoint on the disk is missing, damaged or edited by hand."""
        return self._seen is None or bool(self._aside)

    @property
    def tail_bytes(self) -> int:
        """How much history the checkpoint does not hold yet."""
        position, point = self.fold.position, self._point
        start = point.offset if point.file == position.file else 0
        return position.offset - start

    # Opening

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

    def _make_folders(self) -> None:
        try:
            for folder in (self.folder, self.history.folder):
                make_folder(folder, self._access.folder)
        except OSError as error:
            raise NotWritten(self.folder, error) from None

    def load(self) -> None:
        """Read the space anew. What stood before stands on if it cannot be read.

        Raises NoStore, NotAStore, NewerFormat, NotRead, and Damaged where nothing can be read.
        """
        stood = vars(self).copy()
        try:
            with reading(self._path):
                self._load()
        except StoreError:
            vars(self).update(stood)
            raise

    def _load(self) -> None:
        self._forget()
        self._seen = signature(self._path)
        try:
            point = checkpoint.read(self._path, self._format)
        except (FileNotFoundError, NotADirectoryError):
            self._rebuild(Damaged(self._path, "", "the file is missing"))
        except Damaged as damage:
            self._aside = "damaged"
            self._rebuild(damage)
        else:
            if point.meta.epoch < self.history.epoch:
                self._start_anew(point)
            else:
                self._start_from(point)
        if self.fold.format > self._format:
            raise NewerFormat(self.history.folder, self.fold.format, self._format, "")
        if self.is_older:
            self.fold.tables = migrated(self.tables, self._steps, self.fold.format, self._format)
        if not self.read_only and not os.access(self.folder, os.W_OK):
            self.read_only = f"{self.folder} is not yours to write."

    def _start_anew(self, point: Checkpoint) -> None:
        """Leave a checkpoint that the history does not go on from: a new epoch has begun."""
        if signature(self._path) != point.signature:
            self._load()
        else:
            self._aside = "old"
            self._rebuild(Damaged(self._path, "", "it is older than the history, which has begun anew since"))

    def _start_from(self, point: Checkpoint) -> None:
        self._seen, self._edited = point.signature, point.edited
        self.fold = Fold.of(point)
        self._point, self._point_seq = self.fold.position, self.fold.seq
        base = before_edits(point, self.history, self.backups) if point.edited else None
        if base is not None:
            self.fold.tables = {name: dict(table) for name, table in base.items()}
        elif point.edited:
            self.read_only = (
                f"{self._path} was edited by hand, and the history does not reach back far enough to tell what "
                f"was changed. {_WAY_BACK}"
            )
        lines = self._read_on()
        if base is not None:
            self._aside = "edited"
            if not any(line.act == "hand-edit" and line.extra.get("file") == point.edited for line in lines):
                self._show_edits(*sound_edits(base, point.tables, self._check))

    def _show_edits(self, edits: Edits, wrong: list[str]) -> None:
        """Show what somebody changed by hand, as far as it is sound and nobody changed it since."""
        lost = {conflict.path for conflict in conflicts(self.tables, edits)}
        kept = {path: values for path, values in edits.items() if path not in lost}
        fit, unfit = fitting(self.tables, kept, self._rules)
        self._by_hand = taking_effect(self.tables, fit)
        apply(self.tables, self._by_hand)
        self.fold.count(self._by_hand)
        for problem in [*wrong, *unfit, *(f"{path} was changed meanwhile" for path in sorted(lost))]:
            self._notice(f"{self._path} was edited by hand: {problem}. That edit is set aside; all else holds.")

    def _read_on(self) -> list[Line]:
        lines, torn, damage = read_on(self.fold, self.history)
        if damage:
            self.read_only = f"{damage} Everything up to change {self.fold.seq} is shown. {_WAY_BACK}"
        self._torn = torn
        return lines

    def _rebuild(self, damage: Damaged) -> None:
        found = rebuilt(self.history, self.backups)
        if found is None:
            if not self.history.is_blank or self.backups.paths():
                why = f"{damage.why}, and neither the history nor a backup can be read in its place"
                raise Damaged(damage.path, damage.where, why)
            raise NotAStore(self._path, damage.why) if self._path.exists() else NoStore(self.folder.parent)
        self.fold, gap = found
        if gap is None:
            self._notice(f"{damage} Everything was rebuilt from the history; nothing that was saved is lost.")
            return
        self.read_only = (
            f"{damage} {gap} Everything up to change {self.fold.seq} is shown; `workbench export json` saves it. "
            f"{_WAY_BACK}"
        )

    def _notice(self, sentence: str) -> None:
        if sentence not in self.notices:
            self.notices.append(sentence)

    # Following

    def follow(self) -> Followed:
        """Take in what others did since; the lines of others, or that everything was read anew.

        Raises StoreError where that cannot be read, everything standing as it stood.
        """
        self._look()
        met, self._met = self._met, Followed([])
        return met

    def _look(self) -> None:
        with reading(self._path):
            if news := self._news():
                self._met = self._met.then(news)

    def _news(self) -> Followed:
        position = self.fold.position
        if signature(self._path) != self._seen and self._is_another():
            return self._anew()
        if self.history.ends_at(position):
            self._torn = 0
            return Followed([])
        if self.history.end_of(position.file) < position.offset:
            return self._anew()
        was_sound = not self.read_only
        lines = self._read_on()
        if self.read_only and was_sound:
            return self._anew()
        if any(line.act == "hand-edit" for line in lines):
            self._by_hand = {}
        return Followed(lines)

    def _anew(self) -> Followed:
        self.load()
        return Followed([], anew=True)

    def _is_another(self) -> bool:
        """The checkpoint on the disk is not one that folds the history read so far: edited, damaged, a new epoch."""
        seen = signature(self._path)
        try:
            meta = checkpoint.untouched_meta(self._path, self._format)
        except (FileNotFoundError, NotADirectoryError, Damaged):
            return True
        if meta is None or (meta.store, meta.epoch) != (self.fold.store, self.fold.epoch):
            return True
        self._seen, self._aside = seen, ""
        self._point, self._point_seq = Position(meta.file, meta.offset), meta.seq
        return False

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
            raise ChangedElsewhere(found, self.last_to_touch(found[0].path))

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
        self, actor: Actor, act: str, edits: Edits, moment: datetime, of: int | None = None, because: str = ""
    ) -> Line:
        """Carry out edits as one line of history, on the disk when this returns; only inside `writing`.

        Raises NotWritten, the space being as it was.
        """
        if self._by_hand:
            self._take_in(moment)
        if self.is_older:
            self._migrate(actor, moment)
        extra = {"because": because} if because else {}
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

    def last_to_touch(self, path: str) -> str:
        """Who last changed the value at a path, "" when nobody is known to have."""
        bare = path.rstrip("+-") + "."
        with suppress(Damaged):
            for line in self.history.backwards():
                for edited in line.edits:
                    other = edited.rstrip("+-") + "."
                    if bare.startswith(other) or other.startswith(bare):
                        return line.actor.by or line.actor.login
        return ""

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
        data = checkpoint.encode(self.fold.meta(__version__), self.tables)
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
            return self.backups.write(meta, checkpoint.encode(meta, self.tables))
        except OSError as error:
            raise NotWritten(self.backups.folder, error) from None

    def copy_to(self, folder: Path) -> None:
        """Copy checkpoint and history, as they stand between two changes. Raises OSError."""
        with nullcontext() if self.read_only else self.writing():
            shutil.copytree(self.folder, folder, ignore=shutil.ignore_patterns("lock", "history", "*.tmp-*"))
            shutil.copytree(self.history.folder, folder / self.history.folder.name)

    # New epochs

    def restore(self, point: Checkpoint, actor: Actor, moment: datetime) -> Line:
        """Go back to what a checkpoint holds, as one change; a damaged space begins a new epoch from it.

        Raises StoreError, the space being as it was.
        """
        self._make_folders()
        with self._lock.held():
            if self.read_only:
                self.load()
            tables = migrated(point.tables, self._steps, point.meta.format, self._format)
            if not self.read_only:
                with self.writing():
                    edits, wrong = sound_edits(self.tables, tables, self._check)
                    line = self.append(actor, "restore", edits, moment)
            else:
                edits, wrong = sound_edits(no_tables(), tables, self._check)
                fold = Fold.of(point)
                fold.tables = {name: table for name, table in tables.items() if name not in TABLES} | no_tables()
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
            self.backups.write(meta, checkpoint.encode(meta, self.tables))
            self._write_checkpoint()
            return self._append(actor, act, {}, moment, format=fold.format)
        except (OSError, NotWritten) as error:
            vars(self).update(stood, _seen=None)
            raise error if isinstance(error, NotWritten) else NotWritten(self.backups.folder, error) from None

    # Time

    def back_at(self, moment: datetime) -> Tables:
        """What stood at a moment, walked back from now. Raises Damaged where the history cannot be read."""
        until = stamp(moment)
        tables = {name: dict(table) for name, table in self.tables.items()}
        try:
            apply(tables, inverse(self._by_hand))
            for line in self.history.backwards():
                if line.at <= until:
                    break
                apply(tables, inverse(line.edits))
        except (KeyError, TypeError) as error:
            raise Damaged(self.history.folder, "", f"it cannot be walked back: {error}") from None
        return tables

    def close(self) -> None:
        """Let the files go; nothing is written."""
        self.history.close()
        self._lock.close()
