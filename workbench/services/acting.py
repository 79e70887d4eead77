"""Who is acting: the person whom the login account maps to, or who says so."""

from dataclasses import replace

from workbench.domain.errors import NotFound, Refused
from workbench.domain.people import Person
from workbench.services.people import new_person
from workbench.store.lines import Actor
from workbench.store.store import Store


class NobodyHere(Refused):
    """The account maps to nobody, so that what it does could not be told from what others do."""

    def __init__(self, login: str) -> None:
        super().__init__(
            f"The account {login} belongs to nobody here yet. `workbench person add HANDLE --account {login}` "
            f"makes a person of you, `workbench person set HANDLE accounts +{login}` says which one you are, "
            "`--as HANDLE` says it once."
        )


def acting(store: Store, login: str, claimed: str = "", acts_for: str = "") -> Actor:
    """Who acts, from the account or from what is claimed with --as; and for whom. Raises Refused."""
    organization = store.organization
    for_whom = organization.person(acts_for).id if acts_for else ""
    if claimed:
        return Actor(_present(organization.person(claimed)).id, login, for_whom)
    found = store.people_with_account(login)
    found = [handle for handle in found if not organization.people[handle].left] or found
    if not found:
        raise NobodyHere(login)
    if len(found) > 1:
        raise Refused(f"The account {login} belongs to {', '.join(found)}. Say who you are with --as HANDLE.")
    return Actor(_present(organization.people[found[0]]).id, login, for_whom)


def acting_newcomer(
    store: Store, login: str, claimed: str, acts_for: str, handle: str, accounts: frozenset[str]
) -> Actor:
    """Who acts when a person is added: a newcomer may add themself with their own account."""
    try:
        return acting(store, login, claimed, acts_for)
    except (NobodyHere, NotFound):
        if login not in accounts or claimed not in ("", handle) or acts_for:
            raise
        return Actor(handle, login)


def acting_as_oneself(
    store: Store, login: str, claimed: str, acts_for: str, seen: Person, accounts: frozenset[str]
) -> Actor:
    """Who acts when a person's accounts are set: an account of nobody's may say which person it belongs to."""
    try:
        return acting(store, login, claimed, acts_for)
    except NobodyHere:
        if accounts != seen.accounts | {login} or acts_for:
            raise
        return Actor(_present(seen).id, login)


def be(store: Store, login: str, name: str) -> Actor:
    """Say who the account belongs to: a person who is here, or a new one of this name. Raises Refused."""
    organization = store.organization
    known = organization.people.get(name)
    with store.change(Actor(known.id if known else "", login), "person.set" if known else "person.add") as change:
        if known:
            change.put(known, replace(_present(known), accounts=known.accounts | {login}))
            return Actor(known.id, login)
        person = new_person(change, name, fields={"accounts": frozenset({login})})
        change.actor = Actor(person.id, login)
    return change.actor


def _present(person: Person) -> Person:
    """The person, who is one and is still here. Raises Refused."""
    if person.team:
        raise Refused(f"{person.id} is a team; say which person you are.")
    if person.left:
        raise Refused(f"{person.id} {person.name} has left and cannot act here; `--as HANDLE` says who you are.")
    return person
