"""Texts are found blind to case, accents and width."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.folding import fold, matches


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zoë Brückner", "zoe bruckner"),
        ("ŁUKASZ WÓJCIK", "lukasz wojcik"),
        ("Straße", "STRASSE"),
        ("Søren Ærø", "soren aero"),
        ("Đặng Thị Ngọc", "dang thi ngoc"),
        ("\uff26\uff55\uff4c\uff4c", "full"),
        ("\u0131s\u0131", "isi"),
        ("é", "e\u0301"),
        ("ﬁnd", "find"),
        ("\u0645\u06cc\u200c\u062e\u0648\u0631\u062f", "\u0645\u06cc\u062e\u0648\u0631\u062f"),
        ("tonight\u2060—don\u2019t self\u2010rule", "tonight—don't self-rule"),
        ("עִבְרִית", "עברית"),
        ("مُحَمَّد", "محمد"),
        ("\u03a3\u038a\u03a3\u03a5\u03a6\u039f\u03a3", "\u03c3\u03b9\u03c3\u03c5\u03c6\u03bf\u03c2"),
    ],
)
def test_texts_compare_alike_where_people_read_them_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text())
def test_a_text_compares_alike_in_each_of_its_unicode_forms(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@given(st.text(st.characters(max_codepoint=0x24F)))
def test_a_european_text_that_is_folded_stays_as_it_is(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_every_word_has_to_stand_somewhere_in_any_order() -> None:
    assert matches(["tooth", "rest"], "restore a tooth")
    assert not matches(["tooth", "pull"], "restore a tooth")
