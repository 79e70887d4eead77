"""The bench: who is on the way to own or coach a process, how far, and what comes next."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workbench.domain.errors import Refused, SomebodyElses
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.domain.training import Level


class Seat(StrEnum):
    """What somebody is on the way to: to own a process, or to coach its performers."""

    OWN = "own"
    COACH = "coach"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody on the way to own or coach a process: at which level, the next step and by when, and who says so."""

    id: str
    person: str
    seat: Seat = Seat.OWN
    level: Level = Level.SEE
    next: str = ""
    until: date | None = None
    said_by: str = ""
    said: date | None = None


def in_words(candidate: Candidate) -> str:
    """How far somebody is: "do; next: leads two explanations, by 2026-07-15"."""
    until = f", by {candidate.until}" if candidate.until else ""
    return f"{candidate.level}; next: {candidate.next}{until}" if candidate.next else f"{candidate.level}{until}"


def ended(organization: Organization, process: Process, candidate: Candidate) -> str:
    """Why somebody on the bench is on the way no more: "owns it now", "has left"; "" while they are."""
    if organization.has_left(candidate.person):
        return "has left"
    if candidate.seat is Seat.OWN:
        return "owns it now" if process.owner == candidate.person else ""
    return "coaches it now" if process.coached_by == candidate.person else ""


def on_the_way(organization: Organization, process: Process) -> list[Candidate]:
    """Who is on the bench of a process and not there yet."""
    return [one for one in process.bench if not ended(organization, process, one)]


def refuse_strangers(organization: Organization, process: Process, person: str, who: str) -> None:
    """Raise Refused for whoever is neither on the bench themself nor the present owner or coach."""
    if who == person or any(organization.answers_for(who, one) for one in (process.owner, process.coach)):
        return
    present = dict.fromkeys(organization.name_of(one) for one in (person, process.owner, process.coach) if one)
    kept = f"The bench of {process.id} {process.name} is kept by the people concerned: {', '.join(present)}."
    raise SomebodyElses(kept, person)


def refuse_unfit(organization: Organization, process: Process, candidate: Candidate) -> None:
    """Raise Refused for a team, somebody who has left, or somebody who is on the way there already."""
    person = organization.people.get(candidate.person)
    if person and (person.team or person.left):
        why = "is a team; name each of its members" if person.team else "has left"
        raise Refused(f"{person.id} {person.name} {why}.")
    for other in process.bench:
        if other.id != candidate.id and (other.person, other.seat) == (candidate.person, candidate.seat):
            name = organization.name_of(candidate.person)
            raise Refused(f"{name} is on the way to {candidate.seat} {process.id} already: {other.id}.")
