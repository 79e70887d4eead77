"""engineer, question, gate, need, conflict, steps, practice, risk, document and train."""

import io
from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def begun(lakeside: Run) -> Run:
    """Order to cash with an answer, two steps and a price."""
    for words in (
        ("organization", "set", "currency", "USD"),
        ("engineer", "P1", "answer", "outputs", "A paid bill"),
        ("engineer", "P1", "answer", "price", "--figure", "$95-110", "--basis", "three talks"),
        ("engineer", "P1", "answer", "volume", "--figure", "100 per year"),
        ("engineer", "P1", "answer", "target", "--figure", "2 d ±4 h", "--checked", "2026-01-05"),
        ("steps", "P1", "add", "Write the bill", "--performer", "clerk", "--value", "va", "--active", "10 min",
         "--cost", "20"),
        ("steps", "P1", "add", "Wait", "--symbol", "d", "--wait", "1 h", "--value", "nva", "--performer", "clerk"),
    ):  # fmt: skip
        assert lakeside(*words).code == 0
    return lakeside


def test_engineer_shows_every_question_and_what_comes_next(begun: Run) -> None:
    shown = begun("engineer", "P1")
    assert shown.lines[:2] == [
        "Provide, and to whom",
        "  ✓  1   outputs         what it provides    A paid bill",
    ]
    assert shown.err == "4 of 15 settled. 11 to go until designed. Next: workbench engineer P1 ask acceptance.\n"
    data = begun("engineer", "P1", "--json").json
    assert (data["next_gate"], len(data["gaps"]), data["questions"][0]["state"]) == ("designed", 11, "answered")
    assert data["gaps"][0] == {"what": "when it is right is open", "place": "answers", "part": "acceptance"}


def test_a_question_is_asked_with_all_that_helps(begun: Run) -> None:
    asked = begun("engineer", "P1", "ask", "price").out
    for words in ("How much will the customer pay", "\nwhy   Only a customer", "  Figure  $95–110",
                  "Said elsewhere\n  what it provides  A paid bill", "History of this answer"):  # fmt: skip
        assert words in asked
    assert begun("engineer", "P1", "ask").lines[0] == "2 when it is right — P1 Order to cash"
    assert begun("engineer", "P1", "ask", "price", "--json").json["history"][0]["after"]["figure"] == "$95–110"


def test_the_history_shows_figures_and_a_long_answer_is_cut_where_it_was_said_elsewhere(begun: Run) -> None:
    history = begun("engineer", "P1", "ask", "price").out.partition("History of this answer")[2]
    assert "“$95–110”" in history
    begun("engineer", "P1", "answer", "outputs", "word " * 4000)
    asked = begun("engineer", "P1", "ask", "price").out
    assert len(asked) < 3000
    assert "word …" in asked


def test_engineer_and_steps_alone_say_which_processes_there_are(begun: Run) -> None:
    assert begun("engineer").lines == begun("steps").lines == begun("gate").lines


def test_publishing_what_has_not_changed_wants_a_word(begun: Run) -> None:
    begun("document", "P1", "publish", "First")
    again = begun("document", "P1", "publish", "Again")
    assert (again.code, again.err) == (1, "Nothing has changed since V1. To publish it all the same: --unchanged.\n")
    assert begun("document", "P1", "publish", "Again", "--unchanged").out == "V2\n"


def test_an_answer_comes_from_standard_input(begun: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("One line\nand another\n"))
    assert begun("engineer", "P1", "answer", "acceptance", "-").out == "P1\n"
    assert "  Answer  One line and another" in begun("engineer", "P1", "ask", "acceptance").lines


