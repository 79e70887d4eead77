"""What people bring is seldom what a format says: it is read as far as it goes, and the rest named by its line."""

import json
from contextlib import suppress
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.errors import BadInput
from workbench.exchange import journal_formats
from workbench.exchange.journal_rows import Notebook
from workbench.exchange.moments import Moment, read_moment

TODAY = date(2026, 11, 22)


def read(text: str | bytes, name: str = "journal.jrnl") -> Notebook:
    return journal_formats.read(text.encode() if isinstance(text, str) else text, name, TODAY)


def test_a_day_that_cannot_be_is_that_of_the_entry_before_and_is_named() -> None:
    notebook = read("[2026-03-01 10:00] One\n\n[2026-13-01 10:00] Two\n\n[2026-02-30] Three\n")
    assert [row.entry.on for row in notebook.entries] == [date(2026, 3, 1)] * 3
    assert [row.entry.text for row in notebook.entries] == ["One", "Two", "Three"]
    assert notebook.notes == (
        "Line 3: “2026-13-01 10:00” is no day; the entry stands on 2026-03-01.",
        "Line 5: “2026-02-30” is no day; the entry stands on 2026-03-01.",
    )


def test_a_date_without_a_day_stands_on_the_first_and_is_named() -> None:
    notebook = read('[{"date": "2026-03", "text": "x"}, {"date": "1916", "text": "y"}, {"text": "z"}]', "x.json")
    assert [row.entry.on for row in notebook.entries] == [date(2026, 3, 1), date(1916, 1, 1), date(1916, 1, 1)]
    assert [note.partition(": ")[2] for note in notebook.notes] == [
        "“2026-03” names no day; the entry stands on 2026-03-01.",
        "“1916” names no day; the entry stands on 1916-01-01.",
        "no day is told; the entry stands on 1916-01-01.",
    ]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-03-01", Moment(date(2026, 3, 1))),
        ("2026/3/1 9:05", Moment(date(2026, 3, 1), datetime(2026, 3, 1, 9, 5))),
        ("2026-03-01 12:00 AM", Moment(date(2026, 3, 1), datetime(2026, 3, 1, 0, 0))),
        ("20260301T093000", Moment(date(2026, 3, 1), datetime(2026, 3, 1, 9, 30))),
        ("2026-03-01T09:30:00.123+02:00", Moment(date(2026, 3, 1), datetime.fromisoformat("2026-03-01T09:30+02:00"))),
        ("0000-01-01", None),
        ("2026-13-01", None),
        ("20261", None),
        ("someday", None),
    ],
)
def test_days_and_times_are_read_in_the_ways_that_programs_write_them(text: str, meant: Moment | None) -> None:
    assert read_moment(text) == meant


@pytest.mark.parametrize("time", ["26:00", "09:61", "13:00 PM", "10:00:99"])
def test_a_time_that_cannot_be_leaves_the_day(time: str) -> None:
    notebook = read(f"[2026-03-01 {time}] x\n")
    assert [(row.entry.on, row.entry.at) for row in notebook.entries] == [(date(2026, 3, 1), None)]
    assert "tells no time" in notebook.notes[0]


def test_words_before_the_first_day_are_an_entry_too() -> None:
    notebook = read("Loose words.\n\n[2026-03-01] One\n")
    assert [row.entry.text for row in notebook.entries] == ["Loose words.", "One"]
    assert notebook.notes == ("Line 1: no day is told; the entry stands on 2026-11-22.",)


def test_a_byte_order_mark_and_mixed_ends_of_lines_are_no_part_of_a_text() -> None:
    notebook = read(b"\xef\xbb\xbf[2026-03-01] One\r\ntwo\rthree\n\r\n[2026-03-02] Four\r\n")
    assert [row.entry.text for row in notebook.entries] == ["One\ntwo\nthree", "Four"]
    assert notebook.notes == ()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"[2026-03-01] x\ny \xff z\n", "Line 2 is not UTF-8: byte 18"),
        (b"[2026-03-01] x\n\ny\0z\n", "Line 3 holds a NUL"),
        (b"", "The file is empty"),
        (b"PK\x03\x04abc", "a ZIP archive"),
    ],
)
@pytest.mark.parametrize("name", ["x.jrnl", "x.json", "x.md", "x.ics"])
def test_what_is_no_text_is_refused_by_its_line(name: str, data: bytes, said: str) -> None:
    if data or name != "x.md":
        with pytest.raises(BadInput, match=said):
            read(data, name)


