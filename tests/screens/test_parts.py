"""What is listed for a process: needs, conflicts, best practices, what can go wrong."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.screens.conftest import Desk, Golden, Sitting

NEEDS, COMPANY, CONFLICTS, PRACTICES, RISKS = "kkkkk", "kkkk", "kkk", "j", "jj"


async def go(desk: "Desk", ways: str) -> None:
    """Stand on a list of a process of the sample, reached from its steps."""
    await desk.burst("jjj2S")
    await desk.press("escape")
    await desk.burst(f"{ways}↵")


async def test_enter_on_a_question_with_a_list_goes_into_the_list(sample: "Sitting") -> None:
    async with sample() as desk:
        await go(desk, NEEDS)
        assert "To be told in plain words  met" in desk.text
        await desk.press("j", "m")
        assert {need.id: need.met for need in desk.store.organization.processes["P4"].fit}["N2"] == "not"
        await desk.press("m", "m")
        assert {need.id: need.met for need in desk.store.organization.processes["P4"].fit}["N2"] == "met"


async def test_a_need_is_written_under_the_side_on_which_one_stands(sample: "Sitting") -> None:
    async with sample() as desk:
        await go(desk, COMPANY)
        await desk.press("a")
        await desk.burst("No claim comes back")
        await desk.press("ctrl+s")
        (need,) = (need for need in desk.store.organization.processes["P4"].fit if need.id == "N6")
        assert (need.name, need.side) == ("No claim comes back", "company")
        assert "No claim comes back  not judged yet" in desk.text


async def test_where_nothing_is_listed_enter_writes_the_first(empty: "Sitting") -> None:
    async with empty((120, 40)) as desk:
        await desk.burst("aOrder to cash↵↵2S")
        await desk.press("escape")
        await desk.burst(f"{COMPANY}↵")
        assert "no need yet: a writes one" in desk.text
        await desk.press("d")
        assert "There is no need here" in desk.sentence
        await desk.press("enter")
        await desk.burst("No rework")
        await desk.press("ctrl+s")
        (need,) = desk.store.organization.processes["P1"].fit
        assert (need.name, need.side) == ("No rework", "company")


async def test_a_conflict_names_its_needs(sample: "Sitting") -> None:
    async with sample() as desk:
        await go(desk, CONFLICTS)
        assert "Time to explain against a full book  (N3, N5)" in desk.text
        await desk.press("a")
        await desk.burst("Price first against choices first")
        await desk.press("down")
        await desk.burst("n1, n99")
        await desk.press("ctrl+s")
        assert "there is no need N99. There are: N1, N2" in desk.text
        await desk.press("backspace", "backspace", "2", "ctrl+s")
        assert desk.store.organization.processes["P4"].conflicts[-1].between == {"N1", "N2"}


async def test_the_cursor_stands_on_what_was_added(sample: "Sitting") -> None:
    async with sample() as desk:
        await go(desk, PRACTICES)
        await desk.press("a")
        await desk.burst("Say it twice")
        await desk.press("ctrl+s", "c")
        practice = desk.store.organization.processes["P4"].practices[-1]
        assert (practice.name, practice.confirmed) == ("Say it twice", desk.app.today)


async def test_a_practice_is_confirmed_today(sample: "Sitting") -> None:
    async with sample() as desk:
        await go(desk, PRACTICES)
        await desk.press("j", "j", "j", "c")
        (practice,) = (b for b in desk.store.organization.processes["P4"].practices if b.id == "B3")
        assert practice.confirmed == desk.app.today
        assert f"confirmed {desk.app.today}" in desk.text


async def test_a_risk_is_changed_and_deleted_and_brought_back(sample: "Sitting") -> None:
    async with sample() as desk:
        await go(desk, RISKS)
        await desk.press("e", "end")
        await desk.burst(" at all")
        await desk.press("ctrl+s")
        assert desk.store.organization.processes["P4"].risks[0].name == "The images do not show the root at all"
        await desk.press("d", "x")
        assert [risk.id for risk in desk.store.organization.processes["P4"].risks] == ["R2"]
        await desk.press("u")
        assert len(desk.store.organization.processes["P4"].risks) == 2


async def test_a_new_need_that_was_being_written_is_offered_again(sample: "Sitting", later: "Sitting") -> None:
    async with sample() as desk:
        await go(desk, COMPANY)
        await desk.press("a")
        await desk.burst("No claim comes back")
    async with later() as desk:
        await desk.press("enter", "ctrl+s")
        need = desk.store.organization.processes["P4"].fit[-1]
        assert (need.name, need.side) == ("No claim comes back", "company")


async def test_esc_leads_back_to_the_questions(sample: "Sitting") -> None:
    async with sample((80, 24)) as desk:
        await go(desk, NEEDS)
        await desk.press("escape", "j")
        assert "Questions" in desk.text
        assert desk.app.focused is not None
        assert desk.app.focused.id == "agenda"


@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 40)])
async def test_the_needs_of_the_sample_look_as_they_should(
    sample: "Sitting", golden: "Golden", width: int, height: int
) -> None:
    async with sample((width, height)) as desk:
        await go(desk, NEEDS)
        golden(desk, f"needs-{width}x{height}")


@pytest.mark.parametrize(("ways", "field"), [(NEEDS, "fit"), (COMPANY, "fit"), (CONFLICTS, "conflicts")])
async def test_enter_on_an_empty_list_begins_its_first(empty: "Sitting", ways: str, field: str) -> None:
    async with empty() as desk:
        await desk.burst("aOrder to cash↵↵2S")
        await desk.press("escape")
        await desk.burst(f"{ways}↵↵It is there")
        await desk.press("ctrl+s")
        (part,) = getattr(desk.store.organization.processes["P1"], field)
        assert part.name == "It is there"


async def test_the_question_and_what_a_good_answer_holds_stay_in_sight_while_it_is_written(sample: "Sitting") -> None:
    async with sample((80, 24)) as desk:
        await desk.burst("jjj2↵")
        assert "What is there when the process is done that was not there before?" in desk.text
        assert "Good: Names things a customer could hold, see or say" in desk.text
        await desk.burst("\n".join("line" for _ in range(30)).replace("\n", "↵"))
        assert "What is there when the process is done that was not there before?" in desk.text
