"""What the tests of the exchange share: a builder of organizations, and real files where they are."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from workbench.domain.organization import Organization
from workbench.domain.outline import Outline
from workbench.domain.people import Customer, Person, Profile
from workbench.domain.process import Process
from workbench.domain.rank import spread
from workbench.exchange.formats import read, write

DATA = Path(__file__).parents[2].parent / "shared" / "data"

Told = list[tuple[str, str, int]]


@dataclass
class Builder:
    """An organization as it is put together, one record after the other."""

    people: dict[str, Person] = field(default_factory=dict[str, Person])
    customers: dict[str, Customer] = field(default_factory=dict[str, Customer])
    processes: dict[str, Process] = field(default_factory=dict[str, Process])

    def person(self, handle: str, name: str = "", **values: Any) -> "Builder":
        self.people[handle] = Person(id=handle, name=name or handle.title(), **values)
        return self

    def customer(self, id: str, name: str) -> "Builder":
        self.customers[id] = Customer(id=id, name=name)
        return self

    def process(self, name: str, under: str | None = None, **values: Any) -> "Builder":
        id = f"P{len(self.processes) + 1}"
        self.processes[id] = Process(id=id, name=name, parent=under, **values)
        return self

    def outline(self, outline: Outline) -> "Builder":
        """The processes of an outline, each under the one it stands under there."""
        for row in outline.processes:
            under = None if row.above is None else f"P{row.above + 1}"
            self.process(row.name, under, code=row.code, description=row.description, owner=row.owner or None)
        return self

    def built(self) -> Organization:
        ranks = spread(len(self.processes))
        ranked = zip(self.processes.values(), ranks, strict=True)
        processes = {process.id: replace(process, rank=rank) for process, rank in ranked}
        return Organization(Profile(name="Acme"), self.people, self.customers, processes)


def told(outline: Outline) -> Told:
    """Code, name and depth of every process, in order."""
    depths: list[int] = []
    for row in outline.processes:
        depths.append(0 if row.above is None else depths[row.above] + 1)
    return [(row.code, row.name, depth) for row, depth in zip(outline.processes, depths, strict=True)]


@pytest.fixture
def an_organization() -> Callable[[], Builder]:
    return Builder


@pytest.fixture
def chart() -> Callable[[Outline], Told]:
    return told


@pytest.fixture
def there_and_back() -> Callable[[str, Organization], Outline]:
    """What a format gives back of an organization that it wrote."""

    def trip(kind: str, organization: Organization) -> Outline:
        return read(write(kind, organization), "", format=kind)

    return trip


@pytest.fixture
def real() -> Callable[[str], bytes]:
    """The bytes of a real file; skips where the real files are not."""

    def data(name: str) -> bytes:
        file = DATA / name
        if not file.exists():
            pytest.skip(f"{file} is not here")
        return file.read_bytes()

    return data
