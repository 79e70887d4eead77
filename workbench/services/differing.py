"""What became of the processes between two moments, and the later chart with that noted on it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from workbench.domain.ids import ProcessId
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.domain.records import said
from workbench.domain.text import natural
from workbench.services.story import label_of

_APART = {"id", "name", "parent", "rank", "owner", "retired"}
_FIELDS = tuple(name for name in Process.__dataclass_fields__ if name not in _APART)


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of a process between two moments: added, gone, retired, moved, handed over, renamed, changed.

    Of a list `after` names what is new in it, gone from it and changed in it, and nothing else.
    """

    what: str
    process: str
    name: str
    before: str = ""
    after: str = ""

    @property
    def turned(self) -> str:
        """What it was, and what it is."""
        return f"{self.before} → {self.after or 'nothing'}" if self.before else self.after


def differences(before: Organization, after: Organization) -> Iterator[Difference]:
    """What became of the processes between two moments, in the order of the later chart."""
    for process, _ in after.full_chart.walk():
        new = after.processes[process]
        old = before.processes.get(process)
        if old is None:
            yield Difference("added", new.id, new.name)
        elif old is not new:
            yield from _changes(old, new, before, after)
    for gone in sorted(before.processes.keys() - after.processes.keys(), key=natural):
        yield Difference("deleted", gone, before.processes[gone].name)


def _changes(old: Process, new: Process, before: Organization, after: Organization) -> Iterator[Difference]:
    if new.retired and not old.retired:
        yield Difference("retired", new.id, new.name, "", str(new.retired))
    if old.name != new.name:
        yield Difference("renamed", new.id, new.name, old.name, new.name)
    if old.parent != new.parent:
        above = [_place(parent, chart) for parent, chart in ((old.parent, before), (new.parent, after))]
        yield Difference("moved", new.id, new.name, *above)
    if old.owner != new.owner:
        owners = [before.name_of(old.owner) or "nobody", after.name_of(new.owner) or "nobody"]
        yield Difference("handed over", new.id, new.name, *owners)
    for name in _FIELDS:
        was, now = getattr(old, name), getattr(new, name)
        if was != now:
            texts = ("", _of_list(was, now, after)) if _is_list(now) else (_plain(was), _plain(now))
            yield Difference(f"{said(name)} changed", new.id, new.name, *texts)


@dataclass(frozen=True, slots=True)
class View:
    """A chart that is looked at and not changed: what it shows, its title, and what is noted on processes."""

    organization: Organization
    title: str
    notes: Mapping[ProcessId, str] = field(default_factory=dict[ProcessId, str])


def compared(before: Organization, after: Organization, title: str) -> View:
    """The later chart with what was added, moved, handed over or changed since; what has gone stands in it too."""
    notes: dict[ProcessId, list[str]] = {}
    gone: dict[ProcessId, Process] = {}
    for found in differences(before, after):
        notes.setdefault(found.process, []).append(_noted(found))
        if found.what in ("retired", "deleted"):
            was = before.processes[found.process]
            gone[found.process] = replace(was, retired=None)
    shown = replace(after, processes={**after.processes, **gone})
    return View(shown, title, {process: ", ".join(said) for process, said in notes.items()})


def _noted(found: Difference) -> str:
    if found.what in ("moved", "renamed", "handed over"):
        return f"{found.what} (was {found.before})"
    return found.what


def _place(parent: ProcessId | None, organization: Organization) -> str:
    above = organization.processes.get(parent or "")
    return f"{above.id} {above.name}" if above else "the top"


def _of_list(was: Iterable[Any], now: Iterable[Any], organization: Organization) -> str:
    """What is new in a list, gone from it and changed in it, each by its name."""
    before, after = _by_id(was), _by_id(now)
    groups = {
        "new": [one for id, one in after.items() if id not in before],
        "gone": [one for id, one in before.items() if id not in after],
        "changed": [one for id, one in after.items() if id in before and before[id] != one],
    }
    told = (
        f"{word}: {', '.join(_called(one, organization) for one in found)}" for word, found in groups.items() if found
    )
    return "; ".join(told) or "in another order"


def _by_id(items: Iterable[Any]) -> dict[str, Any]:
    """The items of a list by what tells one from another; those of a set in the order of their names."""
    ordered = sorted(cast(Iterable[str], items), key=natural) if isinstance(items, frozenset) else items
    return {str(getattr(item, "id", item)): item for item in ordered}


def _called(item: Any, organization: Organization) -> str:
    """A part by its name; a question by its label, somebody by their name; anything else by its id."""
    if name := getattr(item, "name", ""):
        return str(name)
    id = str(getattr(item, "person", "") or getattr(item, "id", item))
    if known := organization.people.get(id) or organization.customers.get(id):
        return known.name
    return id if isinstance(item, str) else label_of(id, organization)


def _is_list(value: Any) -> bool:
    return isinstance(value, frozenset | Sequence) and not isinstance(value, str)


def _plain(value: Any) -> str:
    return "" if value is None else str(value)
