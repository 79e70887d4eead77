"""How deep a process stands: what only one person can do or teach."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from workbench.domain.check import Finding
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.domain.training import Level, TrainingItem


@dataclass(frozen=True, slots=True)
class Alone:
    """What one person alone does, did or teaches: an item of training, or the whole process where it has none."""

    person: str
    verb: str
    item: TrainingItem | None = None


def one_deep(organization: Organization, process: Process, today: date) -> list[Alone]:
    """What of a process hangs on one person; what nobody can do yet, or what others under it do, is no such thing."""
    return list(_one_deep(organization, process, today))


def _one_deep(organization: Organization, process: Process, today: date) -> Iterator[Alone]:
    for item in process.training:
        able = [one for one in item.learners if _is_here(organization, one.id) and item.is_held_by(one.id, today)]
        teach = [one for one in able if one.level is Level.TEACH]
        if len(able) == 1:
            yield Alone(able[0].id, "does", item)
        elif len(teach) == 1:
            yield Alone(teach[0].id, "teaches", item)
        over = [one for one in item.learners if _is_here(organization, one.id) and one.is_able]
        if not able and len(over) == 1:
            yield Alone(over[0].id, "did", item)
    if not process.training and not organization.chart.children(process.id):
        performers = _performers(organization, process)
        if len(performers) == 1:
            yield Alone(min(performers), "performs")


def _performers(organization: Organization, process: Process) -> set[str]:
    """Whoever performs it and is here, the members of a team one by one."""
    named = {person for person in process.performers if person in organization.people}
    members = {member for person in named for member in organization.people[person].members}
    return {person for person in named | members if _is_here(organization, person)}


def _is_here(organization: Organization, person: str) -> bool:
    known = organization.people.get(person)
    return known is not None and not known.team and known.left is None


def in_words(organization: Organization, alone: Alone) -> str:
    """What hangs on one person: "only Yui Tanaka teaches T1 Load the washer"."""
    what = f"{alone.item.id} {alone.item.name}" if alone.item else "it"
    over = ", and is to renew it" if alone.verb == "did" else ""
    return f"only {organization.name_of(alone.person)} {alone.verb} {what}{over}"


def findings(organization: Organization, today: date) -> Iterator[Finding]:
    """Each process of which something hangs on one person, and how to make it two."""
    for process in organization.running():
        for alone in one_deep(organization, process, today):
            mend = f"workbench process set {process.id} performers +PERSON"
            if alone.item:
                level = Level.TEACH if alone.verb == "teaches" else Level.DO
                mend = f"workbench train {process.id} learn {alone.item.id} PERSON {level}"
            yield Finding(process.id, f"is one-deep: {in_words(organization, alone)}", mend)
