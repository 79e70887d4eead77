"""What a process is measured by, and what was read: the dated actual beside target and range."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from workbench.domain.amounts import Amount, Measure, in_money, in_time
from workbench.domain.dates import Interval
from workbench.domain.errors import BadInput
from workbench.domain.quantities import Quantity


class Aim(StrEnum):
    """What a measure tells of: the promise to the customer, or what the customer makes of it."""

    TIME = "time"
    PRECISION = "precision"
    COST = "cost"
    VOLUME = "volume"
    SATISFACTION = "satisfaction"
    COMPLAINTS = "complaints"
    LOYALTY = "loyalty"
    RETENTION = "retention"


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A measure of a process: its target and the range it should stay in, how often it is read, and by whom.

    Target and range are quantities as people write them; `every` is an interval, `who` a person.
    """

    id: str
    name: str
    aim: Aim | None = None
    target: str = ""
    range: str = ""
    every: str = ""
    who: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One dated actual of a measure, with the target and the range that held then; `by` read it."""

    id: str
    process: str
    measure: str
    on: date
    actual: str
    target: str = ""
    range: str = ""
    by: str = ""
    note: str = ""
    minutes: int | None = None


def read_actual(indicator: Indicator, text: str) -> Amount:
    """The actual that a person wrote; a bare number counts in the unit of the measure. Raises BadInput."""
    quantity = Quantity.read(text)
    amount = quantity.amount
    if amount is None or quantity != Quantity(amount):
        raise BadInput(f"“{text}” should be one amount, without range, tolerance or rate.")
    like = _like(indicator)
    if like is None:
        return amount
    if amount.measure is Measure.NUMBER and not amount.unit and len(like.terms) == 1:
        return Amount(((amount.terms[0][0], like.unit),), like.measure)
    if not is_alike(amount, like):
        raise BadInput(f"“{text}” is not of the kind of {indicator.name}, which is read like {like}.")
    return amount


def _like(indicator: Indicator) -> Amount | None:
    for text in filter(None, (indicator.target, indicator.range)):
        quantity = Quantity.read(text)
        if found := quantity.amount or quantity.tolerance:
            return found
    return None


def is_alike(one: Amount, other: Amount) -> bool:
    """The two can be held against each other: both are times, or both have one unit."""
    return one.measure is other.measure and (one.measure is Measure.TIME or one.unit == other.unit)


def amount_of(text: str) -> Amount | None:
    """The one amount that a kept text says, None where it says none."""
    try:
        return Quantity.read(text).amount if text else None
    except BadInput:
        return None


def is_out_of_range(reading: Reading) -> bool:
    """The actual lies outside the range that held when it was read; of no range, nothing does."""
    actual = amount_of(reading.actual)
    if actual is None or not reading.range:
        return False
    low, high = Quantity.read(reading.range).span()
    return actual.number < low or (high is not None and actual.number > high)


def difference(reading: Reading) -> Fraction | None:
    """The actual less the target, None where the two cannot be held against each other."""
    return gap(reading.actual, reading.target)


def gap(ours: str, theirs: str) -> Fraction | None:
    """One figure less another, None where they cannot be held against each other."""
    one, other = amount_of(ours), amount_of(theirs)
    if one is None or other is None or not is_alike(one, other):
        return None
    return one.number - other.number


def gap_in_words(ours: str, theirs: str) -> str:
    """How far one figure is from another, or that they are not of one kind; "" where one of them is not said."""
    if not ours or not theirs:
        return ""
    return in_words(gap(ours, theirs), theirs) or "not comparable"


def in_words(number: Fraction | None, like: str) -> str:
    """A difference with its sign, in the unit of a figure: "+2 min", "−$5"; "" for none."""
    unit = amount_of(like)
    if number is None or unit is None:
        return ""
    sign = "−" if number < 0 else "+" if number > 0 else "±"
    return f"{sign}{said(abs(number), unit)}"


def said(number: Fraction, like: Amount) -> str:
    """A number in the unit of an amount."""
    if like.measure is Measure.TIME:
        return in_time(number) if number else f"0 {like.unit}"
    if like.measure is Measure.MONEY:
        return in_money(number, like.unit)
    rounded = f"{float(number):.2f}".rstrip("0").rstrip(".")
    return f"{rounded} {like.unit}".rstrip()


class Course(StrEnum):
    """Where the readings of a measure go: how far the later half falls short of the target, beside the half before."""

    BETTER = "getting better"
    WORSE = "getting worse"
    SAME = "as before"
    UNKNOWN = "too few to say"


@dataclass(frozen=True, slots=True)
class Trend:
    """The last readings of a measure, oldest first, how many are out of range, and where they go."""

    values: tuple[float, ...]
    out: int
    course: Course


def trend(readings: Sequence[Reading], most: int = 24) -> Trend:
    """The trend of the readings of one measure, which come oldest first."""
    shown = list(readings)[-most:]
    values = [float(amount.number) for one in shown if (amount := amount_of(one.actual))]
    off = [found for one in shown if (found := _shortfall(one)) is not None]
    return Trend(tuple(values), sum(map(is_out_of_range, shown)), _course(off))


def _course(off: Sequence[Fraction]) -> Course:
    if len(off) < 4:
        return Course.UNKNOWN
    half = len(off) // 2
    before, after = sum(off[:half], Fraction(0)), sum(off[-half:], Fraction(0))
    return Course.SAME if before == after else Course.BETTER if after < before else Course.WORSE


def _shortfall(reading: Reading) -> Fraction | None:
    """How far the actual is from the target; where the range has one end only, beyond the target is less than none."""
    found = difference(reading)
    if found is None:
        return None
    match Quantity.read(reading.range).bound if reading.range else "":
        case "at most":
            return found
        case "at least":
            return -found
        case _:
            return abs(found)


def of_measure(readings: Iterable[Reading], measure: str) -> list[Reading]:
    """The readings of one measure, oldest first."""
    return sorted((one for one in readings if one.measure == measure), key=lambda one: one.on)


def next_reading(indicator: Indicator, readings: Sequence[Reading], today: date) -> date | None:
    """When it is to be read next: so long after the last reading, at once where there is none; None for never."""
    if not indicator.every:
        return None
    last = max((one.on for one in readings), default=None)
    return Interval.read(indicator.every).after(last) if last else today
