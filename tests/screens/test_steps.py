"""Designing a process by its steps: as fast as people tell them, with what they come to below."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.poisoned import poisoned
from tests.screens.test_any_text import HOSTILE, real, wrong_lines
from workbench.domain.steps import Step, Symbol, in_order
from workbench.domain.text import clean_line
from workbench.services import chart, engineering, people, setup
from workbench.services.parts import STEP
from workbench.store import drafts
from workbench.store.lines import Actor
from workbench.store.store import Store

if TYPE_CHECKING:
    from tests.screens.conftest import Desk, Golden, Sitting

TESS = Actor("tess", "tester")
TO_STEPS = (*("j",) * 3, "2", "S")


def steps(desk: "Desk", process: str = "P1") -> list[Step]:
    return in_order(desk.store.organization.processes[process].steps)


def names(desk: "Desk") -> list[str]:
    return [step.name for step in steps(desk)]


async def begin(desk: "Desk") -> None:
    """One process on an empty chart, with the cursor on its steps."""
    await desk.burst("aOrder to cash↵↵2S")


async def test_a_process_is_designed_from_nothing_to_its_totals_by_keys(empty: "Sitting") -> None:
    async with empty((120, 40)) as desk:
        await begin(desk)
        assert "There is no step yet: a writes the first." in desk.text
        await desk.burst("aTake the order↵Check the credit↵Send it↵↵gm10 min, wait 2 h↵")
        assert desk.sentence == "S1 Take the order: 10 min, wait 2 h; u takes it back"
        await desk.burst("v@clerk↵$$4↵ji@bookkeeper↵bS1↵20 %: the address is missing↵jt")
        first, second, third = steps(desk)
        assert (first.active, first.wait, first.cost, first.value, first.performer) == (
            "PT10M", "PT2H", "$4", "VA", "clerk",
        )  # fmt: skip
        assert second.symbol is Symbol.INSPECTION
        assert (second.ways[0].to, second.ways[0].chance, second.ways[0].name) == ("S1", "20", "the address is missing")
        assert third.symbol is Symbol.TRANSPORT
        assert "lead time 2 h 42 min · touch time 12 min 30 s · cycle efficiency 7.7 %" in desk.text
        assert "cost per run $5" in desk.text


async def test_a_word_that_is_part_of_somebodys_name_is_a_role(empty: "Sitting") -> None:
    async with empty((120, 40)) as desk:
        people.add_person(desk.store, desk.app.actor, "Ana Baker")
        desk.app.look_again()
        await begin(desk)
        await desk.burst("aMix↵Pack↵Sell↵↵g@baker↵")
        assert steps(desk)[0].performer == "baker"
        assert desk.sentence == "S1 Mix: done by baker, a role; u takes it back"
        await desk.burst("G@ana baker↵")
        assert steps(desk)[2].performer == "ana"
        assert desk.sentence == "S3 Sell: done by Ana Baker, a person; u takes it back"
        assert "handovers 1 (a performer is missing)" in desk.text


async def test_names_typed_in_one_burst_are_all_steps(empty: "Sitting") -> None:
    async with empty((120, 40)) as desk:
        await begin(desk)
        await desk.burst("aTake the order↵Check the credit↵Pack it↵Send it↵↵")
        assert names(desk) == ["Take the order", "Check the credit", "Pack it", "Send it"]
        await desk.burst("gOOpen the mail↵↵")
        assert names(desk)[0] == "Open the mail"
        await desk.burst("geOpen↵Jjdx")
        assert "Open the mailOpen" in names(desk)


async def test_a_step_is_moved_and_deleted_and_each_is_taken_back(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press(*TO_STEPS, "J")
        assert [step.id for step in steps(desk, "P4")] == ["S2", "S1", "S3", "S4", "S5", "S6"]
        await desk.press("K", "K")
        assert desk.sentence == "It is the first step already."
        await desk.press("d", "x")
        assert [step.id for step in steps(desk, "P4")] == ["S2", "S3", "S4", "S5", "S6"]
        await desk.press("u", "J", "u")
        assert [step.id for step in steps(desk, "P4")] == ["S1", "S2", "S3", "S4", "S5", "S6"]


async def test_a_step_is_numbered_by_where_it_stands(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press(*TO_STEPS, "J")
        assert desk.line_with("1 S2 ")
        assert desk.line_with("2 S1 ")
        await desk.press("w")
        assert desk.line_with("1 S2 Wait")
        await desk.press("w")
        assert desk.line_with("1 Wait")
        assert "20 % to 4: not yet" in desk.text


async def test_a_new_step_gets_its_symbol_while_it_is_written(empty: "Sitting") -> None:
    async with empty((120, 40)) as desk:
        await begin(desk)
        await desk.press("a", "tab", "tab", "shift+tab")
        await desk.burst("Drive there")
        await desk.press("escape")
        assert [step.symbol for step in steps(desk)] == [Symbol.TRANSPORT]


async def test_the_performers_stay_in_sight_however_far_the_lanes_are_scrolled(sample: "Sitting") -> None:
    async with sample((80, 24)) as desk:
        await desk.press(*TO_STEPS, "w", "w")
        head = desk.lines[2]
        assert "dentist" in head
        await desk.press("G")
        assert desk.line_with("Write it down")
        assert desk.lines[2] == head
        await desk.press("g")
        assert desk.lines[2] == head
        assert desk.line_with("1 Take the")


async def test_the_value_goes_round_its_classes(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press(*TO_STEPS)
        found: list[str | None] = []
        for _ in range(4):
            await desk.press("v")
            found.append(steps(desk, "P4")[0].value)
        assert found == ["NVA", None, "VA", "BVA"]


async def test_a_chance_that_makes_no_sense_is_asked_for_again_and_an_empty_one_takes_the_way_out(
    sample: "Sitting",
) -> None:
    async with sample() as desk:
        await desk.press(*TO_STEPS, "j", "j", "j", "j", "b")
        await desk.burst("S4")
        await desk.press("enter")
        assert "20 %: not yet" in desk.text
        await desk.press(*("backspace",) * 13)
        await desk.burst("twice")
        await desk.press("enter")
        assert "“twice” holds no number" in desk.text
        await desk.press(*("backspace",) * 5, "enter")
        assert steps(desk, "P4")[4].ways == ()


async def test_what_no_step_can_have_is_said_and_nothing_is_lost(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press(*TO_STEPS, "m", *("backspace",) * 5)
        await desk.burst("-3 min↵")
        assert "Active: “-3 min” is less than nothing" in desk.text
        await desk.press(*("backspace",) * 6)
        await desk.burst("8 min, 2 d↵")
        assert "say which of them is the wait, like 8 min, wait 2 d" in desk.text
        await desk.press(*("backspace",) * 10)
        await desk.burst("1h30 and waits 2 d↵")
        assert desk.sentence.endswith(": 1 h 30 min, wait 2 d; u takes it back")
        assert (steps(desk, "P4")[0].active, steps(desk, "P4")[0].wait) == ("PT1H30M", "P2D")


@pytest.mark.parametrize("key", ["m", "$"])
async def test_a_time_or_a_cost_that_was_left_stands_there_when_it_is_asked_again(sample: "Sitting", key: str) -> None:
    async with sample() as desk:
        before = steps(desk, "P4")[0]
        await desk.press(*TO_STEPS)
        await desk.burst(f"{key} and 7")
        await desk.press("escape")
        assert "What you wrote is a draft" in desk.sentence
        assert steps(desk, "P4")[0] == before
        await desk.burst(key)
        assert " and 7" in desk.text
        await desk.press(*("backspace",) * 20)
        await desk.burst("5 min↵" if key == "m" else "$5↵")
        assert (steps(desk, "P4")[0].active, steps(desk, "P4")[0].cost).count("PT5M" if key == "m" else "$5") == 1
        assert not list(drafts.folders(desk.store.id)[0].glob("*.json"))


async def test_a_name_that_was_being_written_is_offered_and_gone_on_with(sample: "Sitting", later: "Sitting") -> None:
    async with sample() as desk:
        await desk.press(*TO_STEPS, "a")
        await desk.burst("Wash ha")
    async with later() as desk:
        assert "a new step of P4" in desk.text
        await desk.press("enter")
        await desk.burst("nds")
        await desk.press("enter", "enter")
        assert [step.name for step in steps(desk, "P4")][1] == "Wash hands"
        assert not list(drafts.folders(desk.store.id)[0].glob("*.json"))


async def test_the_name_of_a_step_that_was_left_is_kept_only_by_a_key(sample: "Sitting", later: "Sitting") -> None:
    async with sample() as desk:
        await desk.press(*TO_STEPS, "e")
        await desk.burst("!!")
    async with later() as desk:
        before = [step.name for step in steps(desk, "P4")]
        await desk.press("enter")
        assert [step.name for step in steps(desk, "P4")] == before
        await desk.press("enter")
        assert steps(desk, "P4")[0].name == f"{before[0]}!!"


async def test_the_fields_of_a_step_are_offered_again_with_what_was_written(
    sample: "Sitting", later: "Sitting"
) -> None:
    async with sample() as desk:
        await desk.press(*TO_STEPS, "enter")
        await desk.burst(", all of them")
    async with later() as desk:
        await desk.press("enter", "ctrl+s")
        assert steps(desk, "P4")[0].name == "Take the images, all of them"


async def test_a_chance_that_was_being_written_is_offered_again(sample: "Sitting", later: "Sitting") -> None:
    async with sample() as desk:
        await desk.press(*TO_STEPS, "j", "b")
        await desk.burst("end")
        await desk.press("enter")
        await desk.burst("5 %: she le")
    async with later() as desk:
        await desk.press("enter")
        await desk.burst("ft")
        await desk.press("enter")
        assert [(way.to, way.name) for way in steps(desk, "P4")[1].ways] == [("end", "she left")]


async def test_an_answer_that_was_being_written_is_offered_again(sample: "Sitting", later: "Sitting") -> None:
    async with sample() as desk:
        await desk.press(*("j",) * 3, "2", "enter")
        await desk.burst("Also this. ")
    async with later() as desk:
        await desk.press("enter", "ctrl+s")
        (answer,) = (a for a in desk.store.organization.processes["P4"].answers if a.id == "outputs")
        assert "Also this." in answer.text


async def test_a_step_deleted_elsewhere_while_it_is_renamed_becomes_a_new_one(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press(*TO_STEPS, "e")
        await desk.burst(" twice")
        other = Store.open(desk.store.folder, desk.store.clock)
        process = other.organization.processes["P4"]
        engineering.delete_part(other, Actor("pat", "pat"), process, STEP, "S1")
        other.close()
        desk.app._follow()
        assert "Somebody deleted it." in desk.sentence
        await desk.press("enter", "escape")
        assert [step.name for step in steps(desk, "P4")][-1] == "Take the images twice"


async def test_a_step_renamed_elsewhere_while_it_is_renamed_is_told(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press(*TO_STEPS, "e")
        await desk.burst(" twice")
        other = Store.open(desk.store.folder, desk.store.clock)
        process = other.organization.processes["P4"]
        engineering.set_part(other, Actor("pat", "pat"), process, STEP, "S1", {"name": "Images"})
        other.close()
        desk.app._follow()
        assert desk.sentence == "Somebody named it “Images” meanwhile. Enter keeps yours."
        await desk.press("enter")
        assert steps(desk, "P4")[0].name == "Take the images twice"


async def test_lanes_that_do_not_fit_are_not_drawn(tmp_path: Path, later: "Sitting") -> None:
    store_with(tmp_path / "store", [f"Step {n}" for n in range(9)]).close()
    async with later((50, 16)) as desk:
        await desk.press("2", "S", "w", "w")
        assert "The lanes do not fit in this width" in desk.text
        assert desk.app.defect is None


@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 40)])
async def test_the_steps_of_the_sample_look_as_they_should(
    sample: "Sitting", golden: "Golden", width: int, height: int
) -> None:
    async with sample((width, height)) as desk:
        await desk.press(*TO_STEPS, "j", "j", "j", "j")
        for view in ("steps", "flow-process-chart", "lanes"):
            golden(desk, f"{view}-{width}x{height}")
            await desk.press("w")


async def test_the_flow_is_drawn_with_plain_signs_where_they_are_set(sample: "Sitting", golden: "Golden") -> None:
    async with sample((120, 40), "ascii") as desk:
        await desk.press(*TO_STEPS, "w", "w")
        assert not set("╭╮╰╯│─┊◂▾○□◇⇨") & set(desk.text)
        golden(desk, "lanes-ascii-120x40")


def store_with(folder: Path, named: list[str]) -> Store:
    """A store with one process whose steps, performers and ways carry these names."""
    store, _ = setup.begin(folder, "Ours", "tester", "Tess Ter")
    process = chart.add(store, TESS, "One")
    for number, name in enumerate(named):
        texts = {"name": name, "performer": named[number % 9], "system": name, "note": name}
        engineering.add_part(store, TESS, process.id, STEP, texts)
    process = store.organization.processes[process.id]
    engineering.set_part(store, TESS, process, STEP, "S3", {"ways": f"10 % to S1: {named[0]}"})
    return store


@pytest.mark.parametrize("source", ["hostile", "naughty-strings/blns.json"])
async def test_whatever_steps_are_called_they_stay_aligned_and_harmless(
    source: str, tmp_path: Path, later: "Sitting"
) -> None:
    found = [name for name in (HOSTILE if source == "hostile" else real(source)) if clean_line(name)][:60]
    store_with(tmp_path / "store", found).close()
    async with later((140, 30)) as desk:
        await desk.press("2", "S")
        for keys in (
            ["j"],
            ["G"],
            ["w"],
            ["g"],
            ["pagedown"],
            ["w"],
            ["g"],
            ["pagedown"],
            ["enter"],
            ["escape"],
            ["b"],
        ):
            await desk.press(*keys)
            assert list(wrong_lines(desk, 140)) == []
            assert desk.app.defect is None


async def test_texts_that_nobody_cleaned_are_drawn_harmlessly(tmp_path: Path, later: "Sitting") -> None:
    poisoned(tmp_path / "store", "tester")
    async with later((100, 30)) as desk:
        for keys in ([*TO_STEPS], ["w"], ["w"], ["w", "at"], ["escape", "b"], ["escape", "e"], ["escape", "enter"]):
            await desk.press(*keys)
            assert list(wrong_lines(desk, 100)) == []
            assert desk.app.defect is None


async def test_a_field_that_somebody_else_changed_is_told_before_it_is_kept(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press(*TO_STEPS, "enter", "end")
        await desk.burst(" again")
        other = Store.open(desk.store.folder, desk.store.clock)
        process = other.organization.processes["P4"]
        engineering.set_part(other, Actor("pat", "pat"), process, STEP, "S1", {"name": "Images"})
        other.close()
        await desk.press("ctrl+s")
        assert "Take the images again" in desk.text
        assert steps(desk, "P4")[0].name == "Images"
        await desk.press("ctrl+s")
        assert steps(desk, "P4")[0].name == "Take the images again"
