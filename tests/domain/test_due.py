"""What needs a look, and whose it is."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from workbench.domain.answers import Answer, AnswerState
from workbench.domain.due import due
from workbench.domain.organization import Organization
from workbench.domain.people import Customer, Person
from workbench.domain.process import Gate, Process

Build = Callable[..., Organization]

TODAY = date(2026, 11, 22)
PEOPLE = [
    Person(id="ana", name="Ana"),
    Person(id="zoe", name="Zoë"),
    Person(id="desk", name="Desk", team=True, members=frozenset({"zoe"})),
    Person(id="ren", name="Renée", left=date(2026, 1, 1)),
]


def process(number: int, **fields: Any) -> Process:
    return Process(id=f"P{number}", name=f"Work {number}", **fields)


def told(organization: Organization, **how: Any) -> list[tuple[str, str]]:
    return [(item.what, item.record) for item in due(organization, TODAY, **how)]


def test_nothing_is_due_where_all_is_looked_after(organization_of: Build) -> None:
    looked_after = process(1, owner="ana", next_review=TODAY + timedelta(days=1))
    assert told(organization_of([looked_after], PEOPLE)) == []


@pytest.mark.parametrize(("days", "within", "is_due"), [(-1, 0, True), (0, 0, True), (1, 0, False), (14, 14, True)])
def test_a_review_is_due_from_its_day_on(organization_of: Build, days: int, within: int, is_due: bool) -> None:
    reviewed = process(1, owner="ana", next_review=TODAY + timedelta(days=days))
    assert bool(told(organization_of([reviewed], PEOPLE), within=within)) == is_due


def test_the_oldest_stands_first_and_what_has_no_day_last(organization_of: Build) -> None:
    late = process(1, owner="ana", next_review=TODAY)
    later = process(2, owner="ana", next_review=TODAY - timedelta(days=9))
    assert told(organization_of([process(3), late, later], PEOPLE)) == [
        ("review", "P2"),
        ("review", "P1"),
        ("needs an owner", "P3"),
    ]


def test_an_owned_process_that_lost_its_owner_needs_one_and_is_drifted_by_what_else_has_gone(
    organization_of: Build,
) -> None:
    left = process(1, owner="ren", gates=(Gate(id="owned"),))
    bare = process(2, owner="ren", gates=(Gate(id="owned", evidence=frozenset({"steps"})),))
    assert told(organization_of([left], PEOPLE)) == [("needs an owner", "P1")]
    assert told(organization_of([bare], PEOPLE)) == [("needs an owner", "P2"), ("drifted", "P2")]


def test_what_one_who_left_was_to_do_is_the_owners_or_waits_for_somebody(organization_of: Build) -> None:
    parked = Answer(id="trigger", state=AnswerState.PARKED, who="ren")
    owned = process(1, owner="ana", answers=(parked,))
    alone = process(2, owner="ren", answers=(parked,), next_review=TODAY)
    found = due(organization_of([owned, alone], PEOPLE), TODAY)
    assert [(item.what, item.record, item.whose) for item in found] == [
        ("review", "P2", None),
        ("find out: trigger", "P1", "ana"),
        ("find out: trigger", "P2", None),
        ("needs an owner", "P2", None),
    ]


@pytest.mark.parametrize(
    ("checked", "is_due"),
    [(None, True), (date(2025, 11, 22), True), (date(2025, 11, 23), False), (TODAY, False)],
)
def test_a_belief_about_a_customer_goes_stale_after_a_year(
    organization_of: Build, checked: date | None, is_due: bool
) -> None:
    customer = Customer(id="C1", name="Bob", needs="To be told the price", last_checked=checked)
    assert bool(told(organization_of([], [], [customer]))) == is_due


def test_a_customer_about_whom_nothing_is_believed_need_not_be_asked(organization_of: Build) -> None:
    assert told(organization_of([], [], [Customer(id="C1", name="Bob")])) == []


def test_a_retired_process_needs_no_look(organization_of: Build) -> None:
    retired = process(1, next_review=date(2026, 1, 1), retired=date(2026, 1, 2))
    assert told(organization_of([retired])) == []


def test_mine_is_what_i_owe_and_what_my_team_owes(organization_of: Build) -> None:
    organization = organization_of(
        [
            process(1, owner="ana", next_review=TODAY),
            process(2, owner="desk", next_review=TODAY),
            process(3, engineer="zoe"),
            process(4),
        ],
        PEOPLE,
    )
    assert told(organization, mine="zoe") == [("review", "P2"), ("needs an owner", "P3")]
    assert told(organization, mine="ana") == [("review", "P1")]


def test_an_interval_beyond_the_calendar_is_never_due(organization_of: Build) -> None:
    customer = Customer(id="C1", name="Bob", needs="x", last_checked=TODAY)
    assert told(organization_of([], [], [customer], belief_interval="P9999Y"), within=36_500) == []
