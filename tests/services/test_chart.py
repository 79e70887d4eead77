"""Shaping the chart: each call is one change, and one step of undo."""

from datetime import date

import pytest

from workbench.domain.errors import Refused
from workbench.domain.process import Flow, Gate, Process
from workbench.services import chart, reshape
from workbench.store.errors import ChangedElsewhere
from workbench.store.lines import Actor
from workbench.store.store import Store


def drawn(store: Store) -> list[str]:
    """The chart as a line for each process."""
    organization = store.organization
    return [f"{organization.full_chart.place(p)} {organization.processes[p].name}" for p, _ in
            organization.full_chart.walk()]  # fmt: skip


@pytest.fixture
def abc(store: Store, ana: Actor) -> list[Process]:
    return [chart.add(store, ana, name) for name in ("A", "B", "C")]


# Adding


def test_a_new_process_stands_last_and_has_the_next_id(store: Store, ana: Actor) -> None:
    made = [chart.add(store, ana, name).id for name in ("Bill it", "Ship it")]
    assert made == ["P1", "P2"]
    assert drawn(store) == ["1 Bill it", "2 Ship it"]


def test_a_process_is_added_under_another_and_behind_a_sibling(store: Store, ana: Actor, abc: list[Process]) -> None:
    chart.add(store, ana, "A2", under="P1")
    chart.add(store, ana, "A1", under="P1", behind="P4")
    chart.add(store, ana, "A½", behind="P1")
    assert drawn(store) == ["1 A", "1.1 A2", "1.2 A1", "2 A½", "3 B", "4 C"]


def test_a_hundred_processes_added_behind_the_same_one_stand_in_order(store: Store, ana: Actor) -> None:
    first = chart.add(store, ana, "first").id
    for number in range(100):
        chart.add(store, ana, str(number), behind=first)
    assert [line.split(" ")[1] for line in drawn(store)] == ["first", *map(str, reversed(range(100)))]


def test_nothing_is_added_behind_a_process_that_stands_elsewhere(store: Store, ana: Actor, abc: list[Process]) -> None:
    with pytest.raises(Refused, match="P2 B stands somewhere else"):
        chart.add(store, ana, "X", under="P1", behind="P2")
    assert len(store.organization.processes) == 3


def test_a_process_without_a_name_is_refused_and_takes_no_id(store: Store, ana: Actor) -> None:
    with pytest.raises(Refused):
        chart.add(store, ana, "\x1b")
    assert chart.add(store, ana, "Bill it").id == "P1"


def test_an_id_is_never_given_again(store: Store, ana: Actor, abc: list[Process]) -> None:
    reshape.delete_alone(store, ana, "P3")
    assert chart.add(store, ana, "D").id == "P4"


def test_a_process_is_added_with_its_fields(store: Store, ana: Actor) -> None:
    made = chart.add(store, ana, " Bill it ", fields={"owner": "ana", "tags": frozenset({" money\x07 ", ""})})
    assert (made.name, made.owner, made.tags) == ("Bill it", "ana", frozenset({"money"}))
    assert store.organization.processes["P1"] == made


def test_an_owner_who_is_nobody_here_is_refused(store: Store, ana: Actor) -> None:
    with pytest.raises(Refused, match="names ghost, who is nobody here"):
        chart.add(store, ana, "Bill it", fields={"owner": "ghost"})
    assert not store.organization.processes


# Setting


def test_a_field_is_changed_from_what_was_seen(store: Store, ana: Actor, abc: list[Process]) -> None:
    chart.set_fields(store, ana, abc[0], {"purpose": "To be paid"})
    assert store.organization.processes["P1"].purpose == "To be paid"


def test_two_changes_of_different_fields_merge(store: Store, ana: Actor, zoe: Actor, abc: list[Process]) -> None:
    chart.set_fields(store, ana, abc[0], {"purpose": "To be paid", "tags": frozenset({"money"})})
    chart.set_fields(store, zoe, abc[0], {"result": "A paid bill", "tags": frozenset({"claims"})})
    merged = store.organization.processes["P1"]
    assert (merged.purpose, merged.result, merged.tags) == (
        "To be paid", "A paid bill", frozenset({"money", "claims"}),
    )  # fmt: skip


