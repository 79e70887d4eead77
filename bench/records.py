"""Many readings: what a look-up, the chart, what is due and one new reading cost beside them.

    python bench/records.py [PROCESSES] [READINGS]

Times are the best of three, in milliseconds; trust the ratios to parsing the same bytes, which stand beside them.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from workbench.domain.readings import Reading
from workbench.domain.reviews import Review
from workbench.services import oversight
from workbench.services.recording import Taken, take
from workbench.services.waiting import waiting
from workbench.store.lines import Actor
from workbench.store.store import Store

ANA = Actor("ana", "ana")
TODAY = date(2026, 11, 22)


def made(folder: Path, processes: int, readings: int) -> Store:
    """A store of so many processes, each with a measure, and so many readings spread over them."""
    measure = {"name": "Time to a price", "target": "45 min", "range": "40–50 min", "every": "P1W"}
    tables = {
        "organization": {"organization": {"name": "Bench"}},
        "people": {"ana": {"name": "Ana", "accounts": ["ana"]}},
        "customers": {},
        "processes": {
            f"P{n}": {"name": f"Process {n}", "owner": "ana", "next_review": "2026-11-01", "measures": {"M1": measure}}
            for n in range(1, processes + 1)
        },
    }
    store = Store.create(folder, tables, ANA, "init", clock=lambda: datetime.now(UTC))
    edits = {
        f"R{n}": [
            None,
            {
                "process": f"P{n % processes + 1}", "measure": "M1", "on": str(TODAY - timedelta(days=n // processes)),
                "actual": f"{40 + n % 12} min", "target": "45 min", "range": "40–50 min", "by": "ana",
            },
        ]
        for n in range(1, readings + 1)
    }  # fmt: skip
    store.dated.play(ANA, "reading.add", edits)
    store.keeping.settle(at_once=True)
    store.close()
    return Store.open(folder)


def timed(act: Callable[[], object]) -> float:
    """The best of three runs, in milliseconds."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        act()
        best = min(best, time.perf_counter() - start)
    return best * 1000


def main() -> None:
    """Measure, and print a line for each."""
    processes, readings = (int(text) for text in [*sys.argv[1:], "5000", "150000"][:2])
    with tempfile.TemporaryDirectory() as base:
        folder = Path(base) / "store"
        made(folder, processes, readings).close()
        path = folder / "records" / "store.json"
        data = path.read_bytes()

        def opened(act: Callable[[Store], object]) -> Callable[[], object]:
            def run() -> None:
                store = Store.open(folder)
                act(store)
                store.close()

            return run

        print(f"{processes:,} processes, {readings:,} readings, {len(data):,} bytes of dated records")
        print(f"{timed(lambda: json.loads(data)):8.1f}  parsing those bytes alone")
        print(f"{timed(opened(lambda store: store.organization)):8.1f}  opening the store, nothing of them asked")
        print(f"{timed(opened(lambda store: store.dated.of(Review, 'P7'))):8.1f}  opening, and one process's reviews")
        print(f"{timed(opened(lambda store: store.dated.of(Reading, 'P7'))):8.1f}  opening, and one process's readings")
        print(f"{timed(opened(lambda store: waiting(store, TODAY))):8.1f}  opening, and all that is due")
        store = Store.open(folder)
        store.dated.of(Reading, "P7")
        print(f"{timed(lambda: store.dated.of(Reading, 'P8')):8.3f}  one process's readings in an open store")
        print(f"{timed(lambda: waiting(store, TODAY)):8.1f}  all that is due in an open store")
        print(f"{timed(lambda: oversight.board(store, TODAY)):8.1f}  the board of the six functions, weakest first")
        print(f"{timed(lambda: oversight.costs(store, '2026-11')):8.1f}  what oversight cost in six months")
        print(
            f"{timed(lambda: take(store, ANA, Taken('P8', 'M1', '47'), TODAY)):8.2f}  one new reading in an open store"
        )
        print(f"{timed(lambda: store.dated.of(Reading, 'P8')):8.3f}  and that process's readings again")


if __name__ == "__main__":
    main()
