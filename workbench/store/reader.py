"""A space as it is read: opened from checkpoint and history, mended where it is damaged, followed as others write."""

import os
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from workbench.store import checkpoint
from workbench.store.backups import Backups
from workbench.store.checkpoint import FORMAT, Checkpoint
from workbench.store.edits import (
    TABLES,
    Doc,
    Edits,
    Json,
    Tables,
    apply,
    conflicts,
    inverse,
    taking_effect,
)
from workbench.store.errors import (
    Damaged,
    NewerFormat,
    NoStore,
    NotAStore,
    StoreError,
)
from workbench.store.files import Signature, reading, signature
from workbench.store.fold import Fold
from workbench.store.history import START, History, Position
from workbench.store.lines import Line, stamp
from workbench.store.lock import Lock
from workbench.store.migrations import STEPS, Step, migrated
from workbench.store.reading import Check, Rules, before_edits, fitting, read_on, rebuilt, sound_edits

CHECKPOINT = "store.json"


class Access(NamedTuple):
    """The modes of a space's folders and files."""

    folder: int = 0o700
    file: int = 0o600


PRIVATE, SHARED = Access(), Access(0o2770, 0o660)


def _accept(table: str, record: str, doc: Doc) -> str:
    return ""


def _no_rules(tables: Tables, touched: Collection[str]) -> Mapping[str, str]:
    return {}


def _sets(path: str, edited: str, values: list[Any]) -> bool:
    """An edit puts something at a path: by itself, or within the record or part that it adds."""
    if not path.startswith(edited) or edited[-1] in "+-":
        return False
    rest = path[len(edited) :].lstrip(".")
    value: Json = values[1]
    for step in filter(None, rest.split(".")):
        value = value.get(step) if isinstance(value, dict) else None
    return value is not None and (not rest or path[len(edited)] == ".")


class Followed(NamedTuple):
    """What others did since the last look: their lines, or that everything was read anew."""

    lines: list[Line]
    anew: bool = False

    def __bool__(self) -> bool:
        return self.anew or bool(self.lines)

    def then(self, later: "Followed") -> "Followed":
        """This and what followed on it."""
        return Followed([*self.lines, *later.lines], self.anew or later.anew)


class SpaceReader:
    """Records of one kind of access, opened and followed.

    `check` says what is wrong with a document, "" for nothing; `rules` say which touched records break one
    of the whole; `notices` are sentences about what was found and mended; `read_only` is why nothing can be
    changed, "" when it can.
    """

    command = "workbench"

    def __init__(
        self,
        folder: Path,
        backups: Path,
        access: Access = PRIVATE,
        check: Check = _accept,
        rules: Rules = _no_rules,
        format: int = FORMAT,
        steps: Mapping[int, Step] = STEPS,
        names: Sequence[str] = TABLES,
    ) -> None:
        self.folder, self._access, self._check, self._rules = folder, access, check, rules
        self._format, self._steps, self.names = format, steps, names
        self._path = folder / CHECKPOINT
        self.history = History(folder / "history", access.file)
        self.backups = Backups(backups, folder.name, access, format, names)
        self._lock = Lock(folder / "lock", access.file)
        self._met = Followed([])
        self._forget()

    def _forget(self) -> None:
        self.fold = Fold(self.names)
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

    @property
    def _way_back(self) -> str:
        return f"`{self.command} restore` lists the backups, `{self.command} restore BACKUP` goes back to one."

    # Opening

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
            point = checkpoint.read(self._path, self._format, self.names)
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
                f"was changed. {self._way_back}"
            )
        lines = self._read_on()
        if base is not None:
            self._aside = "edited"
            if not any(line.act == "hand-edit" and line.extra.get("file") == point.edited for line in lines):
                self._show_edits(*sound_edits(base, point.tables, self._check, self.names))

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
            self.read_only = f"{damage} Everything up to change {self.fold.seq} is shown. {self._way_back}"
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
        if self.history.format > self._format:
            raise NewerFormat(self.history.folder, self.history.format, self._format, "")
        self.read_only = (
            f"{damage} {gap} Everything up to change {self.fold.seq} is shown; `{self.command} export json` saves it. "
            f"{self._way_back}"
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
        if not self.history.still_holds(position):
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

    def back_when(self, path: str) -> Tables | None:
        """What stood right after the newest change that set a value at a path; None where no such change is left.

        Raises Damaged where the history cannot be read.
        """
        tables = {name: dict(table) for name, table in self.tables.items()}
        try:
            apply(tables, inverse(self._by_hand))
            for line in self.history.backwards():
                if any(_sets(path, edited, values) for edited, values in line.edits.items()):
                    return tables
                apply(tables, inverse(line.edits))
        except (KeyError, TypeError) as error:
            raise Damaged(self.history.folder, "", f"it cannot be walked back: {error}") from None
        return None

    def close(self) -> None:
        """Let the files go; nothing is written."""
        self.history.close()
        self._lock.close()
