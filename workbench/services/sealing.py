"""Keeping a journal sealed: a key of one's own, switching the sealing on and off, another passphrase, recovery.

Whatever is interrupted can be done again: each entry can be read in one way all the time, and doing it again finishes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from workbench.domain.errors import Refused, count
from workbench.store import drafts, identity, page, pins, unlocked
from workbench.store.errors import Damaged, NotWritten
from workbench.store.history import SEAL, UNSEAL
from workbench.store.identity import Identity, NotTheRecoveryKey
from workbench.store.journal_space import JournalSpace
from workbench.store.lines import Actor
from workbench.store.sealing import KeyPair, fingerprint, pair_of
from workbench.store.store import Store
from workbench.store.undoing import KEY

GOES = (
    "Its history until now goes: what was changed or taken out before stands nowhere any more, and no undo "
    "brings it back."
)


class NoKeyHere(Refused):
    """The person has no key on this machine, so that nothing of theirs is sealed here."""

    def __init__(self, person: str) -> None:
        super().__init__(
            f"{person} has no key here; nothing of this journal is sealed. `workbench journal encrypt` begins."
        )


def key_of(store: Store, person: str) -> Identity:
    """A person's key. Raises NoKeyHere, Damaged."""
    key = store.journals.keys.of(person)
    if key is None:
        raise NoKeyHere(person)
    return key


def sealed_ahead(store: Store, actor: Actor, key: Identity) -> Iterator[str]:
    """Seal the journal with this key a record at a time, so that `encrypt` has but to write it; until then nothing is.

    Raises Refused, BadKey, NoSealing.
    """
    return store.journals.of(_oneself(actor)).seal_ahead(key.readers)


def encrypt(store: Store, actor: Actor, key: Identity) -> None:
    """Seal the journal of whoever acts with this key, history and backups too, and their sessions of two.

    Raises Refused, StoreError.
    """
    person = _oneself(actor)
    _take(store, person, key)
    store.journals.of(person).seal_plain(actor)
    _seal_drafts(store, person, key)
    publish(store, actor, key.public)
    for space in sessions_to_seal(store, person):
        space.seal_plain(actor)


def sessions_to_seal(store: Store, person: str) -> list[JournalSpace]:
    """The sessions of a person in which something lies plain, though both of the two have a sound key by now."""
    journals = store.journals
    pairs = [pair for pair in journals.pairs_of(person) if journals.keys.both_have_keys(*pair, person)]
    return [space for pair in pairs if _plain(space := journals.between(*pair))]


def _plain(space: JournalSpace) -> int:
    sealed, there = space.sealed_of_all()
    return there - sealed


def _seal_drafts(store: Store, person: str, key: Identity) -> None:
    """Seal what was left unfinished in the journal before; a draft that somebody writes is sealed as it goes on."""
    for draft in drafts.waiting(drafts.folders(store.id)):
        if draft.writing.place.get("journal") == person and not (draft.sealed or draft.trouble):
            try:
                drafts.keep(replace(draft, to=key.readers))
            except OSError as error:
                raise NotWritten(draft.path, error) from None


def _take(store: Store, person: str, key: Identity) -> None:
    """Seal with this key from now on."""
    folder = store.journals.keys.folder(person)
    identity.keep(folder, replace(key, seals=True))
    pins.trust(folder, person, key.public)


def decrypt(store: Store, actor: Actor) -> None:
    """Let the journal of whoever acts lie in plain text again; the key stays, for what others sealed to it.

    Raises Locked, Refused, StoreError.
    """
    person = _oneself(actor)
    key = key_of(store, person)
    store.journals.keys.pair()
    identity.keep(store.journals.keys.folder(person), replace(key, seals=False))
    store.journals.of(person).reseal(actor, UNSEAL)
    publish(store, actor, "")


def still_sealed(store: Store, person: str) -> str:
    """What stays sealed where a journal is laid open, and why, in sentences; "" where nothing does."""
    kept = _beside(store, person, lambda space: space.sealed_of_all()[0])
    return kept and (
        f"Still sealed, since it lies where others read and is theirs too: {kept}. "
        "Your passphrase opens that as before, and reading and searching it asks for it."
    )


def still_plain(store: Store, person: str) -> str:
    """What stays plain where a journal is sealed, and the way out, in sentences; "" where nothing does."""
    kept = _beside(store, person, _plain)
    beside = kept and (
        f"Still in plain text, as before: {kept}. Ending a share takes the copy back with its history; "
        "shared again it is sealed to you and its readers. A session is sealed once both of you have a key: by the "
        "one who seals a journal last, and by whoever seals theirs again."
    )
    return " ".join(filter(None, (beside, left_by_editors())))


