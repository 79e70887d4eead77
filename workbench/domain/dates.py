"""Intervals between looks, in days, weeks, months or years."""

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from workbench.domain.errors import BadInput, count

_written = re.compile(r"\s*P?\s*(\d{1,4})\s*(d|days?|w|weeks?|m|months?|y|years?)\s*", re.IGNORECASE)
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
        return cls(int(found[1]), found[2][0].upper())

    def after(self, day: date, times: int = 1) -> date:
        """The day so many times this long after `day`, -1 before it.

        A month without that day gives its last day (31 Jan + 1 month = 28 Feb). The calendar ends with the
        year 9999, and so does every interval.
        """
        if self.unit in "DW":
            days = self.number * (7 if self.unit == "W" else 1) * times
            return day + timedelta(days=max(min(days, (date.max - day).days), (date.min - day).days))
        months = day.year * 12 + day.month - 1 + self.number * (12 if self.unit == "Y" else 1) * times
        year, month = months // 12, months % 12 + 1
        if not date.min.year <= year <= date.max.year:
            return date.max if times > 0 else date.min
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


def ago(then: datetime, now: datetime) -> str:
    """How long ago a moment was, in one number: "just now", "5 minutes ago", "3 days ago"."""
    seconds = int((now - then).total_seconds())
    for length, word in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= length:
            return f"{count(seconds // length, word)} ago"
    return "just now"


def end_of(day: date) -> datetime:
    """The last moment of a day where the person sits."""
    moment = datetime(day.year, day.month, day.day, 23, 59, 59)
    try:
        return moment.astimezone()
    except (OverflowError, ValueError):  # at the ends of the calendar
        return moment.replace(tzinfo=UTC)


def when(moment: datetime, today: date) -> str:
    """A moment as it is said where the person sits: 09:41 today, 20 Nov 17:40, 20 Nov 2025."""
    local = moment.astimezone()
    if local.date() == today:
        return f"{local:%H:%M}"
    return f"{local.day} {local:%b %H:%M}" if local.year == today.year else f"{local.day} {local:%b %Y}"


_NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def kept_day(text: str, today: date) -> str:
    """The day that a person wrote as it is kept, 2026-11-22; "" for none. Raises BadInput."""
    return str(read_day(text, today)) if text.strip() else ""


def read_day(text: str, today: date) -> date:
    """The day that a person wrote: 2026-11-22, today, tomorrow, fri, +2w, +3 months. Raises BadInput."""
    said = text.strip().lower()
    if said in _NEAR:
        return today + timedelta(days=_NEAR[said])
    if len(said) > 2 and (named := [name for name in _DAYS if name.startswith(said)]):
        return today + timedelta(days=(_DAYS.index(named[0]) - today.weekday() - 1) % 7 + 1)
    if said[:1] in ("+", "-"):
        return Interval.read(said[1:]).after(today, 1 if said[0] == "+" else -1)
    try:
        return read_date(said)
    except BadInput:
        raise BadInput(f"“{text}” is no day. Write it like 2026-11-22, fri, yesterday, +2w or -3m.") from None
