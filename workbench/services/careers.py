"""Whether a branch of the chart is a place of careers or of jobs: the statements, and what its people say together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from workbench.domain.assessments import Mark, Survey
from workbench.domain.errors import BadInput, Refused
from workbench.domain.ids import PersonId
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.store import reference
from workbench.store.lines import Actor
from workbench.store.store import Store

LOWEST_MARK, HIGHEST_MARK = 1, 5
FEWEST = 3


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
    """A careers-or-jobs check of a branch, from 1 (jobs) to 5 (careers) for each statement.

    What is marked on one day stands in one check. Raises BadInput, and Refused where a mark would tell of one person.
    """
    _refuse_persons(store.organization, branch, voices)
    known = {statement.id for statement in statements()}
    if not (marks or voices) or marks.keys() - known:
        raise BadInput(f"The statements are {', '.join(sorted(known))}; mark them like meaning=4.")
    for name, value in marks.items():
        if not LOWEST_MARK <= value <= HIGHEST_MARK:
            raise BadInput(f"The mark for {name} goes from {LOWEST_MARK}, jobs, to {HIGHEST_MARK}, careers.")
    with store.dated.change(actor, "survey.add") as change:
        seen = next((one for one in surveys(store, branch) if one.on == on), None)
        begun = seen or Survey(id=change.new_id("J"), process=branch.id, on=on)
        values = {**{mark.id: mark.value for mark in begun.marks}, **marks}
        parts = tuple(Mark(id=name, value=value) for name, value in sorted(values.items()))
        made = replace(begun, marks=parts, voices=voices or begun.voices)
        change.put(seen, made)
    return made


def _refuse_persons(organization: Organization, branch: Process, voices: int | None) -> None:
    """Raise Refused where so few are asked that everybody knows who said what."""
    if voices is not None and voices < FEWEST:
        raise Refused(f"A check is of a branch, never of a person: ask at least {FEWEST} together.")
    if len(people_of(organization, branch)) >= FEWEST:
        return
    above = asked_of(organization, branch)
    instead = f"Ask in {above.id} {above.name} instead." if above else "Name those who perform it first."
    raise Refused(f"Fewer than {FEWEST} people work in {branch.id} {branch.name}: a mark would tell of one. {instead}")


def people_of(organization: Organization, branch: Process) -> set[PersonId]:
    """Those who own, coach or perform what runs in a branch; of a team its members."""
    found: set[PersonId] = set()
    for process, _ in organization.chart.walk(branch.id):
        one = organization.processes[process]
        found |= {*one.performers, one.owner or "", one.coached_by or ""}
    teams = [person for name in found if (person := organization.people.get(name)) and person.team]
    return found.union(*(team.members for team in teams)) - {team.id for team in teams} - {""}


def asked_of(organization: Organization, process: Process) -> Process | None:
    """The smallest branch around a process in which enough people work to be asked together; None where none is."""
    line = [organization.processes[one] for one in organization.full_chart.line(process.id)]
    return next((one for one in (process, *reversed(line)) if len(people_of(organization, one)) >= FEWEST), None)


def answered(one: Survey) -> str:
    """How many of the statements were marked: 7 of 7; a check of fewer is no measure of one of all."""
    return f"{len(one.marks)} of {len(statements())}"


def surveys(store: Store, branch: Process) -> list[Survey]:
    """The careers-or-jobs checks of a branch, oldest first."""
    return store.dated.of(Survey, branch.id)
