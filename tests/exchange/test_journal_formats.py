"""A journal that is written out comes back as it was, in every format, as far as the format can hold it."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.domain.commitments import Commitment, CommitmentState, Harder
from workbench.domain.errors import BadInput
from workbench.domain.journal import Entry, EntryKind, Reply, Stance, Verdict
from workbench.domain.text import clean_body, printable
from workbench.exchange import journal_formats
from workbench.exchange.journal_formats import Belongings
from workbench.exchange.journal_markdown import name_of
from workbench.exchange.journal_rows import Notebook

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 41, tzinfo=UTC)
HERE = timezone(timedelta(hours=-5))
KINDS = ("markdown", "json", "jrnl", "jrnl-json", "ics")
WHOLE = ("markdown", "json", "ics")

FULL = Entry(
    id="E7", on=date(2026, 3, 1), at=datetime(2026, 3, 1, 23, 30, tzinfo=HERE), text="# Said no\n\n- kindly; or, so\\n",
    kind=EntryKind.DECISION, template="growth", lenses=frozenset({"reflection"}), tags=frozenset({"pricing", "čas"}),
    star=True, energy=4, complexity=2, process="P7", version="V2", about=frozenset({"F1", "zoe"}),
    with_whom=frozenset({"zoe", "Dr. No"}), reconsiders="E2",
    verdicts=(Verdict(id="P1W", on=date(2026, 3, 9), stance=Stance.PARTLY, text="Too\ncurt."),),
    replies=(Reply(id="A1", by="zoe", at=NOW, text="Indeed: “so”."),),
)  # fmt: skip


def an_entry(text: str, **values: object) -> Entry:
    return replace(Entry(id="E1", on=TODAY, text=text), **values)  # type: ignore[arg-type]


def trip(kind: str, entries: Sequence[Entry], commitments: Sequence[Commitment] = ()) -> Notebook:
    """What comes back of a journal that was written in a format."""
    whole = Belongings("a1b2/ana", entries, commitments, ())
    if kind == "markdown":
        return journal_formats.read_folder(list(journal_formats.pages(whole)), TODAY)
    return journal_formats.read(journal_formats.write(kind, whole, NOW), "x", TODAY, kind)


@pytest.mark.parametrize("kind", WHOLE)
def test_everything_that_an_entry_says_comes_back(kind: str) -> None:
    notebook = trip(kind, [FULL])
    assert [row.entry for row in notebook.entries] == [FULL]
    assert [row.origin for row in notebook.entries] == ["a1b2/ana"]
    assert notebook.notes == ()


@pytest.mark.parametrize("kind", ["jrnl", "jrnl-json"])
def test_what_jrnl_knows_of_an_entry_comes_back(kind: str) -> None:
    (row,) = trip(kind, [FULL]).entries
    assert (row.entry.text, row.entry.on, row.entry.tags, row.entry.star) == (FULL.text, FULL.on, FULL.tags, True)
    assert row.entry.at == datetime(2026, 3, 1, 23, 30)


def test_commitments_come_back_with_what_became_of_them() -> None:
    kept = Commitment(
        id="K2", on=TODAY, name="Lead it", harder=frozenset({Harder.MASTERY}), why="Never\ndid.", difficulty=4,
        until=TODAY, support=frozenset({"zoe"}), process="P7", state=CommitmentState.KEPT, word="Did.", ended=TODAY,
        follows="K1",
    )  # fmt: skip
    assert trip("json", [], [kept]).commitments == [kept]


_texts = st.lists(
    st.one_of(
        st.text(st.sampled_from(list("\\`*_[](){}<>&;#@'\"=+-.:,~|! 1aé\u0301\u3000\u05d0\u200f🦷")), max_size=14),
        st.text(max_size=14),
        st.sampled_from(
            ["---", "[2026-01-02 10:00] x", "\\[2026-01-02] y", "@a @b", "kind: note", "END:VJOURNAL", " *", "\\*"]
        ),
    ),
    min_size=1, max_size=6,
).map(lambda lines: printable("\n".join(lines))).filter(str.strip)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=80)
@given(st.lists(st.tuples(_texts, st.booleans()), min_size=1, max_size=3))
def test_no_character_of_any_text_is_lost(kind: str, told: list[tuple[str, bool]]) -> None:
    if kind not in WHOLE:  # jrnl keeps no white space around an entry
        told = [(clean_body(text), star) for text, star in told]
    entries = [an_entry(text, id=f"E{number}", star=star) for number, (text, star) in enumerate(told, 1)]
    notebook = trip(kind, entries)
    assert [(row.entry.text, row.entry.star) for row in notebook.entries] == told
    assert notebook.notes == ()


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_that_is_written_out_can_be_obeyed_by_a_terminal(kind: str) -> None:
    entry = an_entry("a\x1b]0;x\x07b\u202ec", tags=frozenset({"t\x1b[2J"}))
    whole = Belongings("a1b2/ana", [entry], (), ())
    pages = journal_formats.pages(whole) if kind == "markdown" else [("", journal_formats.write(kind, whole, NOW))]
    for name, data in pages:
        assert not {"\x1b", "\x07", "\u202e"} & {*name, *data.decode()}


def test_the_files_of_a_folder_have_names_that_every_file_system_takes() -> None:
    names = [
        name_of(an_entry(text, id=f"E{number}"))
        for number, text in enumerate(
            ["../../etc/passwd", "CON", "Ça va: <so> \\ so?", "漢字", "a" * 300, "  .", "x\0y"]
        )
    ]
    assert names[0] == "2026-11-22-e0-etc-passwd.md"
    assert names[3] == "2026-11-22-e3.md"
    assert all(name.isascii() and set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.") for name in names)
    assert max(map(len, names)) < 70


def test_a_file_of_jrnl_is_read_as_jrnl_reads_it() -> None:
    text = (
        "[2026-03-01 09:41:07 PM] A title. *\nBody with @work and\n[a link] here.\n\n[2026-03-02 07:05] Only a title\n"
    )
    first, second = (row.entry for row in journal_formats.read(text.encode(), "journal.txt", TODAY).entries)
    assert (first.at, first.star, first.tags) == (datetime(2026, 3, 1, 21, 41, 7), True, frozenset({"work"}))
    assert first.text == "A title.\nBody with @work and\n[a link] here."
    assert (second.text, second.at, second.star) == ("Only a title", datetime(2026, 3, 2, 7, 5), False)


def test_the_json_of_jrnl_is_written_with_its_names() -> None:
    whole = Belongings("a1b2/ana", [FULL], (), ())
    document = json.loads(journal_formats.write("jrnl-json", whole, NOW))
    assert document["tags"] == {"@pricing": 1, "@čas": 1}
    assert document["entries"] == [
        {
            "title": "# Said no", "body": "\n- kindly; or, so\\n", "date": "2026-03-01", "time": "23:30",
            "tags": ["@pricing", "@čas"], "starred": True,
        }
    ]  # fmt: skip


def test_the_line_of_tags_that_jrnl_keeps_below_the_words_is_no_part_of_them() -> None:
    theirs = (
        b'{"tags": {}, "entries": [{"title": "Wet.", "body": "All day.\\n\\n@rain", "date": "2026-03-01", "tags": []}]}'
    )
    (row,) = journal_formats.read(theirs, "x.json", TODAY).entries
    assert (row.entry.text, row.entry.tags) == ("Wet.\nAll day.", frozenset({"rain"}))


def test_a_calendar_holds_journal_entries_folded_and_under_ids_that_stay() -> None:
    data = journal_formats.write("ics", Belongings("a1b2/ana", [FULL], (), ()), NOW)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    lines = data.decode().replace("\r\n ", "").split("\r\n")
    assert "UID:a1b2-ana-E7@process-workbench" in lines
    assert "DTSTART:20260302T043000Z" in lines
    assert "DESCRIPTION:# Said no\\n\\n- kindly\\; or\\, so\\\\n" in lines
    assert "CATEGORIES:pricing,čas" in lines


def test_a_calendar_of_another_program_is_read_and_the_rest_of_it_named() -> None:
    text = (
        "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nSUMMARY:Lunch\nEND:VEVENT\nBEGIN:VJOURNAL\nUID:1\n"
        "DTSTART;TZID=Europe/Berlin:20260301T093000\nSUMMARY;LANGUAGE=en:Rain\n"
        "DESCRIPTION:Wet\\, cold\\n and\n  long.\n"
        "CATEGORIES:a,b c\nATTENDEE:mailto:x@y\nEND:VJOURNAL\nEND:VCALENDAR\n"
    )
    notebook = journal_formats.read(text.encode(), "x.ics", TODAY)
    (row,) = notebook.entries
    assert (row.where, row.entry.text) == (6, "Rain\nWet, cold\n and long.")
    assert (row.entry.at, row.entry.tags) == (datetime(2026, 3, 1, 9, 30), frozenset({"a", "b-c"}))
    assert [note.partition(":")[0] for note in notebook.notes] == ["Line 3", "Line 8", "Line 13"]


def test_front_matter_of_others_gives_what_it_says_and_loses_nothing() -> None:
    page = (
        "---\ntitle: 'It''s wet'\ndate: 2026-03-01 09:30 # morning\ntags:\n  - rain\n  - \"two words\"\n"
        "mood: grey\ncategories: [out, in]\n---\n\nWet.\n"
    )
    notebook = journal_formats.read_folder([("a.md", page.encode())], TODAY)
    (row,) = notebook.entries
    assert row.entry.at == datetime(2026, 3, 1, 9, 30)
    assert row.entry.tags == {"rain", "two-words", "out", "in"}
    assert row.entry.text == "It's wet\n---\nmood: grey\n---\n\nWet."
    assert notebook.notes == ("a.md: lines above the text are no fields of an entry; they stand at the top of it.",)


@pytest.mark.parametrize("name", ["2026-03-01.md", "2026/03/01.md", "2026/2026-3-1 rain.md", "notes/2026/03-01.md"])
def test_the_day_of_a_page_may_stand_in_its_name(name: str) -> None:
    (row,) = journal_formats.read_folder([(name, b"Wet.\n")], TODAY).entries
    assert (row.entry.on, row.entry.text) == (date(2026, 3, 1), "Wet.")


def test_lists_of_objects_and_one_object_a_line_are_read() -> None:
    quit = b'{"date": "2026-03-01", "topic": "vim", "title": "Quit", "text": "# Quit\\n\\n:q"}'
    lines = quit + b'\n\n{"day": "2026-3-2", "note": "x"}\n'
    as_lines = journal_formats.read(lines, "til.jsonl", TODAY).entries
    as_list = journal_formats.read(b"[" + lines.replace(b"\n\n", b",\n") + b"]", "til.json", TODAY).entries
    assert [row.entry for row in as_lines] == [row.entry for row in as_list]
    assert [(row.where, row.entry.on) for row in as_lines] == [(1, date(2026, 3, 1)), (3, date(2026, 3, 2))]
    assert (as_lines[0].entry.text, as_lines[0].entry.tags) == ("# Quit\n\n:q", frozenset({"vim"}))


PAGE = """<!DOCTYPE html><html><head><title>Mine</title><style>p {}</style></head><body><h1>A diary</h1>
<article><h2>Mon &amp; Tue</h2><time datetime="2026-03-04T09:10">4 March</time><p>One<br>two&nbsp;three <b>b</b></p>
<p>[red]x</p></article>
<article><p>Later the <time>same</time>
day</p><script>alert(1)</script></article><section><p> </p>
"""


def test_a_page_holds_an_entry_in_every_section_as_a_browser_shows_its_words() -> None:
    read = journal_formats.read(PAGE.encode(), "page", TODAY)
    assert [(row.where, row.entry.on, row.entry.text) for row in read.entries] == [
        (2, date(2026, 3, 4), "Mon & Tue\n\n4 March\n\nOne\ntwo\xa0three b\n\n[red]x"),
        (4, date(2026, 3, 4), "Later the same day"),
    ]
    assert read.notes == (
        "Line 1: what stands around the entries was left out.",
        "Line 4: no day is told; the entry stands on 2026-03-04.",
        "Line 5: there are no words; it was left out.",
    )


def test_a_page_without_sections_is_one_entry_and_one_without_a_day_is_none() -> None:
    one = b"<html><body><p><time datetime='2026-03-04'>4 March</time> Only one.</p></body></html>"
    assert [row.entry.text for row in journal_formats.read(one, "x.html", TODAY).entries] == ["4 March Only one."]
    with pytest.raises(BadInput, match="No entry stands on this page"):
        journal_formats.read(b"<html><body><p>Hello.</p></body></html>", "x.html", TODAY)
