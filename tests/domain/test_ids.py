"""Ids are short, and safe in a shell and in a file name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.ids import handle_for, is_handle, number_of, table_of


@pytest.mark.parametrize(
    ("record", "table"),
    [
        ("P7", "processes"),
        ("C4", "customers"),
        ("organization", "organization"),
        ("ana", "people"),
        ("person-12", "people"),
        ("P0", None),
        ("P07", None),
        ("P\u0661", None),
        ("X7", None),
        ("Ana", None),
        ("", None),
        ("../ana", None),
        ("-ana", None),
        ("ana-", None),
    ],
)
def test_an_id_says_in_which_table_its_record_stands(record: str, table: str | None) -> None:
    assert table_of(record) == table


def test_a_numbered_id_has_a_prefix_and_a_number() -> None:
    assert number_of("P12") == ("P", 12)
    assert number_of("ana") is None


@pytest.mark.parametrize(
    ("name", "handle"),
    [
        ("Ana Lima", "ana"),
        ("Dr. Chidi Okafor", "chidi"),
        ("Prof. Dr. Zoë Brückner", "zoe"),
        ("Łukasz Wójcik", "lukasz"),
        ("田中 結衣", ""),
        ("", ""),
        ("Wolfeschlegelsteinhausenbergerdorff", "wolfeschlegelsteinha"),
        ("Organization Office", "office"),
        ("Organization", ""),
        ("007", ""),
    ],
)
def test_a_handle_is_made_from_the_first_name(name: str, handle: str) -> None:
    assert handle_for(name) == handle


@given(st.text())
def test_whatever_is_made_of_a_name_is_a_handle_or_nothing(name: str) -> None:
    made = handle_for(name)
    assert not made or is_handle(made)
