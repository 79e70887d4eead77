"""Then and now: what became of the chart since a day, how far each branch has come, and what was judged before."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from workbench.services import careers, maturing, people
from workbench.services.chart import set_fields
from workbench.services.progress import WHOLE, shares
from workbench.services.setup import begin
from workbench.services.since import since
from workbench.services.waiting import waiting
from workbench.store.lines import Actor
from workbench.store.store import Store

TODAY = date(2026, 11, 22)
ANA = Actor("ana", "ana")


def at(store: Store, day: date) -> None:
    store.clock = lambda: datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two branches begun a year ago; since then one step was owned, one moved, one retired and one added."""
    begun = datetime(2025, 11, 1, tzinfo=UTC)
    store, _ = begin(tmp_path / "s", "Ours", "ana", "Ana Lima", clock=lambda: begun)
    rows = {"P1": "a", "P2": "b", "P3": "c", "P4": "d"}
    edits = {p: [None, {"name": f"Process {p}", "rank": rank}] for p, rank in rows.items()}
    for child in ("P3", "P4"):
        edits[child][1]["parent"] = "P1"  # type: ignore[index]
    store.play(ANA, "process.add", edits)
    at(store, date(2026, 8, 3))
    store.play(ANA, "process.set", {"P3.owner": [None, "ana"]})
    store.play(ANA, "process.move", {"P4.parent": ["P1", "P2"]})
    store.play(ANA, "process.add", {"P5": [None, {"name": "Process P5", "rank": "e"}]})
    at(store, date(2026, 10, 3))
    store.play(ANA, "process.retire", {"P5.retired": [None, "2026-10-03"]})
    for purpose in ("first", "second"):
        set_fields(store, ANA, store.organization.processes["P2"], {"purpose": purpose, "result": purpose})
    at(store, TODAY)
    yield store
    store.close()


def test_what_became_of_the_chart_is_told_by_kind_and_once_a_process(store: Store) -> None:
    found = since(store, date(2026, 5, 22))
    told = {kind: [one.process for one in listed] for kind, listed in found.groups.items() if listed}
    assert told == {"added": ["P5"], "handed over": ["P3"], "moved": ["P4"], "changed": ["P2"]}
    assert found.groups["changed"][0].after == "purpose, result"
    assert found.number == 3


def test_a_later_day_has_less_behind_it(store: Store) -> None:
    found = since(store, date(2026, 9, 1))
    assert [one.process for one in found.groups["retired"]] == ["P5"]
    assert found.groups["handed over"] == []
    assert since(store, TODAY).number == 0


def test_shares_are_those_of_each_branch_and_of_the_whole_at_the_ends_of_months(store: Store) -> None:
    owned = {one.branch: one for one in shares(store, TODAY) if one.stage == "owned"}
    assert list(owned) == [WHOLE, "P1", "P2"]
    assert [int(share or 0) for share in owned["P1"].shares] == [0, 0, 0, 1, 1, 1, 1]
    assert owned[WHOLE].shares[0] == 0
    assert owned[WHOLE].shares[-1] == Fraction(1, 2)


def test_a_branch_that_was_not_there_yet_has_no_share(store: Store) -> None:
    at(store, date(2026, 11, 1))
    store.play(ANA, "process.add", {"P6": [None, {"name": "Process P6", "rank": "f"}]})
    (owned,) = [one for one in shares(store, TODAY, "P6") if one.stage == "owned"]
    assert owned.shares == [*[None] * 6, Fraction(0)]


def test_the_levels_judged_before_are_those_that_the_records_of_the_day_bear_out(store: Store) -> None:
    process = store.organization.processes["P3"]
    every = {element.id: 2 for enabler in maturing.model().process for element in enabler.elements}
    at(store, date(2026, 8, 3))
    maturing.judge(store, ANA, process, every, date(2026, 8, 3))
    maturing.judge(store, ANA, process, {"purpose": 1}, date(2026, 9, 3))
    maturing.judge(store, ANA, process, {"purpose": 3}, TODAY)
    assert maturing.past(store, process, TODAY) == [(date(2026, 8, 3), 2), (date(2026, 9, 3), 1)]
    assert maturing.of_process(store, process, TODAY).level == 2


def test_one_day_of_judging_by_one_person_is_one_record(store: Store) -> None:
    process = store.organization.processes["P3"]
    first = maturing.judge(store, ANA, process, {"purpose": 1}, TODAY, minutes=10)
    second = maturing.judge(store, ANA, process, {"context": 1}, TODAY, minutes=5)
    assert (second.id, second.minutes) == (first.id, 15)
    assert maturing.judge(store, Actor("ben", "ben"), process, {"uses": 1}, TODAY).id != first.id


def test_a_branch_is_asked_again_half_a_year_later(store: Store) -> None:
    for person in ("Ben", "Cleo", "Dan"):
        people.add_person(store, ANA, person)
    branch = set_fields(
        store, ANA, store.organization.processes["P1"], {"performers": frozenset({"ben", "cleo", "dan"})}
    )
    made = careers.survey(store, ANA, branch, {"meaning": 4}, TODAY)
    assert careers.survey(store, ANA, branch, {"learning": 2}, TODAY, voices=7).id == made.id
    (kept,) = careers.surveys(store, branch)
    assert (kept.middle, kept.voices) == (3.0, 7)
    assert [item for item in waiting(store, date(2027, 5, 21)) if item.kind == "survey"] == []
    (due,) = [item for item in waiting(store, date(2027, 5, 22)) if item.kind == "survey"]
    assert (due.record, due.on, due.what) == ("P1", date(2027, 5, 22), "ask: careers or jobs?")
