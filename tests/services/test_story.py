"""The history in sentences, and what differs between two moments."""

from collections.abc import Callable
from datetime import date
from typing import Any

from workbench.domain.process import Flow, Gate
from workbench.services import chart, engineering, people, reshape
from workbench.services.differing import differences
from workbench.services.parts import STEP
from workbench.services.story import told
from workbench.store.lines import Actor
from workbench.store.store import Store


def newest(store: Store, record: str = "") -> list[str]:
    return told(next(store.history()), store.organization, record)


def test_the_beginning_is_told_in_one_sentence(store: Store) -> None:
    assert newest(store) == ["began the store (2 values)"]


def test_each_kind_of_change_is_told_in_a_sentence(store: Store, ana: Actor, zoe: Actor) -> None:
    stories: list[list[str]] = []
    process = chart.add(store, ana, "Bill it")
    stories.append(newest(store))
    for fields in (
        {"name": "Bill promptly"},
        {"purpose": "To be paid"},
        {"performers": frozenset({"zoe"})},
        {"performers": frozenset[str]()},
        {"gates": (Gate(id="designed", by="ana"),)},
        {"outputs": (Flow(id="O1", name="bill"),)},
        {"outputs": ()},
        {"next_review": date(2026, 7, 1)},
    ):
        process = chart.set_fields(store, ana, process, fields)
        stories.append(newest(store))
    chart.set_fields(store, ana, process, {"owner": "zoe"}, because="she asked")
    stories.append(newest(store))
    store.undo(ana)
    stories.append(newest(store))
    reshape.delete_alone(store, ana, "P1")
    stories.append(newest(store))
    assert stories == [
        ["added P1 “Bill it”"],
        ["P1 Bill promptly: name “Bill it” → “Bill promptly”"],
        ["P1 Bill promptly: purpose empty → “To be paid”"],
        ["P1 Bill promptly gained performers Zoë Brückner"],
        ["P1 Bill promptly lost performers Zoë Brückner"],
        ["P1 Bill promptly gained the gate “designed”"],
        ["P1 Bill promptly gained the output “bill”"],
        ["P1 Bill promptly lost the output “bill”"],
        ["P1 Bill promptly: next review empty → “2026-07-01”"],
        ["P1 Bill promptly: owner empty → Zoë Brückner, because she asked"],
        ["undo 12: P1 Bill promptly: owner Zoë Brückner → empty"],
        ["deleted P1 “Bill promptly”"],
    ]


def test_a_move_is_told_by_where_and_among_whom(store: Store, ana: Actor) -> None:
    chart.add(store, ana, "A")
    moved = chart.add(store, ana, "B")
    reshape.move(store, ana, [moved.id], "P1")
    assert newest(store) == ["P2 B: parent the top → P1 A", "P2 B moved among its neighbours"]


def test_a_person_whose_name_is_the_handle_is_named_once(store: Store, ana: Actor) -> None:
    mia = people.add_person(store, ana, "mia", "mia")
    people.set_person(store, ana, mia, {"contacts": frozenset({"ext. 1"})})
    assert newest(store) == ["mia gained contacts ext. 1"]


def test_a_change_of_many_values_is_told_in_one_sentence_and_whole_for_one_record(store: Store, ana: Actor) -> None:
    with store.change(ana, "import") as change:
        for number in range(30):
            people.new_person(change, f"Person {number}", f"p{number}")
    assert newest(store) == ["import: added 30 people"]
    assert newest(store, "p7") == ["added p7 “Person 7”"]


def test_between_two_moments_each_process_is_told_with_what_became_of_it(
    store: Store, ana: Actor, zoe: Actor, clock: Any
) -> None:
    names = ["Bill it", "Ship it", "Old", "Typo", "Still"]
    made = [chart.add(store, ana, name) for name in names]
    before = store.organization_at(clock())
    clock.move(days=1)
    chart.set_fields(store, ana, made[0], {"name": "Bill promptly"})
    chart.set_fields(store, ana, store.organization.processes["P1"], {"owner": "zoe"})
    reshape.move(store, ana, [made[1].id], "P1")
    chart.set_fields(store, ana, store.organization.processes["P2"], {"tags": frozenset({"late", "money"})})
    reshape.retire(store, ana, [made[2].id], date(2026, 6, 2))
    reshape.delete_alone(store, ana, "P4")
    chart.add(store, ana, "New")
    found = [(d.what, d.process, d.name, d.before, d.after) for d in differences(before, store.organization)]
    assert found == [
        ("renamed", "P1", "Bill promptly", "Bill it", "Bill promptly"),
        ("handed over", "P1", "Bill promptly", "nobody", "Zoë Brückner"),
        ("moved", "P2", "Ship it", "the top", "P1 Bill promptly"),
        ("tags changed", "P2", "Ship it", "", "new: late, money"),
        ("retired", "P3", "Old", "", "2026-06-02"),
        ("added", "P6", "New", "", ""),
        ("deleted", "P4", "Typo", "", ""),
    ]


def test_of_a_list_only_what_is_new_gone_or_changed_in_it_is_told(store: Store, ana: Actor, clock: Any) -> None:
    chart.add(store, ana, "Bill it")
    for name in ("Take in", "Check", "Send"):
        engineering.add_part(store, ana, "P1", STEP, {"name": name})
    before = store.organization_at(clock())
    clock.move(days=1)
    engineering.set_part(store, ana, store.organization.processes["P1"], STEP, "S1", {"active": "5 min"})
    engineering.delete_part(store, ana, store.organization.processes["P1"], STEP, "S2")
    engineering.add_part(store, ana, "P1", STEP, {"name": "File"})
    (found,) = differences(before, store.organization)
    assert (found.what, found.turned) == ("steps changed", "new: File; gone: Check; changed: Take in")


def test_nothing_differs_between_a_moment_and_itself(store: Store, ana: Actor, clock: Callable[[], Any]) -> None:
    chart.add(store, ana, "Bill it")
    assert list(differences(store.organization_at(clock()), store.organization)) == []


def test_an_earlier_day_shows_the_chart_as_it_stood(store: Store, ana: Actor, clock: Any) -> None:
    process = chart.add(store, ana, "Bill it")
    then = clock()
    clock.move(days=3)
    chart.set_fields(store, ana, process, {"name": "Bill promptly"})
    assert store.organization_at(then).processes["P1"].name == "Bill it"
    assert store.organization.processes["P1"].name == "Bill promptly"
