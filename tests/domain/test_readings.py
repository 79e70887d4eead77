"""Readings: read in the unit of their measure, held against target and range, drawn as a trend."""

from datetime import date, timedelta

import pytest

from workbench.domain.errors import BadInput
from workbench.domain.readings import (
    Course,
    Indicator,
    Reading,
    difference,
    in_words,
    is_out_of_range,
    next_reading,
    read_actual,
    trend,
)
from workbench.domain.sparkline import ASCII_BARS, sparkline

PRICE = Indicator(id="M1", name="Time to a price", target="45 min", range="40–50 min", every="P1W")
DAY = date(2026, 11, 22)


def reading(actual: str, target: str = "45 min", range: str = "40–50 min", on: date = DAY) -> Reading:
    return Reading(id="R1", process="P1", measure="M1", on=on, actual=actual, target=target, range=range)


@pytest.mark.parametrize(
    ("target", "text", "kept"),
    [
        ("45 min", "47", "47 min"),
        ("45 min", "1 h 5 min", "1 h 5 min"),
        ("95 %", "93", "93 %"),
        ("$95", "$101.50", "$101.50"),
        ("", "12", "12"),
    ],
)
def test_a_bare_number_counts_in_the_unit_of_the_measure(target: str, text: str, kept: str) -> None:
    assert str(read_actual(Indicator(id="M1", name="It", target=target), text)) == kept


@pytest.mark.parametrize("text", ["5 %", "$5", "40–50 min", "soon", ""])
def test_what_cannot_be_held_against_the_target_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        read_actual(PRICE, text)


@pytest.mark.parametrize(
    ("actual", "is_out"), [("40 min", False), ("50 min", False), ("51 min", True), ("39 min", True)]
)
def test_a_reading_outside_the_range_that_held_is_out_of_range(actual: str, is_out: bool) -> None:
    assert is_out_of_range(reading(actual)) is is_out
    assert not is_out_of_range(reading(actual, range=""))


def test_a_range_may_have_one_end_only() -> None:
    assert is_out_of_range(reading("93 %", "95 %", "at least 94 %"))
    assert not is_out_of_range(reading("99 %", "95 %", "at least 94 %"))


@pytest.mark.parametrize(
    ("actual", "target", "said"),
    [
        ("47 min", "45 min", "+2 min"),
        ("40 min", "45 min", "−5 min"),
        ("45 min", "45 min", "±0 min"),
        ("5 d", "5 d", "±0 d"),
        ("93.5 %", "95 %", "−1.5 %"),
        ("$101.50", "$95", "+$6.50"),
        ("12", "", ""),
        ("12", "45 min", ""),
    ],
)
def test_the_difference_is_said_with_its_sign_in_the_unit_of_the_figure(actual: str, target: str, said: str) -> None:
    assert in_words(difference(reading(actual, target)), actual) == said


def test_a_trend_says_whether_it_gets_better() -> None:
    days = [DAY + timedelta(days=number) for number in range(4)]
    nearer = [reading(f"{actual} min", on=day) for actual, day in zip((60, 58, 46, 45), days, strict=True)]
    assert trend(nearer).course is Course.BETTER
    assert trend(nearer).out == 2
    assert trend(nearer[::-1]).course is Course.WORSE
    assert trend(nearer[:3]).course is Course.UNKNOWN


@pytest.mark.parametrize(
    ("kept", "target", "actuals"),
    [("at most 3 %", "2 %", ("2.5 %", "2 %", "1.5 %", "1 %")), ("at least 90", "100", ("95", "100", "110", "130"))],
)
def test_where_a_range_has_one_end_what_is_beyond_the_target_is_better_still(
    kept: str, target: str, actuals: tuple[str, ...]
) -> None:
    days = [DAY + timedelta(days=number) for number in range(4)]
    better = [reading(actual, target, kept, day) for actual, day in zip(actuals, days, strict=True)]
    assert trend(better).course is Course.BETTER
    assert trend(better[::-1]).course is Course.WORSE


def test_a_sparkline_rises_with_the_values_and_has_an_ascii_form() -> None:
    assert sparkline([1, 2, 3, 4, 5, 6, 7, 8]) == "▁▂▃▄▅▆▇█"
    assert sparkline([1, 8], bars=ASCII_BARS) == "_#"
    assert sparkline([5, 5, 5]) == "▄▄▄"
    assert sparkline([]) == ""
    assert len(sparkline(list(range(100)), width=10)) == 10


def test_a_measure_is_read_so_long_after_the_last_reading_and_at_once_before_the_first() -> None:
    assert next_reading(PRICE, [], DAY) == DAY
    assert next_reading(PRICE, [reading("45 min")], DAY) == DAY + timedelta(days=7)
    assert next_reading(Indicator(id="M2", name="Seldom"), [], DAY) is None