def test_questions_are_parked_skipped_opened_and_confirmed(begun: Run) -> None:
    begun("engineer", "P1", "park", "growth", "--who", "zoe", "--until", "today")
    assert begun("engineer", "P1", "park", "assets", "--until", "2026-01-01").err == (
        "2026-01-01 is past. Name a day that is still to come: fri, +2w.\n"
    )
    assert begun("engineer", "P1", "skip", "exceptions").code == 1
    begun("engineer", "P1", "skip", "exceptions", "--because", "none")
    begun("engineer", "P1", "confirm", "price", "--on", "2026-01-02")
    begun("engineer", "P1", "open", "outputs")
    items = begun("engineer", "P1", "--json").json["questions"]
    states = {item["id"]: item["state"] for item in items}
    (until,) = (item["until"] for item in items if item["id"] == "growth")
    assert [states[id] for id in ("growth", "exceptions", "price", "outputs")] == [
        "parked", "not applicable", "answered", "open",
    ]  # fmt: skip
    assert any("find out: growth" in line for line in begun("due").lines)
    summary = begun("engineer", "P1", "summary").out
    assert "## Decided (4)" in summary
    assert f"## Parked (1)\n\n**growth**\n\n- **Finds it out**: Zoë Brückner by {until}" in summary
    begun("engineer", "P1", "park", "outputs", "--who", "zoe", "--until", "today")
    assert any("find out: what it provides" in line for line in begun("due").lines)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["engineer", "P1", "answer", "weather", "fair"], "No question answers to “weather”"),
        (["engineer", "P1", "answer", "price", "--figure", "cheap"], "Figure: “cheap” holds no number"),
        (["engineer", "P1", "park", "growth", "--until", "soon"], "“soon” is no day"),
        (["steps", "P1", "add", "x", "--active", "1,5 h"], "Active: “1,5 h”: a comma parts thousands"),
        (["steps", "P1", "set", "S9", "name", "x"], "No step of P1 answers to “S9”"),
        (["need", "P1", "add", "x"], "Side: say which: customer, company"),
        (["practice", "P1", "add", "x", "--heading", "sell"], "Heading: “sell” is none of service needs"),
        (["gate", "P1", "documented"], "must be designed before it is documented"),
        (["gate", "P1", "--reopen"], "say why"),
        (["document", "P1", "read"], "has no published version to read yet"),
        (["show", "P1", "--version", "3"], "No version of P1 answers to “3”"),
        (["train", "P1", "learn", "T1", "zoe"], "No training item of P1 answers to “T1”"),
        (["question", "set", "Own?", "question", "x"], "cannot name a question"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(begun: Run, words: list[str], sentence: str) -> None:
    said = begun(*words)
    assert (said.code, said.out) == (1, "")
    assert sentence in said.err


def test_the_steps_are_drawn_with_what_a_run_comes_to(begun: Run) -> None:
    assert begun("steps", "P1").lines == [
        "no.  step     what is done    performer  value  active  wait  cost  ways on, system, note",
        "1    S1    ○  Write the bill  clerk      VA     10 min        $20",
        "2    S2    D  Wait            clerk      NVA            1 h",
        "",
        "lead time         1 h 10 min",
        "touch time        10 min",
        "cycle efficiency  14 %",
        "of touch time     VA 100 %",
        "handovers         0",
        "cost per run      $20",
        "price $95–110 − cost $20 = $75 to $90 a run, $7,500 to $9,000 a year · "
        "lead time 1 h 10 min is 1 d 19 h sooner than the promised 2 d ±4 h",
    ]
    assert begun("steps", "P1", "--lanes").lines == ["clerk  ○ 1 S1  D 2 S2"]
    assert begun("steps", "P1", "--json").json["totals"]["lead time"] == "1 h 10 min"
    assert begun("steps", "P2").code == 1


def test_a_step_is_meant_by_its_place_too(begun: Run) -> None:
    assert begun("steps", "P1", "move", "2", "--first").lines == ["S2"]
    assert begun("steps", "P1", "set", "2", "ways", "20 % to 1: again; 5 % to 2 S1").lines == ["S1"]
    drawn = begun("steps", "P1").lines
    assert drawn[1].split()[:3] == ["1", "S2", "D"]
    assert "20 % to 1 S2: again; 5 % to 2 S1" in drawn[2]
    assert begun("steps", "P1", "add", "Send it", "--behind", "1").lines == ["S3"]
    assert [line.split()[1] for line in begun("steps", "P1").lines[1:4]] == ["S2", "S3", "S1"]
    refused = begun("steps", "P1", "set", "9", "wait", "1 h")
    assert (refused.code, "No step of P1 answers to “9”" in refused.err) == (1, True)
    assert begun("steps", "P1", "delete", "2").lines == ["S3"]


def test_steps_are_set_moved_and_deleted(begun: Run) -> None:
    begun("steps", "P1", "set", "S2", "ways", "10 % to S1: refused")
    begun("steps", "P1", "move", "S2", "--first")
    assert [line.split()[1] for line in begun("steps", "P1").lines[1:3]] == ["S2", "S1"]
    begun("undo")
    assert begun("steps", "P1", "delete", "S1").out == "S1\n"
    assert "10 %" not in begun("steps", "P1").out
    begun("steps", "P1", "set", "S2", "ways", "100 % to S2")
    assert "totals  none: from S2 no way leads to the end" in begun("steps", "P1").out
    assert any("never comes to an end from S2" in line for line in begun("check").lines)


def test_other_parts_are_added_listed_confirmed_and_deleted(begun: Run) -> None:
    begun("need", "P1", "add", "A bill that is right", "--side", "customer", "--met", "partly")
    begun("conflict", "P1", "add", "Speed", "--between", "N1")
    begun("risk", "P1", "add", "A wrong sum", "--response", "Call first")
    begun("practice", "P1", "add", "Read it aloud", "--heading", "del")
    begun("practice", "P1", "confirm", "B1", "--on", "2026-01-02")
    assert begun("need", "P1").lines == ["N1  A bill that is right  customer  partly"]
    assert begun("conflict", "P1").lines == ["K1  Speed  N1"]
    assert begun("risk", "P1", "--json").json == [{"id": "R1", "name": "A wrong sum", "response": "Call first"}]
    assert begun("practice", "P1").lines == ["B1  Read it aloud  deliver      2026-01-02"]
    assert begun("risk", "P1", "delete", "R1").code == 0
    assert begun("risk", "P1").code == 1


def test_gates_say_what_is_missing_and_are_passed_for_a_reason(begun: Run) -> None:
    assert begun("gate", "P1").lines[:2] == ["designed  not passed", "          ! when it is right is open"]
    refused = begun("gate", "P1", "designed")
    assert (refused.code, refused.err.endswith("stays visible. Here: --because REASON.\n")) == (1, True)
    assert begun("gate", "P1", "designed", "--because", "the fair", "--json").json["stage"] == "designed"
    assert "by Ana Lima, because the fair" in begun("gate", "P1").lines[0]
    assert begun("gate", "P1", "--json").json["designed"]["passed"] is True
    assert begun("gate", "P1", "--reopen", "--because", "a law", "--json").json["round"] == "R2"
    assert begun("gate").lines == ["P1  Order to cash  designed  4/15"]
    assert begun("gate", "--json").json[0]["id"] == "P1"


def test_what_went_and_what_came_since_a_gate_is_told_apart(begun: Run) -> None:
    begun("gate", "P1", "designed", "--because", "the fair")
    assert "since" not in begun("gate", "P1").out
    begun("engineer", "P1", "open", "outputs")
    begun("question", "set", "who-decides", "question", "Who decides?")
    told = begun("gate", "P1").out
    assert "! gone since: answer to outputs" in told
    assert "! since then: who decides is open" in told
    assert "! when it is right is open" in told
    assert begun("gate", "P1", "--json").json["designed"]["since"] == ["who decides is open"]
    assert "drifted: no answer to outputs" in begun("tree").out


def test_a_sheet_is_published_compared_and_read(begun: Run) -> None:
    assert begun("document", "P1").code == 1
    assert begun("document", "P1", "publish", "First").out == "V1\n"
    begun("steps", "P1", "set", "S2", "wait", "30 min")
    assert begun("document", "P1", "publish", "A shorter wait", "--minor").out == "V2\n"
    assert begun("document", "P1", "read").code == 0
    changed = begun("document", "P1", "diff", "1", "2").lines
    assert "-| S2 | D | Wait | clerk | NVA |  | 1 h |  |  |" in changed
    assert begun("document", "P1", "diff", "2").err == "Nothing differs.\n"
    assert "| 1 h |" in begun("show", "P1", "--version", "1").out
    assert "| 30 min |" in begun("show", "P1", "--sheet").out
    assert begun("document", "P1").lines[1].split() == ["V2", *begun("document", "P1").lines[1].split()[1:-1], "minor"]
    assert begun("document", "P1", "--json").json["readers"][0]["version"] == "V2"


def test_training_says_who_is_how_far(begun: Run) -> None:
    begun("train", "P1", "add", "Reading aloud", "--renewal", "50 years")
    begun("train", "P1", "learn", "T1", "zoe", "see", "--on", "2026-01-02")
    assert begun("train", "P1").lines == [
        "T1  Reading aloud",
        "      Zoë Brückner  see 2026-01-02  renew 2076-01-02",
    ]
    begun("train", "P1", "set", "T1", "renewal", "1 month")
    assert begun("train", "P1").lines[1] == "      Zoë Brückner  see 2026-01-02  ! was to be renewed 2026-02-02"
    begun("train", "P1", "drop", "T1", "zoe")
    assert begun("train", "P1", "--json").json == [{"id": "T1", "name": "Reading aloud", "renewal": "P1M"}]
    assert begun("train", "P2").code == 1


def test_an_organization_words_its_own_questions(begun: Run) -> None:
    begun("question", "set", "who-decides", "question", "Who decides?")
    assert any(line.split()[1] == "who-decides" for line in begun("question", "list").lines)
    assert begun("question", "list", "--json").json[-1]["own"] is False
    begun("engineer", "P1", "answer", "who-decides", "All of us")
    assert begun("question", "delete", "who-decides").code == 0
    assert begun("engineer", "P1").lines[-2:] == ["Asked no more", "      who-decides  All of us"]
    assert begun("question", "delete", "who-decides").code == 1


def test_impossible_texts_from_the_shell_change_nothing(begun: Run) -> None:
    before = begun("show", "P1").out
    for words in (
        ("engineer", "P1", "answer", "target", "New words", "--figure", "-2 d"),
        ("engineer", "P1", "answer", "target", "New words", "--figure", "2 d to $4"),
        ("steps", "P1", "set", "S1", "active", "-10 min"),
        ("steps", "P1", "set", "S1", "active", "10 min to 20 min"),
        ("steps", "P1", "set", "S2", "ways", "60 % to S1; 60 % to end"),
        ("steps", "P1", "add", "Never", "--cost", "-4 USD"),
    ):
        said = begun(*words)
        assert (said.code, said.out, said.err.count("\n")) == (1, "", 1), words
    assert begun("show", "P1").out == before


def test_steps_that_never_come_to_an_end_are_named_beside_what_stands(begun: Run) -> None:
    assert begun("steps", "P1", "set", "S2", "ways", "100 % to S1").code == 0
    drawn = begun("steps", "P1").out
    assert "Write the bill" in drawn
    assert "100 % to 1 S1" in drawn
    assert "never" in drawn
