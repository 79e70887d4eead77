"""Commitments to more complex arenas: made, carried forward, kept, changed or dropped with a word; one's own alone."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from workbench.domain.commitments import Commitment, CommitmentState, Harder
from workbench.domain.dates import read_day
from workbench.domain.errors import BadInput, NotFound, Refused
from workbench.domain.ids import number_of
from workbench.domain.records import cleaned_part, said
from workbench.services import fields
from workbench.services.journal import own
from workbench.services.parts import one_of
from workbench.services.recording import measure_of
from workbench.store.lines import Actor
from workbench.store.store import Store

FIELDS = ("name", "arena", "harder", "why", "difficulty", "until", "support", "process", "measure")


def commitments(store: Store, actor: Actor) -> list[Commitment]:
    """One's own commitments, the oldest first."""
    return list(own(store, actor).values(Commitment))


def commitment_of(store: Store, actor: Actor, record: str) -> Commitment:
    """A commitment of one's own by its id. Raises NotFound."""
    numbered = number_of(record.strip().upper())
    if numbered is None or numbered[0] != "K":
        raise NotFound("commitment", record)
    found: Commitment = own(store, actor).get(record)
    return found


def commit(store: Store, actor: Actor, texts: Mapping[str, str], today: date, follows: str = "") -> Commitment:
    """A new commitment of one's own. Raises BadInput, Refused."""
    made = _sound(store, replace(_BLANK, on=today, follows=follows), texts, today)
    with own(store, actor).change(actor, "commitment.add") as change:
        made = replace(made, id=change.new_id("K"))
        change.put(None, made)
    return made


_BLANK = Commitment(id="", on=date.min, name="")


def _sound(store: Store, seen: Commitment, texts: Mapping[str, str], today: date) -> Commitment:
    made: Commitment = cleaned_part(replace(seen, **_read(store, texts, today, seen)))
    if not made.name:
        raise Refused("Say what you commit to.")
    if made.measure:
        if not made.process:
            raise Refused("Process: say of which one the measure is.")
        made = replace(made, measure=_measure(store, made))
    return made


def _measure(store: Store, made: Commitment) -> str:
    try:
        return measure_of(store.organization.process(made.process), made.measure).id
    except Refused as error:
        raise Refused(f"Measure: {error}") from None


def _read(store: Store, texts: Mapping[str, str], today: date, seen: Commitment) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for field, text in texts.items():
        if field not in FIELDS:
            raise fields.unknown("A commitment", field, FIELDS)
        try:
            values[field] = _value(store, field, text.strip(), today, seen)
        except BadInput as error:
            raise BadInput(f"{said(field).capitalize()}: {error}") from None
        except Refused as error:
            raise Refused(f"{said(field).capitalize()}: {error}") from None
    return values


def _value(store: Store, field: str, text: str, today: date, seen: Commitment) -> Any:
    organization = store.organization
    match field:
        case "harder":
            return frozenset(str(one_of(Harder, word.strip())) for word in text.split(",") if word.strip())
        case "difficulty":
            return fields.READERS["importance"](organization, text, seen.difficulty)
        case "until":
            return _day_to_come(text, today, seen) if text else None
        case "support":
            return frozenset(name for part in text.split(",") if (name := part.strip()))
        case "process":
            return organization.process_named(text).id if text else ""
        case _:
            return text


def _day_to_come(text: str, today: date, seen: Commitment) -> date:
    day = read_day(text, today)
    if day < today and day != seen.until:
        raise BadInput(f"{day} is past. Name a day to come, or leave it away.")
    return day


def set_fields(store: Store, actor: Actor, record: str, texts: Mapping[str, str], today: date) -> Commitment:
    """A commitment of one's own with some fields written anew. Raises BadInput, Refused, ChangedElsewhere."""
    seen = commitment_of(store, actor, record)
    changed = _sound(store, seen, texts, today)
    return _put(store, actor, "commitment.set", seen, changed)


def end(store: Store, actor: Actor, record: str, state: CommitmentState, word: str, today: date) -> Commitment:
    """A commitment kept or dropped, with a word. Raises Refused for one that has ended, or without the word."""
    seen = commitment_of(store, actor, record)
    if not seen.is_open:
        raise Refused(f"{seen.id} is {seen.state} since {seen.ended}.")
    if state is not CommitmentState.KEPT and not word.strip():
        raise Refused("Say in a word why.")
    changed = cleaned_part(replace(seen, state=state, word=word, ended=today))
    return _put(store, actor, f"commitment.{state}", seen, changed)


def change(store: Store, actor: Actor, record: str, texts: Mapping[str, str], word: str, today: date) -> Commitment:
    """Another commitment in place of one, which is marked as changed; in one change. Raises BadInput, Refused."""
    seen = commitment_of(store, actor, record)
    if not seen.is_open:
        raise Refused(f"{seen.id} is {seen.state} since {seen.ended}.")
    if not texts:
        raise Refused("Say what changes.")
    made = _sound(store, replace(seen, on=today, follows=seen.id), texts, today)
    old = cleaned_part(replace(seen, state=CommitmentState.CHANGED, word=word, ended=today))
    with own(store, actor).change(actor, "commitment.changed") as one:
        made = replace(made, id=one.new_id("K"))
        one.put(seen, old)
        one.put(None, made)
    return made


def _put(store: Store, actor: Actor, act: str, seen: Commitment, changed: Commitment) -> Commitment:
    with own(store, actor).change(actor, act) as one:
        one.put(seen, changed)
    return changed


def delete(store: Store, actor: Actor, record: str) -> str:
    """Delete a commitment for good; its id. Raises NotFound, StoreError."""
    seen = commitment_of(store, actor, record)
    own(store, actor).purge([seen.id], actor)
    return seen.id
