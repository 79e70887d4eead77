"""Training: what is to be learned for a process, who learns it, and how far they have come."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workbench.domain.dates import Interval


class Level(StrEnum):
    """How far somebody has come with an item: has seen it done, does it alone, teaches it."""

    SEE = "see"
    DO = "do"
    TEACH = "teach"


LEVELS = tuple(Level)


@dataclass(frozen=True, slots=True, kw_only=True)
class Learner:
    """Who learns an item, the level reached, since when, and on which version; the person is its id.

    Without a level they have begun on that day.
    """

    id: str
    level: Level | None = None
    on: date | None = None
    version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingItem:
    """Something to be learned for a process, how, and how long it holds until it is renewed."""

    id: str
    name: str
    how: str = ""
    renewal: str = ""
    learners: tuple[Learner, ...] = ()

    def learner(self, person: str) -> Learner | None:
        """What one person has learned of it."""
        return next((learner for learner in self.learners if learner.id == person), None)

    def renewed_by(self, learner: Learner) -> date | None:
        """The day by which somebody must renew it; None where it holds for good or is not learned yet."""
        if not self.renewal or learner.level is None or learner.on is None:
            return None
        return Interval.read(self.renewal).after(learner.on)

    def is_over(self, learner: Learner, today: date) -> bool:
        """Somebody learned it, and was to renew it by now."""
        until = self.renewed_by(learner)
        return until is not None and until <= today

    def is_held_by(self, person: str, today: date) -> bool:
        """The person does it alone or teaches it, and it need not be renewed yet."""
        learner = self.learner(person)
        if learner is None or learner.level not in (Level.DO, Level.TEACH):
            return False
        return not self.is_over(learner, today)
