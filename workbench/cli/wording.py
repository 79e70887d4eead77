"""Texts of several lines: as words, from standard input, from the person's own editor; none is lost that is refused."""

import sys
from argparse import Namespace
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from functools import wraps

from workbench.cli.session import Session
from workbench.domain.errors import Refused, WorkbenchError
from workbench.store.page import NotTaken, Page, editor, run

Act = Callable[[Session, Namespace], int]

IN_WORDS = "the words; - reads them from standard input, none at all opens $EDITOR"


def reads_text(act: Act) -> Act:
    """An act that reads its text from standard input for a dash; where it is refused, that stays in a named file."""

    @wraps(act)
    def carried_out(session: Session, arguments: Namespace) -> int:
        field = "text" if hasattr(arguments, "text") else "value"
        if getattr(arguments, field) != ["-"]:
            return act(session, arguments)
        text = sys.stdin.read()
        setattr(arguments, field, [text])
        try:
            return act(session, arguments)
        except WorkbenchError:
            _leave_behind(session, Page(Page.of("text", text.removesuffix("\n"), _sealed_to_whoever(session)).path, ""))
            raise

    return carried_out


def keep_pipe(session: Session) -> None:
    """Leave what comes through a pipe in a named file, where a command was refused before it was read."""
    if not sys.stdin.isatty() and (text := sys.stdin.read()).strip():
        _leave_behind(session, Page(Page.of("text", text.removesuffix("\n"), _sealed_to_whoever(session)).path, ""))


def _sealed_to_whoever(session: Session) -> Sequence[str]:
    """To whom it is sealed; to nobody where it is not known who acts."""
    try:
        return _sealed_to(session)
    except WorkbenchError:
        return ()


@contextmanager
def written(session: Session, given: Sequence[str], name: str, before: str = "") -> Generator[str]:
    """What was written, while it is being kept; what cannot be kept of an editor's stays in a file, which is named.

    It is the words given, else what the editor brings back of a text. Raises NoEditor, NotTaken, and Refused where
    there is neither word nor terminal.
    """
    if given:
        yield " ".join(given)
        return
    page, text = _edited(name, before, _sealed_to(session))
    try:
        yield text
    except WorkbenchError:
        _leave_behind(session, page)
        raise
    page.forget()


def _leave_behind(session: Session, page: Page) -> None:
    if left := page.left_behind():
        session.talk(left)


def _sealed_to(session: Session) -> Sequence[str]:
    """To whom what is written here is sealed where it is left: to its writer, if their journal is."""
    return session.store.journals.keys.for_own(session.actor.by)


def _edited(name: str, before: str, to: Sequence[str]) -> tuple[Page, str]:
    """The page that the person's editor had, which lies in a folder of the account's own, and what it made of it."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Refused("There is no text, and no terminal for an editor. A single - reads it from standard input.")
    words = editor()
    page = Page.of(name, before, to)
    ended = run([*words, str(page.path)])
    if isinstance(ended, OSError):
        page.forget()
        raise NotTaken(f"{words[0]} cannot be run: {ended.strerror}.")
    return page, page.text(ended)
