"""Passing the gates of engineering, and beginning another round; each call is one change."""

from dataclasses import replace
from datetime import date

from workbench.domain.drift import new_gaps
from workbench.domain.engineering import Gap, gaps, passed, refuse_early, refuse_unsaid_gaps, wanted
from workbench.domain.errors import Refused, Unexplained
from workbench.domain.organization import Organization
from workbench.domain.process import GATES, Gate, Process, Round, Stage
from workbench.domain.records import cleaned_part
from workbench.services.checklist import checklist
from workbench.store.lines import Actor
from workbench.store.store import Store


def pass_gate(store: Store, actor: Actor, seen: Process, stage: Stage, on: date, because: str = "") -> Process:
    """The process with a gate passed by whoever acts; with gaps only for a reason, which stays. Raises Refused."""
    refuse_early(seen, stage)
    if gate := passed(seen, stage):
        raise Refused(f"{seen.id} {seen.name} was {stage} on {gate.on} by {gate.by or 'somebody'} already.")
    asked = checklist(store.organization)
    lacking = gaps(asked, seen, stage, on)
    refuse_unsaid_gaps(seen, stage, lacking, because.strip())
    evidence = frozenset(gap.key for gap in wanted(asked, seen, stage, on) if gap.is_there)
    rounds = seen.rounds or (Round(id="R1", by=actor.by, on=on),)
    gate = cleaned_part(
        Gate(
            id=stage,
            by=actor.by,
            on=on,
            because=because if lacking else "",
            round=rounds[-1].id,
            evidence=evidence,
            gaps=frozenset(gap.key for gap in lacking),
        )
    )
    gates = tuple(other for other in seen.gates if other.id != stage)
    changed = replace(seen, rounds=rounds, gates=(*gates, gate))
    with store.change(actor, "gate.pass") as change:
        change.put(seen, changed)
    return changed


def since(organization: Organization, process: Process, stage: Stage, today: date) -> list[Gap]:
    """What a gate that was passed in this round would miss today and did not miss then."""
    gate = passed(process, stage)
    return new_gaps(checklist(organization), process, gate, today) if gate else []


def come_since(organization: Organization, process: Process, today: date) -> list[Gap]:
    """What any gate would miss today and did not miss when it was passed."""
    return [gap for stage in GATES[:-1] for gap in since(organization, process, stage, today)]


def reopen(store: Store, actor: Actor, seen: Process, on: date, because: str) -> Process:
    """The process in a new round of engineering, for a reason; stage and owner stay until its gates are passed.

    Raises Refused without a reason, or while a round is under way in which no gate has been passed.
    """
    if not because.strip():
        raise Unexplained("Engineering is done once. To begin again, say why: the reason stays visible.")
    if not seen.gates:
        raise Refused(f"{seen.id} {seen.name} has passed no gate yet: its first round is still to be done.")
    if seen.rounds and passed(seen, Stage.DESIGNED) is None:
        raise Refused(f"{seen.id} {seen.name} is in round {seen.round} already, and has passed no gate in it.")
    first = seen.rounds or (Round(id="R1", by=seen.engineer or ""),)
    number = max(int(turn.id[1:]) for turn in first if turn.id[1:].isdecimal()) + 1
    begun = cleaned_part(Round(id=f"R{number}", by=actor.by, on=on, because=because))
    closed = tuple(turn if turn.closed else replace(turn, closed=on) for turn in first)
    changed = replace(seen, rounds=(*closed, begun))
    with store.change(actor, "round.reopen") as change:
        change.put(seen, changed)
    return changed
