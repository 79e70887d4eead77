"""Two people at the same record: everything both wrote is seen, and nothing is overwritten or raised from the dead."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from workbench.services import chart, reshape
from workbench.store.lines import Actor
from workbench.store.store import Store

if TYPE_CHECKING:
    from tests.screens.conftest import Desk, Sitting

MIA = Actor("mia", "mia")
Elsewhere = Callable[..., None]


@pytest.fixture
def elsewhere(tmp_path: Path) -> Elsewhere:
    """Lets Mia do something to a process in a session of her own."""

    def done(act: Callable[..., Any], process: Any, *more: Any) -> None:
        other = Store.open(tmp_path / "store")
        seen = other.organization.processes[process] if act is chart.set_fields else process
        act(other, MIA, seen, *more)
        other.close()

    return done


async def follow(desk: "Desk") -> None:
    desk.app._follow()
    await desk.pilot.pause()


async def write_into(desk: "Desk", field: str, text: str) -> None:
    desk.app.screen.query_one(f"#field-{field}").focus()
    await desk.press("end")
    await desk.write(text)


async def test_the_same_field_is_shown_three_times_and_nothing_is_overwritten_unseen(
    sample: "Sitting", elsewhere: Elsewhere
) -> None:
    async with sample() as desk:
        await desk.press("enter", "end")
        await desk.write(" A")
        elsewhere(chart.set_fields, "P1", {"name": "B"})
        await desk.press("ctrl+s")
        assert "before   Call to first visit" in desk.line_with("before")
        assert "theirs   B" in desk.line_with("theirs ")
        assert "mine     Call to first visit A" in desk.line_with("mine  ")
        assert "changed by Mia" in desk.text
        assert desk.store.organization.processes["P1"].name == "B"
        await desk.press("ctrl+s")
        assert "Choose for name first" in desk.text
        await desk.press("m", "ctrl+s")
        assert desk.store.organization.processes["P1"].name == "Call to first visit A"
        assert desk.sentence == "kept P1 Call to first visit A"


async def test_theirs_can_stand_and_what_does_not_clash_is_kept_as_one_change(
    sample: "Sitting", elsewhere: Elsewhere
) -> None:
    async with sample() as desk:
        await desk.press("enter", "end")
        await desk.write(" A")
        await write_into(desk, "code", "X1")
        elsewhere(chart.set_fields, "P1", {"name": "B", "importance": 2})
        before = desk.store.position
        await desk.press("ctrl+s")
        assert "What you changed beside this (code) goes along by itself." in desk.text
        await desk.press("t", "ctrl+s")
        process = desk.store.organization.processes["P1"]
        assert (process.name, process.code, process.importance) == ("B", "X1", 2)
        assert desk.store.position == before + 2
        assert "importance, changed meanwhile by Mia" in desk.sentence


async def test_esc_goes_back_to_the_form_with_everything_still_in_it(sample: "Sitting", elsewhere: Elsewhere) -> None:
    async with sample() as desk:
        await desk.press("enter", "end")
        await desk.write(" A")
        elsewhere(chart.set_fields, "P1", {"name": "B"})
        await desk.press("ctrl+s", "m", "escape")
        assert "Nothing was kept yet; everything you wrote stands here." in desk.text
        assert "Call to first visit A" in desk.text
        await desk.press("ctrl+s")
        assert "Changed elsewhere while you wrote" in desk.text


async def test_of_two_long_texts_both_can_stand(sample: "Sitting", elsewhere: Elsewhere) -> None:
    async with sample() as desk:
        await desk.press("f")
        await desk.write("price and")
        await desk.press("enter", "enter")
        await write_into(desk, "description", "Mine.")
        elsewhere(chart.set_fields, "P6", {"description": "Theirs."})
        await desk.press("ctrl+s", "b", "ctrl+s")
        text = desk.store.organization.processes["P6"].description
        assert text.split("\n") == ["Theirs.", "Mine."]


async def test_a_clashing_text_can_be_written_by_hand(sample: "Sitting", elsewhere: Elsewhere) -> None:
    async with sample() as desk:
        await desk.press("enter", "end")
        await desk.write(" A")
        elsewhere(chart.set_fields, "P1", {"name": "B"})
        await desk.press("ctrl+s", "e", "end")
        await desk.write(" and B")
        await desk.press("ctrl+s", "ctrl+s")
        assert desk.store.organization.processes["P1"].name == "Call to first visit A and B"


async def test_an_owner_is_one_person_so_that_both_cannot_stand(sample: "Sitting", elsewhere: Elsewhere) -> None:
    async with sample() as desk:
        await desk.press("f")
        await desk.write("price and")
        await desk.press("enter", "enter")
        await write_into(desk, "owner", "chidi")
        elsewhere(chart.set_fields, "P6", {"owner": "mia"})
        await desk.press("ctrl+s", "b")
        assert "The owner is one" in desk.text
        await desk.press("t", "ctrl+s")
        assert desk.store.organization.processes["P6"].owner == "mia"
        assert "Theirs stands" in desk.sentence


async def test_sets_merge_by_themselves(sample: "Sitting", elsewhere: Elsewhere) -> None:
    async with sample() as desk:
        await desk.press("enter")
        await write_into(desk, "tags", ", mine")
        tags = desk.store.organization.processes["P1"].tags
        elsewhere(chart.set_fields, "P1", {"tags": tags | {"theirs"}})
        await desk.press("ctrl+s")
        assert desk.store.organization.processes["P1"].tags == tags | {"mine", "theirs"}
        assert "tags, changed meanwhile by Mia" in desk.sentence


async def test_an_open_form_tells_what_others_change_and_nothing_typed_is_disturbed(
    sample: "Sitting", elsewhere: Elsewhere
) -> None:
    async with sample((80, 24)) as desk:
        await desk.press("enter", "end")
        await desk.write(" A")
        elsewhere(chart.set_fields, "P1", {"importance": 1, "trigger": "A call"})
        await follow(desk)
        assert "Mia" in desk.line_with("changed trigger and importance at")
        assert "Call to first visit A" in desk.text
        await desk.write("B")
        assert "Call to first visit AB" in desk.text


async def test_what_was_deleted_meanwhile_is_kept_as_new_only_if_one_says_so(
    sample: "Sitting", elsewhere: Elsewhere
) -> None:
    async with sample() as desk:
        await desk.press("down", "enter", "end")
        await desk.write(" abc")
        elsewhere(reshape.delete_alone, "P2")
        await follow(desk)
        assert "deleted it at" in desk.text
        await desk.press("ctrl+s")
        assert "P2 Answer and book was deleted meanwhile" in desk.text
        await desk.press("escape")
        assert "Answer and book abc" in desk.text
        await desk.press("ctrl+s", "n")
        processes = desk.store.organization.processes
        assert "P2" not in processes
        assert [process.parent for process in processes.values() if process.name == "Answer and book abc"] == ["P1"]


async def test_what_was_deleted_meanwhile_can_be_dropped(sample: "Sitting", elsewhere: Elsewhere) -> None:
    async with sample() as desk:
        await desk.press("down", "enter", "end")
        await desk.write(" abc")
        elsewhere(reshape.delete_alone, "P2")
        await desk.press("ctrl+s", "d")
        assert "abc" not in desk.text
        assert "P2" not in desk.store.organization.processes


async def test_what_was_retired_meanwhile_stays_retired(sample: "Sitting", elsewhere: Elsewhere) -> None:
    async with sample() as desk:
        await desk.press("down", "enter", "end")
        await desk.write(" abc")
        elsewhere(reshape.retire, ["P2"], desk.app.today)
        await desk.press("ctrl+s")
        assert "P2 Answer and book was retired meanwhile" in desk.text
        await desk.press("k")
        process = desk.store.organization.processes["P2"]
        assert (process.name, process.retired) == ("Answer and book abc", desk.app.today)


async def test_a_name_that_is_given_elsewhere_while_one_writes_is_told_and_chosen(
    sample: "Sitting", elsewhere: Elsewhere
) -> None:
    async with sample() as desk:
        await desk.press("e")
        await desk.write(" now")
        elsewhere(chart.set_fields, "P1", {"name": "Theirs"})
        await follow(desk)
        assert "named it “Theirs” meanwhile. Enter lets you choose." in desk.sentence
        await desk.press("enter")
        assert "theirs: Theirs" in desk.text
        assert "mine: Call to first visit now" in desk.text
        await desk.press("escape")
        assert "Call to first visit now" in desk.text
        await desk.press("enter", "m")
        assert desk.store.organization.processes["P1"].name == "Call to first visit now"


async def test_of_two_names_theirs_can_stand(sample: "Sitting", elsewhere: Elsewhere) -> None:
    async with sample() as desk:
        await desk.press("e")
        await desk.write(" now")
        elsewhere(chart.set_fields, "P1", {"name": "Theirs"})
        await desk.press("enter", "t")
        assert desk.store.organization.processes["P1"].name == "Theirs"
        assert "Theirs" in desk.line_with(" 1 ")


async def test_what_somebody_deleted_a_moment_ago_is_said_to_be_gone(sample: "Sitting", elsewhere: Elsewhere) -> None:
    async with sample() as desk:
        await desk.press("down")
        for key in ("R", "J"):
            elsewhere(reshape.delete_alone, desk.app.current)
            await desk.press(key)
            assert "not on the chart any more; somebody deleted it." in desk.sentence
