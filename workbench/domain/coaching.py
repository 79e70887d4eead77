"""Coaching sessions: a performer and a coach, exactly two, with an agenda, a review, questions and promises."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """Something that one of the two wants to talk about, until it was."""

    id: str
    text: str
    by: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question of the coach, and the performer's answer."""

    id: str
    question: str
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What one of the two promised the other, open until it is done or a word says why not."""

    id: str
    text: str
    who: str
    until: date | None = None
    ended: date | None = None
    word: str = ""

    @property
    def is_open(self) -> bool:
        """Nothing has become of it yet."""
        return self.ended is None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachingSession:
    """A meeting of a performer and a coach, agreed for a day; what they write in it is for the two alone.

    The coach writes the review, the questions and the next step; the performer answers. What was not talked about,
    and what was promised and is not done, stands in the next one again.
    """

    id: str
    on: date
    performer: str
    coach: str
    process: str = ""
    template: str = ""
    agenda: tuple[AgendaItem, ...] = ()
    review: str = ""
    questions: tuple[Asked, ...] = ()
    next_step: str = ""
    promises: tuple[Promise, ...] = ()
    closed: date | None = None

    @property
    def two(self) -> frozenset[str]:
        """The two whose session it is."""
        return frozenset({self.performer, self.coach})

    @property
    def to_talk_about(self) -> list[AgendaItem]:
        """What was not talked about yet."""
        return [item for item in self.agenda if not item.done]

    @property
    def open_promises(self) -> list[Promise]:
        """What was promised and is not done."""
        return [promise for promise in self.promises if promise.is_open]
