"""The oversight pane: what waits, the six functions of every process, what oversight costs."""

from typing import TYPE_CHECKING

from workbench.services.waiting import waiting

if TYPE_CHECKING:
    from tests.screens.conftest import Sitting


async def test_five_opens_what_waits_with_how_long_it_takes(sample: "Sitting") -> None:
    async with sample((80, 24)) as desk:
        await desk.press("5")
        assert "[5 Oversight]" in desk.lines[0]
        found = waiting(desk.store, desk.app.today)
        assert f"What waits: {len(found)}, about {sum(item.minutes for item in found)} min" in desk.lines[1]
        assert "2026-11-14 review · Greet and record" in desk.text


async def test_where_nothing_waits_that_is_the_aim(empty: "Sitting") -> None:
    async with empty((80, 24)) as desk:
        await desk.press("escape", "5")
        assert "Nothing needs a look. That is the aim." in desk.text


async def test_the_list_of_oversight_names_the_current_process_and_turns_it(sample: "Sitting") -> None:
    async with sample((120, 40)) as desk:
        await desk.press("5", "escape")
        assert desk.line_with("1 Call to first visit")
        await desk.press("greater_than_sign")
        assert desk.line_with("1.1 Answer and book")
