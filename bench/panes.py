"""Time the panes in a terminal of 120x40 against a bare Textual app: panes.py [SIZE ...].

First frame, of a store that has changed and of one that has not; bytes until the screen is quiet; what a step of the
cursor and a letter of the filter cost until the first byte comes back; what an idle screen sends.
"""

import select
import statistics
import sys
import tempfile
from pathlib import Path

from make_store import make
from terminal import Terminal

HELLO = "from textual.app import App; from textual.widgets import Label; " \
    "A = type('A', (App,), {'compose': lambda self: iter([Label('without owner')])}); A().run()"  # fmt: skip


def measure(name: str, command: list[str], keys: bool = True) -> float:
    """Print a line for a program; the time to its first frame in seconds."""
    starts: list[float] = []
    for _ in range(5):
        terminal = Terminal(command)
        first, data = terminal.read(until=b"without owner")
        starts.append(first)
        if _ < 4:
            terminal.close()
    terminal.read(0.1)
    start = statistics.median(starts)
    line = f"{name:<8} first frame {start * 1000:5.0f} ms   {len(data):6,} bytes"
    if keys:
        downs = statistics.median(terminal.press(b"\x1b[B")[0] for _ in range(20))
        terminal.press(b"/")
        letters = statistics.median(terminal.press(letter)[0] for letter in (b"c", b"l", b"a", b"i", b"m"))
        idle = select.select([terminal.handle], [], [], 2)[0]
        line += f"   down {downs:4.1f} ms   filter {letters:5.1f} ms   idle {'sends' if idle else '0 B/s'}"
    terminal.close()
    print(line)
    return start


def again(command: list[str]) -> float:
    """The time to the first screen, in seconds, where nothing has changed since it stood last."""
    starts: list[float] = []
    for stands in (2.5, 0.5, 0.5, 0.5, 0.5, 0.5):
        terminal = Terminal(command)
        starts.append(terminal.read(stands, until=b"without owner")[0])
        terminal.press(b"q", 0.5)
        terminal.close()
    return statistics.median(starts[1:])


def main(sizes: list[int]) -> None:
    """Print a line for the bare app, and one for each size."""
    hello = measure("hello", [sys.executable, "-c", HELLO], keys=False)
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            make(Path(folder) / "store", size).close()
            command = [sys.executable, "-m", "workbench", "--store", f"{folder}/store"]
            start = measure(f"{size:,}", command)
            once_more = again([*command, "--theme", "textual-dark"])
            print(f"         {start / hello:.2f}x hello", end="; ")
            print(f"unchanged since last time {once_more * 1000:.0f} ms, {once_more / hello:.2f}x hello")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [200, 5000])
