"""A performer's journal: entries about real work, what became of them, and who else may read them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from unicodedata import normalize

from workbench.domain.dates import Interval
from workbench.domain.ids import number_of

LOOKS = ("P1W", "P1M", "P6M")
MARKS = range(1, 6)

_tag = re.compile(r"(?<![\w&/#`])#([^\W\d_][\w-]*)")
_code = re.compile(r"^(`{3,}|~{3,}).*?(?:^\1|\Z)|`[^`\n]*`", re.MULTILINE | re.DOTALL)
_heading = re.compile(r"#+\s+")


class EntryKind(StrEnum):
    """What an entry is about, when its writer says so; a note is about nothing that could be reconsidered."""

    NOTE = "note"
    ACTION = "action"
    EVENT = "event"
    DECISION = "decision"


class Stance(StrEnum):
    """How something that was done or decided looks later."""

    HOLDS = "holds"
    PARTLY = "holds in part"
    OTHERWISE = "otherwise now"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What its writer thinks of an entry after a while; the while, P1W, P1M or P6M, is its id."""

    id: str
    on: date
    stance: Stance | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Somebody with whom an entry is shared, and since when; the person is its id."""

    id: str
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What somebody answered to an entry that was shared with them."""

    id: str
    by: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something a performer wrote down: in words, on a day, tied to the work as far as they say.

    `at` is the moment on the writer's own clock, with its offset from UTC, None where only the day is known; its
    day is `on`. `about` are ids of records, `with_whom` handles or names, `lenses` the requirements of growth and the
    marks of a career under which it was written. `reconsiders` is an earlier entry. `energy` and `complexity` go
    from 1 to 5 and are the writer's alone. `shared` and the `replies` stand in the copy that others read.
    """

    id: str
    on: date
    text: str
    at: datetime | None = None
    kind: EntryKind = EntryKind.NOTE
    template: str = ""
    lenses: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    star: bool = False
    energy: int | None = None
    complexity: int | None = None
    process: str = ""
    version: str = ""
    about: frozenset[str] = frozenset()
    with_whom: frozenset[str] = frozenset()
    reconsiders: str = ""
    verdicts: tuple[Verdict, ...] = ()
    shared: tuple[Share, ...] = ()
    replies: tuple[Reply, ...] = ()
    by: str = ""

    @property
    def title(self) -> str:
        """The first line that says something, without the signs of a heading; a prompt only where nothing else does."""
        lines = [line.strip() for line in self.text.splitlines() if line.strip()]
        said = next((line for line in lines if not line.startswith("##")), lines[0] if lines else "")
        return _heading.sub("", said, count=1)

    def called(self, longest: int = 60) -> str:
        """The title cut to a length, between two words where there are any."""
        return shortened(self.title, longest)

    @property
    def readers(self) -> frozenset[str]:
        """The people with whom it is shared."""
        return frozenset(share.id for share in self.shared)

    @property
    def comes_back(self) -> bool:
        """It was something done, met or decided, so that it is worth another look later."""
        return self.kind is not EntryKind.NOTE

    def look_due(self, today: date) -> tuple[str, date] | None:
        """The look that is due, and since when; only the latest, since what was missed does not pile up."""
        given = [LOOKS.index(verdict.id) for verdict in self.verdicts if verdict.id in LOOKS]
        reached = [(look, day) for look, day in self.looks if day <= today]
        if not self.comes_back or not reached or LOOKS.index(reached[-1][0]) <= max(given, default=-1):
            return None
        return reached[-1]

    def look_to_come(self, today: date) -> tuple[str, date] | None:
        """The look that comes next after today, and when; None where it does not come back."""
        given = {verdict.id for verdict in self.verdicts}
        to_come = ((look, day) for look, day in self.looks if look not in given and day > today)
        return next(to_come, None) if self.comes_back else None

    @property
    def looks(self) -> list[tuple[str, date]]:
        """The days on which it comes back."""
        return [(look, Interval.read(look).after(self.on)) for look in LOOKS]


def shortened(line: str, longest: int = 60) -> str:
    """A line cut to a length, between two words where there are any."""
    if len(line) <= longest:
        return line
    cut = line[: longest - 1]
    return f"{cut[: cut.rfind(' ')] if ' ' in cut else cut}…"


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Entries in the order of their days and moments, those of one moment as they were written."""
    return sorted(entries, key=_order)


def _order(entry: Entry) -> tuple[date, datetime, int]:
    number = number_of(entry.id)
    return entry.on, entry.at or datetime.min.replace(tzinfo=UTC), number[1] if number else 0


def tags_in(text: str) -> frozenset[str]:
    """The tags that stand in a text as #tag, outside of what is written as code."""
    return frozenset(_tag.findall(normalize("NFC", without_code(text))))


def without_code(text: str) -> str:
    """A text without what is written in it as code."""
    return _code.sub(" ", text)
