"""The history in words: what each change did, and what differs between two moments."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.domain.records import said
from workbench.store.errors import shown
from workbench.store.lines import Line

ACTS = {
    "init": "began the store",
    "sample": "began the sample",
    "restore": "went back to a backup",
    "migrate": "brought the store to a new format",
    "hand-edit": "edited the store by hand",
}


def told(line: Line, organization: Organization, record: str = "") -> list[str]:
    """What a change did, a sentence for each value; of one record only, when one is named."""
    edits = {path: values for path, values in line.edits.items() if not record or path.partition(".")[0] == record}
    start = f"{line.act} {line.of}: " if line.of else ""
    if line.act in ACTS and not record:
        return [f"{ACTS[line.act]} ({len(line.edits)} values)"]
    if len(edits) > 20 and not record:
        return [f"{start}{line.act}: {len(edits)} values"]
    because = f", because {line.extra['because']}" if line.extra.get("because") else ""
    return [f"{start}{_edit(path, values, organization)}{because}" for path, values in edits.items()]


def _edit(path: str, values: list[Any], organization: Organization) -> str:
    record, _, field = path.partition(".")
    name = _named(record, organization)
    if not field:
        return f"added {record} {shown(values[1])}" if values[0] is None else f"deleted {record} {shown(values[0])}"
    if field[-1] in "+-":
        verb = "gained" if field[-1] == "+" else "lost"
        return f"{name} {verb} {said(field[:-1])} {', '.join(values)}"
    if field == "rank":
        return f"{name} moved among its neighbours"
    return f"{name}: {said(field)} {shown(values[0])} → {shown(values[1])}"


def _named(record: str, organization: Organization) -> str:
    for table in (organization.processes, organization.people, organization.customers):
        if record in table:
            return f"{record} {table[record].name}"
    return record


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of a process between two moments: added, gone, retired, moved, handed over, renamed, changed."""

    what: str
    process: str
    name: str
    before: str = ""
    after: str = ""


def differences(before: Organization, after: Organization) -> Iterator[Difference]:
    """What became of the processes between two moments, in the order of the later chart."""
    for process in after.full_chart.walk():
        new = after.processes[process[0]]
        old = before.processes.get(new.id)
        if old is None:
            yield Difference("added", new.id, new.name)
        elif old is not new:
            yield from _changes(old, new, before, after)
    for gone in before.processes.keys() - after.processes.keys():
        yield Difference("deleted", gone, before.processes[gone].name)


def _changes(old: Process, new: Process, before: Organization, after: Organization) -> Iterator[Difference]:
    if new.retired and not old.retired:
        yield Difference("retired", new.id, new.name, "", str(new.retired))
    if old.name != new.name:
        yield Difference("renamed", new.id, new.name, old.name, new.name)
    if old.parent != new.parent:
        above = [_named(p, o) if p else "the top" for p, o in ((old.parent, before), (new.parent, after))]
        yield Difference("moved", new.id, new.name, *above)
    if old.owner != new.owner:
        owners = [before.name_of(old.owner) or "nobody", after.name_of(new.owner) or "nobody"]
        yield Difference("handed over", new.id, new.name, *owners)
    for field in _FIELDS:
        was, now = getattr(old, field), getattr(new, field)
        if was != now:
            yield Difference(f"{said(field)} changed", new.id, new.name, _plain(was), _plain(now))


_TOLD = {"id", "name", "parent", "rank", "owner", "retired"}
_FIELDS = tuple(name for name in Process.__dataclass_fields__ if name not in _TOLD)


def _plain(value: Any) -> str:
    if isinstance(value, frozenset | tuple):
        items: list[Any] = list(value)
        return ", ".join(sorted(str(getattr(item, "name", getattr(item, "id", item))) for item in items))
    return "" if value is None else str(value)
