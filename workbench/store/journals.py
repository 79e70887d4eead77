"""Journals: a space of everybody's own in their account's data folder, and beside the store what they share.

What is somebody's own never lies in the store's folder. What is shared lies there in copies, a space for each writer;
what two people write in their coaching sessions, in a space of the two.
"""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from workbench.domain.ids import COACHING, PersonId, is_handle
from workbench.domain.organization import Organization
from workbench.store.bundle import Bundle
from workbench.store.files import reading
from workbench.store.journal_keys import JournalKeys
from workbench.store.journal_space import COMMITMENTS, ENTRIES, Clock, JournalSpace, Policy
from workbench.store.reader import PRIVATE, Access
from workbench.store.sealed import Seal

NAME = "shared"
BETWEEN = "+"
(SESSIONS,) = COACHING.values()


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
        self.keys = JournalKeys(own, clock, organization)
        self._was_open = False

    def of(self, person: PersonId) -> JournalSpace:
        """A person's own journal."""
        folder = self._own / person
        return self._space(
            folder, PRIVATE, (ENTRIES, COMMITMENTS), lambda by, doc: self.keys.for_own(person), Bundle(folder)
        )

    def shared_by(self, person: PersonId) -> JournalSpace:
        """The copies of what a person shares."""
        return self._space(
            self._shared / person, self._access, (ENTRIES,), lambda by, doc: self.keys.for_shared(person, by, doc)
        )

    def between(self, performer: PersonId, coach: PersonId) -> JournalSpace:
        """The coaching sessions of two."""
        return self._space(
            self._shared / f"{performer}{BETWEEN}{coach}", self._access, (SESSIONS,),
            lambda by, doc: self.keys.for_two(performer, coach, by),
        )  # fmt: skip

    def who_share(self) -> list[PersonId]:
        """The people of whom something is shared, or was."""
        return [name for name in self._names() if is_handle(name)]

    def pairs_of(self, person: PersonId) -> list[tuple[PersonId, PersonId]]:
        """The performers and coaches who have sessions, of whom one is this person."""
        pairs = (name.partition(BETWEEN) for name in self._names())
        return [(one, other) for one, _, other in pairs if other and person in (one, other)]

    def beside_store(self, person: PersonId) -> list[JournalSpace]:
        """What lies beside the store: what people share, and the sessions of which one is this person."""
        shared = [self.shared_by(writer) for writer in self.who_share()]
        return shared + [self.between(*pair) for pair in self.pairs_of(person)]

    def _names(self) -> list[str]:
        with reading(self._shared), suppress(FileNotFoundError, NotADirectoryError):
            return sorted(os.listdir(self._shared))
        return []

    def _space(
        self, folder: Path, access: Access, names: Sequence[str], readers: Policy, bundle: Bundle | None = None
    ) -> JournalSpace:
        if folder not in self._spaces:
            seal = Seal(f"{folder.parent.name}/{folder.name}", self.keys.pair, bundle, lambda: self.keys.each())
            self._spaces[folder] = JournalSpace(
                folder, access, names, self._clock, self._beside, self._organization, seal, readers
            )
        return self._spaces[folder]

    def lock(self) -> None:
        """Forget the key that is open, and everything that was read with it."""
        self._was_open = False
        self.keys.unlocked.lock()
        for space in self._spaces.values():
            space.lock()

    def lock_when_idle(self) -> bool:
        """Lock if the key has lain idle too long since this was asked last; whether it was open then and no more is."""
        was_open, self._was_open = self._was_open, self.keys.unlocked.is_open(self._clock())
        if was_open and not self._was_open:
            self.lock()
            return True
        return False

    @property
    def notices(self) -> list[str]:
        """What was found and mended in what was opened, and why anything of it can only be read, in sentences."""
        opened = [space.space for space in self._spaces.values() if space.is_open]
        return [notice for space in opened if space for notice in (*space.notices, space.read_only) if notice]

    @property
    def position(self) -> int:
        """How many changes there were in what was opened."""
        return sum(space.position for space in self._spaces.values())

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
