"""The forms of the records: a process, a person or team, a customer, the organization itself."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from workbench.domain.ids import PROFILE
from workbench.domain.organization import Organization
from workbench.domain.people import Customer, Person
from workbench.domain.process import Process
from workbench.screens.form import Field
from workbench.screens.record_form import RecordForm, place_of
from workbench.screens.taking_over import take_up, unless_written
from workbench.services.revising import Record

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp
    from workbench.store.drafts import Draft


def open_form(app: "WorkbenchApp", record: Record, first: str = "") -> None:
    """Open the form of a record, at one of its fields; ask first where another session is writing in it."""
    unless_written(app, place_of(record), partial(_open, app, record, first))


def resume(app: "WorkbenchApp", record: Record, draft: "Draft") -> None:
    """Go on with a form that was being written."""
    take_up(app, draft, partial(_open, app, record, ""))


def record_of(organization: Organization, record: str) -> Record | None:
    """The record that a place names as it stands now."""
    if record == PROFILE:
        return organization.profile
    tables = (organization.processes, organization.people, organization.customers)
    return next((table[record] for table in tables if record in table), None)


def _open(app: "WorkbenchApp", record: Record, first: str, draft: "Draft | None" = None) -> None:
    fields = _fields(app, record)
    left = draft.writing.field if draft else ""
    first = left if any(field.name == left for field in fields) else first
    form = RecordForm(app, record, fields, first, draft)

    def closed(kept: bool | None) -> None:
        app.look_again()
        if form.outcome:
            app.say(form.outcome)

    app.push_screen(form, closed)


def _fields(app: "WorkbenchApp", record: Record) -> Sequence[Field]:
    match record:
        case Process():
            return _process_fields(app)
        case Person():
            return _person_fields(app, record)
        case Customer():
            return _CUSTOMER
        case _:
            return _PROFILE


def _process_fields(app: "WorkbenchApp") -> Sequence[Field]:
    organization = app.store.organization

    def people() -> list[str]:
        here = [person for person in organization.people.values() if person.left is None]
        return [person.id for person in here] + [person.name for person in here]

    def customers() -> list[str]:
        return [customer.name for customer in organization.customers.values()]

    def tags() -> list[str]:
        return sorted({tag for process in organization.processes.values() for tag in process.tags})

    def flows() -> list[str]:
        return sorted(
            {flow.name for p in organization.processes.values() for flow in (*p.inputs, *p.outputs)}
            | {f"{p.name} ({p.id})" for p in organization.running()}
        )

    def one_of(*words: str) -> Callable[[], Sequence[str]]:
        return lambda: words

    person = "a handle or a name; a new name can be made a person"
    flow = "parted by ; — (P3) behind one names the process it comes from or goes to"
    return [
        Field("name", "from start to result, as a customer sees it"),
        Field("code", "a number or code of your own, kept as written; empty shows its place"),
        Field("kind", "core (a customer pays), enabling, management; empty: as its parent", known=one_of(*_KINDS)),
        Field("purpose", "why it exists, for whom", long=True),
        Field("customers", "who receives the result, parted by commas", known=customers, parted_by=","),
        Field("trigger", "what sets it off", long=True),
        Field("result", "what there is when it is done, as the customer would say it", long=True),
        Field("inputs", flow, known=flows, parted_by=";"),
        Field("outputs", flow, known=flows, parted_by=";"),
        Field("owner", person, known=people),
        Field("coach", "only where it is not the owner", known=people),
        Field("engineer", "who designs it", known=people),
        Field("performers", "parted by commas", known=people, parted_by=","),
        Field("decision_rights", "what a performer decides without asking", long=True),
        Field("importance", "1 to 5"),
        Field("tags", "words, parted by spaces or commas", known=tags, parted_by=","),
        Field("review_interval", "how often to look at it: 6 months, 2 weeks"),
        Field("next_review", "the day: 2026-12-01, fri, +2w"),
        Field("description", "anything else there is to say", long=True),
    ]


_KINDS = ("core", "enabling", "management")


def _person_fields(app: "WorkbenchApp", record: Person) -> Sequence[Field]:
    common = [Field("name", "the full name"), Field("contacts", "how to reach them, parted by commas")]
    if record.team:
        handles = [person.id for person in app.store.organization.people.values() if not person.team]
        return [*common, Field("members", "handles, parted by commas", known=lambda: handles, parted_by=",")]
    return [
        *common,
        Field("accounts", "login accounts, parted by commas"),
        Field("left", "the day they left: yesterday, 2026-11-22; empty while they are here"),
        Field(
            "too_much",
            "where you own more than you can answer for, in your own words; nobody else writes it",
            long=True,
        ),
    ]


_CUSTOMER = [
    Field("name", "who receives the result"),
    Field("inside", "yes for a customer inside the organization", known=lambda: ("yes", "no")),
    Field("needs", "what they want, in their words", long=True),
    Field("last_checked", "the day these needs were last checked with them: today, 2026-11-22"),
]
_PROFILE = [
    Field("name", "what you call the organization"),
    Field("preferred_future", "your own picture of where it goes", long=True),
    Field("chart_review_interval", "how often to look at the whole chart"),
    Field("belief_interval", "how long a belief about a customer holds"),
    Field("management_cap", "the share of hours that oversight may take, in percent"),
    Field("time_zone", "like Europe/Berlin"),
    Field("currency", "like EUR"),
]
