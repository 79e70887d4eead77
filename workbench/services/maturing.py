"""How mature processes are, as judged and as their records show; and whether a branch is one of careers or of jobs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from workbench.domain.assessments import Assessment, Judged, Mark, Survey
from workbench.domain.errors import BadInput
from workbench.domain.facts import Facts, Point, iso, shown
from workbench.domain.feedback import Benchmark, Investigation
from workbench.domain.maturity import HIGHEST, Element, Enabler, Maturity, Model, judged_last, maturity
from workbench.domain.process import Process
from workbench.domain.readings import Reading
from workbench.domain.records import cleaned_part
from workbench.domain.reviews import Review, made_of
from workbench.services.oversight import function_row
from workbench.store import reference
from workbench.store.lines import Actor
from workbench.store.store import Store

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


def of_enterprise(store: Store) -> Maturity | None:
    """Where the enterprise stands; None while nobody has judged all of its elements."""
    judged = judged_last(store.dated.of(Assessment, WHOLE))
    known = {element.id for enabler in model().enterprise for element in enabler.elements}
    return maturity(model().enterprise, {}, judged) if known <= judged.keys() else None


def of_process(store: Store, process: Process, today: date, cap: int | None = None) -> Maturity:
    """Where a process stands, by its records and what was judged; `cap` is the level of the enterprise."""
    judged = judged_last(store.dated.of(Assessment, process.id))
    return maturity(model().process, shown(facts(store, process, today)), judged, cap)


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
) -> Assessment:
    """Elements of a process, or of the enterprise, judged to have these levels. Raises BadInput, NotFound."""
    if not levels:
        raise BadInput("Say which element has which level: purpose=2.")
    meant = {model().element(text, process is None).id: level for text, level in levels.items()}
    for element, level in meant.items():
        if not 0 <= level <= HIGHEST:
            raise BadInput(f"The level of {element} goes from 0 to {HIGHEST}.")
    with store.dated.change(actor, "maturity.judge") as change:
        judged = tuple(Judged(id=element, level=level, note=note) for element, level in sorted(meant.items()))
        assessment: Assessment = cleaned_part(
            Assessment(
                id=change.new_id("A"),
                on=on,
                process=process.id if process else WHOLE,
                judged=judged,
                by=actor.by,
                minutes=minutes,
            )
        )
        change.put(None, assessment)
    return assessment


# Careers or jobs


@dataclass(frozen=True, slots=True)
class Statement:
    """One pair of statements: what is said where people have jobs, and where they have careers."""

    id: str
    jobs: str
    careers: str


@cache
def statements() -> Sequence[Statement]:
    """The pairs that ship with the workbench."""
    return [Statement(one["id"], one["jobs"], one["careers"]) for one in reference.content("maturity")["careers"]]


def survey(
    store: Store, actor: Actor, branch: Process, marks: Mapping[str, int], on: date, voices: int | None = None
) -> Survey:
    """A careers-or-jobs check of a branch, from 1 (jobs) to 5 (careers) for each statement. Raises BadInput."""
    known = {statement.id for statement in statements()}
    if not marks or marks.keys() - known:
        raise BadInput(f"The statements are {', '.join(sorted(known))}; mark them like meaning=4.")
    for name, value in marks.items():
        if not 1 <= value <= 5:
            raise BadInput(f"The mark for {name} goes from 1, jobs, to 5, careers.")
    with store.dated.change(actor, "survey.add") as change:
        parts = tuple(Mark(id=name, value=value) for name, value in sorted(marks.items()))
        made = Survey(id=change.new_id("J"), process=branch.id, on=on, marks=parts, voices=voices)
        change.put(None, made)
    return made


def surveys(store: Store, branch: Process) -> list[Survey]:
    """The careers-or-jobs checks of a branch, oldest first."""
    return store.dated.of(Survey, branch.id)
