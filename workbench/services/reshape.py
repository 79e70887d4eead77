"""Reshaping the chart with one process or several at once: moved, deleted, retired, given an owner, copied."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from workbench.domain.errors import Refused
from workbench.domain.ids import PersonId, ProcessId
from workbench.domain.organization import Organization
from workbench.domain.process import Flow, Process
from workbench.domain.rank import between, run
from workbench.services.chart import put_owned, refuse_taking_over
from workbench.store.lines import Actor
from workbench.store.store import Change, Store

if TYPE_CHECKING:
    from workbench.domain.outline import Outline, ProcessRow


def move(
    store: Store,
    actor: Actor,
    processes: Collection[ProcessId],
    under: ProcessId | None,
    behind: ProcessId | None = None,
    first: bool = False,
) -> list[ProcessId]:
    """Stand processes under another in the order they have: behind a sibling, first, or last of all. Raises Refused."""
    with store.change(actor, "process.move") as change:
        organization = change.organization
        meant = _standing(change, [*processes, *([behind] if behind else [])])
        if behind in processes:
            raise Refused(f"{behind} {meant[-1].name} cannot stand behind itself.")
        moved = organization.full_chart.topmost(processes)
        ranks = run(*organization.room(under, behind, first, moved), len(moved))
        for process, rank in zip(moved, ranks, strict=True):
            seen = organization.processes[process]
            change.put(seen, replace(seen, parent=under, rank=rank))
    return moved


def _standing(change: Change, processes: Collection[ProcessId]) -> list[Process]:
    """The processes as they stand now. Raises Refused for one that somebody has deleted."""
    known = change.organization.processes
    gone = [process for process in processes if process not in known]
    if gone:
        raise Refused(f"{', '.join(gone)}: not on the chart any more; somebody deleted it.")
    return [known[process] for process in processes]


def delete(store: Store, actor: Actor, processes: Collection[ProcessId]) -> list[ProcessId]:
    """Take mistakes off the chart, with all that is under them. Raises Refused."""
    with store.change(actor, "process.delete") as change:
        _standing(change, processes)
        chart = change.organization.full_chart
        gone = [below for process in chart.topmost(processes) for below, _ in chart.walk(process)]
        _remove(change, gone)
    return gone


def delete_alone(store: Store, actor: Actor, process: ProcessId) -> list[ProcessId]:
    """Take a mistake off the chart; what was under it moves up to where it stood. Raises Refused."""
    with store.change(actor, "process.delete") as change:
        _standing(change, [process])
        _remove(change, [process])
        _move_up(change, process)
    return [process]


def _remove(change: Change, gone: Collection[ProcessId]) -> None:
    """Take processes off, with their handoffs; inputs and outputs keep their names where the process has gone."""
    for process in gone:
        change.remove(process)
        for handoff in change.organization.handoffs_of(process):
            change.remove(handoff.id)
    for other in change.organization.processes.values():
        if other.id not in gone and any(flow.process in gone for flow in (*other.inputs, *other.outputs)):
            change.put(other, replace(other, inputs=_free(other.inputs, gone), outputs=_free(other.outputs, gone)))


def _free(flows: tuple[Flow, ...], gone: Collection[ProcessId]) -> tuple[Flow, ...]:
    return tuple(replace(flow, process=None) if flow.process in gone else flow for flow in flows)


def _move_up(change: Change, process: ProcessId) -> None:
    """Let the children stand where their parent stood."""
    chart, processes = change.organization.full_chart, change.organization.processes
    parent = chart.parent(process)
    siblings = chart.children(parent)
    later = siblings[siblings.index(process) + 1 :]
    low, high = processes[process].rank, processes[later[0]].rank if later else None
    for child in chart.children(process):
        change.put(processes[child], replace(processes[child], parent=parent, rank=low))
        low = between(low, high)


def retire(store: Store, actor: Actor, processes: Collection[ProcessId], on: date) -> int:
    """End processes, and say so on each; how many. Raises Refused while anything else runs under one."""
    with store.change(actor, "process.retire") as change:
        running = [seen for seen in _standing(change, sorted(processes)) if not seen.retired]
        for seen in running:
            change.put(seen, replace(seen, retired=on))
    return len(running)


def assign(
    store: Store, actor: Actor, processes: Collection[ProcessId], owner: PersonId | None, because: str = ""
) -> int:
    """Give processes an owner, or none; how many. Raises Unexplained where only a handoff moves one, or a reason."""
    with store.change(actor, "process.assign", because) as change:
        seen = _standing(change, sorted(processes))
        for process in seen:
            refuse_taking_over(change.organization, process, owner, because)
            put_owned(change, process, replace(process, owner=owner, named_owner=""), store.today, because)
    return len(seen)


def plan_review(store: Store, actor: Actor, processes: Collection[ProcessId], on: date | None) -> int:
    """Set the day of the next review of processes; how many."""
    with store.change(actor, "process.set") as change:
        for seen in _standing(change, sorted(processes)):
            change.put(seen, replace(seen, next_review=on))
    return len(processes)


def copied(organization: Organization, processes: Collection[ProcessId]) -> "Outline":
    """The processes with all that is under them, as rows to be pasted; owners, codes and gates stay behind."""
    from workbench.domain.outline import Outline

    rows: list[ProcessRow] = []
    for top in organization.chart.topmost(processes):
        places: dict[ProcessId, int] = {}
        for process, depth in organization.chart.walk(top):
            seen = organization.processes[process]
            above = places[seen.parent] if depth and seen.parent else None
            places[process] = len(rows)
            rows.append(_row(organization, seen, len(rows) + 1, above))
    return Outline(processes=tuple(rows))


def _row(organization: Organization, process: Process, line: int, above: int | None) -> "ProcessRow":
    from workbench.domain.outline import ProcessRow

    return ProcessRow(
        line=line,
        name=process.name,
        above=above,
        kind=process.kind or "",
        description=process.description,
        purpose=process.purpose,
        trigger=process.trigger,
        result=process.result,
        decision_rights=process.decision_rights,
        importance=process.importance,
        review_interval=process.review_interval,
        customers=tuple(organization.customers[c].name for c in sorted(process.customers)),
        tags=tuple(sorted(process.tags)),
    )
