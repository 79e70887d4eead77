"""The public keys of others as they were when they were first used, so that a changed one is noticed.

Everybody who may change the organization could put another key in a person's place; what was pinned lies with the one
who seals, and a key that differs is refused until its owner has said, by another way, that it is theirs.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from workbench.domain.errors import Refused
from workbench.store.edits import Json
from workbench.store.errors import Damaged, NotWritten
from workbench.store.files import make_folder, read_file, reading, replace_file
from workbench.store.sealing import fingerprint, public_key

NAME = "pinned.json"


class KeyChanged(Refused):
    """The public key of a person is no longer the one that was used first."""

    def __init__(self, person: str, pinned: str, now: str) -> None:
        super().__init__(
            f"The public key of {person} has changed: it was {fingerprint(pinned)} and is now {fingerprint(now)}. "
            f"Nothing was sealed to it. Ask {person} by another way which one is right; "
            f"`workbench journal key trust {person}` takes the new one."
        )
        self.person, self.pinned, self.now = person, pinned, now


class NoKey(Refused):
    """A person to whom something is to be sealed has no public key."""

    def __init__(self, person: str) -> None:
        super().__init__(f"{person} has no public key yet. `workbench journal encrypt` makes one, for {person} to do.")


class KeyGone(Refused):
    """A person to whom it was sealed until now has no public key any more."""

    def __init__(self, person: str) -> None:
        super().__init__(
            f"{person} has no public key any more, and nothing was written, since it was sealed until now. Ask "
            f"{person} by another way; `workbench journal key trust {person}` takes it so, and what is for the two of "
            "you lies in plain text from then on."
        )


def read(folder: Path) -> dict[str, str]:
    """The pinned keys by person. Raises Damaged, NotRead."""
    path = folder / NAME
    with reading(path):
        try:
            found: Json = json.loads(read_file(path))
        except FileNotFoundError:
            return {}
        except (ValueError, RecursionError):
            found = None
    if not isinstance(found, dict) or not all(type(text) is str for text in found.values()):
        raise Damaged(path, "", "it holds no pinned keys; remove it to pin them anew")
    return found


def pinned(folder: Path, keys: Mapping[str, str]) -> list[str]:
    """The public keys of these persons, each pinned when first used.

    Raises KeyChanged, NoKey, BadKey and NotWritten, before anything was sealed.
    """
    known = check(folder, keys)
    if keys.items() - known.items():
        _keep(folder, known | dict(keys))
    return list(keys.values())


def check(folder: Path, keys: Mapping[str, str]) -> dict[str, str]:
    """The pinned keys, where these persons' are sound. Raises KeyChanged, NoKey, BadKey."""
    known = read(folder)
    for person, key in keys.items():
        if not key:
            raise NoKey(person)
        if known.get(person, key) != public_key(key):
            raise KeyChanged(person, known.get(person, ""), key)
    return known


def trust(folder: Path, person: str, key: str) -> None:
    """Pin a person's key as it is now, whatever it was; "" for none any more. Raises BadKey, Damaged, NotWritten."""
    others = {other: pin for other, pin in read(folder).items() if other != person}
    _keep(folder, others | ({person: public_key(key)} if key else {}))


def _keep(folder: Path, keys: Mapping[str, str]) -> None:
    try:
        make_folder(folder)
        replace_file(folder / NAME, f"{json.dumps(keys, indent=1, sort_keys=True)}\n".encode(), 0o600)
    except OSError as error:
        raise NotWritten(folder / NAME, error) from None
