"""Answering the engineering checklist and shaping the parts of a process; each call is one change."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from workbench.domain.answers import Answer, AnswerState, NeedConflict
from workbench.domain.checklist import Question
from workbench.domain.dates import Interval, read_day
from workbench.domain.design import share_of
from workbench.domain.engineering import state_of
from workbench.domain.errors import BadInput, Refused, Unexplained, count
from workbench.domain.evidence import answer_to
from workbench.domain.ids import PersonId, ProcessId
from workbench.domain.means import Means
from workbench.domain.process import Process
from workbench.domain.rank import between
from workbench.domain.readings import Reading
from workbench.domain.records import cleaned_part
from workbench.domain.reviews import Review, begun
from workbench.domain.steps import END, Step, in_order
from workbench.services.figures import read_figure, refuse_unsaid_nothing
from workbench.services.investigating import refuse_strange_source
from workbench.services.parts import CHECK, MEASURE, STEP, Kind, new_id, part_of, read_fields, step_at
from workbench.store.lines import Actor
from workbench.store.store import Store

ANSWER_FIELDS = ("figure", "text", "basis", "evidence", "horizon", "checked")
MOST_PARTS = 500


def read_answer(question: Question, texts: Mapping[str, str], today: date) -> dict[str, Any]:
    """The values that texts mean for the fields of an answer; `today` is when they are told.

    Raises BadInput beside the field.
    """
    values: dict[str, Any] = {}
    for field, text in texts.items():
        if field not in ANSWER_FIELDS:
            raise BadInput(f"An answer has no field “{field}”. It has: {', '.join(ANSWER_FIELDS)}.")
        try:
            values[field] = _read(question, field, text, today)
        except BadInput as error:
            raise BadInput(f"{field.capitalize()}: {error}") from None
    return values


def _read(question: Question, field: str, text: str, today: date) -> Any:
    bare = text.strip()
    match field:
        case "checked":
            return read_day(bare, today, is_past=True) if bare else None
        case "horizon":
            return str(Interval.read(bare)) if bare else ""
        case "figure":
            return read_figure(question, bare) if bare else ""
        case _:
            return text


def answer(
    store: Store, actor: Actor, seen: Process, question: Question, texts: Mapping[str, str], settled: bool = True
) -> Process:
    """The process with a question answered as the texts say; fields not named stay. Raises BadInput, Refused.

    What says nothing is open, and so is what is not `settled` yet; a question that was parked is so no more.
    """
    was = answer_to(seen, question.id)
    given: Answer = cleaned_part(replace(was, **read_answer(question, texts, store.today)))
    refuse_unsaid_nothing(question, given)
    says = bool(given.text or given.figure)
    state = AnswerState.ANSWERED if settled and says else AnswerState.OPEN
    return _put(store, actor, seen, replace(given, state=state, because="", who=None, until=None), "answer.set")


def park(
    store: Store, actor: Actor, seen: Process, question: Question, who: PersonId, until: date | None = None
) -> Process:
    """The process with a question parked: somebody finds out, by a day. Raises Refused."""
    person = store.organization.people.get(who)
    if until and until < store.today:
        raise Refused(f"{until} is past. Name a day that is still to come: fri, +2w.")
    if person and person.left:
        raise Refused(f"{person.id} {person.name} has left and cannot find it out.")
    was = answer_to(seen, question.id)
    parked = replace(was, state=AnswerState.PARKED, who=who, until=until, because="")
    return _put(store, actor, seen, parked, "answer.park")


def set_aside(store: Store, actor: Actor, seen: Process, question: Question, because: str) -> Process:
    """The process with a question that does not apply to it, and why. Raises Refused without a reason."""
    was = answer_to(seen, question.id)
    aside = replace(was, state=AnswerState.NOT_APPLICABLE, because=because, who=None, until=None)
    aside = cleaned_part(aside)
    if not aside.because:
        raise Unexplained(f"Say why “{question.label}” does not apply: the reason stays visible.")
    return _put(store, actor, seen, aside, "answer.set-aside")


def open_again(store: Store, actor: Actor, seen: Process, question: Question) -> Process:
    """The process with a question open again; what was written stays."""
    was = answer_to(seen, question.id)
    opened = replace(was, state=AnswerState.OPEN, because="", who=None, until=None)
    return _put(store, actor, seen, opened, "answer.open")


def confirm(store: Store, actor: Actor, seen: Process, question: Question, on: date) -> Process:
    """The process with an answer that a customer confirmed on a day. Raises Refused where there is none to confirm."""
    if not question.belief:
        raise Refused(f"“{question.label}” is no belief about a customer: nobody needs to ask one.")
    if state_of(seen, question) is not AnswerState.ANSWERED:
        raise Refused(f"“{question.label}” has no answer yet that a customer could confirm.")
    return _put(store, actor, seen, replace(answer_to(seen, question.id), checked=on), "answer.confirm")


def _put(store: Store, actor: Actor, seen: Process, given: Answer, act: str) -> Process:
    others = tuple(other for other in seen.answers if other.id != given.id)
    is_blank = given == Answer(id=given.id)
    changed = replace(seen, answers=others if is_blank else (*others, given))
    with store.change(actor, act) as change:
        change.put(seen, changed)
    return changed


@dataclass(frozen=True, slots=True)
class Added:
    """A process with a part that is new in it."""

    process: Process
    part: Any


def add_part(
    store: Store,
    actor: Actor,
    process: ProcessId,
    kind: Kind,
    texts: Mapping[str, str],
    behind: str = "",
    first: bool = False,
) -> Added:
    """A new part of a process; a step stands behind another, first, or last. Raises BadInput, Refused."""
    with store.change(actor, f"{kind.field}.add") as change:
        seen = change.organization.processes[process]
        parts: Sequence[Any] = getattr(seen, kind.field)
        if len(parts) >= MOST_PARTS:
            raise Refused(f"{seen.id} {seen.name} has {MOST_PARTS} parts of this kind; more nobody can follow.")
        values = read_fields(change.organization, kind, texts, store.today)
        if kind is STEP:
            values["rank"] = between(*_room(seen.steps, step_at(seen, behind), first))
        reviewed = (one.check for one in store.dated.of(Review, seen.id)) if kind is CHECK else ()
        part = _led(seen, cleaned_part(kind.made(id=new_id(seen, kind, reviewed), **values)))
        changed = begun(_holding(seen, kind, (*parts, part)), seen, store.today)
        _refuse_bad_ways(changed, part)
        _refuse_strange_needs(changed, part)
        _refuse_uncounted(part, values)
        refuse_strange_source(store, seen, values.get("source", ""))
        change.put(seen, changed)
    return Added(changed, part)


def set_part(store: Store, actor: Actor, seen: Process, kind: Kind, part: str, texts: Mapping[str, str]) -> Process:
    """The process with some fields of a part changed from what was seen. Raises BadInput, Refused, ChangedElsewhere."""
    was = part_of(seen, kind, part)
    values = read_fields(store.organization, kind, texts, store.today)
    revised = _led(seen, cleaned_part(replace(was, **values)))
    changed = begun(_with(seen, kind, revised), seen, store.today)
    _refuse_bad_ways(changed, revised)
    _refuse_strange_needs(changed, revised)
    _refuse_uncounted(revised, values)
    refuse_strange_source(store, seen, values.get("source", ""))
    with store.change(actor, f"{kind.field}.set") as change:
        change.put(seen, changed)
    return changed


def delete_part(store: Store, actor: Actor, seen: Process, kind: Kind, part: str) -> Process:
    """The process without a part; the ways that led to a step that goes, go with it. Raises Refused."""
    gone = part_of(seen, kind, part)
    if kind is MEASURE and (read := len(store.dated.newest_ids(Reading, seen.id, measure=gone.id))):
        raise Refused(
            f"{gone.id} has {count(read, 'reading')}, which would lose what they are of. Empty its period instead: "
            "it waits no more, and they stay."
        )
    parts: Sequence[Any] = getattr(seen, kind.field)
    changed = _holding(seen, kind, tuple(other for other in parts if other.id != gone.id))
    if kind is STEP:
        steps = (replace(step, ways=tuple(way for way in step.ways if way.to != gone.id)) for step in changed.steps)
        changed = replace(changed, steps=tuple(steps))
    with store.change(actor, f"{kind.field}.delete") as change:
        change.put(seen, changed)
    return changed


def move_step(store: Store, actor: Actor, seen: Process, step: str, behind: str = "", first: bool = False) -> Process:
    """The process with a step moved behind another, first, or last."""
    moved = part_of(seen, STEP, step)
    behind = step_at(seen, behind)
    if behind.upper() == moved.id:
        raise Refused(f"{moved.id} {moved.name} cannot stand behind itself.")
    others = [other for other in seen.steps if other.id != moved.id]
    changed = _with(seen, STEP, replace(moved, rank=between(*_room(others, behind, first))))
    with store.change(actor, "steps.move") as change:
        change.put(seen, changed)
    return changed


def _with(seen: Process, kind: Kind, part: Any) -> Process:
    parts: Sequence[Any] = getattr(seen, kind.field)
    return _holding(seen, kind, tuple(part if other.id == part.id else other for other in parts))


def _holding(seen: Process, kind: Kind, parts: Sequence[Any]) -> Process:
    fields: dict[str, Any] = {kind.field: parts}
    return replace(seen, **fields)


def _room(steps: Sequence[Step], behind: str, first: bool) -> tuple[str, str | None]:
    """The ranks between which a step finds room: behind another, first, or last. Raises Refused."""
    ordered = in_order(steps)
    ids = [step.id for step in ordered]
    if behind and behind.upper() not in ids:
        raise Refused(f"There is no step {behind} to stand behind. There are: {', '.join(ids) or 'none yet'}.")
    place = 0 if first else ids.index(behind.upper()) + 1 if behind else len(ordered)
    low = ordered[place - 1].rank if place else ""
    return low, next((step.rank for step in ordered[place:] if step.rank > low), None)


def _led(process: Process, part: Any) -> Any:
    """A step whose ways lead to ids, also where they were written by places."""
    if not isinstance(part, Step):
        return part
    return replace(part, ways=tuple(replace(way, to=step_at(process, way.to)) for way in part.ways))


def _refuse_strange_needs(process: Process, part: Any) -> None:
    """Raise Refused for a conflict between needs that there are not."""
    if isinstance(part, NeedConflict):
        known = [need.id for need in process.fit]
        if strange := sorted(part.between - {*known}):
            there = f"There are: {', '.join(known)}." if known else "No need is listed yet: list them first."
            raise Refused(f"{part.name}: there is no need {', '.join(strange)}. {there}")


def _refuse_bad_ways(process: Process, part: Any) -> None:
    """Raise Refused for ways that lead to a step there is not, or that take more runs than there are."""
    if isinstance(part, Step):
        if sum(share_of(way) for way in part.ways) > 1:
            raise Refused(f"The ways on from {part.id} {part.name} take more than 100 of 100 runs.")
        known = {step.id for step in process.steps} | {END}
        for way in part.ways:
            if way.to not in known:
                raise Refused(f"{part.id} cannot lead to {way.to}: there is no such step.")


def _refuse_uncounted(part: Any, written: Collection[str]) -> None:
    """Raise Refused for people's hours that, as they are written now, come to nothing in a month."""
    if isinstance(part, Means) and part.uncounted and {"sort", "needed", "there", "allocated"}.intersection(written):
        raise Refused(part.uncounted)
