"""A small organization in a store of its own, a clock that ticks when it is asked, and the verbs to change it.

`WORKBENCH_TEST_SCALE=10` makes the counts of the long tests ten times what they are.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from workbench.domain.process import Process
from workbench.store.lines import Actor
from workbench.store.store import Clock, Store

ANA, BO = Actor("ana", "ana"), Actor("bo", "bo")


@pytest.fixture(scope="session")
def scale() -> int:
    """How many times the usual counts are wanted."""
    return int(os.environ.get("WORKBENCH_TEST_SCALE", "1"))


@pytest.fixture
def ana() -> Actor:
    return ANA


@pytest.fixture
def bo() -> Actor:
    return BO


@pytest.fixture
def clock() -> Clock:
    """A clock that goes on by a minute whenever it is asked."""
    return ticking()


def ticking() -> Clock:
    asked = 0

    def ask() -> datetime:
        nonlocal asked
        asked += 1
        return datetime(2026, 11, 22, 9, 0, tzinfo=UTC) + timedelta(minutes=asked)

    return ask


@pytest.fixture
def beginning() -> dict[str, dict[str, dict[str, Any]]]:
    """What a small organization begins with: two people and three processes, P3 under P1."""
    return {
        "organization": {"organization": {"name": "Lakeside Dental"}},
        "people": {"ana": {"name": "Ana", "accounts": ["ana"]}, "bo": {"name": "Bo", "accounts": ["bo"]}},
        "customers": {"C1": {"name": "Patient"}},
        "processes": {
            "P1": {"name": "Examine", "owner": "ana", "tags": ["clinic"], "customers": ["C1"]},
            "P2": {"name": "Bill", "owner": "bo", "rank": "p"},
            "P3": {"name": "Sterilize", "parent": "P1", "outputs": {"O1": {"name": "Clean set"}}},
        },
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def store(folder: Path, beginning: Any, clock: Clock) -> Iterator[Store]:
    """A store that holds the small organization."""
    begun = Store.create(folder, beginning, ANA, "init", clock=clock)
    yield begun
    begun.close()


@pytest.fixture
def reopened(folder: Path, clock: Clock) -> Iterator[Callable[[], Store]]:
    """Opens the store's folder, as another program would."""
    opened: list[Store] = []

    def open_again() -> Store:
        opened.append(Store.open(folder, clock))
        return opened[-1]

    yield open_again
    for one in opened:
        one.close()


@pytest.fixture
def add() -> Callable[..., str]:
    """Adds a process: `add(store, "Name", owner="ana")` gives its id."""

    def adding(store: Store, name: str, by: Actor = ANA, **fields: Any) -> str:
        with store.change(by, "process.add") as change:
            process = Process(id=change.new_id("P"), name=name, **fields)
            change.put(None, process)
        return process.id

    return adding


@pytest.fixture
def revise() -> Callable[..., None]:
    """Changes fields of a process as it is shown now, or as somebody `saw` it: `revise(store, "P1", name="New")`."""

    def revising(store: Store, record: str, by: Actor = ANA, saw: Process | None = None, **fields: Any) -> None:
        with store.change(by, "process.set") as change:
            before = saw or change.organization.processes[record]
            change.put(before, replace(before, **fields))

    return revising


@pytest.fixture
def remove() -> Callable[..., None]:
    """Deletes a record."""

    def removing(store: Store, record: str, by: Actor = ANA) -> None:
        with store.change(by, "process.delete") as change:
            change.remove(record)

    return removing
