"""Handing a process over: prepared, offered, taken over item by item, or sent back; each call is one change."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from workbench.domain import readiness, sides, turns
from workbench.domain.engineering import Gap, passed
from workbench.domain.errors import Refused
from workbench.domain.handoff import Handoff, ItemState
from workbench.domain.ids import HandoffId, PersonId, ProcessId
from workbench.domain.organization import Organization
from workbench.domain.process import Process, Stage
from workbench.domain.records import cleaned_part
from workbench.domain.turns import Deed
from workbench.services.checklist import checklist
from workbench.store.lines import Actor
from workbench.store.store import Change, Store


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms a process is handed over; None for what stays as it is, `without` names what is no more."""

    to: PersonId | None = None
    from_whom: PersonId | None = None
    effective: date | None = None
    note: str | None = None
    tell_back: bool | None = None
    trial_until: date | None = None
    without: frozenset[str] = frozenset()


def deed_of(actor: Actor, on: date) -> Deed:
    """What somebody does on a day, as a handoff keeps it."""
    return Deed(actor.name, on, actor.acts_for)


def ready(store: Store, process: Process, on: date) -> list[Gap]:
    """What a new owner should find in a process, each there or missing."""
    organization = store.organization
    return readiness.readiness(organization, checklist(organization), process, on)


def prepare(store: Store, actor: Actor, process: ProcessId, on: date, terms: Terms) -> Handoff:
    """A handoff that nobody is asked to look at yet. Raises Refused."""
    with store.change(actor, "handoff.prepare") as change:
        _refuse_beginning(change, process)
        handoff = prepared(change, process, deed_of(actor, on), terms)
        change.put(None, handoff)
    return handoff


def prepared(change: Change, process: ProcessId, deed: Deed, terms: Terms) -> Handoff:
    """A new handoff as part of a larger change. Raises Refused."""
    organization = change.organization
    if not terms.to:
        raise Refused("Say to whom it is handed over.")
    seen = organization.processes[process]
    from_whom = terms.from_whom or readiness.giver(organization, seen)
    blank = Handoff(id=change.new_id("H"), process=process, round=seen.round, from_whom=from_whom)
    handoff: Handoff = cleaned_part(turns.prepared(_on(blank, terms), deed))
    _refuse_terms(organization, handoff, deed.on)
    return handoff


def _refuse_beginning(change: Change, process: ProcessId) -> None:
    organization, actor = change.organization, change.actor
    sides.refuse_beginning(organization, organization.processes[process], actor.by, actor.acts_for)


def _on(handoff: Handoff, terms: Terms) -> Handoff:
    names = Terms.__dataclass_fields__.keys() - {"without"}
    given = {name: value for name in names if (value := getattr(terms, name)) is not None}
    emptied: dict[str, Any] = dict.fromkeys(terms.without)
    return replace(handoff, **given, **emptied)


def _refuse_terms(organization: Organization, handoff: Handoff, on: date) -> None:
    """Raise Refused where a process cannot be handed over so."""
    readiness.refuse_what_ended(organization, handoff)
    process = organization.processes[handoff.process]
    last = organization.taken_last(process.id)
    owner = last.to if last and last.since and last.since > on else process.owner
    if handoff.to == owner and (passed(process, Stage.OWNED) or not process.is_engineered):
        raise Refused(f"{organization.name_of(owner)} owns {process.id} {process.name} already.")
    if handoff.effective and handoff.effective < on:
        raise Refused(f"{handoff.effective} is over: nobody answers for a process before they accept it.")
    readiness.refuse_another_day(organization, handoff, on)
    if handoff.trial_until and handoff.trial_until <= (handoff.effective or on):
        raise Refused("The trial must end after the day on which the process changes hands.")


def _turn(
    store: Store, actor: Actor, act: str, handoff: HandoffId, turn: Callable[[Organization, Handoff], Handoff]
) -> Handoff:
    """Take one turn of a handoff as it stands, with what others did taken in. Raises Refused."""
    with store.change(actor, act) as change:
        organization = change.organization
        now = organization.handoff(handoff)
        after: Handoff = cleaned_part(turn(organization, now))
        change.put(now, after)
    return after


def set_terms(store: Store, actor: Actor, handoff: HandoffId, on: date, terms: Terms) -> Handoff:
    """The handoff on other terms, while the new owner does not look at it. Raises Refused."""

    def turn(organization: Organization, now: Handoff) -> Handoff:
        sides.refuse_a_bystander(organization, now, actor.by, actor.acts_for)
        changed = _on(turns.revised(now), terms)
        _refuse_terms(organization, changed, on)
        return changed

    return _turn(store, actor, "handoff.set", handoff, turn)


def offer(store: Store, actor: Actor, handoff: HandoffId, on: date, because: str = "", mended: str = "") -> Handoff:
    """Lay a handoff before the new owner; where something is missing, only for a reason. Raises Refused.

    One that was sent back may be offered again with a word on what was `mended`.
    """

    def turn(organization: Organization, now: Handoff) -> Handoff:
        sides.refuse_a_bystander(organization, now, actor.by, actor.acts_for)
        return offered(organization, now, deed_of(actor, on), because, mended)

    return _turn(store, actor, "handoff.offer", handoff, turn)


def offer_at_once(store: Store, actor: Actor, process: ProcessId, on: date, terms: Terms, because: str = "") -> Handoff:
    """A new handoff, offered in the same change. Raises Refused."""
    with store.change(actor, "handoff.offer") as change:
        _refuse_beginning(change, process)
        deed = deed_of(actor, on)
        handoff = offered(change.organization, prepared(change, process, deed, terms), deed, because)
        change.put(None, cleaned_part(handoff))
    return handoff


