"""What cannot be, typed into the engineer's forms: a sentence says why, and nothing that was typed is lost."""

from typing import TYPE_CHECKING

import pytest
from textual import events

from tests.screens.conftest import TODAY
from workbench.domain.evidence import answer_to
from workbench.domain.process import Process
from workbench.domain.steps import Step, in_order
from workbench.services import chart, engineering, setup
from workbench.services.parts import STEP
from workbench.store.lines import Actor

if TYPE_CHECKING:
    from pathlib import Path

    from tests.screens.conftest import Desk, Sitting

TO_STEPS = (*("j",) * 3, "2", "S")
TARGET_TIME = (*("j",) * 3, "2", *("j",) * 3)


def p4(desk: "Desk") -> Process:
    return desk.store.organization.processes["P4"]


def steps(desk: "Desk") -> list[Step]:
    return in_order(p4(desk).steps)


@pytest.mark.parametrize(
    ("figure", "sentence"),
    [
        ("-45 min", "is less than nothing"),
        ("1" + "0" * 13 + " min", "has too many digits"),
        ("45 min to $9", "mixes 45 min with $9"),
        ("$9", "is money; here a time is wanted"),
        ("2 h to 1 h", "ends before it begins"),
        ("45 min ±2 h", "is more than the 45 min itself"),
        ("5 working days", "a working day has no fixed length here"),
    ],
)
async def test_a_figure_that_cannot_be_is_said_and_stays_to_be_mended(
    sample: "Sitting", figure: str, sentence: str
) -> None:
    async with sample() as desk:
        await desk.press(*TARGET_TIME, "enter", "ctrl+u")
        await desk.burst(figure)
        await desk.press("tab")
        await desk.burst("On the patient's clock: ")
        await desk.press("ctrl+s")
        assert sentence in " ".join(desk.text.split())
        assert figure in desk.text
        assert "On the patient's clock: " in desk.text
        assert answer_to(p4(desk), "target-time").figure == "45 min ±10 min"
        await desk.press("ctrl+u")
        await desk.burst("45 min")
        await desk.press("ctrl+s")
        assert answer_to(p4(desk), "target-time").figure == "45 min"
        assert answer_to(p4(desk), "target-time").text.startswith("On the patient's clock: ")


async def test_twenty_thousand_characters_are_pasted_into_an_answer_and_kept(sample: "Sitting") -> None:
    text = ("What a patient told us, word by word. " * 600)[:20_000].strip()
    async with sample() as desk:
        await desk.press(*TARGET_TIME, "enter", "tab", "ctrl+a", "delete")
        desk.app.post_message(events.Paste(text))
        await desk.pilot.pause()
        await desk.press("ctrl+s")
        assert text in answer_to(p4(desk), "target-time").text
        assert "What a patient told us" in desk.text


async def test_steps_that_go_round_for_ever_are_named_and_can_be_mended(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press(*TO_STEPS, "j", "b")
        await desk.burst("S1")
        await desk.press("enter")
        await desk.burst("100 %")
        await desk.press("enter")
        assert [way.to for way in steps(desk)[1].ways] == ["S1"]
        assert "never" in desk.text
        await desk.press("u")
        assert steps(desk)[1].ways == ()
        assert "lead time" in desk.text


async def test_two_hundred_steps_are_walked_through_and_reckoned(tmp_path: "Path", later: "Sitting") -> None:
    store, _ = setup.begin(tmp_path / "store", "Ours", "tester", "Tess Ter", clock=lambda: TODAY)
    tess = Actor("tess-ter", "tester")
    chart.add(store, tess, "A long way")
    for number in range(1, 201):
        engineering.add_part(store, tess, "P1", STEP, {"name": f"Step {number}", "active": "1 min"})
    store.close()
    async with later((80, 24)) as desk:
        await desk.press("2", "S", "end")
        assert "Step 200" in desk.text
        assert "3 h 20 min" in desk.text
