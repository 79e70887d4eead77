"""Texts of several lines: as words, from standard input, or from the person's own editor."""

import sys
from collections.abc import Sequence

from workbench.domain.errors import Refused
from workbench.store.page import NotTaken, Page, editor, run

IN_WORDS = "the words; - reads them from standard input, none at all opens $EDITOR"


def words_of(given: Sequence[str], name: str, before: str = "") -> str:
    """What was written: the words given, standard input for a single dash, else what the editor brings back.

    Raises NoEditor, NotTaken, and Refused where there is neither word nor terminal.
    """
    if list(given) == ["-"]:
        return sys.stdin.read()
    if given:
        return " ".join(given)
    return from_editor(name, before)


def from_editor(name: str, before: str) -> str:
    """What the person's editor makes of a text; it lies in a folder of the account's own meanwhile."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Refused("There is no text, and no terminal for an editor. A single - reads it from standard input.")
    words = editor()
    page = Page.of(name, before)
    ended = run([*words, str(page.path)])
    if isinstance(ended, OSError):
        page.forget()
        raise NotTaken(f"{words[0]} cannot be run: {ended.strerror}.")
    text = page.text(ended)
    page.forget()
    return text
