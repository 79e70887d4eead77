from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.screens.conftest import Golden, Sitting


@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 40), (50, 16), (40, 12)])
async def test_the_chart_of_the_sample_looks_as_it_should(
    sample: "Sitting", golden: "Golden", width: int, height: int
) -> None:
    async with sample((width, height)) as desk:
        await desk.press("down", "down")
        golden(desk, f"chart-{width}x{height}")


@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 40), (50, 16)])
async def test_the_form_of_a_process_looks_as_it_should(
    sample: "Sitting", golden: "Golden", width: int, height: int
) -> None:
    async with sample((width, height)) as desk:
        await desk.press("down", "down", "enter")
        golden(desk, f"form-{width}x{height}")


async def test_the_map_looks_as_it_should(sample: "Sitting", golden: "Golden") -> None:
    async with sample((120, 40)) as desk:
        await desk.press("w")
        golden(desk, "map-120x40")


async def test_boxes_are_drawn_where_they_fit(sample: "Sitting", golden: "Golden") -> None:
    async with sample((120, 40)) as desk:
        await desk.press("f")
        await desk.write("recall to")
        await desk.press("enter", "s", "w", "w")
        golden(desk, "boxes-120x40")


async def test_find_looks_as_it_should(sample: "Sitting", golden: "Golden") -> None:
    async with sample((80, 24)) as desk:
        await desk.press("f")
        await desk.write("recal")
        golden(desk, "find-80x24")


async def test_a_terminal_without_box_characters_gets_plain_signs(sample: "Sitting", golden: "Golden") -> None:
    async with sample((80, 24), "ascii") as desk:
        await desk.press("home")
        golden(desk, "chart-ascii-80x24")


async def test_an_empty_store_says_what_to_do_first(empty: "Sitting", golden: "Golden") -> None:
    async with empty() as desk:
        golden(desk, "empty-80x24")
