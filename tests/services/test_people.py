"""Persons, teams and customers; handles that never change and are never given again."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from workbench.domain.errors import Refused
from workbench.domain.ids import is_handle
from workbench.domain.text import clean_line
from workbench.services import chart, people
from workbench.store.errors import ChangedElsewhere
from workbench.store.lines import Actor
from workbench.store.store import Store

NAMES = Path(__file__).parents[3] / "shared/data/names-many-scripts/names.csv"


def test_a_person_has_the_handle_given_or_one_made_from_the_name(store: Store, ana: Actor) -> None:
    asked = [("Mia Chen", "mia-c"), ("Mia Chen", ""), ("Mia Wu", ""), ("田中 結衣", ""), ("Ana", "")]
    made = [people.add_person(store, ana, name, handle).id for name, handle in asked]
    assert made == ["mia-c", "mia", "mia2", "person-5", "ana2"]


@pytest.mark.parametrize("handle", ["Ana", "ana lima", "-ana", "ana-", "7ana", "ána", "organization", "a" * 41, "../x"])
def test_what_is_no_handle_is_refused_with_an_example(store: Store, ana: Actor, handle: str) -> None:
    with pytest.raises(Refused, match=r"is no handle.*ana-lima"):
        people.add_person(store, ana, "Ana", handle)


def test_a_handle_that_was_ever_used_is_not_given_again(store: Store, ana: Actor) -> None:
    mia = people.add_person(store, ana, "Mia", "mia")
    with pytest.raises(Refused, match="The handle mia is taken"):
        people.add_person(store, ana, "Other Mia", "mia")
    people.delete(store, ana, mia)
    with pytest.raises(Refused, match="or was once"):
        people.add_person(store, ana, "Other Mia", "mia")
    assert people.add_person(store, ana, "Mia").id == "mia2"


@pytest.mark.skipif(not NAMES.exists(), reason=f"{NAMES} is not here")
def test_twelve_hundred_names_in_many_scripts_get_handles_of_their_own(store: Store, ana: Actor) -> None:
    with NAMES.open(encoding="utf-8", newline="") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    with store.change(ana, "import") as change:
        made = [people.new_person(change, name) for name in names]
    assert len({person.id for person in made}) == len(names) == 1_200
    assert all(is_handle(person.id) and person.id.isascii() for person in made)
    assert {person.name for person in store.organization.people.values()} >= set(map(clean_line, names))


def test_the_name_may_change_and_the_handle_stays(store: Store, ana: Actor) -> None:
    mia = people.add_person(store, ana, "Mia Chen")
    people.set_person(store, ana, mia, {"name": "Mia Wu"})
    assert store.organization.people["mia"].name == "Mia Wu"


def test_contacts_that_two_people_add_are_both_kept(store: Store, ana: Actor, zoe: Actor) -> None:
    seen = store.organization.people["zoe"]
    people.set_person(store, ana, seen, {"contacts": frozenset({"ext. 21"})})
    people.set_person(store, zoe, seen, {"contacts": frozenset({"zoe@example.org"})})
    assert store.organization.people["zoe"].contact == "ext. 21, zoe@example.org"


def test_what_one_who_left_owned_needs_an_owner(store: Store, ana: Actor, zoe: Actor) -> None:
    chart.add(store, ana, "Bill it", fields={"owner": "zoe"})
    people.leave(store, ana, store.organization.people["zoe"], date(2026, 5, 1))
    assert [process.id for process in store.organization.unowned()] == ["P1"]


def test_nobody_has_left_on_a_day_to_come(store: Store, ana: Actor, zoe: Actor) -> None:
    seen, tomorrow = store.organization.people["zoe"], store.today + timedelta(days=1)
    with pytest.raises(Refused, match=f"Zoë Brückner is here until {tomorrow}: note it when they have gone"):
        people.leave(store, ana, seen, tomorrow)
    with pytest.raises(Refused, match="can be passed on before, from that day"):
        people.set_person(store, ana, seen, {"left": tomorrow})
    people.leave(store, ana, seen, store.today)


def test_nobody_who_is_named_anywhere_is_deleted(store: Store, ana: Actor, zoe: Actor) -> None:
    chart.add(store, ana, "Bill it", fields={"owner": "zoe"})
    with pytest.raises(Refused, match="zoe cannot go: P1 Bill it names it"):
        people.delete(store, ana, store.organization.people["zoe"])


def test_a_team_has_members_and_owns_for_them(store: Store, ana: Actor, zoe: Actor) -> None:
    desk = people.add_person(store, ana, "Front desk", "desk", {"members": frozenset({"zoe"})}, team=True)
    chart.add(store, ana, "Greet", fields={"owner": desk.id})
    assert store.organization.answers_for("zoe", store.organization.processes["P1"].owner)
    assert next(iter(store.history())).act == "process.add"


def test_a_person_has_no_members(store: Store, ana: Actor, zoe: Actor) -> None:
    with pytest.raises(Refused, match="only a team has members"):
        people.set_person(store, ana, store.organization.people["zoe"], {"members": frozenset({"ana"})})


def test_a_customer_is_added_changed_and_deleted(store: Store, ana: Actor) -> None:
    bob = people.add_customer(store, ana, " Bob ", {"needs": "the\r\nprice", "inside": True})
    assert (bob.id, bob.name, bob.needs) == ("C1", "Bob", "the\nprice")
    asked = people.set_customer(store, ana, bob, {"last_checked": date(2026, 5, 1)})
    assert store.organization.customers["C1"].last_checked == date(2026, 5, 1)
    people.delete(store, ana, asked)
    assert not store.organization.customers
    assert people.add_customer(store, ana, "Eve").id == "C2"


def test_the_organization_says_something_of_itself(store: Store, ana: Actor) -> None:
    seen = store.organization.profile
    people.set_profile(store, ana, seen, {"preferred_future": "Every tooth kept"})
    assert store.organization.profile.preferred_future == "Every tooth kept"
    with pytest.raises(ChangedElsewhere):
        people.set_profile(store, ana, seen, {"preferred_future": "None pulled"})
