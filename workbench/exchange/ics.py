"""Due dates as a calendar (RFC 5545): one day-long event each, under an id that stays when it is written again."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from workbench.domain.due import Due
from workbench.domain.text import printable

_LONGEST = 75


def write(items: Iterable[Due], store: str, name: str, today: date, moment: datetime) -> bytes:
    """The calendar of what is due; what has no day, and what is overdue, stands on today."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//process-workbench//EN", f"X-WR-CALNAME:{said(name)}"]
    stamp = moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    for item in items:
        day = max(item.on or today, today)
        side = item.whose if item.kind == "handoff" else None  # the two who hand over wait for each other at once
        lines += [
            "BEGIN:VEVENT",
            f"UID:{said('-'.join(filter(None, (store, item.record, item.kind, item.about, side))))}@process-workbench",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{_after(day):%Y%m%d}",
            f"SUMMARY:{said(f'{item.what} — {item.name} ({item.record})')}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(f"{folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def _after(day: date) -> date:
    return day if day == date.max else day + timedelta(days=1)


def said(text: str) -> str:
    """A text with nothing in it that ends a line or a value, or that a terminal could obey."""
    said = printable(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(" ".join(part.split("\r")) for part in said.split("\n"))


def folded(line: str) -> str:
    """The line in pieces of at most 75 bytes, as the format wants them; no character is parted."""
    pieces, piece, size = list[str](), "", 0
    for character in line:
        wide = len(character.encode("utf-8", "replace"))
        if size + wide > _LONGEST - (1 if pieces else 0):
            pieces.append(piece)
            piece, size = "", 0
        piece, size = piece + character, size + wide
    return "\r\n ".join([*pieces, piece])
