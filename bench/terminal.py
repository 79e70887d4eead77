"""A program in a pseudo-terminal of 120x40, as the yardsticks look at it."""

import os
import pty
import select
import struct
import time
from fcntl import ioctl
from termios import TIOCSWINSZ

WIDTH, HEIGHT = 120, 40


class Terminal:
    """A program in a pseudo-terminal; with `rate` what it sends is read no faster than so many bytes a second."""

    def __init__(self, command: list[str], rate: float = 0, **environment: str) -> None:
        self.start, self.rate = time.perf_counter(), rate
        self.pid, self.handle = pty.fork()
        if self.pid == 0:
            os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a user's Python keeps its compiled modules
            os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", **environment}
            os.execv(command[0], command)
        ioctl(self.handle, TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))

    def read(self, quiet: float = 0.3, until: bytes = b"") -> tuple[float, bytes]:
        """Seconds until the first byte (or the one that completes `until`), and all that came until it was quiet."""
        first, data, since = 0.0, b"", time.perf_counter()
        while select.select([self.handle], [], [], quiet if first or (data and not until) else 5)[0]:
            try:
                new = os.read(self.handle, 1024 if self.rate else 65536)
            except OSError:
                break
            data += new
            if not first and until in data:
                first = time.perf_counter()
            if self.rate:
                time.sleep(len(new) / self.rate)
        return first - (self.start if until else since), data

    def take_until(self, end: float, quiet: float = 60.0) -> float:
        """Take what comes, no faster than the line, until a moment or until it is quiet; when the last byte came."""
        last = time.perf_counter()
        while (left := end - time.perf_counter()) > 0 and select.select([self.handle], [], [], min(left, quiet))[0]:
            new = os.read(self.handle, 1024)
            time.sleep(len(new) / self.rate)
            last = time.perf_counter()
        return last

    def press(self, key: bytes, quiet: float = 0.1) -> tuple[float, bytes]:
        """Milliseconds from a key to the first byte that answers it, and all that came."""
        os.write(self.handle, key)
        seconds, data = self.read(quiet)
        return seconds * 1000, data

    def close(self) -> None:
        """End the program."""
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)
        os.close(self.handle)
