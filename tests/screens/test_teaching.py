"""The later parts of engineering by keys alone: document, training, lesson, gates, and one's own questions."""

from typing import TYPE_CHECKING

import pytest

from workbench.domain.document import has_read
from workbench.domain.process import Process, Stage
from workbench.services import chart, engineering
from workbench.services.parts import TRAINING
from workbench.store.lines import Actor

if TYPE_CHECKING:
    from tests.screens.conftest import Desk, Golden, Sitting

PAT = Actor("pat", "pat")
EXAMINE = ("down", "down", "down", "2")


def p4(desk: "Desk") -> Process:
    return desk.store.organization.processes["P4"]


async def engineer(desk: "Desk", *keys: str) -> None:
    await desk.press(*EXAMINE, *keys)


# The document


async def test_the_document_says_which_version_is_to_be_read_and_by_whom(sample: "Sitting") -> None:
    async with sample() as desk:
        await engineer(desk, "D")
        assert "V1 is to be read" in desk.text
        assert "! Łukasz Wójcik: has not read it yet" in desk.text
        assert "✓ Zoë Brückner: read V1" in desk.text


async def test_the_document_says_how_far_it_is_from_its_last_version(sample: "Sitting") -> None:
    async with sample() as desk:
        await engineer(desk, "D")
        assert "as it stands now: V1 is out of date, 1 field changed since; c compares" in desk.text
        assert desk.line_with("Document  V1, changed")
        await desk.press("p", "r")
        await desk.write("As it is done now")
        await desk.press("enter")
        assert "out of date" not in desk.text
        assert not desk.line_with("Document  V2, changed")
        await desk.press("escape", "S", "v", "D")
        assert "V2 is out of date, 1 field changed since" in desk.text
        await desk.press("u")
        assert "out of date" not in desk.text


async def test_a_minor_version_keeps_what_people_have_read(sample: "Sitting") -> None:
    async with sample() as desk:
        await engineer(desk, "D", "p", "m")
        await desk.write("A date put right")
        await desk.press("enter")
        version = p4(desk).versions[-1]
        assert (version.id, version.comment, version.minor) == ("V2", "A date put right", True)
        assert has_read(p4(desk).versions, p4(desk).readers[0])
        assert desk.sentence.startswith("V2 is published; what people have read still holds.")
        assert "✓ Zoë Brückner: read V1" in desk.text


async def test_a_version_that_is_to_be_read_again_calls_its_readers(sample: "Sitting") -> None:
    async with sample() as desk:
        await engineer(desk, "D", "p", "r")
        await desk.write("Two more steps")
        await desk.press("enter")
        assert "V2 is to be read" in desk.text
        assert ", V2 not yet" in desk.line_with("Zoë Brückner")


async def test_a_version_without_a_comment_is_not_published(sample: "Sitting") -> None:
    async with sample() as desk:
        await engineer(desk, "D", "p", "r", "enter")
        assert len(p4(desk).versions) == 1
        assert "Say what the version is about" in desk.text


async def test_one_says_for_oneself_alone_that_one_has_read_it(sample: "Sitting") -> None:
    async with sample() as desk:
        await engineer(desk, "D", "s")
        (reader,) = (reader for reader in p4(desk).readers if reader.id == desk.app.actor.by)
        assert reader.version == "V1"
        assert desk.sentence == "You have read V1."


async def test_what_differs_between_a_version_and_now_is_shown_with_its_signs(sample: "Sitting") -> None:
    async with sample() as desk:
        await engineer(desk, "D", "c")
        assert "V1 and now; - was, + came" in desk.text
        assert desk.line_with("- Draw the tooth")
        assert desk.line_with("+ Draw the tooth")
        await desk.press("y")
        assert "Draw the tooth" in desk.app.offered
        await desk.press("escape")
        assert "Document · 1.3" in desk.text


async def test_two_versions_are_compared_whichever_is_named_first(sample: "Sitting") -> None:
    async with sample() as desk:
        await engineer(desk, "D", "p")
        await desk.write("Ask first")
        await desk.press("enter", "m", "down", "c")
        await desk.write("V1")
        await desk.press("enter")
        assert "V1 and V2; - was, + came" in desk.text


async def test_the_sheet_of_a_version_is_read_and_copied_as_it_was(sample: "Sitting") -> None:
    async with sample() as desk:
        await engineer(desk, "D", "down", "y")
        assert "the sheet as V1 had it" in desk.text
        assert desk.app.offered.startswith("# 1\\.3 Examine and explain")