def offered(organization: Organization, now: Handoff, deed: Deed, because: str, mended: str = "") -> Handoff:
    """The handoff as it is offered, with its gaps counted. Raises Refused."""
    _refuse_terms(organization, now, deed.on)
    process = organization.processes[now.process]
    missing = readiness.lacking(organization, checklist(organization), process, deed.on)
    return turns.offered(now, f"{process.id} {process.name}", deed, len(missing), because, mended)


def look_at(
    store: Store, actor: Actor, handoff: HandoffId, items: Sequence[str], state: ItemState, on: date, note: str = ""
) -> Handoff:
    """Accept items of the packet, or send them back with a note: the new owner's to do. Raises Refused."""

    def turn(organization: Organization, now: Handoff) -> Handoff:
        sides.refuse_a_stranger(organization, now, actor.by, actor.acts_for)
        return turns.looked_at(now, items, state, deed_of(actor, on), note)

    return _turn(store, actor, "handoff.item", handoff, turn)


def send_back(store: Store, actor: Actor, handoff: HandoffId, on: date, note: str = "") -> Handoff:
    """Give the whole back to be mended: the new owner's to do. Raises Refused."""

    def turn(organization: Organization, now: Handoff) -> Handoff:
        sides.refuse_a_stranger(organization, now, actor.by, actor.acts_for)
        return turns.sent_back(now, deed_of(actor, on), note)

    return _turn(store, actor, "handoff.send-back", handoff, turn)


def decline(store: Store, actor: Actor, handoff: HandoffId, on: date, because: str) -> Handoff:
    """Decline for good, with a reason: the new owner's to do. Raises Refused."""

    def turn(organization: Organization, now: Handoff) -> Handoff:
        sides.refuse_a_stranger(organization, now, actor.by, actor.acts_for)
        return turns.declined(now, deed_of(actor, on), because)

    return _turn(store, actor, "handoff.decline", handoff, turn)


def withdraw(store: Store, actor: Actor, handoff: HandoffId, on: date, because: str = "") -> Handoff:
    """Take a handoff back before it is accepted; an accepted one for a reason, before its day. Raises Refused."""
    with store.change(actor, "handoff.withdraw") as change:
        organization = change.organization
        now = organization.handoff(handoff)
        is_given_back = now.is_to_come(on)
        refuse = sides.refuse_giving_back if is_given_back else sides.refuse_a_bystander
        refuse(organization, now, actor.by, actor.acts_for)
        after: Handoff = cleaned_part(turns.withdrawn(now, deed_of(actor, on), because))
        change.put(now, after)
        if is_given_back:
            process = organization.processes[now.process]
            change.put(process, readiness.given_back(process, now))
    return after


def tell(store: Store, actor: Actor, handoff: HandoffId, on: date, text: str) -> Handoff:
    """Tell the process in one's own words: the new owner's to do. Raises Refused."""

    def turn(organization: Organization, now: Handoff) -> Handoff:
        sides.refuse_a_stranger(organization, now, actor.by, actor.acts_for)
        return turns.told(now, deed_of(actor, on), text)

    return _turn(store, actor, "handoff.tell", handoff, turn)


def hear(store: Store, actor: Actor, handoff: HandoffId, on: date, comment: str = "") -> Handoff:
    """Confirm what the new owner told back, or say what is still missing. Raises Refused."""

    def turn(organization: Organization, now: Handoff) -> Handoff:
        sides.refuse_the_new_owner(organization, now, actor.by)
        sides.refuse_a_bystander(organization, now, actor.by, actor.acts_for)
        return turns.heard(now, deed_of(actor, on), comment)

    return _turn(store, actor, "handoff.hear", handoff, turn)


def accept(store: Store, actor: Actor, handoff: HandoffId, on: date, all_items: bool = False) -> Handoff:
    """Take the process over: the new owner's to do. From its day on it is theirs. Raises Refused."""
    with store.change(actor, "handoff.accept") as change:
        organization, deed = change.organization, deed_of(actor, on)
        now = organization.handoff(handoff)
        sides.refuse_a_stranger(organization, now, actor.by, actor.acts_for)
        if now.is_open:
            readiness.refuse_what_ended(organization, now)
        taken: Handoff = cleaned_part(turns.accepted(now, deed, all_items))
        change.put(now, taken)
        process = organization.processes[now.process]
        change.put(process, readiness.taken_over(process, taken, deed.by, on))
    return taken


def confirm(store: Store, actor: Actor, handoff: HandoffId, on: date) -> Handoff:
    """Say that a trial is over, and the process stays with its owner: the giving side's to do. Raises Refused."""

    def turn(organization: Organization, now: Handoff) -> Handoff:
        if now.is_on_trial:
            sides.refuse_the_new_owner(organization, now, actor.by)
            sides.refuse_a_bystander(organization, now, actor.by, actor.acts_for)
        return turns.confirmed(now, deed_of(actor, on))

    return _turn(store, actor, "handoff.confirm", handoff, turn)


def assign(change: Change, seen: Process, owner: PersonId | None, on: date, because: str) -> None:
    """Name another owner of a process that has changed hands already, as part of a larger change."""
    deed = deed_of(change.actor, on)
    blank = Handoff(id=change.new_id("H"), process=seen.id, round=seen.round, from_whom=seen.owner, to=owner or None)
    change.put(None, cleaned_part(turns.assigned(blank, deed, because)))
