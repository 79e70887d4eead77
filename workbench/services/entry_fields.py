"""What a person writes for a field of a journal entry, read as its value; "" empties one."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from workbench.domain.dates import read_day
from workbench.domain.errors import BadInput, NotFound, Refused
from workbench.domain.ids import DATED, number_of
from workbench.domain.journal import Entry, EntryKind
from workbench.domain.records import said
from workbench.domain.text import clean_body
from workbench.services import fields
from workbench.services.fields import set_of
from workbench.services.parts import one_of
from workbench.services.templates import lenses
from workbench.store.store import Store

FIELDS = (
    "text", "on", "kind", "tags", "star", "energy", "complexity", "process", "version", "about", "with_whom", "lenses",
    "reconsiders",
)  # fmt: skip

BLANK = Entry(id="", on=date.min, text="")


@dataclass(frozen=True, slots=True)
class Written:
    """Where and when something is written: the store, and the moment on the writer's own clock."""

    store: Store
    now: datetime


Reader = Callable[[Written, str, Any], Any]


def read_entry(store: Store, texts: Mapping[str, str], now: datetime, seen: Entry = BLANK) -> dict[str, Any]:
    """The values that texts mean for the fields of an entry as it is `seen`. Raises BadInput by the field."""
    values: dict[str, Any] = {}
    where = Written(store, now)
    for field, text in texts.items():
        if field not in FIELDS:
            raise fields.unknown("An entry", field, FIELDS)
        if field == "on":
            values["on"], values["at"] = read_moment(text, now)
            continue
        try:
            reader = READERS.get(field)
            values[field] = reader(where, text.strip(), getattr(seen, field)) if reader else clean_body(text)
        except BadInput as error:
            raise BadInput(f"{said(field).capitalize()}: {error}") from None
        except Refused as error:
            raise Refused(f"{said(field).capitalize()}: {error}") from None
    return values


def read_moment(text: str, now: datetime) -> tuple[date, datetime | None]:
    """The day, and the moment if one is told, that a person wrote: "2026-11-20", "yesterday", "2026-11-20 14:30".

    A time is one of the clock where the person sits, unless its offset from UTC is told. Raises BadInput.
    """
    day, time = _day_and_time(re.sub(r"(?<=\d)T(?=\d)", " ", text.strip(), count=1), now.date())
    if day > now.date():
        raise BadInput(f"{day} is still to come.")
    if not time:
        return day, None
    try:
        moment = datetime.fromisoformat(f"{day} {time}")
        local = (moment if moment.tzinfo else _at_home(moment)).replace(microsecond=0)
    except (ValueError, OverflowError):
        raise BadInput(f"“{time}” is no time. Write it like 14:30, after the day.") from None
    if local > now:
        raise BadInput(f"{text.strip()} is still to come.")
    return local.date(), local


def _day_and_time(said: str, today: date) -> tuple[date, str]:
    """The day that is named, and what stands behind it."""
    try:
        return read_day(said, today, is_past=True), ""
    except BadInput as whole:
        named, _, time = said.rpartition(" ")
        with suppress(BadInput):
            return read_day(named, today, is_past=True), time
        raise whole from None


def _at_home(naive: datetime) -> datetime:
    """A time of the clock where the person sits; one that the clock skips is as much later as it skips."""
    moment = naive.astimezone()
    is_skipped = moment.replace(tzinfo=None) != naive
    return max(moment, naive.replace(fold=1).astimezone()) if is_skipped else moment


def comes_again(moment: datetime) -> datetime | None:
    """The same time of the same day once more, where the clocks were put back in between."""
    naive = moment.replace(tzinfo=None)
    second = naive.replace(fold=1).astimezone()
    return second if second > moment and second.replace(tzinfo=None) == naive else None


def _about(where: Written, text: str) -> str:
    record = text.upper()
    organization = where.store.organization
    numbered = number_of(record)
    if numbered and numbered[0] in DATED:
        return str(where.store.dated.get(record).id)
    if record in organization.processes:
        return organization.process(record).id
    for find in (organization.customer, organization.person):
        try:
            return find(text).id
        except NotFound:
            continue
    raise NotFound("record", text)


def _whom(where: Written, text: str) -> str:
    """A person of the organization by handle, anybody else by the name they were given."""
    try:
        return where.store.organization.person(text).id
    except Refused:
        return text


def _lens(where: Written, text: str) -> str:
    if text not in lenses():
        raise BadInput(f"“{text}” is no requirement of growth and no mark. They are: {', '.join(lenses())}.")
    return text


def _plain(field: str) -> Reader:
    return lambda where, text, now: fields.READERS[field](where.store.organization, text, now)


def _process(where: Written, text: str, now: str) -> str:
    return where.store.organization.process_named(text).id if text else ""


READERS: Mapping[str, Reader] = {
    "kind": lambda where, text, now: one_of(EntryKind, text, EntryKind.NOTE),
    "tags": set_of(lambda where, text: text.removeprefix("#"), by_spaces=True),
    "star": _plain("inside"),
    **dict.fromkeys(("energy", "complexity"), _plain("importance")),
    "process": _process,
    "about": set_of(_about),
    "with_whom": set_of(_whom),
    "lenses": set_of(_lens),
}


def as_written(value: object) -> str:
    """A field as a person writes it: sets parted by commas, "" for nothing."""
    if isinstance(value, frozenset):
        return ", ".join(sorted(cast(frozenset[str], value)))
    return "" if value is None else str(value)
