"""Copies of a journal: kept beside it, taken elsewhere as it lies, and gone back to."""

import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.domain.errors import Refused
from workbench.store import bundle, checkpoint, identity, pins
from workbench.store.checkpoint import Checkpoint
from workbench.store.edits import Doc, Tables
from workbench.store.errors import Damaged, Exists, NotWritten
from workbench.store.files import TEMP, make_folder, read_file, reading, replace_file, signature, sync_folder
from workbench.store.forgetting import UNDER_WAY
from workbench.store.lines import Actor, Line
from workbench.store.reader import CHECKPOINT
from workbench.store.reading import sound_edits
from workbench.store.sealing import is_sealed

if TYPE_CHECKING:
    from workbench.store.journal_space import JournalSpace

LEFT_OUT = ("backups", bundle.NAME, UNDER_WAY)


class NothingToCopy(Refused):
    """There is no journal yet of which a copy could be made."""

    def __init__(self) -> None:
        super().__init__("There is no journal of yours here yet, and nothing was copied.")


class AnotherKey(Refused):
    """A copy is sealed to another key than the one that is here."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is sealed to another key than the one you have here. The plain age tool opens it with its own "
            "recovery key; nothing was changed."
        )


def keep(journal: "JournalSpace") -> Path:
    """Keep what stands now as a backup beside the journal. Raises NothingToCopy, StoreError."""
    if journal.space is None:
        raise NothingToCopy
    journal.settle(at_once=True, long_tail=0)
    return journal.space.back_up()


def copy_to(journal: "JournalSpace", folder: Path) -> Path:
    """Copy a journal as it lies, with history and key, into a new folder of this account alone. Raises StoreError."""
    if journal.space is None:
        raise NothingToCopy
    if folder.exists():
        raise Exists(folder)
    journal.settle(at_once=True, long_tail=0)
    try:
        journal.space.refuse_what_is_not_whole()
        make_folder(folder.parent)
        journal.space.copy_to(folder, LEFT_OUT)
        os.chmod(folder, 0o700)
    except OSError as error:
        raise NotWritten(folder, error) from None
    return folder


def go_back(journal: "JournalSpace", path: Path, store: str, actor: Actor, seals: Callable[[], bool]) -> Line | None:
    """Go back to a backup, or to a copy; None where nothing differs, or where nothing stood here.

    Where nothing stands, a copy is put there whole. `seals` is asked whether the journal is sealed.
    Raises StoreError, Refused, Locked.
    """
    point = _read(path, store, journal.names)
    _take_key(journal.folder, path, point)
    if journal.space is None and (path.parent / "history").is_dir():
        _put_whole(journal, path)
        return None
    if journal.space and journal.space.read_only:
        return _mended(journal, point, actor, seals())
    before, after = _comparable(journal, point.tables, seals())
    edits, wrong = sound_edits(before, after, journal.problem, journal.names)
    if wrong:
        raise Damaged(path, "", f"it holds a record that is none: {wrong[0]}")
    return journal.play(actor, "restore", edits) if edits else None


def _read(path: Path, store: str, names: Sequence[str]) -> Checkpoint:
    with reading(path):
        if signature(path) is None:
            raise Damaged(path, "", "there is no such backup")
        if not any(name in checkpoint.read(path, names=()).tables for name in names):
            raise Refused(f"{path} holds no journal; nothing was changed.")
        point = checkpoint.read(path, names=names)
    if point.meta.store != store:
        raise Refused(
            f"{path} belongs to another store. `workbench journal export json` writes it out there, and "
            "`workbench journal import` takes that in here."
        )
    return point


def _take_key(folder: Path, path: Path, point: Checkpoint) -> None:
    """Take the key of a copy where none is here. Raises AnotherKey, Damaged, NotWritten."""
    theirs, here = identity.read(path.parent), identity.read(folder)
    if theirs and here is None:
        identity.keep(folder, theirs)
        return
    is_another = theirs and here and theirs.public != here.public
    if is_another and any(is_sealed(doc) for table in point.tables.values() for doc in table.values()):
        raise AnotherKey(path)


def _put_whole(journal: "JournalSpace", path: Path) -> None:
    """Put a copy where nothing stands, its history first: what is not whole yet is begun again."""
    folder, mode = journal.folder, 0o600
    temp = folder / f"history{TEMP}{os.getpid()}"
    try:
        make_folder(folder)
        shutil.rmtree(temp, ignore_errors=True)
        make_folder(temp)
        for file in sorted((path.parent / "history").glob("*.jsonl")):
            replace_file(temp / file.name, read_file(file), mode)
        os.rename(temp, folder / "history")
        sync_folder(folder)
        pinned = path.parent / pins.NAME
        if pinned.exists() and not (folder / pins.NAME).exists():
            replace_file(folder / pins.NAME, read_file(pinned), mode)
        replace_file(folder / CHECKPOINT, read_file(path), mode)
    except OSError as error:
        shutil.rmtree(temp, ignore_errors=True)
        raise NotWritten(folder, error) from None
    journal.forget()


def _mended(journal: "JournalSpace", point: Checkpoint, actor: Actor, seals: bool) -> Line | None:
    """Begin a damaged journal anew from a backup; what is plain in it is sealed where the journal is."""
    line = journal.begin_anew_from(point, actor)
    if seals:
        journal.seal_plain(actor)
    return line


def _comparable(journal: "JournalSpace", wanted: Tables, seals: bool) -> tuple[Tables, Tables]:
    """What stands and what shall stand, each record opened in both where only one of them can stay sealed."""
    raw = journal.raw
    before: Tables = {name: {} for name in journal.names}
    after: Tables = {name: {} for name in journal.names}
    for name in journal.names:
        for record in raw[name].keys() | wanted[name].keys():
            pair = raw[name].get(record), wanted[name].get(record)
            if pair[0] == pair[1]:
                continue
            if not _stays_sealed(pair, seals):
                pair = journal.opened(record, pair[0]), journal.opened(record, pair[1])
            for tables, doc in zip((before, after), pair, strict=True):
                if doc is not None:
                    tables[name][record] = doc
    return before, after


def _stays_sealed(pair: tuple[Doc | None, Doc | None], seals: bool) -> bool:
    """Both can be taken as they lie."""
    stand = [doc for doc in pair if doc is not None]
    return all(map(is_sealed, stand)) and (seals or pair[1] is None)
