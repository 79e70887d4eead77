"""Reviews come back from the date or from when they were made, never pile up, and show what they are worth."""

from datetime import date

from workbench.domain.reviews import Outcome, Recurring, Review, longer, next_due, worth

FIRST = date(2026, 1, 31)


def kept(every: str = "P1M", from_date: bool = False) -> Recurring:
    return Recurring("P1", "", "review", every, FIRST, from_date)


def made(on: date, due: date | None = None, outcome: Outcome = Outcome.NOTHING) -> Review:
    return Review(id="V1", process="P1", on=on, outcome=outcome, due=due)


def test_until_it_is_made_a_review_is_due_on_the_day_set_for_it() -> None:
    assert next_due(kept(), []) == FIRST


def test_counted_from_when_it_was_made_the_next_one_is_an_interval_later() -> None:
    assert next_due(kept(), [made(date(2026, 2, 10), FIRST)]) == date(2026, 3, 10)


def test_counted_from_the_date_the_day_of_the_month_stays() -> None:
    assert next_due(kept(from_date=True), [made(date(2026, 2, 10), FIRST)]) == date(2026, 2, 28)
    assert next_due(kept(from_date=True), [made(date(2026, 2, 28), FIRST)]) == date(2026, 3, 31)


def test_reviews_that_were_missed_do_not_pile_up() -> None:
    assert next_due(kept(from_date=True), [made(date(2026, 7, 3), FIRST)]) == date(2026, 7, 31)


def test_a_review_made_early_counts_for_the_day_it_was_due() -> None:
    assert next_due(kept(), [made(date(2026, 1, 20), FIRST)]) == date(2026, 2, 20)


def test_a_later_day_set_by_hand_counts_again() -> None:
    early = made(date(2025, 6, 1), date(2025, 6, 1))
    assert next_due(kept(), [early]) == FIRST


def test_what_is_put_off_is_due_on_the_day_named_and_that_ends_when_it_is_made() -> None:
    off = Review(id="V2", process="P1", on=FIRST, outcome=Outcome.LATER, until=date(2026, 2, 14), due=FIRST)
    assert next_due(kept(), [off]) == date(2026, 2, 14)
    assert next_due(kept(), [off, made(date(2026, 2, 15), date(2026, 2, 14))]) == date(2026, 3, 15)


def test_what_has_no_interval_does_not_come_back() -> None:
    assert next_due(kept(every=""), [made(date(2026, 2, 1), FIRST)]) is None


def test_a_check_tells_how_often_it_found_something() -> None:
    past = [made(date(2026, 1, 31), outcome=Outcome.FOUND), *(made(date(2026, month, 28)) for month in (2, 3, 4))]
    assert (worth(past).made, worth(past).found, worth(past).quiet) == (4, 1, 3)
    assert worth(past).said == "found something in 1 of 4"


def test_after_three_quiet_times_a_longer_interval_is_offered() -> None:
    quiet = [made(date(2026, month, 28)) for month in (1, 2, 3)]
    assert longer(kept(), quiet[:2]) == ""
    assert longer(kept(), quiet) == "P3M"
    assert longer(kept("P2Y"), quiet) == ""


def test_an_interval_is_tried_before_a_longer_one_is_offered() -> None:
    quiet = [made(date(2026, month, 28)) for month in (1, 2, 3)]
    assert longer(kept("P3M"), quiet) == ""
    assert longer(kept("P3M"), [*quiet, made(date(2026, 6, 28))]) == ""
    assert longer(kept("P3M"), [*quiet, made(date(2026, 6, 28)), made(date(2026, 9, 28))]) == "P6M"


def test_what_was_found_lately_keeps_the_interval() -> None:
    quiet = [made(date(2026, month, 28)) for month in (1, 2, 3)]
    assert longer(kept(), [*quiet, made(date(2026, 4, 28), outcome=Outcome.FOUND)]) == ""
