"""People, teams, customers and the organization itself, from the shell."""

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from typing import Any

from workbench.cli.arguments import Values, past_day
from workbench.cli.passing_on import say_what_hangs
from workbench.cli.session import Session
from workbench.cli.shaping import read_field
from workbench.domain.errors import NotFound
from workbench.domain.people import Customer, Person, Profile
from workbench.services import people
from workbench.services.acting import acting_as_oneself, acting_newcomer
from workbench.store.documents import to_doc
from workbench.store.lines import Actor

FIELDS = {
    Person: ("name", "contacts", "accounts", "public_key", "left", "members", "too_much"),
    Customer: ("name", "inside", "needs", "last_checked"),
    Profile: (
        "name", "preferred_future", "chart_review_interval", "belief_interval", "management_cap", "time_zone",
        "currency",
    ),
}  # fmt: skip
CALLED = {Person: "A person", Customer: "A customer", Profile: "The organization"}


def configure(verb: str, parser: ArgumentParser) -> None:
    """Give the parser of a command its acts and their arguments."""
    acts = parser.add_subparsers(title="acts", metavar="ACT", required=verb != "organization")
    if verb == "organization":
        parser.set_defaults(act=show_profile)
        acts.add_parser("show", help="all of it, as without an act").set_defaults(act=show_profile)
    else:
        listing = acts.add_parser("list", help="everyone" if verb == "person" else "all of them")
        listing.set_defaults(act=list_customers if verb == "customer" else list_people, verb=verb)
        delete = acts.add_parser("delete", help="take out a mistake; refused while anything names it")
        delete.add_argument("record", metavar="CUSTOMER" if verb == "customer" else "HANDLE")
        delete.set_defaults(act=delete_record, verb=verb)
        _add_arguments(verb, acts.add_parser("add", help="a new one; prints the id"))
    kind = {"customer": Customer, "organization": Profile}.get(verb, Person)
    change = acts.add_parser("set", help="change one field", epilog=f"The fields: {', '.join(FIELDS[kind])}.")
    if verb != "organization":
        change.add_argument("record", metavar="CUSTOMER" if verb == "customer" else "HANDLE")
    change.add_argument("field")
    change.add_argument(
        "value",
        nargs="+",
        action=Values,
        help="the value; +a +b adds to a set, -a takes out, '' empties, - reads it from stdin",
    )
    change.set_defaults(act=set_field, verb=verb)
    if verb == "person":
        leave = acts.add_parser("leave", help="the person has left; what they owned needs an owner")
        leave.add_argument("record", metavar="HANDLE")
        leave.add_argument("--on", type=past_day, metavar="DATE", help="the day, else today")
        leave.set_defaults(act=leave_organization)


def _add_arguments(verb: str, add: ArgumentParser) -> None:
    if verb == "customer":
        add.add_argument("name")
        add.add_argument("--inside", action="store_true", help="a customer inside the organization")
        add.add_argument("--needs", default="", metavar="TEXT")
        add.add_argument(
            "--checked", type=past_day, metavar="DATE", help="when the needs were last checked with the customer"
        )
        add.set_defaults(act=add_customer)
        return
    add.add_argument("handle", help="lower-case letters a-z, digits and inner hyphens; never changes")
    add.add_argument("--name", default="", help="the full name, else the handle")
    add.add_argument(
        "--contact", action="append", default=[], metavar="TEXT", help="how to reach them; may be repeated"
    )
    if verb == "team":
        add.add_argument("--member", action="append", default=[], metavar="HANDLE", help="may be repeated")
    else:
        add.add_argument("--account", action="append", default=[], metavar="LOGIN", help="their login; may be repeated")
    add.set_defaults(act=add_person, verb=verb)


