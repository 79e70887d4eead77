"""Any size: whole at 80x24, one part at a time below, at work at 40x12, and never an answer that it is too small."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.screens.conftest import Golden, Sitting

SCREENS = [
    ["down", "space", "tab", "down", "shift+tab"], ["w", "right", "w", "w"], ["enter", "down", "f4", "escape"],
    ["escape"],
    ["f", "p", "r", "down", "escape"], ["question_mark", "escape"], ["colon", "escape"], ["d", "escape"],
    ["r", "escape"], ["at", "escape"], ["m", "escape"], ["t", "a", "-", "1", "y", "enter", "escape"],
    ["slash", "p", "enter", "n", "escape"], ["a", "N", "e", "w", "enter", "enter"], ["f5", "escape"], ["f8", "escape"],
]  # fmt: skip


@pytest.mark.parametrize("size", [(40, 12), (20, 5), (1, 1)], ids=str)
async def test_every_screen_works_at_every_size(sample: "Sitting", size: tuple[int, int]) -> None:
    async with sample(size) as desk:
        for keys in SCREENS:
            await desk.press(*("minus" if key == "-" else key for key in keys))
            assert "too small" not in desk.text
        assert "New" in [process.name for process in desk.store.organization.running()]


async def test_a_storm_of_sizes_leaves_everything_in_place(sample: "Sitting") -> None:
    async with sample((80, 24)) as desk:
        await desk.press("down", "down")
        for width, height in [(40, 12), (1, 1), (300, 100), (79, 19), (20, 5), (120, 16), (80, 24)] * 3:
            await desk.pilot.resize_terminal(width, height)
        assert desk.app.current == "P3"
        assert desk.line_with("1.2 Greet and record").startswith("│>")
        assert "purpose" in desk.text


@pytest.mark.parametrize("size", [(79, 24), (50, 16), (40, 12), (80, 19)], ids=str)
async def test_where_there_is_room_for_one_part_tab_shows_the_other_and_it_is_said(
    sample: "Sitting", size: tuple[int, int]
) -> None:
    async with sample(size) as desk:
        await desk.press("down", "up")
        assert desk.sentence == "Tab shows what is known of the process."
        assert "purpose" not in desk.text
        await desk.press("tab")
        assert desk.sentence == "Tab shows the chart."
        assert "purpose" in desk.text
        assert "Answer and book" not in desk.text
        await desk.press("tab", "down")
        assert "Answer and book" in desk.text
        assert desk.app.current == "P2"


@pytest.mark.parametrize("size", [(80, 20), (120, 16)], ids=str)
async def test_where_there_is_room_for_both_parts_both_are_shown(sample: "Sitting", size: tuple[int, int]) -> None:
    async with sample(size) as desk:
        assert "purpose" in desk.text
        assert "Answer and book" in desk.text
        await desk.press("tab", "down", "tab", "down")
        assert desk.app.current == "P2"


async def test_a_sheet_that_is_read_stays_when_the_terminal_shrinks(sample: "Sitting") -> None:
    async with sample((80, 24)) as desk:
        await desk.press("tab")
        await desk.pilot.resize_terminal(40, 12)
        await desk.pilot.pause()
        assert "purpose" in desk.text
        await desk.press("tab")
        await desk.pilot.resize_terminal(80, 24)
        await desk.pilot.pause()
        assert "Answer and book" in desk.text
        assert "purpose" in desk.text


async def test_a_sentence_that_is_too_long_for_a_line_takes_another_for_as_long_as_it_stands(
    sample: "Sitting",
) -> None:
    async with sample((40, 12)) as desk:
        await desk.press("w")
        assert "shows the customers" in " ".join(line.strip() for line in desk.lines)
        await desk.press("down")
        assert desk.lines[-3].startswith("╰")


async def test_at_the_end_of_a_map_one_goes_on_to_the_customers_and_back(sample: "Sitting") -> None:
    async with sample((80, 24)) as desk:
        await desk.press("w")
        assert "…" in desk.line_with("1 Call to first visit")
        assert "Parent of a young patient" not in desk.text
        await desk.press("right", "right", "right")
        assert "Parent of a young patient" in desk.text
        await desk.press("left", "left", "left")
        assert "1 Call to first visit" in desk.text


async def test_the_filter_says_what_it_is_while_it_is_written_and_kept(sample: "Sitting", golden: "Golden") -> None:
    async with sample((80, 24)) as desk:
        await desk.press("slash")
        await desk.write("treat")
        await desk.pilot.pause()
        golden(desk, "filter-80x24")
        await desk.press("enter")
        assert "filter treat" in desk.text
        await desk.press("escape")
        assert "filter treat" not in desk.text


async def test_a_length_of_time_is_shown_in_words_and_read_in_both_ways(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("f", "c", "l", "a", "i", "m", "space", "t", "o", "enter", "enter")
        field = desk.app.screen.query_one("#field-review_interval")
        assert getattr(field, "value", "") == "6 months"
        field.focus()
        await desk.press("home", "ctrl+k")
        await desk.write("P2W")
        await desk.press("ctrl+s", "enter")
        assert getattr(desk.app.screen.query_one("#field-review_interval"), "value", "") == "2 weeks"


@pytest.mark.parametrize(
    ("width", "tabs"), [(80, " 4 Journal [5 Oversight]"), (63, " 4 [5 Oversight]"), (40, " 4 [5 Oversight]")]
)
async def test_the_pane_that_one_is_in_is_named_at_any_width(sample: "Sitting", width: int, tabs: str) -> None:
    async with sample((width, 16)) as desk:
        await desk.press("5")
        assert desk.lines[0].endswith(tabs)
        assert desk.lines[0].startswith(" Lakeside")