def test_a_page_that_is_no_text_is_refused_by_its_name() -> None:
    with pytest.raises(BadInput, match=r"b\.md: Line 1 is not UTF-8"):
        journal_formats.read_folder([("a.md", b"x"), ("b.md", b"\xff")], TODAY)


def test_what_is_no_page_is_named_and_left_out() -> None:
    notebook = journal_formats.read_folder([("a.png", None), ("b.md", b" \n"), ("2026-03-01.md", b"x")], TODAY)
    assert len(notebook.entries) == 1
    assert set(notebook.notes) == {
        "a.png: this is no Markdown; it was left out, and comes in by itself.",
        "b.md: the file is empty; it was left out.",
    }


def test_of_many_pages_one_without_a_day_is_no_entry_and_alone_it_is() -> None:
    many = journal_formats.read_folder([("README.md", b"About this."), ("2026-03-01.md", b"x")], TODAY)
    assert [row.entry.text for row in many.entries] == ["x"]
    assert many.notes == ("README.md: no day is told in it or in its name; it was left out, and comes in by itself.",)
    (row,) = journal_formats.read(b"About this.", "README.md", TODAY).entries
    assert row.entry.on == TODAY


@pytest.mark.parametrize(
    "page",
    [
        "---\nnothing here\n---\n\nx",
        "---\n\nA rule, and\n---\nanother: one",
        "---\ndate: 2026-01-01\nnever closed",
        "--- \nx",
    ],
)
def test_front_matter_that_is_none_is_text(page: str) -> None:
    (row,) = journal_formats.read_folder([("2026-03-01.md", page.encode())], TODAY).entries
    assert (row.entry.on, row.entry.text) == (date(2026, 3, 1), page.strip())


def test_what_is_no_field_and_no_value_of_one_is_named() -> None:
    notebook = read(
        '[{"date": "2026-03-01", "text": "x", "mood": 3, "kind": "dream", "energy": 9, "verdicts": "good"},\n'
        '{"date": "2026-03-01", "text": " "}]',
        "x.json",
    )
    assert len(notebook.entries) == 1
    assert notebook.notes == (
        "Line 1: “mood” is no field of an entry and was left out.",
        "Line 1: “dream” is no kind of entry (note, action, event, decision) and was left out.",
        "Line 1: the verdicts are not as they are in an export of the workbench and were left out.",
        "Line 1: “9” is no energy, which goes from 1 to 5, and was left out.",
        "Line 2: there are no words; it was left out.",
    )


def test_what_a_terminal_could_obey_is_left_out_and_named() -> None:
    notebook = read('[{"date": "2026-03-01", "text": "a\\u001b[2Jb"}]', "x.json")
    assert [row.entry.text for row in notebook.entries] == ["a[2Jb"]
    assert notebook.notes == ("Line 1: control characters were left out.",)


def test_every_other_character_comes_in_as_it_is() -> None:
    text = "\n  e\u0301, as it was typed \n\n"
    (row,) = read(json.dumps([{"date": "2026-03-01", "text": text}]), "x.json").entries
    assert row.entry.text == text


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("just words", "notes.xyz", "does not tell what it is"),
        ('{"date": 1,}', "x.json", "Line 1"),
        ("[1, 2]", "x.json", "no list of objects"),
        ('{"format": "workbench-journal", "version": 2, "entries": []}', "x.json", "newer workbench"),
        ("BEGIN:VCALENDAR\nBEGIN:VJOURNAL\nSUMMARY:x\n", "x.ics", "breaks off"),
    ],
)
def test_what_cannot_be_a_journal_is_refused_in_a_sentence(text: str, name: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        read(text, name)


_pieces = st.sampled_from(
    ["[2026-01-01] ", "[", "]", "{", "}", '"', ":", ",", "\n", "\r", "---", "date: ", "tags:\n - ", "BEGIN:VJOURNAL\n",
     "END:VJOURNAL\n", "DTSTART:2026", "\\", '"entries"', '"text"', '"date"', "@a", " *", "é", "\0", " "]
)  # fmt: skip


@pytest.mark.parametrize("format", [*journal_formats.IN, None])
@given(st.one_of(st.binary(max_size=60), st.lists(_pieces, max_size=30).map(lambda parts: "".join(parts).encode())))
def test_any_bytes_are_entries_or_a_sentence(format: str | None, data: bytes) -> None:
    with suppress(BadInput):
        notebook = journal_formats.read(data, "file", TODAY, format)
        assert all(row.entry.text for row in notebook.entries)