def add_person(session: Session, arguments: Namespace) -> int:
    """Add a person or team; print the handle."""
    organization, is_team = session.organization, arguments.verb == "team"
    fields: dict[str, Any] = {"contacts": frozenset(arguments.contact)}
    if is_team:
        fields["members"] = frozenset(organization.person(member).id for member in arguments.member)
        actor = session.actor
    else:
        fields["accounts"] = frozenset(arguments.account)
        claimed, acts_for = session.options.claimed, session.options.acts_for
        accounts = fields["accounts"]
        actor = acting_newcomer(session.store, session.login, claimed, acts_for, arguments.handle, accounts)
    name = arguments.name or arguments.handle
    person = people.add_person(session.store, actor, name, arguments.handle, fields, is_team)
    return session.result(person.id, name=person.name)


def list_people(session: Session, arguments: Namespace) -> int:
    """List the people, or the teams."""
    wanted = arguments.verb == "team"
    found = [person for person in session.organization.people.values() if person.team == wanted]
    if session.options.json:
        session.data([{"id": person.id, **to_doc(replace(person, too_much=""))} for person in found])
    else:
        session.rows([_person(person) for person in sorted(found, key=lambda person: person.id)])
    return 0 if found else 1


def _person(person: Person) -> list[str]:
    rest = ", ".join(sorted(person.members)) if person.team else f"left {person.left}" if person.left else ""
    return [person.id, person.name, person.contact, rest]


def set_field(session: Session, arguments: Namespace) -> int:
    """Change one field of a person, team, customer or the organization."""
    record = _record(session, arguments)
    names = FIELDS[type(record)]
    field, value = read_field(session, record, arguments.field, arguments.value, names, CALLED[type(record)])
    match record:
        case Customer():
            people.set_customer(session.store, session.actor, record, {field: value})
        case Profile():
            people.set_profile(session.store, session.actor, record, {field: value})
        case _:
            actor = _whoever_sets(session, record, field, value)
            people.set_person(session.store, actor, record, {field: value})
    return session.result(record.id)


def _whoever_sets(session: Session, person: Person, field: str, value: Any) -> Actor:
    """Who is acting; who gives a person their own login may be that person."""
    if field != "accounts":
        return session.actor
    claimed, acts_for = session.options.claimed, session.options.acts_for
    return acting_as_oneself(session.store, session.login, claimed, acts_for, person, value)


def _record(session: Session, arguments: Namespace) -> Person | Customer | Profile:
    if arguments.verb == "organization":
        return session.organization.profile
    if arguments.verb == "customer":
        return session.organization.customer(arguments.record)
    try:
        return session.organization.person(arguments.record)
    except NotFound as missing:
        raise NotFound(arguments.verb, arguments.record, missing.near) from None


def leave_organization(session: Session, arguments: Namespace) -> int:
    """Note that a person has left; say what needs an owner now, and what else hangs on them."""
    person = session.organization.person(arguments.record)
    people.leave(session.store, session.actor, person, arguments.on or session.today)
    say_what_hangs(session, person.id)
    return session.result(person.id)


def delete_record(session: Session, arguments: Namespace) -> int:
    """Take out a person, team or customer that was a mistake."""
    record = _record(session, arguments)
    if not isinstance(record, Profile):
        people.delete(session.store, session.actor, record)
    return session.result(record.id)


def add_customer(session: Session, arguments: Namespace) -> int:
    """Add a customer; print the id."""
    fields = {"inside": arguments.inside, "needs": arguments.needs, "last_checked": arguments.checked}
    customer = people.add_customer(session.store, session.actor, arguments.name, fields)
    return session.result(customer.id, name=customer.name)


def list_customers(session: Session, arguments: Namespace) -> int:
    """List the customers."""
    found = list(session.organization.customers.values())
    if session.options.json:
        session.data([{"id": customer.id, **to_doc(customer)} for customer in found])
    else:
        session.rows([_customer(customer) for customer in found])
    return 0 if found else 1


def _customer(customer: Customer) -> list[str]:
    checked = f"last checked {customer.last_checked}" if customer.last_checked else "never checked"
    return [customer.id, customer.name, "inside" if customer.inside else "outside", checked, customer.needs]


def show_profile(session: Session, arguments: Namespace) -> int:
    """Print what the organization says of itself."""
    profile = to_doc(session.organization.profile)
    if session.options.json:
        session.data(profile)
    else:
        session.rows([[field, str(value)] for field, value in profile.items()])
    return 0
