"""A long journal: what opening it, reading it back and the start of the panes cost beside it.

    python bench/journal.py [ENTRIES]

A fifth of the entries are actions, events and decisions. Times are the best of three, in milliseconds; trust the ratios
to parsing the same bytes, which stand beside them.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from terminal import Terminal

from workbench.services import journal, reconsidering
from workbench.services.searching import own_entries, wanted_in
from workbench.store.lines import Actor
from workbench.store.store import Store

ANA = Actor("ana", "ana")
TODAY = date(2026, 11, 22)
KINDS = ("action", "note", "note", "event", "note", "note", "note", "note", "note", "note", "decision", *("note",) * 4)
TEXT = "# The third call of the day\n\nThe price was there after {0} minutes, and nobody asked twice. #pricing\n" * 3


def made(folder: Path, entries: int) -> Path:
    """A store with a journal of so many entries over twenty years; the checkpoint of the journal."""
    organization = {"organization": {"name": "Bench"}}
    people = {"ana": {"name": "Ana", "accounts": ["ana"]}}
    process = {"P1": {"name": "Find a price", "owner": "ana"}}
    tables = {"organization": organization, "people": people, "customers": {}, "processes": process}
    store = Store.create(folder, tables, ANA, "init", clock=lambda: datetime.now(UTC))
    edits = {f"E{number}": [None, _entry(number, entries)] for number in range(1, entries + 1)}
    store.journals.of("ana").play(ANA, "entry.add", edits)
    store.keeping.settle(at_once=True)
    path = store.journals.of("ana").folder / "store.json"
    store.close()
    return path


def _entry(number: int, entries: int) -> dict[str, object]:
    kind, on = KINDS[number % len(KINDS)], TODAY - timedelta(days=(entries - number) * 7300 // entries)
    is_looked_at = kind != "note" and number % 10 and on < TODAY - timedelta(days=200)
    verdicts = {"P6M": {"on": str(on + timedelta(days=190)), "stance": "holds"}} if is_looked_at else {}
    return {"on": str(on), "text": TEXT.format(number % 60), "kind": kind, "tags": ["pricing"], "verdicts": verdicts}


def timed(act: Callable[[], object]) -> float:
    """The best of three runs, in milliseconds."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        act()
        best = min(best, time.perf_counter() - start)
    return best * 1000


def opened(folder: Path, act: Callable[[Store], object]) -> Callable[[], object]:
    """Opening the store, an act, and closing it."""

    def run() -> None:
        store = Store.open(folder)
        act(store)
        store.close()

    return run


def panes(folder: Path) -> None:
    """Print what the first frame, the first opening of the journal and a step in it cost."""
    command = [sys.executable, "-m", "workbench", "--store", str(folder), "--as", "ana"]
    terminal = Terminal(command)
    first, _ = terminal.read(until=b"Find a price")
    key, _ = terminal.press(b"j", 0.5)
    print(f"{first * 1000:8.1f}  first frame of the chart; {key:.1f} until it answers a key")
    first, _ = terminal.press(b"4", 6)
    steps = sorted(terminal.press(b"j", 0.5)[0] for _ in range(9))
    print(f"{first:8.1f}  the journal pane opened; {steps[4]:.1f} a step in it")
    terminal.close()


def main() -> None:
    """Measure, and print a line for each."""
    entries = int([*sys.argv[1:], "100000"][0])
    with tempfile.TemporaryDirectory() as base:
        os.environ |= {f"XDG_{name}_HOME": f"{base}/{name}" for name in ("DATA", "STATE", "CONFIG")}
        folder = Path(base) / "store"
        data = made(folder, entries).read_bytes()
        print(f"{entries:,} entries, {len(data):,} bytes")
        print(f"{timed(lambda: json.loads(data)):8.1f}  parsing those bytes alone")
        print(f"{timed(opened(folder, lambda store: journal.newest(store, ANA))):8.1f}  opening, and the newest entry")
        store = Store.open(folder)
        own = store.journals.of("ana")
        print(f"{timed(lambda: own.days()):8.1f}  every id with its day in an open journal")
        print(f"{timed(lambda: reconsidering.waiting(store, ANA, TODAY)):8.1f}  what comes back, in an open journal")
        wanted = wanted_in("minutes #pricing", store.organization, TODAY)
        print(f"{timed(lambda: list(own_entries(store, ANA, wanted))):8.1f}  everything that holds a word")
        store.close()
        panes(folder)


if __name__ == "__main__":
    main()
