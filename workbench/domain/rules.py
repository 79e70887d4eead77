"""The rules that hold over the whole organization, checked for what a change touches."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from workbench.domain.errors import Refused, count
from workbench.domain.ids import table_of
from workbench.domain.organization import Organization
from workbench.domain.people import Person
from workbench.domain.process import Process

if TYPE_CHECKING:
    from workbench.domain.handoff import Handoff

DEEPEST = 200


def hold(organization: Organization, touched: Iterable[str]) -> None:
    """Raise Refused unless every rule holds for the records that a change touched (now gone ones too)."""
    gone: set[str] = set()
    for record in touched:
        match table_of(record):
            case "processes" if record in organization.processes:
                _process_fits(organization, organization.processes[record])
            case "people" if record in organization.people:
                _members_exist(organization, organization.people[record])
            case "customers" if record in organization.customers:
                pass
            case "handoffs" if record in organization.handoffs:
                _handoff_fits(organization, organization.handoffs[record])
            case _:
                gone.add(record)
    if gone:
        _nothing_needs(organization, gone)


def refuse_the_gone(organization: Organization, before: Process, after: Process) -> None:
    """Raise Refused where somebody who has left is given a part in a process that they did not have."""
    for role in ("owner", "coach", "engineer", "performers"):
        for handle in sorted(_holders(after, role) - _holders(before, role)):
            person = organization.people.get(handle)
            if person and person.left:
                raise Refused(f"{person.id} {person.name} has left and cannot be made {role.removesuffix('s')}.")


def _holders(process: Process, role: str) -> frozenset[str]:
    if role == "performers":
        return process.performers
    holder: str | None = getattr(process, role)
    return frozenset({holder}) if holder else frozenset()


def refuse_words_of_another(before: Person, after: Person, by: str) -> None:
    """Raise Refused where somebody says for another that they own too much."""
    if after.too_much != before.too_much and by != after.id:
        raise Refused(f"Whether {after.name} owns too much only they say themselves; nobody says it for them.")


def refuse_leaving_ahead(before: Person, after: Person, today: date) -> None:
    """Raise Refused where somebody is said to have left on a day to come."""
    if after.left and after.left != before.left and after.left > today:
        raise Refused(
            f"{after.name} is here until {after.left}: note it when they have gone. What they hold can be passed on "
            "before, from that day."
        )


def refuse_taken_accounts(organization: Organization, before: Person, after: Person) -> None:
    """Raise Refused where a person gains a login that is somebody's already."""
    for account in sorted(after.accounts - before.accounts):
        for other in organization.people.values():
            if account in other.accounts and other.id != after.id and not other.left:
                raise Refused(f"The account {account} belongs to {other.id} {other.name}; one login is one person.")


def _process_fits(organization: Organization, process: Process) -> None:
    for person in [process.owner, process.coach, process.engineer, *process.performers]:
        if person and person not in organization.people:
            raise Refused(f"{process.id} {process.name} names {person}, who is nobody here.")
    for person in _engaged(process):
        if person not in organization.people:
            raise Refused(f"{process.id} {process.name} names {person}, who is nobody here.")
    for customer in process.customers:
        if customer not in organization.customers:
            raise Refused(f"{process.id} {process.name} names the customer {customer}, which does not exist.")
    for flow in [*process.inputs, *process.outputs]:
        if flow.process and flow.process not in organization.processes:
            raise Refused(f"{process.id} {process.name} names {flow.process}, which does not exist.")
    _stands_in_the_chart(organization, process)
    if process.retired:
        _nothing_runs_under(organization, process)


def _engaged(process: Process) -> Iterator[str]:
    """Who learns for a process, has read of it, is on its bench, finds something out or has a part in it later."""
    for item in process.training:
        yield from (learner.id for learner in item.learners)
    yield from (reader.id for reader in process.readers)
    yield from (candidate.person for candidate in process.bench)
    yield from (answer.who for answer in process.answers if answer.who)
    yield from (appointment.to for appointment in process.appointments)


def _nothing_runs_under(organization: Organization, process: Process) -> None:
    running = sum(1 for child in organization.processes.values() if child.parent == process.id and not child.retired)
    if running:
        under = count(running, "process")
        raise Refused(f"{process.id} {process.name} has {under} under it. Retire or move them first.")


def _stands_in_the_chart(organization: Organization, process: Process) -> None:
    above = process.parent
    depth = 0
    while above is not None:
        if above == process.id or depth > DEEPEST:
            raise Refused(
                f"{process.id} {process.name} cannot stand under {process.parent}: "
                + ("that one stands under it." if depth <= DEEPEST else f"the chart ends {DEEPEST} levels down.")
            )
        if above not in organization.processes:
            raise Refused(f"{process.id} {process.name} cannot stand under {above}, which does not exist.")
        parent = organization.processes[above]
        if parent.retired and not process.retired:
            raise Refused(f"{process.id} {process.name} cannot run under {above} {parent.name}, which is retired.")
        above = parent.parent
        depth += 1


def _handoff_fits(organization: Organization, handoff: "Handoff") -> None:
    if handoff.process not in organization.processes:
        raise Refused(f"{handoff.id} hands over {handoff.process}, which does not exist.")
    for person in (handoff.from_whom, handoff.to):
        if person and person not in organization.people:
            raise Refused(f"{handoff.id} names {person}, who is nobody here.")
    open_ones = [other.id for other in organization.handoffs_of(handoff.process) if other.is_open]
    if handoff.is_open and open_ones != [handoff.id]:
        other = next(other for other in open_ones if other != handoff.id)
        name = organization.processes[handoff.process].name
        raise Refused(f"{handoff.process} {name} is in {other} already: one handoff of a process at a time.")


def _members_exist(organization: Organization, person: Person) -> None:
    if person.members and not person.team:
        raise Refused(f"{person.id} {person.name} is a person; only a team has members.")
    for member in person.members:
        if member not in organization.people:
            raise Refused(f"{person.id} {person.name} names the member {member}, who is nobody here.")
        if organization.people[member].team:
            raise Refused(f"{person.id} {person.name} cannot have the team {member} as a member.")


def _nothing_needs(organization: Organization, gone: set[str]) -> None:
    for process in organization.processes.values():
        needed = {
            process.parent, process.owner, process.coach, process.engineer,
            *process.performers, *process.customers, *_engaged(process),
            *(flow.process for flow in [*process.inputs, *process.outputs]),
        }  # fmt: skip
        if missing := needed & gone:
            raise Refused(f"{min(filter(None, missing))} cannot go: {process.id} {process.name} names it.")
    for handoff in organization.handoffs.values():
        if missing := {handoff.process, handoff.from_whom, handoff.to} & gone:
            lost = min(filter(None, missing))
            raise Refused(f"{lost} cannot go: the handoff {handoff.id} names it.")
    for person in organization.people.values():
        if named := person.members & gone:
            raise Refused(f"{min(named)} cannot go: the team {person.id} has it as a member.")
