"""process add, set, move, delete and retire; undo and redo."""

import io
from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]


def names(run: Run) -> list[str]:
    return [line.split("  ")[0].strip() if not line.startswith(" ") else line for line in run("tree").lines]


def test_add_prints_the_id(workbench: Run) -> None:
    assert workbench("process", "add", "Bill it") == (0, "P1\n", "")
    assert workbench("process", "add", "Ship it", "--json").json == {"id": "P2", "name": "Ship it"}


def test_a_process_is_added_with_owner_code_kind_purpose_and_result(workbench: Run) -> None:
    workbench("process", "add", "Bill it", "--owner", "ana", "--code", "9.10", "--kind", "core",
              "--purpose", "To be paid", "--result", "A paid bill")  # fmt: skip
    sheet = workbench("show", "9.10", "--json").json
    assert [sheet[field] for field in ("owner", "kind", "purpose", "result")] == [
        "ana", "core", "To be paid", "A paid bill",
    ]  # fmt: skip


def test_a_process_is_added_under_another_and_behind_a_sibling(lakeside: Run) -> None:
    lakeside("process", "add", "Weigh", "--behind", "P2")
    lakeside("process", "add", "Pack", "--under", "9.10")
    assert [node["id"] for node in lakeside("tree", "--json").json] == ["P1", "P2", "P6", "P5", "P3", "P4"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["add", " "], "A name is needed"),
        (["add", "x", "--owner", "ghost"], "No person answers to “ghost”"),
        (["add", "x", "--under", "P9"], "No process answers to “P9”"),
        (["add", "x", "--under", "P4", "--behind", "P2"], "P2 Bill it stands somewhere else"),
        (["add", "x", "--kind", "vital"], "The kinds are core, enabling and management"),
        (["add", "x" * 10_000], "1,000 is the limit"),
        (["set", "P9", "name", "x"], "No process answers to “P9”"),
        (["set", "P1", "salary", "1"], "A process has no field “salary”. It has: name, code, kind,"),
        (["set", "P1", "needs", "x"], "A process has no field “needs”"),
        (["set", "P1", "parent", "P2"], "`workbench process move` stands a process elsewhere"),
        (["set", "P1", "stage", "owned"], "The stage follows the gates"),
        (["set", "P1", "retired", ""], "`workbench process retire` ends a process; `workbench undo` brings it back"),
        (["retire", "P4", "--on", "9999-01-01"], "P4 Hire cannot be retired yet, not before 9999-01-01"),
        (["set", "P1", "importance", "9"], "a whole number from 1 to 5"),
        (["set", "P1", "next_review", "soon"], "Write it like 2026-11-22"),
        (["set", "P1", "review_interval", "6 minutes"], "Write it like 6 months"),
        (["set", "P1", "name", ""], "A name is needed"),
        (["move", "P1"], "Say where to"),
        (["move", "P1", "--under", "P2"], "that one stands under it"),
        (["move", "P4", "--under", "P1", "--behind", "P4"], "P4 Hire cannot stand behind itself"),
        (["move", "P2", "--behind", "P2"], "P2 Bill it cannot stand behind itself"),
        (["retire", "P1"], "has 2 processes under it"),
        (["delete", "P9"], "No process answers to “P9”"),
    ],
)
def test_what_a_rule_refuses_is_told_in_a_sentence_and_changes_nothing(
    lakeside: Run, words: list[str], sentence: str
) -> None:
    before = lakeside("history", "--json").json[0]["seq"]
    said = lakeside("process", *words)
    assert (said.code, said.out) == (1, "")
    assert sentence in said.err
    assert lakeside("history", "--json").json[0]["seq"] == before


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["rename", "P1"],
        ["add"],
        ["set", "P1", "name"],
        ["set", "P1", "name", "a", "b"],
        ["set", "P1", "name", "x", "--because"],
        ["move", "P1", "--under", "P4", "--top"],
        ["move", "P1", "--first", "--behind", "P4"],
        ["retire", "P4", "--on", "someday"],
    ],
)
def test_words_that_are_no_command_are_wrong_usage(lakeside: Run, words: list[str]) -> None:
    said = lakeside("process", *words)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("usage: workbench process")


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("name", "Bill promptly", "Bill promptly"),
        ("name", "--draft", "--draft"),
        ("name", "-x", "-x"),
        ("name", "-1.5", "-1.5"),
        ("description", "- one\n- two", "- one\n- two"),
        ("tags", "money late", ["late", "money"]),
        ("decision-rights", "up to 500", "up to 500"),
        ("next review", "2026-12-01", "2026-12-01"),
        ("review_interval", "6 months", "P6M"),
        ("customers", "patient", ["C1"]),
        ("outputs", "bill (P3)", {"O1": {"name": "bill", "process": "P3"}}),
    ],
)
def test_set_changes_one_field(lakeside: Run, field: str, value: str, kept: object) -> None:
    assert lakeside("process", "set", "P2", field, value) == (0, "P2\n", "")
    assert lakeside("show", "P2", "--json").json[field.replace("-", "_").replace(" ", "_")] == kept


