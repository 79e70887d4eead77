"""A store with Ana in it, and a clock that stands until it is moved."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from workbench.services import people, setup
from workbench.store.lines import Actor
from workbench.store.store import Store


class StandingClock:
    """A clock that shows the same moment until somebody moves it."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 6, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def move(self, days: int) -> None:
        self.moment += timedelta(days=days)


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def ana() -> Actor:
    return Actor("ana", "ana")


@pytest.fixture
def store(tmp_path: Path, clock: StandingClock) -> Iterator[Store]:
    made, _ = setup.begin(tmp_path / "store", "Lakeside", "ana", "Ana Lima", clock=clock)
    yield made
    made.close()


@pytest.fixture
def zoe(store: Store, ana: Actor) -> Actor:
    people.add_person(store, ana, "Zoë Brückner", "zoe")
    return Actor("zoe", "desk")


@pytest.fixture
def _in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The clock where the person sits is that of Berlin."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()
