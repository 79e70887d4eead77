"""person, team, customer, organization; and who is acting."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def guest(lakeside: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The same store, from an account that belongs to nobody."""
    monkeypatch.setattr("workbench.cli.session._account", lambda: ("guest", "Gus Guest"))
    return lakeside


def test_a_person_is_added_listed_changed_and_leaves(workbench: Run) -> None:
    said = workbench("person", "add", "mia", "--name", "Mia Chen", "--contact", "ext. 21", "--contact", "mia@x.org",
                     "--account", "mchen")  # fmt: skip
    assert said == (0, "mia\n", "")
    assert workbench("person", "set", "mia", "name", "Mia Wu").code == 0
    assert workbench("person", "list").lines == ["ana  Ana Lima", "mia  Mia Wu    ext. 21, mia@x.org"]
    assert workbench("person", "list", "--json").json[1] == {
        "id": "mia", "name": "Mia Wu", "contacts": ["ext. 21", "mia@x.org"], "accounts": ["mchen"],
    }  # fmt: skip
    assert workbench("person", "leave", "mia", "--on", "2026-01-31").code == 0
    assert workbench("person", "list").lines[1].endswith("left 2026-01-31")
    assert workbench("person", "set", "mia", "left", "").code == 0
    assert workbench("person", "delete", "mia").code == 0
    assert len(workbench("person", "list").lines) == 1


def test_contacts_are_added_and_taken_out(workbench: Run) -> None:
    workbench("person", "set", "ana", "contacts", "+ext. 1, a@x.org")
    workbench("person", "set", "ana", "contacts", "-ext. 1")
    assert workbench("person", "list", "--json").json[0]["contacts"] == ["a@x.org"]


