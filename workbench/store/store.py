"""The store: the organization on the disk, opened, asked, changed and followed."""

import os
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from workbench.domain import rules
from workbench.domain.errors import Refused
from workbench.domain.ids import PROFILE, table_of
from workbench.domain.organization import Organization
from workbench.store import checkpoint, lookup, overlay, undoing
from workbench.store.documents import CLASSES, problem, to_doc
from workbench.store.edits import Edits, Tables, diff, diff_tables, inverse, touched
from workbench.store.errors import ChangedElsewhere, Damaged, Exists, NotAStore, NotWritten, StoreError
from workbench.store.files import make_folder, reading, replace_file, signature, sweep
from workbench.store.here import Here
from workbench.store.lines import Actor, Line
from workbench.store.reader import CHECKPOINT, PRIVATE, SHARED, Access, Followed
from workbench.store.reading import rebuilt
from workbench.store.space import Space
from workbench.store.views import Record, Views, sound, view

LONG_TAIL = 1_000_000
_OWN = ("organization", "backups", "here", lookup.NAME)

Clock = Callable[[], datetime]


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


class Change:
    """One change while it is put together: what stands now, and what shall stand instead."""

    def __init__(self, space: Space, organization: Organization, actor: Actor) -> None:
        self.organization, self.actor = organization, actor
        self.edits: Edits = {}
        self._space = space
        self._given: dict[str, int] = {}

    def put(self, before: Record | None, after: Record | None) -> None:
        """Let a record stand as `after` where the person saw `before`; None for what was not there or goes."""
        record = after or before
        if record:
            old = to_doc(before) if before else None
            self.edits |= diff(record.id, old, to_doc(after) if after else None)

    def remove(self, record: str) -> None:
        """Let a record go, whatever stands in it."""
        doc = self._space.tables[table_of(record) or ""][record]
        self.edits |= {record: [doc, None]}

    def new_id(self, prefix: str) -> str:
        """An id that was never used."""
        last = self._given.get(prefix, self._space.fold.last.get(prefix, 0))
        self._given[prefix] = last + 1
        return f"{prefix}{last + 1}"

    def was_used(self, handle: str) -> bool:
        """The handle belongs to somebody, or did."""
        taken = self._space.tables["people"]
        return handle in taken or handle in self._space.fold.gone or handle in self.edits


