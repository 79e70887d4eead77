"""What a process needs of people's time and of means, against what there is; and the checks that come back to it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from workbench.domain.amounts import Measure
from workbench.domain.errors import BadInput
from workbench.domain.quantities import PERIODS, Quantity
from workbench.domain.readings import is_alike, said


class MeansSort(StrEnum):
    """What is needed: people's hours, or a kind of means."""

    HOURS = "hours"
    ROOM = "room"
    EQUIPMENT = "equipment"
    SYSTEM = "system"
    MATERIAL = "material"
    MONEY = "money"


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """Something a process needs: how much, how much there is, and how much of it is allocated; quantities in words."""

    id: str
    name: str
    sort: MeansSort = MeansSort.HOURS
    needed: str = ""
    there: str = ""
    allocated: str = ""
    assessed: date | None = None
    note: str = ""

    @property
    def uncounted(self) -> str:
        """Why people's hours come to nothing in a month, and the way out; "" where they count."""
        for text in (self.needed, self.there, self.allocated):
            quantity = _read(text) if self.sort is MeansSort.HOURS else None
            if quantity and quantity.measure is not Measure.TIME:
                return f"“{text}” is no time: people's hours are written like 40 h per week."
            if quantity and quantity.times_a_year() is None:
                return f"“{text}” does not say in what time: write it like 40 h per week."
        return ""

    @property
    def short(self) -> Fraction | None:
        """How much is lacking, in the unit of what is needed; None where the two cannot be held against each other."""
        needed, there = _read(self.needed), _read(self.allocated or self.there)
        scale = _scale(needed, there) if needed and there else None
        if scale is None or needed is None or there is None or needed.amount is None or there.amount is None:
            return None
        return max(needed.amount.number - there.amount.number * scale, Fraction(0))

    @property
    def lacking(self) -> str:
        """How much is lacking, in words: "4 h per week"; "" where nothing is, or nobody can say."""
        needed, short = _read(self.needed), self.short
        if not short or needed is None or needed.amount is None:
            return ""
        hours = f"{float(short / 3600):.1f}".removesuffix(".0") + " h"
        amount = hours if needed.measure is Measure.TIME else said(short, needed.amount)
        return f"{amount} per {needed.per}" if needed.per else amount

    @property
    def hours_a_month(self) -> Fraction:
        """The hours of people's time it comes to in a month, none where it is not of their time."""
        said = _read(self.allocated or self.there or self.needed)
        if self.sort is not MeansSort.HOURS or said is None or said.measure is not Measure.TIME:
            return Fraction(0)
        yearly = said.times_a_year()
        return yearly[0] / 3600 / 12 if yearly else Fraction(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A check of a process that comes back, beside its review: how often, from which day on, how long it takes."""

    id: str
    name: str
    every: str = ""
    first: date | None = None
    from_date: bool = False
    minutes: int | None = None


def _scale(needed: Quantity, there: Quantity) -> Fraction | None:
    """By what the one is multiplied to be held against the other; None where they are not of one kind."""
    if needed.amount is None or there.amount is None or not is_alike(needed.amount, there.amount):
        return None
    periods = PERIODS.get(needed.per), PERIODS.get(there.per)
    if periods[0] is None or periods[1] is None:
        return Fraction(1) if needed.per == there.per else None
    return Fraction(periods[1], periods[0])


def _read(text: str) -> Quantity | None:
    try:
        return Quantity.read(text) if text else None
    except BadInput:
        return None
