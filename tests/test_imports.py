"""What is loaded for what: a look-up starts in little more than Python's own time."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.services import chart
from workbench.services.setup import begin
from workbench.store.lines import Actor

HERE = Path(__file__).parents[1]
HEAVY = {
    "json", "re", "argparse", "rich", "textual", "tinydb", "dataclasses", "pathlib", "typing", "logging", "asyncio",
    "inspect", "tomlkit", "shtab", "difflib", "datetime",
}  # fmt: skip


def loaded(code: str, store: Path) -> set[str]:
    """The modules that are loaded when the code has run in a Python of its own, beyond those it starts with."""
    program = (
        f"import sys; started = {{*sys.modules}}\n{code}\n"
        "print('loaded', *sorted({*sys.modules} - started), file=sys.stderr)"
    )
    environment = {**os.environ, "WORKBENCH_STORE": str(store)}
    words = [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(HERE)!r})\n{program}"]
    found = subprocess.run(words, env=environment, capture_output=True, text=True, check=True, timeout=30)
    return {name for line in found.stderr.splitlines() if line.startswith("loaded ") for name in line.split()[1:]}


def running(*words: str) -> str:
    return f"from workbench import cli\nassert cli.run({list(words)!r}) == 0"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a process that Zoë owns and one that nobody does."""
    folder = tmp_path_factory.mktemp("imports") / "store"
    store, person = begin(folder, "Lakeside", "zoe", "Zoë Brückner")
    zoe = Actor(person.id, "zoe")
    chart.add(store, zoe, "Bill it", fields={"owner": "zoe"})
    chart.add(store, zoe, "Hire")
    store.keeping.settle(at_once=True)
    store.close()
    return folder


def test_the_command_line_itself_loads_nothing_heavy(made: Path) -> None:
    found = loaded("import workbench.cli", made)
    assert found & HEAVY == set()
    assert {name for name in found if name.startswith("workbench")} == {"workbench", "workbench.cli"}


@pytest.mark.parametrize(
    "words",
    [("who", "bill"), ("who", "P2"), ("owned-by", "zoe"), ("unowned",), ("who", "--tsv", "--limit", "1", "i")],
    ids=" ".join,
)
def test_a_lookup_loads_nothing_heavy(made: Path, words: tuple[str, ...]) -> None:
    found = loaded(running(*words), made)
    assert found & HEAVY == set()
    assert "workbench.store.store" not in found


def test_a_lookup_in_json_loads_no_parser_and_no_store(made: Path) -> None:
    found = loaded(running("who", "bill", "--json"), made)
    assert not {"argparse", "rich", "textual", "tinydb", "workbench.store.store"} & found


@pytest.mark.parametrize(
    "words",
    [("tree",), ("tree", "--json"), ("show", "P1"), ("due",), ("history",), ("process", "--help")],
    ids=" ".join,
)
def test_no_command_but_the_panes_loads_textual(made: Path, words: tuple[str, ...]) -> None:
    found = loaded(running(*words), made)
    assert not {"textual", "shtab", "tomlkit", "asyncio"} & found


@pytest.mark.parametrize("words", [("tree",), ("due",), ("process", "set", "P2", "name", "Hire")], ids=" ".join)
def test_the_chart_loads_nothing_of_how_a_process_is_engineered(made: Path, words: tuple[str, ...]) -> None:
    found = loaded(running("--as", "zoe", *words), made)
    assert not {f"workbench.domain.{name}" for name in ("answers", "steps", "document", "quantities", "design")} & found


@pytest.mark.parametrize("layer", ["domain", "store", "exchange", "services", "cli"])
def test_no_layer_but_the_screens_knows_textual(made: Path, layer: str) -> None:
    names = sorted(path.stem for path in (HERE / "workbench" / layer).glob("*.py") if path.stem != "__init__")
    found = loaded("\n".join(f"import workbench.{layer}.{name}" for name in names), made)
    assert "textual" not in found
    if layer in ("domain", "exchange"):
        assert "tinydb" not in found
        assert not {name for name in found if name.startswith("workbench.store")}
