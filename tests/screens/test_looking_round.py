"""Moving, folding, filtering, finding: what a person does to see, without changing anything."""

from pathlib import Path
from typing import TYPE_CHECKING

from workbench.screens.place_names import PLACES
from workbench.screens.places import PlacesScreen
from workbench.services import chart
from workbench.store.lines import Actor
from workbench.store.store import Store

if TYPE_CHECKING:
    from tests.screens.conftest import Sitting


async def test_folding_hides_what_is_under_a_process_and_says_how_much(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("space")
        assert "Call to first visit  (3)" in desk.text
        assert "Answer and book" not in desk.text
        await desk.press("plus")
        assert "Answer and book" in desk.text


async def test_a_filter_keeps_the_processes_above_a_hit(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("slash")
        await desk.write("restore")
        shown = "\n".join(line[:70] for line in desk.lines[1:-2])
        assert "Restore a tooth" in shown
        assert "Plan to finished treatment" in shown
        assert "Claim to cash" not in shown
        await desk.press("enter", "escape")
        assert "Claim to cash" in desk.text


async def test_the_sheet_shows_the_hit_that_a_filter_goes_to(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("slash")
        await desk.write("restore")
        assert desk.app.current == "P8"
        assert "─ 2.2.1 Restore a tooth ─" in desk.text


async def test_n_goes_round_the_hits_of_a_filter(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("slash")
        await desk.write("nobody")
        await desk.press("enter")
        first = desk.app.current
        await desk.press("n")
        second = desk.app.current
        await desk.press("N")
        assert [first, second, desk.app.current] == ["P6", "P29", "P6"]


async def test_without_a_filter_n_says_how_to_begin_one_in_help(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("question_mark")
        await desk.write("next hit")
        assert "There is no filter: / begins one." in desk.text


async def test_help_runs_the_key_that_is_chosen(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("question_mark")
        await desk.write("fold everything")
        await desk.press("enter")
        assert "Call to first visit  (3)" in desk.text


async def test_find_forgives_accents_and_order_and_jumps_to_the_process(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("f")
        await desk.write("tooth rest")
        await desk.press("enter")
        assert desk.app.current == "P8"


async def test_find_forgives_a_slip_of_the_fingers(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("f")
        await desk.write("sterlie")
        assert "Used to sterile" in desk.text


async def test_find_with_an_at_sign_opens_a_person(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("f")
        await desk.write("@bruck")
        await desk.press("enter")
        assert "zoe Zoë Brückner" in desk.text


async def test_find_with_a_hash_shows_what_carries_the_tag(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("f")
        await desk.write("#loyal")
        await desk.press("enter")
        outline = "\n".join(line[:60] for line in desk.lines)
        assert "Recall to return visit" in outline
        assert "Used to sterile" not in outline


async def test_zoom_shows_one_part_with_the_way_to_it(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("f")
        await desk.write("treat")
        await desk.press("enter", "s")
        assert "Process chart · " in desk.text
        assert "Claim to cash" not in "\n".join(line[:70] for line in desk.lines[2:])
        await desk.press("escape")
        assert "Claim to cash" in desk.text


async def test_the_map_is_walked_with_the_arrows(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("w", "right", "down")
        assert desk.app.current == "P4"
        await desk.press("escape")
        assert desk.app.current == "P4"


async def test_boxes_that_do_not_fit_are_drawn_as_a_map_and_it_is_said(sample: "Sitting") -> None:
    async with sample((80, 24)) as desk:
        await desk.press("w", "w")
        assert desk.sentence.startswith("Boxes do not fit")


async def test_the_chart_is_seen_as_of_a_day_and_cannot_be_changed_there(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("t", "a")
        await desk.write("-1y")
        await desk.press("enter")
        assert "as of 2025-11-23" in desk.text
        assert "Purchasing" in desk.text
        before = desk.store.space.fold.seq
        await desk.press("d", "a", "e", "m")
        assert desk.store.space.fold.seq == before
        await desk.press("escape")
        assert "Purchasing" not in desk.text


async def test_the_chart_is_compared_with_a_day(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("t", "c")
        await desk.write("-1y")
        await desk.press("enter")
        assert "handed over (was Renée" in desk.line_with("Remind and rebook")
        assert "added" in desk.line_with("Grow into harder work")
        assert "retired" in desk.line_with("Mail paper claims")


async def test_what_others_change_appears_and_the_cursor_stays_on_its_process(
    sample: "Sitting", tmp_path: Path
) -> None:
    async with sample() as desk:
        await desk.press("down", "down")
        other = Store.open(tmp_path / "store")
        chart.add(other, Actor("mia", "mia"), "Before all", None, None, None, True)
        desk.app._follow()
        await desk.pilot.pause()
        assert "Before all" in desk.text
        assert desk.app.current == "P3"


async def test_a_name_being_typed_is_not_disturbed_by_what_others_change(sample: "Sitting", tmp_path: Path) -> None:
    async with sample() as desk:
        await desk.press("a")
        await desk.write("Half a na")
        other = Store.open(tmp_path / "store")
        chart.add(other, Actor("mia", "mia"), "Before all", None, None, None, True)
        desk.app._follow()
        await desk.pilot.pause()
        await desk.write("me")
        await desk.press("enter", "enter")
        assert "Half a name" in [process.name for process in desk.store.organization.running()]


async def test_below_twenty_lines_the_chart_has_the_screen_to_itself(sample: "Sitting") -> None:
    async with sample((50, 16)) as desk:
        assert "purpose" not in desk.text
        assert "Call to first visit" in desk.text


async def test_what_is_folded_is_folded_at_the_next_start(sample: "Sitting", later: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("space")
    async with later() as desk:
        assert "Call to first visit  (3)" in desk.text


async def test_what_was_found_in_the_files_is_said_when_the_panes_open(
    sample: "Sitting", later: "Sitting", tmp_path: Path
) -> None:
    async with sample():
        pass
    (tmp_path / "store" / "organization" / "store.json").unlink()
    async with later() as desk:
        assert "nothing that was saved is lost" in desk.text
        assert "Call to first visit" in desk.text


async def test_a_damaged_store_is_shown_and_says_that_it_cannot_be_changed(
    sample: "Sitting", later: "Sitting", tmp_path: Path
) -> None:
    async with sample() as desk:
        await desk.press("down", "R")
    history = max((tmp_path / "store" / "organization" / "history").glob("*.jsonl"))
    history.write_bytes(history.read_bytes().replace(b"P2.retired", b"P3.retired"))
    async with later() as desk:
        assert "workbench restore" in desk.text
        await desk.press("a")
        await desk.write("No")
        await desk.press("enter")
        assert "Nothing can be changed here" in desk.text
        assert "No" in desk.line_with("No")


async def test_the_key_under_the_cursor_is_told_whole_in_help_on_a_small_screen(sample: "Sitting") -> None:
    async with sample((40, 12)) as desk:
        await desk.press("question_mark")
        await desk.write("chart.copy")
        assert "also as text" in " ".join(desk.text.replace("│", " ").split())


async def test_a_place_of_another_pane_is_gone_to_by_its_name(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("colon")
        await desk.burst("propos")
        await desk.press("enter")
        assert "╭─ Proposals" in desk.text


async def test_every_place_that_has_a_name_stands_in_its_pane(sample: "Sitting") -> None:
    async with sample() as desk:
        for key, names in zip("2345", PLACES.values(), strict=True):
            await desk.press(key)
            screen = desk.app.screen
            assert isinstance(screen, PlacesScreen)
            for place in names:
                screen.action_go(place)
                assert screen.chosen()[0] == place


async def test_what_is_kept_of_a_process_is_no_place_to_go_to_without_one(empty: "Sitting") -> None:
    async with empty() as desk:
        await desk.press("escape", "colon")
        await desk.burst("go to measures")
        await desk.press("enter")
        assert desk.sentence == "That is kept of a process: a in the chart (1) writes the first."
