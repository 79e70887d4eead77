"""A secret wrapped by a passphrase: Argon2id makes the key of it, ChaCha20-Poly1305 wraps; the costs stand beside.

The costs are the second choice of RFC 9106: 64 MiB, three passes, four lanes. They are read with what was wrapped, so
that they can grow, and are held within bounds, so that no file can ask for all the memory there is.
"""

import json
import os
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any, NamedTuple

from workbench.domain.errors import BadInput, Refused
from workbench.store.sealing import NoSealing, library

SHORTEST = 8
KDF = "argon2id"
_PRIMITIVES = "cryptography.hazmat.primitives"


class Cost(NamedTuple):
    """What one guess costs: KiB of memory, passes over it, lanes side by side."""

    memory: int = 64 * 1024
    passes: int = 3
    lanes: int = 4

    @property
    def is_sane(self) -> bool:
        """It can be paid on a usual machine."""
        return 8 * self.lanes <= self.memory <= 1024 * 1024 and 1 <= self.passes <= 20 and 1 <= self.lanes <= 16


COST = Cost()


class WrongPassphrase(Refused):
    """The passphrase does not open what was wrapped; in the same words whatever was wrong with it."""

    def __init__(self) -> None:
        super().__init__(
            "That passphrase does not open the key. Nothing was changed. "
            "`workbench journal recover` opens it with the recovery key."
        )


class TooShort(BadInput):
    """A passphrase that is guessed in no time."""

    def __init__(self) -> None:
        super().__init__(
            f"A passphrase needs {SHORTEST} characters or more; four or five words are good. Nothing was changed."
        )


class NotWrapped(Refused):
    """What should be a wrapped secret is none, or asks for a cost that nobody pays."""

    def __init__(self) -> None:
        super().__init__(
            "The key file does not hold a wrapped key, or one that asks for a cost that nobody pays; somebody changed "
            "it. `workbench journal recover` makes it anew from the recovery key."
        )


def check_length(passphrase: str) -> None:
    """Raise TooShort for a passphrase that is guessed in no time."""
    if len(passphrase.strip()) < SHORTEST:
        raise TooShort


def wrapped(secret: bytes, passphrase: str, about: str, cost: Cost = COST) -> dict[str, Any]:
    """The secret as nobody reads it without the passphrase; `about` is bound to it. Raises TooShort, NoSealing."""
    check_length(passphrase)
    head = {"kdf": KDF, **cost._asdict(), "salt": _text(os.urandom(16)), "nonce": _text(os.urandom(12))}
    cipher = _cipher(passphrase, head)
    return {**head, "secret": _text(cipher.encrypt(_raw(head["nonce"]), secret, _bound(head, about)))}


def unwrapped(doc: Mapping[str, Any], passphrase: str, about: str) -> bytes:
    """The secret that was wrapped. Raises WrongPassphrase, NotWrapped, Refused where memory lacks, NoSealing."""
    try:
        head = {name: doc[name] for name in ("kdf", *Cost._fields, "salt", "nonce")}
        nonce, secret = _raw(head["nonce"]), _raw(doc["secret"])
        cipher = _cipher(passphrase, head)
        found: bytes = cipher.decrypt(nonce, secret, _bound(head, about))
    except (KeyError, TypeError, ValueError):
        raise NotWrapped from None
    except library("cryptography.exceptions").InvalidTag:
        raise WrongPassphrase from None
    return found


def _cipher(passphrase: str, head: Mapping[str, Any]) -> Any:
    cost = Cost(*(head[name] for name in Cost._fields))
    if head["kdf"] != KDF or not all(type(number) is int for number in cost) or not cost.is_sane:
        raise ValueError
    return library(f"{_PRIMITIVES}.ciphers.aead").ChaCha20Poly1305(_key(passphrase, _raw(head["salt"]), cost))


def _key(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    argon = library(f"{_PRIMITIVES}.kdf.argon2").Argon2id
    typed = unicodedata.normalize("NFC", passphrase).encode(errors="surrogatepass")
    try:
        found: bytes = argon(
            salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory
        ).derive(typed)
    except MemoryError:
        need = f"{cost.memory // 1024} MiB"
        raise Refused(f"Opening the key takes {need} of memory, more than is free here. Nothing was changed.") from None
    except library("cryptography.exceptions").UnsupportedAlgorithm:
        raise NoSealing from None
    return found


def _bound(head: Mapping[str, Any], about: str) -> bytes:
    return json.dumps({**head, "about": about}, sort_keys=True).encode()


def _text(data: bytes) -> str:
    return b64encode(data).decode()


def _raw(text: str) -> bytes:
    return b64decode(text, validate=True)
