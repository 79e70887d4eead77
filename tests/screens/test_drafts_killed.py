"""The real program on a terminal, killed while a person writes."""

import os
import pty
import select
import signal
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from workbench.services import setup
from workbench.store import drafts
from workbench.store.store import Store

PATIENCE = 20.0


class Terminal:
    """The program on a terminal of its own, of which everything it draws is read."""

    def __init__(self, store: Path) -> None:
        self.pid, self._handle = pty.fork()
        if not self.pid:
            os.environ.update(WORKBENCH_STORE=str(store), TERM="xterm-256color", LANG="C.UTF-8", LC_ALL="C.UTF-8")
            os.execv(sys.executable, [sys.executable, "-m", "workbench"])
        termios.tcsetwinsize(self._handle, (24, 80))
        self.drawn = ""

    def wait_for(self, text: str) -> None:
        """Read until a text was drawn."""
        self.read_until(lambda: text in self.drawn)

    def read_until(self, is_so: Callable[[], bool]) -> None:
        """Read what is drawn until something is so."""
        until = time.monotonic() + PATIENCE
        while not is_so():
            assert time.monotonic() < until, self.drawn[-2000:]
            if select.select([self._handle], [], [], 0.1)[0]:
                self.drawn += os.read(self._handle, 65536).decode(errors="replace")

    def write(self, text: str) -> None:
        """Press keys."""
        os.write(self._handle, text.encode())

    def kill(self) -> None:
        """End it as a power cut would."""
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    opened: list[Terminal] = []
    yield opened
    for terminal in opened:
        terminal.kill()


def written(store: Store) -> list[str]:
    """The names on the disk that are being written."""
    return [draft.writing.texts["name"] for draft in drafts.at_work(drafts.folders(store.id))]


def test_text_is_offered_again_after_the_program_was_killed(tmp_path: Path, terminals: list[Terminal]) -> None:
    store, _ = setup.begin(tmp_path / "store", "Ours", "tester", "Tess Ter", clock=lambda: datetime.now(UTC))
    terminals.append(Terminal(store.folder))
    terminals[0].wait_for("Just type a process from start to result")
    terminals[0].write("Call to visit")
    terminals[0].read_until(lambda: written(store) == ["Call to visit"])
    terminals[0].kill()
    terminals.append(Terminal(store.folder))
    terminals[1].wait_for("Call to visit")
    terminals[1].wait_for("13 letters")
    terminals[1].write("\r")
    terminals[1].wait_for("An empty Enter ends.")
