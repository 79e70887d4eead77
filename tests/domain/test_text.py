"""What is kept of the text that people type, and what is dropped."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.text import clean_body, clean_line, natural, printable

NAUGHTY = Path(__file__).parents[3] / "shared/data/naughty-strings/blns.json"
CODES = st.one_of(
    st.text(), st.text(st.characters()), st.text(st.sampled_from("a e\u0301\u0300\r\n\t\x1b\x9b\u202e\ud800\u2028"))
)


@given(CODES)
def test_cleaning_a_clean_line_changes_nothing(text: str) -> None:
    assert clean_line(clean_line(text)) == clean_line(text)


@given(CODES)
def test_cleaning_a_clean_body_changes_nothing(text: str) -> None:
    assert clean_body(clean_body(text)) == clean_body(text)


@given(CODES)
def test_a_line_is_one_line_that_can_be_written_as_utf8(text: str) -> None:
    line = clean_line(text)
    assert len(line.splitlines()) <= 1
    assert line == line.strip()
    assert unicodedata.is_normalized("NFC", line)
    line.encode()


@given(CODES)
def test_nothing_that_a_terminal_obeys_is_left(text: str) -> None:
    for cleaned in (clean_line(text), clean_body(text), printable(text)):
        obeyed = {c for c in cleaned if unicodedata.category(c) in ("Cc", "Cs")} - {"\n", "\t"}
        assert not obeyed
        assert not any("\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069" for c in cleaned)


@given(st.text(st.characters(categories=["L", "N", "P", "S"])))
def test_letters_figures_and_signs_of_every_script_are_kept(text: str) -> None:
    assert clean_line(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Bill it \n", "Bill it"),
        ("one\ntwo\r\nthree", "one two three"),
        ("tab\there", "tab here"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("\x9b31mred", "31mred"),
        ("\x1b]52;c;aGk=\x07", "]52;c;aGk="),
        ("e\u0301", "é"),
        ("\u202egnp.exe", "gnp.exe"),
        ("\ufeffname", "name"),
        ("nul\x00byte", "nulbyte"),
        ("half \ud83d of a pair", "half  of a pair"),
        ("👩‍👩‍👧 family", "👩‍👩‍👧 family"),
        ("שלום", "שלום"),
        ("\u2028", ""),
    ],
)
def test_a_line_keeps_what_is_read_and_drops_what_is_obeyed(typed: str, kept: str) -> None:
    assert clean_line(typed) == kept


def test_a_body_keeps_its_lines_and_tabs() -> None:
    assert clean_body("\n one\r\n\ttwo\rthree\u2028four\x1b[1m \n") == "one\n\ttwo\nthree\nfour[1m"


@pytest.mark.skipif(not NAUGHTY.exists(), reason=f"{NAUGHTY} is not here")
def test_the_naughty_strings_are_the_same_after_a_second_cleaning() -> None:
    strings: list[str] = json.loads(NAUGHTY.read_text(encoding="utf-8"))
    assert len(strings) == 515
    for text in strings:
        assert clean_line(clean_line(text)) == clean_line(text)
        assert clean_body(clean_body(text)) == clean_body(text)
        assert printable(clean_body(text)) == clean_body(text)


def test_figures_in_a_text_are_sorted_by_their_value_and_behind_letters() -> None:
    codes = ["1.10", "1.9", "P10", "P9", "ac-2.1", "ac-2.10", "ac-2.2", "1", "GRM.010.020", "", "1.9.1"]
    assert sorted(codes, key=natural) == [
        "", "GRM.010.020", "P9", "P10", "ac-2.1", "ac-2.2", "ac-2.10", "1", "1.9", "1.9.1", "1.10",
    ]  # fmt: skip


@given(st.lists(st.text(max_size=50)))
def test_any_texts_can_be_sorted_by_their_figures(texts: list[str]) -> None:
    assert sorted(sorted(texts, key=natural), key=natural) == sorted(texts, key=natural)
