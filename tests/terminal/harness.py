"""A program on a terminal of its own: fed, watched, stalled, resized, hung up, as a person and a bad line do it."""

import codecs
import fcntl
import os
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from tests.terminal.spoken import parted

pyte: Any = import_module("pyte")

PATIENCE = 15.0
DRAWN = frozenset({"text", "style", "move"})
Stream = int | IO[bytes]


class Terminal:
    """A pseudo terminal with the screen that a person sees on it."""

    def __init__(self, size: tuple[int, int] = (80, 24), encoding: str = "utf-8") -> None:
        self.master, self.slave = os.openpty()
        self._line = select.poll()
        self._line.register(self.master, select.POLLIN)
        self.before = termios.tcgetattr(self.slave)
        self.screen = pyte.Screen(*size)
        self.is_open = True
        self.sent = 0
        self.strays: list[str] = []
        self.modes: dict[int, bool] = {}
        self.key_protocols = 0
        self.everything = ""
        self._stream = pyte.Stream(self.screen)
        self._decoder = codecs.getincrementaldecoder(encoding)("strict")
        self._unfinished = ""
        self.set_size(size)

    def set_size(self, size: tuple[int, int]) -> None:
        """Make the window another size; whoever runs in it is told by the kernel."""
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.screen.resize(max(size[1], 1), max(size[0], 1))

    def look(self, seconds: float = 0.0) -> bool:
        """Take in what was sent, waiting so long for something; whether anything came."""
        if not self.is_open:
            time.sleep(min(seconds, 0.02))
            return False
        if not self._line.poll(seconds * 1000):
            return False
        try:
            data = os.read(self.master, 65536)
        except OSError:
            return False
        self._take(data)
        return bool(data)

    def _take(self, data: bytes) -> None:
        self.sent += len(data)
        text = self._unfinished + self._decoder.decode(data)
        words, self._unfinished = parted(text)
        self.everything += text[: len(text) - len(self._unfinished)]
        for word in words:
            if word.kind in DRAWN:
                self._stream.feed(word.text)
            elif word.kind == "stray":
                self.strays.append(word.text)
            elif word.kind == "mode":
                self.modes[word.mode] = word.on
            elif word.kind == "keys":
                self.key_protocols += -1 if "<" in word.text else 1

    @property
    def lines(self) -> list[str]:
        """What stands on the screen."""
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self) -> str:
        """The same as one text."""
        return "\n".join(self.lines)

    @property
    def letters(self) -> str:
        """The same without spaces, borders and line ends: for texts that are wrapped."""
        return "".join(letter for letter in self.text if letter.isalnum())

    def write(self, data: bytes) -> None:
        """Type, as fast as the terminal takes it, reading all the while."""
        os.set_blocking(self.master, False)
        view, until = memoryview(data), time.monotonic() + PATIENCE
        while view and time.monotonic() < until:
            with suppress(BlockingIOError):
                view = view[os.write(self.master, view[:4096]) :]
            self.look(0.0 if view else 0.001)
        os.set_blocking(self.master, True)
        assert not view, f"{len(view)} bytes were never taken"

    def push(self, data: bytes) -> int:
        """Type without reading anything; how much of it was taken."""
        os.set_blocking(self.master, False)
        try:
            return os.write(self.master, data)
        except BlockingIOError:
            return 0
        finally:
            os.set_blocking(self.master, True)

    def hang_up(self) -> None:
        """The line drops."""
        os.close(self.master)
        self.is_open = False

    def left_on(self) -> list[str]:
        """What a program that has gone has not put back, in words."""
        found = [f"mode {mode}" for mode, on in self.modes.items() if on != (mode in (7, 25))]
        if self.key_protocols > 0:
            found.append("key protocol")
        return found + ([] if termios.tcgetattr(self.slave) == self.before else ["raw mode"])

    def close(self) -> None:
        """Give the terminal back."""
        if self.is_open:
            self.hang_up()
        os.close(self.slave)


class Program:
    """A program that runs on a terminal."""

    def __init__(
        self,
        words: Sequence[str | Path],
        environment: Mapping[str, str],
        size: tuple[int, int] = (80, 24),
        streams: Mapping[str, Stream] | None = None,
        ignoring: Sequence[signal.Signals] = (),
        encoding: str = "utf-8",
        cwd: Path | None = None,
    ) -> None:
        self.terminal = Terminal(size, encoding)
        slave = self.terminal.slave

        def take_terminal() -> None:
            fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
            for number in ignoring:
                signal.signal(number, signal.SIG_IGN)

        given: dict[str, Any] = {"stdin": slave, "stdout": slave, "stderr": slave, **(streams or {})}
        self.process = subprocess.Popen(
            [str(word) for word in words],
            env=dict(environment),
            cwd=cwd,
            start_new_session=True,
            preexec_fn=take_terminal,
            pass_fds=[slave],
            **given,
        )

    # What a person sees

    def until(self, seen: Callable[[], Any], what: str = "") -> Any:
        """Watch until something is so; what it was found to be."""
        end = time.monotonic() + PATIENCE
        while True:
            while self.terminal.look():
                pass
            if found := seen():
                return found
            ended = self.process.poll()
            late = time.monotonic() > end
            assert not late, f"{what or 'it'} never came:\n{self.terminal.text}"
            assert ended is None or late, f"it ended with {ended} before {what or 'that'}:\n{self.terminal.text}"
            self.terminal.look(0.02)

    def shows(self, text: str) -> None:
        """Watch until a text stands on the screen."""
        self.until(lambda: text in self.terminal.text, f"“{text}”")

    def spells(self, letters: str) -> None:
        """Watch until these letters and figures follow each other on the screen, whatever is drawn between."""
        self.until(lambda: letters in self.terminal.letters, f"“{letters}”")

    def type(self, text: str | bytes) -> None:
        """Type."""
        self.terminal.write(text.encode() if isinstance(text, str) else text)

    def quiet(self, seconds: float = 0.3) -> None:
        """Watch until nothing has been drawn for so long."""
        end = time.monotonic() + PATIENCE
        while self.terminal.look(seconds):
            assert time.monotonic() < end, "it never stops drawing"

    # What happens to it

    def signal(self, number: int) -> None:
        """Send it a signal."""
        os.kill(self.process.pid, number)

    def ended(self, within: float = PATIENCE) -> int:
        """Its exit code, which must come in time; -n where a signal killed it."""
        end = time.monotonic() + within
        while self.process.poll() is None:
            assert time.monotonic() < end, f"it still runs after {within} s:\n{self.terminal.text}"
            self.terminal.look(0.02)
        while self.terminal.is_open and self.terminal.look():
            pass
        return self.process.returncode

    # What it is like

    @property
    def threads(self) -> int:
        """How many threads it has."""
        return len(list(Path(f"/proc/{self.process.pid}/task").iterdir()))

    @property
    def children(self) -> list[int]:
        """The processes it has started that are still there."""
        return children_of(self.process.pid)

    def work(self) -> float:
        """The seconds of processor time it has used so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def close(self) -> None:
        """End it, however it stands."""
        if self.process.poll() is None:
            self.process.kill()
            with suppress(ProcessLookupError):
                self.signal(signal.SIGCONT)
        self.process.wait()
        self.terminal.close()


def children_of(parent: int) -> list[int]:
    """The processes whose parent this is."""
    found: list[int] = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, IndexError, ValueError):
            if int((folder / "stat").read_text().rpartition(")")[2].split()[1]) == parent:
                found.append(int(folder.name))
    return found
