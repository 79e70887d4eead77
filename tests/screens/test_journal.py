"""The journal pane: written at once, read back, changed, and nobody else's business."""

from typing import TYPE_CHECKING

from textual.widgets import TextArea

from workbench.services import journal, sealing
from workbench.store import drafts, identity
from workbench.store.lines import Actor
from workbench.store.wrapping import Cost

if TYPE_CHECKING:
    from tests.screens.conftest import Desk, Sitting
    from workbench.domain.journal import Entry


def mine(desk: "Desk") -> "list[Entry]":
    return list(journal.entries(desk.store, desk.app.actor))


async def test_an_empty_journal_says_how_it_begins_and_who_can_read_it(empty: "Sitting") -> None:
    async with empty() as desk:
        await desk.press("escape", "4")
        assert "a starts today's reflection; only you" in desk.text
        assert "Your own: seen by your account. Root," in desk.sentence


async def test_one_key_opens_a_page_with_the_cursor_in_it_and_esc_keeps_it(empty: "Sitting") -> None:
    async with empty() as desk:
        await desk.press("escape", "4", "a")
        await desk.write("Took the call myself. #Comfort")
        await desk.press("enter")
        await desk.write("She stayed.")
        await desk.press("escape")
        (entry,) = mine(desk)
        assert (entry.text, entry.tags) == ("Took the call myself. #Comfort\nShe stayed.", frozenset({"Comfort"}))
        assert desk.sentence == "E1 is kept; seen by your account"
        assert "Seen by: your account." in desk.text
        assert "She stayed." in desk.text


async def test_from_the_chart_one_key_writes_about_the_process_one_stands_on(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("down", "semicolon")
        assert "about 1.1 Answer and book" in desk.text
        await desk.write("x")
        await desk.press("escape")
        assert mine(desk)[0].process == "P2"
        await desk.press("semicolon", "f5")
        await desk.write("y")
        await desk.press("escape")
        assert mine(desk)[0].process == ""


async def test_a_page_left_blank_is_no_entry_and_no_draft(empty: "Sitting") -> None:
    async with empty() as desk:
        await desk.press("escape", "4", "a", "escape")
        assert desk.sentence == "Nothing was written, and nothing is kept."
        assert mine(desk) == []
        assert drafts.waiting(drafts.folders(desk.store.id)) == []


async def test_a_page_that_was_left_by_a_dropped_line_stands_there_when_it_is_opened_again(
    empty: "Sitting", later: "Sitting"
) -> None:
    async with empty() as desk:
        await desk.press("escape", "4", "a")
        await desk.write("Half a thou")
    async with later() as desk:
        assert "Half a thou" in desk.text
        await desk.press("escape", "4", "a")
        await desk.write("ght")
        await desk.press("escape")
        assert [entry.text for entry in mine(desk)] == ["Half a thought"]
        assert drafts.waiting(drafts.folders(desk.store.id)) == []


async def test_the_draft_of_a_page_is_gone_on_with_from_where_it_is_offered(empty: "Sitting", later: "Sitting") -> None:
    async with empty() as desk:
        await desk.press("escape", "4", "a")
        await desk.write("Half")
        await desk.press("escape", "e")
        await desk.write(" and more")
    async with later() as desk:
        await desk.press("enter")
        assert desk.app.screen.query_one(TextArea).text == "Half and more"
        await desk.press("escape")
        assert [entry.text for entry in mine(desk)] == ["Half and more"]


async def test_questions_under_which_nothing_was_written_do_not_stand_in_the_entry(empty: "Sitting") -> None:
    async with empty((120, 40)) as desk:
        await desk.press("escape", "4", "A")
        assert "Right after something was done" in desk.text
        await desk.write("after-action")
        await desk.press("enter")
        assert "## What did happen?" in desk.text
        await desk.write("A full day.")
        await desk.press("escape")
        (entry,) = mine(desk)
        assert entry.text == "## What was meant to happen?\nA full day."
        assert (entry.template, entry.kind) == ("after-action", "event")


async def test_star_energy_and_tags_are_a_key_each(empty: "Sitting") -> None:
    async with empty((120, 40)) as desk:
        await desk.press("escape", "4", "a")
        await desk.write("calm")
        await desk.press("escape", "asterisk", "right", "t")
        await desk.write("listening, calls")
        await desk.press("ctrl+s")
        (entry,) = mine(desk)
        assert (entry.star, entry.energy, entry.tags) == (True, 4, frozenset({"listening", "calls"}))
        assert "#calls #listening" in desk.text
        await desk.press("t", "end")
        await desk.write(", lisening")
        await desk.press("ctrl+s")
        assert "#lisening is new and looks like #listening" in desk.sentence


async def test_delete_asks_once_and_is_for_good(empty: "Sitting") -> None:
    async with empty() as desk:
        await desk.press("escape", "4", "a")
        await desk.write("regret")
        await desk.press("escape", "d")
        assert "Nothing brings it back" in desk.text
        await desk.press("escape")
        assert mine(desk)
        await desk.press("d", "x")
        assert mine(desk) == []
        assert "regret" not in desk.text


async def test_the_key_that_undoes_says_that_a_journal_is_not_undone(empty: "Sitting") -> None:
    async with empty() as desk:
        await desk.press("escape", "4", "a")
        await desk.write("calm")
        await desk.press("escape")
        before = desk.store.position
        await desk.press("u")
        assert desk.store.position == before
        assert "No key undoes what stands in a journal" in desk.sentence


async def test_nothing_of_an_entry_reaches_the_organization_or_what_is_remembered_of_the_screens(
    empty: "Sitting",
) -> None:
    async with empty() as desk:
        await desk.press("escape", "4", "a")
        await desk.write("cobalt")
        await desk.press("escape")
        folder = desk.store.folder
        assert desk.app.title == "WorkbenchApp"
    found = [path for path in folder.parent.rglob("*") if path.is_file() and b"cobalt" in path.read_bytes()]
    assert found
    assert all(f"journal/{Actor('tess-ter', '').by}" in str(path) or "journal" in path.parts for path in found)
    assert not any(path.is_relative_to(folder) for path in found)


async def test_a_sealed_journal_is_written_locked_and_read_after_the_passphrase(empty: "Sitting") -> None:
    async with empty() as desk:
        await desk.press("escape", "4", "a")
        await desk.write("cobalt")
        await desk.press("escape")
        key, _ = identity.begin("four words are good", Cost(64, 1, 1))
        sealing.encrypt(desk.store, desk.app.actor, key)
        await desk.press("1", "4")
        assert "cobalt" not in desk.text
        assert "Locked: L unlocks it." in desk.text
        await desk.press("a")
        await desk.write("ochre")
        await desk.press("escape")
        assert "ochre" not in desk.text
        await desk.press("L")
        await desk.write("not these words")
        await desk.press("enter")
        assert "That passphrase does not open the key" in desk.text
        assert "not these" not in desk.text
        await desk.press("escape", "L")
        await desk.write("four words are good")
        await desk.press("enter")
        assert "cobalt" in desk.text
        assert "ochre" in desk.text
        await desk.press("L")
        assert desk.sentence == "The journal is locked."
        assert "cobalt" not in desk.text
