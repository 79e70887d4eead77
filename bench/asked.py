"""Time the commands of oversight at many readings: asked.py [PROCESSES] [READINGS] [OTHER TREE].

Processor time of whole commands in milliseconds, the least of three, beside parsing the readings alone; a checkout of
another commit is timed in turn with this one, so that the ratio holds on a busy machine.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from records import TODAY, made

HERE = str(Path(__file__).parents[1])
COMMANDS = (
    "check", "check --strict", "sight P7", "reading list", "reading list P7", "due --mine", "report oversight",
    "report six", "report maturity", "report progress",
)  # fmt: skip


def milliseconds(tree: str, command: list[str]) -> float:
    """The processor time that one run of a command takes in a checkout."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, *command], env={**os.environ, "PYTHONPATH": tree}, cwd=tree, check=False,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def compared(name: str, trees: list[str], command: list[str], rounds: int = 3) -> None:
    """Print a line for a command: what it takes in each checkout, and how many times as long in the other."""
    rows = [[milliseconds(tree, command) for tree in trees] for _ in range(rounds)]
    least = [min(column) for column in zip(*rows, strict=True)]
    ratio = f"   {least[-1] / least[0]:.1f}x" if len(trees) > 1 else ""
    print(f"{name:<18}" + "".join(f"{one:9,.0f} ms" for one in least) + ratio, flush=True)


def imported(folder: Path, trees: list[str], processes: int, readings: int) -> None:
    """Print how long a table of readings takes to bring in, each time into a store that has none."""
    table, store = folder / "readings.csv", folder / "new"
    rows = (f"P{n % processes + 1},M1,{40 + n % 12} min,{TODAY}\n" for n in range(readings))
    table.write_text("process,measure,actual,on\n" + "".join(rows))
    made(folder / "empty", processes, 1).close()
    taken: list[float] = []
    for tree in trees:
        shutil.rmtree(store, ignore_errors=True)
        shutil.copytree(folder / "empty", store)
        words = ["--store", str(store), "--as", "ana", "reading", "import", str(table)]
        taken.append(milliseconds(tree, ["-m", "workbench", *words]))
    print(f"{'reading import':<18}" + "".join(f"{one:9,.0f} ms" for one in taken))


def main() -> None:
    """Print a line for each command."""
    processes, readings = (int(text) for text in [*sys.argv[1:3], "1921", "150000"][:2])
    trees = [HERE, *sys.argv[3:4]]
    with tempfile.TemporaryDirectory() as base:
        folder = Path(base)
        made(folder / "store", processes, readings).close()
        records = folder / "store" / "records" / "store.json"
        print(f"{processes:,} processes, {readings:,} readings")
        compared("json.load", trees, ["-c", f"import json; json.load(open({str(records)!r}))"])
        for command in COMMANDS:
            words = ["--store", str(folder / "store"), "--as", "ana", *command.split()]
            compared(command, trees, ["-m", "workbench", *words])
        imported(folder, trees, processes, readings)


if __name__ == "__main__":
    main()
