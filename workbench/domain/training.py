"""Training: what is to be learned for a process, who learns it, and how far they have come."""

from collections.abc import Iterable
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

    @property
    def is_able(self) -> bool:
        """They came so far as to do it alone, or to teach it."""
        return self.level in (Level.DO, Level.TEACH)


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
        return learner is not None and learner.is_able and not self.is_over(learner, today)


def yet_to(training: Iterable[TrainingItem], person: str, today: date) -> str:
    """What somebody has yet to learn and to renew, until they hold all of it: "yet to do T2 alone, to renew T1"."""
    lacking = [item for item in training if not item.is_held_by(person, today)]
    over = [item for item in lacking if (learner := item.learner(person)) and learner.is_able]
    new = [item.id for item in lacking if item not in over]
    told = [f"do {', '.join(new)} alone"] if new else []
    told += [f"renew {', '.join(item.id for item in over)}"] if over else []
    return f"yet to {', to '.join(told)}" if told else ""
