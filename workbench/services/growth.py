"""A writer's own growth: what was reflected on, stepped into and learned, and whether anything moved by it.

It is made of one's own journal for oneself; there is none about anybody else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workbench.domain.commitments import Commitment
from workbench.domain.readings import Reading, gap, in_words
from workbench.services.committing import commitments
from workbench.services.journal import own
from workbench.services.templates import lenses, requirements
from workbench.store.lines import Actor
from workbench.store.store import Store

COMFORT = "comfort-zone"
LATELY = 28


@dataclass(frozen=True, slots=True)
class Lens:
    """A requirement of growth or a mark of a career: how many entries touch it, and the newest of their days."""

    id: str
    name: str
    touched: int
    last: date | None

    def is_untouched(self, today: date) -> bool:
        """Nothing was written under it for four weeks."""
        return self.last is None or (today - self.last).days > LATELY


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of the measure of a commitment: the reading before it, the newest since, and both of their days."""

    measure: str
    target: str
    before: Reading | None
    since: Reading | None

    @property
    def difference(self) -> str:
        """By how much it moved, "" where one of the two is missing or they cannot be compared."""
        if not self.before or not self.since:
            return ""
        return in_words(gap(self.since.actual, self.before.actual), self.since.actual)


@dataclass(frozen=True, slots=True)
class Growth:
    """One's own growth: the requirements and the marks, commitments by the month they were made, what moved."""

    requirements: Sequence[Lens]
    marks: Sequence[Lens]
    commitments: Sequence[Commitment]
    months: Sequence[tuple[str, int, float | None]]
    moved: Sequence[tuple[Commitment, Moved]]

    def untouched(self, today: date) -> list[Lens]:
        """The requirements that nothing was written under for four weeks."""
        return [lens for lens in self.requirements if lens.is_untouched(today)]


def growth(store: Store, actor: Actor) -> Growth:
    """The growth of the person who acts, from their own journal."""
    made = commitments(store, actor)
    touched = _touched(store, actor, made)
    required = requirements()
    seen = [Lens(lens, name, *touched.get(lens, (0, None))) for lens, name in lenses().items()]
    return Growth(
        [lens for lens in seen if lens.id in required],
        [lens for lens in seen if lens.id not in required],
        made,
        _months(made),
        [(one, moved) for one in made if (moved := moved_by(store, one))],
    )


def _touched(store: Store, actor: Actor, made: Sequence[Commitment]) -> dict[str, tuple[int, date | None]]:
    found: dict[str, tuple[int, date | None]] = {}
    written = own(store, actor).matching(lambda doc: bool(doc.get("lenses")))
    days = [(lens, entry.on) for entry in written for lens in entry.lenses]
    for lens, day in [*days, *((COMFORT, one.on) for one in made)]:
        number, last = found.get(lens, (0, None))
        found[lens] = number + 1, max(last, day) if last else day
    return found


def _months(made: Sequence[Commitment]) -> list[tuple[str, int, float | None]]:
    """How many commitments were made in each month there was one, and how difficult they were in the middle."""
    months: dict[str, list[Commitment]] = {}
    for one in made:
        months.setdefault(f"{one.on:%Y-%m}", []).append(one)
    middles = {month: _mean([one.difficulty for one in of if one.difficulty]) for month, of in months.items()}
    return [(month, len(months[month]), middles[month]) for month in sorted(months)]


def _mean(numbers: Sequence[int]) -> float | None:
    return sum(numbers) / len(numbers) if numbers else None


def moved_by(store: Store, one: Commitment) -> Moved | None:
    """What became of the measure that a commitment was to move; None where it names none, or none that is there."""
    process = store.organization.processes.get(one.process)
    measure = next((found for found in process.measures if found.id == one.measure), None) if process else None
    if measure is None or process is None:
        return None
    readings = [reading for reading in store.dated.of(Reading, process.id) if reading.measure == measure.id]
    before = [reading for reading in readings if reading.on <= one.on]
    since = [reading for reading in readings if reading.on > one.on]
    return Moved(measure.name, measure.target, before[-1] if before else None, since[-1] if since else None)
