"""What is being written outlives the session, and is offered where it was being written."""

import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from workbench.services import chart, reshape
from workbench.store import drafts
from workbench.store.lines import Actor
from workbench.store.store import Store

if TYPE_CHECKING:
    from tests.screens.conftest import Desk, Sitting

MIA = Actor("mia", "mia")


def files(desk: "Desk") -> list[Path]:
    """The drafts on the disk."""
    return sorted(drafts.folders(desk.store.id)[0].glob("*.json"))


@asynccontextmanager
async def left(sample: "Sitting", *keys: str, text: str = " more") -> AsyncGenerator[None]:
    """A session that ends while something is being written."""
    async with sample() as desk:
        await desk.press(*keys)
        await desk.write(text)
    yield


async def test_a_form_that_was_left_is_opened_again_with_its_text_and_the_cursor_in_it(
    sample: "Sitting", later: "Sitting"
) -> None:
    async with left(sample, "enter", "down", text="X7"), later() as desk:
        assert "P1 Call to first visit" in desk.line_with("09:41, just now")
        await desk.press("enter")
        await desk.write("Y")
        await desk.press("ctrl+s")
        assert desk.store.organization.processes["P1"].code == "X7Y"
        assert files(desk) == []


async def test_an_answer_that_was_left_is_gone_on_with_in_the_pane_of_its_question(
    sample: "Sitting", later: "Sitting"
) -> None:
    async with left(sample, "down", "down", "down", "2", "enter"), later() as desk:
        await desk.press("enter", "ctrl+s")
        assert "[2 Engineer]" in desk.lines[0]
        assert desk.sentence.startswith("what it provides: kept; n goes to the next open question")


async def test_a_name_that_was_left_is_written_on_where_it_stood(sample: "Sitting", later: "Sitting") -> None:
    async with left(sample, "down", "e"), later() as desk:
        assert "the name of P2" in desk.text
        await desk.press("enter")
        assert "Answer and book more" in desk.text
        assert desk.store.organization.processes["P2"].name == "Answer and book"
        await desk.write("!")
        await desk.press("backspace", "enter")
        assert desk.store.organization.processes["P2"].name == "Answer and book more"
        assert files(desk) == []


async def test_a_name_that_was_left_is_never_written_over_one_that_was_given_meanwhile(
    sample: "Sitting", later: "Sitting", tmp_path: Path
) -> None:
    async with left(sample, "down", "e"):
        other = Store.open(tmp_path / "store")
        chart.set_fields(other, MIA, other.organization.processes["P2"], {"name": "Theirs"})
    async with later() as desk:
        await desk.press("enter", "enter")
        assert desk.sentence == "Mia Chen named it “Theirs” meanwhile. Enter lets you choose."
        assert desk.store.organization.processes["P2"].name == "Theirs"
        await desk.press("enter")
        assert "mine: Answer and book more" in desk.text
        assert "P2.name" not in desk.text
        assert len(files(desk)) == 1
        await desk.press("m")
        assert desk.store.organization.processes["P2"].name == "Answer and book more"


async def test_a_new_process_that_was_left_is_written_on_at_its_place(sample: "Sitting", later: "Sitting") -> None:
    async with left(sample, "down", "a", text="Greet"), later() as desk:
        await desk.press("enter")
        assert all(process.name != "Greet" for process in desk.store.organization.running())
        await desk.write("ings")
        await desk.press("enter", "enter")
        new = next(process for process in desk.store.organization.running() if process.name == "Greetings")
        assert new.parent == desk.store.organization.processes["P2"].parent
        assert files(desk) == []


async def test_the_day_of_a_review_that_was_left_is_asked_again(sample: "Sitting", later: "Sitting") -> None:
    async with left(sample, "down", "r", "ctrl+u", text="2027-01-02"), later() as desk:
        await desk.press("enter")
        assert "2027-01-02" in desk.line_with("2027-01-02")
        await desk.press("enter")
        assert str(desk.store.organization.processes["P2"].next_review) == "2027-01-02"
        assert files(desk) == []


