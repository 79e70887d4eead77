"""What somebody who leaves passes on: all that they own, coach, engineer and perform, in one change."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from workbench.domain import sides
from workbench.domain.appointments import Appointment, Role, appointed, given, has_part, unappointed
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
    if _owns(organization, process, person) and not _why_left_out(organization, process, person):
        yield Role.OWNS
    if has_part(process, Role.COACHES, person):
        yield Role.COACHES
    if has_part(process, Role.ENGINEERS, person) and not process.has_left_engineering:
        yield Role.ENGINEERS
    if has_part(process, Role.PERFORMS, person):
        yield Role.PERFORMS


def _owns(organization: Organization, process: Process, person: PersonId) -> bool:
    """It is theirs, or will be on a day."""
    coming = organization.coming(process)
    return process.owner == person or (coming is not None and coming.to == person)


def left_out(organization: Organization, person: PersonId) -> dict[ProcessId, str]:
    """What is somebody's and cannot be passed on, since it goes to another already; each with the sentence why."""
    owned = [process for process in organization.running() if _owns(organization, process, person)]
    told = {process.id: _why_left_out(organization, process, person) for process in owned}
    return {process: why for process, why in told.items() if why}


def _why_left_out(organization: Organization, process: Process, person: PersonId) -> str:
    """Why a process cannot be passed on by whose it is, "" where it can."""
    name = f"{organization.label(process)} {process.name}"
    under_way, coming = organization.handoff_under_way(process.id), organization.coming(process)
    if under_way:
        to = organization.name_of(under_way.to) or "nobody"
        left = ", who has left," if organization.has_left(under_way.to) else ""
        stands = f"its handoff to {to}{left} is {under_way.standing} already"
        return f"{name} is not passed on: {stands}; withdraw {under_way.id} first."
    if coming and coming.to and coming.to != person and not organization.has_left(coming.to):
        return (
            f"{name} is not passed on: {organization.name_of(coming.to)} has it from {coming.since} on ({coming.id})."
        )
    return ""


def agreed(organization: Organization, person: PersonId, holding: Holding) -> Appointment | None:
    """The day on which a part of somebody goes over already, and to whom."""
    found = organization.processes[holding.process].appointments
    return next((one for one in found if (one.role, one.from_whom) == (holding.role, person)), None)


def pass_on(
    store: Store, actor: Actor, person: PersonId, passed: Sequence[Passed], on: date, because: str, terms: Terms
) -> list[Handoff]:
    """Pass on what a person holds, to one or several others, in one change.

    What they own is offered: each new owner accepts it or does not. What they coach, engineer and perform goes over
    on the day of these terms, without one at once. Raises Refused, with everything that cannot be passed on, and why.
    """
    if terms.effective and terms.effective < on:
        raise Refused(f"{terms.effective} is over: nothing is passed on before today.")
    since = terms.effective or on
    with store.change(actor, "handoff.sweep") as change:
        sides.refuse_passing_on(change.organization, person, actor.by, actor.acts_for)
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
            parts = [one for one in passed if one.holding.process == process and one.holding.role is not Role.OWNS]
            change.put(seen, _without(seen, person, parts, since if since > on else None))
    return made


def said(
    organization: Organization, passed: Sequence[Passed], made: Sequence[Handoff], since: date | None = None
) -> str:
    """What was offered, and which parts go over, from a day on or now, in a sentence or two."""
    offered = f"{count(len(made), 'process')} offered; each new owner still accepts." if made else ""
    earlier = [one for one in made if one.effective and one.effective != since]
    return " ".join(filter(None, [offered, _on_their_days(organization, earlier), _parts(organization, passed, since)]))


def _on_their_days(organization: Organization, made: Sequence[Handoff]) -> str:
    """What changes hands on the day on which it comes to whoever passes it on; of several processes, how many."""
    if not made:
        return ""
    whose, first = organization.name_of(made[0].from_whom), organization.processes[made[0].process]
    if len(made) > 1:
        return f"{count(len(made), 'process')} go over on the days on which they come to {whose}."
    return f"{first.name} goes over on {made[0].effective}, the day on which it comes to {whose}."


def _parts(organization: Organization, passed: Sequence[Passed], since: date | None) -> str:
    """Who coaches, engineers and performs what from now or a day on; of several processes, how many."""
    over: dict[tuple[PersonId, Role], list[ProcessId]] = {}
    for one in passed:
        if one.holding.role is not Role.OWNS:
            over.setdefault((one.to, one.holding.role), []).append(one.holding.process)
    when = f"from {since} on" if since else "now"
    told = [
        f"{organization.name_of(to)} {role} "
        f"{organization.processes[found[0]].name if len(found) == 1 else count(len(found), 'process')} {when}"
        for (to, role), found in over.items()
    ]
    return f"{'; '.join(told)}." if told else ""


def _refuse_what_is_not_held(organization: Organization, person: PersonId, one: Passed) -> None:
    to, process = organization.people[one.to], organization.processes[one.holding.process]
    if to.left:
        raise Refused(f"{to.id} {to.name} has left and cannot take anything on.")
    why = _why_left_out(organization, process, person) if _owns(organization, process, person) else ""
    if why and one.holding.role is Role.OWNS:
        raise Refused(why)
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


def _without(process: Process, person: PersonId, parts: Sequence[Passed], since: date | None) -> Process:
    """The process with others where the person was, from a day on or now."""
    for one in parts:
        role = one.holding.role
        if since:
            process = appointed(process, role, person, one.to, since)
        else:
            process = given(unappointed(process, role, person), role, person, one.to)
    return process
