"""The organization as values of the domain, made from the documents of its tables when first asked for."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from typing import Any

from workbench.domain import rules
from workbench.domain.errors import Refused
from workbench.domain.ids import PROFILE
from workbench.domain.organization import Organization
from workbench.domain.people import Customer, Person, Profile
from workbench.domain.process import Process
from workbench.domain.records import refuse_nonsense
from workbench.store.documents import CLASSES, BadRecord, Records, from_doc
from workbench.store.edits import TABLES, Doc, Tables

Record = Process | Person | Customer | Profile
Made = Mapping[str, dict[str, tuple[Any, Any]]]


def view(tables: Tables, made: Made | None = None) -> Organization:
    """The organization that stands in these tables; `made` holds the values of documents that were seen before."""
    made = made if made is not None else {table: {} for table in TABLES}
    profile = Profile(name="")
    if doc := tables[PROFILE].get(PROFILE):
        with suppress(BadRecord):
            profile = from_doc(PROFILE, PROFILE, doc)
    return Organization(
        profile,
        Records("people", tables["people"], made["people"]),
        Records("customers", tables["customers"], made["customers"]),
        Records("processes", tables["processes"], made["processes"]),
    )


class Views:
    """Views of one space, which share the values of every document that has not changed."""

    def __init__(self) -> None:
        self._made: Made = {table: {} for table in TABLES}
        self._shown: tuple[Mapping[str, Doc], Organization] | None = None

    def live(self, tables: Tables) -> Organization:
        """The organization in these tables, for as long as nothing in them changes."""
        return view(tables, self._made)

    def kept(self, tables: Tables) -> Organization:
        """The organization as it stands in these tables now; what is changed later does not change this value."""
        tables = {name: dict(table) for name, table in tables.items()}
        organization = view(tables, self._made)
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
    return {name: {record: tables[name][record] for record in Records(name, tables[name], {})} for name in CLASSES}


def _stands_alike(before: Mapping[str, Doc], now: Mapping[str, Doc]) -> bool:
    """Every process stands where it stood, so that the chart of before is the chart of now."""
    return len(before) == len(now) and all(
        (was := before.get(record)) is doc or (was is not None and _place(was) == _place(doc))
        for record, doc in now.items()
    )


def _place(doc: Doc) -> tuple[object, ...]:
    return doc.get("parent"), doc.get("rank"), doc.get("retired")
