"""A text on its way through an editor: a file of the account's own in a folder of the account's own, checked on return.

An editor leaves copies beside the file (swap, undo, backup); the folder keeps them from others, and goes with them.
"""

import os
import shlex
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from workbench.domain.errors import WorkbenchError
from workbench.domain.text import clean_body
from workbench.store import paths
from workbench.store.errors import NotWritten
from workbench.store.files import is_alive, make_folder, opened, read_file, write_all

USUAL = ("vi", "nano")
AT_THE_KEYBOARD = (signal.SIGINT, signal.SIGQUIT)


class NoEditor(WorkbenchError):
    """There is nothing with which a text could be edited."""


class NotTaken(WorkbenchError):
    """What came back from the editor does not take the place of the text."""


def editor() -> list[str]:
    """The words that run the person's editor, the first a whole path; no shell reads them. Raises NoEditor."""
    for variable in ("VISUAL", "EDITOR"):
        given = os.environ.get(variable, "").strip()
        if not given:
            continue
        try:
            words = shlex.split(given)
        except ValueError:
            raise NoEditor(f"${variable} is {given}: a quote in it is not closed.") from None
        found = shutil.which(os.path.expanduser(words[0])) if words else None
        if not found:
            raise NoEditor(f"${variable} is {given}: there is no program {words[0] if words else given} to run.")
        return [os.path.abspath(found), *words[1:]]
    found = next(filter(None, map(shutil.which, USUAL)), None)
    if not found:
        raise NoEditor("No editor was found. $EDITOR names one, for example EDITOR=nano.")
    return [os.path.abspath(found)]


def run(words: list[str]) -> int | OSError:
    """How a program ended that had the terminal; the keys that interrupt acted on it alone."""
    with _deaf():
        try:
            return subprocess.run(words, check=False).returncode
        except OSError as error:
            return error


@contextmanager
def _deaf() -> Generator[None]:
    before = [(number, signal.signal(number, _nothing)) for number in AT_THE_KEYBOARD]
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)


def _nothing(number: int, frame: object) -> None:
    """A handler and no ignoring, which the editor would inherit."""


@dataclass(frozen=True, slots=True)
class Page:
    """A text in a file, and what it was before."""

    path: Path
    before: str

    @classmethod
    def of(cls, name: str, text: str) -> "Page":
        """A page of this name, which no person chose, with a text on it. Raises NotWritten."""
        folder = Path(paths.runtime())
        try:
            make_folder(folder)
            path = Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=folder)) / f"{name}.txt"
            with opened(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL) as handle:
                write_all(handle, f"{text}\n".encode() if text else b"")
        except OSError as error:
            raise NotWritten(folder, error) from None
        return cls(path, text)

    def text(self, code: int) -> str:
        """The text as it was left behind by an editor that ended with a code. Raises NotTaken, saying where it lies.

        The file is opened anew by its name, since editors put another file in its place.
        """
        if code < 0:
            raise self._not_taken(f"The editor was ended by {signal.Signals(-code).name}")
        if code:
            raise self._not_taken(f"The editor ended with {code}")
        try:
            text = clean_body(read_file(self.path).decode())
        except UnicodeDecodeError:
            raise self._not_taken("What came back is not UTF-8 text") from None
        except OSError as error:
            raise self._not_taken(f"What was written cannot be read ({error.strerror})") from None
        if self.before and not text:
            raise self._not_taken("The text came back empty")
        return text

    def _not_taken(self, why: str) -> NotTaken:
        return NotTaken(f"{why}; the old text stays. {self.left_behind()}".strip())

    def left_behind(self) -> str:
        """Where what was written lies from now on, in a sentence; "" where nothing new was, and nothing is kept."""
        try:
            written = read_file(self.path).strip()
        except OSError:
            written = b""
        if written in (b"", self.before.strip().encode()) and self._is_alone:
            self.forget()
            return ""
        return f"What you wrote is in {_out_of_memory(self.path.parent) / self.path.name}."

    @property
    def _is_alone(self) -> bool:
        return all(path == self.path for path in self.path.parent.iterdir())

    def forget(self) -> None:
        """Remove the page, with everything that an editor left beside it."""
        shutil.rmtree(self.path.parent, ignore_errors=True)


def _out_of_memory(folder: Path) -> Path:
    """The folder of a page, brought where it outlasts the end of the session, if that can be done."""
    lasting = Path(paths.state()) / "texts"
    try:
        make_folder(lasting)
        shutil.move(folder, lasting / folder.name)
    except OSError:
        return folder
    return lasting / folder.name


def rescued() -> list[str]:
    """What lay with an editor when a session ended without its end: brought where it lasts, in sentences."""
    folder = Path(paths.runtime())
    if not folder.is_dir():
        return []
    stranded = [path for path in folder.iterdir() if path.name.partition("-")[0].isdecimal()]
    return [
        f"What was in your editor when the line dropped is in {_out_of_memory(path)}."
        for path in stranded
        if not is_alive(int(path.name.partition("-")[0]))
    ]
