"""Answers to the engineering checklist, the needs of both sides, and an organization's own questions."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class AnswerState(StrEnum):
    """How far a question has come: settled as answered or not applicable, else open or parked."""

    OPEN = "open"
    ANSWERED = "answered"
    PARKED = "parked"
    NOT_APPLICABLE = "not applicable"


SETTLED = frozenset({AnswerState.ANSWERED, AnswerState.NOT_APPLICABLE})


class Side(StrEnum):
    """Whose need it is: the customer's or the company's."""

    CUSTOMER = "customer"
    COMPANY = "company"


class Met(StrEnum):
    """How far the design meets a need."""

    MET = "met"
    PARTLY = "partly"
    NOT = "not"


SCALE = ("high", "middle", "low", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is known on one question of the checklist; the question is its id.

    `figure` is a quantity or a word of the scale; `who` finds out what is parked, until a day; `because`
    says why it does not apply; `checked` is the day on which a customer was last asked.
    """

    id: str
    state: AnswerState = AnswerState.OPEN
    text: str = ""
    figure: str = ""
    basis: str = ""
    evidence: str = ""
    horizon: str = ""
    because: str = ""
    who: str | None = None
    until: date | None = None
    checked: date | None = None

    @property
    def says(self) -> str:
        """The answer in one line: its figure, then its first line, or why there is none."""
        first = (self.because if self.state is AnswerState.NOT_APPLICABLE else self.text).partition("\n")[0]
        return " · ".join(filter(None, (self.figure, first)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Something that the customer or the company needs of the process, and how far the design meets it."""

    id: str
    name: str
    side: Side
    met: Met | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedConflict:
    """Needs that pull against each other, named, and how that is settled."""

    id: str
    name: str
    between: frozenset[str] = frozenset()
    settled: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnQuestion:
    """A question the organization adds, or, under the id of a shipped one, words and places of its own.

    `behind` is the question it stands behind; a `hidden` one is not asked, its answers are kept.
    """

    id: str
    consideration: str = ""
    label: str = ""
    question: str = ""
    why: str = ""
    good: str = ""
    example: str = ""
    behind: str = ""
    hidden: bool = False
