"""Who can read what, in the words that stand on every entry: what the disk allows, not what is meant.

Whoever runs the computer (root) can always read what is not sealed, and what is while its key is open.
"""

from workbench.domain.coaching import CoachingSession
from workbench.domain.journal import Entry
from workbench.domain.organization import Organization
from workbench.store.lines import Actor
from workbench.store.store import Store

SEALED = "you alone, with your passphrase or your recovery key"


def of_own(store: Store, actor: Actor) -> str:
    """Who can read a journal that is shared with nobody: its writer's key, else the account, which may be several's."""
    if store.journals.keys.for_own(actor.by):
        return SEALED
    return _of_account(store, actor)


def in_a_line(store: Store, actor: Actor) -> str:
    """Which protection holds for what one writes, and against whom."""
    if store.journals.keys.for_own(actor.by):
        return f"Your own is sealed: {SEALED}; root too while it is open."
    return f"Your own: seen by {_of_account(store, actor)}. Root, or who gets the disk, can read it too."


def _of_account(store: Store, actor: Actor) -> str:
    mapped = store.people_with_account(actor.login)
    return "your account" if mapped == [actor.by] else f"everybody with the account {actor.login}"


def of_shared(store: Store, actor: Actor, entry: Entry) -> str:
    """Who can read an entry that is shared."""
    if store.journals.shared_by(entry.by or actor.by).lies_sealed(entry.id):
        return "its writer and its readers alone, each with a key of their own"
    return _of_folder(store, actor)


def of_session(store: Store, actor: Actor, one: CoachingSession) -> str:
    """Who can read a coaching session of two."""
    if store.journals.between(one.performer, one.coach).lies_sealed(one.id):
        return "the two of you alone, each with a key of their own"
    return _of_folder(store, actor)


def _of_folder(store: Store, actor: Actor) -> str:
    return "everybody in the group" if store.is_shared else _of_account(store, actor)


def of_entry(store: Store, actor: Actor, entry: Entry) -> str:
    """Who can read an entry of one's own, and with whom it is shared since when."""
    if not entry.shared:
        return of_own(store, actor)
    return f"{of_shared(store, actor, entry)}; shared with {readers(store.organization, entry)}"


def before_sharing(store: Store, actor: Actor) -> str:
    """Who can read an entry once it is shared, as it is said before."""
    known = store.organization.people.get(actor.by)
    if known and known.public_key:
        return "its readers alone, each with a key of their own"
    return _of_folder(store, actor)


def readers(organization: Organization, entry: Entry) -> str:
    """With whom an entry is shared, each with the day since when."""
    return ", ".join(f"{organization.name_of(one.id)} since {one.since}" for one in entry.shared)
