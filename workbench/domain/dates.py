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
    """The day that a person wrote in figures, like 2026-11-22 or 22.11.2026. Raises BadInput."""
    if day := _in_figures(text.strip()):
        return day
    raise BadInput(f"“{text}” is no day. Write it like 2026-11-22.")


def _in_figures(said: str) -> date | None:
    """The day in figures; between points the day stands before its month. Raises BadInput where two may be meant."""
    try:
        return date.fromisoformat(said)
    except ValueError:
        found = _YEAR_LAST.fullmatch(said)
    if not found:
        return None
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    days = {_day_of(year, second, first), None if found[2] == "." else _day_of(year, first, second)}
    may_be = sorted(day for day in days if day)
    if len(may_be) > 1:
        raise BadInput(f"“{said}” may be {may_be[0]} or {may_be[1]}: write the one that is meant.")
    return may_be[0] if may_be else None


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
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_OF_MONTH = re.compile(
    r"(?:(?P<day>\d{1,2})\.?\s*(?P<month>[a-z]{3,})|(?P<first>[a-z]{3,})\.?\s*(?P<second>\d{1,2}))"
    r"(?:,?\s+(?P<year>\d{4}))?",
    re.ASCII,
)
_YEAR_LAST = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})", re.ASCII)
_LEAP_YEARS = 9


def kept_day(text: str, today: date, is_past: bool = False) -> str:
    """The day that a person wrote as it is kept, 2026-11-22; "" for none. Raises BadInput."""
    return str(read_day(text, today, is_past)) if text.strip() else ""


def read_day(text: str, today: date, is_past: bool = False) -> date:
    """The day that a person wrote: 22.11.2026, today, tomorrow, fri, 1 oct, +2w, +3 months. Raises BadInput.

    Of a day that is named without its year the next one is meant, or the last one where it `is_past`.
    """
    said = text.strip().lower()
    if said in _NEAR:
        return today + timedelta(days=_NEAR[said])
    if len(said) > 2 and (named := [name for name in _DAYS if name.startswith(said)]):
        ahead = (_DAYS.index(named[0]) - today.weekday()) % 7
        return today + timedelta(days=ahead - 7 if is_past else ahead or 7)
    if said[:1] in ("+", "-"):
        return Interval.read(said[1:]).after(today, 1 if said[0] == "+" else -1)
    if day := _of_month(said, today, is_past) or _in_figures(said):
        return day
    raise BadInput(f"“{text}” is no day. Write it like 2026-11-22, fri, 1 oct, yesterday, +2w or -3m.")


def _of_month(said: str, today: date, is_past: bool) -> date | None:
    """A day and a month in words, in either order, with its year or without: 1 oct, October 1, 1 oct 2026."""
    found = _OF_MONTH.fullmatch(said)
    named = found["month"] or found["first"] if found else ""
    months = [number for number, name in enumerate(_MONTHS, 1) if named and name.startswith(named)]
    if not found or not months:
        return None
    step = -1 if is_past else 1
    years = [int(found["year"])] if found["year"] else [today.year + step * one for one in range(_LEAP_YEARS)]
    days = (_day_of(year, months[0], int(found["day"] or found["second"])) for year in years)
    is_meant = (day for day in days if day and (found["year"] or (day <= today if is_past else day >= today)))
    return next(is_meant, None)


def _day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
