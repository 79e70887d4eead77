"""The store: the organization on the disk, opened, asked, changed and followed."""

import os
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.domain import rules
from workbench.domain.errors import Refused
from workbench.domain.ids import PROFILE
from workbench.domain.organization import Organization
from workbench.store import checkpoint, dated, lookup, overlay, paths, undoing
from workbench.store.change import Change as Change
from workbench.store.dated import DatedRecords
from workbench.store.documents import problem
from workbench.store.edits import DATED_TABLES, TABLES, Edits, Tables, diff_tables, inverse, touched
from workbench.store.errors import ChangedElsewhere, Damaged, Exists, NotAStore, NotWritten, StoreError
from workbench.store.files import make_folder, reading, replace_file, signature, sweep
from workbench.store.here import Here
from workbench.store.lines import Actor, Line
from workbench.store.on_demand import OnDemand
from workbench.store.reader import CHECKPOINT, PRIVATE, SHARED, Access, Followed
from workbench.store.reading import rebuilt
from workbench.store.space import Space
from workbench.store.undoing import Told
from workbench.store.views import Day, Views, next_turn, owners, sound, view

if TYPE_CHECKING:
    from workbench.store.journal_keys import Ask
    from workbench.store.journals import Journals

LONG_TAIL = 1_000_000
_OWN = ("organization", dated.NAME, "shared", "backups", "here", lookup.NAME)

Clock = Callable[[], datetime]


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def day_of(moment: datetime) -> date:
    """The day it is then where the person sits."""
    return moment.astimezone().date()


