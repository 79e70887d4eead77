"""Copies of one's own journal: kept beside it, taken elsewhere, and gone back to."""

from collections.abc import Iterator
from pathlib import Path

from workbench.services.journal import own
from workbench.services.sealing import publish
from workbench.store import journal_copies
from workbench.store.journal_space import JournalSpace
from workbench.store.lines import Actor, Line
from workbench.store.reader import CHECKPOINT
from workbench.store.store import Store


def keep(store: Store, actor: Actor) -> Path:
    """Keep what stands in one's own journal as a backup beside it. Raises Refused, StoreError."""
    return journal_copies.keep(own(store, actor))


def copy_to(store: Store, actor: Actor, folder: Path) -> Path:
    """Copy one's own journal as it lies, with history and key, into a new folder. Raises Refused, StoreError."""
    return journal_copies.copy_to(own(store, actor), folder)


def is_sealed(store: Store, actor: Actor) -> bool:
    """Nothing of one's own journal can be read without its key."""
    sealed, there = own(store, actor).sealed_of_all()
    return bool(there) and sealed == there


def standing(store: Store, actor: Actor) -> int:
    """How many records stand in one's own journal."""
    return len(own(store, actor).records())


def backups(store: Store, actor: Actor) -> list[Path]:
    """The backups of one's own journal and of what one shares with others, oldest first in each."""
    return [path for space in _spaces(store, actor) for path in space.backups()]


def _spaces(store: Store, actor: Actor) -> Iterator[JournalSpace]:
    """One's own journal, and what lies beside the store of what one shares and writes with another."""
    journals = store.journals
    yield own(store, actor)
    yield journals.shared_by(actor.by)
    yield from (journals.between(*pair) for pair in journals.pairs_of(actor.by))


def go_back(store: Store, actor: Actor, name: str) -> Line | None:
    """Go back to a backup or a copy; None where nothing differs, or nothing stood here. Raises Refused, StoreError."""
    path = _named(store, actor, name)
    keys, journal = store.journals.keys, own(store, actor)
    space = next((one for one in _spaces(store, actor) if path in one.backups()), journal)
    line = journal_copies.go_back(
        space, path, store.id, actor, lambda: space is not journal or bool(keys.for_own(actor.by))
    )
    if (key := keys.of(actor.by)) and key.seals:
        publish(store, actor, key.public)
    return line


def _named(store: Store, actor: Actor, name: str) -> Path:
    """The file that is meant by a path, by the bare name of a backup, or by a folder that holds a copy."""
    path = Path(name)
    if not path.exists() and path.name == name:
        return next((one for one in backups(store, actor) if one.name == name), path)
    return (path / CHECKPOINT if path.is_dir() else path).absolute()
