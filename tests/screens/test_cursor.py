"""The terminal's own cursor stands where the person is: braille lines and screen readers follow it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.screens.conftest import Desk, Sitting


def under_cursor(desk: "Desk") -> str:
    """What stands on the screen from the cursor on."""
    spot = desk.app.cursor_position
    return desk.lines[spot.y][spot.x :].strip(" >│")


async def test_it_follows_the_outline_the_sheet_and_the_drawing(sample: "Sitting") -> None:
    async with sample((80, 24)) as desk:
        await desk.press("down", "down")
        assert under_cursor(desk).startswith("1.2 Greet and record")
        await desk.press("tab")
        assert under_cursor(desk).startswith("under       Call to first visit")
        await desk.press("shift+tab")
        assert under_cursor(desk).startswith("1.2 Greet and record")
        await desk.press("w")
        assert under_cursor(desk).startswith("1.2 Greet and record")
        await desk.press("left")
        assert "1 Call to first visit" in under_cursor(desk)


async def test_it_follows_a_list_and_goes_back_to_where_it_came_from(sample: "Sitting") -> None:
    async with sample((80, 24)) as desk:
        await desk.press("f", "down", "down")
        assert under_cursor(desk).startswith("1.2 Greet and record")
        await desk.write("rec")
        spot = desk.app.cursor_position
        assert desk.lines[spot.y][: spot.x].rstrip().endswith(" rec")
        await desk.press("escape")
        assert "1 Call to first visit" in under_cursor(desk)
        await desk.press("d")
        assert under_cursor(desk).startswith("Delete Call to first visit?")


async def test_it_stands_on_the_line_however_far_the_outline_has_scrolled(sample: "Sitting") -> None:
    async with sample((50, 16)) as desk:
        await desk.press("end")
        assert under_cursor(desk) in desk.line_with(">")
        assert under_cursor(desk)
