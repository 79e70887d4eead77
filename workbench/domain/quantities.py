"""Quantities as people write them: exact, with unit, tolerance or range, and read back in the same words.

One rule for numbers: a digit of any script is a digit, a point is the decimal mark, a comma parts
thousands and nothing else; no sign and no exponent. One rule for times: they run on the calendar, a
day has 24 hours and a week 7 days; what has no fixed length (months, working days) is refused.
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from workbench.domain.amounts import SYMBOLS, Amount, Measure, in_full, read_amount, unclear, wanted
from workbench.domain.errors import BadInput

PERIODS = {"hour": 8_760, "day": 365, "week": 52, "month": 12, "quarter": 4, "year": 1}

_PERIODS = {"h": "hour", "d": "day", "w": "week", "mo": "month", "y": "year", "yr": "year", "a": "year"}
_ISO = {"W": "w", "D": "d", "H": "h", "M": "min", "S": "s"}
_iso = re.compile(r"P(?:[0-9.]+[WD])*(?:T(?:[0-9.]+[HMS])+)?")
_working = re.compile(r"\b(work\w*|business)\b", re.IGNORECASE)
_most = r"at most|up to|within|under|less than|(?:no|not) (?:more|longer|later) than|max(?:imum|\.)?|≤|<=?"
_least = r"at least|from|over|more than|(?:no|not) (?:less|fewer) than|≥|>=?"
_bounds = re.compile(rf"({_most})\s*|({_least})\s*", re.IGNORECASE)
_bounds_behind = re.compile(r"(.*?)\s+or\s+(?:(less|fewer|sooner)|more)", re.IGNORECASE)
_between = re.compile(r"between\s+(.+?)\s+and\s+(.+)", re.IGNORECASE)
_times = re.compile(r"(once|twice)\s+(?=(?:an?|per)\s)", re.IGNORECASE)
_per = re.compile(rf"\s+per\s+|\s*(?<!\+)/\s*|\s+an?\s+(?=(?:{'|'.join(PERIODS)})$)", re.IGNORECASE)
_nothing = re.compile(r"0[0.,]*(?![0-9.,])")
_tolerance = re.compile(r"\s*(?:±|\+/-|\+-)\s*")
_range = re.compile(r"\s*[–—-]\s*|\s+to\s+")


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount, a range, a bound or a tolerance, and what it is per: "$95–110", "2 d ±4 h", "12 per day".

    `amount` is None where there is only a tolerance; `bound` is "at most", "at least" or "".
    """

    amount: Amount | None
    upto: Amount | None = None
    tolerance: Amount | None = None
    bound: str = ""
    per: str = ""

    @classmethod
    def read(cls, text: str, measures: Collection[Measure] = tuple(Measure)) -> "Quantity":
        """The quantity that a person wrote, of one of these measures. Raises BadInput."""
        return _read(text, tuple(measures))

    @property
    def measure(self) -> Measure:
        """What it is a quantity of."""
        said = self.amount or self.tolerance
        return said.measure if said else Measure.NUMBER

    def span(self) -> tuple[Fraction, Fraction | None]:
        """The lowest and the highest it may be, None for no upper end; of a bare tolerance, from nothing to it."""
        off = self.tolerance
        if self.amount is None:
            return Fraction(0), off.number if off else None
        middle = self.amount.number
        if off:
            spread = middle * off.number / 100 if off.measure is Measure.SHARE != self.measure else off.number
            return middle - spread, middle + spread
        if self.upto:
            return middle, self.upto.number
        if self.bound:
            return (Fraction(0), middle) if self.bound == "at most" else (middle, None)
        return middle, middle

    def times_a_year(self) -> tuple[Fraction, Fraction | None] | None:
        """How often in a year of 365 days or 52 weeks, where it is per a length of time; else None."""
        times = PERIODS.get(self.per)
        if times is None:
            return None
        low, high = self.span()
        return low * times, None if high is None else high * times

    def __str__(self) -> str:
        words = _said_range(self.amount, self.upto) if self.amount and self.upto else str(self.amount or "")
        off = f"±{self.tolerance}" if self.tolerance else ""
        per = f"per {self.per}" if self.per else ""
        return " ".join(filter(None, (self.bound, words, off, per)))

    def refuse_nonsense(self, text: str, measures: Collection[Measure]) -> None:
        """Raise BadInput where it says something that nothing can be."""
        amount, other = self.amount, self.upto or self.tolerance
        if self.measure not in measures:
            raise BadInput(f"“{text}” is {self.measure.named}; {wanted(measures)}")
        if _nothing.match(self.per) or _per.search(self.per):
            raise BadInput(f"“{text}”: per {self.per} is no rate. Write it like 12 per day.")
        if not amount or not other:
            return
        by_share = other is self.tolerance and other.measure is Measure.SHARE
        if not by_share and (other.measure is not amount.measure or _unit(other) != _unit(amount)):
            raise BadInput(f"“{text}” mixes {amount} with {other}. Write both in one unit.")
        if self.upto and self.upto.number < amount.number:
            raise BadInput(f"“{text}” ends before it begins: write the smaller first.")
        if self.tolerance and self.span()[0] < 0:
            raise BadInput(f"“{text}”: ±{self.tolerance} is more than the {amount} itself.")


