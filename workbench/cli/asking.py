"""Asking: look-ups at an earlier day, the chart, a process sheet, what is due."""

import sys
from argparse import ArgumentParser, Namespace
from typing import Any

from workbench.cli.arguments import add_markdown, number, past_day
from workbench.cli.lookups import answer
from workbench.cli.session import Session
from workbench.domain.dates import end_of
from workbench.domain.due import Due, folded
from workbench.domain.errors import NotFound
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.domain.report import Report
from workbench.services import sheet
from workbench.services.lookup import of_lines
from workbench.services.waiting import calendar, in_short, of_own_journal, waiting

NO_JOURNAL = "What comes back of your journal is not in it: others may read a calendar. `workbench due --mine` has it."


def configure(verb: str, parser: ArgumentParser) -> None:
    """Give the parser of a command its arguments."""
    match verb:
        case "who" | "owned-by":
            parser.add_argument("text", nargs="+", help="an id, a code, or any words" if verb == "who" else "a person")
            _look_up_options(parser)
        case "unowned":
            _look_up_options(parser)
        case "verify":
            parser.add_argument("process")
            parser.add_argument("person")
            parser.add_argument("--as-of", type=past_day, metavar="DATE", help="as it stood at the end of that day")
            parser.set_defaults(act=look_up)
        case "tree":
            parser.add_argument("process", nargs="?", help="only what is under this process")
            parser.add_argument("--depth", type=number(1), metavar="N", help="only so many levels")
            parser.add_argument("--as-of", type=past_day, metavar="DATE", help="as it stood at the end of that day")
            parser.add_argument("--retired", action="store_true", help="with the retired processes")
            parser.set_defaults(act=tree)
        case "show":
            parser.add_argument("process")
            form = parser.add_mutually_exclusive_group()
            form.add_argument("--version", metavar="N", help="the sheet as that version was published, in Markdown")
            form.add_argument("--sheet", action="store_true", help="the whole process sheet, in Markdown")
            parser.set_defaults(act=show)
        case _:
            parser.add_argument(
                "--within", type=number(0, 36_500), default=0, metavar="DAYS", help="and so many days on"
            )
            parser.add_argument("--mine", action="store_true", help="only what waits for you")
            parser.add_argument("--minutes", action="store_true", help="and how long it takes, about")
            form = parser.add_mutually_exclusive_group()
            form.add_argument("--ics", action="store_true", help="as a calendar")
            add_markdown(form)
            parser.set_defaults(act=show_due)
    parser.set_defaults(verb=verb)


def _look_up_options(parser: ArgumentParser) -> None:
    parser.add_argument("--as-of", type=past_day, metavar="DATE", help="as it stood at the end of that day")
    parser.add_argument("--tsv", action="store_true", help="tab-separated: kind id code name owner coach contact")
    parser.add_argument("--limit", type=number(0), default=0, metavar="N", help="at most so many, 0 for all")
    parser.set_defaults(act=look_up)


def look_up(session: Session, arguments: Namespace) -> int:
    """Answer a look-up for which the table must be made anew, or made as of an earlier day."""
    table = of_lines(session.store.keeping.look_up(end_of(arguments.as_of) if arguments.as_of else None))
    if arguments.verb == "verify":
        return answer(table, "verify", [arguments.process, arguments.person])
    asked: list[str] = getattr(arguments, "text", [])
    return answer(table, arguments.verb, asked, session.options.json, arguments.tsv, arguments.limit)


def tree(session: Session, arguments: Namespace) -> int:
    """Print the chart."""
    organization = session.organization_at(arguments.as_of)
    chart = organization.full_chart if arguments.retired else organization.chart
    start = organization.process(arguments.process).id if arguments.process else None
    if start and start not in {process for process, _ in chart.walk()}:
        raise NotFound("running process", arguments.process)
    nodes = [
        (organization.processes[process], depth)
        for process, depth in chart.walk(start)
        if arguments.depth is None or depth < arguments.depth
    ]
    if session.options.json:
        session.data([_node(organization, process, depth) for process, depth in nodes])
    else:
        session.rows([_line(organization, process, depth) for process, depth in nodes])
        if not nodes:
            session.talk("The chart is empty. `workbench process add NAME` puts a process on it.")
    return 0


