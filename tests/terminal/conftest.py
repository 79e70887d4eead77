"""The workbench on a terminal of its own, as a process of its own."""

import json
import os
import pwd
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.terminal.harness import Program
from workbench.services import chart, setup
from workbench.store.lines import Actor

ROOT = Path(__file__).parents[2]
LOGIN = pwd.getpwuid(os.getuid()).pw_name
BASE = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}
KEPT = ("PATH", "HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")

Start = Callable[..., Program]


def environment(**changes: str | None) -> dict[str, str]:
    """The environment of a person at a good terminal, with changes; None takes a variable out."""
    whole: Mapping[str, str | None] = {**{name: os.environ[name] for name in KEPT}, **BASE, **changes}
    return {name: value for name, value in whole.items() if value is not None}


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """The folder of a store with one process in it, in which the account may write."""
    store, person = setup.begin(tmp_path / "store", "Lakeside", LOGIN, "Ana Lima")
    chart.add(store, Actor(person.id, LOGIN), "Call to visit")
    store.keeping.settle(at_once=True)
    store.close()
    return tmp_path / "store"


@pytest.fixture
def start(begun: Path) -> Iterator[Start]:
    """Open the panes on that store in a process of its own; whatever still runs is ended behind the test."""
    running: list[Program] = []

    def started(*words: str, store: Path | None = None, env: Mapping[str, str | None] | None = None, **how: Any) -> Any:
        command = [sys.executable, "-m", "workbench", "--store", str(store or begun), *words]
        running.append(Program(command, environment(**(env or {})), cwd=ROOT, **how))
        return running[-1]

    yield started
    for program in running:
        program.close()


@pytest.fixture
def panes(start: Start) -> Start:
    """Open the panes and wait until the chart is there and takes keys."""

    def opened(*words: str, **how: Any) -> Program:
        program = start(*words, **how)
        ready(program)
        return program

    return opened


def ready(program: Program) -> None:
    """Watch until the chart is there and takes keys."""
    program.shows("Call to visit")
    program.shows("quit")


@pytest.fixture
def writing(panes: Start) -> Start:
    """Open the panes and the field for a new name."""

    def opened(*words: str, **how: Any) -> Program:
        program = panes(*words, **how)
        program.type("a")
        program.shows("Enter: the next")
        return program

    return opened


@pytest.fixture
def drafted() -> Callable[[], str]:
    """Everything that stands in the drafts of the account."""
    state = Path(os.environ["XDG_STATE_HOME"]) / "workbench"

    def read() -> str:
        return "\n".join(_texts(path) for path in sorted(state.glob("*/drafts/*.json")))

    return read


def _texts(path: Path) -> str:
    """The texts of a draft, whatever else it holds."""
    try:
        content: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    return "\n".join(_strings(content))


def _strings(content: Any) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict | list):
        parts: Any = content.values() if isinstance(content, dict) else content  # pyright: ignore[reportUnknownVariableType]
        for part in parts:
            yield from _strings(part)
