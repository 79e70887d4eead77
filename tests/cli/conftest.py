"""The command line called as a person calls it, on a store of Ana's."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from workbench import cli


class Said(NamedTuple):
    """What one command left behind."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def json(self) -> Any:
        import json

        return json.loads(self.out)


Run = Callable[..., Said]


@pytest.fixture(autouse=True)
def _as_ana(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The account is Ana's, whoever runs the tests; a command switches the collector off for its short life."""
    monkeypatch.setattr("workbench.cli.session._account", lambda: ("ana", "Ana Lima"))
    yield
    gc.enable()


@pytest.fixture
def anywhere(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on whatever store it names."""

    def run(*words: str) -> Said:
        capsys.readouterr()
        code = cli.run(list(words))
        captured = capsys.readouterr()
        return Said(code, captured.out, captured.err)

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the store lies."""
    return tmp_path / "store"


@pytest.fixture
def workbench(anywhere: Run, folder: Path) -> Run:
    """Run a command on a new store in which Ana is."""

    def run(*words: str) -> Said:
        return anywhere("--store", str(folder), *words)

    assert run("init", "--name", "Lakeside").code == 0
    return run


@pytest.fixture
def lakeside(workbench: Run) -> Run:
    """The same with a few processes, people and a customer on it."""
    for words in (
        ("person", "add", "zoe", "--name", "Zoë Brückner", "--contact", "ext. 22"),
        ("team", "add", "desk", "--name", "Front desk", "--member", "zoe"),
        ("customer", "add", "Patient"),
        ("process", "add", "Order to cash", "--owner", "ana"),
        ("process", "add", "Bill it", "--under", "P1", "--owner", "zoe", "--code", "9.10"),
        ("process", "add", "Greet", "--under", "P1", "--owner", "desk"),
        ("process", "add", "Hire", "--kind", "enabling"),
    ):
        assert workbench(*words).code == 0
    return workbench
