"""What a program does to a person's key, in steps, so that faults can be struck at every one of them."""

from pathlib import Path

from tests.store.acts import Act, State, Step
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
