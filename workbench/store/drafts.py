"""Drafts: text that is being written, one small file a piece, until it is kept or thrown away.

A draft is its writer's alone, lies beside no store and locks nothing. Whoever takes one over puts a copy
of it under a name of their own; where its writer still lives, a link to that copy tells them.

What belongs in a sealed journal is sealed as a draft too, for which no key is needed; only its place can be read.
"""

import json
import os
import stat
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from workbench.domain.writing import Writing
from workbench.store import paths
from workbench.store.files import make_folder, opened, replace_file, sweep
from workbench.store.lines import stamp
from workbench.store.sealing import SEALED, KeyPair, opened_doc, sealed_doc
from workbench.store.writer import Writer

FORMAT = 1
_TAKEN = ".taken"
_PLACE = "a draft"
_LOCKED = "It is sealed: L asks for the passphrase."

Doc = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Draft:
    """A piece of writing as it was saved. `trouble` says why it can only be read, "" when it can be gone on with.

    `to` are the public keys that it is sealed to, and `sealed` is what was sealed, until it is opened. One that
    `is_left` was put aside on purpose; every other was cut off.
    """

    path: Path
    writing: Writing
    writer: Writer
    since: datetime
    saved: datetime
    trouble: str = ""
    to: tuple[str, ...] = ()
    sealed: str = ""
    is_left: bool = False

    def is_shown_to(self, person: str) -> bool:
        """What belongs in a journal is shown to nobody but the one whose journal it is."""
        return self.writing.place.get("journal", person) == person


def folders(store: str) -> tuple[Path, ...]:
    """Where the drafts of a store go, and where they go when that cannot be written."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    second = [Path(runtime) / paths.APP / store / "drafts"] if os.path.isabs(runtime) else []
    return (Path(paths.state()) / store / "drafts", *second)


def new_path(folder: Path) -> Path:
    """A name that no draft has."""
    return folder / f"{os.urandom(8).hex()}.json"


def keep(draft: Draft) -> None:
    """Put a draft on the disk, for its account alone. Raises OSError."""
    make_folder(draft.path.parent)
    _refuse_foreign(draft.path.parent)
    replace_file(draft.path, _encoded(draft), 0o600)


def _refuse_foreign(folder: Path) -> None:
    """Keep text out of a folder that is somebody else's, or only a link."""
    found = os.lstat(folder)
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        raise OSError(1, "is not a folder of this account", str(folder))
    if found.st_mode & 0o077:
        os.chmod(folder, 0o700)


def _encoded(draft: Draft) -> bytes:
    doc: Doc = {
        "format": FORMAT, "place": dict(draft.writing.place), **_told(draft), "writer": draft.writer.as_doc(),
        "since": stamp(draft.since), "saved_at": stamp(draft.saved), "left": draft.is_left,
    }  # fmt: skip
    return json.dumps(doc).encode()


def _told(draft: Draft) -> Doc:
    """What is written, as it stands in the file: sealed where there is somebody to seal it to."""
    if draft.sealed:
        return {SEALED: draft.sealed, "to": draft.to}
    writing = draft.writing
    told: Doc = {
        "title": writing.title, "field": writing.field, "texts": dict(writing.texts), "base": dict(writing.base)
    }  # fmt: skip
    return {**sealed_doc(_PLACE, told, draft.to), "to": draft.to} if draft.to else told


def remove(path: Path) -> None:
    """Let a draft go; where it cannot be removed, it will be offered again."""
    for name in (path, _mark(path)):
        with suppress(OSError):
            os.unlink(name)


# Reading


def read(path: Path) -> Draft | None:
    """The draft in a file, None where there is none. Of what cannot be understood, the plain text."""
    try:
        with opened(path, os.O_RDONLY | os.O_NONBLOCK) as handle:
            found = os.fstat(handle)
            if not stat.S_ISREG(found.st_mode):
                raise OSError(22, "is not a plain file")
            with open(handle, "rb", closefd=False) as file:
                data = file.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        return _plain(path, "", datetime.now(UTC), f"It cannot be read: {error.strerror or error}.")
    saved = datetime.fromtimestamp(found.st_mtime, UTC)
    try:
        doc = json.loads(data)
    except (ValueError, RecursionError):
        return _plain(path, data.decode(errors="replace"), saved, "The file is damaged; here is what stands in it.")
    known: Doc = doc if isinstance(doc, dict) else {}  # pyright: ignore[reportUnknownVariableType]
    return _understood(path, known, saved) or _plain(path, data.decode(errors="replace"), saved, _strange(known))


