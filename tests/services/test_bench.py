"""The bench of a process is kept by the people concerned, and by nobody else."""

from datetime import date

import pytest

from workbench.domain.bench import ended
from workbench.domain.errors import BadInput, Refused
from workbench.domain.process import Process
from workbench.services import bench, chart, people, sheet, sight
from workbench.store.lines import Actor
from workbench.store.store import Store

TODAY = date(2026, 6, 1)
TEXTS = {"person": "zoe", "level": "do", "next": "Sits in on two calls", "until": "2026-07-15"}


@pytest.fixture
def sol(store: Store, ana: Actor) -> Actor:
    people.add_person(store, ana, "Sol Adeyemi", "sol")
    return Actor("sol", "desk")


@pytest.fixture
def billing(store: Store, ana: Actor, zoe: Actor) -> Process:
    return chart.add(store, ana, "Bill it", fields={"owner": "ana"})


def test_who_is_on_the_way_is_told_in_the_sheet_and_in_their_line_of_sight(
    store: Store, zoe: Actor, billing: Process
) -> None:
    added = bench.add(store, zoe, billing.id, TEXTS, TODAY)
    assert (added.part.said_by, added.part.said) == ("zoe", TODAY)
    said = "own it: do; next: Sits in on two calls, by 2026-07-15"
    assert f"bench        Zoë Brückner, to {said}" in sheet.as_text(store.organization, added.process)
    assert dict(sight.rows(store, added.process, "zoe"))["on the way"] == f"to {said}"
    assert "on the way" not in dict(sight.rows(store, added.process, "ana"))


def test_who_has_arrived_is_on_the_way_no_more(store: Store, ana: Actor, zoe: Actor, billing: Process) -> None:
    process = bench.add(store, zoe, billing.id, TEXTS, TODAY).process
    process = chart.set_fields(store, ana, process, {"owner": "zoe"})
    assert "bench  " not in sheet.as_text(store.organization, process)
    assert ended(store.organization, process, process.bench[0]) == "owns it now"


@pytest.mark.parametrize("who", ["zoe", "ana"])
def test_the_person_and_the_owner_keep_it(store: Store, billing: Process, who: str) -> None:
    actor = Actor(who, "desk")
    process = bench.add(store, actor, billing.id, TEXTS, TODAY).process
    process = bench.revise(store, actor, process, "L1", {"level": "teach"}, TODAY)
    assert process.bench[0].level == "teach"
    assert not bench.drop(store, actor, process, "L1").bench


def test_anybody_else_is_refused_unless_they_act_for_one_of_them(
    store: Store, zoe: Actor, sol: Actor, billing: Process
) -> None:
    named = "kept by the people concerned: Zoë Brückner, Ana Lima"
    with pytest.raises(Refused, match=named):
        bench.add(store, sol, billing.id, TEXTS, TODAY)
    process = bench.add(store, zoe, billing.id, TEXTS, TODAY).process
    with pytest.raises(Refused, match=named):
        bench.revise(store, sol, process, "L1", {"person": "sol"}, TODAY)
    with pytest.raises(Refused, match=named):
        bench.drop(store, sol, process, "L1")
    for_ana = Actor("sol", "desk", "ana")
    assert bench.revise(store, for_ana, process, "L1", {"level": "see"}, TODAY).bench[0].said_by == "ana"


def test_nobody_stands_twice_on_one_way_and_no_team_or_leaver_stands_on_any(
    store: Store, ana: Actor, zoe: Actor, sol: Actor, billing: Process
) -> None:
    bench.add(store, zoe, billing.id, TEXTS, TODAY)
    with pytest.raises(Refused, match="Zoë Brückner is on the way to own P1 already: L1"):
        bench.add(store, ana, billing.id, TEXTS, TODAY)
    assert bench.add(store, zoe, billing.id, {**TEXTS, "seat": "coach"}, TODAY).part.id == "L2"
    people.add_person(store, ana, "Desk", "desk", team=True)
    people.leave(store, ana, store.organization.people["sol"], TODAY)
    with pytest.raises(Refused, match="is a team"):
        bench.add(store, ana, billing.id, {"person": "desk"}, TODAY)
    with pytest.raises(Refused, match="has left"):
        bench.add(store, ana, billing.id, {"person": "sol"}, TODAY)
    with pytest.raises(BadInput, match="say who"):
        bench.add(store, ana, billing.id, {}, TODAY)


def test_who_is_on_a_bench_cannot_be_deleted(store: Store, ana: Actor, zoe: Actor, billing: Process) -> None:
    bench.add(store, zoe, billing.id, TEXTS, TODAY)
    with pytest.raises(Refused, match="zoe cannot go"):
        people.delete(store, ana, store.organization.people["zoe"])
