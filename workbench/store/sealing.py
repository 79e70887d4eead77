"""Sealing: bytes that one of a few age key pairs opens, and nobody else; what is sealed the plain `age` tool opens too.

Sealing takes public keys only. What is sealed says within itself where it belongs, so that nothing sealed can be put
in the place of something else unnoticed. The library comes with an extra, and is loaded when first needed.
"""

import hashlib
import json
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from workbench.domain.errors import BadInput, Refused
from workbench.store.edits import Doc, Json

HOW_TO_GET_IT = "pip install 'process-workbench[private]'"
SEALED = "sealed"
_FIRST, _LAST = "-----BEGIN AGE ENCRYPTED FILE-----", "-----END AGE ENCRYPTED FILE-----"


class NoSealing(Refused):
    """The libraries that seal are not installed."""

    def __init__(self) -> None:
        super().__init__(f"Sealing needs two more packages. `{HOW_TO_GET_IT}` brings them; nothing was changed.")


class BadKey(BadInput):
    """A text that should be a key is none."""

    def __init__(self, what: str) -> None:
        super().__init__(f"That is no {what}; a letter may be missing or mistyped. Nothing was changed.")


class Unopened(Refused):
    """What is sealed cannot be opened with the key at hand."""

    def __init__(self, place: str) -> None:
        what = place.rpartition("/")[2]
        super().__init__(f"{what} cannot be opened: it is damaged, or was sealed to another key.")


@dataclass(frozen=True, slots=True)
class KeyPair:
    """The two halves of a key: the public one seals, the secret one opens."""

    public: str
    secret: str = field(repr=False)


def library(name: str) -> Any:
    """A module of the packages that seal. Raises NoSealing where it is not installed."""
    try:
        return import_module(name)
    except ImportError:
        raise NoSealing from None


def new_pair() -> KeyPair:
    """A key pair that nobody else has. Raises NoSealing."""
    return _pair(library("pyrage").x25519.Identity.generate())


def pair_of(secret: str) -> KeyPair:
    """The pair of a secret key, however it was broken into groups. Raises BadKey, NoSealing."""
    age = library("pyrage")
    try:
        return _pair(age.x25519.Identity.from_str("".join(secret.split()).upper()))
    except age.IdentityError:
        raise BadKey("secret key of age, AGE-SECRET-KEY-1…") from None


def _pair(identity: Any) -> KeyPair:
    return KeyPair(str(identity.to_public()), str(identity))


def public_key(text: str) -> str:
    """The public key that a text is. Raises BadKey, NoSealing."""
    return str(_recipients([text.strip()])[0])


def fingerprint(public: str) -> str:
    """A public key in short, to be compared by two people: `3f9a 01c4 77de b2f0 5a6b`."""
    short = hashlib.sha256(public.encode()).hexdigest()[:20]
    return " ".join(short[start : start + 4] for start in range(0, 20, 4))


def seal(data: bytes, to: Sequence[str]) -> str:
    """The data as an age file in letters, which each of these public keys opens. Raises BadKey, NoSealing."""
    sealed: bytes = library("pyrage").encrypt(data, _recipients(to), armored=True)
    return sealed.decode()


def seal_whole(data: bytes, to: Sequence[str]) -> bytes:
    """Much data as an age file in bytes, which each of these public keys opens. Raises BadKey, NoSealing."""
    sealed: bytes = library("pyrage").encrypt(data, _recipients(to))
    return sealed


def _recipients(to: Sequence[str]) -> list[Any]:
    age = library("pyrage")
    try:
        return [age.x25519.Recipient.from_str(public) for public in to]
    except age.RecipientError:
        raise BadKey("public key of age, age1…") from None


def unseal(sealed: str, secret: str, place: str) -> bytes:
    """What was sealed at a place. Raises Unopened, BadKey, NoSealing."""
    try:
        return unseal_whole(_bytes(sealed), secret, place)
    except ValueError:
        raise Unopened(place) from None


def unseal_whole(sealed: bytes, secret: str, place: str) -> bytes:
    """What was sealed as a file in bytes. Raises Unopened, BadKey, NoSealing."""
    age = library("pyrage")
    try:
        data: bytes = age.decrypt(sealed, [_identity(secret)])
    except age.DecryptError:
        raise Unopened(place) from None
    return data


def _identity(secret: str) -> Any:
    age = library("pyrage")
    try:
        return age.x25519.Identity.from_str(secret)
    except age.IdentityError:
        raise BadKey("secret key of age, AGE-SECRET-KEY-1…") from None


def _bytes(sealed: str) -> bytes:
    """The age file of its letters; read here, since that is ten times as fast. Raises ValueError."""
    lines = sealed.strip().splitlines()
    if (lines[:1], lines[-1:]) != ([_FIRST], [_LAST]):
        raise ValueError
    text = "".join(lines[1:-1])
    data = b64decode(text, validate=True)
    if b64encode(data).decode() != text:  # bits that stand for nothing are no age file either
        raise ValueError
    return data


def is_sealed(doc: Doc) -> bool:
    """The document can only be read by whom it was sealed to."""
    return len(doc) == 1 and type(doc.get(SEALED)) is str


def to_be_sealed(place: str, doc: Doc) -> bytes:
    """The document as it is sealed, with the place that it is for."""
    text = json.dumps({"place": place, "doc": doc}, ensure_ascii=False, separators=(",", ":"))
    return text.encode(errors="surrogatepass")


def sealed_doc(place: str, doc: Doc, to: Sequence[str]) -> Doc:
    """The document with nothing of it to be read but that it is there, and about how long it is."""
    return {SEALED: seal(to_be_sealed(place, doc), to)}


def opened_doc(place: str, doc: Doc, secret: str) -> Doc:
    """The document that was sealed for a place. Raises Unopened, also where it was sealed for another."""
    content = _content(unseal(doc[SEALED], secret, place))
    found: Json = content.get("doc")
    if content.get("place") != place or not isinstance(found, dict):
        raise Unopened(place)
    return found


def _content(data: bytes) -> Doc:
    """The object that was sealed; of what anybody else sealed to this key, an empty one."""
    try:
        content: Json = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}
