"""Parts in a process that somebody else has from a day on: to coach it, to engineer it, to perform it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from workbench.domain.process import Process


class Role(StrEnum):
    """What somebody is to a process."""

    OWNS = "owns"
    COACHES = "coaches"
    ENGINEERS = "engineers"
    PERFORMS = "performs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """From its day on one person has a part in a process that another has until then; owning goes by a handoff."""

    id: str
    role: Role
    from_whom: str
    to: str
    since: date


def has_part(process: Process, role: Role, person: str) -> bool:
    """Somebody has this part in a process themself; a coach is one who is named."""
    match role:
        case Role.OWNS:
            return process.owner == person
        case Role.COACHES:
            return process.coach == person
        case Role.ENGINEERS:
            return process.engineer == person
        case Role.PERFORMS:
            return person in process.performers


def given(process: Process, role: Role, from_whom: str, to: str) -> Process:
    """The process with one person in the part of another; as it is where the other has no such part any more."""
    if not has_part(process, role, from_whom):
        return process
    match role:
        case Role.OWNS:
            return process
        case Role.COACHES:
            return replace(process, coach=to)
        case Role.ENGINEERS:
            return replace(process, engineer=to)
        case Role.PERFORMS:
            return replace(process, performers=process.performers - {from_whom} | {to})


def as_of(process: Process, day: date) -> Process:
    """The process on a day: what was to go over by then has gone over, and is no appointment any more."""
    begun = [one for one in process.appointments if one.since <= day]
    for one in sorted(begun, key=lambda one: one.since):
        process = given(process, one.role, one.from_whom, one.to)
    return _with(process, [one for one in process.appointments if one not in begun]) if begun else process


def appointed(process: Process, role: Role, from_whom: str, to: str, since: date) -> Process:
    """The process with a part to go over on a day, instead of any other day that was agreed for it."""
    number = max((int(one.id[1:]) for one in process.appointments if one.id[1:].isdecimal()), default=0) + 1
    one = Appointment(id=f"A{number}", role=role, from_whom=from_whom, to=to, since=since)
    return _with(process, [*unappointed(process, role, from_whom).appointments, one])


def unappointed(process: Process, role: Role, from_whom: str) -> Process:
    """The process without a day on which this part of a person would go over."""
    return _with(process, [one for one in process.appointments if (one.role, one.from_whom) != (role, from_whom)])


def _with(process: Process, appointments: Sequence[Appointment]) -> Process:
    return replace(process, appointments=tuple(appointments))
