"""Keys that come all at once act one after the other, each where the one before it led."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.screens.conftest import Desk, Sitting


def names(desk: "Desk") -> list[str]:
    return [process.name for process in desk.store.organization.running()]


async def test_names_typed_in_one_burst_are_all_written(empty: "Sitting") -> None:
    async with empty() as desk:
        await desk.burst("aMake tea↵Pour it↵Drink↵↵")
        assert names(desk) == ["Make tea", "Pour it", "Drink"]


async def test_a_dialog_takes_the_answer_that_came_with_the_question(sample: "Sitting") -> None:
    async with sample() as desk:
        before = len(names(desk))
        await desk.burst("jdx")
        assert len(names(desk)) == before - 1


async def test_an_answer_given_twice_counts_once(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.burst("jdxx")
        assert desk.app.defect is None
        assert desk.app.is_running


async def test_what_is_typed_behind_find_is_searched_for(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.burst("fclaim to↵")
        assert desk.app.current == "P10"


async def test_an_owner_is_named_in_one_burst(empty: "Sitting") -> None:
    async with empty() as desk:
        await desk.burst("aQuote↵↵@Mia Chen↵")
        (process,) = desk.store.organization.running()
        assert process.owner == "mia"


async def test_a_name_is_changed_in_one_burst(empty: "Sitting") -> None:
    async with empty() as desk:
        await desk.burst("aQuote↵↵es↵j")
        assert names(desk) == ["Quotes"]


async def test_letters_in_a_filter_never_act_as_keys(sample: "Sitting") -> None:
    async with sample() as desk:
        before = names(desk)
        await desk.burst("/ddxq↵")
        assert names(desk) == before
        assert desk.app.is_running