class Store:
    """An organization's store in one folder. Everything that is read from it is a value of the domain."""

    def __init__(self, folder: Path, access: Access = PRIVATE, clock: Clock = now) -> None:
        self.folder, self.clock = folder, clock
        self._views = Views()
        self.space = Space(folder / "organization", folder / "backups", access, problem, self._views.broken_rules)
        self.here = Here(folder / "here", access)
        self._access = access
        self._organization: Organization | None = None

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
    def position(self) -> int:
        """The number of the newest change."""
        return self.space.fold.seq

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

    # Asking

    @property
    def organization(self) -> Organization:
        """The organization as it stands now; what is changed later does not change this value."""
        if self._organization is None:
            self._organization = self._views.kept(self.space.tables)
        return self._organization

    def organization_at(self, moment: datetime) -> Organization:
        """The organization as it stood at a moment. Raises Damaged where the history cannot be read."""
        return view(self.space.back_at(moment))

    def organization_when(self, path: str) -> Organization | None:
        """The organization as it stood when the value at a path was set last; None where the history begins later.

        Raises Damaged where the history cannot be read.
        """
        tables = self.space.back_when(path)
        return None if tables is None else view(tables)

    def broken(self) -> list[str]:
        """What is wrong with each record that cannot be read as one."""
        return [
            wrong
            for table in CLASSES
            for record, doc in self.space.tables[table].items()
            if table != PROFILE and (wrong := problem(table, record, doc))
        ]

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
        with self._writing():
            line = undoing.to_undo(self.space.history.backwards(), actor)
            self._again(actor, "undo", line, inverse(line.edits))
        return line

    def redo(self, actor: Actor) -> Line:
        """Do again what this person undid last; returns that change. Raises Refused."""
        with self._writing():
            line = undoing.to_redo(self.space.history.backwards(), actor)
            self._again(actor, "redo", line, line.edits)
        return line

    def _again(self, actor: Actor, act: str, line: Line, edits: Edits) -> None:
        try:
            self._write(actor, act, edits, line.seq)
        except ChangedElsewhere as error:
            path = error.conflicts[0].path
            line_since = self.space.last_to_touch(path)
            by = line_since.actor.name if line_since else "somebody"
            raise Refused(f"Cannot {act} change {line.seq} ({line.act}): {by} has changed {path} since.") from None

    # Following

    def follow(self) -> Followed:
        """Take in what others did since the last look. Raises StoreError, everything standing as it stood."""
        followed = self.space.follow()
        if followed:
            self._organization = None
        return followed

    # Keeping

    def history(self) -> Iterator[Line]:
        """Every change, the newest first. Raises Damaged where the history cannot be read."""
        return self.space.history.backwards()

    def last_to_touch(self, path: str, before: int | None = None) -> Line | None:
        """The newest change of the value at a path, ahead of a line if one is given; None where none is known."""
        return self.space.last_to_touch(path, before)

    def settle(self, at_once: bool = False) -> None:
        """Write checkpoint and look-up table: at once, or when the history behind them has grown long.

        The history holds everything; only `at_once` raises StoreError where the checkpoint cannot be written.
        """
        if self.read_only or not (at_once or self.space.tail_bytes > LONG_TAIL or self.space.is_unsettled):
            return
        try:
            self.space.checkpoint(self.clock())
        except StoreError:
            if at_once:
                raise
        else:
            self._write_lookup()

    def _write_lookup(self) -> None:
        """Make the look-up table anew; it is derived, so that a failure to is no loss."""
        seen, position = self.space.seen, self.space.fold.position
        if self.read_only or self.space.by_hand or seen is None:
            return
        head = lookup.head(seen, position.file, position.offset)
        text = "\n".join([head, *overlay.rows(sound(self.space.tables)), ""])
        with suppress(OSError):
            sweep(self.folder)
            replace_file(self.folder / lookup.NAME, text.encode(), self._access.file)

    def look_up(self, moment: datetime | None = None) -> list[str]:
        """The lines of the look-up table, made anew from what stands now, or stood at a moment."""
        if moment:
            return overlay.rows(sound(self.space.back_at(moment)))
        self._write_lookup()
        return overlay.rows(sound(self.space.tables))

    def back_up(self) -> Path:
        """Keep what stands now as a backup. Raises StoreError."""
        self.settle(at_once=True)
        return self.space.back_up()

    def backups(self) -> list[Path]:
        """The backups there are, oldest first."""
        return self.space.backups.paths()

    def copy_to(self, folder: Path) -> Path:
        """Copy the whole store, with its history, into a new folder. Raises StoreError."""
        if folder.exists():
            raise Exists(folder)
        self.settle(at_once=True)
        try:
            self.space.refuse_what_is_not_whole()
            make_folder(folder, self._access.folder)
            self.space.copy_to(folder / "organization")
        except OSError as error:
            raise NotWritten(folder, error) from None
        return folder

    def differs_from_history(self) -> list[str]:
        """The records about which what stands now and the history say otherwise. Raises Damaged."""
        found = rebuilt(self.space.history, self.space.backups)
        if found is None or found[1]:
            raise Damaged(self.space.history.folder, "", "it cannot be read whole")
        return sorted(touched(diff_tables(found[0].tables, self.space.tables)))

    def backup_named(self, name: str) -> Path:
        """The file that is meant by a path, by the bare name of a backup, or by a copy of a whole store."""
        path = Path(name)
        if not path.exists() and path.name == name:
            return self.folder / "backups" / name
        return path / "organization" / CHECKPOINT if path.is_dir() else path

    def restore(self, path: Path, actor: Actor) -> Line | None:
        """Go back to a backup, as one change; None where nothing differs from it. Raises StoreError."""
        with reading(path):
            if signature(path) is None:
                raise Damaged(path, "", "there is no such backup")
            point = checkpoint.read(path)
        if self.space.fold.store and point.meta.store != self.space.fold.store:
            raise Refused(f"{path} is a backup of another store. Copy it into a store of its own to look at it.")
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
        self.space.close()


def _access_of(folder: Path) -> Access:
    """How the store is shared: as its organization folder is, or, where that is gone, the store's own."""
    for path in (folder / "organization", folder):
        with suppress(OSError):
            return SHARED if os.stat(path).st_mode & 0o020 else PRIVATE
    return PRIVATE
