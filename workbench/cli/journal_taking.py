"""One's own journal taken along: out in forms that other programs read, and in from theirs."""

import sys
from argparse import Namespace
from typing import Any

from workbench.cli.session import Session
from workbench.domain.errors import BadInput, count
from workbench.exchange import journal_formats
from workbench.exchange.decoding import LARGEST_FILE
from workbench.services import taking_along
from workbench.store.outside import write_outside

SHOWN = 20
PLAIN = "What is written out is plain text, also where the journal is encrypted."


def configure(acts: Any) -> None:
    """Give the parser its acts that take a journal along."""
    out = acts.add_parser("export", help="your journal in a form that other programs read", epilog=PLAIN)
    kinds = "; ".join(f"{kind} = {what}" for kind, what in journal_formats.OUT.items())
    out.add_argument("kind", choices=list(journal_formats.OUT), metavar="KIND", help=kinds)
    out.add_argument("-o", "--output", metavar="FILE", help="the file, for markdown a new folder; else standard output")
    out.set_defaults(act=give_out)
    back = acts.add_parser("import", help="entries from a file, or from a folder of Markdown; nothing comes in twice")
    back.add_argument("file", metavar="FILE", help="the file or folder, or - for standard input")
    back.add_argument("--format", choices=list(journal_formats.IN), help="else guessed from the ending and the content")
    back.add_argument("--dry-run", action="store_true", help="only say what would be taken in")
    back.set_defaults(act=bring_in)


def give_out(session: Session, arguments: Namespace) -> int:
    """Write one's own journal in one of the forms."""
    is_to_file = arguments.output not in (None, "", "-")
    if arguments.kind == "markdown":
        if not is_to_file:
            raise BadInput("Say where the folder shall be: `workbench journal export markdown -o FOLDER`.")
        folder, files = taking_along.write_pages(session.store, session.actor, arguments.output)
        session.talk(f"Wrote {count(files, 'file')} into {folder}. {PLAIN}")
        return 0
    data = taking_along.written(session.store, session.actor, arguments.kind)
    if is_to_file:
        session.talk(f"Wrote {write_outside(arguments.output, data, is_over=True)}. {PLAIN}")
        return 0
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    return 0


def bring_in(session: Session, arguments: Namespace) -> int:
    """Say what a file brings, and take it in unless it is a dry run."""
    if arguments.file == "-":
        data = sys.stdin.buffer.read(LARGEST_FILE + 1)
        notebook = journal_formats.read(data, "-", session.today, arguments.format)
    else:
        notebook = taking_along.notebook_in(arguments.file, session.today, arguments.format)
    now = session.store.clock().astimezone()
    done = taking_along.take_in(session.store, session.actor, notebook, now, arguments.dry_run)
    for note in done.notes[:SHOWN]:
        session.talk(note)
    if len(done.notes) > SHOWN:
        session.talk(f"… and {count(len(done.notes) - SHOWN, 'more note')}.")
    session.talk(done.summary(arguments.dry_run))
    if session.options.json:
        numbers = {"entries": len(done.entries), "commitments": len(done.commitments), "known": done.known}
        session.data({**numbers, "notes": done.notes})
    return 0
