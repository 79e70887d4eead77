"""Processes added to the chart and changed on it; each call is one change."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from workbench.domain.errors import Refused
from workbench.domain.ids import PersonId, ProcessId
from workbench.domain.process import Process
from workbench.domain.rank import between
from workbench.domain.records import revised
from workbench.domain.rules import refuse_the_gone
from workbench.store.lines import Actor
from workbench.store.store import Store


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
