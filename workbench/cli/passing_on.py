"""When somebody leaves, in the shell: all that they hold, passed on in one sweep."""

from argparse import Namespace
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from workbench.cli.handoffs import as_data, row
from workbench.cli.session import Session
from workbench.domain.appointments import Role
from workbench.domain.dates import read_day
from workbench.domain.errors import BadInput
from workbench.domain.ids import PersonId, ProcessId
from workbench.domain.organization import Organization
from workbench.services import passing_on
from workbench.services.handing_over import Terms
from workbench.services.passing_on import Holding, Passed


def sweep(session: Session, arguments: Namespace) -> int:
    """Pass on what somebody holds; without --to, list it."""
    organization = session.organization
    person = organization.person(arguments.person).id
    roles = arguments.role or [*Role]
    held = [one for one in passing_on.holdings(organization, person) if one.role in roles]
    left_out = passing_on.left_out(organization, person) if Role.OWNS in roles else {}
    if not arguments.to:
        return _list_holdings(session, person, held, left_out)
    passed = list(_passed(session, arguments.to, held, [*left_out]))
    if not passed:
        session.talk("\n".join([f"{organization.name_of(person)} holds nothing to pass on.", *left_out.values()]))
        return 1
    day = read_day(arguments.effective, session.today) if arguments.effective else None
    terms = Terms(effective=day)
    made = passing_on.pass_on(session.store, session.actor, person, passed, session.today, arguments.because, terms)
    session.talk(passing_on.said(organization, passed, made, day if day and day > session.today else None))
    for why in left_out.values():
        session.talk(why)
    if session.options.json:
        session.data([as_data(one) for one in made])
    else:
        session.rows([row(session, one) for one in made])
    return 0


def say_what_hangs(session: Session, person: PersonId) -> None:
    """Say what needs an owner since somebody has left, what else they are, and how all of it is passed on."""
    organization = session.organization
    for process in organization.running():
        coming = organization.coming(process)
        if process.owner == person:
            session.talk(f"{process.id} {process.name} needs an owner.")
        if coming and coming.to == person:
            session.talk(f"{process.id} {process.name} needs an owner from {coming.since} on ({coming.id}).")
    held = passing_on.holdings(organization, person)
    for one in held:
        if one.role is not Role.OWNS:
            process = organization.processes[one.process]
            session.talk(f"{organization.name_of(person)} {one.role} {process.id} {process.name}.")
    for handoff in organization.handoffs.values():
        if handoff.is_open and handoff.to == person:
            session.talk(
                f"{handoff.id} hands {handoff.process} over to them: `workbench handoff withdraw {handoff.id}`."
            )
    if held:
        session.talk(f"`workbench handoff sweep {person} --to PERSON` passes all of it on.")


def _list_holdings(session: Session, person: PersonId, held: list[Holding], left_out: Mapping[ProcessId, str]) -> int:
    organization = session.organization
    if session.options.json:
        session.data([asdict(one) for one in held])
    else:
        session.rows([_row(organization, person, one) for one in held])
    for sentence in left_out.values() if held or left_out else ["Nothing to pass on."]:
        session.talk(sentence)
    return 0 if held else 1


def _row(organization: Organization, person: PersonId, one: Holding) -> list[str]:
    agreed = passing_on.agreed(organization, person, one)
    then = f"{organization.name_of(agreed.to)} from {agreed.since}" if agreed else ""
    return [one.role, one.process, organization.processes[one.process].name, then]


def _passed(session: Session, given: list[str], held: list[Holding], left_out: list[ProcessId]) -> Iterator[Passed]:
    """What goes to whom: what is named behind =, and all the rest to the one without.

    A process that is named goes as it is, also where nothing of it can, so that it is refused and not dropped.
    """
    organization = session.organization
    by_process: dict[str, str] = {}
    rest = ""
    for one in given:
        whom, named, processes = one.partition("=")
        person = organization.person(whom).id
        if not named and rest:
            raise BadInput("Only one --to can take the rest; name the processes of the others: --to sol=P2,P3.")
        rest = rest if named else person
        by_process |= {organization.process(text).id: person for text in processes.split(",") if named}
    held_in = {holding.process for holding in held}
    for process, person in by_process.items():
        if process in left_out or process not in held_in:
            yield Passed(Holding(Role.OWNS, process), person)
    for holding in held:
        if to := by_process.get(holding.process, rest):
            yield Passed(holding, to)
