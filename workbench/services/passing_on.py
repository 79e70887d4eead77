"""What somebody who leaves passes on: all that they own, coach, engineer and perform, in one change."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from workbench.domain.errors import Refused
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
    coming = any(one.since and one.to == person for one in organization.handoffs_of(process.id)[-1:])
    if (process.owner == person or coming) and organization.handoff_under_way(process.id) is None:
        yield Role.OWNS
    if process.coach == person:
        yield Role.COACHES
    if process.engineer == person:
        yield Role.ENGINEERS
    if person in process.performers:
        yield Role.PERFORMS


def pass_on(
    store: Store, actor: Actor, person: PersonId, passed: Sequence[Passed], on: date, because: str, terms: Terms
) -> list[Handoff]:
    """Pass on what a person holds, to one or several others, in one change.

    What they own is offered: each new owner accepts it or does not. What they coach, engineer and perform goes over
    at once. Raises Refused.
    """
    organization = store.organization
    reason = because.strip() or f"{organization.name_of(person)} passes it on."
    with store.change(actor, "handoff.sweep") as change:
        made: list[Handoff] = []
        for one in passed:
            _refuse_what_is_not_held(change.organization, person, one)
            if one.holding.role is Role.OWNS:
                made.append(_offered(change, person, one, deed_of(actor, on), reason, terms))
        for process in dict.fromkeys(one.holding.process for one in passed):
            seen = change.organization.processes[process]
            change.put(seen, _without(seen, person, [one for one in passed if one.holding.process == process]))
    return made


def _refuse_what_is_not_held(organization: Organization, person: PersonId, one: Passed) -> None:
    to, process = organization.people[one.to], organization.processes[one.holding.process]
    if to.left:
        raise Refused(f"{to.id} {to.name} has left and cannot take anything on.")
    if one.to == person or one.holding.role not in _roles(organization, process, person):
        held = f"{one.holding.role} {process.id} {process.name}"
        raise Refused(f"{organization.name_of(person)} has nothing to pass on there: {held}.")


def _offered(change: Change, person: PersonId, one: Passed, deed: Deed, because: str, terms: Terms) -> Handoff:
    """The process, offered to its new owner."""
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