@lru_cache(maxsize=4096)
def _read(text: str, measures: tuple[Measure, ...]) -> Quantity:
    """The quantity in a text; the readings of years say few texts many times."""
    said = _in_signs(_plainly(text))
    if _working.search(said):
        raise BadInput(f"“{text}”: a working day has no fixed length here. Write hours, or 2 d for two whole days.")
    rest, *per = _per.split(said, maxsplit=1)
    found = _bounds.match(rest)
    bound = "" if not found else "at most" if found[1] else "at least"
    rest, *off = _tolerance.split(rest[found.end() :] if found else rest)
    ends = _range.split(rest) if rest else []
    if len(ends) > 2 or len(off) > 1 or (ends and not ends[0]) or (bound and (off or len(ends) > 1)):
        raise BadInput(unclear(text, measures, negative=bool(ends) and not ends[0]))
    if not ends and not off:
        raise BadInput(f"There is no quantity; {wanted(measures)}")
    low, high = _ends(text, ends, measures)
    tolerance = read_amount(text, off[0], measures) if off else None
    if low and tolerance:
        low = _in_unit_of(low, tolerance) if tolerance.measure is not Measure.SHARE else low
        tolerance = _in_unit_of(tolerance, low)
    quantity = Quantity(low, high, tolerance, bound, _period(" ".join(per).strip()))
    quantity.refuse_nonsense(text, measures)
    return quantity


def read_time(text: str) -> Amount:
    """A length of time that a person wrote, or that stands in a record as ISO 8601. Raises BadInput."""
    quantity = Quantity.read(text, (Measure.TIME,))
    return _alone(text, quantity)


def read_money(text: str, currency: str = "") -> Amount:
    """An amount of money that a person wrote; a bare number counts in `currency`. Raises BadInput."""
    quantity = Quantity.read(text, (Measure.MONEY, Measure.NUMBER))
    amount = _alone(text, quantity)
    if amount.measure is Measure.MONEY:
        return amount
    if amount.unit or not currency:
        raise BadInput(f"“{text}” names no currency. Write it like $12.50 or 12.50 EUR.")
    return Amount(((amount.terms[0][0], currency),), Measure.MONEY)


def read_chance(text: str) -> Decimal:
    """In how many of a hundred runs a way is taken, as a person wrote it: "20 %" or "20". Raises BadInput."""
    quantity = Quantity.read(text, (Measure.SHARE, Measure.NUMBER))
    amount = quantity.amount
    if amount is None or quantity != Quantity(amount) or amount.unit not in ("", "%") or not 0 < amount.number <= 100:
        raise BadInput(f"“{text}” is no chance. Write in how many of 100 runs it happens, like 20 %.")
    return amount.terms[0][0]


def _alone(text: str, quantity: Quantity) -> Amount:
    if quantity.amount is None or quantity != Quantity(quantity.amount):
        raise BadInput(f"“{text}” should be one amount, without range, tolerance or rate.")
    return quantity.amount


def _period(said: str) -> str:
    """What a rate is per; a length of time in the one word for it."""
    word = _PERIODS.get(said.lower(), said.lower()).removesuffix("s")
    return word if word in PERIODS else said


def _plainly(text: str) -> str:
    """The text with the digits of any script as 0 to 9, and ISO 8601 in words."""
    said = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else " " if c.isspace() else c for c in text).strip()
    if len(said) > 1 and _iso.fullmatch(said):
        return " ".join(f"{number} {_ISO[unit]}" for number, unit in re.findall(r"([0-9.]+)([WDHMS])", said))
    return said


def _in_signs(said: str) -> str:
    """What people write around a quantity, in the few words that are read: bounds, ranges, once and twice."""
    said = in_full(_times.sub(lambda word: "1 " if word[1].lower() == "once" else "2 ", said, count=1))
    if found := _between.fullmatch(said):
        return f"{found[1]} to {found[2]}"
    if (found := _bounds_behind.fullmatch(said)) and not _bounds.match(said):
        return f"{'at most' if found[2] else 'at least'} {found[1]}"
    return said


def _ends(text: str, ends: list[str], measures: Collection[Measure]) -> tuple[Amount | None, Amount | None]:
    """One or both ends of a range; the unit may stand at one of them only."""
    if not ends:
        return None, None
    if len(ends) == 1:
        return read_amount(text, ends[0], measures), None
    low, high = (read_amount(text, end, measures) for end in ends)
    return _in_unit_of(low, high), _in_unit_of(high, low)


def _in_unit_of(bare: Amount, other: Amount) -> Amount:
    """A bare number in the unit of what stands beside it."""
    if bare.measure is Measure.NUMBER and not bare.unit and len(other.terms) == 1:
        return replace(bare, terms=((bare.terms[0][0], other.unit),), measure=other.measure)
    return bare


def _said_range(low: Amount, high: Amount) -> str:
    if len(low.terms) == len(high.terms) == 1 and low.unit == high.unit:
        number = f"{low.terms[0][0]:f}"
        return f"{low}–{high.terms[0][0]:f}" if low.unit and low.unit in SYMBOLS else f"{number}–{high}"
    return f"{low}–{high}"


def _unit(amount: Amount) -> str:
    return "" if amount.measure is Measure.TIME else amount.unit
