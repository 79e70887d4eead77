"""The person's own editor: the terminal is given to it for a while, and taken back whole."""

import signal
import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from workbench.domain.errors import WorkbenchError
from workbench.domain.process import Process
from workbench.services import revising
from workbench.services.acting import NobodyHere
from workbench.store.page import NotTaken, Page, editor

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp

AT_THE_KEYBOARD = (signal.SIGINT, signal.SIGQUIT)


def edited(app: "WorkbenchApp", name: str, text: str) -> tuple[Page, str]:
    """A page of that name with a text, and what the person made of it. Raises NoEditor, NotWritten, NotTaken."""
    words = editor()
    page = Page.of(name, text)
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
            return _ended(words)
    except SuspendNotSupported:
        return _ended(words)


def _ended(words: list[str]) -> int | OSError:
    with _deaf():
        try:
            return subprocess.run(words, check=False).returncode
        except OSError as error:
            return error


@contextmanager
def _deaf() -> Generator[None]:
    """Let the keys that interrupt act on the editor alone."""
    before = [(number, signal.signal(number, _nothing)) for number in AT_THE_KEYBOARD]
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)


def _nothing(number: int, frame: object) -> None:
    """A handler and no ignoring, which the editor would inherit."""


def edit_description(app: "WorkbenchApp", process: Process) -> None:
    """Let the person edit what is said of a process; what cannot be kept stays in its file, which is named."""
    try:
        actor = app.actor
    except NobodyHere:
        app.ask_who()
        return
    except WorkbenchError as error:
        app.say(str(error), warns=True)
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
