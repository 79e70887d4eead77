"""A session that is led: one question at a time, answered, parked and summed up, by keys alone."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from workbench.domain.answers import AnswerState
from workbench.domain.evidence import answer_to
from workbench.domain.process import Process
from workbench.services import reshape

if TYPE_CHECKING:
    from tests.screens.conftest import Desk, Golden, Sitting

EXAMINE = ("down", "down", "down", "2")


def p4(desk: "Desk") -> Process:
    return desk.store.organization.processes["P4"]


def move_clock(desk: "Desk", minutes: int) -> None:
    """Let some minutes pass on the clock of the store."""
    moment = desk.store.clock() + timedelta(minutes=minutes)

    def clock() -> datetime:
        return moment

    desk.store.clock = clock


async def test_a_session_is_led_from_the_first_open_question_to_its_summary(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press(*EXAMINE, "n", "P")
        assert desk.lines[0].startswith(" 9 of 15   0 min   1.3 Examine and explain")
        assert desk.line_with("What does it do for the return on what we own")
        assert "P growth  Dana Ruiz, by 2026-12-04" in desk.text
        await desk.press("enter")
        await desk.write("middle")
        await desk.press("ctrl+s")
        assert answer_to(p4(desk), "assets").figure == "middle"
        assert desk.line_with("middle")
        await desk.press("n")
        assert desk.lines[0].startswith(" 10 of 15")
        await desk.press("x")
        await desk.write("nobody comes for it")
        await desk.press("enter")
        assert answer_to(p4(desk), "growth").state is AnswerState.NOT_APPLICABLE
        await desk.press("n")
        assert desk.sentence == "Every question is settled: s shows what came of them."
        await desk.press("escape")
        assert "Decided (2)" in desk.text
        assert "nobody comes for it" in desk.text
        assert "when it is right" not in desk.text
        await desk.press("escape")
        assert "[2 Engineer]" in desk.text


async def test_a_summary_of_nothing_says_so(sample: "Sitting") -> None:
    async with sample((120, 40)) as desk:
        await desk.press(*EXAMINE, "P", "s", "escape")
        assert desk.sentence.startswith("Nothing was answered or parked in this session yet")


async def test_a_question_is_parked_from_the_session_with_somebody(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press(*EXAMINE, "n", "P", "p")
        await desk.write("chidi")
        await desk.press("enter")
        await desk.write("+2w")
        await desk.press("enter")
        assert "P return on assets  Dr Chidi Okafor, by 2026-12-07" in desk.text
        await desk.press("s")
        assert "Parked (2)" in desk.text


async def test_arrows_go_through_every_question_and_stop_at_the_ends(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press(*EXAMINE, "P", "left")
        assert desk.lines[0].startswith(" 1 of 15")
        await desk.press(*["right"] * 15)
        assert desk.lines[0].startswith(" 15 of 15")
        assert desk.sentence == "That was the last question: s shows what came of them."
        await desk.press("N")
        assert desk.lines[0].startswith(" 9 of 15")


async def test_needs_and_conflicts_are_written_where_they_are_asked_for(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press(*EXAMINE, "P", *["right"] * 10, "enter")
        await desk.write("To sit down while waiting")
        await desk.press("ctrl+s")
        assert [(need.name, need.side) for need in p4(desk).fit][-1] == ("To sit down while waiting", "customer")
        assert "To sit down while waiting: not judged yet" in desk.text
        await desk.press("right", "right", "enter")
        await desk.write("Two at one desk")
        await desk.press("ctrl+s")
        assert "Two at one desk" in desk.text
        await desk.press("escape")
        assert "Open (" in desk.text
        assert "Still open: N6 not judged" in desk.text


async def test_the_clock_of_each_question_counts_whole_minutes_and_rests_after_an_hour(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press(*EXAMINE, "P")
        move_clock(desk, 4)
        await desk.press("right")
        assert desk.lines[0].startswith(" 2 of 15   0 min")
        move_clock(desk, 2)
        await desk.press("left")
        assert desk.lines[0].startswith(" 1 of 15   4 min")
        move_clock(desk, 90)
        await desk.press("right", "left")
        assert desk.lines[0].startswith(" 1 of 15   over an hour")


async def test_the_summary_is_copied_and_written_to_a_file_as_markdown(sample: "Sitting", tmp_path: Path) -> None:
    async with sample() as desk:
        await desk.press(*EXAMINE, "P", "s", "y")
        assert desk.app.offered.startswith("# Examine and explain: the engineering session\n\n## Parked (1)")
        await desk.press("X")
        assert "examine-and-explain-session-2026-11-23.md" in desk.text
        await desk.press("ctrl+u")
        await desk.write(str(tmp_path / "session.md"))
        await desk.press("enter")
        assert "readable by you alone" in " ".join(desk.text.split())
        assert (tmp_path / "session.md").read_text(encoding="utf-8") == desk.app.offered


async def test_the_last_summary_can_be_written_to_a_file_while_leaving(sample: "Sitting", tmp_path: Path) -> None:
    async with sample() as desk:
        await desk.press(*EXAMINE, "n", "P", "x")
        await desk.write("not here")
        await desk.press("enter", "escape", "X")
        await desk.press("ctrl+u")
        await desk.write(str(tmp_path / "session.md"))
        await desk.press("enter")
        assert "[2 Engineer]" in desk.text
        assert "readable by you alone" in " ".join(desk.text.split())
        assert "not here" in (tmp_path / "session.md").read_text(encoding="utf-8")


async def test_a_process_that_somebody_deletes_meanwhile_ends_the_session(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press(*EXAMINE, "P")
        desk.app.act(reshape.delete, ["P4"])
        await desk.pilot.pause()
        assert "[2 Engineer]" in desk.text


async def test_a_session_without_a_process_says_where_one_is_chosen(empty: "Sitting") -> None:
    async with empty() as desk:
        await desk.press("2", "P")
        assert desk.sentence == "Choose a process in the chart (1) first."


@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 40)])
async def test_a_question_can_be_read_across_a_table(
    sample: "Sitting", golden: "Golden", width: int, height: int
) -> None:
    async with sample((width, height)) as desk:
        await desk.press(*EXAMINE, "P", "right", "right", "right")
        golden(desk, f"session-{width}x{height}")


async def test_long_answers_are_scrolled(sample: "Sitting") -> None:
    async with sample((50, 16)) as desk:
        await desk.press(*EXAMINE, "P")
        assert "lines more" in desk.text
        await desk.press(*["pagedown"] * 4)
        assert "lines more" not in desk.text
        assert "P growth  Dana Ruiz" in desk.text


async def test_how_many_processes_hang_on_an_engineer_stands_under_the_questions(sample: "Sitting") -> None:
    async with sample((80, 24)) as desk:
        await desk.press(*EXAMINE)
        assert "4 hang on an engineer" in desk.text
