"""Time the oversight pane in a terminal of 120x40: oversight.py [PROCESSES READINGS ...].

From the key to the pane with all that waits, to a step of its cursor, to the board of the six functions, to a step on
it and to its last row, to the next process. The step of the chart beside them is the yardstick: a key that does little.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from records import made
from terminal import Terminal

DOWN, ESCAPE, LAST = b"\x1b[B", b"\x1b", b"G"


def until(terminal: Terminal, key: bytes, text: bytes) -> float:
    """Milliseconds from a key until a text stands on the screen."""
    terminal.start = time.perf_counter()
    os.write(terminal.handle, key)
    return terminal.read(until=text)[0] * 1000


def steps(terminal: Terminal, key: bytes) -> float:
    """Milliseconds from a key to the first byte, the middle of twenty."""
    return statistics.median(terminal.press(key)[0] for _ in range(20))


def measure(processes: int, readings: int) -> None:
    """Print a line for a store of so many processes and readings."""
    with tempfile.TemporaryDirectory() as folder:
        made(Path(folder) / "store", processes, readings).close()
        command = [sys.executable, "-m", "workbench", "--store", f"{folder}/store", "--as", "ana"]
        terminal = Terminal(command)
        terminal.read(2.0, until=b"owned")
        found = {"chart down": steps(terminal, DOWN), "5 opens": until(terminal, b"5", b"What waits:")}
        terminal.read(0.3)
        found["down"] = steps(terminal, DOWN)
        terminal.press(ESCAPE, 0.5)
        found["board opens"] = until(terminal, b"j", b"Six functions:")
        terminal.press(b"\r", 0.5)
        found |= {"down on it": steps(terminal, DOWN), "its last": terminal.press(LAST)[0]}
        found["next process"] = steps(terminal, b">")
        terminal.close()
    told = "   ".join(f"{name} {milliseconds:.1f} ms" for name, milliseconds in found.items())
    print(f"{processes:,} processes, {readings:,} readings   {told}")


if __name__ == "__main__":
    sizes = [int(text) for text in sys.argv[1:]] or [200, 6000, 5000, 150000]
    for processes, readings in zip(sizes[::2], sizes[1::2], strict=True):
        measure(processes, readings)
