"""Journal entries keep their moment, come back in time, and say what they touch."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.journal import Entry, EntryKind, Share, Stance, Verdict, in_order, tags_in

DAY = date(2026, 10, 25)
DECIDED = Entry(id="E1", on=DAY, text="Said no.", kind=EntryKind.DECISION)


def entry(number: int, at: datetime | None = None, on: date = DAY) -> Entry:
    return Entry(id=f"E{number}", on=on, at=at, text="x")


def test_an_hour_that_comes_twice_gives_two_entries_in_their_order() -> None:
    summer, winter = timezone(timedelta(hours=2)), timezone(timedelta(hours=1))
    second = entry(1, datetime(2026, 10, 25, 2, 30, tzinfo=winter))
    first = entry(2, datetime(2026, 10, 25, 2, 30, tzinfo=summer))
    assert in_order([second, first]) == [first, second]


def test_two_entries_of_one_minute_stand_as_they_were_written() -> None:
    at = datetime(2026, 10, 25, 9, 41, tzinfo=UTC)
    assert [one.id for one in in_order([entry(10, at), entry(9, at)])] == ["E9", "E10"]


def test_an_entry_of_which_only_the_day_is_known_stands_at_the_beginning_of_it() -> None:
    known = entry(1, datetime(2026, 10, 25, 0, 1, tzinfo=UTC))
    assert in_order([known, entry(2), entry(3, on=DAY - timedelta(1))])[1].id == "E2"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# A heading\nand more", "A heading"),
        ("\n\n  plain\nmore", "plain"),
        ("## What happened?\nWe were late.", "We were late."),
        ("## Nothing below", "Nothing below"),
        ("#comfort-zone first", "#comfort-zone first"),
        ("#\n\nbelow", "#"),
        ("", ""),
    ],
)
def test_the_title_is_the_first_line_that_says_something(text: str, title: str) -> None:
    assert Entry(id="E1", on=DAY, text=text).title == title


def test_a_long_title_is_cut_between_words() -> None:
    assert Entry(id="E1", on=DAY, text="The price is said before the treatment").called(20) == "The price is said…"
    assert Entry(id="E1", on=DAY, text="x" * 30).called(20) == "x" * 19 + "…"
    assert Entry(id="E1", on=DAY, text="short").called(20) == "short"


@pytest.mark.parametrize(
    ("days", "look"),
    [(6, None), (7, "P1W"), (30, "P1W"), (31, "P1M"), (4000, "P6M")],
)
def test_a_decision_comes_back_once_for_the_latest_look_however_late(days: int, look: str | None) -> None:
    due = DECIDED.look_due(DAY + timedelta(days=days))
    assert (due[0] if due else None) == look


def test_a_note_never_comes_back() -> None:
    assert Entry(id="E1", on=DAY, text="x").look_due(date.max) is None


def test_a_look_that_was_given_is_due_no_more_and_the_next_one_is() -> None:
    seen = Entry(
        id="E1", on=DAY, text="x", kind=EntryKind.ACTION,
        verdicts=(Verdict(id="P1W", on=DAY + timedelta(8), stance=Stance.HOLDS),),
    )  # fmt: skip
    assert seen.look_due(DAY + timedelta(20)) is None
    assert seen.look_due(DAY + timedelta(40)) == ("P1M", date(2026, 11, 25))


def test_the_readers_are_those_with_whom_it_is_shared() -> None:
    assert Entry(id="E1", on=DAY, text="x", shared=(Share(id="zoe", since=DAY),)).readers == {"zoe"}


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Took it myself. #comfort-zone, #Prägung", {"comfort-zone", "Prägung"}),
        ("# A heading\n## another", set[str]()),
        ("issue #12, C#sharp, a&#x; url/#part, ##", set[str]()),
        ("```c\n#include <a>\n```\n#kept `#not`", {"kept"}),
        ("~~~\n#open fence", set[str]()),
    ],
)
def test_tags_stand_in_the_text_but_not_in_headings_numbers_and_code(text: str, tags: set[str]) -> None:
    assert tags_in(text) == tags


@given(st.text(max_size=300))
def test_tags_are_found_in_any_text(text: str) -> None:
    assert all(f"#{tag}" in text for tag in tags_in(text))
