"""How mature a process is judged to be, and whether a branch is a place of careers or of jobs: dated records."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workbench.domain.dates import Interval

ASKED_EVERY = "P6M"


class Truth(StrEnum):
    """How far a statement holds, as people judge it."""

    LARGELY = "largely true"
    SOMEWHAT = "somewhat true"
    NOT = "largely not true"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """How far one statement of maturity was judged to hold, and on what; its id is its element and level: uses-2."""

    id: str
    truth: Truth
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The level that one element of maturity was judged to have, from 0 to 4, and on what; the element is its id."""

    id: str
    level: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What somebody judged on a day of a process or, without one, of the whole enterprise: elements, or statements."""

    id: str
    on: date
    process: str = ""
    judged: tuple[Judged, ...] = ()
    held: tuple[Held, ...] = ()
    by: str = ""
    minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How far a statement holds in a branch, from 1 (not at all) to 5 (wholly); the statement is its id."""

    id: str
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """The careers-or-jobs check of a branch on a day: what its people said together, and never who said what."""

    id: str
    process: str
    on: date
    marks: tuple[Mark, ...] = ()
    voices: int | None = None

    @property
    def middle(self) -> float:
        """The mean of the marks, from 1 (jobs) to 5 (careers)."""
        return sum(mark.value for mark in self.marks) / len(self.marks) if self.marks else 0.0


def asked_next(surveys: Sequence[Survey]) -> date | None:
    """The day on which a branch is to be asked again, the surveys oldest first; None where it was never asked."""
    return Interval.read(ASKED_EVERY).after(surveys[-1].on) if surveys else None
