"""Intervals between looks, and days as people write them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.dates import Interval, ago, end_of, read_date, read_day
from workbench.domain.errors import BadInput


@pytest.mark.parametrize(
    ("day", "interval", "later"),
    [
        ("2026-01-31", "P1M", "2026-02-28"),
        ("2028-01-31", "P1M", "2028-02-29"),
        ("2026-01-31", "P2M", "2026-03-31"),
        ("2026-08-31", "P6M", "2027-02-28"),
        ("2026-12-31", "P2M", "2027-02-28"),
        ("2028-02-29", "P1Y", "2029-02-28"),
        ("2028-02-29", "P4Y", "2032-02-29"),
        ("2026-12-28", "P1W", "2027-01-04"),
        ("2026-12-31", "P14D", "2027-01-14"),
        ("2026-11-22", "P9999Y", "9999-12-31"),
    ],
)
def test_a_month_without_the_day_gives_its_last_day(day: str, interval: str, later: str) -> None:
    assert str(Interval.read(interval).after(date.fromisoformat(day))) == later


def test_the_thirty_first_comes_back_when_counted_from_the_first_day_of_all() -> None:
    start = date(2026, 1, 31)
    days = [Interval(n, "M").after(start).day for n in range(1, 13)]
    assert days == [28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31]


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("6 months", "P6M"),
        ("1 month", "P1M"),
        ("2w", "P2W"),
        (" p14d ", "P14D"),
        ("1 Year", "P1Y"),
        ("10 days", "P10D"),
    ],
)
def test_an_interval_is_read_as_people_write_it(written: str, iso: str) -> None:
    assert str(Interval.read(written)) == iso


@pytest.mark.parametrize(
    "written", ["", "0 days", "soon", "6", "6 minutes", "1 decade", "-1 month", "P6M2D", "1.5 days"]
)
def test_what_is_no_interval_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(BadInput, match="Write it like 6 months"):
        Interval.read(written)


@given(st.integers(1, 9_999), st.sampled_from("DWMY"))
def test_an_interval_said_in_words_is_read_as_the_same(number: int, unit: str) -> None:
    interval = Interval(number, unit)
    assert Interval.read(interval.in_words()) == Interval.read(str(interval)) == interval


@given(st.dates(), st.integers(1, 9_999), st.sampled_from("DWMY"))
def test_a_later_day_is_later_until_the_calendar_ends(day: date, number: int, unit: str) -> None:
    later = Interval(number, unit).after(day)
    assert later > day or later == date.max


@pytest.mark.parametrize("text", ["2026-11-22", " 2026-11-22 ", "22.11.2026", "22/11/2026", "11/22/2026", "22-11-2026"])
def test_a_day_is_read(text: str) -> None:
    assert read_date(text) == date(2026, 11, 22)


def test_a_day_may_be_written_by_its_week_the_fifty_third_too() -> None:
    assert read_date("2026-W53-7") == date(2027, 1, 3)


@pytest.mark.parametrize("text", ["", "yesterday", "11.22.2026", "31/02/2026", "2026-02-30", "2025-W53-1", "2026-11"])
def test_what_is_no_day_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(BadInput, match="Write it like 2026-11-22"):
        read_date(text)


def test_points_part_the_day_from_the_month_behind_it_and_other_signs_may_leave_it_open() -> None:
    assert read_date("4.5.2026") == date(2026, 5, 4)
    assert read_date("5/5/2026") == date(2026, 5, 5)
    with pytest.raises(BadInput, match="“04/05/2026” may be 2026-04-05 or 2026-05-04"):
        read_day("04/05/2026", SUNDAY)


@pytest.mark.parametrize(("day", "earlier"), [("2026-03-31", "2026-02-28"), ("2026-01-15", "2025-12-15")])
def test_an_interval_can_be_counted_backwards(day: str, earlier: str) -> None:
    assert str(Interval.read("1 month").after(date.fromisoformat(day), -1)) == earlier


@given(st.dates(), st.integers(1, 9_999), st.sampled_from("DWMY"))
def test_an_earlier_day_is_earlier_until_the_calendar_begins(day: date, number: int, unit: str) -> None:
    earlier = Interval(number, unit).after(day, -1)
    assert earlier < day or earlier == date.min


SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-12-24", "2026-12-24"),
        (" Today ", "2026-11-22"),
        ("tomorrow", "2026-11-23"),
        ("yesterday", "2026-11-21"),
        ("mon", "2026-11-23"),
        ("Friday", "2026-11-27"),
        ("sun", "2026-11-29"),
        ("+2w", "2026-12-06"),
        ("+3 months", "2027-02-22"),
        ("-1 day", "2026-11-21"),
        ("1 oct", "2027-10-01"),
        ("Oct 1", "2027-10-01"),
        ("22. november", "2026-11-22"),
        ("24dec", "2026-12-24"),
        ("October 1, 2025", "2025-10-01"),
        ("1 oct 2025", "2025-10-01"),
        ("29 feb", "2028-02-29"),
    ],
)
def test_a_day_is_meant_as_people_say_it(written: str, meant: str) -> None:
    assert str(read_day(written, SUNDAY)) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1 oct", "2026-10-01"),
        ("nov 22", "2026-11-22"),
        ("24 dec", "2025-12-24"),
        ("feb 29", "2024-02-29"),
        ("mon", "2026-11-16"),
        ("sun", "2026-11-15"),
        ("+2w", "2026-12-06"),
    ],
)
def test_a_day_gone_by_is_the_last_one_of_its_name(written: str, meant: str) -> None:
    assert str(read_day(written, SUNDAY, is_past=True)) == meant


@pytest.mark.parametrize(
    "written", ["", "wedding", "fr", "yester", "32.12.", "32 dec", "30 feb", "1 foo", "1 oc", "dec", "29 feb 2026"]
)
def test_what_no_day_is_meant_by_is_refused_with_examples(written: str) -> None:
    with pytest.raises(BadInput, match="Write it like 2026-11-22, fri"):
        read_day(written, SUNDAY)


@given(st.dates())
def test_every_day_of_the_calendar_has_an_end(day: date) -> None:
    assert end_of(day).date() == day
    assert end_of(day).tzinfo


@pytest.mark.parametrize(
    ("past", "said"),
    [
        (timedelta(seconds=-5), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=119), "1 hour ago"),
        (timedelta(hours=23), "23 hours ago"),
        (timedelta(days=3, hours=5), "3 days ago"),
        (timedelta(days=1500), "1,500 days ago"),
    ],
)
def test_how_long_ago_something_was_is_said_in_one_number(past: timedelta, said: str) -> None:
    now = datetime(2026, 11, 23, 9, 41, tzinfo=UTC)
    assert ago(now - past, now) == said
