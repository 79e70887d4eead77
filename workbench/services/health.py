"""How a store is: every part of it read and held against the others."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workbench.domain.dates import ago
from workbench.domain.errors import count
from workbench.store import drafts
from workbench.store.errors import Damaged
from workbench.store.store import Store


@dataclass(frozen=True, slots=True)
class Health:
    """One part of a store, or of what is around it: whether it is sound, what was found, or what would be better."""

    part: str
    sound: bool
    what: str
    advises: bool = False


def report(store: Store, folder: Path) -> list[Health]:
    """Everything there is to say about a store, the worst in the plainest words."""
    return [
        Health("store", not store.read_only, store.read_only or str(folder)),
        *(Health("found", False, notice) for notice in store.notices),
        *_torn(store),
        _history(store),
        _fold(store),
        Health("records", not store.broken(), "; ".join(store.broken()) or _counted(store)),
        *_dated(store),
        Health("backups", True, f"{count(len(store.keeping.backups()), 'backup')} in {folder / 'backups'}"),
        *_drafts(store),
        *_filesystem(folder),
    ]


def _counted(store: Store) -> str:
    organization = store.organization
    return ", ".join(
        (
            count(len(organization.processes), "process"),
            count(len(organization.people), "person", "people"),
            count(len(organization.customers), "customer"),
        )
    )


def _dated(store: Store) -> Iterator[Health]:
    """The dated records, where there are any."""
    space = store.dated.space
    if space is None:
        return
    yield from (Health("found", False, notice) for notice in space.notices)
    counted = sum(len(table) for table in store.dated.tables.values())
    said = f"{count(counted, 'dated record')} in {space.folder}"
    yield Health("dated", not space.read_only, space.read_only or said)
    lost = [record for record, _ in store.dated.adrift()]
    if lost:
        yield Health("dated", False, f"{', '.join(lost[:5])}: about a process that is not there any more")


def _torn(store: Store) -> Iterator[Health]:
    if store.torn:
        what = f"it ends in {count(store.torn, 'byte')} of a change that was never saved; the next change cuts them off"
        yield Health("history", False, what)


def _history(store: Store) -> Health:
    try:
        lines = [line.seq for line in store.history()]
    except Damaged as damage:
        now = "." if store.read_only else "; what stands now does not need it."
        return Health("history", False, f"{damage} Undo and earlier days end there{now}")
    newest = max(lines, default=0)
    if newest < store.position:
        return Health("history", False, f"it ends with change {newest}, and what stands now with {store.position}")
    return Health("history", True, f"{count(len(lines), 'change')}, every one readable")


def _fold(store: Store) -> Health:
    try:
        differs = store.keeping.differs_from_history()
    except Damaged:
        return Health("checkpoint", True, "not compared: the history is damaged")
    if differs:
        return Health("checkpoint", False, f"it says otherwise than the history about {', '.join(differs[:5])}")
    return Health("checkpoint", True, "what stands now is what the history says")


def _drafts(store: Store) -> Iterator[Health]:
    """The drafts of this account that nobody is writing any more."""
    now = store.clock()
    for draft in drafts.waiting(drafts.folders(store.id)):
        what = f"{draft.writing.title}, left {ago(draft.saved, now)}, in {draft.path}; F8 in the panes shows it"
        yield Health("draft", True, what)


def _filesystem(folder: Path) -> list[Health]:
    kind = _kind_of_mount(folder)
    if kind.startswith(("nfs", "cifs", "smb", "fuse")):
        what = f"{folder} lies on {kind}. Locks between hosts cannot be relied on; keep to one host."
        return [Health("disk", False, what)]
    return [Health("disk", True, kind)] if kind else []


def _kind_of_mount(folder: Path) -> str:
    """The kind of file system that a folder lies on, as Linux tells; "" elsewhere."""
    best, kind = "", ""
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    for mount in mounts:
        _, place, name, *_ = mount.split(" ")
        inside = str(folder) == place or str(folder).startswith(place.rstrip("/") + "/")
        if inside and len(place) >= len(best):
            best, kind = place, name
    return kind
