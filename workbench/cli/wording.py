"""Texts of several lines: as words, from standard input, from the person's own editor; none is lost that is refused."""

import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager

from workbench.cli.session import Session
from workbench.domain.errors import Refused, WorkbenchError
from workbench.store.page import NotTaken, Page, editor, run

IN_WORDS = "the words; - reads them from standard input, none at all opens $EDITOR"


@contextmanager
def written(session: Session, given: Sequence[str], name: str, before: str = "") -> Generator[str]:
    """What was written, while it is being kept; what cannot be kept stays in a file, which is named.

    It is the words given, standard input for a single dash, else what the editor brings back of a text. Raises
    NoEditor, NotTaken, and Refused where there is neither word nor terminal.
    """
    page = None
    if list(given) == ["-"]:
        text = sys.stdin.read()
    elif given:
        text = " ".join(given)
    else:
        page, text = _edited(name, before, _sealed_to(session))
    try:
        yield text
    except WorkbenchError:
        if page or list(given) == ["-"]:
            _leave_behind(session, page or Page(Page.of(name, text, _sealed_to(session)).path, ""))
        raise
    if page:
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
