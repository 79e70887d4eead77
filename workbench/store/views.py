"""The organization as values of the domain, made from the documents of its tables when first asked for."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from workbench.domain import ownership, rules
from workbench.domain.errors import Refused
from workbench.domain.ids import PROFILE, ProcessId
from workbench.domain.organization import Organization
from workbench.domain.ownership import Move
from workbench.domain.people import Customer, Person, Profile
from workbench.domain.process import Process
from workbench.domain.records import refuse_nonsense
from workbench.store.documents import BadRecord, Records, from_doc, to_doc
from workbench.store.edits import TABLES, Doc, Tables

Record = Process | Person | Customer | Profile
Day = Callable[[], date]
Made = Mapping[str, dict[str, tuple[Any, Any]]]


def day_of(moment: datetime) -> date:
    """The day it is then where the person sits."""
    return moment.astimezone().date()


class Owned(Records[Process]):
    """The processes as they are in the hands of a day: owned by who took them over, with the appointments begun."""

    def __init__(self, tables: Tables, made: dict[str, tuple[Doc, Any]], owners: Mapping[ProcessId, str], day: Day):
        super().__init__("processes", tables["processes"], made)
        self._owners, self._day = owners, day
        self._given: dict[ProcessId, tuple[Process, Process]] = {}

    def _value(self, record: str, doc: Doc) -> Any:
        process = super()._value(record, doc)
        if process is None or not (process.appointments or record in self._owners):
            return process
        given = self._given.get(record)
        if given is None or given[0] is not process:
            given = self._given[record] = (process, self._in_hands(process))
        return given[1]

    def _in_hands(self, process: Process) -> Process:
        owner = self._owners.get(process.id, process.owner) or None
        if process.appointments:
            from workbench.domain.appointments import as_of

            process = as_of(process, self._day())
        return process if owner == process.owner else replace(process, owner=owner)


def moves(handoffs: Mapping[str, Doc]) -> list[Move]:
    """The handoffs by which processes came into other hands, as their documents say."""
    return [
        Move(record, str(doc.get("process")), str(doc["since"]), str(doc.get("to", "")))
        for record, doc in handoffs.items()
        if doc.get("since")
    ]


def owners(tables: Tables, day: Day) -> dict[ProcessId, str]:
    """Whose the processes are on a day that somebody took over by then; the day is asked for where there are any."""
    found = moves(tables["handoffs"])
    return ownership.owners(found, day().isoformat()) if found else {}


def coming(tables: Tables, day: Day) -> dict[ProcessId, str]:
    """Whose the processes are from a day ahead on, and that day; the day is asked for where there are any."""
    found = moves(tables["handoffs"])
    return ownership.coming(found, day().isoformat()) if found else {}


def next_turn(tables: Tables, day: Day) -> str:
    """The first day behind this one on which somebody takes a process over, or a part in one, "" for none."""
    days = [move.since for move in moves(tables["handoffs"])]
    days += [str(one.get("since")) for doc in _with_appointments(tables) for one in doc["appointments"].values()]
    return ownership.next_turn(days, day().isoformat()) if days else ""


def _with_appointments(tables: Tables) -> Iterator[Doc]:
    return (doc for doc in tables["processes"].values() if doc.get("appointments"))


def appointed(tables: Tables, day: Day) -> Tables:
    """The tables in which whoever was appointed for this day or an earlier one has their part."""
    if not any(_with_appointments(tables)):
        return tables
    processes = Owned(tables, {}, {}, day)
    known = {record: to_doc(processes[record]) for record, doc in tables["processes"].items() if "appointments" in doc}
    return {**tables, "processes": {**tables["processes"], **known}}


def view(tables: Tables, day: Day, made: Made | None = None) -> Organization:
    """The organization that stands in these tables, with its owners of a day.

    `made` holds the values of documents that were seen before.
    """
    made = made if made is not None else {table: {} for table in TABLES}
    profile = Profile(name="")
    if doc := tables[PROFILE].get(PROFILE):
        with suppress(BadRecord):
            profile = from_doc(PROFILE, PROFILE, doc)
    return Organization(
        profile,
        Records("people", tables["people"], made["people"]),
        Records("customers", tables["customers"], made["customers"]),
        Owned(tables, made["processes"], owners(tables, day), day),
        Records("handoffs", tables["handoffs"], made["handoffs"]),
    )


class Views:
    """Views of one space, which share the values of every document that has not changed."""

    def __init__(self, today: Day) -> None:
        self._today = today
        self._made: Made = {table: {} for table in TABLES}
        self._shown: tuple[Mapping[str, Doc], Organization] | None = None
        self._turns = ""

    @property
    def is_over(self) -> bool:
        """The day has come on which somebody takes over a process or a part in one: what was kept is of yesterday."""
        return bool(self._turns) and self._turns <= self._today().isoformat()

    def live(self, tables: Tables) -> Organization:
        """The organization in these tables, for as long as nothing in them changes."""
        return view(tables, self._today, self._made)

    def of_then(self, tables: Tables, day: Day) -> Organization:
        """The organization in the tables of another moment, with its owners of that day."""
        return view(tables, day, self._made)

    def kept(self, tables: Tables) -> Organization:
        """The organization as it stands in these tables now; what is changed later does not change this value."""
        tables = {name: dict(table) for name, table in tables.items()}
        organization = view(tables, self._today, self._made)
        self._turns = next_turn(tables, self._today)
        if self._shown and _stands_alike(self._shown[0], tables["processes"]):
            organization.share_charts(self._shown[1])
        self._shown = tables["processes"], organization
        return organization

    def broken_rules(self, tables: Tables, records: Collection[str]) -> dict[str, str]:
        """Which of these records make no sense, or break a rule of the whole, each with the sentence that says so."""
        organization = self.live(tables)
        if not _refusal(organization, records):
            return {}
        found = {record: _refusal(organization, [record]) for record in sorted(records)}
        return {record: sentence for record, sentence in found.items() if sentence}


def _refusal(organization: Organization, records: Collection[str]) -> str:
    """What keeps these records from standing in the organization, "" for nothing."""
    try:
        for record in records:
            if known := _record(organization, record):
                refuse_nonsense(known)
        rules.hold(organization, records)
    except Refused as refused:
        return str(refused).removesuffix(".")
    return ""


def _record(organization: Organization, record: str) -> Record | None:
    """The record of this id, None where there is none."""
    if record == PROFILE:
        return organization.profile
    for table in (organization.people, organization.customers, organization.processes):
        if record in table:
            return table[record]
    return None


def sound(tables: Tables) -> Tables:
    """The tables without the documents that are no records."""
    return {name: {record: tables[name][record] for record in Records(name, tables[name], {})} for name in TABLES}


def _stands_alike(before: Mapping[str, Doc], now: Mapping[str, Doc]) -> bool:
    """Every process stands where it stood, so that the chart of before is the chart of now."""
    return len(before) == len(now) and all(
        (was := before.get(record)) is doc or (was is not None and _place(was) == _place(doc))
        for record, doc in now.items()
    )


def _place(doc: Doc) -> tuple[object, ...]:
    return doc.get("parent"), doc.get("rank"), doc.get("retired")
