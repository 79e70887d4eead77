"""Who can read what, in the words that stand on every entry: what the disk allows, not what is meant.

Whoever runs the computer (root) can always read everything.
"""

from workbench.domain.journal import Entry
from workbench.domain.organization import Organization
from workbench.store.lines import Actor
from workbench.store.store import Store

EVER = "Whoever runs this computer (root) can always read it."


def of_own(store: Store, actor: Actor) -> str:
    """Who can read a journal that is shared with nobody: the account, which may be several people's."""
    mapped = store.people_with_account(actor.login)
    return "your account" if mapped == [actor.by] else f"everybody with the account {actor.login}"


def of_shared(store: Store, actor: Actor) -> str:
    """Who can read what is shared."""
    return "everybody in the group" if store.is_shared else of_own(store, actor)


def of_session(store: Store, actor: Actor) -> str:
    """Who can read a coaching session of two."""
    return of_shared(store, actor)


def of_entry(store: Store, actor: Actor, entry: Entry) -> str:
    """Who can read an entry of one's own, and with whom it is shared since when."""
    if not entry.shared:
        return of_own(store, actor)
    return f"{of_shared(store, actor)}; shared with {readers(store.organization, entry)}"


def readers(organization: Organization, entry: Entry) -> str:
    """With whom an entry is shared, each with the day since when."""
    return ", ".join(f"{organization.name_of(one.id)} since {one.since}" for one in entry.shared)
