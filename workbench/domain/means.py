"""What a process needs of people's time and of means, against what there is; and the checks that come back to it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from workbench.domain.amounts import Measure
from workbench.domain.errors import BadInput
from workbench.domain.quantities import Quantity
from workbench.domain.readings import said


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
    def short(self) -> Fraction | None:
        """How much is lacking, in the unit of what is needed; None where the two cannot be held against each other."""
        needed, there = _read(self.needed), _read(self.allocated or self.there)
        if needed is None or there is None or needed.amount is None or there.amount is None:
            return None
        if needed.measure is not there.measure or needed.per != there.per:
            return None
        if needed.measure is not Measure.TIME and needed.amount.unit != there.amount.unit:
            return None
        return max(needed.amount.number - there.amount.number, Fraction(0))

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


def _read(text: str) -> Quantity | None:
    try:
        return Quantity.read(text) if text else None
    except BadInput:
        return None
