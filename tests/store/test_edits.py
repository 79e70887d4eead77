"""Laws of the edits: what makes one document of another, what carries it out, what takes it back."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.store.edits import (
    Doc,
    Edits,
    Tables,
    apply,
    conflicts,
    diff,
    diff_tables,
    inverse,
    no_tables,
    taking_effect,
    touched,
    value_at,
)
from workbench.store.errors import Conflict

texts = st.text(max_size=6).filter(bool)
sets = st.lists(texts, min_size=1, max_size=3, unique=True).map(sorted)
values = texts | st.integers() | st.just(True)
fields = st.sampled_from(["name", "code", "owner", "rank"])
set_fields = st.sampled_from(["tags", "performers"])
part_fields = st.sampled_from(["inputs", "outputs"])
small = st.dictionaries(fields, values, min_size=1, max_size=3)
parts = st.dictionaries(st.sampled_from(["O1", "O2", "O3"]), small, min_size=1, max_size=3)


@st.composite
def documents(draw: st.DrawFn) -> Doc:
    return {
        **draw(small),
        **draw(st.dictionaries(set_fields, sets, max_size=2)),
        **draw(st.dictionaries(part_fields, parts, max_size=2)),
    }


records = st.sampled_from(["P1", "P2", "ana", "C1", "organization"])
TABLE_OF = {"P1": "processes", "P2": "processes", "ana": "people", "C1": "customers", "organization": "organization"}


@st.composite
def tables(draw: st.DrawFn) -> Tables:
    made = no_tables()
    for record, doc in draw(st.dictionaries(records, documents(), max_size=5)).items():
        made[TABLE_OF[record]][record] = doc
    return made


@given(tables(), tables())
def test_what_differs_makes_one_state_of_the_other_and_its_inverse_the_one_of_the_other(
    before: Tables, after: Tables
) -> None:
    edits = diff_tables(before, after)
    stands = deepcopy(before)
    assert conflicts(stands, edits) == []
    apply(stands, edits)
    assert stands == after
    apply(stands, inverse(edits))
    assert stands == before


@given(documents())
def test_nothing_differs_between_a_document_and_itself(doc: Doc) -> None:
    assert diff("P1", doc, deepcopy(doc)) == {}
    assert diff("P1", None, None) == {}


@given(tables(), tables())
def test_the_documents_that_stood_there_are_left_as_they_were(before: Tables, after: Tables) -> None:
    held = {record: doc for table in before.values() for record, doc in table.items()}
    kept = deepcopy(held)
    apply(before, diff_tables(before, after))
    assert held == kept


@given(documents(), documents(), documents())
def test_changes_that_touch_no_common_path_merge_in_any_order(base: Doc, one: Doc, other: Doc) -> None:
    mine, theirs = diff("P1", base, one), diff("P1", base, other)
    mine = {path: values for path, values in mine.items() if not _meet(path, theirs)}
    results: list[Tables] = []
    for first, second in ((mine, theirs), (theirs, mine)):
        stands: Tables = {**no_tables(), "processes": {"P1": base}}
        apply(stands, first)
        if lost := conflicts(stands, second):  # the record, or the part, went empty on the way
            assert all(conflict.now is None for conflict in lost)
            return
        apply(stands, second)
        results.append(stands)
    assert results[0] == results[1]


def _meet(path: str, others: dict[str, list[Any]]) -> bool:
    bare = path.rstrip("+-") + "."
    return any(
        bare.startswith(other.rstrip("+-") + ".") or f"{other.rstrip('+-')}.".startswith(bare) for other in others
    )


@given(tables(), tables(), tables())
def test_what_takes_effect_does_the_same_and_can_be_taken_back_exactly(
    seen: Tables, wanted: Tables, stands: Tables
) -> None:
    sets_only = {path: values for path, values in diff_tables(seen, wanted).items() if path[-1] in "+-"}
    reachable = {path: values for path, values in sets_only.items() if value_at(stands, path.partition(".")[0])}
    real = taking_effect(stands, reachable)
    plain, exact = deepcopy(stands), deepcopy(stands)
    apply(plain, reachable)
    apply(exact, real)
    assert plain == exact
    if set(exact["processes"]) == set(stands["processes"]) and all(
        exact[table].keys() == stands[table].keys() for table in stands
    ):
        apply(exact, inverse(real))
        assert exact == stands


def test_a_value_that_is_no_longer_the_one_that_was_seen_is_a_conflict_with_all_three() -> None:
    stands: Tables = {**no_tables(), "processes": {"P1": {"name": "Inspect", "inside": False, "tags": ["a"]}}}
    edits: Edits = {"P1.name": ["Examine", "Look"], "P1.tags+": ["b"], "P1.inside": [None, True]}
    found = conflicts(stands, edits)
    assert found == [Conflict("P1.name", "Examine", "Inspect", "Look")]


def test_a_change_in_a_record_or_a_part_that_has_gone_is_a_conflict() -> None:
    stands: Tables = {**no_tables(), "processes": {"P1": {"name": "Examine"}}}
    edits: Edits = {
        "P2.tags+": ["new"],
        "P1.outputs.O1.name": ["Set", "Clean set"],
        "P1.outputs.O2": [None, {"name": "Bill"}],
    }
    assert [conflict.path for conflict in conflicts(stands, edits)] == ["P2.tags+", "P1.outputs.O1.name"]


@pytest.mark.parametrize(
    "edits",
    [
        {"P1.name": ["Examine", "Look"], "X7.name": [None, "Lost"]},
        {"P1.name": ["Examine", "Look"], "P1.name.first": [None, "Lost"]},
        {"P1.name": ["Examine", "Look"], "P1.tags+": [["a list"]]},
    ],
)
def test_edits_of_which_one_cannot_be_carried_out_change_nothing(edits: dict[str, list[Any]]) -> None:
    stands: Tables = {**no_tables(), "processes": {"P1": {"name": "Examine"}}}
    with pytest.raises((KeyError, TypeError)):
        apply(stands, edits)
    assert stands["processes"] == {"P1": {"name": "Examine"}}


def test_a_list_that_is_no_set_of_texts_is_a_value_like_any_other() -> None:
    before, after = {"name": "Examine", "notes": [{"a": 1}]}, {"name": "Examine", "notes": [{"a": 2}, 3]}
    assert diff("P1", before, after) == {"P1.notes": [[{"a": 1}], [{"a": 2}, 3]]}


def test_the_records_that_edits_touch_are_named_once() -> None:
    assert touched(["P1.name", "P1.tags+", "ana"]) == {"P1", "ana"}
