"""A line that is asked for is a draft like everything that is written: Esc leaves it, and it stands there again."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from workbench.domain.answers import AnswerState
from workbench.domain.evidence import answer_to
from workbench.screens.welcome import Answer, Welcome
from workbench.store import drafts

if TYPE_CHECKING:
    from tests.screens.conftest import Desk, Sitting


def files(desk: "Desk") -> list[Path]:
    return list(drafts.folders(desk.store.id)[0].glob("*.json"))


@pytest.mark.parametrize(
    ("ways", "done"),
    [
        ("jjj2Dpr", "V2 is published; it is to be read: s says that you have."),
        ("jjj2GR", "R2 begins; stage and owner stay until its gates are passed."),
        ("jjj2nx", "return on assets does not apply; x opens it again."),
        ("jjj2Gp", "P4 Examine and explain is trained; next: its handoff to an owner."),
    ],
)
async def test_a_reason_that_was_left_stands_there_when_it_is_asked_again(
    sample: "Sitting", ways: str, done: str
) -> None:
    async with sample() as desk:
        await desk.burst(ways.replace("G", "S"))
        if "G" in ways:
            await desk.press("escape", "escape")
            await desk.burst("G↵" + ways.partition("G")[2])
        await desk.burst("Because it")
        await desk.press("escape")
        assert "What you wrote is a draft" in desk.sentence
        await desk.burst(ways[-2:] if "D" in ways else ways[-1])
        assert "Because it" in desk.text
        await desk.burst(" must be↵")
        assert desk.sentence == done
        assert files(desk) == []


async def test_a_line_that_was_left_does_not_stand_in_the_way_of_the_next_session(
    sample: "Sitting", later: "Sitting"
) -> None:
    async with sample() as desk:
        await desk.burst("jjj2nxNo machine")
        await desk.press("escape")
        assert len(files(desk)) == 1
    async with later() as desk:
        assert "Drafts: written, and not kept yet" not in desk.text
        await desk.press("f8", "enter")
        await desk.burst(" is ours↵")
        answer = answer_to(desk.store.organization.processes["P4"], "assets")
        assert (answer.state, answer.because) == (AnswerState.NOT_APPLICABLE, "No machine is ours")
        assert files(desk) == []


async def test_what_cannot_be_kept_stays_in_the_line_with_the_reason_below(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.burst("jjj2np↵some day↵")
        assert "“some day”" in desk.text
        await desk.press(*("backspace",) * 8)
        await desk.burst("+2w↵")
        assert answer_to(desk.store.organization.processes["P4"], "assets").state is AnswerState.PARKED


async def test_the_words_of_ones_own_question_are_a_draft(sample: "Sitting", later: "Sitting") -> None:
    async with sample() as desk:
        await desk.burst("jjj2Qasafety")
    async with later() as desk:
        assert "A question of your own" in desk.text
        await desk.press("enter")
        await desk.burst(" first")
        await desk.press("ctrl+s")
        assert [question.label for question in desk.store.organization.profile.questions] == ["safety first"]
        assert files(desk) == []


async def test_the_name_on_the_welcome_card_stands_there_again(tmp_path: Path) -> None:
    app = Welcome(str(tmp_path), lambda file: "")
    async with app.run_test() as pilot:
        await pilot.press("n", *"Ours", "escape", "n", "!", "enter")
    assert app.return_value == Answer("new", "Ours!")


async def test_the_day_of_a_review_is_written_as_everywhere_and_left_as_a_draft(
    sample: "Sitting", later: "Sitting"
) -> None:
    async with sample() as desk:
        await desk.press("r")
        await desk.burst("some day↵")
        assert "“some day” is no day." in desk.text
        await desk.press("ctrl+u")
        await desk.burst("tomor")
        await desk.press("escape")
    async with later() as desk:
        await desk.press("f8", "enter")
        await desk.burst("row↵")
        assert desk.sentence == "next review: 2026-11-24"
        assert desk.store.organization.processes["P1"].next_review == date(2026, 11, 24)
        assert files(desk) == []


async def test_the_name_of_a_file_is_a_draft_until_the_file_is_written(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("X")
        await desk.write("csv")
        await desk.press("enter", "f", "end")
        await desk.write(".old")
        await desk.press("escape", "f8", "enter")
        assert "lakeside-dental-2026-11-23.csv.old" in desk.text
        await desk.press("escape", "colon")
        await desk.write("bring in")
        await desk.press("enter")
        await desk.write("no such.csv")
        await desk.press("enter")
        assert "no such.csv cannot be read" in desk.text
        await desk.press("escape", "f8")
        assert "Which file? CSV, JSON" in desk.text


async def test_the_form_of_a_process_takes_the_days_that_all_lines_take(sample: "Sitting") -> None:
    async with sample() as desk:
        desk.app.open_form(desk.store.organization.processes["P1"], "next_review")
        await desk.pilot.pause()
        await desk.press("ctrl+u")
        await desk.burst("fri")
        await desk.press("ctrl+s")
        assert desk.store.organization.processes["P1"].next_review == date(2026, 11, 27)
