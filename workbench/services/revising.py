"""A record revised as a whole, in the words of a form, with the people and customers that it makes on the spot."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from workbench.domain.dates import Interval
from workbench.domain.errors import Ambiguous, NotFound, WorkbenchError
from workbench.domain.organization import Organization
from workbench.domain.people import Customer, Person, Profile
from workbench.domain.process import Process
from workbench.domain.rank import between
from workbench.domain.records import revised
from workbench.domain.reviews import begun
from workbench.domain.rules import (
    refuse_leaving_ahead,
    refuse_taken_accounts,
    refuse_the_gone,
    refuse_words_of_another,
)
from workbench.services import fields
from workbench.services.chart import refuse_taking_over
from workbench.services.people import free_handle, new_person
from workbench.store.lines import Actor
from workbench.store.store import Change, Store

Record = Process | Person | Customer | Profile

_PEOPLE = ("owner", "coach", "engineer", "performers", "members")
_ACTS = {Process: "process.set", Person: "person.set", Customer: "customer.set", Profile: "organization.set"}


class GoneMeanwhile(WorkbenchError):
    """The record was deleted or retired while somebody wrote at it; `now` is what is left of it."""

    def __init__(self, seen: Record, now: Record | None) -> None:
        what = "retired" if now else "deleted"
        super().__init__(f"{seen.id} {seen.name} was {what} meanwhile. Nothing was kept; what you wrote stands here.")
        self.now = now


def current(organization: Organization, record: Record) -> Record | None:
    """The record as it stands now, None where it was deleted."""
    match record:
        case Process():
            return organization.processes.get(record.id)
        case Person():
            return organization.people.get(record.id)
        case Customer():
            return organization.customers.get(record.id)
        case Profile():
            return organization.profile


def _refuse_what_ended(organization: Organization, seen: Record) -> None:
    """Raise GoneMeanwhile where the record was deleted or retired since it was seen."""
    now = current(organization, seen)
    ended = isinstance(now, Process) and isinstance(seen, Process) and now.retired and not seen.retired
    if now is None or ended:
        raise GoneMeanwhile(seen, now)


def texts_of(organization: Organization, record: Record) -> dict[str, str]:
    """Every field of a record that a person may write, as they would write it; lengths of time in words."""
    names = [name for name in record.__dataclass_fields__ if name in fields.READERS]
    texts = {name: fields.written(organization, getattr(record, name)) for name in names}
    return {name: _in_words(text) if name in fields.INTERVALS else text for name, text in texts.items()}


def _in_words(interval: str) -> str:
    return Interval.read(interval).in_words() if interval else ""


def strangers(organization: Organization, texts: Mapping[str, str], named: Iterable[str] = _PEOPLE) -> list[str]:
    """The names in a form that are nobody's here yet: people in the fields that name them, then customers."""
    people = [name for field in named for name in _listed(texts.get(field, "")) if _is_new(organization.person, name)]
    customers = [name for name in _listed(texts.get("customers", "")) if _is_new(organization.customer, name)]
    return list(dict.fromkeys([*people, *customers]))


def _listed(text: str) -> list[str]:
    return [item.strip() for item in text.split(",") if item.strip()]


def _is_new(find: Callable[[str], object], name: str) -> bool:
    try:
        find(name)
    except NotFound:
        return True
    except Ambiguous:
        return False
    return False


def revise(store: Store, actor: Actor, seen: Record, texts: Mapping[str, str], making: bool = False) -> Record:
    """The record with its fields as they are written in `texts`; `making` makes a record of every new name.

    Only what differs from what the person saw is changed. Raises BadInput, Refused, ChangedElsewhere, GoneMeanwhile.
    """
    with store.change(actor, _ACTS[type(seen)]) as change:
        _refuse_what_ended(change.organization, seen)
        organization = _with_strangers(change, texts) if making else change.organization
        before = texts_of(organization, seen)
        values: dict[str, Any] = {
            field: fields.read(organization, field, text, getattr(seen, field), store.today)
            for field, text in texts.items()
            if text.strip() != before.get(field, "").strip()
        }
        changed = revised(seen, **values)
        if isinstance(changed, Process) and isinstance(seen, Process):
            refuse_taking_over(change.organization, seen, changed.owner)
            refuse_the_gone(organization, seen, changed)
            changed = replace(changed, named_owner="" if changed.owner else changed.named_owner)
            changed = begun(changed, seen, store.today)
        if isinstance(changed, Person) and isinstance(seen, Person):
            refuse_leaving_ahead(seen, changed, store.today)
            refuse_taken_accounts(organization, seen, changed)
            refuse_words_of_another(seen, changed, "" if actor.acts_for else actor.by)
        change.put(seen, changed)
    return changed


def write_anew(store: Store, actor: Actor, seen: Record, texts: Mapping[str, str]) -> Record:
    """A new record with what was written at one that is gone; names that are nobody's become records too.

    Raises BadInput, Refused.
    """
    with store.change(actor, _ACTS[type(seen)].replace(".set", ".add")) as change:
        organization = _with_strangers(change, texts)
        blank = _blank(change, seen, texts)
        values = {
            field: fields.read(organization, field, text, getattr(blank, field), store.today)
            for field, text in texts.items()
        }
        made = revised(blank, **values)
        change.put(None, made)
    return made


def _blank(change: Change, seen: Record, texts: Mapping[str, str]) -> Record:
    """An empty record like one that is gone, a process standing last where that stood."""
    name = texts.get("name", seen.name)
    match seen:
        case Process():
            above = change.organization.processes.get(seen.parent or "")
            under = above.id if above and not above.retired else None
            return Process(
                id=change.new_id("P"), name=name, parent=under, rank=between(*change.organization.room(under))
            )
        case Person():
            return Person(id=free_handle(change, name), name=name, team=seen.team)
        case Customer():
            return Customer(id=change.new_id("C"), name=name)
        case Profile():
            return seen


def _with_strangers(change: Change, texts: Mapping[str, str]) -> Organization:
    """The organization with a person or customer for every name in the texts that was nobody's."""
    organization = change.organization
    for field in (*_PEOPLE, "customers"):
        for name in _listed(texts.get(field, "")):
            if field != "customers" and _is_new(organization.person, name):
                person = new_person(change, name)
                organization = replace(organization, people={**organization.people, person.id: person})
            elif field == "customers" and _is_new(organization.customer, name):
                customer = revised(Customer(id=change.new_id("C"), name=name))
                change.put(None, customer)
                organization = replace(organization, customers={**organization.customers, customer.id: customer})
    return organization