def _node(organization: Organization, process: Process, depth: int) -> dict[str, Any]:
    return {
        "id": process.id,
        "code": process.code or None,
        "name": process.name,
        "parent": process.parent,
        "depth": depth,
        "kind": organization.kind(process),
        "stage": process.stage,
        "owner": process.owner,
        "owner_name": organization.name_of(process.owner) or None,
        "coach": process.coached_by,
        "next_review": process.next_review,
    }


def _line(organization: Organization, process: Process, depth: int) -> list[str]:
    name = f"{'  ' * depth}{organization.label(process)} {process.name}"
    return [name, owner_of(organization, process), state_of(organization, process), process.id]


def owner_of(organization: Organization, process: Process) -> str:
    """Who answers for a process, as it is said; that nobody does."""
    if not process.owner:
        return "— nobody —"
    name = organization.name_of(process.owner)
    return f"{name} has left" if organization.is_unowned(process) else name


def state_of(organization: Organization, process: Process) -> str:
    """The stage, with what has gone since."""
    missing = organization.missing(process)
    return f"{process.stage}, drifted: no {missing[0].removeprefix('an ')}" if missing else str(process.stage)


def show(session: Session, arguments: Namespace) -> int:
    """Print the sheet of one process."""
    process = session.organization.process(arguments.process)
    if arguments.version or arguments.sheet:
        from workbench.services import documenting

        version = documenting.version_of(process, arguments.version) if arguments.version else None
        text = (
            documenting.sheet_at(session.store, process, version)
            if version
            else documenting.sheet_of(session.organization, process)
        )
        session.text(text.rstrip("\n"))
        return 0
    from workbench.services.reviewing import with_next_review

    process = with_next_review(session.store, process)
    if session.options.json:
        session.data(sheet.as_data(session.organization, process))
    else:
        session.text(sheet.as_text(session.organization, process))
    return 0


def show_due(session: Session, arguments: Namespace) -> int:
    """Print what needs a look; whoever says who they are must be somebody. Raises NotFound."""
    if session.options.claimed:
        session.organization.person(session.options.claimed)
    mine = session.actor.by if arguments.mine else None
    if arguments.ics:
        sys.stdout.flush()
        sys.stdout.buffer.write(calendar(session.store, session.today, arguments.within, mine))
        if mine:
            session.talk(NO_JOURNAL)
        return 0
    return print_due(session, arguments.within, mine, arguments.minutes, arguments.md)


def print_due(session: Session, within: int, mine: str | None, minutes: bool = False, md: bool = False) -> int:
    """Print what needs a look, the oldest first; with how long it takes, as far as that is known, if wanted."""
    organization = session.organization
    found = waiting(session.store, session.today, within, mine)
    if mine:
        found = _with_own(session, found, within)
    if session.options.json:
        session.data([_due_data(item) for item in found])
        return 0
    listed, found = len(found), list(folded(found))
    columns = ["on", "what", "id", "name", "whose"]
    rows = [[str(d.on or "now"), d.what, d.record, d.name, organization.name_of(d.whose)] for d in found]
    if minutes:
        columns = ["takes", *columns]
        rows = [[f"{item.minutes} min" if item.minutes else "", *row] for item, row in zip(found, rows, strict=True)]
    notes = [in_short(found, bool(mine))] if mine or minutes or not found else []
    notes += ["`workbench unowned` lists all that need an owner."] if len(found) < listed else []
    if md:
        session.page(Report("due", "What needs a look", columns, rows, notes))
        return 0
    session.rows(rows)
    for note in notes:
        session.talk(note)
    return 0


def _with_own(session: Session, found: list[Due], within: int) -> list[Due]:
    """What waits, with what of the person's own journal does; which nobody else is shown."""
    from workbench.store.unlocked import Locked

    try:
        own = of_own_journal(session.store, session.actor, session.today, within)
    except Locked as locked:
        session.talk(str(locked))
        return found
    return sorted([*found, *own], key=lambda item: (item.on is None, item.on or session.today))


def _due_data(item: Due) -> dict[str, Any]:
    return {
        "what": item.what, "id": item.record, "name": item.name, "on": item.on, "whose": item.whose,
        "kind": item.kind, "about": item.about or None, "minutes": item.minutes or None,
    }  # fmt: skip
