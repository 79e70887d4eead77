"""Bringing in and giving out: import and export."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from workbench.cli.session import Session
from workbench.domain.errors import BadInput, count
from workbench.domain.outline import Outline
from workbench.domain.records import said
from workbench.exchange import formats
from workbench.exchange.decoding import LARGEST_FILE
from workbench.exchange.formats import FORMATS
from workbench.services.exchange import Import, take_in
from workbench.store.errors import NotWritten
from workbench.store.files import replace_file

SHOWN = 20


def configure(verb: str, parser: ArgumentParser) -> None:
    """Give the parser of a command its arguments."""
    if verb == "export":
        parser.add_argument("kind", choices=[known.name for known in FORMATS if known.writes], help="what to write")
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
    return formats.read(_content(arguments.file), arguments.file, arguments.format, columns)


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
    session.talk(_summary(done, arguments.dry_run))
    if session.options.json:
        session.data({"processes": len(done.processes), "people": len(done.people), "notes": done.notes})
    return 0


def _summary(done: Import, dry: bool) -> str:
    if not done.edited:
        return "Nothing new: nothing was changed."
    parts = [
        count(len(done.processes), "process") if done.processes else "",
        count(len(done.people), "person", "people") if done.people else "",
        count(len(done.customers), "customer") if done.customers else "",
    ]
    own = f"what the organization says of its {', '.join(map(said, done.said))}" if done.said else ""
    records = ", ".join(part for part in parts if part) + _levels(done.levels())
    brought = "; ".join(filter(None, [records, own]))
    if dry:
        return f"Would take in {brought}. Nothing was changed."
    return f"Took in {brought}. `workbench undo` takes it back."


def _levels(levels: list[int]) -> str:
    """How the processes stand on one another: " (13 at the top, then 72, 350 below)"."""
    if not levels:
        return ""
    top, *below = [f"{number:,}" for number in levels]
    return f" ({top} at the top, then {', '.join(below)} below)" if below else f" ({top} at the top)"


def _column(given: str) -> tuple[str, str]:
    field, equals, header = given.partition("=")
    if not equals:
        raise BadInput(f"--column {given}: write it as FIELD=HEADER, for example name=Title.")
    return field.strip(), header.strip()


def _content(file: str) -> bytes:
    """What stands in a file, a pipe or standard input, as far as the limit goes. Raises BadInput."""
    if file == "-":
        return sys.stdin.buffer.read(LARGEST_FILE + 1)
    try:
        with Path(file).open("rb") as source:
            content = source.read(LARGEST_FILE + 1)
    except OSError as error:
        raise BadInput(f"{file} cannot be read: {error.strerror}.") from None
    except ValueError:
        raise BadInput(f"{file} cannot be read: no file has such a name.") from None
    if len(content) > LARGEST_FILE:
        raise BadInput(f"{file} has more than {LARGEST_FILE:,} bytes. Bring it in in parts.")
    return content


def give_out(session: Session, arguments: Namespace) -> int:
    """Write the organization in one of the forms."""
    data = formats.write(arguments.kind, session.organization)
    if arguments.output not in (None, "", "-"):
        path = Path(arguments.output).absolute()
        try:
            replace_file(path, data, 0o666 & ~session.options.umask)
        except OSError as error:
            raise NotWritten(path, error) from None
        session.talk(f"Wrote {path}.")
        return 0
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    return 0