def left_by_editors() -> str:
    """Where texts lie plain that came back from an editor and could not be taken, in a sentence or two; "" for none."""
    if not (found := page.left_plain()):
        return ""
    more = f" and {len(found) - 1} more beside it" if len(found) > 1 else ""
    what = "what an editor left when it could not be taken, which may be of your journal"
    return f"In plain text lies {what}: {found[0]}{more}. Take out what you need, and delete the folder."


def _beside(store: Store, person: str, number: Callable[[JournalSpace], int]) -> str:
    """How much there is of what a person shares, and of their sessions, counted in each space."""
    copies = number(store.journals.shared_by(person))
    sessions = sum(number(store.journals.between(*pair)) for pair in store.journals.pairs_of(person))
    return " and ".join(
        [
            *([count(copies, "shared copy", "shared copies")] if copies else []),
            *([count(sessions, "coaching session")] if sessions else []),
        ]
    )


def lock(store: Store, person: str) -> bool:
    """Lock the journal of a person, here and for the commands to come; whether those could have read it."""
    store.journals.lock()
    return unlocked.forget(store.id, person)


def change_passphrase(store: Store, actor: Actor, pair: KeyPair, passphrase: str) -> None:
    """Wrap the key in another passphrase; the old one opens it no more. Raises TooShort, StoreError."""
    person = _oneself(actor)
    identity.keep(store.journals.keys.folder(person), key_of(store, person).rewrapped(pair, passphrase))


def check_recovery(store: Store, actor: Actor, recovery: str) -> None:
    """Raise NotTheRecoveryKey, BadKey for a recovery key that does not open the key; nothing is changed."""
    try:
        key = store.journals.keys.of(_oneself(actor))
    except Damaged:
        key = None
    if key:
        key.recovered(recovery)


def recover(store: Store, actor: Actor, recovery: str, passphrase: str) -> bool:
    """Set a new passphrase with the recovery key; whether the key itself was lost, and a new one had to be made.

    Raises BadKey, NotTheRecoveryKey, TooShort, StoreError.
    """
    person = _oneself(actor)
    try:
        key = store.journals.keys.of(person)
    except Damaged:
        key = None
    if key is None:
        _begin_again(store, actor, recovery, passphrase)
        return True
    identity.keep(store.journals.keys.folder(person), key.rewrapped(key.recovered(recovery), passphrase))
    return False


def _begin_again(store: Store, actor: Actor, recovery: str, passphrase: str) -> None:
    """Make a new key that goes with the recovery key, which opens everything that was sealed to the old one."""
    keys, space = store.journals.keys, store.journals.of(actor.by)
    store.journals.lock()
    keys.unlocked.hold(pair_of(recovery), store.clock())
    sealed, _ = space.sealed_of_all()
    if not sealed or len(space.broken()) >= sealed:
        store.journals.lock()
        raise NotTheRecoveryKey
    key = identity.begin_again(recovery, passphrase)
    _take(store, actor.by, key)
    space.reseal(actor, SEAL)
    store.journals.lock()
    publish(store, actor, key.public)


def _oneself(actor: Actor) -> str:
    if not actor.by or actor.acts_for:
        raise Refused("A key is everybody's own: nobody can do this for another.")
    return actor.by


def publish(store: Store, actor: Actor, public: str) -> None:
    """Let the organization know to which key something for this person is to be sealed."""
    person = store.organization.person(actor.by)
    if person.public_key != public:
        with store.change(actor, KEY) as change:
            change.put(person, replace(person, public_key=public))


# What holds, and against whom


@dataclass(frozen=True, slots=True)
class Protection:
    """How a person's journal is kept from others, and whether that is whole."""

    sound: bool
    what: str


def protection(store: Store, person: str) -> Protection:
    """What keeps a person's journal from others, and from whom it does not. Raises Damaged where the key is."""
    key, (sealed, there) = store.journals.keys.of(person), store.journals.of(person).sealed_of_all()
    if key is None or not key.seals:
        left = f"; {count(sealed, 'record')} still sealed: `workbench journal decrypt` again" if sealed else ""
        what = "in plain text, for your account alone; root, and whoever gets the disk or a copy of it, can read it"
        return Protection(not sealed, f"{what}{left}")
    if sealed < there:
        left = f"{there - sealed} of {count(there, 'record')} not sealed yet: `workbench journal encrypt` finishes"
        return Protection(False, left)
    return Protection(
        True,
        f"sealed to {fingerprint(key.public)}; without passphrase or recovery key nobody reads it, neither from "
        "the disk nor from a copy. What shows is how many records there are, when each was written and about how long "
        "it is. While it is unlocked, root can read it from memory",
    )
