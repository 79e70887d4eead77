"""Intervals between looks, in days, weeks, months or years."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from workbench.domain.errors import BadInput

_written = re.compile(r"\s*P?\s*(\d{1,4})\s*(d|w|m|y)[a-z]*\s*", re.IGNORECASE)
_WORDS = {"D": "day", "W": "week", "M": "month", "Y": "year"}


@dataclass(frozen=True, slots=True)
class Interval:
    """A length of calendar time, written in ISO 8601 as P14D, P2W, P6M or P1Y."""

    number: int
    unit: str

    @classmethod
    def read(cls, text: str) -> "Interval":
        """The interval that a person wrote: "P6M", "6 months", "2w". Raises BadInput."""
        found = _written.fullmatch(text)
        if not found or int(found[1]) == 0:
            raise BadInput(f"“{text}” is no interval. Write it like 6 months, 2 weeks or P6M.")
        return cls(int(found[1]), found[2].upper())

    def after(self, day: date) -> date:
        """The day this long after `day`; a month without that day gives its last day (31 Jan + 1 month = 28 Feb)."""
        if self.unit in "DW":
            return day + timedelta(days=self.number * (7 if self.unit == "W" else 1))
        months = day.year * 12 + day.month - 1 + self.number * (12 if self.unit == "Y" else 1)
        year, month = months // 12, months % 12 + 1
        return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))

    def __str__(self) -> str:
        return f"P{self.number}{self.unit}"

    def in_words(self) -> str:
        """The interval as it is said: "6 months"."""
        return f"{self.number} {_WORDS[self.unit]}{'s' if self.number > 1 else ''}"


def read_date(text: str) -> date:
    """The day that a person wrote as 2026-11-22. Raises BadInput."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise BadInput(f"“{text}” is no day. Write it like 2026-11-22.") from None