def _understood(path: Path, doc: Doc, saved: datetime) -> Draft | None:
    """A draft whose texts can be told apart, also one that a later version wrote."""
    place, sealed, writing = _texts(doc.get("place")), doc.get(SEALED, ""), _writing(doc)
    if place is None or type(sealed) is not str or not (writing or sealed):
        return None
    trouble = "" if doc.get("format") == FORMAT else _strange(doc)
    at = _moment(doc.get("saved_at"), saved)
    draft = Draft(path, writing or Writing(place, "a sealed draft", {}, {}), Writer.read(doc.get("writer")), at, at)
    draft = replace(draft, since=_moment(doc.get("since"), at), trouble=trouble, is_left=doc.get("left") is True)
    if writing:
        return draft
    return replace(draft, trouble=trouble or _LOCKED, to=tuple(map(str, doc.get("to") or ())), sealed=sealed)


def _writing(doc: Doc) -> Writing | None:
    texts, base, place = (_texts(doc.get(name)) for name in ("texts", "base", "place"))
    if not texts or base is None or place is None:
        return None
    return Writing(place, str(doc.get("title", "")), texts, base, str(doc.get("field", "")))


def unsealed(draft: Draft, key: KeyPair) -> Draft:
    """A sealed draft as its writer reads it, which will be sealed again; any other as it is. Raises Unopened."""
    if not draft.sealed:
        return draft
    told = opened_doc(_PLACE, {SEALED: draft.sealed}, key.secret)
    writing = _writing({**told, "place": dict(draft.writing.place)})
    return replace(draft, writing=writing, trouble="", sealed="") if writing else draft


def _texts(value: Any) -> dict[str, str] | None:
    if not isinstance(value, dict):
        return None
    fields: dict[Any, Any] = value  # pyright: ignore[reportUnknownVariableType]
    is_plain = all(isinstance(name, str) and isinstance(text, str) for name, text in fields.items())
    return fields if is_plain else None


def _moment(text: object, otherwise: datetime) -> datetime:
    with suppress(TypeError, ValueError):
        moment = datetime.fromisoformat(str(text))
        return moment if moment.tzinfo else otherwise
    return otherwise


def _strange(doc: Doc) -> str:
    is_newer = isinstance(doc.get("format"), int) and doc["format"] > FORMAT
    return f"{'A newer version' if is_newer else 'Another program'} wrote it; here is what stands in it."


def _plain(path: Path, text: str, saved: datetime, trouble: str) -> Draft:
    return Draft(path, Writing({}, "a draft that cannot be read", {"text": text}, {}), Writer(), saved, saved, trouble)


# What lies there


def waiting(places: Sequence[Path]) -> list[Draft]:
    """The drafts whose writers are gone, the newest first."""
    found: list[Draft] = []
    for draft in _all(places):
        if draft.writer.is_alive:
            continue
        taken = read(_mark(draft.path))
        if taken and (taken.writing.texts, taken.sealed) == (draft.writing.texts, draft.sealed):
            remove(draft.path)
        else:
            found.append(draft)
    return sorted(found, key=lambda draft: draft.saved, reverse=True)


def at_work(places: Sequence[Path]) -> list[Draft]:
    """The drafts whose writers are at work on them, and which nobody took over."""
    return [draft for draft in _all(places) if draft.writer.is_alive and not taken(draft.path)]


def _all(places: Sequence[Path]) -> list[Draft]:
    found: list[Draft] = []
    for folder in places:
        with suppress(OSError):
            sweep(folder)
            names = sorted(name for name in os.listdir(folder) if name.endswith(".json"))
            found += filter(None, (read(folder / name) for name in names))
    return found


# Taking over


def take(draft: Draft, writer: Writer) -> Draft | None:
    """The draft under a name of one's own; None where it is gone, or somebody else was quicker. Raises OSError."""
    now = read(draft.path)
    if now is None:
        return None
    own = replace(now, path=new_path(draft.path.parent), writer=writer, is_left=False)
    keep(own)
    try:
        if now.writer.is_alive:
            os.link(own.path, _mark(draft.path))
        else:
            os.unlink(draft.path)
            remove(draft.path)
    except (FileExistsError, FileNotFoundError):
        remove(own.path)
        return None
    except OSError:
        remove(own.path)
        raise
    return own


def taken(path: Path) -> Draft | None:
    """The copy by which somebody took a draft over, None while nobody has."""
    return read(_mark(path))


def _mark(path: Path) -> Path:
    return path.with_name(path.name + _TAKEN)