def test_a_set_is_added_to_and_taken_from_by_its_sign(lakeside: Run) -> None:
    for value, left in (("zoe", ["zoe"]), ("+ana", ["ana", "zoe"]), ("-zoe", ["ana"]), ("-ana", None)):
        assert lakeside("process", "set", "P1", "performers", value).code == 0
        assert lakeside("show", "P1", "--json").json.get("performers") == left


def test_an_empty_value_empties_a_field(lakeside: Run) -> None:
    assert lakeside("process", "set", "P2", "owner", "").code == 0
    assert lakeside("verify", "P2", "zoe").code == 1


def test_a_dash_reads_the_value_from_standard_input(lakeside: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("first\n\nsecond\n"))
    assert lakeside("process", "set", "P2", "description", "-").code == 0
    assert lakeside("show", "P2", "--json").json["description"] == "first\n\nsecond"


def test_help_for_set_is_still_to_be_had(lakeside: Run) -> None:
    said = lakeside("process", "set", "--help")
    assert said.code == 0
    assert "decision_rights" in said.out


def test_the_owner_of_an_engineered_process_moves_only_with_a_reason(anywhere: Run) -> None:
    refused = anywhere("--sample", "process", "set", "P7", "owner", "mia")
    assert refused.code == 1
    assert "its owner changes by a handoff" in refused.err
    assert "--because" in refused.err
    assert anywhere("--sample", "process", "set", "P7", "owner", "mia", "--because", "he moved").code == 0


def test_a_process_moves_under_behind_first_and_to_the_top(lakeside: Run) -> None:
    for words, order in (
        (["P4", "--under", "P1"], ["P1", "P2", "P3", "P4"]),
        (["P4", "--behind", "P2"], ["P1", "P2", "P4", "P3"]),
        (["P3", "--first"], ["P1", "P3", "P2", "P4"]),
        (["P2", "--top"], ["P1", "P3", "P4", "P2"]),
        (["P3", "--under", "P1", "--behind", "P4"], ["P1", "P4", "P3", "P2"]),
        (["P2", "--top", "--first"], ["P2", "P1", "P4", "P3"]),
    ):
        assert lakeside("process", "move", *words).code == 0
        assert [node["id"] for node in lakeside("tree", "--json").json] == order


def test_delete_lets_the_children_move_up_and_undo_brings_it_back(lakeside: Run) -> None:
    before = lakeside("tree")
    said = lakeside("process", "delete", "P1")
    assert (said.code, said.out) == (0, "P1\n")
    assert said.err == "Deleted 1 process. `workbench undo` brings it back.\n"
    assert [node["parent"] for node in lakeside("tree", "--json").json] == [None, None, None]
    assert lakeside("undo").code == 0
    assert lakeside("tree") == before


def test_delete_takes_all_that_is_under_it_when_asked(lakeside: Run) -> None:
    assert lakeside("process", "delete", "P1", "--all", "--json").json == {"id": "P1", "deleted": ["P1", "P2", "P3"]}
    assert [node["id"] for node in lakeside("tree", "--json").json] == ["P4"]


def test_retire_keeps_it_for_those_who_ask(lakeside: Run) -> None:
    assert lakeside("process", "retire", "P4", "--on", "2026-01-31", "--json").json["retired"] == "2026-01-31"
    assert lakeside("who", "hire").code == 1
    assert "retired      2026-01-31" in lakeside("show", "P4").lines


def test_undo_and_redo_name_what_they_do(lakeside: Run) -> None:
    lakeside("process", "set", "P4", "name", "Hire to mastery")
    assert lakeside("undo").err == "Taken back: name of P4 Hire is “Hire” again\n"
    assert lakeside("redo").err == "Done again: P4 Hire to mastery: name “Hire” → “Hire to mastery”\n"
    assert lakeside("redo") == (1, "", "There is nothing of yours to do again.\n")
    assert lakeside("undo", "--as", "zoe") == (1, "", "There is nothing of yours to undo.\n")


def test_undo_prints_nothing_but_what_it_tells(lakeside: Run) -> None:
    lakeside("process", "set", "P4", "name", "Hire to mastery")
    assert lakeside("undo").out == ""
    assert lakeside("redo", "--json").json["act"] == "process.set"


def test_who_has_left_is_given_no_part_and_keeps_the_one_they_had(lakeside: Run) -> None:
    lakeside("person", "leave", "zoe")
    for field in ("owner", "coach", "engineer", "performers"):
        said = lakeside("process", "set", "P4", field, "zoe")
        role = field.removesuffix("s")
        assert said == (1, "", f"zoe Zoë Brückner has left and cannot be made {role}.\n")
    assert lakeside("process", "add", "New", "--owner", "zoe").code == 1
    assert lakeside("process", "set", "P2", "name", "Bill it all").code == 0
    assert lakeside("show", "P2", "--json").json["owner"] == "zoe"
