"""Emptying one's own journal: all of it deleted for good, and what of its writer stays all the same."""

from workbench.domain.errors import count
from workbench.domain.text import natural
from workbench.services.journal import own, purge
from workbench.store import drafts
from workbench.store.lines import Actor
from workbench.store.store import Store


def delete_everything(store: Store, actor: Actor) -> list[str]:
    """Delete the whole journal for good, with what is shared of it; the ids that are gone. Raises StoreError."""
    records = sorted(own(store, actor).records(), key=natural)
    purge(store, actor, records)
    return records


def sessions_of_two(store: Store, actor: Actor) -> int:
    """How many coaching sessions there are of whoever acts; nothing is opened for it."""
    return sum(len(store.journals.between(*pair).records()) for pair in store.journals.pairs_of(actor.by))


def what_stays(store: Store, actor: Actor) -> str:
    """What deleting the whole journal leaves, in a sentence."""
    sessions = sessions_of_two(store, actor)
    places = (draft.writing.place for draft in drafts.waiting(drafts.folders(store.id)))
    unfinished = sum(place.get("journal") == actor.by for place in places)
    stays = [
        f"{count(sessions, 'coaching session')}, which the other one of two has too" if sessions else "",
        "your key, which opens what is sealed to you there and by others" if store.journals.keys.of(actor.by) else "",
        f"{count(unfinished, 'draft')} that you did not finish" if unfinished else "",
        "copies that were made elsewhere",
    ]
    return f"What stays: {'; '.join(filter(None, stays))}."
