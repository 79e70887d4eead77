"""How mature processes are, as judged and as their records show."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, Protocol, TypeVar

from workbench.domain.assessments import Assessment, Held, Judged, Truth
from workbench.domain.dates import Interval, end_of
from workbench.domain.errors import BadInput
from workbench.domain.facts import Facts, Point, iso, shown
from workbench.domain.feedback import Benchmark, Feedback, Investigation
from workbench.domain.functions import Known, row_of
from workbench.domain.maturity import (
    HIGHEST,
    Element,
    Enabler,
    Maturity,
    Model,
    maturity,
    statement_id,
    told_last,
)
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.domain.readings import Reading
from workbench.domain.records import cleaned_part
from workbench.domain.reviews import Review, made_of
from workbench.services.oversight import function_row
from workbench.store import reference
from workbench.store.lines import Actor
from workbench.store.store import Store


class Dated(Protocol):
    """A record of a day."""

    @property
    def on(self) -> date:
        """The day."""
        ...


Value = TypeVar("Value", bound=Dated)

ENTERPRISE = "enterprise"
WHOLE = ""


@cache
def model() -> Model:
    """The model that ships with the workbench."""
    content = reference.content("maturity")
    return Model(content["levels"], _enablers(content["process"]), _enablers(content["enterprise"]))


def _enablers(content: Sequence[Any]) -> list[Enabler]:
    return [
        Enabler(one["id"], one["title"], [Element(e["id"], e["title"], e["levels"]) for e in one["elements"]])
        for one in content
    ]


def facts(store: Store, process: Process, today: date) -> Facts:
    """All that the records know of a process."""
    dated = store.dated
    return Facts(
        store.organization,
        process,
        function_row(store, process, today),
        dated.latest(Reading, process.id, "measure") if process.measures else {},
        made_of(dated.of(Review, process.id), ""),
        dated.of(Investigation, process.id),
        dated.of(Benchmark, process.id),
        today,
    )


def facts_of_then(store: Store, organization: Organization, process: Process, day: date) -> Facts:
    """All that the records knew of a process at the end of an earlier day; `organization` is that of the day."""

    def known(kind: type[Value]) -> list[Value]:
        return [one for one in store.dated.of(kind, process.id) if one.on <= day]

    lasting = Interval.read(organization.profile.belief_interval)
    return Facts(
        organization,
        process,
        row_of(process, Known(known(Feedback), known(Benchmark)), lasting, day),
        {one.measure: one for one in known(Reading)},
        made_of(known(Review), ""),
        [replace(one, closed=None) if one.closed and one.closed > day else one for one in known(Investigation)],
        known(Benchmark),
        day,
    )


def of_enterprise(store: Store) -> Maturity | None:
    """Where the enterprise stands; None while nobody has judged all of its elements."""
    whole = enterprise(store)
    return whole if all(one.judged for enabler in whole.enablers for one in enabler.elements) else None


def enterprise(store: Store) -> Maturity:
    """The capabilities of the enterprise as far as they have been judged."""
    return maturity(model().enterprise, {}, told_last(store.dated.of(Assessment, WHOLE)))


def of_process(store: Store, process: Process, today: date, cap: int | None = None) -> Maturity:
    """Where a process stands, by its records and what was judged; `cap` is the level of the enterprise."""
    told = told_last(store.dated.of(Assessment, process.id))
    return maturity(model().process, shown(facts(store, process, today)), told, cap)


def past(store: Store, process: Process, today: date, last: int = 6) -> list[tuple[date, int]]:
    """The level that a process had at the end of each day on which it was judged, the earliest first."""
    assessments = [one for one in store.dated.of(Assessment, process.id) if one.on < today]
    return [
        (day, level)
        for day in sorted({one.on for one in assessments})[-last:]
        if (level := _level_then(store, process, assessments, day)) is not None
    ]


def _level_then(store: Store, process: Process, assessments: Sequence[Assessment], day: date) -> int | None:
    organization = store.organization_at(end_of(day))
    was = organization.processes.get(process.id)
    if was is None:
        return None
    told = told_last(one for one in assessments if one.on <= day)
    return maturity(model().process, shown(facts_of_then(store, organization, was, day)), told).level


def cap_of(store: Store) -> int | None:
    """The level of the enterprise, which no process passes; None while nobody has judged it."""
    whole = of_enterprise(store)
    return whole.level if whole else None


def points(store: Store, process: Process, today: date) -> list[Point]:
    """How far the record of a process answers ISO 9001, 4.4.1."""
    return iso(facts(store, process, today))


@cache
def iso_titles() -> Mapping[str, str]:
    """What each point of ISO 9001, 4.4.1 asks for, in our words."""
    return {point["id"]: point["title"] for point in reference.content("maturity")["iso"]}


def judge(
    store: Store,
    actor: Actor,
    process: Process | None,
    levels: Mapping[str, int],
    on: date,
    note: str = "",
    minutes: int | None = None,
    truths: Mapping[tuple[str, int], Truth] | None = None,
) -> Assessment:
    """Elements of a process, or of the enterprise, judged to have these levels, and statements to hold so far.

    What one person judges of it on one day stands in one assessment. Raises BadInput, NotFound.
    """
    if not levels and not truths:
        raise BadInput("Say which element has which level: purpose=2.")
    judged = [Judged(id=element, level=level, note=note) for element, level in _meant(process, levels)]
    held = [
        Held(id=statement_id(_element(process, text), level), truth=truth, note=note)
        for (text, level), truth in (truths or {}).items()
    ]
    with store.dated.change(actor, "maturity.judge") as change:
        seen = _of_the_day(store, actor, process, on)
        about = process.id if process else WHOLE
        begun = seen or Assessment(id=change.new_id("A"), on=on, process=about, by=actor.by)
        made: Assessment = cleaned_part(_extended(begun, judged, held, minutes))
        change.put(seen, made)
    return made


def _element(process: Process | None, text: str) -> str:
    return model().element(text, process is None).id


def _meant(process: Process | None, levels: Mapping[str, int]) -> list[tuple[str, int]]:
    meant = sorted((_element(process, text), level) for text, level in levels.items())
    for element, level in meant:
        if not 0 <= level <= HIGHEST:
            raise BadInput(f"The level of {element} goes from 0 to {HIGHEST}.")
    return meant


def _of_the_day(store: Store, actor: Actor, process: Process | None, on: date) -> Assessment | None:
    """What the same person has judged of it on that day, if anything."""
    past = store.dated.of(Assessment, process.id if process else WHOLE)
    return next((one for one in reversed(past) if one.on == on and one.by == actor.by), None)


def _extended(begun: Assessment, judged: Sequence[Judged], held: Sequence[Held], minutes: int | None) -> Assessment:
    """The assessment with more judged; judging an element says all of its statements anew."""
    elements = {one.id for one in judged}
    still = [one for one in begun.held if one.id.rpartition("-")[0] not in elements]
    return replace(
        begun,
        judged=tuple({one.id: one for one in (*begun.judged, *judged)}.values()),
        held=tuple({one.id: one for one in (*still, *held)}.values()),
        minutes=(begun.minutes or 0) + minutes if minutes else begun.minutes,
    )
