"""What waits, of the chart and of the dated records, in one list; nothing is loaded that nobody keeps."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from workbench.domain.assessments import Survey, asked_next
from workbench.domain.dates import Interval
from workbench.domain.due import Due, due, folded
from workbench.domain.errors import count
from workbench.domain.feedback import Feedback, Investigation
from workbench.domain.ids import PersonId
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.domain.reviews import Review, made_of, next_due, of_chart
from workbench.store.lines import Actor
from workbench.store.store import Store

REPLY_WITHIN = "P1W"
READING_MINUTES, REPLY_MINUTES, INVESTIGATION_MINUTES, SURVEY_MINUTES, CHART_MINUTES = 2, 5, 15, 20, 30


def waiting(store: Store, today: date, within: int = 0, mine: PersonId | None = None) -> list[Due]:
    """Everything that needs a look until `within` days from today, the oldest first; `mine` keeps what one owes.

    A reply that somebody wants is owed from the first day on, whenever it was promised.
    """
    dated = store.dated
    reviews = {process: dated.of(Review, process) for process in dated.processes_with(Review) if process}
    last = Interval(within, "D").after(today)
    records = _from_records(store, today)
    besides = [one for one in records if one.on is None or one.on <= last or one.kind == "reply"]
    return due(store.organization, today, within, mine, reviews, besides, partial(_topic, store.organization))


def _topic(organization: Organization, question: str) -> str:
    """What a question of the checklist is about, in its own words; the name of one that is asked no more."""
    from workbench.services.checklist import checklist

    labels = (one.label for one in checklist(organization).questions if one.id == question)
    return next(labels, question.replace("-", " "))


def of_own_journal(store: Store, actor: Actor, today: date, within: int = 0) -> list[Due]:
    """What of one's own journal and coaching comes back; nobody is asked for a passphrase. Raises Locked."""
    from workbench.services import coaching, reconsidering, sharing

    if actor.acts_for:
        return []
    asked = (store, actor, today, within)
    with store.journals.keys.unasked():
        return reconsidering.waiting(*asked) + sharing.waiting(*asked) + coaching.waiting(*asked)


def in_short(found: Sequence[Due], mine: bool = False) -> str:
    """How much waits and about how long it takes, in a sentence."""
    whom = " for you" if mine else ""
    if not found:
        return f"Nothing waits{whom}."
    minutes = sum(item.minutes for item in found)
    verb = "waits" if len(found) == 1 else "wait"
    return f"{count(len(found), 'thing')} {verb}{whom}{f', about {minutes:,} min' if minutes else ''}."


def calendar(store: Store, today: date, within: int = 0, mine: PersonId | None = None) -> bytes:
    """What needs a look as a calendar; nothing of a journal, since others may read it there."""
    from workbench.exchange import ics

    found = folded(waiting(store, today, within, mine))
    return ics.write(found, store.id, store.organization.profile.name, today, store.clock())


def _from_records(store: Store, today: date) -> Iterator[Due]:
    for process in store.organization.running():
        if any(measure.every for measure in process.measures):
            yield from _readings(store, process, today)
    yield from _replies(store)
    yield from _investigations(store)
    yield from _surveys(store)
    yield from _chart(store)


def _readings(store: Store, process: Process, today: date) -> Iterator[Due]:
    from workbench.domain.readings import Reading, next_reading

    latest = store.dated.latest(Reading, process.id, "measure")
    for measure in process.measures:
        last = latest.get(measure.id)
        if day := next_reading(measure, [last] if last else [], today):
            whose = measure.who or process.owner
            what = f"read: {measure.name}"
            yield Due(what, process.id, process.name, day, whose, "reading", measure.id, READING_MINUTES)


def _replies(store: Store) -> Iterator[Due]:
    for said in store.dated.all(Feedback):
        process = _running(store, said.process)
        if said.waits and process:
            day = said.reply_by or Interval.read(REPLY_WITHIN).after(said.on)
            what = f"reply: {said.about or said.text.partition(chr(10))[0][:40]}"
            yield Due(what, process.id, process.name, day, process.owner, "reply", said.id, REPLY_MINUTES)


def _investigations(store: Store) -> Iterator[Due]:
    for one in store.dated.all(Investigation):
        process = _running(store, one.process)
        if one.closed is None and process:
            what, day, whose = f"look into: {one.name}", one.until or one.on, one.who or process.owner
            yield Due(what, process.id, process.name, day, whose, "investigation", one.id, INVESTIGATION_MINUTES)


def _surveys(store: Store) -> Iterator[Due]:
    """The careers-or-jobs check of each branch that was asked before."""
    for branch in store.dated.processes_with(Survey):
        process = _running(store, branch)
        if process and (day := asked_next(store.dated.of(Survey, branch))):
            what = "ask: careers or jobs?"
            yield Due(what, process.id, process.name, day, process.owner, "survey", "", SURVEY_MINUTES)


def _chart(store: Store) -> Iterator[Due]:
    """The review of the chart, once it was made for the first time."""
    profile = store.organization.profile
    made = made_of(store.dated.of(Review, ""), "")
    day = next_due(of_chart(profile.chart_review_interval), made) if made else None
    if day:
        yield Due("review the chart", profile.id, profile.name, day, None, "review", "", CHART_MINUTES)


def _running(store: Store, process: str) -> Process | None:
    found = store.organization.processes.get(process)
    return found if found and not found.retired else None