def test_a_change_of_what_another_changed_meanwhile_is_refused_with_both_texts(
    store: Store, ana: Actor, zoe: Actor, abc: list[Process]
) -> None:
    chart.set_fields(store, ana, abc[0], {"name": "Hers"})
    with pytest.raises(ChangedElsewhere, match=r"changed meanwhile by ana: it is now “Hers”, you saw “A”.*“Mine”"):
        chart.set_fields(store, zoe, abc[0], {"name": "Mine"})


def test_nothing_is_written_where_nothing_changes(store: Store, ana: Actor, abc: list[Process]) -> None:
    before = next(store.history()).seq
    chart.set_fields(store, ana, abc[0], {"name": " A "})
    assert next(store.history()).seq == before


# Who owns


def test_the_owner_of_an_identified_process_is_simply_assigned(
    store: Store, ana: Actor, zoe: Actor, abc: list[Process]
) -> None:
    owned = chart.set_fields(store, ana, abc[0], {"owner": "ana"})
    chart.set_fields(store, ana, owned, {"owner": "zoe"})
    assert store.organization.processes["P1"].owner == "zoe"
    assert next(store.history()).act == "process.assign"


def test_an_assigned_owner_takes_the_place_of_the_name_an_import_left(store: Store, ana: Actor) -> None:
    left = chart.add(store, ana, "Bill it", fields={"named_owner": "B. Halvorsen"})
    assert chart.set_fields(store, ana, left, {"owner": "ana"}).named_owner == ""


def test_the_owner_of_an_engineered_process_changes_only_with_a_reason(store: Store, ana: Actor, zoe: Actor) -> None:
    designed = chart.add(store, ana, "Bill it", fields={"owner": "ana", "gates": (Gate(id="designed"),)})
    for owner in ("zoe", None):
        with pytest.raises(Refused, match="P1 Bill it is designed: its owner changes by a handoff"):
            chart.set_fields(store, ana, designed, {"owner": owner})
    chart.set_fields(store, ana, designed, {"owner": "zoe"}, because="Ana moved away")
    assert store.organization.processes["P1"].owner == "zoe"
    assert next(store.history()).extra["because"] == "Ana moved away"


def test_other_fields_of_an_engineered_process_need_no_reason(store: Store, ana: Actor) -> None:
    designed = chart.add(store, ana, "Bill it", fields={"owner": "ana", "gates": (Gate(id="designed"),)})
    assert chart.set_fields(store, ana, designed, {"purpose": "To be paid"}).purpose == "To be paid"


# Moving


def test_a_process_moves_with_all_that_is_under_it(store: Store, ana: Actor, abc: list[Process]) -> None:
    chart.add(store, ana, "A1", under="P1")
    reshape.move(store, ana, [abc[0].id], "P3")
    assert drawn(store) == ["1 B", "2 C", "2.1 A", "2.1.1 A1"]


def test_a_process_moves_first_or_behind_a_sibling(store: Store, ana: Actor, abc: list[Process]) -> None:
    reshape.move(store, ana, [abc[2].id], None, first=True)
    reshape.move(store, ana, [abc[0].id], None, behind="P2")
    assert drawn(store) == ["1 C", "2 B", "3 A"]


def test_a_process_cannot_stand_under_what_stands_under_it(store: Store, ana: Actor, abc: list[Process]) -> None:
    reshape.move(store, ana, [abc[1].id], "P1")
    with pytest.raises(Refused, match="that one stands under it"):
        reshape.move(store, ana, [abc[0].id], "P2")
    with pytest.raises(Refused, match="that one stands under it"):
        reshape.move(store, ana, [abc[0].id], "P1")


# Deleting and retiring


def test_the_children_of_a_deleted_process_stand_where_it_stood(store: Store, ana: Actor, abc: list[Process]) -> None:
    chart.add(store, ana, "B1", under="P2")
    chart.add(store, ana, "B2", under="P2")
    assert reshape.delete_alone(store, ana, "P2") == ["P2"]
    assert drawn(store) == ["1 A", "2 B1", "3 B2", "4 C"]


def test_a_process_is_deleted_with_all_under_it_and_undo_brings_it_back(
    store: Store, ana: Actor, abc: list[Process]
) -> None:
    chart.add(store, ana, "B1", under="P2")
    before = drawn(store)
    assert reshape.delete(store, ana, ["P2"]) == ["P2", "P4"]
    assert drawn(store) == ["1 A", "2 C"]
    store.undo(ana)
    assert drawn(store) == before


