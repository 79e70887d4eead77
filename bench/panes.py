"""Time the panes in a terminal of 120x40 against a bare Textual app: panes.py [SIZE ...].

First frame, bytes until the screen is quiet, what a step of the cursor and a letter of the filter
cost until the first byte comes back, and what an idle screen sends.
"""

import os
import pty
import select
import statistics
import struct
import sys
import tempfile
import time
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ

from make_store import make

HELLO = "from textual.app import App; from textual.widgets import Label; " \
    "A = type('A', (App,), {'compose': lambda self: iter([Label('without owner')])}); A().run()"  # fmt: skip


class Terminal:
    """A program in a pseudo-terminal."""

    def __init__(self, command: list[str]) -> None:
        self.start = time.perf_counter()
        self.pid, self.handle = pty.fork()
        if self.pid == 0:
            os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "TEXTUAL_ANIMATIONS": "none"}
            os.execv(command[0], command)
        ioctl(self.handle, TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

    def read(self, quiet: float = 0.3, until: bytes = b"") -> tuple[float, int]:
        """When the first byte came (or the one that completes `until`), and how many there were."""
        first, data, since = 0.0, b"", time.perf_counter()
        while select.select([self.handle], [], [], quiet if data else 5)[0]:
            data += os.read(self.handle, 65536)
            if not first and until in data:
                first = time.perf_counter()
        return first - since if not until else first - self.start, len(data)

    def press(self, key: bytes) -> float:
        """Milliseconds from a key to the first byte that answers it."""
        os.write(self.handle, key)
        return self.read(0.1)[0] * 1000

    def close(self) -> None:
        """End the program."""
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)
        os.close(self.handle)


def measure(name: str, command: list[str], keys: bool = True) -> float:
    """Print a line for a program; the time to its first frame in seconds."""
    starts: list[float] = []
    for _ in range(5):
        terminal = Terminal(command)
        first, size = terminal.read(until=b"without owner")
        starts.append(first)
        if _ < 4:
            terminal.close()
    start = statistics.median(starts)
    line = f"{name:<8} first frame {start * 1000:5.0f} ms   {size:6,} bytes"
    if keys:
        downs = statistics.median(terminal.press(b"\x1b[B") for _ in range(20))
        terminal.press(b"/")
        letters = statistics.median(terminal.press(letter) for letter in (b"c", b"l", b"a", b"i", b"m"))
        idle = select.select([terminal.handle], [], [], 2)[0]
        line += f"   down {downs:4.1f} ms   filter {letters:5.1f} ms   idle {'sends' if idle else '0 B/s'}"
    terminal.close()
    print(line)
    return start


def main(sizes: list[int]) -> None:
    """Print a line for the bare app, and one for each size."""
    hello = measure("hello", [sys.executable, "-c", HELLO], keys=False)
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            make(Path(folder) / "store", size).close()
            start = measure(f"{size:,}", [sys.executable, "-m", "workbench", "--store", f"{folder}/store"])
            print(f"         {start / hello:.2f}x hello")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [200, 5000])
