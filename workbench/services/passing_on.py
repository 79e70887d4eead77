"""What somebody who leaves passes on: all that they own, coach, engineer and perform, in one change."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from workbench.domain.errors import Refused, Unexplained, count
from workbench.domain.handoff import Handoff
from workbench.domain.ids import PersonId, ProcessId
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.domain.records import cleaned_part
from workbench.domain.turns import Deed
from workbench.services.handing_over import Terms, deed_of, offered, prepared
from workbench.store.lines import Actor
from workbench.store.store import Change, Store


class Role(StrEnum):
    """What somebody is to a process."""

    OWNS = "owns"
    COACHES = "coaches"
    ENGINEERS = "engineers"
    PERFORMS = "performs"


@dataclass(frozen=True, slots=True)
class Holding:
    """Something that a person is to a process.

    A process that comes to them on a day counts as owned, and one that is being handed over does not.
    """

    role: Role
    process: ProcessId


@dataclass(frozen=True, slots=True)
class Passed:
    """A holding that goes to somebody else."""

    holding: Holding
    to: PersonId


def holdings(organization: Organization, person: PersonId) -> list[Holding]:
    """All that a person is to the processes that run, in the order of the chart."""
    return [
        Holding(role, process.id)
        for process in organization.running()
        for role in _roles(organization, process, person)
    ]


def _roles(organization: Organization, process: Process, person: PersonId) -> Iterator[Role]:
    if _owns(organization, process, person) and organization.handoff_under_way(process.id) is None:
        yield Role.OWNS
    if process.coach == person:
        yield Role.COACHES
    if process.engineer == person and not process.has_left_engineering:
        yield Role.ENGINEERS
    if person in process.performers:
        yield Role.PERFORMS


def _owns(organization: Organization, process: Process, person: PersonId) -> bool:
    """It is theirs, or will be on a day; not what goes to another who is still here on a day."""
    coming = organization.coming(process)
    if coming and coming.to == person:
        return True
    return process.owner == person and (coming is None or not coming.to or organization.has_left(coming.to))


def pass_on(
    store: Store, actor: Actor, person: PersonId, passed: Sequence[Passed], on: date, because: str, terms: Terms
) -> list[Handoff]:
    """Pass on what a person holds, to one or several others, in one change.

    What they own is offered: each new owner accepts it or does not. What they coach, engineer and perform goes over
    at once. Raises Refused, with everything that cannot be passed on, and why.
    """
    with store.change(actor, "handoff.sweep") as change:
        made: list[Handoff] = []
        troubles: list[Refused] = []
        for one in passed:
            try:
                _refuse_what_is_not_held(change.organization, person, one)
                if one.holding.role is Role.OWNS:
                    made.append(_offered(change, person, one, deed_of(actor, on), because, terms))
            except Refused as trouble:
                troubles.append(trouble)
        if troubles:
            kind = Unexplained if all(isinstance(trouble, Unexplained) for trouble in troubles) else Refused
            raise kind("\n".join(dict.fromkeys(str(trouble) for trouble in troubles)))
        for process in dict.fromkeys(one.holding.process for one in passed):
            seen = change.organization.processes[process]
            change.put(seen, _without(seen, person, [one for one in passed if one.holding.process == process]))
    return made


def said(organization: Organization, passed: Sequence[Passed]) -> str:
    """What was offered, and which parts went over at once, in a sentence."""
    offered = [one for one in passed if one.holding.role is Role.OWNS]
    over = [one for one in passed if one.holding.role is not Role.OWNS]
    parts = [
        f"{organization.name_of(one.to)} {one.holding.role} {organization.processes[one.holding.process].name} now"
        for one in over
    ]
    accepts = f"{count(len(offered), 'process')} offered; each new owner still accepts." if offered else ""
    return " ".join(filter(None, [accepts, f"{'; '.join(parts)}." if parts else ""]))


def _refuse_what_is_not_held(organization: Organization, person: PersonId, one: Passed) -> None:
    to, process = organization.people[one.to], organization.processes[one.holding.process]
    if to.left:
        raise Refused(f"{to.id} {to.name} has left and cannot take anything on.")
    if one.to == person or one.holding.role not in _roles(organization, process, person):
        held = f"{one.holding.role} {process.id} {process.name}"
        raise Refused(f"{organization.name_of(person)} has nothing to pass on there: {held}.")


def _offered(change: Change, person: PersonId, one: Passed, deed: Deed, because: str, terms: Terms) -> Handoff:
    """The process, offered to its new owner; one that changes hands on a day ahead, on that very day."""
    coming = change.organization.coming(change.organization.processes[one.holding.process])
    if coming and coming.since:
        terms = replace(terms, effective=coming.since)
    begun = prepared(change, one.holding.process, deed, replace(terms, to=one.to, from_whom=person))
    handoff: Handoff = offered(change.organization, begun, deed, because)
    change.put(None, cleaned_part(handoff))
    return handoff


def _without(process: Process, person: PersonId, passed: Sequence[Passed]) -> Process:
    """The process with others where the person was; its owner stays until the new one accepts."""
    for one in passed:
        match one.holding.role:
            case Role.COACHES:
                process = replace(process, coach=one.to)
            case Role.ENGINEERS:
                process = replace(process, engineer=one.to)
            case Role.PERFORMS:
                process = replace(process, performers=process.performers - {person} | {one.to})
            case Role.OWNS:
                pass
    return process
