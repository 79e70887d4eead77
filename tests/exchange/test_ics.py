"""Due dates as a calendar that other programs read: folded, escaped, each under an id that stays."""

from datetime import UTC, date, datetime

from workbench.domain.due import Due
from workbench.exchange import ics

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 41, tzinfo=UTC)


def lines(*items: Due) -> list[str]:
    data = ics.write(items, "a1b2", "Lakeside", TODAY, NOW)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    return data.decode().replace("\r\n ", "").split("\r\n")


def test_what_is_due_is_an_event_of_a_day_and_what_is_late_stands_on_today() -> None:
    told = lines(
        Due("review", "P7", "Examine", date(2026, 12, 31), "ana", "review"),
        Due("review", "P8", "Bill", date(2026, 1, 5), "ana", "review"),
        Due("needs an owner", "P9", "Hire", None, None, "gap"),
    )
    assert "DTSTART;VALUE=DATE:20261231" in told
    assert "DTEND;VALUE=DATE:20270101" in told
    assert told.count("DTSTART;VALUE=DATE:20261122") == 2
    assert "DTSTAMP:20261122T094100Z" in told
    assert (told[0], told[-2]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")


def test_an_event_keeps_its_id_when_it_is_written_again() -> None:
    one = Due("check: price", "P7", "Examine", TODAY, "ana", "review", "X1")
    later = Due("check: the price", "P7", "Examine", date(2027, 1, 1), "bo", "review", "X1")
    assert [line for line in lines(one) if line.startswith("UID")] == ["UID:a1b2-P7-review-X1@process-workbench"]
    assert [line for line in lines(later) if line.startswith("UID")] == ["UID:a1b2-P7-review-X1@process-workbench"]


def test_what_waits_in_one_handoff_with_two_people_is_two_events() -> None:
    told = lines(
        Due("take it over, from Pat", "P15", "Recall", TODAY, "mia", "handoff", "H7"),
        Due("hear what Mia told back", "P15", "Recall", TODAY, "pat", "handoff", "H7"),
    )
    assert len({line for line in told if line.startswith("UID")}) == 2


def test_no_name_breaks_a_line_or_a_value() -> None:
    name = "A, b; c\\d\r\nEND:VCALENDAR " + "é🦷" * 60
    told = lines(Due("review", "P7", name, TODAY, None, "review"))
    assert told.count("END:VCALENDAR") == 1
    (summary,) = [line for line in told if line.startswith("SUMMARY")]
    assert "A\\, b\\; c\\\\d" in summary
    assert "é🦷" * 60 in summary
