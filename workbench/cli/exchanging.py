"""Bringing in and giving out: import and export."""

import sys
from argparse import ArgumentParser, Namespace

from workbench.cli.session import Session
from workbench.domain.errors import BadInput, count
from workbench.domain.outline import Outline
from workbench.exchange import formats
from workbench.exchange.decoding import LARGEST_FILE
from workbench.exchange.formats import FORMATS
from workbench.services.bringing import outline_in, summary
from workbench.services.exchange import take_in
from workbench.services.waiting import calendar
from workbench.store.outside import write_outside

SHOWN = 20


def configure(verb: str, parser: ArgumentParser) -> None:
    """Give the parser of a command its arguments."""
    if verb == "export":
        parser.add_argument(
            "kind", choices=[*(known.name for known in FORMATS if known.writes), "ics"], help="what to write"
        )
        parser.add_argument("-o", "--output", metavar="FILE", help="the file; - or nothing for standard output")
        parser.set_defaults(act=give_out)
        return
    parser.add_argument("file", help="the file, or - for standard input")
    parser.add_argument(
        "--format",
        choices=[known.name for known in FORMATS if known.reads],
        help="else guessed from the ending and the content",
    )
    parser.add_argument("--under", metavar="PROCESS", help="where the roots shall stand, else at the top")
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="FIELD=HEADER",
        help="which column holds a field; may be repeated",
    )
    parser.add_argument("--add-people", action="store_true", help="make people of owners who are nobody here yet")
    parser.add_argument("--dry-run", action="store_true", help="only say what would be taken in")
    parser.set_defaults(act=bring_in)


def read_outline(arguments: Namespace) -> Outline:
    """What the file that is meant holds. Raises BadInput."""
    columns = dict(_column(given) for given in arguments.column)
    if arguments.file == "-":
        return formats.read(sys.stdin.buffer.read(LARGEST_FILE + 1), "-", arguments.format, columns)
    return outline_in(arguments.file, arguments.format, columns)


def bring_in(session: Session, arguments: Namespace) -> int:
    """Say what a file brings, and take it in unless it is a dry run."""
    outline = read_outline(arguments)
    under = session.organization.process(arguments.under).id if arguments.under else None
    actor = None if arguments.dry_run else session.actor
    done = take_in(session.store, actor, outline, under, arguments.add_people)
    for field, read_as in outline.mapping:
        session.talk(f"{field}: {read_as}")
    for note in done.notes[:SHOWN]:
        session.talk(note)
    if len(done.notes) > SHOWN:
        session.talk(f"… and {count(len(done.notes) - SHOWN, 'more note')}.")
    session.talk(summary(done, arguments.dry_run, "`workbench undo`"))
    if session.options.json:
        session.data({"processes": len(done.processes), "people": len(done.people), "notes": done.notes})
    return 0


def _column(given: str) -> tuple[str, str]:
    field, equals, header = given.partition("=")
    if not equals:
        raise BadInput(f"--column {given}: write it as FIELD=HEADER, for example name=Title.")
    return field.strip(), header.strip()


def _written(session: Session, kind: str) -> bytes:
    """The organization in a form; as a calendar, what is due within a year."""
    if kind == "ics":
        return calendar(session.store, session.today, within=366)
    return formats.write(kind, session.organization)


def give_out(session: Session, arguments: Namespace) -> int:
    """Write the organization in one of the forms."""
    data = _written(session, arguments.kind)
    if arguments.output not in (None, "", "-"):
        path = write_outside(arguments.output, data, is_over=True, mode=0o666 & ~session.options.umask)
        session.talk(f"Wrote {path}.")
        return 0
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    return 0
