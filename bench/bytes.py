"""What the panes send over the line: bytes for start and keys, without and with the output stage, and squeezed as by
`ssh -C`; and how far the screen lags behind a fast typist on a line of 256 kbit/s. Needs pyte (the test group)."""

import os
import statistics
import sys
import time
import zlib
from collections.abc import Iterator

import pyte
from terminal import HEIGHT, WIDTH, Terminal

COMMAND = [sys.executable, "-m", "workbench", "--sample"]
SLOW = 256_000 / 8
KEYS = {
    "down in the chart": [b"\x1b[B"] * 4,
    "page down": [b"\x1b[6~"],
    "map": [b"w"],
    "outline again": [b"w", b"w"],
    "open find": [b"f"],
    "letter in find": [b"r", b"e", b"c"],
    "close find": [b"\x1b"],
    "open a form": [b"\r"],
    "letter in a field": [b"a", b"b", b"c"],
}


class Shown:
    """What the terminal shows, to count the cells that a key changed."""

    def __init__(self) -> None:
        self.screen = pyte.Screen(WIDTH, HEIGHT)
        self.stream = pyte.ByteStream(self.screen)

    def changed_by(self, data: bytes) -> int:
        before = self.cells()
        self.stream.feed(data.replace(b"\x1b[?2026h", b"").replace(b"\x1b[?2026l", b""))
        return sum(old != new for old, new in zip(before, self.cells(), strict=True))

    def cells(self) -> list[object]:
        return [tuple(self.screen.buffer[y][x]) for y in range(HEIGHT) for x in range(WIDTH)]


def journey(output: str) -> Iterator[tuple[str, float, float, float]]:
    """Each step with its bytes, squeezed bytes and changed cells, the median of its keys."""
    terminal = Terminal(COMMAND, WORKBENCH_OUTPUT=output)
    shown, squeeze = Shown(), zlib.compressobj(6)
    steps = {"start": [b""], **KEYS}
    for name, keys in steps.items():
        figures: list[tuple[int, int, int]] = []
        for key in keys:
            data = terminal.press(key, 0.4)[1] if key else terminal.read(0.6, b"without owner")[1]
            small = len(squeeze.compress(data) + squeeze.flush(zlib.Z_SYNC_FLUSH))
            figures.append((len(data), small, shown.changed_by(data)))
        yield name, *(statistics.median(column) for column in zip(*figures, strict=True))
    terminal.close()


def lag(output: str) -> float:
    """Milliseconds from the last of 60 letters, typed at 30 a second into a long text, to the last byte."""
    terminal = Terminal(COMMAND, SLOW, WORKBENCH_OUTPUT=output)
    terminal.read(0.6, b"without owner")
    for key in (b"\r", *[b"\x1b[B"] * 3):
        terminal.press(key, 0.5)
    typed = time.perf_counter()
    for number in range(60):
        os.write(terminal.handle, b"x")
        terminal.take_until(typed + (number + 1) / 30)
    last = time.perf_counter()
    answered = terminal.take_until(last + 20, quiet=0.5)
    terminal.close()
    return max(0.0, (answered - last) * 1000)


if __name__ == "__main__":
    print(f"{'':<20}{'without':>9}{'ssh -C':>8}{'with':>8}{'ssh -C':>8}{'cells':>8}")
    for (name, plain, squeezed, _), (_, thrifty, both, cells) in zip(journey("plain"), journey("thrifty"), strict=True):
        print(f"{name:<20}{plain:9,.0f}{squeezed:8,.0f}{thrifty:8,.0f}{both:8,.0f}{cells:8,.0f}")
    print(f"lag of a fast typist at 256 kbit/s: {lag('plain'):,.0f} ms without, {lag('thrifty'):,.0f} ms with")
