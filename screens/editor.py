"""The person's own editor: the terminal is given to it for a while, and taken back whole."""

from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from workbench.domain.errors import WorkbenchError
from workbench.domain.process import Process
from workbench.services import revising
from workbench.store.page import NotTaken, Page, editor, run

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp


def edited(app: "WorkbenchApp", name: str, text: str) -> tuple[Page, str]:
    """A page of that name with a text, and what the person made of it. Raises NoEditor, NotWritten, NotTaken.

    What is left of it is sealed where the person's journal is, for it may be of that.
    """
    words = editor()
    page = Page.of(name, text, app.store.journals.keys.for_own(app.known.by) if app.known else ())
    ended = _run(app, [*words, str(page.path)])
    app.refresh(layout=True)
    if isinstance(ended, OSError):
        page.forget()
        raise NotTaken(f"{words[0]} cannot be run: {ended.strerror}.")
    return page, page.text(ended)


def _run(app: "WorkbenchApp", words: list[str]) -> int | OSError:
    """How a program ended that had the terminal. Nothing is raised in between: the panes would never come back."""
    try:
        with app.suspend():
            return run(words)
    except SuspendNotSupported:
        return run(words)


def edit_description(app: "WorkbenchApp", process: Process) -> None:
    """Let the person edit what is said of a process; what cannot be kept stays in its file, which is named."""
    actor = app.who()
    if actor is None:
        return
    try:
        page, text = edited(app, f"{process.id}-description", process.description)
    except WorkbenchError as error:
        app.say(str(error), warns=True)
        return
    if text == process.description:
        page.forget()
        app.say("Nothing was changed.")
        return
    try:
        revising.revise(app.store, actor, process, {"description": text})
    except WorkbenchError as error:
        app.look_again()
        app.say(f"{error} {page.left_behind()}", warns=True)
        return
    page.forget()
    app.look_again()
    app.say(f"kept the description of {process.id} {process.name}")
