"""Recurring checks of a process: when each is due, what became of it, and what it is worth."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from workbench.domain.dates import Interval
from workbench.domain.process import Process


class Outcome(StrEnum):
    """What became of a check: nothing had changed, something was found, or it was put off."""

    NOTHING = "nothing changed"
    FOUND = "found"
    LATER = "later"


def outcome_of(found: str) -> Outcome:
    """What became of a check that was made: it found something where anything is said of it."""
    return Outcome.FOUND if found.strip() else Outcome.NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A check of a process that was made, or put off until a day; without a process, of the whole chart.

    `check` is the recurring check it was, "" for the review of the process itself; `due` the day it was due;
    whoever looked also did the process with their own hands where it was `done_by_hand`.
    """

    id: str
    on: date
    outcome: Outcome
    process: str = ""
    check: str = ""
    due: date | None = None
    until: date | None = None
    found: str = ""
    done_by_hand: bool = False
    by: str = ""
    minutes: int | None = None

    @property
    def was_made(self) -> bool:
        """Somebody looked, rather than put it off."""
        return self.outcome is not Outcome.LATER


@dataclass(frozen=True, slots=True)
class Recurring:
    """A check that comes back: of a process or, without one, the chart; `check` is "" for the review itself.

    `every` is "" where it does not come back; `start` is the day set for it; `from_date` counts on from the day it
    was due, else from the day it was made.
    """

    process: str
    check: str
    name: str
    every: str
    start: date | None
    from_date: bool
    minutes: int | None = None


USUAL_MINUTES = 5
ENOUGH = 3
LADDER = ("P1W", "P2W", "P1M", "P3M", "P6M", "P1Y", "P2Y")


def recurring(process: Process) -> Iterator[Recurring]:
    """The checks of a process: its review, where there is a day or an interval for it, and those it lists."""
    if process.review_interval or process.next_review:
        yield Recurring(
            process.id, "", "review", process.review_interval, process.next_review, process.review_from_date
        )
    for check in process.checks:
        yield Recurring(process.id, check.id, check.name, check.every, check.first, check.from_date, check.minutes)


def begun(process: Process, seen: Process | None, today: date) -> Process:
    """The process with a first day, one interval on, for its review and each check that begins to come back now."""
    before = {check.id for check in seen.checks if check.every} if seen else set[str]()
    if process.review_interval and not process.next_review and not (seen and seen.review_interval):
        process = replace(process, next_review=Interval.read(process.review_interval).after(today))
    if all(check.first or not check.every or check.id in before for check in process.checks):
        return process
    checks = (
        check if check.first or not check.every or check.id in before
        else replace(check, first=Interval.read(check.every).after(today))
        for check in process.checks
    )  # fmt: skip
    return replace(process, checks=tuple(checks))


def of_chart(every: str) -> Recurring:
    """The review of the chart as a whole, which comes back so often."""
    return Recurring("", "", "review of the chart", every, None, False)


def made_of(reviews: Iterable[Review], check: str) -> list[Review]:
    """What became of one check, oldest first."""
    return sorted((review for review in reviews if review.check == check), key=lambda review: review.on)


def next_due(kept: Recurring, past: Sequence[Review]) -> date | None:
    """The day on which a check is due next; None where it does not come back. `past` is what became of it.

    The day set for it counts until a check was made for it; then one interval on, from the day it was made or from
    the day it was due. What was missed does not pile up: the next day lies behind the last one made.
    """
    made = [review for review in past if review.was_made]
    last = made[-1] if made else None
    due = kept.start
    if last and (due is None or _is_for(last, due)):
        due = _after(kept, last) if kept.every else None
    put_off = [review.until for review in past if review.until and (last is None or review.on >= last.on)]
    if due and put_off:
        due = max(due, put_off[-1])
    return due


def _is_for(last: Review, due: date) -> bool:
    return last.on >= due or (last.due is not None and last.due >= due)


def _after(kept: Recurring, last: Review) -> date:
    interval = Interval.read(kept.every)
    if not kept.from_date or last.due is None:
        return interval.after(last.on)
    times = 1
    while (day := interval.after(last.due, times)) <= last.on and day != date.max:
        times += 1
    return day


@dataclass(frozen=True, slots=True)
class Worth:
    """How often a check was made, how often it found something, how often running it found nothing, and how long."""

    made: int
    found: int
    quiet: int
    minutes: int

    @property
    def said(self) -> str:
        """In how many of its runs it found something."""
        return f"found something in {self.found} of {self.made}" if self.made else "not made yet"


def worth(past: Sequence[Review]) -> Worth:
    """What a check is worth, from what became of it, oldest first."""
    made = [review for review in past if review.was_made]
    found = [review.outcome is Outcome.FOUND for review in made]
    quiet = next((n for n, hit in enumerate(reversed(found)) if hit), len(found))
    return Worth(len(made), sum(found), quiet, sum(review.minutes or 0 for review in made))


def longer(kept: Recurring, past: Sequence[Review]) -> str:
    """The longer interval to offer where nothing has changed several times running; "" where there is no reason.

    The last of those times lie as far apart as the interval is now: a new one is tried before a longer one is offered.
    """
    if not kept.every or worth(past).quiet < ENOUGH:
        return ""
    days = [review.on for review in past if review.was_made][-ENOUGH:]
    if Interval.read(kept.every).after(days[0], ENOUGH - 1) > days[-1]:
        return ""
    return longer_than(kept.every)


def longer_than(every: str) -> str:
    """The next longer of the usual intervals; "" where there is none."""
    day = date(2000, 1, 1)
    now = Interval.read(every).after(day)
    return next((step for step in LADDER if Interval.read(step).after(day) > now), "")


def usual_minutes(kept: Recurring, past: Sequence[Review]) -> int:
    """How long it takes: as long as last time, else as long as was set, else five minutes."""
    timed = [review.minutes for review in past if review.minutes]
    return timed[-1] if timed else kept.minutes or USUAL_MINUTES
