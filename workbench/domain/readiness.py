"""Whether a process is ready to be handed over: what is wanted for it, there or missing, and where it is mended."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from workbench.domain.checklist import Checklist
from workbench.domain.dates import Interval
from workbench.domain.document import Heading, latest
from workbench.domain.engineering import Gap, next_gate, next_open, passed, progress
from workbench.domain.errors import Refused, count
from workbench.domain.handoff import Handoff
from workbench.domain.ids import PersonId
from workbench.domain.organization import Organization
from workbench.domain.process import Gate, Process, Stage


def readiness(organization: Organization, checklist: Checklist, process: Process, today: date) -> list[Gap]:
    """What a new owner should find in a process, each there or missing; `place` and `part` are where it is mended.

    The places are those of the engineer's pane, and `form/FIELD` for what stands in the form of the process.
    """
    return [
        *_described(process),
        *_questions(checklist, process),
        *_designed(process),
        *_taught(organization, process, today),
        *_kept(process, today),
        *_gates(process),
    ]


def lacking(organization: Organization, checklist: Checklist, process: Process, today: date) -> list[Gap]:
    """What is missing for a handoff."""
    return [gap for gap in readiness(organization, checklist, process, today) if not gap.is_there]


def _gap(key: str, is_there: bool, there: str, missing: str, place: str, part: str = "") -> Gap:
    return Gap(key, is_there, there if is_there else missing, place, part)


def _described(process: Process) -> Iterator[Gap]:
    yield _gap("purpose", bool(process.purpose), "purpose is written", "no purpose is written", "form", "purpose")
    customers = count(len(process.customers), "customer")
    yield _gap("customers", bool(process.customers), customers, "no customer is named", "form", "customers")


def _questions(checklist: Checklist, process: Process) -> Iterator[Gap]:
    done, missed = progress(checklist, process), next_open(checklist, process)
    said = f"{done.settled} of {done.total} questions settled"
    yield _gap("answers", missed is None, said, said, "answers", missed.id if missed else "")


def _designed(process: Process) -> Iterator[Gap]:
    yield _gap("steps", bool(process.steps), count(len(process.steps), "step"), "no step is drawn", "steps")
    without = [heading for heading in Heading if all(one.heading is not heading for one in process.practices)]
    there = f"{count(len(process.practices), 'best practice')} under all three headings"
    missing = f"no best practice to {', '.join(without)}"
    yield _gap("practices", not without, there, missing, "practices", without[0] if without else "")
    risks = f"{count(len(process.risks), 'thing')} that can go wrong"
    yield _gap("risks", bool(process.risks), risks, "nothing is said of what can go wrong", "risks")
    version = latest(process.versions)
    said = f"document {version.id}, {version.on or 'without a day'}" if version else ""
    yield _gap("document", version is not None, said, "no document is published", "document")


def _taught(organization: Organization, process: Process, today: date) -> Iterator[Gap]:
    who = sorted(process.performers)
    yet = [one for one in who if not all(item.is_held_by(one, today) for item in process.training)]
    is_there = bool(process.training and who) and not yet
    said = f"training: {len(who) - len(yet)} of {count(len(who), 'performer')}"
    named = f"{said}; {', '.join(map(organization.name_of, yet))} to go" if yet and process.training else said
    missing = named if process.training and who else "no training is put in place"
    yield _gap("training", is_there, said, missing, "training", yet[0] if yet and process.training else "")


def _kept(process: Process, today: date) -> Iterator[Gap]:
    measures = count(len(process.measures), "measure")
    yield _gap("measures", bool(process.measures), measures, "no measure is set", "measures")
    every = f"reviewed every {Interval.read(process.review_interval).in_words()}" if process.review_interval else ""
    first = f", next {process.next_review}" if process.next_review else ""
    yield _gap("rhythm", bool(every), f"{every}{first}", "no review rhythm is set", "form", "review_interval")
    rights = bool(process.decision_rights)
    yield _gap(
        "rights", rights, "decision rights are written", "no decision rights are written", "form", "decision_rights"
    )


def _gates(process: Process) -> Iterator[Gap]:
    stage = next_gate(process)
    is_there = stage in (None, Stage.OWNED)
    missing = f"the gate {stage} is not passed yet"
    with_gaps = any(gate.because for gate in process.gates if gate.id != Stage.OWNED)
    there = f"designed, documented, trained{', in spite of gaps' if with_gaps else ''}"
    yield _gap("gates", is_there, there, missing, "gates", "" if is_there else str(stage))


def giver(organization: Organization, process: Process) -> PersonId | None:
    """From whom a process comes: its owner, or the engineer while nobody has taken it over in this round."""
    owner = None if organization.is_unowned(process) else process.owner
    if process.is_engineered and passed(process, Stage.OWNED) is None:
        return process.engineer or owner
    return process.owner or process.engineer


def taken_over(process: Process, handoff: Handoff, by: PersonId, on: date) -> Process:
    """The process after its handoff: where it was trained in this round, it passes its last gate and the round closes.

    Engineering that is not so far yet goes on; only the owner is another.
    """
    process = replace(process, named_owner="")
    if passed(process, Stage.TRAINED) is None or passed(process, Stage.OWNED) is not None:
        return process
    gate = Gate(id=Stage.OWNED, by=by, on=on, because=handoff.because, round=process.round)
    gates = (*(other for other in process.gates if other.id != Stage.OWNED), gate)
    closed = tuple(turn if turn.closed else replace(turn, closed=on) for turn in process.rounds)
    return replace(process, gates=gates, rounds=closed)


def given_back(process: Process, handoff: Handoff) -> Process:
    """The process whose accepted handoff was given back: the gate that it passed is open, and so is its round."""
    taken = next((turn for turn in reversed(handoff.trail) if turn.act == "accepted"), None)
    gate = passed(process, Stage.OWNED)
    if taken is None or gate is None or (gate.by, gate.on) != (taken.by, taken.on):
        return process
    rounds = tuple(replace(turn, closed=None) if turn.id == gate.round else turn for turn in process.rounds)
    return replace(process, gates=tuple(other for other in process.gates if other.id != Stage.OWNED), rounds=rounds)


def refuse_another_day(organization: Organization, handoff: Handoff, on: date) -> None:
    """Raise Refused where a process would change hands once more beside a day ahead on which it does already.

    So a process has one future owner: on that very day it may go to somebody else instead.
    """
    last = organization.taken_last(handoff.process)
    if last and last.since and last.since > on and last.since != handoff.effective:
        process = organization.processes[handoff.process]
        raise Refused(
            f"{organization.name_of(last.to) or 'Nobody'} takes {process.id} {process.name} over on {last.since} "
            f"({last.id}). Hand it over on that very day instead, or withdraw {last.id} first."
        )


def refuse_what_ended(organization: Organization, handoff: Handoff) -> None:
    """Raise Refused where the process was retired, or the new owner has left, since it was prepared."""
    process, to = organization.processes[handoff.process], organization.people.get(handoff.to or "")
    is_kept = handoff.id in organization.handoffs
    if process.retired:
        raise Refused(
            f"{process.id} {process.name} was retired on {process.retired}: there is nothing to take over."
            f"{f' Withdraw {handoff.id}.' if is_kept else ''}"
        )
    if to and to.left:
        raise Refused(
            f"{to.id} {to.name} has left and cannot take it over."
            f"{f' Withdraw {handoff.id} and offer it to somebody else.' if is_kept else ''}"
        )
