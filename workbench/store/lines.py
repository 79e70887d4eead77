"""A line of history: one change, one undo step.

A line is a JSON object that ends in `"sum"`, the CRC-32 of what stands before it, so that a flipped
bit is noticed; a line mended by hand may leave the sum out.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple
from zlib import crc32

from workbench.store.edits import Edits
from workbench.store.strict import parsed

_SUM = b',"sum":"'
_KNOWN = {"seq", "at", "by", "login", "for", "act", "of", "set", "sum"}


class Actor(NamedTuple):
    """Who acts: the person, the login account it came from, and for whom it was done, if for another."""

    by: str
    login: str
    acts_for: str = ""

    @property
    def name(self) -> str:
        """The handle of the person, the account where nobody is known."""
        return self.by or self.login


class Line(NamedTuple):
    """One change as it stands in the history; `at` is UTC in ISO 8601, `of` the line an undo or redo is about."""

    seq: int
    at: str
    actor: Actor
    act: str
    edits: Edits
    of: int | None = None
    extra: Mapping[str, Any] = {}

    @property
    def moment(self) -> datetime:
        """When it was written."""
        return datetime.fromisoformat(self.at)

    @property
    def is_step(self) -> bool:
        """It is a change of its own, neither an undo nor a redo."""
        return self.act not in ("undo", "redo")


def stamp(moment: datetime) -> str:
    """A moment as it stands in the history."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def encode(line: Line) -> bytes:
    """The line as bytes, with its sum and its newline."""
    fields: dict[str, Any] = {"seq": line.seq, "at": line.at, "by": line.actor.by, "login": line.actor.login}
    if line.actor.acts_for:
        fields["for"] = line.actor.acts_for
    fields["act"] = line.act
    if line.of is not None:
        fields["of"] = line.of
    fields |= {**line.extra, "set": line.edits}
    body = json.dumps(fields, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()[:-1]
    return b'%b%b%08x"}\n' % (body, _SUM, crc32(body))


def decode(raw: bytes) -> Line:
    """The line that was written as these bytes. Raises ValueError, saying what is wrong."""
    body, found, rest = raw.rstrip(b"\n").rpartition(_SUM)
    if found and len(rest) == 10 and rest.endswith(b'"}'):
        if rest[:8] != b"%08x" % crc32(body):
            raise ValueError("its check sum does not fit; something in it was changed")
        fields = json.loads(body + b"}")
    else:
        fields = _parsed(raw)
    try:
        return _line(fields)
    except (KeyError, TypeError, AttributeError):
        raise ValueError("it is no line of history: it needs seq, at, by, login, act and set") from None


def _parsed(raw: bytes) -> Any:
    """What a line says that somebody mended by hand. Raises ValueError."""
    try:
        return parsed(raw.decode())
    except UnicodeDecodeError:
        raise ValueError("it is not UTF-8 text") from None
    except json.JSONDecodeError:
        raise ValueError("it is no JSON") from None


def _line(fields: dict[str, Any]) -> Line:
    seq, at, edits = fields["seq"], fields["at"], fields["set"]
    actor = Actor(fields["by"], fields["login"], fields.get("for", ""))
    if type(seq) is not int or not all(type(text) is str for text in (at, *actor, fields["act"])):
        raise TypeError
    datetime.fromisoformat(at)
    if not all(type(values) is list and all(path.split(".")) for path, values in edits.items()):
        raise TypeError
    if not all(len(values) == 2 for path, values in edits.items() if path[-1] not in "+-"):
        raise TypeError
    extra = {key: value for key, value in fields.items() if key not in _KNOWN}
    return Line(seq, at, actor, fields["act"], edits, fields.get("of"), extra)
