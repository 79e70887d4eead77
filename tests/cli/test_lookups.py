"""who, owned-by, unowned and verify: a quick answer for anybody, from a shell."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def test_who_finds_a_process_with_owner_and_contact(lakeside: Run) -> None:
    assert lakeside("who", "9.10") == (0, "P2  9.10  Bill it  Zoë Brückner (zoe)  ext. 22\n", "")


@pytest.mark.parametrize("words", [["bill"], ["BILL", "it"], ["P2"], ["p2"], ["1.1"], ["it bill"], ["bíll"]])
def test_who_is_blind_to_case_and_accents_and_takes_any_words(lakeside: Run, words: list[str]) -> None:
    assert lakeside("who", *words).out.startswith("P2  ")


def test_who_finds_a_person_with_what_they_own_coach_and_perform(lakeside: Run) -> None:
    lakeside("process", "set", "P1", "performers", "zoe")
    assert lakeside("who", "bruckner").lines == [
        "zoe  Zoë Brückner  ext. 22",
        "  owns      P2  9.10  Bill it",
        "  owns      P3  1.2   Greet",
        "  coaches   P2  9.10  Bill it",
        "  performs  P1  1  Order to cash",
    ]


def test_who_says_that_nobody_owns(lakeside: Run) -> None:
    assert lakeside("who", "hire").out == "P4  2  Hire  — nobody —\n"


def test_who_in_json_is_an_array_of_processes_and_people(lakeside: Run) -> None:
    found = lakeside("who", "e", "--json").json
    kinds = {"process", "person"}
    for item in found:
        assert {"kind", "id", "code", "name", "owner", "coach", "contact"} <= item.keys()
        assert item["kind"] in kinds
    assert {item["id"] for item in found} == {"P1", "P3", "P4", "zoe", "desk"}
    greet = next(item for item in found if item["id"] == "P3")
    assert (greet["owner"], greet["coach"], greet["code"], greet["contact"]) == ("desk", "desk", None, None)
    assert next(item for item in found if item["id"] == "desk")["team"]


def test_who_separated_by_tabs_has_seven_columns(lakeside: Run) -> None:
    assert lakeside("who", "--tsv", "bill").out == "process\tP2\t9.10\tBill it\tzoe\tzoe\text. 22\n"
    assert all(line.count("\t") == 6 for line in lakeside("who", "e", "--tsv").lines)


def test_who_can_be_limited(lakeside: Run) -> None:
    assert len(lakeside("who", "e", "--limit", "2", "--json").json) == 2
    assert len(lakeside("who", "e", "--limit=2", "--json").json) == 2
    assert len(lakeside("who", "e", "--limit", "0", "--json").json) == 5


def test_who_without_a_hit_names_what_comes_near_on_stderr(lakeside: Run) -> None:
    assert lakeside("who", "bruckmer") == (1, "", "Nothing answers to “bruckmer”. Near it:\n  zoe Zoë Brückner\n")


@pytest.mark.parametrize("verb", ["who", "owned-by"])
def test_no_hit_in_json_is_an_empty_array(lakeside: Run, verb: str) -> None:
    said = lakeside(verb, "qqqq", "--json")
    assert (said.code, said.json) == (1, [])


@pytest.mark.parametrize("text", ["", " ", "@", "\t"])
def test_who_asked_for_nothing_finds_nothing(lakeside: Run, text: str) -> None:
    assert lakeside("who", text)[:2] == (1, "")


def test_words_that_begin_with_a_dash_stand_behind_two(lakeside: Run) -> None:
    lakeside("process", "add", "--", "-x-")
    assert lakeside("who", "--", "-x-").out.startswith("P5  3  -x-")


@pytest.mark.parametrize(
    "words",
    [
        ["who"],
        ["owned-by"],
        ["unowned", "P1"],
        ["verify", "P1"],
        ["verify", "P1", "ana", "zoe"],
        ["who", "--what", "x"],
        ["who", "x", "--limit"],
        ["who", "x", "--limit", "-3"],
        ["who", "x", "--limit", "many"],
        ["who", "x", "--limitless", "3"],
        ["who", "x", "--as-of", "someday"],
    ],
)
def test_a_lookup_asked_wrongly_is_wrong_usage(lakeside: Run, words: list[str]) -> None:
    said = lakeside(*words)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(f"usage: workbench {words[0]}")


def test_owned_by_lists_what_a_person_owns_and_what_the_team_does(lakeside: Run) -> None:
    assert [line.split()[0] for line in lakeside("owned-by", "zoe").lines] == ["P2", "P3"]
    assert [item["id"] for item in lakeside("owned-by", "desk", "--json").json] == ["P3"]


def test_one_who_owns_nothing_is_told_so(lakeside: Run) -> None:
    lakeside("person", "add", "mia")
    assert lakeside("owned-by", "mia") == (1, "", "mia owns nothing.\n")


def test_unowned_lists_what_nobody_owns_and_what_somebody_left(lakeside: Run) -> None:
    assert [line.split()[0] for line in lakeside("unowned").lines] == ["P4"]
    lakeside("person", "leave", "zoe")
    assert [item["id"] for item in lakeside("unowned", "--json").json] == ["P2", "P4"]
    assert "Zoë Brückner (zoe) has left" in lakeside("unowned").out


def test_where_every_process_has_an_owner_unowned_has_no_hit(lakeside: Run) -> None:
    lakeside("process", "set", "P4", "owner", "ana")
    assert lakeside("unowned") == (1, "", "Every process has an owner.\n")


@pytest.mark.parametrize(
    ("process", "person", "code"),
    [
        ("P2", "zoe", 0),
        ("9.10", "zoe", 0),
        ("1.1", "Zoë Brückner", 0),
        ("P3", "zoe", 0),
        ("P3", "desk", 0),
        ("P2", "ana", 1),
        ("P4", "ana", 1),
    ],
)
def test_verify_answers_with_its_exit_code_alone(lakeside: Run, process: str, person: str, code: int) -> None:
    assert lakeside("verify", process, person) == (code, "", "")


def test_verify_is_not_true_of_one_who_left(lakeside: Run) -> None:
    lakeside("person", "leave", "zoe")
    assert lakeside("verify", "P2", "zoe").code == 1


def test_verify_says_on_stderr_where_it_cannot_tell(lakeside: Run) -> None:
    assert lakeside("verify", "P9", "zoe") == (1, "", "No process answers to “P9”.\n")
    assert lakeside("verify", "e", "ghost") == (1, "", "“e” may be 3 processes. No person answers to “ghost”.\n")


def test_a_lookup_sees_a_change_at_once(lakeside: Run) -> None:
    assert lakeside("verify", "P4", "zoe").code == 1
    lakeside("process", "set", "P4", "owner", "zoe")
    assert lakeside("verify", "P4", "zoe").code == 0
    assert lakeside("who", "hire").out == "P4  2  Hire  Zoë Brückner (zoe)  ext. 22\n"


def test_a_lookup_answers_the_same_where_its_table_is_missing(lakeside: Run, folder: Path) -> None:
    asked = (["who", "e"], ["owned-by", "zoe"], ["unowned"], ["verify", "P2", "zoe"], ["who", "e", "--json"])
    answers = [lakeside(*words) for words in asked]
    for words, answer in zip(asked, answers, strict=True):
        (folder / "lookup.tsv").unlink()
        assert lakeside(*words) == answer


def test_a_lookup_where_there_is_no_store_says_how_to_begin_one(anywhere: Run, tmp_path: Path) -> None:
    said = anywhere("who", "x", "--store", str(tmp_path / "none"))
    assert (said.code, said.out) == (3, "")
    assert "`workbench init` begins one" in said.err
    assert not (tmp_path / "none").exists()


def test_whoever_says_who_they_are_must_be_somebody_to_be_told_what_is_due(lakeside: Run) -> None:
    said = lakeside("due", "--as", "nobody")
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("No person answers to “nobody”. Here: workbench person list;")