def test_what_another_takes_from_a_deleted_process_keeps_its_name(store: Store, ana: Actor, abc: list[Process]) -> None:
    chart.set_fields(store, ana, abc[0], {"inputs": (Flow(id="I1", name="bill", process="P2"),)})
    reshape.delete_alone(store, ana, "P2")
    assert store.organization.processes["P1"].inputs == (Flow(id="I1", name="bill"),)
    store.undo(ana)
    assert store.organization.processes["P1"].inputs == (Flow(id="I1", name="bill", process="P2"),)


def test_a_child_that_takes_from_its_deleted_parent_moves_up(store: Store, ana: Actor, abc: list[Process]) -> None:
    below = {"inputs": (Flow(id="I1", name="bill", process="P2"),)}
    chart.add(store, ana, "B1", under="P2", fields=below)
    reshape.delete_alone(store, ana, "P2")
    assert drawn(store) == ["1 A", "2 B1", "3 C"]
    assert store.organization.processes["P4"].inputs == (Flow(id="I1", name="bill"),)


def test_what_is_retired_stays_in_the_full_chart_only(store: Store, ana: Actor, abc: list[Process]) -> None:
    reshape.retire(store, ana, [abc[1].id], date(2026, 5, 1))
    assert [store.organization.processes[p].name for p, _ in store.organization.chart.walk()] == ["A", "C"]
    assert len(drawn(store)) == 3


def test_a_process_is_not_retired_while_anything_runs_under_it(store: Store, ana: Actor, abc: list[Process]) -> None:
    below = chart.add(store, ana, "B1", under="P2")
    with pytest.raises(Refused, match=r"P2 B has 1 process under it. Retire or move them first"):
        reshape.retire(store, ana, [abc[1].id], date(2026, 5, 1))
    reshape.retire(store, ana, [below.id], date(2026, 5, 1))
    reshape.retire(store, ana, [abc[1].id], date(2026, 5, 1))


def test_nothing_new_runs_under_a_retired_process(store: Store, ana: Actor, abc: list[Process]) -> None:
    reshape.retire(store, ana, [abc[1].id], date(2026, 5, 1))
    with pytest.raises(Refused, match="P2 B, which is retired"):
        chart.add(store, ana, "B1", under="P2")


# Undoing


def test_undo_names_the_change_it_takes_back_and_redo_the_one_it_does_again(
    store: Store, ana: Actor, abc: list[Process]
) -> None:
    chart.set_fields(store, ana, abc[0], {"name": "Examine"})
    taken_back = store.undo(ana)
    assert (taken_back.act, taken_back.edits) == ("process.set", {"P1.name": ["A", "Examine"]})
    assert store.organization.processes["P1"].name == "A"
    assert store.redo(ana).seq == taken_back.seq
    assert store.organization.processes["P1"].name == "Examine"


def test_one_undoes_only_what_is_ones_own(store: Store, ana: Actor, zoe: Actor, abc: list[Process]) -> None:
    chart.set_fields(store, zoe, abc[1], {"name": "Hers"})
    assert store.undo(ana).edits.keys() == {"P3"}
    with pytest.raises(Refused, match="nothing of yours to do again"):
        store.redo(zoe)


def test_undo_says_who_changed_it_since(store: Store, ana: Actor, zoe: Actor) -> None:
    first = chart.add(store, ana, "A")
    mine = chart.set_fields(store, ana, first, {"name": "Mine"})
    chart.set_fields(store, zoe, mine, {"name": "Hers"})
    with pytest.raises(Refused, match=r"Cannot undo change \d+ \(process.set\): zoe has changed P1.name since"):
        store.undo(ana)


def test_the_beginning_is_not_undone(store: Store, ana: Actor) -> None:
    with pytest.raises(Refused, match="nothing of yours to undo"):
        store.undo(ana)


def test_a_change_that_moves_nothing_keeps_the_chart_and_one_that_does_makes_it_anew(
    store: Store, ana: Actor, abc: list[Process]
) -> None:
    before = store.organization.chart
    chart.set_fields(store, ana, abc[0], {"name": "Anew"})
    assert store.organization.chart is before
    reshape.move(store, ana, [store.organization.processes["P3"].id], "P1")
    assert list(store.organization.chart.children("P1")) == ["P3"]
    reshape.retire(store, ana, [store.organization.processes["P2"].id], date(2026, 5, 1))
    assert store.organization.chart.roots == ["P1"]
    store.undo(ana)
    assert list(store.organization.chart.roots) == ["P1", "P2"]
