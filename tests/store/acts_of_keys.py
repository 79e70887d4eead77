"""What a program does to a person's key, in steps, so that faults can be struck at every one of them."""

from pathlib import Path

from tests.store.acts import ANA, Act, State, Step
from tests.store.acts_of_journals import AForgetting, with_journal, write
from workbench.services import sealing
from workbench.store import identity
from workbench.store.identity import Identity
from workbench.store.wrapping import Cost, WrongPassphrase

CHEAP = Cost(memory=64, passes=1, lanes=1)
OLD, NEW = "four words are good", "five words are better still"
KEY, RECOVERY = identity.begin(OLD, CHEAP)
PAIR = KEY.opened(OLD)
CHANGED = KEY.rewrapped(PAIR, NEW, CHEAP)


class APassphraseChange(Act):
    """The old passphrase opens the key or the new one does, and the recovery key in any case."""

    def prepare(self, folder: Path) -> None:
        identity.keep(folder, KEY)

    def steps(self, folder: Path) -> Step:
        identity.keep(folder, CHANGED)
        yield

    def state(self, folder: Path) -> State:
        key = identity.read(folder)
        assert key is not None
        assert key.recovered(RECOVERY) == PAIR
        return {"opens": {word: {} for word in (OLD, NEW) if _opens(key, word)}}

    def go_on(self, folder: Path) -> None:
        identity.keep(folder, KEY.rewrapped(PAIR, "six words", CHEAP))
        key = identity.read(folder)
        assert key is not None
        assert key.opened("six words") == PAIR


def _opens(key: Identity, passphrase: str) -> bool:
    try:
        return key.opened(passphrase) == PAIR
    except WrongPassphrase:
        return False


class ASealing(AForgetting):
    """A journal is sealed: each entry can be read in one way, none is lost, and no word of it is left on the disk."""

    word = b"cobalt"

    def steps(self, folder: Path) -> Step:
        store = with_journal(folder)
        sealing.encrypt(store, ANA, KEY)
        yield
        write(store, "Slept on it.")
        yield
        store.keeping.settle(at_once=True)
        yield
        store.close()

    def state(self, folder: Path) -> State:
        store = with_journal(folder)
        store.journals.keys.ask = lambda may_ask: PAIR
        space = store.journals.of("ana")
        assert space.broken() == []
        entries = dict(space.tables["entries"].items())
        store.close()
        return {"entries": entries}

    def go_on(self, folder: Path) -> None:
        store = with_journal(folder)
        sealing.encrypt(store, ANA, store.journals.keys.of("ana") or KEY)
        write(store, "Later, in cobalt.")
        store.keeping.settle(at_once=True)
        store.close()
        texts = [doc["text"] for doc in (self.state(folder) or {})["entries"].values()]
        assert "Later, in cobalt." in texts
        assert [path for path in folder.rglob("*") if path.is_file() and self.word in path.read_bytes()] == []
        assert protection_of(folder).sound


class AnUnsealing(ASealing):
    """A sealed journal is laid open again."""

    def prepare(self, folder: Path) -> None:
        super().prepare(folder)
        store = with_journal(folder)
        sealing.encrypt(store, ANA, KEY)
        store.close()

    def steps(self, folder: Path) -> Step:
        store = with_journal(folder)
        store.journals.keys.ask = lambda may_ask: PAIR
        sealing.decrypt(store, ANA)
        yield
        write(store, "Slept on it.")
        yield
        store.keeping.settle(at_once=True)
        yield
        store.close()

    def go_on(self, folder: Path) -> None:
        store = with_journal(folder)
        store.journals.keys.ask = lambda may_ask: PAIR
        sealing.decrypt(store, ANA)
        store.close()
        assert protection_of(folder).sound
        super().go_on(folder)


def protection_of(folder: Path) -> sealing.Protection:
    """What keeps Ana's journal from others."""
    store = with_journal(folder)
    found = sealing.protection(store, "ana")
    store.close()
    return found
