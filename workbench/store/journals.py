"""Journals: a space of everybody's own in their account's data folder, and beside the store what they share.

What is somebody's own never lies in the store's folder. What is shared lies there in copies, a space for each writer;
what two people write in their coaching sessions, in a space of the two.
"""

import os
import stat
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from workbench.domain.ids import COACHING, JOURNAL, PersonId, is_handle, number_of
from workbench.domain.organization import Organization
from workbench.store.documents import problem
from workbench.store.edits import Doc, Edits
from workbench.store.errors import ForeignFolder, NotWritten, StoreError
from workbench.store.files import make_folder, reading
from workbench.store.forgetting import ForgettingSpace
from workbench.store.lines import Actor
from workbench.store.on_demand import OnDemand
from workbench.store.reader import PRIVATE, Access
from workbench.store.space import Space

NAME = "shared"
BETWEEN = "+"
ENTRIES, COMMITMENTS = JOURNAL.values()
(SESSIONS,) = COACHING.values()

Value = TypeVar("Value")
Clock = Callable[[], datetime]


class JournalSpace(OnDemand):
    """The records of one journal, of what is shared from one, or of two people's sessions."""

    def __init__(
        self,
        folder: Path,
        access: Access,
        names: Sequence[str],
        clock: Clock,
        beside: Callable[[], tuple[str, int]],
        organization: Callable[[], Organization],
    ) -> None:
        super().__init__(folder, folder / "backups", access, names, clock, beside, organization)
        self._ordered: dict[str, list[str]] = {}

    def _blank(self) -> Space:
        return ForgettingSpace(self.folder, self._backups, self._access, problem, self._broken_rules, names=self.names)

    def _begun(self, actor: Actor) -> Space:
        try:
            make_folder(self.folder.parent, self._access.folder)
            make_folder(self.folder, self._access.folder)
        except OSError as error:
            raise NotWritten(self.folder, error) from None
        if self._access == PRIVATE:
            _keep_others_out(self.folder)
        return super()._begun(actor)

    def ids(self, kind: type[Any]) -> list[str]:
        """The ids of the records of a kind in the order of their days and moments, the oldest first."""
        table = self._table(kind)
        if table not in self._ordered:
            docs = self.tables[table]
            self._ordered[table] = sorted(docs, key=lambda record: _order(record, docs[record]))
        return self._ordered[table]

    def values(self, kind: type[Value], newest_first: bool = False) -> Iterator[Value]:
        """The records of a kind in their order, each made to a value when its turn comes."""
        table = self._table(kind)
        for record in reversed(self.ids(kind)) if newest_first else self.ids(kind):
            if (value := self._value(table, record)) is not None:
                yield value

    def purge(self, records: Collection[str], actor: Actor) -> None:
        """Let records go for good: from what stands, from the history and from the backups. Raises StoreError."""
        if isinstance(space := self.space, ForgettingSpace):
            space.purge(records, actor, self._clock())
            self._made = {}
            self._look_anew()

    def settle(self, at_once: bool, long_tail: int) -> None:
        """Write the checkpoint at once, or when the history behind it has grown long; only the first may raise."""
        space = self._space
        if space and not space.read_only and (at_once or space.tail_bytes > long_tail or space.is_unsettled):
            try:
                space.checkpoint(self._clock())
            except StoreError:
                if at_once:
                    raise

    def _note(self, edits: Edits) -> None:
        self._look_anew()

    def _look_anew(self) -> None:
        self._ordered = {}


def _order(record: str, doc: Doc) -> tuple[str, float, int]:
    moment = 0.0
    if at := doc.get("at"):
        with suppress(TypeError, ValueError):
            moment = datetime.fromisoformat(at).timestamp()
    number = number_of(record)
    return str(doc.get("on")), moment, number[1] if number else 0


def _keep_others_out(folder: Path) -> None:
    """Refuse a folder that is somebody else's, or only a link; close one that others may look into."""
    with reading(folder):
        found = os.lstat(folder)
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
            raise ForeignFolder(folder)
        if found.st_mode & 0o077:
            os.chmod(folder, 0o700)


class Journals:
    """Every journal that can be reached from a store, each opened when it is first asked for.

    `own` is the folder of the account's own journals.
    """

    def __init__(
        self,
        own: Path,
        shared: Path,
        access: Access,
        clock: Clock,
        beside: Callable[[], tuple[str, int]],
        organization: Callable[[], Organization],
    ) -> None:
        self._own, self._shared, self._access = own, shared / NAME, access
        self._clock, self._beside, self._organization = clock, beside, organization
        self._spaces: dict[Path, JournalSpace] = {}

    def of(self, person: PersonId) -> JournalSpace:
        """A person's own journal."""
        return self._space(self._own / person, PRIVATE, (ENTRIES, COMMITMENTS))

    def shared_by(self, person: PersonId) -> JournalSpace:
        """The copies of what a person shares."""
        return self._space(self._shared / person, self._access, (ENTRIES,))

    def between(self, performer: PersonId, coach: PersonId) -> JournalSpace:
        """The coaching sessions of two."""
        return self._space(self._shared / f"{performer}{BETWEEN}{coach}", self._access, (SESSIONS,))

    def who_share(self) -> list[PersonId]:
        """The people of whom something is shared, or was."""
        return [name for name in self._names() if is_handle(name)]

    def pairs_of(self, person: PersonId) -> list[tuple[PersonId, PersonId]]:
        """The performers and coaches who have sessions, of whom one is this person."""
        pairs = (name.partition(BETWEEN) for name in self._names())
        return [(one, other) for one, _, other in pairs if other and person in (one, other)]

    def _names(self) -> list[str]:
        with reading(self._shared), suppress(FileNotFoundError, NotADirectoryError):
            return sorted(os.listdir(self._shared))
        return []

    def _space(self, folder: Path, access: Access, names: Sequence[str]) -> JournalSpace:
        if folder not in self._spaces:
            self._spaces[folder] = JournalSpace(folder, access, names, self._clock, self._beside, self._organization)
        return self._spaces[folder]

    def follow(self) -> bool:
        """Take in what others wrote in what was opened; whether that was anything. Raises StoreError."""
        return any([bool(space.follow()) for space in self._spaces.values()])

    def settle(self, at_once: bool, long_tail: int) -> None:
        """Write the checkpoints of what was opened; only `at_once` raises StoreError."""
        for space in self._spaces.values():
            space.settle(at_once, long_tail)

    def close(self) -> None:
        """Let every file go; nothing is written."""
        for space in self._spaces.values():
            space.close()
