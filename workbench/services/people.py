"""Persons, teams, customers and the organization's own words; each call is one change."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from workbench.domain.errors import Refused
from workbench.domain.ids import handle_for, is_handle
from workbench.domain.people import Customer, Person, Profile
from workbench.domain.records import revised
from workbench.domain.rules import refuse_leaving_ahead, refuse_taken_accounts, refuse_words_of_another
from workbench.store.lines import Actor
from workbench.store.store import Change, Store


def add_person(
    store: Store, actor: Actor, name: str, handle: str = "", fields: Mapping[str, Any] | None = None, team: bool = False
) -> Person:
    """A new person or team, under the handle given or one made from the name. Raises Refused."""
    with store.change(actor, "team.add" if team else "person.add") as change:
        person = new_person(change, name, handle, fields, team)
    return person


def new_person(
    change: Change, name: str, handle: str = "", fields: Mapping[str, Any] | None = None, team: bool = False
) -> Person:
    """A new person as part of a larger change. Raises Refused."""
    if handle and not is_handle(handle):
        raise Refused(
            f"“{handle}” is no handle. A handle is of lower-case letters a-z, digits and inner hyphens: ana-lima."
        )
    if handle and change.was_used(handle):
        raise Refused(f"The handle {handle} is taken, or was once. Choose another.")
    blank = Person(id=handle or free_handle(change, name), name=name, team=team)
    person = revised(blank, **(fields or {}))
    refuse_taken_accounts(change.organization, blank, person)
    change.put(None, person)
    return person


def free_handle(change: Change, name: str) -> str:
    """A handle for a name that nobody has or had: ana, ana2; person-12 where nothing can be made of the name."""
    made = handle_for(name)
    candidates: Iterable[str] = (f"{made}{number}" if number > 1 else made for number in range(1, 100_000))
    if not made:
        start = len(change.organization.people) + 1
        candidates = (f"person-{number}" for number in range(start, start + 100_000))
    return next(handle for handle in candidates if not change.was_used(handle))


def set_person(store: Store, actor: Actor, seen: Person, fields: Mapping[str, Any]) -> Person:
    """The person with some fields changed from what was seen. Raises Refused, ChangedElsewhere."""
    changed = revised(seen, **fields)
    refuse_leaving_ahead(seen, changed, store.today)
    with store.change(actor, "team.set" if seen.team else "person.set") as change:
        refuse_taken_accounts(change.organization, seen, changed)
        refuse_words_of_another(seen, changed, "" if actor.acts_for else actor.by)
        change.put(seen, changed)
    return changed


def leave(store: Store, actor: Actor, seen: Person, on: date) -> Person:
    """The person has left; what they owned needs an owner from now on. Raises Refused for a day to come."""
    left = replace(seen, left=on)
    refuse_leaving_ahead(seen, left, store.today)
    with store.change(actor, "person.leave") as change:
        change.put(seen, left)
    return left


def delete(store: Store, actor: Actor, record: Person | Customer) -> None:
    """Take a person, team or customer out that was a mistake. Raises Refused while anything names it."""
    act = "customer.delete" if isinstance(record, Customer) else "person.delete"
    with store.change(actor, act) as change:
        change.remove(record.id)


def add_customer(store: Store, actor: Actor, name: str, fields: Mapping[str, Any] | None = None) -> Customer:
    """A new customer. Raises Refused."""
    with store.change(actor, "customer.add") as change:
        customer = revised(Customer(id=change.new_id("C"), name=name), **(fields or {}))
        change.put(None, customer)
    return customer


def set_customer(store: Store, actor: Actor, seen: Customer, fields: Mapping[str, Any]) -> Customer:
    """The customer with some fields changed from what was seen. Raises Refused, ChangedElsewhere."""
    changed = revised(seen, **fields)
    with store.change(actor, "customer.set") as change:
        change.put(seen, changed)
    return changed


def set_profile(store: Store, actor: Actor, seen: Profile, fields: Mapping[str, Any]) -> Profile:
    """What the organization says of itself, changed from what was seen. Raises Refused, ChangedElsewhere."""
    changed = revised(seen, **fields)
    with store.change(actor, "organization.set") as change:
        change.put(seen, changed)
    return changed
