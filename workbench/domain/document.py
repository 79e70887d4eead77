"""What the document of a process holds beside its design: best practices, what can go wrong, its versions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workbench.domain.dates import Interval
from workbench.domain.text import natural


class Heading(StrEnum):
    """What a best practice is good for, in the three parts that serving a customer has."""

    SERVICE_NEEDS = "service needs"
    DELIVER = "deliver"
    RESOLVE_COMPLAINTS = "resolve complaints"


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """How it is done well, where that was learned, and when it was last confirmed to hold."""

    id: str
    name: str
    heading: Heading
    note: str = ""
    source: str = ""
    confirmed: date | None = None


def holds(practice: Practice, lasting: Interval, today: date) -> bool:
    """A practice was confirmed so lately that nobody need look again; what holds longer unseen may have drifted."""
    return practice.confirmed is not None and lasting.after(practice.confirmed) > today


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """What can go wrong, and what is done then."""

    id: str
    name: str
    response: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """The process sheet as it was published on a day; a minor one need not be read again."""

    id: str
    by: str = ""
    on: date | None = None
    comment: str = ""
    minor: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Somebody who says that they have read a version; the person is its id."""

    id: str
    version: str
    on: date | None = None


def latest(versions: Sequence[Version]) -> Version | None:
    """The version that holds now."""
    return max(versions, key=_number, default=None)


def to_read(versions: Sequence[Version]) -> Version | None:
    """The earliest version whose reading still counts: the last that is not a minor one."""
    major = [version for version in versions if not version.minor]
    return max(major, key=_number, default=None) or latest(versions)


def has_read(versions: Sequence[Version], reader: Reader | None) -> bool:
    """What somebody read still counts: nothing but minor versions came since."""
    wanted = to_read(versions)
    return bool(reader and wanted and natural(reader.version) >= natural(wanted.id))


def _number(version: Version) -> tuple[tuple[int, str], ...]:
    return natural(version.id)
