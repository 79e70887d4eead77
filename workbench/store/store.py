"""The store: the organization on the disk, opened, asked, changed and followed."""

import os
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.domain import rules
from workbench.domain.ids import PROFILE
from workbench.domain.organization import Organization
from workbench.store import dated, lookup, paths, turning, undoing
from workbench.store.change import Change as Change
from workbench.store.dated import DatedRecords
from workbench.store.documents import problem
from workbench.store.edits import TABLES, Edits, Tables, touched
from workbench.store.errors import NotAStore, NotWritten
from workbench.store.files import make_folder, reading
from workbench.store.here import Here
from workbench.store.keeping import Keeping
from workbench.store.lines import Actor, Line
from workbench.store.reader import PRIVATE, SHARED, Access, Followed
from workbench.store.space import Space
from workbench.store.undoing import Told
from workbench.store.views import Views, day_of, view

if TYPE_CHECKING:
    from workbench.store.journal_keys import Ask
    from workbench.store.journals import Journals

_OWN = ("organization", dated.NAME, "shared", "backups", "here", lookup.NAME)

Clock = Callable[[], datetime]


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


class Store:
    """An organization's store in one folder. Everything that is read from it is a value of the domain."""

    def __init__(self, folder: Path, access: Access = PRIVATE, clock: Clock = now) -> None:
        self.folder, self.clock = folder, clock
        self._views = Views(lambda: self.today)
        self.space = Space(folder / "organization", folder / "backups", access, problem, self._views.broken_rules)
        self.here = Here(folder / "here", access)
        self.access = access
        self._organization: Organization | None = None
        self.dated = DatedRecords(
            folder, folder / "backups", access, lambda: self.clock(),
            lambda: (self.id, self.position), lambda: self.organization,
        )  # fmt: skip
        self.keeping = Keeping(self)
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
        store.keeping.write_lookup()
        return store

    @property
    def id(self) -> str:
        """What tells this store from every other, wherever its folder lies."""
        return self.space.fold.store

    @property
    def is_shared(self) -> bool:
        """The folder is a team's: everybody in its group reads and writes in it."""
        return self.access == SHARED

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
            own / "journal", self.folder, self.access, lambda: self.clock(),
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

    def look_anew(self) -> None:
        """Make the view of the organization anew when it is asked for next."""
        self._organization = None

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
        with self.writing():
            change = Change(self.space, self._views.live(self.space.tables), actor)
            yield change
            if change.edits:
                self.write(change.actor, act, change.edits, because=because)

    def trial(self) -> Change:
        """A change that is only put together to see what it would be; it can never be written."""
        return Change(self.space, self._views.live(self.space.tables), Actor("", ""))

    def play(self, actor: Actor, act: str, edits: Edits) -> None:
        """Carry out edits that stand ready, as those of the sample do. Raises as `change` does."""
        with self.writing():
            self.write(actor, act, edits)

    @contextmanager
    def writing(self) -> Generator[None]:
        """Hold the space still; the view of it is made anew, since what others did was taken in."""
        with self.space.writing():
            self.look_anew()
            try:
                yield
            finally:
                self.look_anew()

    def write(self, actor: Actor, act: str, edits: Edits, of: int | None = None, because: str = "") -> Line:
        """Append edits as one change, while the space is held still. Raises ChangedElsewhere, Refused, StoreError."""
        self.space.refuse_conflicts(edits)
        with self.space.preview(edits):
            rules.hold(self._views.live(self.space.tables), touched(edits))
        return self.space.append(actor, act, edits, self.clock(), of, because)

    def undo(self, actor: Actor, is_sure: bool = False) -> Line:
        """Take back the newest change of this person that still stands; returns that change.

        Raises Refused, and Stays where they did something since that is not taken back, unless they are sure.
        """
        return turning.undo(self, actor, is_sure)

    def redo(self, actor: Actor) -> Line:
        """Do again what this person undid last; returns that change. Raises Refused."""
        return turning.redo(self, actor)

    # Following

    def follow(self) -> Followed:
        """Take in what others did since the last look. Raises StoreError, everything standing as it stood."""
        followed = self.space.follow()
        if self._organization is not None and self._views.is_over:
            followed = followed.then(Followed([], anew=True))
        if followed:
            self._organization = None
        return followed.then(self.dated.follow())

    @property
    def journal_position(self) -> int:
        """How many changes there were in the journals that were opened; 0 while none was."""
        return self.journals.position if "journals" in self.__dict__ else 0

    def follow_journals(self) -> bool:
        """Take in what others did in the journals that were opened; whether that was anything. Raises StoreError."""
        return "journals" in self.__dict__ and self.journals.follow()

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

    @property
    def opened_journals(self) -> "Journals | None":
        """The journals, where anything was asked of them."""
        return self.__dict__.get("journals")

    def close(self) -> None:
        """Let the store go; nothing is written."""
        self.here.close()
        self.dated.close()
        if self.opened_journals:
            self.opened_journals.close()
        self.space.close()


def _access_of(folder: Path) -> Access:
    """How the store is shared: as its organization folder is, or, where that is gone, the store's own."""
    for path in (folder / "organization", folder):
        with suppress(OSError):
            return SHARED if os.stat(path).st_mode & 0o020 else PRIVATE
    return PRIVATE
