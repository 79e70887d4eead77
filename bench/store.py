"""What the store costs, in ratios to what it cannot do without: `python bench/store.py [200 5000 20000]`.

A durable change in an open store is held against a bare append of 2 kB with its fsync and against an
update by TinyDB's own JSONStorage, in turn in the same run; opening a store against `json.load` of
the same bytes. Medians; a ratio holds where the times do not.
"""

import gc
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

from tinydb import TinyDB

from workbench.store.edits import Tables
from workbench.store.lines import Actor
from workbench.store.store import Store

ANA = Actor("ana", "ana")
TEXT = "Every patient knows what is found, what it costs and when it is done. " * 26


def organization(number: int) -> Tables:
    """An organization of so many processes of about 2 kB."""
    processes = {
        f"P{place}": {
            "name": f"Process {place}",
            "rank": "n",
            "owner": "ana",
            "tags": ["clinic", "daily"],
            "description": TEXT,
            **({"parent": f"P{place // 8}"} if place >= 8 else {}),
        }
        for place in range(1, number + 1)
    }
    return {
        "organization": {"organization": {"name": "Bench"}},
        "people": {"ana": {"name": "Ana"}},
        "processes": processes,
    }


def timed(act: Callable[[], object]) -> float:
    """The seconds that an act takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def appending(path: Path) -> Callable[[], None]:
    """A bare append of 2 kB, synced."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    data = b"x" * 2047 + b"\n"

    def append() -> None:
        os.write(handle, data)
        os.fsync(handle)

    return append


def changing(store: Store) -> Callable[[], None]:
    """A change of one process's 2 kB description."""
    count = 0

    def change() -> None:
        nonlocal count
        count += 1
        with store.change(ANA, "process.set") as changed:
            process = changed.organization.processes["P7"]
            changed.put(process, replace(process, description=f"{count} {TEXT[:990]}"))

    return change


def measure(number: int, home: Path) -> None:
    """Print the ratios for a store of so many processes."""
    tables = organization(number)
    store = Store.create(home / "store", tables, ANA, "init")
    size = (home / "store" / "organization" / "store.json").stat().st_size
    tiny = TinyDB(home / "tiny.json")
    tiny.storage.write({"processes": {key[1:]: doc for key, doc in tables["processes"].items()}})
    table = tiny.table("processes")
    append, change = appending(home / "bare"), changing(store)
    update: Callable[[], object] = lambda: table.update({"description": TEXT}, doc_ids=[7])  # noqa: E731
    rounds = 200
    change()
    times = [(timed(append), timed(change)) for _ in range(rounds)]
    bare, durable = (median(column) for column in zip(*times, strict=True))
    slow = median(timed(update) for _ in range(3))
    store.keeping.settle(at_once=True)
    store.close()
    data = home / "store" / "organization" / "store.json"
    openings = [
        (timed(lambda: json.loads(data.read_bytes())), timed(lambda: Store.open(store.folder))) for _ in range(7)
    ]
    load, opened = (median(column) for column in zip(*openings, strict=True))
    print(
        f"{number:>7,} processes {size / 1e6:6.1f} MB | change {durable * 1e3:7.3f} ms = {durable / bare:5.2f} x append"
        f" ({bare * 1e3:.3f} ms) = 1/{slow / durable:,.0f} of TinyDB ({slow * 1e3:.1f} ms)"
        f" | open {opened * 1e3:6.1f} ms = {opened / load:4.2f} x json.loads ({load * 1e3:.1f} ms)"
    )


if __name__ == "__main__":
    for wanted in [int(word.replace(",", "")) for word in sys.argv[1:]] or [200, 5_000, 20_000]:
        gc.collect()
        with tempfile.TemporaryDirectory(prefix="workbench-bench-") as folder:
            measure(wanted, Path(folder))
