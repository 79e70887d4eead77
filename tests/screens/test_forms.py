"""Reading and writing one record."""

from pathlib import Path
from typing import TYPE_CHECKING

from textual import events
from textual.widgets import Input

from workbench.services import reshape
from workbench.store.lines import Actor
from workbench.store.store import Store

if TYPE_CHECKING:
    from tests.screens.conftest import Sitting


async def test_a_field_is_written_and_kept(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("enter", "end")
        await desk.write(" indeed")
        await desk.press("ctrl+s")
        assert desk.store.organization.processes["P1"].name == "Call to first visit indeed"
        assert desk.sentence.startswith("kept P1")


async def test_esc_asks_before_anything_written_is_dropped(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("enter", "end")
        await desk.write("!")
        await desk.press("escape")
        assert "Something was written here." in desk.text
        await desk.press("k")
        assert desk.store.organization.processes["P1"].name == "Call to first visit!"


async def test_a_new_person_and_a_new_customer_are_made_on_the_spot_as_one_change(empty: "Sitting") -> None:
    async with empty() as desk:
        await desk.press("a")
        await desk.write("Quote")
        await desk.press("enter", "enter", "enter")
        desk.app.screen.query_one("#field-owner").focus()
        await desk.write("Lee Wong")
        desk.app.screen.query_one("#field-customers").focus()
        await desk.write("Shop owner")
        before = desk.store.space.fold.seq
        await desk.press("ctrl+s", "m")
        organization = desk.store.organization
        assert organization.processes["P1"].owner == "lee"
        assert [organization.customers[c].name for c in organization.processes["P1"].customers] == ["Shop owner"]
        assert desk.store.space.fold.seq == before + 1


async def test_a_known_name_is_completed(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("f")
        await desk.write("price and")
        await desk.press("enter", "enter")
        desk.app.screen.query_one("#field-owner").focus()
        await desk.write("DR CHID")
        await desk.pilot.pause()
        await desk.press("right")
        assert "Dr Chidi Okafor" in desk.line_with("owner")
        await desk.press("ctrl+s")
        assert desk.store.organization.processes["P6"].owner == "chidi"


async def test_a_value_that_cannot_be_read_is_said_in_the_form_and_stays_there(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("enter")
        field = desk.app.screen.query_one("#field-importance", Input)
        field.focus()
        await desk.press("backspace")
        await desk.write("9")
        await desk.press("ctrl+s")
        assert "“9” should be a whole number from 1 to 5." in desk.text
        assert field.value == "9"


async def test_an_owner_whom_only_a_handoff_moves_is_refused_with_where_it_is_asked_why(sample: "Sitting") -> None:
    async with sample((120, 40)) as desk:
        await desk.burst("jjj↵")
        desk.app.screen.query_one("#field-owner").focus()
        await desk.press("ctrl+u")
        await desk.burst("zoe")
        await desk.press("ctrl+s")
        assert "In the chart, @ asks for it." in " ".join(desk.text.split())


async def test_a_long_text_opens_large(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("enter")
        desk.app.screen.query_one("#field-description").focus()
        await desk.press("f4")
        assert "owner" not in desk.text.split("Ctrl+S")[0].split("P1 Call")[1]
        await desk.press("escape")
        assert "owner" in desk.text


async def test_people_have_a_list_of_their_own(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("f5")
        await desk.write("New Face")
        await desk.press("enter")
        assert "new New Face" in desk.text
        assert "new" in desk.store.organization.people


async def test_customers_have_a_list_of_their_own(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("f6")
        await desk.write("insurer")
        await desk.press("enter")
        assert "C3 Dental insurer" in desk.text


async def test_an_account_that_is_nobodys_is_asked_once_who_it_is(sample: "Sitting", stranger: "Sitting") -> None:
    async with sample():
        pass
    async with stranger() as desk:
        await desk.press("down", "R")
        assert "Who are you?" in desk.text
        await desk.write("Nova Reed")
        await desk.press("enter")
        assert desk.sentence.startswith("You are Nova Reed here.")
        await desk.press("R")
        assert desk.store.organization.processes["P2"].retired
        assert desk.store.organization.people["nova"].accounts == {"stranger"}


async def test_several_lines_pasted_into_a_new_name_are_several_processes(empty: "Sitting") -> None:
    async with empty() as desk:
        await desk.press("a")
        desk.app.post_message(events.Paste("Make tea\nPour it\nDrink"))
        await desk.pilot.pause()
        await desk.press("enter", "enter")
        assert [process.name for process in desk.store.organization.running()] == ["Make tea", "Pour it", "Drink"]


async def test_indented_lines_pasted_into_a_new_name_keep_their_levels(empty: "Sitting") -> None:
    async with empty() as desk:
        await desk.press("a")
        desk.app.post_message(events.Paste("Tea\n  Boil\n    Fill\n  Pour\nCake\n\tBake"))
        await desk.pilot.pause()
        await desk.press("enter", "enter")
        organization = desk.store.organization
        levels = [(process.name, len(organization.chart.line(process.id))) for process in organization.running()]
        assert levels == [("Tea", 0), ("Boil", 1), ("Fill", 2), ("Pour", 1), ("Cake", 0), ("Bake", 1)]


async def test_a_name_whose_process_is_deleted_meanwhile_goes_on_as_a_new_one(
    sample: "Sitting", tmp_path: Path
) -> None:
    async with sample() as desk:
        await desk.press("down", "e")
        await desk.write(" abc")
        other = Store.open(tmp_path / "store")
        reshape.delete_alone(other, Actor("mia", "mia"), "P2")
        desk.app._follow()
        await desk.pilot.pause()
        assert desk.sentence.startswith("Somebody took it off the chart.")
        before = len(desk.store.organization.processes)
        await desk.write("dx")
        await desk.press("enter", "enter")
        assert len(desk.store.organization.processes) == before + 1
        names = [process.name for process in desk.store.organization.running()]
        assert names[1:3] == ["Answer and book abcdx", "Greet and record"]


async def test_the_arrows_leave_a_long_field_at_its_ends_and_its_hint_stays(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("enter")
        desk.app.screen.query_one("#field-purpose").focus()
        await desk.press("f4", "f4", "x")
        assert desk.sentence == "why it exists, for whom"
        stood = list[str | None]()
        for key in (*["down"] * 4, *["up"] * 8):
            await desk.press(key)
            stood.append(desk.app.focused.id if desk.app.focused else None)
        assert stood.index("field-trigger") < stood.index("field-name")


async def test_the_arrows_go_from_field_to_field_on_a_small_screen(sample: "Sitting") -> None:
    async with sample((80, 24)) as desk:
        await desk.press("enter", "down")
        await desk.write("X1")
        await desk.press("ctrl+s")
        assert desk.store.organization.processes["P1"].code == "X1"
