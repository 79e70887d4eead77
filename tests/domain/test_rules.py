"""The rules that hold over the whole, and the sentences in which they refuse."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from workbench.domain import rules
from workbench.domain.errors import Refused
from workbench.domain.organization import Organization
from workbench.domain.people import Customer, Person
from workbench.domain.process import Flow, Process

Build = Callable[..., Organization]
ENDED = date(2026, 1, 1)


def process(number: int, parent: int | None = None, **fields: object) -> Process:
    above = f"P{parent}" if parent else None
    return Process(id=f"P{number}", name=f"Work {number}", parent=above, **fields)  # type: ignore[arg-type]


def test_a_sound_organization_is_let_through(organization_of: Build) -> None:
    ana, desk = Person(id="ana", name="Ana"), Person(id="desk", name="Desk", team=True, members=frozenset({"ana"}))
    bob = Customer(id="C1", name="Bob")
    shipping = process(2, 1, owner="ana", performers=frozenset({"ana"}), customers=frozenset({"C1"}))
    sound = organization_of([process(1), shipping], [ana, desk], [bob])
    rules.hold(sound, ["P1", "P2", "ana", "desk", "C1", "organization"])


@pytest.mark.parametrize(
    ("processes", "sentence"),
    [
        ([process(1, 1)], "P1 Work 1 cannot stand under P1: that one stands under it."),
        ([process(1, 2), process(2, 1)], "P1 Work 1 cannot stand under P2: that one stands under it."),
        ([process(1, 9)], "P1 Work 1 cannot stand under P9, which does not exist."),
        ([process(1, 2), process(2, retired=ENDED)], "P1 Work 1 cannot run under P2 Work 2, which is retired."),
        (
            [process(1, retired=ENDED), process(2, 1)],
            "P1 Work 1 has 1 process under it. Retire or move them first.",
        ),
        ([process(1, owner="ghost")], "P1 Work 1 names ghost, who is nobody here."),
        ([process(1, performers=frozenset({"ghost"}))], "P1 Work 1 names ghost, who is nobody here."),
        ([process(1, customers=frozenset({"C9"}))], "P1 Work 1 names the customer C9, which does not exist."),
        ([process(1, inputs=(Flow(id="I1", name="x", process="P9"),))], "P1 Work 1 names P9, which does not exist."),
    ],
)
def test_a_process_that_does_not_fit_is_refused(
    organization_of: Build, processes: Sequence[Process], sentence: str
) -> None:
    with pytest.raises(Refused) as refused:
        rules.hold(organization_of(processes), ["P1"])
    assert str(refused.value) == sentence


def test_a_retired_process_may_stay_under_a_retired_one(organization_of: Build) -> None:
    rules.hold(organization_of([process(1, retired=ENDED), process(2, 1, retired=ENDED)]), ["P1", "P2"])


def test_the_chart_ends_two_hundred_levels_down(organization_of: Build) -> None:
    deep = organization_of([process(n, n - 1 or None) for n in range(1, 1_001)])
    rules.hold(deep, ["P200"])
    with pytest.raises(Refused, match="cannot stand under P999: the chart ends 200 levels down"):
        rules.hold(deep, ["P1000"])


def test_a_ring_elsewhere_does_not_hang_a_change_below_it(organization_of: Build) -> None:
    ring = organization_of([process(1, 2), process(2, 1), process(3, 1)])
    with pytest.raises(Refused):
        rules.hold(ring, ["P3"])


@pytest.mark.parametrize(
    ("person", "sentence"),
    [
        (Person(id="desk", name="Desk", team=True, members=frozenset({"ghost"})), "names the member ghost"),
        (Person(id="desk", name="Desk", team=True, members=frozenset({"crew"})), "cannot have the team crew"),
        (Person(id="ana", name="Ana", members=frozenset({"crew"})), "only a team has members"),
    ],
)
def test_a_team_has_people_as_members_and_nothing_else_has(
    organization_of: Build, person: Person, sentence: str
) -> None:
    crew = Person(id="crew", name="Crew", team=True)
    with pytest.raises(Refused, match=sentence):
        rules.hold(organization_of([], [crew, person]), [person.id])


@pytest.mark.parametrize(
    ("gone", "naming"),
    [
        ("ana", process(1, owner="ana")),
        ("ana", process(1, performers=frozenset({"ana"}))),
        ("C1", process(1, customers=frozenset({"C1"}))),
        ("P2", process(1, 2)),
        ("P2", process(1, outputs=(Flow(id="O1", name="x", process="P2"),))),
    ],
)
def test_what_something_names_cannot_go(organization_of: Build, gone: str, naming: Process) -> None:
    with pytest.raises(Refused, match=f"{gone} cannot go: P1 Work 1 names it."):
        rules.hold(organization_of([naming]), [gone])


def test_a_member_of_a_team_cannot_go(organization_of: Build) -> None:
    desk = Person(id="desk", name="Desk", team=True, members=frozenset({"ana"}))
    with pytest.raises(Refused, match="ana cannot go: the team desk has it as a member"):
        rules.hold(organization_of([], [desk]), ["ana"])
