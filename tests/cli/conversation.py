"""A person at a terminal that draws nothing: writes lines, reads what comes back byte by byte."""

import os
import pty
import select
import subprocess
import sys
import termios
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).parents[2]


class Conversation:
    """A session of the workbench on a pseudo-terminal, whose echo is off, so that only the program is read.

    With `as_job` it runs as a shell with job control runs it, else as sshd and tmux do.
    """

    def __init__(self, *words: str, term: str = "dumb", as_job: bool = False) -> None:
        self.terminal, slave = pty.openpty()
        settings = termios.tcgetattr(slave)
        settings[3] &= ~termios.ECHO
        settings[1] &= ~termios.OPOST
        termios.tcsetattr(slave, termios.TCSANOW, settings)
        termios.tcsetwinsize(slave, (24, 80))
        environment = {**os.environ, "TERM": term, "PYTHONPATH": str(ROOT)}
        self.program = subprocess.Popen(
            [sys.executable, "-m", "workbench", *words],
            stdin=slave, stdout=slave, stderr=slave, env=environment,
            start_new_session=not as_job, process_group=0 if as_job else None,
        )  # fmt: skip
        os.close(slave)
        self.heard = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.program.poll() is None:
            self.program.kill()
            self.program.wait()
        self.drop()

    def until(self, end: str) -> str:
        """What the program says up to and with these words."""
        said = b""
        while not said.endswith(end.encode()):
            part = self._part()
            assert part, f"waited for {end!r}, heard {said.decode(errors='replace')!r}"
            said += part
        self.heard += said
        return said.decode()

    def answer(self, line: str, end: str = "> ") -> str:
        """Write a line; what the program says then, up to its next question."""
        os.write(self.terminal, f"{line}\n".encode())
        return self.until(end)

    def write(self, line: str) -> None:
        """Write a line to which the program says nothing; it has read it when this returns."""
        before = self._bytes_read()
        os.write(self.terminal, f"{line}\n".encode())
        while self._bytes_read() < before + len(line) + 1:
            assert self.program.poll() is None

    def _bytes_read(self) -> int:
        return int(Path(f"/proc/{self.program.pid}/io").read_text().split()[1])

    def press(self, key: bytes, end: str = "> ") -> str:
        """Press a control key; what the program says then."""
        os.write(self.terminal, key)
        return self.until(end)

    @property
    def takes_lines(self) -> bool:
        """The terminal hands lines over whole, as it does to programs that draw nothing."""
        return bool(termios.tcgetattr(self.terminal)[3] & termios.ICANON)

    def leave(self, line: str = "q\n") -> int:
        """Write the last line; the exit code."""
        os.write(self.terminal, line.encode())
        while part := self._part():
            self.heard += part
        return self.program.wait(20)

    def drop(self) -> None:
        """The line drops."""
        if self.terminal >= 0:
            os.close(self.terminal)
            self.terminal = -1

    def _part(self) -> bytes:
        ready, _, _ = select.select([self.terminal], [], [], 20)
        try:
            return os.read(self.terminal, 1) if ready else b""
        except OSError:
            return b""
