"""Reviews: made, put off, and what they are worth; each act is one change."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from workbench.domain.dates import Interval
from workbench.domain.errors import NotFound, Refused
from workbench.domain.ids import ProcessId
from workbench.domain.process import Process
from workbench.domain.records import cleaned_part
from workbench.domain.reviews import (
    Outcome,
    Recurring,
    Review,
    Worth,
    longer,
    longer_than,
    made_of,
    next_due,
    of_chart,
    outcome_of,
    recurring,
    usual_minutes,
    worth,
)
from workbench.services.chart import set_fields
from workbench.services.engineering import delete_part, set_part
from workbench.services.parts import CHECK
from workbench.store.lines import Actor
from workbench.store.store import Store

CHART = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A recurring check as it stands: when it is due next, what it is worth, the longer interval to offer."""

    recurring: Recurring
    due: date | None
    worth: Worth
    longer: str
    past: Sequence[Review]


def kept(store: Store, process: Process) -> list[Kept]:
    """The recurring checks of a process."""
    reviews = store.dated.of(Review, process.id)
    return [_standing(one, made_of(reviews, one.check)) for one in recurring(process)]


def chart_review(store: Store) -> Kept:
    """The review of the chart as a whole; due at once where it was never made."""
    reviews = made_of(store.dated.of(Review, CHART), "")
    return _standing(of_chart(store.organization.profile.chart_review_interval), reviews)


def _standing(one: Recurring, past: Sequence[Review]) -> Kept:
    return Kept(one, next_due(one, past), worth(past), longer(one, past), past)


def meant(store: Store, process: Process, check: str = "") -> Kept:
    """The check that is meant, by its id or name; "" is the review of the process itself. Raises NotFound."""
    found = kept(store, process)
    if not check:
        blank = Recurring(process.id, "", "review", "", None, process.review_from_date)
        past = made_of(store.dated.of(Review, process.id), "")
        return next((one for one in found if not one.recurring.check), _standing(blank, past))
    for one in found:
        if check.lower() in (one.recurring.check.lower(), one.recurring.name.lower()):
            return one
    raise NotFound(
        f"recurring check of {process.id}", check, [one.recurring.check for one in found if one.recurring.check]
    )


def review(
    store: Store,
    actor: Actor,
    seen: Kept,
    on: date,
    found: str = "",
    minutes: int | None = None,
    by_hand: bool = False,
) -> Review:
    """A check that was made: it found something, or nothing had changed; it took as long as usual, if nobody says.

    Raises Refused where nothing had changed and the check was made on that day already.
    """
    if not found.strip() and not by_hand:
        _refuse_again(store, seen, on)
    took = usual_minutes(seen.recurring, seen.past) if minutes is None else minutes
    made = Review(id="", on=on, outcome=outcome_of(found), found=found, minutes=took, done_by_hand=by_hand)
    return _add(store, actor, seen, made)


def _refuse_again(store: Store, seen: Kept, on: date) -> None:
    made = [one for one in seen.past if one.on == on and one.was_made]
    if made:
        who = store.organization.name_of(made[-1].by) or "Somebody"
        what = "something" if made[-1].outcome is Outcome.FOUND else "nothing changed"
        raise Refused(
            f"{who} found {what} on {on} already ({made[-1].id}). A day counts once; what else is found can be noted."
        )


def put_off(store: Store, actor: Actor, seen: Kept, on: date, until: date) -> Review:
    """A check put off until a day. Raises Refused for a day that is not to come."""
    if until <= on:
        raise Refused(f"{until} is no later day.")
    return _add(store, actor, seen, Review(id="", on=on, outcome=Outcome.LATER, until=until))


def _add(store: Store, actor: Actor, seen: Kept, made: Review) -> Review:
    with store.dated.change(actor, "review.add") as change:
        review: Review = cleaned_part(
            Review(
                id=change.new_id("V"),
                process=seen.recurring.process,
                check=seen.recurring.check,
                on=made.on,
                outcome=made.outcome,
                due=seen.due,
                until=made.until,
                found=made.found,
                by=actor.by,
                minutes=made.minutes,
                done_by_hand=made.done_by_hand,
            )
        )
        change.put(None, review)
    return review


def drop(store: Store, actor: Actor, process: Process, seen: Kept) -> Process:
    """The process without a check; what became of it stays in the records. Raises Refused where it does not come back.

    A review of the process itself may come back once, on a day that is set, or again and again.
    """
    if seen.recurring.check:
        return delete_part(store, actor, process, CHECK, seen.recurring.check)
    if not (process.review_interval or process.next_review):
        raise Refused(f"No review of {process.id} {process.name} comes back: there is nothing to drop.")
    return set_fields(store, actor, process, {"review_interval": "", "next_review": None})


def lengthen(store: Store, actor: Actor, process: Process, seen: Kept, every: str = "") -> Process:
    """The process with a longer interval for a check: the one on offer, else the next one longer. Raises Refused."""
    now = seen.recurring.every
    if not every and not now:
        raise Refused(f"The {seen.recurring.name} of {process.id} {process.name} does not come back: say how often.")
    every = every or longer_than(now)
    if every and now and Interval.read(every).after(date.min) <= Interval.read(now).after(date.min):
        raise Refused(f"{every} is no longer than {Interval.read(now).in_words()}, which it comes back after now.")
    if not every:
        raise Refused(f"There is no longer interval to offer than {Interval.read(now).in_words()}.")
    if seen.recurring.check:
        return set_part(store, actor, process, CHECK, seen.recurring.check, {"every": every})
    return set_fields(store, actor, process, {"review_interval": str(Interval.read(every))})


def last_done_by_owner(store: Store, process: Process) -> date | None:
    """The day on which the owner last did the process with their own hands; None where that was never noted."""
    reviews = store.dated.of(Review, process.id)
    days = [one.on for one in reviews if one.done_by_hand and store.organization.answers_for(one.by, process.owner)]
    return max(days, default=None)


def with_next_review(store: Store, process: Process) -> Process:
    """The process with the day of its next review as it follows from those that were made."""
    due = meant(store, process).due
    return process if due == process.next_review else replace(process, next_review=due)


def next_reviews(store: Store) -> dict[ProcessId, date]:
    """By process, the day of its next review, where it comes back."""
    found = ((process.id, with_next_review(store, process).next_review) for process in store.organization.running())
    return {process: day for process, day in found if day}
