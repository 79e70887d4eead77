"""Processes added to the chart and changed on it; each call is one change."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from workbench.domain.errors import Refused, Unexplained
from workbench.domain.ids import PersonId, ProcessId
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.domain.rank import between
from workbench.domain.records import revised
from workbench.domain.reviews import begun
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
        if process.review_interval:
            process = begun(process, None, store.today)
        refuse_the_gone(change.organization, blank, process)
        change.put(None, process)
    return process


def set_fields(store: Store, actor: Actor, seen: Process, fields: Mapping[str, Any], because: str = "") -> Process:
    """The process with some fields changed from what the person saw. Raises Refused, ChangedElsewhere.

    An engineered process changes its owner by a handoff; otherwise only with a reason.
    """
    changed = revised(seen, **fields)
    if changed.review_interval:
        changed = begun(changed, seen, store.today)
    moves = changed.owner != seen.owner
    if moves:
        changed = replace(changed, named_owner="")
    with store.change(actor, "process.assign" if moves else "process.set", because) as change:
        refuse_taking_over(change.organization, seen, changed.owner, because)
        put_owned(change, seen, changed, store.today, because)
    return changed


def put_owned(change: Change, seen: Process, changed: Process, on: date, because: str) -> None:
    """Let a process stand as it was changed; the owner of one that has changed hands is named. Raises Refused."""
    refuse_the_gone(change.organization, seen, changed)
    if changed.owner != seen.owner and change.organization.has_changed_hands(seen.id):
        _assign(change, seen, changed.owner, on, because)
        changed = replace(changed, owner=seen.owner)
    change.put(seen, changed)


def refuse_taking_over(organization: Organization, seen: Process, owner: PersonId | None, because: str = "") -> None:
    """Raise Refused where only a handoff gives a process another owner: once it is engineered, or was handed over."""
    if owner == seen.owner:
        return
    is_handed_over = organization.has_changed_hands(seen.id)
    if ((seen.is_engineered and seen.owner) or is_handed_over) and not because:
        why = "was handed over" if is_handed_over else f"is {seen.stage}"
        raise Unexplained(
            f"{seen.id} {seen.name} {why}: its owner changes by a handoff. To move it all the same, say why."
        )
    if under_way := organization.handoff_under_way(seen.id):
        raise Refused(
            f"{seen.id} {seen.name} is being handed over to {organization.name_of(under_way.to)}: "
            f"withdraw {under_way.id} first."
        )


def _assign(change: Change, seen: Process, owner: PersonId | None, on: date, because: str) -> None:
    """Name another owner of a process that somebody took over; from now on it is theirs, for a reason."""
    from workbench.services.handing_over import assign

    now = change.organization.processes[seen.id].owner
    if now != seen.owner:
        name = change.organization.name_of(now) or "Nobody"
        raise Refused(f"{seen.id} {seen.name} has changed hands meanwhile: {name} answers for it now.")
    assign(change, seen, owner, on, because)
