"""Shaping the chart: processes added, changed, moved, deleted and retired; each call is one change."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from workbench.domain.chart import Chart
from workbench.domain.errors import Refused
from workbench.domain.ids import PersonId, ProcessId
from workbench.domain.process import Flow, Process
from workbench.domain.rank import between
from workbench.domain.records import revised
from workbench.domain.rules import refuse_the_gone
from workbench.store.lines import Actor
from workbench.store.store import Change, Store


def add(
    store: Store,
    actor: Actor,
    name: str,
    under: ProcessId | None = None,
    behind: ProcessId | None = None,
    fields: Mapping[str, Any] | None = None,
    first: bool = False,
) -> Process:
    """A new process under another (None: at the top): behind a sibling, first, or last. Raises Refused."""
    with store.change(actor, "process.add") as change:
        rank = between(*change.organization.room(under, behind, first))
        blank = Process(id=change.new_id("P"), name=name, parent=under, rank=rank)
        process = revised(blank, **(fields or {}))
        refuse_the_gone(change.organization, blank, process)
        change.put(None, process)
    return process


def set_fields(store: Store, actor: Actor, seen: Process, fields: Mapping[str, Any], because: str = "") -> Process:
    """The process with some fields changed from what the person saw. Raises Refused, ChangedElsewhere.

    An engineered process changes its owner by a handoff; otherwise only with a reason.
    """
    changed = revised(seen, **fields)
    if changed.owner != seen.owner:
        refuse_taking_over(seen, changed.owner, because)
        changed = replace(changed, named_owner="")
    act = "process.assign" if changed.owner != seen.owner else "process.set"
    with store.change(actor, act, because) as change:
        refuse_the_gone(change.organization, seen, changed)
        change.put(seen, changed)
    return changed


def refuse_taking_over(seen: Process, owner: PersonId | None, because: str = "") -> None:
    """Raise Refused where only a handoff gives a process another owner: once it is engineered and owned."""
    if owner != seen.owner and seen.is_engineered and seen.owner and not because:
        raise Refused(
            f"{seen.id} {seen.name} is {seen.stage}: its owner changes by a handoff. To move it all the same, say why: "
            f"workbench process set {seen.id} owner PERSON --because REASON."
        )


def move(
    store: Store,
    actor: Actor,
    seen: Process,
    under: ProcessId | None,
    behind: ProcessId | None = None,
    first: bool = False,
) -> Process:
    """The process under another, behind a sibling, or first or last of them; what is under it goes along."""
    if behind == seen.id:
        raise Refused(f"{seen.id} {seen.name} cannot stand behind itself.")
    with store.change(actor, "process.move") as change:
        moved = replace(seen, parent=under, rank=between(*change.organization.room(under, behind, first)))
        change.put(seen, moved)
    return moved


def delete(store: Store, actor: Actor, process: ProcessId, with_all: bool = False) -> list[ProcessId]:
    """Take a mistake off the chart: with all that is under it, or alone, its children moving up. Raises Refused."""
    with store.change(actor, "process.delete") as change:
        return remove(change, process, with_all)


def remove(change: Change, process: ProcessId, with_all: bool) -> list[ProcessId]:
    """Take a process off the chart as part of a larger change."""
    chart, processes = change.organization.full_chart, change.organization.processes
    gone = [below for below, _ in chart.walk(process)] if with_all else [process]
    for below in gone:
        change.remove(below)
    _let_flows_go(change, frozenset(gone))
    if not with_all:
        _move_up(change.put, chart, processes, process)
    return gone


def _let_flows_go(change: Change, gone: frozenset[ProcessId]) -> None:
    """Let inputs and outputs keep their names where the process they named has gone."""
    for process in change.organization.processes.values():
        if process.id not in gone and any(flow.process in gone for flow in (*process.inputs, *process.outputs)):
            change.put(
                process, replace(process, inputs=_free(process.inputs, gone), outputs=_free(process.outputs, gone))
            )


def _free(flows: tuple[Flow, ...], gone: frozenset[ProcessId]) -> tuple[Flow, ...]:
    return tuple(replace(flow, process=None) if flow.process in gone else flow for flow in flows)


def _move_up(put: Any, chart: Chart, processes: Mapping[ProcessId, Process], process: ProcessId) -> None:
    """Let the children stand where their parent stood."""
    siblings = chart.children(chart.parent(process))
    later = siblings[siblings.index(process) + 1 :]
    low, high = processes[process].rank, processes[later[0]].rank if later else None
    for child in chart.children(process):
        put(processes[child], replace(processes[child], parent=chart.parent(process), rank=low))
        low = between(low, high)


def retire(store: Store, actor: Actor, seen: Process, on: date) -> Process:
    """The process ended on a day; it stays in the history. Raises Refused while anything runs under it."""
    retired = replace(seen, retired=on)
    with store.change(actor, "process.retire") as change:
        change.put(seen, retired)
    return retired
