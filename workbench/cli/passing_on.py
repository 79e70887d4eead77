"""When somebody leaves, in the shell: all that they hold, passed on in one sweep."""

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict

from workbench.cli.handoffs import as_data, row
from workbench.cli.session import Session
from workbench.domain.dates import read_day
from workbench.domain.errors import BadInput, count
from workbench.services import passing_on
from workbench.services.handing_over import Terms
from workbench.services.passing_on import Holding, Passed, Role


def sweep(session: Session, arguments: Namespace) -> int:
    """Pass on what somebody holds; without --to, list it."""
    organization = session.organization
    person = organization.person(arguments.person).id
    roles = arguments.role or [*Role]
    held = [one for one in passing_on.holdings(organization, person) if one.role in roles]
    if not arguments.to:
        return _list_holdings(session, held)
    passed = list(_passed(session, arguments.to, held))
    terms = Terms(effective=read_day(arguments.effective, session.today) if arguments.effective else None)
    made = passing_on.pass_on(session.store, session.actor, person, passed, session.today, arguments.because, terms)
    changed = count(len(passed) - len(made), "other part")
    session.talk(f"Offered {count(len(made), 'process')}; passed on {changed}. Each new owner still accepts.")
    if session.options.json:
        session.data([as_data(one) for one in made])
    else:
        session.rows([row(session, one) for one in made])
    return 0


def _list_holdings(session: Session, held: list[Holding]) -> int:
    if session.options.json:
        session.data([asdict(one) for one in held])
    else:
        session.rows([[one.role, one.process, session.organization.processes[one.process].name] for one in held])
    return 0 if held else 1


def _passed(session: Session, given: list[str], held: list[Holding]) -> Iterator[Passed]:
    """What goes to whom: what is named behind =, and all the rest to the one without."""
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
    for holding in held:
        if to := by_process.get(holding.process, rest):
            yield Passed(holding, to)