def test_one_who_leaves_is_told_what_needs_an_owner_now(lakeside: Run) -> None:
    said = lakeside("person", "leave", "zoe")
    assert said == (
        0,
        "zoe\n",
        "P2 Bill it needs an owner.\n`workbench handoff sweep zoe --to PERSON` passes all of it on.\n",
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["person", "add", "Zoe"], "“Zoe” is no handle"),
        (["person", "add", "zoe"], "The handle zoe is taken"),
        (["person", "delete", "zoe"], "cannot go"),
        (["person", "set", "zoe", "salary", "1"], "A person has no field “salary”"),
        (["person", "set", "zoe", "purpose", "x"], "It has: name, contacts"),
        (["person", "set", "zoe", "members", "ana"], "only a team has members"),
        (["person", "set", "ghost", "name", "x"], "No person answers to “ghost”"),
        (["team", "add", "crew", "--member", "ghost"], "No person answers to “ghost”"),
        (["team", "add", "crew", "--member", "desk"], "cannot have the team desk as a member"),
        (["customer", "set", "C9", "name", "x"], "No customer answers to “C9”"),
        (["customer", "set", "C1", "inside", "maybe"], "should be yes or no"),
        (["customer", "add", ""], "A name is needed"),
        (["organization", "set", "management_cap", "101"], "from 0 to 100"),
        (["organization", "set", "colour", "red"], "The organization has no field “colour”"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(lakeside: Run, words: list[str], sentence: str) -> None:
    said = lakeside(*words)
    assert (said.code, said.out) == (1, "")
    assert sentence in said.err


def test_a_team_is_added_listed_and_changed(lakeside: Run) -> None:
    assert lakeside("team", "set", "desk", "members", "+ana").code == 0
    assert lakeside("team", "list").lines == ["desk  Front desk    ana, zoe"]
    assert lakeside("team", "list", "--json").json == [
        {"id": "desk", "name": "Front desk", "team": True, "members": ["ana", "zoe"]}
    ]


def test_several_come_to_a_set_and_go_from_it_at_once_and_other_words_want_quotes(lakeside: Run) -> None:
    assert lakeside("team", "set", "desk", "members", "+ana", "-zoe").code == 0
    assert lakeside("team", "list", "--json").json[0]["members"] == ["ana"]
    assert "put quotes around “ana zoe”" in lakeside("team", "set", "desk", "members", "ana", "zoe").err


def test_a_customer_is_added_listed_and_changed(workbench: Run) -> None:
    assert workbench("customer", "list") == (1, "", "")
    words = ("customer", "add", "Insurer", "--inside", "--needs", "complete claims", "--checked", "2026-01-31")
    assert workbench(*words).out == "C1\n"
    assert workbench("customer", "list").out == "C1  Insurer  inside  last checked 2026-01-31  complete claims\n"
    assert workbench("customer", "set", "insurer", "inside", "no").code == 0
    assert workbench("customer", "list", "--json").json == [
        {"id": "C1", "name": "Insurer", "needs": "complete claims", "last_checked": "2026-01-31"}
    ]
    assert workbench("customer", "add", "x", "--checked", "lately").code == 2


def test_the_organization_says_what_it_is(workbench: Run) -> None:
    assert workbench("organization", "set", "preferred_future", "Every tooth kept").code == 0
    assert workbench("organization", "--json").json["preferred_future"] == "Every tooth kept"
    assert "name" in workbench("organization").lines[0]


# Who is acting


def test_an_account_that_belongs_to_nobody_looks_up_everything(guest: Run) -> None:
    for words in (["tree"], ["who", "bill"], ["show", "P2"], ["history"], ["due"], ["person", "list"]):
        assert guest(*words).code == 0


@pytest.mark.parametrize(
    "words",
    [
        ["process", "add", "x"],
        ["process", "delete", "P4"],
        ["person", "add", "gus"],
        ["customer", "add", "x"],
        ["undo"],
        ["due", "--mine"],
    ],
)
def test_its_first_act_says_how_to_map_it(guest: Run, words: list[str]) -> None:
    said = guest(*words)
    assert (said.code, said.out) == (1, "")
    assert "`workbench person add HANDLE --account guest`" in said.err
    assert "`--as HANDLE`" in said.err


def test_a_newcomer_makes_a_person_of_themself_and_acts_from_then_on(guest: Run) -> None:
    assert guest("person", "add", "gus", "--name", "Gus Guest", "--account", "guest").code == 0
    assert guest("process", "add", "x").code == 0
    assert [line["by"] for line in guest("history", "--json").json[:2]] == ["gus", "gus"]


def test_as_says_who_one_is_and_the_login_is_recorded_with_it(guest: Run) -> None:
    assert guest("--as", "zoe", "process", "add", "x").code == 0
    newest = guest("history", "--json", "--limit", "1").json[0]
    assert (newest["by"], newest["login"], newest["for"]) == ("zoe", "guest", None)


def test_for_says_for_whom_one_acts_and_it_is_shown(lakeside: Run) -> None:
    lakeside("--for", "zoe", "process", "add", "x")
    lakeside("person", "add", "sol", "--for", "zoe")
    for line in lakeside("history", "--limit", "2").lines:
        assert "ana for zoe" in line


@pytest.mark.parametrize("words", [["--as", "ghost"], ["--for", "ghost"], ["--as", "desk"]])
def test_nobody_acts_as_or_for_somebody_unknown_nor_as_a_team(lakeside: Run, words: list[str]) -> None:
    assert lakeside("process", "add", "x", *words).code == 1
    assert lakeside("person", "add", "new", "--account", "ana", *words).code == 1


def test_the_first_run_makes_the_person_from_the_account(anywhere: Run, tmp_path: Path) -> None:
    said = anywhere("init", "--store", str(tmp_path / "new"), "--json")
    assert (said.code, said.json) == (0, {"id": "ana", "store": str(tmp_path / "new")})
    assert said.err == f"Began Ana Lima's organization in {tmp_path / 'new'}. You are ana (Ana Lima) in it.\n"


def test_an_account_of_nobody_maps_itself_as_the_sentence_says(lakeside: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.cli.session._account", lambda: ("desk9", ""))
    assert lakeside("person", "set", "zoe", "contacts", "+ext. 1").code == 1
    assert lakeside("person", "set", "zoe", "accounts", "+desk9") == (0, "zoe\n", "")
    line = lakeside("history", "zoe", "--json").json[0]
    assert (line["by"], line["login"]) == ("zoe", "desk9")


def test_an_unknown_team_is_called_a_team(lakeside: Run) -> None:
    assert lakeside("team", "set", "ghosts", "name", "x") == (1, "", "No team answers to “ghosts”.\n")


def test_an_act_that_there_is_not_is_told_with_those_there_are(lakeside: Run) -> None:
    said = lakeside("team", "dissolve", "desk")
    assert said.code == 2
    assert all(act in said.err for act in ("list", "add", "set", "delete"))
