"""Every text is cleaned in one place before it becomes part of a record."""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.errors import Refused
from workbench.domain.people import Customer, Person, Profile
from workbench.domain.process import Flow, Process
from workbench.domain.records import BODIES, LONGEST_LINE, revised, said
from workbench.domain.text import clean_body, clean_line

NAUGHTY = Path(__file__).parents[3] / "shared/data/naughty-strings/blns.json"
PROCESS = Process(id="P1", name="Bill it")
TEXTS = [field.name for field in fields(Process) if field.type is str and field.name not in ("id", "name")]


@given(st.text(max_size=200), st.sampled_from(TEXTS))
def test_any_text_in_any_field_is_kept_as_it_reads_clean(text: str, field: str) -> None:
    changed = revised(PROCESS, **{field: text})
    assert getattr(changed, field) == (clean_body(text) if field in BODIES else clean_line(text))
    assert revised(changed) == changed


@given(st.frozensets(st.text(max_size=20)))
def test_the_members_of_a_set_are_cleaned_and_empty_ones_left_out(tags: frozenset[str]) -> None:
    kept = revised(PROCESS, tags=tags).tags
    assert kept == {clean_line(tag) for tag in tags} - {""}


def test_the_name_of_what_comes_in_is_cleaned_too() -> None:
    changed = revised(PROCESS, inputs=(Flow(id="I1", name="signed\x1b[2J plan"),))
    assert changed.inputs[0].name == "signed[2J plan"


@pytest.mark.parametrize("name", ["", "   ", "\x00", "\x1b\x07", "\u2028", "\u202e\ud800", "\ufeff"])
@pytest.mark.parametrize("record", [PROCESS, Person(id="ana", name="Ana"), Customer(id="C1", name="Bob")])
def test_a_name_of_which_nothing_is_left_is_refused(record: Any, name: str) -> None:
    with pytest.raises(Refused, match="A name is needed"):
        revised(record, name=name)


def test_a_text_that_is_too_long_is_refused_with_both_numbers() -> None:
    with pytest.raises(Refused, match="The name is 10,000 characters long; 1,000 is the limit"):
        revised(PROCESS, name="x" * 10_000)
    assert len(revised(PROCESS, name="x" * LONGEST_LINE).name) == LONGEST_LINE


def test_a_change_leaves_all_other_fields_and_the_record_seen_as_they_are() -> None:
    changed = revised(PROCESS, purpose="To be paid")
    assert (changed.name, changed.purpose, PROCESS.purpose) == ("Bill it", "To be paid", "")


@pytest.mark.skipif(not NAUGHTY.exists(), reason=f"{NAUGHTY} is not here")
def test_every_naughty_string_that_says_something_can_be_a_name_and_a_description() -> None:
    strings: list[str] = json.loads(NAUGHTY.read_text(encoding="utf-8"))
    names = [text for text in strings if clean_line(text)]
    assert len(names) > 490
    for text in names:
        changed = revised(PROCESS, name=text, description=text)
        assert changed.name == clean_line(text)
        assert revised(changed) == changed


def test_a_field_is_said_with_spaces() -> None:
    assert said("next_review") == "next review"


def test_the_organization_needs_a_name_as_well() -> None:
    with pytest.raises(Refused):
        revised(Profile(name="Lakeside"), name="\t")
