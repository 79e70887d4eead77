"""One exact amount with its unit: how it is read, kept, written and said."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import partial
from itertools import pairwise

from workbench.domain.errors import BadInput


class Measure(StrEnum):
    """What a quantity is a quantity of."""

    TIME = "time"
    MONEY = "money"
    SHARE = "share"
    NUMBER = "number"

    @property
    def named(self) -> str:
        """Its word as a sentence has it: "a time", "money"."""
        return str(self) if self is Measure.MONEY else f"a {self}"


EXAMPLES = {
    Measure.TIME: "45 min or 2 d ±4 h",
    Measure.MONEY: "$95–110 or 12.50 EUR",
    Measure.SHARE: "5 % or ±2 %",
    Measure.NUMBER: "12 per day",
}
SECONDS = {"w": 604_800, "d": 86_400, "h": 3_600, "min": 60, "s": 1}
MOST_DIGITS, MOST_DECIMALS = 12, 6

_UNITS = {
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), "w"),
    **dict.fromkeys(("d", "day", "days"), "d"),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), "h"),
    **dict.fromkeys(("min", "mins", "minute", "minutes"), "min"),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), "s"),
}
_LOOSE = {"m", "mo", "mos", "month", "months", "y", "yr", "yrs", "year", "years", "quarter", "quarters"}
_CODES = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR"}
SYMBOLS = "".join(_CODES)
_number = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_time = re.compile(rf"({_number})\s*([^\W\d_]+)\.?\s*")
_money = re.compile(rf"(?P<before>[{SYMBOLS}]|[A-Z]{{3}}(?=\s*[0-9]))?\s*(?P<number>{_number})\s*(?P<behind>[{SYMBOLS}]|[A-Z]{{3}})?")  # fmt: skip  # noqa: E501
_thousands = re.compile(rf"(?<![0-9.,])({_number})[kK](?![^\W_])")
_millions = re.compile(rf"(?<=[{SYMBOLS}])({_number})M(?![^\W_])|(?<![0-9.,])({_number})M(?=\s*(?:[{SYMBOLS}]|[A-Z]{{3}}\b))")  # fmt: skip  # noqa: E501
_plain = re.compile(rf"({_number})\s*([^\W\d_][^\d]*)?")


@dataclass(frozen=True, slots=True)
class Amount:
    """One exact amount: of time in one or more units (1 h 30 min), of anything else in one.

    `number` is the amount in its unit; of time, in seconds.
    """

    terms: tuple[tuple[Decimal, str], ...]
    measure: Measure
    number: Fraction = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "number", _in_one(self.terms, self.measure))

    @property
    def unit(self) -> str:
        """The unit: %, a currency, a word, or "" for a bare number; of time the largest that is named."""
        return self.terms[0][1]

    def __str__(self) -> str:
        if self.measure is Measure.TIME:
            return " ".join(f"{number:f} {unit}" for number, unit in self.terms)
        number, unit = self.terms[0]
        return f"{unit}{number:f}" if unit and unit in SYMBOLS else f"{number:f} {unit}".rstrip()

    def iso(self) -> str:
        """An amount of time as ISO 8601 writes it: PT1H30M."""
        days = "".join(f"{number:f}{unit.upper()}" for number, unit in self.terms if unit in "wd")
        rest = "".join(f"{number:f}{unit[0].upper()}" for number, unit in self.terms if unit not in "wd")
        return f"P{days}{f'T{rest}' if rest else ''}"


def _in_one(terms: tuple[tuple[Decimal, str], ...], measure: Measure) -> Fraction:
    if measure is Measure.TIME:
        return sum((Fraction(number) * SECONDS[unit] for number, unit in terms), Fraction(0))
    return Fraction(terms[0][0])


def read_amount(text: str, said: str, measures: Collection[Measure]) -> Amount:
    """One amount in any unit. Raises BadInput."""
    said = said.strip()
    if (found := _money.fullmatch(said)) and (found["before"] or found["behind"]):
        if found["before"] and found["behind"]:
            raise BadInput(f"“{text}” names two currencies.")
        return Amount(((_decimal(text, found["number"]), found["before"] or found["behind"]),), Measure.MONEY)
    plain = _plain.fullmatch(said)
    if plain and (plain[2] or "").lower() in ("%", "percent"):
        return Amount(((_decimal(text, plain[1]), "%"),), Measure.SHARE)
    if said.endswith("%") and (share := re.fullmatch(rf"({_number})\s*%", said)):
        return Amount(((_decimal(text, share[1]), "%"),), Measure.SHARE)
    if time := _in_units(text, said):
        return time
    if plain is None:
        raise BadInput(unclear(text, measures))
    return Amount(((_decimal(text, plain[1]), (plain[2] or "").strip()),), Measure.NUMBER)


def in_full(said: str) -> str:
    """The text with short thousands and millions of money written out: "$300k" as "$300000", "$1.2M" likewise."""
    return _millions.sub(partial(_moved, 6), _thousands.sub(partial(_moved, 3), said))


def _moved(places: int, found: re.Match[str]) -> str:
    """A number with its point so many places to the right."""
    number: str = found[found.lastindex or 1]
    whole, _, part = number.replace(",", "").partition(".")
    return f"{whole}{part[:places]:0<{places}}.{part[places:]}".rstrip(".")


def _in_units(text: str, said: str) -> Amount | None:
    """An amount of time in one or more units, the largest first; None where it is no time. Raises BadInput."""
    parts, at, terms = list(_time.finditer(said)), 0, list[tuple[Decimal, str]]()
    for part in parts:
        word = part[2].lower()
        unit = _UNITS.get(word) or ("min" if word == "m" and terms and terms[-1][1] == "h" else None)
        if part.start() != at or unit is None:
            if word in _LOOSE and part.start() == at:
                may_be = "may be minutes or months: write min or weeks" if word == "m" else "has no fixed length here"
                raise BadInput(f"“{text}”: “{part[2]}” {may_be}. A time is written in w, d, h, min and s.")
            return None
        terms.append((_decimal(text, part[1]), unit))
        at = part.end()
    if terms and terms[-1][1] == "h" and (minutes := said[at:]).isdecimal():
        if len(minutes) > 2 or int(minutes) > 59:
            raise BadInput(f"“{text}”: behind the hours stand at most 59 minutes, like 1 h 30.")
        terms.append((Decimal(int(minutes)), "min"))
        at = len(said)
    if not terms or at != len(said):
        return None
    sizes = [SECONDS[unit] for _, unit in terms]
    if any(larger <= smaller for larger, smaller in pairwise(sizes)):
        raise BadInput(f"“{text}”: write each unit once, the largest first, like 1 h 30 min.")
    return Amount(tuple(terms), Measure.TIME)


def _decimal(text: str, number: str) -> Decimal:
    whole, _, part = number.replace(",", "").partition(".")
    if len(whole) > MOST_DIGITS or len(part) > MOST_DECIMALS:
        limit = f"{MOST_DIGITS} before the point and {MOST_DECIMALS} behind it are the most"
        raise BadInput(f"“{text[:40]}” has too many digits: {limit}.")
    return Decimal(f"{whole.lstrip('0') or '0'}.{part}" if part else whole.lstrip("0") or "0")


def is_same_currency(unit: str, other: str) -> bool:
    """The two units mean one currency: the same word, or the sign for it."""
    return _CODES.get(unit, unit) == _CODES.get(other, other)


def in_time(seconds: Fraction) -> str:
    """A computed length of time in its two largest units, rounded: "1 h 30 min"."""
    left = round(seconds)
    units = list(SECONDS)[1:] if left < 2 * SECONDS["w"] else list(SECONDS)
    for unit, smaller in pairwise(units):
        size, step = SECONDS[unit], SECONDS[smaller]
        whole = round(Fraction(left, step)) * step
        if whole >= size:
            rest = whole % size // step
            return f"{whole // size} {unit}" + (f" {rest} {smaller}" if rest else "")
    return f"{left} s"


def in_money(number: Fraction, unit: str) -> str:
    """A computed amount of money to the hundredth, without one where it is whole: "$12.50"."""
    cents = round(abs(number) * 100)
    said = f"{cents // 100:,}" + (f".{cents % 100:02}" if cents % 100 else "")
    sign = "−" if number < 0 < cents else ""
    return f"{sign}{unit}{said}" if unit in SYMBOLS else f"{sign}{said} {unit}"


def in_percent(share: Fraction) -> str:
    """A computed share in percent, to the tenth below ten: "4.5 %"."""
    percent = share * 100
    return f"{round(percent)} %" if percent >= 10 or percent == round(percent) else f"{float(percent):.1f} %"


def wanted(measures: Collection[Measure]) -> str:
    """What is asked for, with an example of each."""
    asked = " or ".join(measure.named for measure in measures)
    return f"here {asked} is wanted, like {'; '.join(EXAMPLES[measure] for measure in measures)}."


def unclear(text: str, measures: Collection[Measure], negative: bool = False) -> str:
    """The sentence for what cannot be read as a quantity."""
    shown = text if len(text) <= 40 else f"{text[:40]}…"
    if not any(c.isdecimal() for c in text):
        return f"“{shown}” holds no number; {wanted(measures)}"
    if negative:
        return f"“{shown}” is less than nothing. Write it without a sign in front."
    if re.search(r"[0-9],[0-9]", text):
        return f"“{shown}”: a comma parts thousands here, like 1,500. Write the decimal mark as a point, like 1.5."
    return f"“{shown}” is no quantity that can be read; {wanted(measures)}"
