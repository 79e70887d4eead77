"""How one's own journal is: who can read it, and whether everything in it can be read."""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from workbench.domain.errors import count
from workbench.services import sealing
from workbench.services.health import Health
from workbench.store import pins
from workbench.store.errors import Damaged, StoreError
from workbench.store.journal_space import JournalSpace
from workbench.store.space import Space
from workbench.store.store import Store
from workbench.store.unlocked import Locked

PART = "journal"


def report(store: Store, person: str) -> Iterator[Health]:
    """Everything there is to say about a person's own journal; nothing where they have none."""
    journals = store.journals
    journal = journals.of(person)
    try:
        space, key = journal.space, journals.keys.of(person)
    except StoreError as error:
        yield Health(PART, False, str(error))
        return
    if space is None and key is None:
        return
    protection = sealing.protection(store, person)
    yield Health(PART, protection.sound, protection.what)
    if key and key.seals and (left := sealing.left_by_editors()):
        yield Health(PART, False, left)
    yield from _lost_key(store, person)
    yield from _open_to_others(journal.folder)
    yield from _pins(journal.folder)
    if space:
        yield from _files(journal, space)
        with journals.keys.unasked(), suppress(Locked):
            yield from (Health(PART, False, wrong) for wrong in journal.broken())


def _lost_key(store: Store, person: str) -> Iterator[Health]:
    """Whether what lies sealed has its key beside it."""
    sealed, _ = store.journals.of(person).sealed_of_all()
    if sealed and store.journals.keys.of(person) is None:
        what = f"{count(sealed, 'record')} sealed, and the key is missing: `workbench journal recover` makes it anew"
        yield Health(PART, False, what)


def _open_to_others(folder: Path) -> Iterator[Health]:
    """The files into which other accounts can look."""
    found = [path for path in (folder, *sorted(folder.rglob("*"))) if _lets_others_in(path)]
    if found:
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        what = f"other accounts can reach {found[0]}{more}: chmod -R go-rwx {folder}"
        yield Health(PART, False, what)


def _lets_others_in(path: Path) -> bool:
    with suppress(OSError):
        found = os.lstat(path)
        return bool(stat.S_IMODE(found.st_mode) & 0o077) and not stat.S_ISLNK(found.st_mode)
    return False


def _pins(folder: Path) -> Iterator[Health]:
    try:
        pins.read(folder)
    except StoreError as error:
        yield Health(PART, False, str(error))


def _files(journal: JournalSpace, space: Space) -> Iterator[Health]:
    """What was found in the files of a journal, and how far back they reach."""
    for said in filter(None, (*space.notices, space.read_only)):
        yield Health(PART, False, said)
    try:
        changes = sum(1 for _ in space.history.backwards())
    except Damaged as damage:
        yield Health(PART, False, f"{damage} Undo ends there; what stands now does not need it.")
        return
    records = count(len(journal.records()), "record")
    kept = count(len(journal.backups()), "backup")
    yield Health(
        PART, True, f"{records}, {count(changes, 'change')}, every one readable, and {kept} in {journal.folder}"
    )
