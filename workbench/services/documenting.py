"""The document of a process: published as versions, compared, and read by those who perform it."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from difflib import unified_diff
from typing import Any, cast

from workbench.domain.document import Reader, Version, latest
from workbench.domain.errors import NotFound, Refused
from workbench.domain.ids import ProcessId
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.domain.records import cleaned_part
from workbench.exchange.process_sheet import sheet
from workbench.services.checklist import checklist
from workbench.store.documents import to_doc
from workbench.store.edits import diff
from workbench.store.errors import StoreError
from workbench.store.lines import Actor
from workbench.store.store import Store


def sheet_of(organization: Organization, process: Process, numbered: bool = True) -> str:
    """The process sheet as it stands now, in Markdown."""
    return sheet(organization, checklist(organization), process, numbered)


def publish(store: Store, actor: Actor, seen: Process, comment: str, on: date, minor: bool = False) -> Process:
    """The process with a new version of its sheet; a minor one need not be read again. Raises Refused."""
    changed = replace(seen, versions=(*seen.versions, next_version(seen, actor, comment, on, minor)))
    with store.change(actor, "document.publish") as change:
        change.put(seen, changed)
    return changed


def next_version(seen: Process, actor: Actor, comment: str, on: date, minor: bool) -> Version:
    """The version of its sheet that comes next. Raises Refused."""
    number = max((int(version.id[1:]) for version in seen.versions if version.id[1:].isdecimal()), default=0) + 1
    version: Version = cleaned_part(Version(id=f"V{number}", by=actor.by, on=on, comment=comment, minor=minor))
    if not version.comment:
        raise Refused("Say what the version is about, or what was changed: readers see it first.")
    if minor and not seen.versions:
        raise Refused("The first version cannot be a minor one: nobody has read it yet.")
    return version


def sign(store: Store, actor: Actor, seen: Process, on: date) -> Process:
    """The process with whoever acts as a reader of its latest version. Raises Refused for reading on behalf."""
    version = latest(seen.versions)
    if version is None:
        raise Refused(f"{seen.id} {seen.name} has no published version to read yet.")
    if actor.acts_for:
        raise Refused(f"Nobody reads for somebody else: {actor.acts_for} says so, not you for them.")
    others = tuple(reader for reader in seen.readers if reader.id != actor.by)
    changed = replace(seen, readers=(*others, Reader(id=actor.by, version=version.id, on=on)))
    with store.change(actor, "document.read") as change:
        change.put(seen, changed)
    return changed


def version_of(process: Process, text: str) -> Version:
    """The version that is meant: V2, v2 or 2. Raises NotFound."""
    wanted = f"V{text.upper().removeprefix('V')}"
    for version in process.versions:
        if version.id == wanted:
            return version
    raise NotFound(f"version of {process.id}", text, [version.id for version in process.versions])


def sheet_at(store: Store, process: Process, version: Version, numbered: bool = True) -> str:
    """The sheet as it was published, walked back to in the history. Raises Refused where that does not reach."""
    organization = store.organization_when(f"{process.id}.versions.{version.id}")
    then = organization.processes.get(process.id) if organization else None
    if organization is None or then is None:
        raise Refused(f"The history does not reach back to {version.id} of {process.id}; only its comment is left.")
    return sheet_of(organization, then, numbered)


def difference(store: Store, process: Process, old: Version, new: Version | None = None) -> list[str]:
    """What differs between two versions, or a version and now, line by line with - and + in front."""
    before = sheet_at(store, process, old, numbered=False)
    now = sheet_of(store.organization, process, numbered=False)
    after = sheet_at(store, process, new, numbered=False) if new else now
    return list(
        unified_diff(before.splitlines(), after.splitlines(), old.id, new.id if new else "now", lineterm="", n=1)
    )


SHOWN = frozenset((
    "name", "code", "purpose", "customers", "trigger", "result", "owner", "coach", "decision_rights", "description",
    "answers", "steps", "fit", "conflicts", "practices", "risks", "training",
))  # fmt: skip


class Published:
    """What the version of each process that holds now was published with; looked up in the history once."""

    def __init__(self) -> None:
        self._held: dict[ProcessId, tuple[Version, Process | None, str]] = {}

    def changed_since(self, store: Store, process: Process) -> list[str]:
        """The fields that changed since it was published, as paths; none where its sheet reads as it did.

        What lies before the history cannot be compared, and counts as not changed.
        """
        version = latest(process.versions)
        if version is None:
            return []
        if process.id not in self._held or self._held[process.id][0] != version:
            self._held[process.id] = version, *_as_published(store, process, version)
        _, then, sheet_then = self._held[process.id]
        if then is None or sheet_of(store.organization, process) == sheet_then:
            return []
        edits = diff(process.id, to_doc(then), to_doc(process))
        return [path for path in edits if _is_shown(path)] or [process.id]


def unchanged(store: Store, process: Process) -> str:
    """That the sheet reads as its latest version does, in a sentence; "" where it does not, or nobody can tell."""
    version = latest(process.versions)
    _, then = _as_published(store, process, version) if version else (None, "")
    if version is None or not then or sheet_of(store.organization, process) != then:
        return ""
    return f"Nothing has changed since {version.id}."


def _as_published(store: Store, process: Process, version: Version) -> tuple[Process | None, str]:
    """The process and its sheet when a version was published; nothing where the history does not tell."""
    with suppress(StoreError):
        organization = store.organization_when(f"{process.id}.versions.{version.id}")
        then = organization.processes.get(process.id) if organization else None
        if organization and then:
            return then, sheet_of(organization, then)
    return None, ""


def _is_shown(path: str) -> bool:
    """What stands at a path is said in the sheet; who has learned what is not."""
    field = path.split(".")[1].rstrip("+-")
    return field in SHOWN and ".learners" not in path


@dataclass(frozen=True, slots=True)
class Past:
    """What stood at a place of a process at one time, and who wrote it then."""

    at: datetime
    by: str
    field: str
    before: object
    after: object

    @property
    def changed(self) -> list[tuple[str, str, str]]:
        """The fields that were changed, each as it was and as it became; "" for nothing."""
        before, after = _held(self.field, self.before), _held(self.field, self.after)
        fields = {**before, **after}
        return [(one, *ends) for one in fields if (ends := (before.get(one, ""), after.get(one, "")))[0] != ends[1]]


def _held(field: str, value: object) -> dict[str, str]:
    """A stored value as the fields it holds: the whole record, or one field of it."""
    if isinstance(value, Mapping):
        return {str(name): str(text) for name, text in cast(Mapping[str, Any], value).items()}
    return {field: "" if value is None else str(value)} if field else {}


def history_of(store: Store, process: ProcessId, place: str) -> list[Past]:
    """Every change at a place of a process (answers.price, steps.S3), the newest first. Raises Damaged."""
    path = f"{process}.{place}"
    return [
        Past(line.moment, line.actor.by or line.actor.login, edited.removeprefix(path).lstrip("."), *values[:2])
        for line in store.history()
        for edited, values in line.edits.items()
        if edited == path or (edited.startswith(f"{path}.") and edited[-1] not in "+-")
    ]
