"""Whose keys seal and open the journals that can be reached from a store.

A person's own journal is sealed to that person and to their recovery key. What is shared, and what two people write,
is sealed to exactly its readers, where each of them has a key; the keys of others are pinned when first used.
"""

from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from workbench.domain.ids import PersonId
from workbench.domain.organization import Organization
from workbench.store import identity, pins
from workbench.store.edits import Doc
from workbench.store.files import Signature, reading, signature
from workbench.store.identity import Identity
from workbench.store.sealing import KeyPair
from workbench.store.unlocked import Locked, Unlocked

Ask = Callable[[bool], KeyPair | None]


class KeyFile:
    """The key in a folder, read again when it was changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._seen: Signature | None = None
        self._identity: Identity | None = None

    @property
    def identity(self) -> Identity | None:
        """The key as it is now, None where there is none. Raises Damaged, NotRead."""
        path = self.folder / identity.NAME
        with reading(path):
            seen = signature(path)
        if seen != self._seen:
            self._identity, self._seen = identity.read(self.folder), seen
        return self._identity


class JournalKeys:
    """The keys that are at hand: those that lie on the disk, and the one that is open.

    `ask` is called for the key when something sealed is to be read and none is open, and told whether a person may be
    asked for it, which nobody is within `unasked`. `each` is told of every document that is sealed or opened alone.
    """

    def __init__(self, own: Path, clock: Callable[[], datetime], organization: Callable[[], Organization]) -> None:
        self._own, self._clock, self._organization = own, clock, organization
        self._files: dict[PersonId, KeyFile] = {}
        self.unlocked = Unlocked()
        self.ask: Ask | None = None
        self.each: Callable[[], object] = bool
        self._may_ask = True

    def folder(self, person: PersonId) -> Path:
        """Where a person's key and pins lie: in their own journal."""
        return self._own / person

    def of(self, person: PersonId) -> Identity | None:
        """A person's key as it lies on the disk, None where they have none here. Raises Damaged, NotRead."""
        if person not in self._files:
            self._files[person] = KeyFile(self.folder(person))
        return self._files[person].identity

    def pair(self) -> KeyPair:
        """The open key. Raises Locked where none is, and nobody may be asked; whatever `ask` raises."""
        now = self._clock()
        if not self.unlocked.is_open(now):
            found = self.ask(self._may_ask) if self.ask else None
            if found is None:
                raise Locked
            self.unlocked.hold(found, now)
        return self.unlocked.pair(now)

    @contextmanager
    def unasked(self) -> Generator[None]:
        """Ask nobody for a key meanwhile: what is sealed is read only where a key is open."""
        before, self._may_ask = self._may_ask, False
        try:
            yield
        finally:
            self._may_ask = before

    def for_own(self, person: PersonId) -> Sequence[str]:
        """To whom a person's own journal is sealed; nobody where it is not."""
        key = self.of(person)
        return key.readers if key and key.seals else ()

    def for_shared(self, writer: PersonId, by: PersonId, doc: Doc) -> Sequence[str]:
        """To whom an entry is sealed that its writer shares; nobody where the writer has no key.

        Raises NoKey where a reader has none, so that nothing of a sealed journal is shared plainly unawares.
        """
        if not self._public(writer):
            return ()
        return self._pinned({writer, by, *doc.get("shared", ())}, by)

    def check_readers(self, writer: PersonId, people: Iterable[PersonId]) -> None:
        """Raise NoKey, KeyChanged where an entry cannot be shared with these people; nothing is pinned."""
        if self._public(writer):
            pins.check(self.folder(writer), {person: self._public(person) for person in sorted(people)})

    def for_two(self, performer: PersonId, coach: PersonId, by: PersonId) -> Sequence[str]:
        """To whom the sessions of two are sealed; nobody where one of them has no key.

        Raises KeyGone where one had a key and it was not agreed to that there is none any more: by whoever writes, of
        the other one; of themselves, by laying their own journal open.
        """
        two = {performer, coach}
        if all(map(self._public, two)):
            return self._pinned(two, by)
        known = pins.read(self.folder(by))
        for person in sorted(two):
            if not self._public(person) and person in known and (person != by or self.for_own(by)):
                raise pins.KeyGone(person)
        return ()

    def both_have_keys(self, performer: PersonId, coach: PersonId, by: PersonId) -> bool:
        """Each of two has a key, and the one by which the other knows them; nothing is pinned."""
        with suppress(pins.NoKey, pins.KeyChanged):
            pins.check(self.folder(by), {person: self._public(person) for person in (performer, coach)})
            return True
        return False

    def _public(self, person: PersonId) -> str:
        known = self._organization().people.get(person)
        return known.public_key if known else ""

    def _pinned(self, people: Iterable[PersonId], by: PersonId) -> Sequence[str]:
        return pins.pinned(self.folder(by), {person: self._public(person) for person in sorted(people)})
