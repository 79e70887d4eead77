"""Backups and copies from the shell: which there are, and those of one's own journal."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from workbench.cli.session import Session
from workbench.domain.errors import count
from workbench.services import journal_copies
from workbench.store.edits import touched

SEALED = "The copy is sealed as your journal is: your passphrase or your recovery key opens it."
PLAIN = "The copy is plain text, in a folder for your account alone: whoever gets it can read it."


def list_backups(session: Session, backups: Sequence[Path], maker: str) -> int:
    """List backups, or name the command that makes one."""
    found = [str(path) for path in backups]
    if session.options.json:
        session.data(found)
    else:
        session.rows([[path] for path in found])
    if not found:
        session.talk(f"There is no backup yet. `{maker}` makes one.")
    return 0 if found else 1


def configure(acts: Any) -> None:
    """Give the parser of the journal the acts that copy it."""
    copy = acts.add_parser("backup", help="keep what stands in your journal now; prints where")
    copy.add_argument(
        "--to", metavar="DIR", help="copy your journal as it lies, with history and key, into a new folder"
    )
    copy.set_defaults(act=back_up)
    restored = acts.add_parser("restore", help="go back to a backup or a copy of your journal")
    restored.add_argument("backup", nargs="?", help="the file, or the folder of a copy; without one, they are listed")
    restored.set_defaults(act=restore)


def back_up(session: Session, arguments: Namespace) -> int:
    """Keep what stands in one's own journal; print where."""
    store, actor = session.store, session.actor
    if not arguments.to:
        return session.result(str(journal_copies.keep(store, actor)))
    path = journal_copies.copy_to(store, actor, Path(arguments.to))
    holds = SEALED if journal_copies.is_sealed(store, actor) else PLAIN
    session.talk(f"{holds} `workbench journal restore {path}` goes back to it.")
    return session.result(str(path))


def restore(session: Session, arguments: Namespace) -> int:
    """Go back to a backup of one's own journal, or list them."""
    store, actor = session.store, session.actor
    if not arguments.backup:
        return list_backups(session, journal_copies.backups(store, actor), "workbench journal backup")
    before = journal_copies.standing(store, actor)
    line = journal_copies.go_back(store, actor, arguments.backup)
    if line:
        changed = count(len(touched(line.edits)), "record")
        session.talk(f"Went back to {arguments.backup}: {changed} changed. `workbench undo` takes it back.")
    elif before != (now := journal_copies.standing(store, actor)):
        session.talk(f"Put {count(now, 'record')} back from {arguments.backup}, with their history.")
    else:
        session.talk(f"What stands now is what {arguments.backup} holds: nothing was changed.")
    return session.result(str(line.seq) if line else "")
