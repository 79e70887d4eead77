"""A text on its way through an editor: a file of the account's own in a folder of the account's own, checked on return.

An editor leaves copies beside the file (swap, undo, backup); the folder keeps them from others, and goes with them.
What belongs in a sealed journal is plain for the editor's while, in memory where there is a place in it, and is sealed
where it outlasts that.
"""

import os
import shlex
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from workbench.domain.errors import BadInput, Refused, WorkbenchError
from workbench.domain.text import clean_body
from workbench.store import paths
from workbench.store.errors import NotWritten
from workbench.store.files import is_alive, make_folder, opened, read_file, replace_file, write_all

USUAL = ("vi", "nano")
_TO, _SEALED = ".sealed-to", ".age"
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
    def of(cls, name: str, text: str, to: Sequence[str] = ()) -> "Page":
        """A page of this name, which no person chose, with a text on it. Raises NotWritten.

        If it is left behind, it is sealed to the keys in `to`, where there are any.
        """
        folder = Path(paths.runtime())
        try:
            make_folder(folder)
            path = Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=folder)) / f"{name}.txt"
            if to:
                _write_new(path.parent / _TO, "\n".join(to))
            _write_new(path, f"{text}\n" if text else "")
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
        return f"What you wrote is in {_found(_out_of_memory(self.path.parent), self.path.name)}."

    @property
    def _is_alone(self) -> bool:
        return all(path == self.path or path.name == _TO for path in self.path.parent.iterdir())

    def forget(self) -> None:
        """Remove the page, with everything that an editor left beside it."""
        shutil.rmtree(self.path.parent, ignore_errors=True)


def _write_new(path: Path, text: str) -> None:
    with opened(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL) as handle:
        write_all(handle, text.encode())


def _out_of_memory(folder: Path) -> Path:
    """The folder of a page, brought where it outlasts the end of the session, if that can be done."""
    lasting = Path(paths.state()) / "texts"
    try:
        make_folder(lasting)
        if (folder / _TO).exists():
            _seal_away(folder, lasting / folder.name)
        else:
            shutil.move(folder, lasting / folder.name)
    except (OSError, Refused, BadInput):
        return folder
    return lasting / folder.name


def _seal_away(folder: Path, lasting: Path) -> None:
    """Seal what lies in a folder into another, and remove it. Raises OSError, NoSealing, BadKey."""
    from workbench.store.sealing import seal

    to = read_file(folder / _TO).decode().split()
    make_folder(lasting)
    for path in folder.iterdir():
        if path.name != _TO and path.is_file():
            replace_file(lasting / f"{path.name}{_SEALED}", seal(read_file(path), to).encode(), 0o600)
    shutil.rmtree(folder)


def _found(folder: Path, name: str) -> str:
    """Where a page is found that was left behind, and how it is read."""
    if (folder / f"{name}{_SEALED}").exists():
        path = folder / f"{name}{_SEALED}"
        return f"{path}, sealed: `workbench journal open {path}` prints it"
    return str(folder / name)


def rescued() -> list[str]:
    """What lay with an editor when a session ended without its end: brought where it lasts, in sentences."""
    folder = Path(paths.runtime())
    if not folder.is_dir():
        return []
    stranded = [path for path in folder.iterdir() if path.name.partition("-")[0].isdecimal()]
    return [
        f"What was in your editor when the line dropped is in {_found(_out_of_memory(path), name)}."
        for path in stranded
        if not is_alive(int(path.name.partition("-")[0]))
        for name in [_name_in(path)]
    ]


def _name_in(folder: Path) -> str:
    """What the page in a folder is called; "" where the editor has left only copies of its own."""
    return next((path.name for path in sorted(folder.iterdir()) if path.suffix == ".txt"), "")


def left_plain() -> list[Path]:
    """The pages that came back from an editor, could not be taken, and lie in plain text where they last."""
    return sorted((Path(paths.state()) / "texts").glob("*/*.txt"))