async def test_nothing_is_offered_when_everything_was_kept_or_dropped(sample: "Sitting", later: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("enter", "end")
        await desk.write("!")
        desk.app.drafts.save()
        assert len(files(desk)) == 1
        await desk.press("ctrl+s", "enter", "end")
        assert files(desk) == []
        await desk.write("?")
        desk.app.drafts.save()
        await desk.press("escape", "d", "slash")
        await desk.write("only a filter")
        assert files(desk) == []
    async with later() as desk:
        assert "Drafts" not in desk.text
        await desk.press("f8")
        assert desk.sentence == "No draft is waiting: everything that was written was kept."


async def test_a_text_that_is_again_what_it_began_from_is_no_draft(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("enter", "end")
        await desk.write("!")
        desk.app.drafts.save()
        await desk.press("backspace")
        desk.app.drafts.save()
        assert files(desk) == []


async def test_a_draft_is_left_for_later_and_found_again(sample: "Sitting", later: "Sitting") -> None:
    async with left(sample, "down", "e"), later() as desk:
        await desk.press("escape")
        assert desk.sentence == "1 draft left for later: F8 shows them."
        await desk.press("f8")
        assert "Answer and book more" in desk.text
        assert len(files(desk)) == 1


async def test_a_draft_is_thrown_away_only_by_two_different_keys(sample: "Sitting", later: "Sitting") -> None:
    async with left(sample, "down", "e"), later() as desk:
        await desk.press("d", "d", "enter", "escape")
        assert len(files(desk)) == 1
        await desk.press("d", "x")
        assert files(desk) == []
        assert "Drafts" not in desk.text


async def test_a_draft_is_compared_with_what_stands_there_now(sample: "Sitting", later: "Sitting") -> None:
    async with left(sample, "down", "e"), later((80, 24)) as desk:
        await desk.press("c")
        order = [desk.text.index(said) for said in ("you wrote", "it began as", "it is now")]
        assert order == sorted(order)
        await desk.press("enter")
        assert desk.store.organization.processes["P2"].name == "Answer and book"
        await desk.press("enter")
        assert desk.store.organization.processes["P2"].name == "Answer and book more"


async def test_what_was_changed_meanwhile_is_seen_before_it_is_written_over(
    sample: "Sitting", later: "Sitting", tmp_path: Path
) -> None:
    async with left(sample, "enter", "end"):
        other = Store.open(tmp_path / "store")
        chart.set_fields(other, MIA, other.organization.processes["P1"], {"name": "Theirs", "code": "T1"})
    async with later() as desk:
        await desk.press("enter")
        assert "name was changed meanwhile by Mia Chen." in desk.text
        assert "Call to first visit more" in desk.text
        assert "Theirs" in desk.text
        await desk.press("enter")
        assert "it is now “Theirs”" in desk.text
        await desk.press("ctrl+s")
        process = desk.store.organization.processes["P1"]
        assert (process.name, process.code) == ("Call to first visit more", "T1")


async def test_a_draft_of_a_process_that_was_deleted_can_be_read_and_says_so(
    sample: "Sitting", later: "Sitting", tmp_path: Path
) -> None:
    async with left(sample, "down", "enter", "end"):
        other = Store.open(tmp_path / "store")
        reshape.delete(other, MIA, ["P2"])
    async with later() as desk:
        await desk.press("enter")
        assert "P2 Answer and book was deleted meanwhile. y copies what was written." in desk.text
        assert "Answer and book more" in desk.text
        assert len(files(desk)) == 1


async def test_a_name_whose_process_was_deleted_goes_on_as_a_new_one(
    sample: "Sitting", later: "Sitting", tmp_path: Path
) -> None:
    async with left(sample, "down", "e"):
        other = Store.open(tmp_path / "store")
        reshape.delete(other, MIA, ["P2"])
    async with later() as desk:
        await desk.press("enter")
        assert desk.sentence == "Its process is off the chart. Enter writes it as a new one."
        await desk.press("enter", "enter")
        assert "Answer and book more" in [process.name for process in desk.store.organization.running()]


async def test_a_damaged_draft_is_shown_literally_and_can_be_thrown_away(sample: "Sitting", later: "Sitting") -> None:
    async with left(sample, "down", "e", text="!"), later() as desk:
        await desk.press("escape")
        files(desk)[0].write_text("[bold]half\x1b]0;x\x07 a te")
        await desk.press("f8")
        assert "[bold]half]0;x a te" in desk.text
        assert "The file is damaged" in desk.text
        await desk.press("enter", "c", "escape", "d", "x")
        assert files(desk) == []


async def test_the_draft_is_saved_when_a_defect_ends_the_session(sample: "Sitting", later: "Sitting") -> None:
    def fail(*arguments: object) -> None:
        raise ZeroDivisionError

    async def meet_a_defect() -> None:
        async with sample() as desk:
            await desk.press("enter", "end")
            await desk.write(" more")
            desk.app.call_later(fail)
            await desk.pilot.pause()

    with pytest.raises(ZeroDivisionError):
        await meet_a_defect()
    async with later() as desk:
        assert "Call to first visit more" in desk.text


# Two sessions of one account


async def test_a_form_that_is_being_written_elsewhere_is_taken_over(sample: "Sitting", later: "Sitting") -> None:
    async with sample() as one:
        await one.press("enter", "end")
        await one.write(" one")
        one.app.drafts.save()
        async with later() as two:
            assert "Drafts" not in two.text
            await two.press("enter")
            assert "P1 Call to first visit: being written" in two.text
            await two.press("t")
            assert two.app.screen.query_one("#field-name", Input).value == "Call to first visit one"
            one.app.drafts.save()
            one.app._follow()
            await one.pilot.pause()
            assert "It was taken over" in one.text
            assert len(files(two)) == 1
            await one.write("!")
            one.app.drafts.save()
            assert len(files(two)) == 2
            await two.press("end")
            await two.write(" two")
            await two.press("ctrl+s")
            assert two.store.organization.processes["P1"].name == "Call to first visit one two"
            assert len(files(two)) == 1
        await one.press("ctrl+s")
        assert "Call to first visit one two" in one.text
        assert "Call to first visit one!" in one.text
        await one.press("escape")
        assert one.app.screen.query_one("#field-name", Input).value == "Call to first visit one!"


async def test_what_another_session_is_writing_is_said_on_the_start_and_taken_over_from_the_list(
    sample: "Sitting", later: "Sitting"
) -> None:
    async with sample() as one:
        await one.press("down", "e")
        await one.write(" one")
        one.app.drafts.save()
        async with later() as two:
            assert two.sentence == "the name of P2 is being written in another session: F8 takes it over."
            await two.press("f8", "d")
            assert "it can be thrown away there" in two.text
            await two.press("enter")
            assert two.store.organization.processes["P2"].name == "Answer and book"
            await two.press("enter")
            assert two.store.organization.processes["P2"].name == "Answer and book one"
        one.app.drafts.save()
        one.app.drafts.tell()
        await one.pilot.pause()
        assert one.sentence.startswith("It was taken over")
        assert files(one) == []


async def test_beside_a_name_that_is_being_written_elsewhere_another_is_begun(
    sample: "Sitting", later: "Sitting"
) -> None:
    async with sample() as one:
        await one.press("down", "e")
        await one.write(" one")
        one.app.drafts.save()
        async with later() as two:
            await two.press("down", "e", "s")
            await two.write(" two")
            two.app.drafts.save()
            one.app.drafts.save()
            assert len(files(two)) == 2
            await two.press("enter")
            assert two.store.organization.processes["P2"].name == "Answer and book two"
            assert len(files(two)) == 1
        one.app._follow()
        await one.press("enter")
        assert "theirs: Answer and book two" in one.text
        assert len(files(one)) == 1
        await one.press("t")
        assert files(one) == []


# A full disk


async def test_a_draft_that_no_disk_takes_stays_in_memory_which_is_said_until_it_is_taken(
    sample: "Sitting", monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    async with sample() as desk:
        await desk.press("enter", "end")
        await desk.write("!")
        with monkeypatch.context() as patched:
            patched.setattr(os, "write", full)
            desk.app.drafts.save()
            desk.app.drafts.tell()
        await desk.pilot.pause()
        assert "The draft is only in memory" in desk.text
        desk.app.drafts.save()
        desk.app.drafts.tell()
        await desk.pilot.pause()
        assert "The draft is on the disk again." in desk.text
        assert len(files(desk)) == 1


async def test_where_the_first_place_is_full_the_draft_goes_to_the_second(
    sample: "Sitting", later: "Sitting", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    async with sample() as desk:
        first, second = drafts.folders(desk.store.id)
        first.parent.mkdir(parents=True, exist_ok=True)
        first.symlink_to(tmp_path)
        await desk.press("enter", "end")
        await desk.write(" more")
        desk.app.drafts.save()
        desk.app.drafts.tell()
        await desk.pilot.pause()
        assert "The draft is in" in desk.text
        assert len(list(second.iterdir())) == 1
