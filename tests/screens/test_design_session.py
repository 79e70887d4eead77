"""A process design session, from an empty store to a shaped and owned chart, by keys alone."""

from pathlib import Path
from typing import TYPE_CHECKING

from workbench.store.store import Store

if TYPE_CHECKING:
    from tests.screens.conftest import Sitting


def outline(store: Store) -> list[str]:
    organization = store.organization
    return [f"{'  ' * depth}{organization.processes[p].name}" for p, depth in organization.chart.walk()]


async def test_names_are_typed_one_after_the_other_and_levelled_while_typing(empty: "Sitting") -> None:
    async with empty() as desk:
        await desk.press("a")
        for name, then in (("Order to cash", "enter"), ("Take the order", "tab"), ("Ship it", "enter")):
            if then == "tab":
                await desk.press("tab")
            await desk.write(name)
            await desk.press("enter")
        await desk.press("shift+tab")
        await desk.write("Hire to mastery")
        await desk.press("enter", "enter")
        assert outline(desk.store) == ["Order to cash", "  Take the order", "  Ship it", "Hire to mastery"]
        assert desk.app.screen.focused.__class__.__name__ != "NameEntry"


async def test_a_session_shapes_names_and_owns_a_chart(empty: "Sitting") -> None:
    async with empty() as desk:
        await desk.press("a")
        for name in ("Quote", "Order to cash", "Deliver"):
            await desk.write(name)
            await desk.press("enter")
        await desk.press("enter")
        await desk.press("home", "down", "greater_than_sign")
        assert outline(desk.store) == ["Quote", "  Order to cash", "Deliver"]
        await desk.press("less_than_sign", "K", "e")
        await desk.write(" of work")
        await desk.press("enter")
        assert outline(desk.store) == ["Order to cash of work", "Quote", "Deliver"]
        await desk.press("v", "v", "at")
        await desk.write("Mia Chen")
        await desk.press("enter")
        organization = desk.store.organization
        assert [process.owner for process in organization.running()] == ["mia", "mia", None]
        assert desk.sentence.startswith("Mia Chen owns 2 processes")
        await desk.press("exclamation_mark", "d", "x")
        assert outline(desk.store) == ["Order to cash of work", "Quote"]


async def test_marks_are_told_in_the_question_and_gone_once_they_were_used(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("down", "v", "v", "at")
        assert "Who answers for 2 marked processes?" in desk.text
        await desk.press("escape", "m")
        assert "Move 2 marked processes under which process?" in desk.text
        await desk.press("escape", "r")
        assert "Next review of 2 marked processes" in desk.text
        await desk.press("ctrl+u")
        await desk.write("2027-03-01")
        await desk.press("enter")
        assert "marked" not in desk.text
        await desk.press("at")
        assert "Who answers for it?" in desk.text


async def test_every_step_is_undone_by_name_and_done_again(empty: "Sitting") -> None:
    async with empty() as desk:
        await desk.press("a")
        await desk.write("Quote")
        await desk.press("enter", "enter", "e")
        await desk.write("s")
        await desk.press("enter", "u")
        assert outline(desk.store) == ["Quote"]
        assert desk.sentence.startswith("taken back: name of P1 Quote is “Quote” again")
        await desk.press("u")
        assert outline(desk.store) == []
        await desk.press("U", "U")
        assert outline(desk.store) == ["Quotes"]


async def test_what_was_done_can_be_undone_after_a_restart(empty: "Sitting", tmp_path: Path) -> None:
    async with empty() as desk:
        await desk.press("a")
        await desk.write("Quote")
        await desk.press("enter", "enter")
    reopened = Store.open(tmp_path / "store")
    (person,) = reopened.organization.people
    from workbench.store.lines import Actor

    reopened.undo(Actor(person, "tester"))
    assert outline(reopened) == []


async def test_deleting_asks_and_the_second_key_is_another(sample: "Sitting") -> None:
    async with sample() as desk:
        before = len(desk.store.organization.processes)
        await desk.press("d", "d", "escape")
        assert len(desk.store.organization.processes) == before
        await desk.press("d", "o")
        assert len(desk.store.organization.processes) == before - 1
        await desk.press("u")
        assert len(desk.store.organization.processes) == before


async def test_a_subtree_is_copied_and_pasted_elsewhere_as_one_change(sample: "Sitting") -> None:
    async with sample() as desk:
        before = outline(desk.store)
        await desk.press("y", "G", "p")
        after = outline(desk.store)
        assert len(after) == len(before) + 4
        assert after[-4:] == [f"  {name}" for name in before[:4]]
        await desk.press("u")
        assert outline(desk.store) == before


async def test_indented_text_pasted_from_elsewhere_becomes_processes_when_asked(empty: "Sitting") -> None:
    from textual import events

    async with empty() as desk:
        await desk.press("a")
        await desk.write("Order to cash")
        await desk.press("enter", "enter")
        focused = desk.app.screen.focused
        assert focused
        focused.post_message(events.Paste("Take the order\n  Check stock\nShip it\n"))
        await desk.pilot.pause()
        assert outline(desk.store) == ["Order to cash"]
        await desk.press("c")
        assert outline(desk.store) == ["Order to cash", "  Take the order", "    Check stock", "  Ship it"]


async def test_a_process_is_moved_under_another_that_is_found_by_typing(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("down", "m")
        await desk.write("claim to")
        await desk.press("enter")
        assert desk.store.organization.processes["P2"].parent == "P10"
        assert "moved Answer and book under P10 Claim to cash" in desk.sentence


async def test_a_process_cannot_be_moved_under_itself(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("m")
        await desk.write("answer and book")
        assert "It is what is moved, or stands under it." in desk.text
        await desk.press("enter")
        assert desk.store.organization.processes["P2"].parent == "P1"


async def test_an_engineered_process_changes_its_owner_by_a_handoff_only(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("at")
        await desk.write("zoe")
        await desk.press("enter")
        assert desk.store.organization.processes["P1"].owner == "dana"
        assert "handoff" in desk.text


async def test_the_next_review_is_set_in_a_few_keys(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("r", *["backspace"] * 10)
        await desk.write("+2w")
        await desk.press("enter")
        assert str(desk.store.organization.processes["P1"].next_review) == "2026-12-07"


async def test_a_retired_process_leaves_the_chart_and_stays_in_the_history(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("down", "R")
        assert desk.store.organization.processes["P2"].retired
        assert "Answer and book" not in "\n".join(line[:60] for line in desk.lines[:20])
