"""Reshaping the chart with several processes at once: moved, deleted, retired, given an owner, copied."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from workbench.domain.ids import PersonId, ProcessId
from workbench.domain.organization import Organization
from workbench.domain.outline import Outline, ProcessRow
from workbench.domain.process import Process
from workbench.domain.rank import run
from workbench.domain.rules import refuse_the_gone
from workbench.services.chart import refuse_taking_over, remove
from workbench.store.lines import Actor
from workbench.store.store import Store


def move(
    store: Store,
    actor: Actor,
    processes: Collection[ProcessId],
    under: ProcessId | None,
    behind: ProcessId | None = None,
    first: bool = False,
) -> list[ProcessId]:
    """Stand processes under another in the order they have: behind a sibling, first, or last of all."""
    with store.change(actor, "process.move") as change:
        organization = change.organization
        moved = organization.full_chart.topmost(processes)
        ranks = run(*organization.room(under, behind, first, moved), len(moved))
        for process, rank in zip(moved, ranks, strict=True):
            seen = organization.processes[process]
            change.put(seen, replace(seen, parent=under, rank=rank))
    return moved


def delete(store: Store, actor: Actor, processes: Collection[ProcessId]) -> list[ProcessId]:
    """Take mistakes off the chart, with all that is under them."""
    with store.change(actor, "process.delete") as change:
        gone: list[ProcessId] = []
        for process in change.organization.full_chart.topmost(processes):
            gone += remove(change, process, with_all=True)
    return gone


def retire(store: Store, actor: Actor, processes: Collection[ProcessId], on: date) -> int:
    """End processes, and say so on each; how many. Raises Refused while anything else runs under one."""
    with store.change(actor, "process.retire") as change:
        running = [p for p in sorted(processes) if not change.organization.processes[p].retired]
        for process in running:
            seen = change.organization.processes[process]
            change.put(seen, replace(seen, retired=on))
    return len(running)


def assign(store: Store, actor: Actor, processes: Collection[ProcessId], owner: PersonId | None) -> int:
    """Give processes an owner, or none; how many. Raises Refused for one that only a handoff moves."""
    with store.change(actor, "process.assign") as change:
        seen = [change.organization.processes[process] for process in sorted(processes)]
        for process in seen:
            refuse_taking_over(process, owner)
            owned = replace(process, owner=owner, named_owner="")
            refuse_the_gone(change.organization, process, owned)
            change.put(process, owned)
    return len(seen)


def plan_review(store: Store, actor: Actor, processes: Collection[ProcessId], on: date | None) -> int:
    """Set the day of the next review of processes; how many."""
    with store.change(actor, "process.set") as change:
        for process in sorted(processes):
            seen = change.organization.processes[process]
            change.put(seen, replace(seen, next_review=on))
    return len(processes)


def copied(organization: Organization, processes: Collection[ProcessId]) -> Outline:
    """The processes with all that is under them, as rows to be pasted; owners, codes and gates stay behind."""
    rows: list[ProcessRow] = []
    for top in organization.chart.topmost(processes):
        places: dict[ProcessId, int] = {}
        for process, depth in organization.chart.walk(top):
            seen = organization.processes[process]
            above = places[seen.parent] if depth and seen.parent else None
            places[process] = len(rows)
            rows.append(_row(organization, seen, len(rows) + 1, above))
    return Outline(processes=tuple(rows))


def _row(organization: Organization, process: Process, line: int, above: int | None) -> ProcessRow:
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
