"""Commitments to more complex arenas, made by performers for themselves: a step out of the comfort zone."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Harder(StrEnum):
    """What an arena asks more of than before."""

    KNOWLEDGE = "knowledge"
    CAPABILITY = "capability"
    MASTERY = "mastery"


class CommitmentState(StrEnum):
    """What became of a commitment: open until it is kept, changed to another one, or dropped."""

    OPEN = "open"
    KEPT = "kept"
    CHANGED = "changed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """A step that a performer commits to: what, in which arena, why it is harder than before, by when.

    `harder` are words of Harder, `difficulty` goes from 1 to 5, `support` are handles or names; `measure` of
    `process` is what should move. `word` is what was said when it `ended`; `follows` is the one it was changed from.
    """

    id: str
    on: date
    name: str
    arena: str = ""
    harder: frozenset[str] = frozenset()
    why: str = ""
    difficulty: int | None = None
    until: date | None = None
    support: frozenset[str] = frozenset()
    process: str = ""
    measure: str = ""
    state: CommitmentState = CommitmentState.OPEN
    word: str = ""
    ended: date | None = None
    follows: str = ""

    @property
    def is_open(self) -> bool:
        """Nothing has become of it yet."""
        return self.state is CommitmentState.OPEN

    def is_carried(self, today: date) -> bool:
        """It is open and its day is over, so that it is carried forward."""
        return self.is_open and self.until is not None and self.until < today
