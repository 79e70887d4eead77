"""Days and times as people and programs write them, told apart from what is none."""

import re
from datetime import UTC, date, datetime
from typing import NamedTuple

_written = re.compile(
    r"\s*(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?|(?P<close>\d{4}))?(?![\d-])"
    r"(?:(?:[T,]|\s)\s*(?P<hour>\d{1,2})[:.h]?(?P<minute>\d{2})(?:[:.]?(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<half>[AaPp]\.?[Mm]\.?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?\s*"
)


class Moment(NamedTuple):
    """A day, the moment of it where one is told, and what of it was not understood; `at` may be without an offset."""

    on: date
    at: datetime | None = None
    remark: str = ""


def read_moment(text: str) -> Moment | None:
    """The moment that a text means; None where it means no day at all.

    A month stands on its first day, a year on the first of January.
    """
    found = _written.fullmatch(text)
    if not found:
        return None
    month, day = (found["close"][:2], found["close"][2:]) if found["close"] else (found["month"], found["day"])
    try:
        on = date(int(found["year"]), int(month or 1), int(day or 1))
    except ValueError:
        return None
    remark = "" if day else f"“{text.strip()}” names no day; the entry stands on {on}"
    if not found["hour"]:
        return Moment(on, None, remark)
    try:
        return Moment(on, _at(on, found), remark)
    except ValueError:
        return Moment(on, None, f"“{text.strip()}” tells no time; the entry has its day only")


def _at(on: date, found: re.Match[str]) -> datetime:
    hour = int(found["hour"])
    if half := found["half"]:
        if not 1 <= hour <= 12:
            raise ValueError
        hour = hour % 12 + (12 if half[0] in "Pp" else 0)
    moment = datetime(on.year, on.month, on.day, hour, int(found["minute"]), int(found["second"] or 0))
    match found["zone"]:
        case None:
            return moment
        case "Z" | "UTC" | "GMT":
            return moment.replace(tzinfo=UTC)
        case zone:
            return datetime.fromisoformat(f"{moment.isoformat()}{zone[:3]}:{zone[-2:]}")
