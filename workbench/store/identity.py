"""A person's key as it lies on the disk: the public half to be read, the secret one wrapped by a passphrase.

There are two pairs. The person's own opens what was sealed to them. The recovery key is shown once, written on paper
and kept by no program; everything is sealed to it as well, and its public half stands here.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zlib import crc32

from workbench.domain.errors import Refused
from workbench.store.errors import Damaged, NotWritten
from workbench.store.files import make_folder, read_file, reading, replace_file, sweep
from workbench.store.sealing import KeyPair, Unopened, new_pair, pair_of, seal, unseal
from workbench.store.wrapping import COST, Cost, NotWrapped, unwrapped, wrapped

NAME = "key.json"
FORMAT = 1
GROUP = 4
_WAY_OUT = "`workbench journal recover` makes it anew from the recovery key"


class NotTheRecoveryKey(Refused):
    """A key that was given as the recovery key is another one."""

    def __init__(self) -> None:
        super().__init__("That is a secret key, but not the recovery key of this journal. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class Identity:
    """A person's key: two public halves, and the secret one twice, once wrapped and once sealed to the recovery key.

    `seals` says that the person's own journal is sealed with it.
    """

    public: str
    recovery: str
    wrapped: dict[str, Any]
    for_recovery: str
    seals: bool = False

    @property
    def readers(self) -> tuple[str, str]:
        """The public keys to which everything of this person's own is sealed."""
        return self.public, self.recovery

    def opened(self, passphrase: str) -> KeyPair:
        """The key pair. Raises WrongPassphrase, NotWrapped, NoSealing."""
        pair = pair_of(unwrapped(self.wrapped, passphrase, self.public).decode())
        if pair.public != self.public:
            raise NotWrapped
        return pair

    def recovered(self, recovery: str) -> KeyPair:
        """The key pair, opened by the recovery key. Raises NotTheRecoveryKey, BadKey, NoSealing."""
        given = pair_of(recovery)
        try:
            return pair_of(unseal(self.for_recovery, given.secret, "the key").decode())
        except Unopened:
            raise NotTheRecoveryKey from None

    def rewrapped(self, pair: KeyPair, passphrase: str, cost: Cost = COST) -> "Identity":
        """The same key under another passphrase, which was tried. Raises TooShort, NoSealing."""
        new = replace(self, wrapped=wrapped(pair.secret.encode(), passphrase, self.public, cost))
        new.opened(passphrase)
        return new


def begin(passphrase: str, cost: Cost = COST) -> tuple[Identity, str]:
    """A new key under a passphrase, and its recovery key, which is to be shown once. Raises TooShort, NoSealing."""
    pair, recovery = new_pair(), new_pair()
    return _made(pair, recovery, passphrase, cost), recovery.secret


def begin_again(recovery: str, passphrase: str, cost: Cost = COST) -> Identity:
    """A new key that goes with a recovery key, where the one that went with it is lost. Raises TooShort, BadKey."""
    return _made(new_pair(), pair_of(recovery), passphrase, cost)


def _made(pair: KeyPair, recovery: KeyPair, passphrase: str, cost: Cost) -> Identity:
    blank = Identity(pair.public, recovery.public, {}, seal(pair.secret.encode(), [recovery.public]))
    identity = blank.rewrapped(pair, passphrase, cost)
    identity.recovered(recovery.secret)
    return identity


def groups(secret: str) -> list[str]:
    """A secret key in the short groups in which it is shown, written down and asked back."""
    prefix, _, letters = secret.rpartition("-1")
    return [f"{prefix}-1", *(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))]


def has_groups(secret: str, numbers: Sequence[int], answers: Sequence[str]) -> bool:
    """The groups of these numbers, counted from 1 behind the first words, are what was answered."""
    shown = groups(secret)
    return [shown[number] for number in numbers] == ["".join(answer.split()).upper() for answer in answers]


# The file


def read(folder: Path) -> Identity | None:
    """The key in a folder, None where there is none. Raises Damaged, NotRead."""
    path = folder / NAME
    with reading(path):
        try:
            data = read_file(path)
        except (FileNotFoundError, NotADirectoryError):
            return None
    try:
        return _identity(json.loads(data))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise Damaged(path, "", f"it is no key any more, or only a part of one; {_WAY_OUT}") from None


def _identity(doc: dict[str, Any]) -> Identity:
    fields = {name: doc[name] for name in Identity.__dataclass_fields__}
    if doc["format"] != FORMAT or doc["sum"] != _sum(fields):
        raise ValueError
    return Identity(**fields)


def _sum(fields: dict[str, Any]) -> str:
    return f"{crc32(json.dumps(fields, sort_keys=True).encode()):08x}"


def keep(folder: Path, identity: Identity) -> None:
    """Put the key on the disk, for its account alone; the old one stands until the new one does. Raises NotWritten."""
    fields = {name: getattr(identity, name) for name in Identity.__dataclass_fields__}
    doc = {"format": FORMAT, **fields, "sum": _sum(fields)}
    try:
        make_folder(folder)
        sweep(folder)
        replace_file(folder / NAME, f"{json.dumps(doc, indent=1)}\n".encode(), 0o600)
    except OSError as error:
        raise NotWritten(folder / NAME, error) from None