class Store:
    """An organization's store in one folder. Everything that is read from it is a value of the domain."""

    def __init__(self, folder: Path, access: Access = PRIVATE, clock: Clock = now) -> None:
        self.folder, self.clock = folder, clock
        self._views = Views(lambda: self.today)
        self.space = Space(folder / "organization", folder / "backups", access, problem, self._views.broken_rules)
        self.here = Here(folder / "here", access)
        self._access = access
        self._organization: Organization | None = None
        self.dated = DatedRecords(
            folder, folder / "backups", access, lambda: self.clock(),
            lambda: (self.id, self.position), lambda: self.organization,
        )  # fmt: skip
        self.private: Path | None = None
        self.ask_key: Ask | None = None

    # Opening

    @classmethod
    def open(cls, folder: Path, clock: Clock = now) -> "Store":
        """The store in a folder. Raises StoreError, saying what stands there instead."""
        store = cls(folder, _access_of(folder), clock)
        store.space.load()
        return store

    @classmethod
    def create(
        cls,
        folder: Path,
        tables: Tables,
        actor: Actor,
        act: str,
        group: int | None = None,
        clock: Clock = now,
    ) -> "Store":
        """A new store that begins with these tables. Raises NotAStore where anything stands in its place."""
        with reading(folder):
            inside = folder.iterdir() if folder.is_dir() else ()
            others = [path.name for path in inside if path.name not in _OWN]
        if others:
            raise NotAStore(folder, f"{min(others)} stands in it already")
        access = PRIVATE if group is None else SHARED
        try:
            make_folder(folder, access.folder, group)
        except OSError as error:
            raise NotWritten(folder, error) from None
        store = cls(folder, access, clock)
        edits: Edits = {record: [None, doc] for table in tables.values() for record, doc in table.items()}
        store.space.begin(os.urandom(6).hex(), actor, act, edits, clock())
        store._write_lookup()
        return store

    @property
    def id(self) -> str:
        """What tells this store from every other, wherever its folder lies."""
        return self.space.fold.store

    @property
    def is_shared(self) -> bool:
        """The folder is a team's: everybody in its group reads and writes in it."""
        return self._access == SHARED

    @property
    def position(self) -> int:
        """The number of the newest change."""
        return self.space.fold.seq

    @property
    def changes(self) -> int:
        """How many changes there were in all, of the organization and of its dated records."""
        beside = self.dated.space
        return self.position + (beside.fold.seq if beside else 0)

    @property
    def is_behind(self) -> bool:
        """The checkpoint does not hold every change yet."""
        return self.space.tail_bytes > 0

    @property
    def read_only(self) -> str:
        """Why nothing can be changed, "" when it can."""
        return self.space.read_only

    @property
    def by_hand(self) -> int:
        """How many values were found edited by hand and are no change in the history yet."""
        return self.space.by_hand

    @property
    def torn(self) -> int:
        """How many bytes of a change that was never saved the history ends in."""
        return self.space.torn

    @property
    def notices(self) -> list[str]:
        """What was found and mended while reading, in sentences."""
        return self.space.notices

    @cached_property
    def journals(self) -> "Journals":
        """The journals that can be reached from here; a person's own lie in `private`, else in the account's data."""
        from workbench.store.journals import Journals

        own = self.private or Path(paths.data()) / self.id
        journals = Journals(
            own / "journal", self.folder, self._access, lambda: self.clock(),
            lambda: (self.id, self.position), lambda: self.organization,
        )  # fmt: skip
        journals.keys.ask = self.ask_key
        return journals

    # Asking

    @property
    def today(self) -> date:
        """The day it is where the person sits."""
        return day_of(self.clock())

    @property
    def organization(self) -> Organization:
        """The organization as it stands now; what is changed later does not change this value."""
        if self._organization is None or self._views.is_over:
            self._organization = self._views.kept(self.space.tables)
        return self._organization

    def organization_at(self, moment: datetime) -> Organization:
        """The organization as it stood at a moment, or, at one to come, with the owners it will have then.

        Raises Damaged where the history cannot be read.
        """
        return self._views.of_then(self.space.back_at(moment), lambda: day_of(moment))

    def organization_when(self, path: str) -> Organization | None:
        """The organization as it stood when the value at a path was set last; None where the history begins later.

        Raises Damaged where the history cannot be read.
        """
        tables = self.space.back_when(path)
        return None if tables is None else view(tables, lambda: self.today)

    def broken(self) -> list[str]:
        """What is wrong with each record that cannot be read as one."""
        return [
            wrong
            for table in TABLES
            for record, doc in self.space.tables[table].items()
            if table != PROFILE and (wrong := problem(table, record, doc))
        ] + self.dated.broken()

    def people_with_account(self, login: str) -> list[str]:
        """The handles of those whom a login account maps to."""
        from workbench.store import query

        return query.people_with_account(self.space.tables, login)

    # Changing

    @contextmanager
    def change(self, actor: Actor, act: str, because: str = "") -> Generator[Change]:
        """Put one change together and write it, durable on return, whole or not at all.

        Raises Refused, ChangedElsewhere and StoreError, the store being as it was.
        """
        with self._writing():
            change = Change(self.space, self._views.live(self.space.tables), actor)
            yield change
            if change.edits:
                self._write(change.actor, act, change.edits, because=because)

    def trial(self) -> Change:
        """A change that is only put together to see what it would be; it can never be written."""
        return Change(self.space, self._views.live(self.space.tables), Actor("", ""))

    def play(self, actor: Actor, act: str, edits: Edits) -> None:
        """Carry out edits that stand ready, as those of the sample do. Raises as `change` does."""
        with self._writing():
            self._write(actor, act, edits)

    @contextmanager
    def _writing(self) -> Generator[None]:
        """Hold the space still; the view of it is made anew, since what others did was taken in."""
        with self.space.writing():
            self._organization = None
            try:
                yield
            finally:
                self._organization = None

    def _write(self, actor: Actor, act: str, edits: Edits, of: int | None = None, because: str = "") -> Line:
        self.space.refuse_conflicts(edits)
        with self.space.preview(edits):
            rules.hold(self._views.live(self.space.tables), touched(edits))
        return self.space.append(actor, act, edits, self.clock(), of, because)

    def undo(self, actor: Actor) -> Line:
        """Take back the newest change of this person that still stands; returns that change. Raises Refused."""
        with self._writing_everywhere(actor) as beside:
            told = undoing.to_undo(self._undoable(beside), actor)
            self._refuse_what_was_taken_over(told.line)
            self._again(actor, "undo", told, inverse(told.line.edits), beside)
        return told.line

    def _refuse_what_was_taken_over(self, line: Line) -> None:
        """Raise Refused for a change that led to a handoff which has been accepted since."""
        for record in touched(line.edits):
            handoff = self.organization.handoffs.get(record)
            if handoff and handoff.since and not {record, f"{record}.confirmed"} & line.edits.keys():
                raise Refused(
                    f"Cannot undo change {line.seq} ({line.act}): {record} was accepted since, and that stays."
                )

    def redo(self, actor: Actor) -> Line:
        """Do again what this person undid last; returns that change. Raises Refused."""
        with self._writing_everywhere(actor) as beside:
            told = undoing.to_redo(self._undoable(beside), actor)
            self._again(actor, "redo", told, told.line.edits, beside)
        return told.line

    @contextmanager
    def _writing_everywhere(self, actor: Actor) -> Generator[dict[str, OnDemand]]:
        """Hold everything still that a person changes; what stands beside the organization and can be written."""
        with ExitStack() as held:
            held.enter_context(self._writing())
            beside = {name: place for name, place in self._places(actor).items() if place.space}
            for place in beside.values():
                held.enter_context(place.writing())
            yield {name: place for name, place in beside.items() if place.space and not place.space.read_only}

    def _places(self, actor: Actor) -> dict[str, OnDemand]:
        """The dated records, and the person's own journal where it can be read."""
        places: dict[str, OnDemand] = {dated.NAME: self.dated}
        with suppress(StoreError):
            if actor.by and self.journals.of(actor.by).space:
                places["journal"] = self.journals.of(actor.by)
        return places

    def _undoable(self, beside: Mapping[str, OnDemand]) -> Iterator[Told]:
        """The changes among which the next to undo is looked for."""
        return undoing.newest_first(self.history(), {name: place.backwards() for name, place in beside.items()})

    def _again(self, actor: Actor, act: str, told: Told, edits: Edits, beside: Mapping[str, OnDemand]) -> None:
        line, place = told.line, beside.get(told.place)
        try:
            (place.write if place else self._write)(actor, act, edits, line.seq)
        except ChangedElsewhere as error:
            path = error.conflicts[0].path
            space = place.space if place else self.space
            line_since = space.last_to_touch(path) if space else None
            by = line_since.actor.name if line_since else "somebody"
            raise Refused(f"Cannot {act} change {line.seq} ({line.act}): {by} has changed {path} since.") from None

    # Following

    def follow(self) -> Followed:
        """Take in what others did since the last look. Raises StoreError, everything standing as it stood."""
        followed = self.space.follow()
        if self._organization is not None and self._views.is_over:
            followed = followed.then(Followed([], anew=True))
        if followed:
            self._organization = None
        return followed.then(self.dated.follow())

    # Keeping

    def history(self) -> Iterator[Line]:
        """Every change, the newest first. Raises Damaged where the history cannot be read."""
        return self.space.history.backwards()

    def whole_history(self) -> Iterator[Told]:
        """Every change of the organization and of its dated records, the newest first. Raises Damaged."""
        return undoing.newest_first(self.space.history.backwards(), {dated.NAME: self.dated.backwards()})

    def last_to_touch(self, path: str, before: int | None = None) -> Line | None:
        """The newest change of the value at a path, ahead of a line if one is given; None where none is known."""
        return self.space.last_to_touch(path, before)

    def settle(self, at_once: bool = False) -> None:
        """Write checkpoint and look-up table: at once, or when the history behind them has grown long.

        The history holds everything; only `at_once` raises StoreError where the checkpoint cannot be written.
        """
        self._settle_organization(at_once)
        self._settle_dated(at_once)
        if "journals" in self.__dict__:
            self.journals.settle(at_once, LONG_TAIL)

    def _settle_organization(self, at_once: bool) -> None:
        if self.read_only or not (at_once or self.space.tail_bytes > LONG_TAIL or self.space.is_unsettled):
            return
        try:
            self.space.checkpoint(self.clock())
        except StoreError:
            if at_once:
                raise
        else:
            self._write_lookup()

    def _settle_dated(self, at_once: bool) -> None:
        """Write the checkpoint of the dated records, where something was asked of them."""
        space = self.dated.space if self.dated.is_open else None
        if space and not space.read_only and (at_once or space.tail_bytes > LONG_TAIL or space.is_unsettled):
            try:
                space.checkpoint(self.clock())
            except StoreError:
                if at_once:
                    raise

    def _write_lookup(self) -> None:
        """Make the look-up table anew; it is derived, so that a failure to is no loss."""
        seen, position = self.space.seen, self.space.fold.position
        if self.read_only or self.space.by_hand or seen is None:
            return
        until = next_turn(self.space.tables, lambda: self.today)
        head = lookup.head(seen, position.file, position.offset, until)
        text = "\n".join([head, *_rows(self.space.tables, lambda: self.today), ""])
        with suppress(OSError):
            sweep(self.folder)
            replace_file(self.folder / lookup.NAME, text.encode(), self._access.file)

    def look_up(self, moment: datetime | None = None) -> list[str]:
        """The lines of the look-up table, made anew from what stands now, or stood or will stand at a moment."""
        if moment:
            return _rows(self.space.back_at(moment), lambda: day_of(moment))
        self._write_lookup()
        return _rows(self.space.tables, lambda: self.today)

    def back_up(self) -> Path:
        """Keep what stands now as a backup. Raises StoreError."""
        self.settle(at_once=True)
        if self.dated.space:
            self.dated.space.back_up()
        return self.space.back_up()

    def backups(self) -> list[Path]:
        """The backups there are, oldest first, those of the dated records behind the others."""
        return self.space.backups.paths() + self.dated.backups()

    def copy_to(self, folder: Path) -> Path:
        """Copy the whole store, with its history, into a new folder. Raises StoreError."""
        if folder.exists():
            raise Exists(folder)
        self.settle(at_once=True)
        try:
            self.space.refuse_what_is_not_whole()
            make_folder(folder, self._access.folder)
            self.space.copy_to(folder / "organization")
            if self.dated.space:
                self.dated.space.copy_to(folder / dated.NAME)
        except OSError as error:
            raise NotWritten(folder, error) from None
        return folder

    def differs_from_history(self) -> list[str]:
        """The records about which what stands now and the history say otherwise. Raises Damaged."""
        found = rebuilt(self.space.history, self.space.backups)
        if found is None or found[1]:
            raise Damaged(self.space.history.folder, "", "it cannot be read whole")
        return sorted(touched(diff_tables(found[0].tables, self.space.tables))) + self.dated.differs_from_history()

    def backup_named(self, name: str) -> Path:
        """The file that is meant by a path, by the bare name of a backup, or by a copy of a whole store."""
        path = Path(name)
        if not path.exists() and path.name == name:
            return self.folder / "backups" / name
        return path / "organization" / CHECKPOINT if path.is_dir() else path

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
            is_dated = not point.tables.keys().isdisjoint(DATED_TABLES)
            point = checkpoint.read(path, names=DATED_TABLES if is_dated else TABLES)
        if self.space.fold.store and point.meta.store != self.space.fold.store:
            raise Refused(f"{path} is a backup of another store. Copy it into a store of its own to look at it.")
        if is_dated:
            return self.dated.restore(point, actor)
        try:
            line = self.space.restore(point, actor, self.clock())
        finally:
            self._organization = None
        with suppress(StoreError):
            self.settle(at_once=True)
        return line

    def close(self) -> None:
        """Let the store go; nothing is written."""
        self.here.close()
        self.dated.close()
        if "journals" in self.__dict__:
            self.journals.close()
        self.space.close()


def _rows(tables: Tables, day: Day) -> list[str]:
    """The lines of the look-up table, with the owners of a day."""
    tables = sound(tables)
    return overlay.rows(tables, owners(tables, day))


def _access_of(folder: Path) -> Access:
    """How the store is shared: as its organization folder is, or, where that is gone, the store's own."""
    for path in (folder / "organization", folder):
        with suppress(OSError):
            return SHARED if os.stat(path).st_mode & 0o020 else PRIVATE
    return PRIVATE
