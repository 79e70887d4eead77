"""Quantities as people write them are kept exact and read back in the same words."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.amounts import SECONDS, Amount, Measure, in_money, in_percent, in_time
from workbench.domain.errors import BadInput
from workbench.domain.quantities import Quantity, read_money, read_time

numbers = st.decimals(min_value=0, max_value=99_999, places=2).map(lambda number: Decimal(f"{number:f}"))
whole = st.integers(1, 999).map(Decimal)
times = st.lists(st.sampled_from(list(SECONDS)), min_size=1, max_size=3, unique=True).flatmap(
    lambda units: st.tuples(*([whole] * len(units))).map(
        lambda found: Amount(tuple(zip(found, sorted(units, key=SECONDS.__getitem__, reverse=True), strict=True)),
                             Measure.TIME)
    )
)  # fmt: skip
money = st.tuples(numbers, st.sampled_from(["$", "€", "£", "EUR", "CHF"])).map(lambda t: Amount((t,), Measure.MONEY))
shares = numbers.map(lambda number: Amount(((number, "%"),), Measure.SHARE))
counts = st.tuples(numbers, st.sampled_from(["", "visits", "new patients"])).map(lambda t: Amount((t,), Measure.NUMBER))
amounts = st.one_of(times, money, shares, counts)


@given(amounts, st.sampled_from(["", "at most", "at least"]), st.sampled_from(["", "day", "week", "year", "visit"]))
def test_any_amount_is_read_back_as_it_is_said(amount: Amount, bound: str, per: str) -> None:
    quantity = Quantity(amount, bound=bound, per=per)
    assert Quantity.read(str(quantity)) == quantity


@given(amounts, st.integers(0, 5))
def test_any_range_and_any_tolerance_is_read_back_as_it_is_said(amount: Amount, more: int) -> None:
    terms = ((amount.terms[0][0] + more, amount.terms[0][1]), *amount.terms[1:])
    for quantity in (Quantity(amount, Amount(terms, amount.measure)), Quantity(amount, tolerance=amount)):
        assert Quantity.read(str(quantity)) == quantity


@given(times)
def test_any_time_comes_back_from_iso_8601(time: Amount) -> None:
    assert read_time(time.iso()) == time


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("45 min", "45 min"),
        ("2 d ±4 h", "2 d ±4 h"),
        ("2 days +/- 4 hours", "2 d ±4 h"),
        ("$95-110", "$95–110"),
        ("95–110 EUR", "95–110 EUR"),
        ("USD 12.50", "12.50 USD"),
        ("95 €", "€95"),
        ("1.50 h", "1.50 h"),
        ("1.5 days", "1.5 d"),
        ("1h30m", "1 h 30 min"),
        ("90 min to 2 h", "90 min–2 h"),
        ("5%", "5 %"),
        ("±5 %", "±5 %"),
        ("10 min ±3", "10 min ±3 min"),
        ("≤ 10 min", "at most 10 min"),
        ("12/day", "12 per day"),
        ("60 per weeks", "60 per week"),
        ("3 visits per week", "3 visits per week"),
        ("1,500 EUR", "1500 EUR"),
        ("١٢ min", "12 min"),
        ("１２ min", "12 min"),  # noqa: RUF001
        ("PT1H30M", "1 h 30 min"),
        ("P1W2DT4S", "1 w 2 d 4 s"),
        ("007 s", "7 s"),
        ("within 5 minutes", "at most 5 min"),
        ("no longer than 13 weeks", "at most 13 w"),
        ("< 5 min", "at most 5 min"),
        ("max. 2 h", "at most 2 h"),
        ("10 minutes or less", "at most 10 min"),
        ("more than 95%", "at least 95 %"),
        ("95 % or more", "at least 95 %"),
        ("between 80 and 120 EUR", "80–120 EUR"),
        ("5 a day", "5 per day"),
        ("12 times a year", "12 times per year"),
        ("twice a month", "2 per month"),
        ("once per week", "1 per week"),
        ("$300k", "$300000"),
        ("$1.2M", "$1200000"),
        ("$50k–80k", "$50000–80000"),
        ("1.25M EUR", "1250000 EUR"),
        ("$1.2345678k", "$1234.5678"),
        ("1 h 30", "1 h 30 min"),
        ("1h30", "1 h 30 min"),
        ("1 d 2 h 05 ±1 h", "1 d 2 h 5 min ±1 h"),
        ("1h30 to 2h", "1 h 30 min–2 h"),
        ("45 ±5 min", "45 min ±5 min"),
        ("100 ±3 %", "100 ±3 %"),
    ],
)
def test_people_write_it_their_way_and_read_it_in_one(text: str, said: str) -> None:
    assert str(Quantity.read(text)) == said


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("same day", "“same day” holds no number"),
        ("", "There is no quantity"),
        ("1,5 h", "a comma parts thousands here"),
        ("1.500,00 EUR", "a comma parts thousands here"),
        ("-5 min", "“-5 min” is less than nothing"),
        ("-0", "is less than nothing"),
        ("1e308", "is no quantity that can be read"),
        ("1" + "0" * 30, "12 before the point and 6 behind it are the most"),
        ("5 m", "“m” may be minutes or months"),
        ("3 months", "“months” has no fixed length here"),
        ("2 working days", "a working day has no fixed length here"),
        ("45 min ±2 h", "±2 h is more than the 45 min itself"),
        ("$5–€7", "mixes $5 with €7"),
        ("$5 EUR", "names two currencies"),
        ("15–10 min", "write the smaller first"),
        ("30 min 1 h", "the largest first"),
        ("1–2–3 h", "is no quantity that can be read"),
        ("½ h", "holds no number"),
        ("1 h 75", "behind the hours stand at most 59 minutes"),
        ("2 d 12", "is no quantity that can be read"),
        ("3 ±5 min", "±5 min is more than the 3 min itself"),
        ("at most 2–3 h", "is no quantity that can be read"),
    ],
)
def test_nonsense_is_refused_in_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence.replace("(", r"\(").replace("$", r"\$")):
        Quantity.read(text)


def test_what_measures_something_else_is_refused_with_an_example() -> None:
    with pytest.raises(BadInput, match=r"is a time; here money or a share is wanted, like \$95–110"):
        Quantity.read("5 min", (Measure.MONEY, Measure.SHARE))
    with pytest.raises(BadInput, match="is a share; here a time is wanted, like 45 min"):
        Quantity.read("5 %", (Measure.TIME,))


@given(st.text(max_size=30))
def test_any_text_is_a_quantity_or_a_sentence(text: str) -> None:
    try:
        quantity = Quantity.read(text)
    except BadInput:
        return
    assert Quantity.read(str(quantity)) == quantity


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("$95–110", 95, 110),
        ("2 h ±30 min", 5400, 9000),
        ("$200 ±5 %", 190, 210),
        ("at most 10 min", 0, 600),
        ("at least 95 %", 95, None),
        ("3", 3, 3),
    ],
)
def test_a_quantity_knows_its_ends(text: str, low: int, high: int | None) -> None:
    ends: tuple[object, object] = Quantity.read(text).span()
    assert ends == (low, high)


@pytest.mark.parametrize(("text", "times"), [("12 per day", 4380), ("60 per week", 3120), ("400 / yr", 400)])
def test_a_rate_is_counted_over_a_year(text: str, times: int) -> None:
    ends: object = Quantity.read(text).times_a_year()
    assert ends == (times, times)


def test_what_is_per_no_length_of_time_has_no_yearly_count() -> None:
    assert Quantity.read("$95 per visit").times_a_year() is None


def test_an_amount_alone_has_no_range_and_money_has_a_currency() -> None:
    with pytest.raises(BadInput, match="should be one amount"):
        read_time("1–2 h")
    with pytest.raises(BadInput, match="names no currency"):
        read_money("12.50")
    assert str(read_money("12.50", "€")) == "€12.50"


def test_what_is_computed_is_said_rounded() -> None:
    assert [in_time(Fraction(s)) for s in (0, 45, 90, 3599, 5400, 86399, 277_200, 1_300_000)] == [
        "0 s", "45 s", "1 min 30 s", "1 h", "1 h 30 min", "1 d", "3 d 5 h", "2 w 1 d",
    ]  # fmt: skip
    assert [in_money(Fraction(n, 3), "$") for n in (3, 5, -5)] == ["$1", "$1.67", "−$1.67"]
    assert [in_percent(Fraction(n, 200)) for n in (0, 1, 9, 60)] == ["0 %", "0.5 %", "4.5 %", "30 %"]
