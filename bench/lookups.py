"""Time whole commands against Python's own start and against reading the store's bytes: lookups.py [SIZE ...]."""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from make_store import make

PYTHON = sys.executable
ROUNDS = 9


def seconds(command: list[str]) -> float:
    """How long one run of a command takes."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def ratio(command: list[str], floor: list[str]) -> str:
    """The median of the ratios of paired runs, with both medians in milliseconds."""
    pairs = [(seconds(command), seconds(floor)) for _ in range(ROUNDS)]
    times, floors = ([pair[n] * 1000 for pair in pairs] for n in (0, 1))
    middle = statistics.median(mine / other for mine, other in pairs)
    return f"{statistics.median(times):7.1f} ms  {statistics.median(floors):7.1f} ms  {middle:5.2f}x"


def main(sizes: list[int]) -> None:
    """Print a line for each command and size."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            store = Path(folder) / "store"
            make(store, size).close()
            workbench = [PYTHON, "-m", "workbench", "--store", str(store)]
            parse = f"import json; json.load(open({str(store / 'organization' / 'store.json')!r}))"
            print(f"{size:,} processes: this, its floor, the ratio")
            print("  who      / python -c pass ", ratio([*workbench, "who", "claim 77"], [PYTHON, "-c", "pass"]))
            for verb in ("tree", "show P77", "due", "check"):
                print(f"  {verb:<9}/ json.load      ", ratio([*workbench, *verb.split()], [PYTHON, "-c", parse]))
            subprocess.run(
                [*workbench, "--as", "ben", "process", "set", "P7", "name", "Renamed"], check=True, stdout=-3
            )
            print("  who stale/ python -c pass ", ratio([*workbench, "who", "renamed"], [PYTHON, "-c", "pass"]))


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [200, 5000])
