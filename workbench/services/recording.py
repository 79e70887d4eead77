"""Dated records about a process, written, answered, closed and mended; each call is one change."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from workbench.domain.dates import read_day
from workbench.domain.errors import Answered, BadInput, NotFound, Refused, Unmeasured, count
from workbench.domain.feedback import Feedback, Investigation
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.domain.readings import Indicator, Reading, read_actual
from workbench.domain.records import cleaned, cleaned_part
from workbench.domain.reviews import Review, outcome_of
from workbench.domain.text import first_line
from workbench.exchange.notes import Notes
from workbench.services.dated_kinds import DatedKind, kind_of, read_dated
from workbench.services.investigating import Matters, looked_into
from workbench.services.parts import MEASURE, part_of, read_minutes
from workbench.store.lines import Actor
from workbench.store.store import Store

MUST_SAY = {"F": "text", "I": "name", "B": "whose", "R": "actual"}
FAULTS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Noted:
    """A dated record that is new, the investigation it opened, and the newest reading beside it on the same day."""

    record: Any
    investigation: Investigation | None = None
    beside: Reading | None = None


def note(store: Store, actor: Actor, kind: DatedKind, process: Process, texts: Mapping[str, str], today: date) -> Noted:
    """A new dated record about a process; a complaint opens an investigation. Raises BadInput, Refused."""
    values = {"on": today, **read_dated(store.organization, kind, texts, today)}
    with store.dated.change(actor, f"{kind.word}.add") as change:
        made = kind.made(id=change.new_id(kind.letter), process=process.id, by=actor.by, **_with_needed(kind, values))
        record = _cleaned(kind, made)
        change.put(None, record)
        opened = looked_into(change, process, record, Matters(store))
    return Noted(record, opened)


def _with_needed(kind: DatedKind, values: dict[str, Any]) -> dict[str, Any]:
    needed = MUST_SAY.get(kind.letter, "on")
    return {needed: "", **values}


def _cleaned(kind: DatedKind, record: Any) -> Any:
    cleaned = cleaned_part(record)
    needed = MUST_SAY.get(kind.letter)
    if needed and not getattr(cleaned, needed):
        raise Refused(f"A {kind.word} needs its {needed}.")
    return cleaned


def set_record(store: Store, actor: Actor, seen: Any, texts: Mapping[str, str], today: date) -> Any:
    """The dated record with some fields changed from what was seen. Raises BadInput, Refused, ChangedElsewhere."""
    kind = kind_of(seen)
    values = read_dated(store.organization, kind, texts, today)
    if isinstance(seen, Reading) and "actual" in values:
        values["actual"] = _actual(store, seen, values["actual"])
    if isinstance(seen, Review) and "found" in values:
        values["outcome"] = outcome_of(values["found"])
    changed = _cleaned(kind, replace(seen, **values))
    with store.dated.change(actor, f"{kind.word}.set") as change:
        change.put(seen, changed)
    return changed


def _actual(store: Store, seen: Reading, text: str) -> str:
    process = store.organization.processes.get(seen.process)
    measures: Sequence[Indicator] = process.measures if process else ()
    known = next((one for one in measures if one.id == seen.measure), None)
    return str(read_actual(known or Indicator(id=seen.measure, name=seen.measure, target=seen.target), text))


def delete_record(store: Store, actor: Actor, record: str) -> Any:
    """Take a dated record out that was a mistake; it stays in the history. Raises NotFound."""
    gone = store.dated.get(record)
    with store.dated.change(actor, f"{_word(gone)}.delete") as change:
        change.remove(gone.id)
    return gone


def _word(record: Any) -> str:
    return str(type(record).__name__).lower()


# Readings


@dataclass(frozen=True, slots=True)
class Taken:
    """A reading as somebody wrote it, its day maybe in words; `line` is where it stood in a file, 0 for none."""

    process: str
    measure: str
    actual: str
    on: date | str | None = None
    by: str = ""
    note: str = ""
    line: int = 0


def measure_of(process: Process, text: str) -> Indicator:
    """The measure that is meant, by id, else by name; the only one where none is named. Raises NotFound, Refused."""
    if not text and len(process.measures) == 1:
        return process.measures[0]
    if not process.measures:
        raise Unmeasured(process.id, process.name)
    named = [one for one in process.measures if one.name.lower() == text.strip().lower()]
    found: Indicator = named[0] if len(named) == 1 else part_of(process, MEASURE, text)
    return found


def read_line(text: str, today: date) -> tuple[str, date | None]:
    """A reading as it is written in one line: the figure, and a day behind the last comma if one is named."""
    figure, _, last = text.rpartition(",")
    try:
        return (figure.strip(), read_day(last, today, is_past=True)) if figure.strip() else (text.strip(), None)
    except BadInput:
        return text.strip(), None


def take(store: Store, actor: Actor, taken: Taken, today: date, minutes: int | None = None) -> Noted:
    """A new reading of a measure; one that is out of range opens an investigation. Raises BadInput, Refused."""
    (reading,) = read_all(store, actor, [taken], today, minutes)
    newest = store.dated.latest(Reading, reading.process, "measure").get(reading.measure)
    beside = newest if newest and newest.on == reading.on else None
    return replace(keep_all(store, actor, [reading])[0], beside=beside)


def take_all(
    store: Store, actor: Actor, taken: Iterable[Taken], today: date, minutes: int | None = None
) -> list[Noted]:
    """New readings in one change, all or none. Raises BadInput, Refused, naming each line that is wrong."""
    return keep_all(store, actor, read_all(store, actor, taken, today, minutes))


def read_all(
    store: Store, actor: Actor, taken: Iterable[Taken], today: date, minutes: int | None = None
) -> list[Reading]:
    """The readings that are meant, without ids and not kept. Raises BadInput, Refused, naming each wrong line."""
    found: list[Reading] = []
    faults = Notes()
    for one in taken:
        try:
            found.append(_reading(store, actor, one, today, minutes))
        except (BadInput, Refused) as error:
            if not one.line:
                raise
            faults.add(one.line, str(error))
    if said := faults.said():
        more = len(said) - FAULTS_SHOWN
        rest = [f"… and {count(more, 'more fault')}."] if more > 0 else []
        raise BadInput("\n".join([*said[:FAULTS_SHOWN], *rest]))
    return found


def not_kept(store: Store, readings: Iterable[Reading]) -> list[Reading]:
    """Those that nobody has kept: of the same measure, day and figure, as many as there are already are left out."""
    kept: dict[str, Counter[tuple[str, date, str]]] = {}
    found: list[Reading] = []
    for one in readings:
        if one.process not in kept:
            kept[one.process] = Counter(map(_said_by, store.dated.of(Reading, one.process)))
        if kept[one.process][_said_by(one)]:
            kept[one.process][_said_by(one)] -= 1
        else:
            found.append(one)
    return found


def _said_by(reading: Reading) -> tuple[str, date, str]:
    return reading.measure, reading.on, reading.actual


def keep_all(store: Store, actor: Actor, readings: Iterable[Reading]) -> list[Noted]:
    """The readings kept in one change; those that are out of range open investigations."""
    noted: list[Noted] = []
    matters = Matters(store)
    with store.dated.change(actor, "reading.add") as change:
        for one in readings:
            reading = replace(one, id=change.new_id("R"))
            change.put(None, reading)
            process = change.organization.processes[reading.process]
            noted.append(Noted(reading, looked_into(change, process, reading, matters)))
    return noted


def _reading(store: Store, actor: Actor, taken: Taken, today: date, minutes: int | None) -> Reading:
    organization = store.organization
    process = organization.process_named(taken.process) if taken.line else organization.process(taken.process)
    measure = measure_of(process, taken.measure)
    on = (read_day(taken.on, today, is_past=True) if isinstance(taken.on, str) else taken.on) or today
    if on > today:
        raise BadInput(f"{on} is still to come.")
    return Reading(
        id="", process=process.id, measure=measure.id, on=on,
        actual=str(read_actual(measure, taken.actual)), target=measure.target, range=measure.range,
        by=organization.person(taken.by).id if taken.by else actor.by, note=cleaned("note", taken.note),
        minutes=minutes,
    )  # fmt: skip


def answer(
    store: Store,
    actor: Actor,
    seen: Feedback,
    reply: str,
    on: date,
    minutes: int | None = None,
    outcome: str | None = None,
    instead: bool = False,
) -> Feedback:
    """The feedback with the reply that its giver got, and what they made of it. Raises Refused without a reply.

    Another reply takes the place of the one that was noted only where that is said: raises Answered.
    """
    if seen.answered and not instead:
        raise Answered(f"{seen.id} was answered on {seen.answered} already: “{first_line(seen.reply)}”.")
    spent = (seen.minutes or 0) + minutes if minutes else seen.minutes
    made_of_it = seen.outcome if outcome is None else outcome
    given: Feedback = cleaned_part(replace(seen, reply=reply, answered=on, minutes=spent, outcome=made_of_it))
    if not given.reply:
        raise Refused("Say what the giver was told.")
    with store.dated.change(actor, "feedback.answer") as change:
        change.put(seen, given)
    return given


def of_kind(store: Store, kind: DatedKind, record: str) -> Any:
    """The dated record of this id and kind. Raises NotFound."""
    found = store.dated.get(record)
    if not isinstance(found, kind.made):
        raise NotFound(kind.word, record)
    return found


def read_spent(organization: Organization, text: str | None) -> int | None:
    """The minutes that an act took, None where nobody says. Raises BadInput."""
    return read_minutes(organization, text.strip()) if text else None