async def test_what_has_no_version_says_how_to_publish_one(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("2", "D", "s")
        assert desk.sentence == "There is no published version yet: p publishes the first."


# Training


async def test_a_person_is_brought_to_do_it_alone_by_one_key(sample: "Sitting") -> None:
    async with sample() as desk:
        await engineer(desk, "T", "down", "down", "down", "left")
        await desk.press("space")
        assert "Zoë Brückner: T1 Images at the chair, see today." in desk.sentence
        await desk.press("u", "right", "space")
        learner = p4(desk).training[1].learner("zoe")
        assert learner
        assert (learner.level, learner.version) == ("do", "V1")
        assert "Zoë Brückner has yet to do T2 alone" not in desk.text
        await desk.press("space", "x")
        assert p4(desk).training[1].learner("zoe") is None


async def test_what_must_be_renewed_is_marked_also_under_the_cursor_and_renewed_by_a_key(sample: "Sitting") -> None:
    async with sample() as desk:
        await engineer(desk, "T", "down", "down", "down", "left")
        desk.app.act(engineering.set_part, p4(desk), TRAINING, "T1", {"renewal": "1 month"})
        await desk.pilot.pause()
        assert "[teach!]" in desk.line_with("│ Zoë Brückner")
        await desk.press("r")
        assert "[teach ]" in desk.line_with("│ Zoë Brückner")


async def test_somebody_more_is_chosen_to_learn_it(sample: "Sitting") -> None:
    async with sample() as desk:
        await engineer(desk, "T", "w")
        await desk.write("mia")
        await desk.press("enter")
        assert p4(desk).training[0].learner("mia")
        assert "[begun ]" in desk.line_with("Mia Chen")
        assert "Mia Chen: begun since 2026-11-23" in desk.text


async def test_what_is_to_be_learned_is_added_worded_anew_and_deleted(sample: "Sitting") -> None:
    async with sample() as desk:
        await engineer(desk, "T", "a")
        await desk.write("Calling back")
        await desk.press("tab", "tab")
        await desk.write("1 year")
        await desk.press("ctrl+s")
        assert (p4(desk).training[-1].name, p4(desk).training[-1].renewal) == ("Calling back", "P1Y")
        await desk.press("enter", "end")
        await desk.write("!")
        await desk.press("ctrl+s")
        assert p4(desk).training[-1].name == "Calling back!"
        await desk.press("d", "d", "x")
        assert [item.id for item in p4(desk).training] == ["T1", "T2"]


async def test_a_key_for_persons_says_so_on_an_item(sample: "Sitting") -> None:
    async with sample() as desk:
        await engineer(desk, "T", "space")
        assert desk.sentence == "This is for a person: go down to one."


# The lesson


async def test_a_lesson_walks_through_the_process_and_is_signed_at_its_end(sample: "Sitting") -> None:
    async with sample() as desk:
        await engineer(desk, "L")
        assert "The patient understands what is found" in desk.text
        await desk.press("s")
        assert "It is signed at its end: n goes on." in desk.text
        await desk.press("n")
        assert "Step 1 of 6: Take the images" in desk.text
        await desk.press(*["n"] * 6)
        assert "How it is done well" in desk.text
        await desk.press("n")
        assert "One more image, and no guess meanwhile." in desk.text
        await desk.press("n")
        assert "45 min ±10 min" in desk.text
        await desk.press("n", "s")
        assert "You have read V1" in desk.text
        assert desk.app.actor.by in {reader.id for reader in p4(desk).readers}
        await desk.press("b", "escape")
        assert "Questions" in desk.text


# The gates


async def test_the_gates_are_passed_by_keys_with_gaps_for_a_reason_and_without_gaps(sample: "Sitting") -> None:
    async with sample() as desk:
        await engineer(desk, "G", "enter", "p", "enter")
        assert p4(desk).stage is Stage.DOCUMENTED
        assert "pass it with a reason that stays visible. " in desk.text
        assert "--because" not in desk.text
        await desk.write("Chair two opens")
        await desk.press("enter")
        assert p4(desk).stage is Stage.TRAINED
        assert "next: its handoff to an owner" in desk.sentence
        assert "In spite of gaps: Chair two opens" in desk.text
        await desk.press("p")
        assert desk.sentence == "Trained is passed already; R begins another round."


async def test_another_round_begins_for_a_reason_and_its_gates_are_passed_again(sample: "Sitting") -> None:
    async with sample() as desk:
        await engineer(desk, "G", "enter", "R")
        await desk.write("New images")
        await desk.press("enter")
        assert p4(desk).rounds[-1].because == "New images"
        await desk.press("p")
        assert desk.sentence == "Designed comes first."
        await desk.press("escape", "up", "up", "enter", "p")
        await desk.write("As before")
        await desk.press("enter")
        assert "next: best practices and a published document" in desk.sentence
        await desk.press("escape", "down", "enter", "p")
        assert p4(desk).gates[-1].id == "documented"
        assert p4(desk).gates[-1].because == ""


async def test_a_gate_that_misses_performers_leads_to_their_field_in_the_form(sample: "Sitting") -> None:
    async with sample() as desk:
        chart.set_fields(desk.store, PAT, p4(desk), {"performers": frozenset()})
        desk.app.look_again()
        await engineer(desk, "G", "enter")
        assert "! nobody is named who performs it; those of its steps are roles" in desk.text
        await desk.press("enter")
        await desk.write("zoe")
        await desk.press("ctrl+s")
        assert p4(desk).performers == {"zoe"}


async def test_a_name_that_is_nobodys_yet_learns_it_as_a_new_person(sample: "Sitting") -> None:
    async with sample() as desk:
        await engineer(desk, "T", "w")
        await desk.write("Noor Haddad")
        assert "+ a new person: Noor Haddad" in desk.text
        await desk.press("enter")
        assert desk.store.organization.people["noor"].name == "Noor Haddad"
        assert p4(desk).training[0].learner("noor")


async def test_a_first_answer_stands_in_its_history_field_by_field(empty: "Sitting") -> None:
    async with empty((120, 40)) as desk:
        await desk.burst("aBake↵↵2")
        await desk.press("enter")
        assert desk.line_with(" answer ")
        await desk.burst("A loaf")
        await desk.press("ctrl+s", "b")
        assert "answer" in desk.text
        assert "+ A loaf" in desk.text
        assert "- nothing before" in desk.text


async def test_a_adds_to_what_a_question_lists_without_going_in(sample: "Sitting") -> None:
    async with sample() as desk:
        await engineer(desk, "a")
        assert desk.sentence.startswith("Nothing is listed here")
        await desk.press(*["down"] * 11, "a")
        assert "A new need" in desk.text
        await desk.press("ctrl+s")
        assert desk.sentence == "Nothing was written, and nothing is changed."


async def test_another_process_begins_in_the_list_and_not_in_the_part_left_before(sample: "Sitting") -> None:
    async with sample() as desk:
        await engineer(desk, "S", "1", "up", "2")
        assert "1 what it provides" in desk.text
        await desk.press("n")
        assert "Steps ·" not in desk.text
        await desk.press("S", "n")
        assert "p park" in desk.lines[-1]


async def test_a_version_in_which_nothing_changed_says_so_and_asks(sample: "Sitting") -> None:
    async with sample() as desk:
        await engineer(desk, "D", "p", "r")
        await desk.write("As it is done now")
        await desk.press("enter", "p")
        assert "Nothing has changed since V2. Publish it all the same?" in desk.text


async def test_who_joins_after_the_gate_is_told_in_the_list_the_gate_and_the_chart(sample: "Sitting") -> None:
    async with sample() as desk:
        await engineer(desk, "G", "enter", "p")
        await desk.write("Chair two opens")
        await desk.press("enter")
        chart.set_fields(desk.store, PAT, p4(desk), {"performers": frozenset({"chidi", "lukasz", "zoe", "mia"})})
        desk.app.look_again()
        await desk.pilot.pause()
        assert "since: 1 gap" in desk.line_with("✓    trained")
        assert "Since then: Mia Chen has yet to do" in desk.text
        await desk.press("1")
        assert "! trained" in desk.text


async def test_enter_on_a_gap_goes_to_where_it_is_mended(sample: "Sitting") -> None:
    async with sample() as desk:
        await engineer(desk, "G", "enter", "down", "down", "enter")
        assert "Training · 1.3" in desk.text
        await desk.press("right", "right", "space")
        learner = p4(desk).training[1].learner("zoe")
        assert learner
        assert learner.level == "do"


async def test_enter_on_an_open_question_goes_to_the_question(sample: "Sitting") -> None:
    async with sample() as desk:
        await engineer(desk, "G", "up", "up", "enter", "enter")
        assert "9 return on assets · 1.3" in desk.text
        await desk.press("x")
        await desk.write("no assets")
        await desk.press("enter")
        assert {answer.id: answer.state for answer in p4(desk).answers}["assets"] == "not applicable"


# Questions: their past, and one's own


async def test_an_answer_keeps_what_stood_there_before(sample: "Sitting") -> None:
    async with sample() as desk:
        await engineer(desk, "down", "c", "b")
        assert "when it is right · P4 Examine and explain: before" in desk.text
        assert "checked" in desk.text
        assert "+ 2026-11-23" in desk.text


async def test_a_belief_says_when_a_customer_is_to_be_asked_again(sample: "Sitting") -> None:
    async with sample() as desk:
        await engineer(desk, "down")
        assert "a customer on 2026-09-21, due again" in desk.text
        await desk.press("c")
        assert "a customer on 2026-11-23, due again" in desk.text


async def test_what_has_no_answer_cannot_be_confirmed(sample: "Sitting") -> None:
    async with sample() as desk:
        await engineer(desk, "down", "x")
        await desk.write("nobody asks")
        await desk.press("enter")
        assert "never a customer" not in desk.text
        before = desk.store.space.fold.seq
        await desk.press("c")
        assert desk.sentence.startswith("Not now: no answer is written yet")
        assert desk.store.space.fold.seq == before


async def test_a_question_of_ones_own_is_asked_worded_hidden_and_asked_again(sample: "Sitting") -> None:
    async with sample() as desk:
        await engineer(desk, "Q", "a")
        await desk.write("Who decides?")
        await desk.press("ctrl+s")
        assert "Who decides?" in desk.text
        assert desk.store.organization.profile.questions[0].id == "who-decides"
        await desk.press("Q", "w", *["backspace"] * 20)
        await desk.write("the result")
        await desk.press("ctrl+s")
        assert "1 the result" in desk.text
        await desk.press("Q", "h")
        assert "1 the result" not in desk.text
        await desk.press("Q", "s", "enter")
        assert "1 the result" in desk.text
        await desk.press("up", "Q", "d")
        assert "1 what it provides" in desk.text


# From process to process


async def test_the_pane_goes_from_process_to_process_and_the_chart_follows(sample: "Sitting") -> None:
    async with sample() as desk:
        await engineer(desk, "greater_than_sign")
        assert "2 Plan to finishe" in desk.text
        await desk.press("less_than_sign", "less_than_sign")
        assert "1.2 Greet and record" in desk.text
        await desk.press("f")
        await desk.write("recall to")
        await desk.press("enter")
        assert desk.app.current_mode == "engineer"
        assert "Recall to return visit" in desk.text
        found = desk.app.current
        await desk.press("1")
        assert desk.app.current_mode == "chart"
        assert desk.app.current == found


async def test_a_small_terminal_shows_the_list_or_the_place(sample: "Sitting") -> None:
    async with sample((60, 18)) as desk:
        await engineer(desk)
        assert desk.lines[1].startswith("╭─ Questions")
        assert desk.sentence == "Tab shows the question."
        await desk.press("T")
        assert desk.sentence == "Esc shows the list."
        assert desk.lines[1].startswith("╭─ Training · 1.3 Examine and explain ──")
        await desk.press("escape")
        assert desk.lines[1].startswith("╭─ Questions")


async def test_what_a_place_cannot_do_now_is_said_with_the_way_on(sample: "Sitting") -> None:
    async with sample() as desk:
        await engineer(desk, "D", "escape", "p")
        assert desk.sentence == "This is for questions. Enter goes into this part, where keys of its own act."
        await desk.press("enter", "p")
        assert "How much is changed?" in desk.text


# As it looks


@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 40)])
@pytest.mark.parametrize("place", ["document", "training", "gate"])
async def test_the_places_look_as_they_should(
    sample: "Sitting", golden: "Golden", width: int, height: int, place: str
) -> None:
    keys = {"document": ["D"], "training": ["T", "down", "down", "down"], "gate": ["G", "enter"]}
    async with sample((width, height)) as desk:
        await engineer(desk, *keys[place])
        golden(desk, f"{place}-{width}x{height}")
