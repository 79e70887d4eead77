"""The journal pane: written at once, read back, changed, and nobody else's business."""

import itertools
import re
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.widgets import Input, TextArea

from tests.screens.conftest import TODAY
from workbench.domain.commitments import CommitmentState
from workbench.domain.journal import Stance
from workbench.screens import unlocking, working
from workbench.services import coaching, committing, journal, sealing, sharing
from workbench.store import drafts, identity, unlocked
from workbench.store.lines import Actor
from workbench.store.store import Store
from workbench.store.wrapping import Cost

if TYPE_CHECKING:
    from tests.screens.conftest import Desk, Golden, Sitting
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
        assert "· about 1.1 Answer and book" in desk.line_with(str(TODAY.date()))
        await desk.write("x")
        await desk.press("escape")
        assert mine(desk)[0].process == "P2"
        await desk.press("semicolon", "f5")
        await desk.write("y")
        await desk.press("escape")
        assert mine(desk)[0].process == ""
        await desk.press("4", "a")
        assert "about no process" in desk.line_with(str(TODAY.date()))
        await desk.press("f5")
        assert "· about 1.1 Answer and book" in desk.line_with(str(TODAY.date()))


async def test_a_key_of_an_entry_says_in_the_list_of_views_where_it_acts(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("4", "escape", "t")
        assert desk.sentence == "That acts on what is written: Enter goes there."
        await desk.press("y")
        assert desk.sentence != "That acts on what is written: Enter goes there."
        await desk.press("enter", "asterisk")
        assert "star" in desk.sentence


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
        assert "Tab: the next question." in desk.sentence
        await desk.press("tab", "tab", "shift+tab")
        await desk.write("Half of it.")
        await desk.press("shift+tab", "shift+tab", "shift+tab")
        await desk.write("A full day.")
        await desk.press("escape")
        (entry,) = mine(desk)
        assert entry.text == "## What was meant to happen?\nA full day.\n\n## What did happen?\nHalf of it."
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


async def test_what_came_before_a_deletion_is_taken_back_only_when_it_was_said_what_that_is(empty: "Sitting") -> None:
    async with empty() as desk:
        await desk.write("aAlpha")
        await desk.press("enter", "escape", "4", "a")
        await desk.write("regret")
        await desk.press("escape", "d", "x", "u")
        assert desk.sentence.endswith("takes back what was before it: added P1 “Alpha”")
        assert "P1" in desk.store.organization.processes
        await desk.press("down", "u")
        assert "P1" not in desk.store.organization.processes


async def test_what_was_written_is_taken_back_and_done_again_by_a_key(empty: "Sitting") -> None:
    async with empty() as desk:
        await desk.press("escape", "4", "a")
        await desk.write("calm")
        await desk.press("escape", "u")
        assert "calm" not in desk.text
        assert "taken back" in desk.sentence
        await desk.press("U")
        assert desk.line_with("calm")


async def test_the_draft_of_a_journal_is_offered_to_nobody_else_at_the_same_account(
    empty: "Sitting", later: "Sitting", stranger: "Sitting"
) -> None:
    async with empty() as desk:
        await desk.press("escape", "4", "a")
        await desk.write("cobalt")
    async with stranger() as desk:
        await desk.press("f8")
        assert "cobalt" not in desk.text
        assert "No draft is waiting" in desk.text
    async with later() as desk:
        assert "cobalt" in desk.text


async def test_an_answer_to_what_is_shared_appears_while_it_is_looked_at(sample: "Sitting", later: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("4")
        sharing.share(desk.store, desk.app.actor, "E3", ["mia"], desk.app.today)
        await desk.press("1", "4")
        other = Store.open(desk.store.folder, desk.store.clock)
        sharing.reply(other, Actor("mia", "mia"), "pat/E3", "Me too.", TODAY)
        desk.app._follow()
        await desk.pilot.pause()
        assert "Me too." in desk.text


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
        await desk.press("w", "W", "slash")
        await desk.write("cobalt")
        await desk.press("enter", "L")
        assert desk.sentence == "The journal is locked."
        assert "cobalt" not in desk.text
        assert [view.id for view in desk.app.screen.query_one("#place").children] == ["place-timeline"]


async def test_what_a_shell_left_open_is_locked_for_it_too(
    empty: "Sitting", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "run").mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    async with empty() as desk:
        store, me = desk.store, desk.app.actor.by
        store.ask_key = lambda may_ask: unlocked.kept(store.id, me, store.clock())
        key, _ = identity.begin("four words are good", Cost(64, 1, 1))
        await desk.press("escape", "4", "a")
        await desk.write("cobalt")
        await desk.press("escape")
        sealing.encrypt(store, desk.app.actor, key)
        unlocked.keep(store.id, me, key.opened("four words are good"), store.clock())
        await desk.press("1", "4")
        assert "cobalt" in desk.text
        await desk.press("L")
        assert desk.sentence == "The journal is locked, for the shell too."
        assert "cobalt" not in desk.text
        assert unlocked.kept(store.id, me, store.clock()) is None


async def test_a_sealed_draft_is_unlocked_where_the_drafts_are_listed(empty: "Sitting", later: "Sitting") -> None:
    async with empty() as desk:
        key, _ = identity.begin("four words are good", Cost(64, 1, 1))
        sealing.encrypt(desk.store, desk.app.actor, key)
        await desk.press("escape", "4", "a")
        await desk.write("cobalt")
    async with later() as desk:
        await desk.press("down")
        assert "It is sealed: L asks for the passphrase." in desk.text
        await desk.press("enter")
        await desk.write("four words are good")
        await desk.press("enter")
        assert "cobalt" in desk.text
        await desk.press("enter", "escape")
        assert [entry.text for entry in mine(desk)] == ["cobalt"]


async def test_who_has_no_key_is_named_before_a_sealed_entry_is_shared(sample: "Sitting") -> None:
    async with sample() as desk:
        key, _ = identity.begin("four words are good", Cost(64, 1, 1))
        sealing.encrypt(desk.store, desk.app.actor, key)
        desk.store.journals.keys.unlocked.hold(key.opened("four words are good"), desk.store.clock())
        await desk.press("4", "P")
        await desk.write("mia")
        await desk.press("enter")
        assert "mia has no public key yet" in desk.text
        assert "share it" not in desk.text


async def test_a_commitment_that_was_left_is_gone_on_with_about_its_process(
    sample: "Sitting", later: "Sitting"
) -> None:
    async with sample() as desk:
        process = desk.app.current
        await desk.press("4", "plus")
        await desk.write("Ring one patient")
    async with later() as desk:
        await desk.press("enter")
        assert "changed meanwhile" not in desk.text
        await desk.press("ctrl+s")
        [made] = [one for one in committing.commitments(desk.store, desk.app.actor) if one.name == "Ring one patient"]
        assert made.process == process


async def test_a_journal_is_sealed_changed_recovered_and_laid_open_from_its_pane(
    empty: "Sitting", monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("workbench.screens.unlocking.MUCH", 1)
    monkeypatch.setattr("workbench.store.identity.begin.__defaults__", (Cost(64, 1, 1),))
    first, second = "four words are good", "five other words are better"

    async def answer(desk: "Desk", *lines: str) -> None:
        for line in lines:
            await desk.write(line)
            await desk.press("enter")

    async with empty() as desk:
        await desk.press("escape", "4", "a")
        await desk.write("cobalt")
        await desk.press("escape", "S")
        assert "no undo" in " ".join(desk.text.split())
        await desk.press("s")
        await answer(desk, "short")
        assert "A passphrase needs 8 characters" in desk.text
        await answer(desk, first, "another one")
        assert "The two are not the same." in desk.text
        assert first not in desk.text
        await desk.press("escape", "S", "s")
        await answer(desk, first, first)
        words = dict(re.findall(r"(\d+) ([0-9A-Z]{2,4})\b", desk.text[desk.text.index("AGE-SECRET-KEY-1") :]))
        recovery = "AGE-SECRET-KEY-1" + "".join(words[number] for number in sorted(words, key=int))
        await desk.press("w")
        await answer(desk, "ABCD EFGH")
        assert "Those were not the words." in desk.text
        await desk.press("escape")
        assert words["15"] in desk.text
        await desk.press("w")
        asked = re.findall(r"Words (\d+) and (\d+)", desk.text)[0]
        assert not any(word in desk.text for word in words.values() if len(word) == 4)
        await answer(desk, " ".join(words[number] for number in asked))
        assert desk.sentence == "Your journal is sealed, and open until it lies idle; L locks it."
        assert "cobalt" in desk.text
        assert not any(b"cobalt" in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
        await desk.press("S", "p")
        await answer(desk, first, second, second)
        assert desk.sentence == "The new passphrase opens your journal; the recovery key is the same."
        await desk.press("L", "S", "r")
        await answer(desk, recovery.lower(), first, first)
        assert desk.sentence == "The new passphrase opens your journal; the recovery key is the same."
        assert "cobalt" in desk.text
        await desk.press("S", "l")
        await answer(desk, first)
        assert desk.sentence == "Your journal lies in plain text again, for your account alone."
        assert not desk.app.drafts.waiting()


async def test_what_is_written_in_a_sealed_journal_is_out_of_sight_once_it_lay_idle(
    empty: "Sitting", tmp_path: Path
) -> None:
    async with empty() as desk:
        await desk.press("escape", "4", "a")
        await desk.burst("cobalt")
        await desk.press("escape")
        key, _ = identity.begin("four words are good", Cost(64, 1, 1))
        sealing.encrypt(desk.store, desk.app.actor, key)
        desk.store.journals.keys.unlocked.hold(key.opened("four words are good"), desk.store.clock())
        unlocking.lock_when_idle(desk.app, desk.app.look_again)
        await desk.press("e")
        await desk.burst(" and vermilion")
        assert "cobalt and vermilion" in desk.text
        later = desk.store.clock() + timedelta(minutes=16)
        desk.store.clock = lambda: later
        unlocking.lock_when_idle(desk.app, desk.app.look_again)
        await desk.press()
        assert "vermilion" not in desk.text
        assert "cobalt" not in desk.text
        assert desk.sentence.endswith("L unlocks it, F8 goes on with your words.")
        assert not any(b"vermilion" in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
        await desk.press("L")
        await desk.write("four words are good")
        await desk.press("enter", "f8", "enter")
        assert "cobalt and vermilion" in desk.text


async def test_work_of_many_steps_says_how_far_it_is_and_can_be_stopped(empty: "Sitting") -> None:
    begun, left = itertools.count(), list[str]()
    async with empty() as desk:
        await desk.press("escape", "4")
        working.work(desk.app, "Sealing", begun, 100_000, lambda: left.append("done"), lambda: left.append("stopped"))
        await desk.press("x")
        assert desk.line_with("of 100,000 records")
        await desk.press("escape")
        assert (left, desk.sentence) == (["stopped"], "It was stopped; nothing was changed.")
        far = next(begun)
        await desk.press("w")
        assert next(begun) == far + 1


# Read back, shared, looked at again; Pat sits at the sample, whose journal holds E1 to E3


async def test_a_search_shows_what_holds_it_of_one_s_own_and_of_others_and_esc_shows_all(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("4", "slash")
        await desk.write("RANGE #listening")
        await desk.press("enter")
        assert desk.line_with("Read a range instead")
        assert "The price is said" not in desk.text
        await desk.press("slash", *["backspace"] * 16)
        await desk.write("angry")
        await desk.press("enter")
        assert desk.line_with("Shared with me")
        assert "From Mia Chen" in desk.text
        await desk.press("escape")
        assert desk.line_with("The price is said")


async def test_a_search_that_asks_for_no_day_says_so_and_changes_nothing(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("4", "slash")
        await desk.write("since:never")
        await desk.press("enter")
        assert "“never” is no day" in desk.text
        assert "since:never" in desk.text
        await desk.press("escape")
        assert desk.line_with("The price is said")


async def test_sharing_says_what_it_means_before_and_the_same_key_ends_it(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("4", "P")
        await desk.write("mia")
        await desk.press("enter")
        assert "The copy is seen by your account." in desk.text
        assert "P ends it" in desk.text
        assert list(sharing.shared_with(desk.store, "mia")) == []
        await desk.press("s")
        assert [entry.id for entry in sharing.shared_with(desk.store, "mia")] == ["E3"]
        assert "shared with Mia Chen since 2026-11-23" in desk.text
        marked = sum(1 for line in desk.lines if "  shared" in line)
        await desk.press("P", "enter")
        assert sum(1 for line in desk.lines if "  shared" in line) == marked - 1
        assert list(sharing.shared_with(desk.store, "mia")) == []
        assert "seen by your account; its copy is gone" in desk.sentence


async def test_what_somebody_shares_is_answered_and_only_its_writer_changes_it(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("4", "W")
        assert "From Mia Chen" in desk.text
        assert "r answer" in desk.text
        assert "look again" not in desk.text
        await desk.press("d")
        assert desk.sentence == "Only its writer can do that. r answers."
        await desk.press("r")
        await desk.write("Time ten of them first.")
        await desk.press("escape")
        assert "1 answer" in desk.text
        hers = journal.entry_of(desk.store, Actor("mia", "mia"), "E1")
        assert [(reply.by, reply.text) for reply in hers.replies] == [("pat", "Time ten of them first.")]


async def test_what_comes_back_gets_a_verdict_and_a_later_entry_linked_both_ways(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("4", "w", "w", "w")
        assert desk.line_with("Now")
        await desk.press("v", "o")
        verdicts = journal.entry_of(desk.store, desk.app.actor, "E1").verdicts
        assert {one.id: one.stance for one in verdicts} == {"P1W": Stance.HOLDS, "P1M": Stance.OTHERWISE}
        await desk.press("4", "W", "W", "W", "end", "r")
        await desk.write("They ask for a list.")
        await desk.press("escape")
        assert journal.newest(desk.store, desk.app.actor).reconsiders == "E1"  # type: ignore[union-attr]
        assert "looks again at E1" in desk.text
        await desk.press("end")
        assert "looked at again in E4" in desk.text


async def test_a_verdict_says_when_the_next_look_is_and_names_no_day_that_is_past(empty: "Sitting") -> None:
    async with empty() as desk:
        for ago in (40, 400):
            moment = desk.store.clock()
            texts = {"kind": "decision", "on": f"{TODAY - timedelta(days=ago)}"}
            journal.write(desk.store, desk.app.actor, f"cobalt {ago}", texts, moment)
        await desk.press("escape", "4", "v", "p")
        assert "it comes back on 2027-04" in desk.sentence
        await desk.press("down", "v", "p")
        assert "E2: holds in part; it does not come back. r writes" in desk.sentence


async def test_a_verdict_in_words_that_was_left_is_gone_on_with(empty: "Sitting", later: "Sitting") -> None:
    async with empty() as desk:
        await desk.press("escape", "4", "a")
        await desk.write("I said yes.")
        await desk.press("escape", "v")
        assert "E1 is a note, and no note comes back: o says what else it is." in desk.sentence
        fields = {"kind": "event", "on": f"{TODAY - timedelta(days=8)}"}
        journal.set_fields(desk.store, desk.app.actor, "E1", fields, desk.store.clock())
        desk.app.look_again()
        await desk.press("v", "w")
        await desk.write("Half ")
    async with later() as desk:
        await desk.press("enter")
        await desk.write("true.")
        await desk.press("enter")
        assert [verdict.text for verdict in mine(desk)[0].verdicts] == ["Half true."]


async def test_a_month_is_drawn_with_its_days_and_opens_its_entries(sample: "Sitting") -> None:
    async with sample((80, 24)) as desk:
        await desk.press("4", "w")
        assert desk.line_with("Mo Tu We Th Fr Sa Su")
        assert "11●" in desk.text
        await desk.press("down", "enter")
        assert "since:2026-10-01 until:2026-10-31" in desk.lines[1]
        assert desk.line_with("The price is said")


async def test_one_s_own_journal_is_written_out_and_brought_in_from_its_pane(sample: "Sitting", tmp_path: Path) -> None:
    async with sample() as desk:
        await desk.press("4", "X")
        await desk.write("jrnl json")
        await desk.press("enter", "ctrl+u")
        await desk.write(str(tmp_path / "mine.json"))
        await desk.press("enter")
        assert desk.line_with("journal is sealed")
        journal.delete(desk.store, desk.app.actor, ["E3"])
        desk.app.action_bring_in()
        await desk.pilot.pause()
        await desk.write(str(tmp_path / "mine.json"))
        await desk.press("enter", "t")
        assert desk.line_with("Read a range instead")


SCRIPTS = {
    "heb": "כל בני האדם נולדו בני חורין",
    "arb": "يولد جميع الناس أحرارا",
    "cmn": "人人生而自由,在尊严和权利上一律平等。",
    "tha": "มนุษย์ทั้งหลายเกิดมามีอิสระ",
    "hin": "सभी मनुष्यों को गौरव",
    "yor": "Gbogbo ènìyàn ni a bí ní òmìnira",
}


@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS)
async def test_every_script_is_written_read_and_found(empty: "Sitting", text: str) -> None:
    async with empty() as desk:
        await desk.press("escape", "4", "a")
        desk.app.post_message(events.Paste(text))
        await desk.pilot.pause()
        await desk.press("escape")
        assert mine(desk)[0].text == text
        await desk.press("slash")
        desk.app.post_message(events.Paste(text.split()[-1]))
        await desk.pilot.pause()
        await desk.press("enter")
        assert desk.line_with(text[:10])


async def test_a_text_that_would_take_seconds_to_wrap_is_written_on_unwrapped(empty: "Sitting") -> None:
    async with empty() as desk:
        journal.write(desk.store, desk.app.actor, f"{'word ' * 60_000}end", {}, desk.app.now)
        await desk.press("escape", "4", "enter")
        assert "So long a text is not wrapped." in desk.text
        await desk.write("s")
        await desk.press("escape")
        assert mine(desk)[0].text.endswith("word ends")


async def test_what_is_indented_is_read_indented(empty: "Sitting") -> None:
    async with empty((120, 40)) as desk:
        await desk.press("escape", "4", "a")
        desk.app.post_message(events.Paste("Steps:\n    ask twice\n\twait"))
        await desk.pilot.pause()
        await desk.press("escape")
        assert desk.line_with("│     ask twice".replace("     ", " " + 4 * "\u00a0"))


async def test_no_text_of_an_entry_acts_or_is_markup(empty: "Sitting") -> None:
    text = "[@click=app.quit]A[/] [bold]B[/bold] \x1b]0;C\x07"
    async with empty((120, 40)) as desk:
        me = desk.app.actor
        journal.write(desk.store, me, text, {"tags": "[red]x"}, desk.app.now)
        committing.commit(desk.store, me, {"name": text}, desk.app.today)
        for keys in (["escape", "4"], ["w"], ["W", "P"], ["escape", "o"], ["escape", "e"], ["escape", "d"],
                     ["escape", "w", "w", "w", "w", "down"]):  # fmt: skip
            await desk.press(*keys)
            assert "\x1b" not in desk.text
            assert not any(style.link or "@click" in style.meta for _, style in desk.runs)
        assert "[@click=app.quit]A[/] [bold]B[/bold]" in desk.text


# Growth and coaching


async def test_a_commitment_is_made_kept_and_drawn(empty: "Sitting") -> None:
    async with empty((120, 40)) as desk:
        await desk.press("escape", "4", "plus")
        await desk.write("Lead the review alone")
        await desk.press("tab", "tab")
        await desk.write("capability")
        await desk.press("tab", "tab")
        await desk.write("4")
        await desk.press("tab")
        await desk.write("+1m")
        await desk.press("ctrl+s", "w", "w", "w", "w")
        assert "difficulty ▇  4 of 5" in desk.text
        await desk.press("down")
        assert "By: 2026-12-23" in desk.text
        await desk.press("K")
        await desk.write("They came prepared.")
        await desk.press("enter")
        assert desk.sentence == "K1 is kept"
        assert "They came prepared." in desk.text
        await desk.press("x")
        assert desk.sentence == "K1 is kept already."


async def test_a_commitment_completes_the_measures_of_its_process_alone(sample: "Sitting") -> None:
    async with sample((120, 40)) as desk:
        await desk.press("4", "plus", *["tab"] * 7)
        await desk.press("backspace", "2")
        await desk.press("tab")
        await desk.write("c")
        await desk.press("right")
        assert "Calls answered within three rings" in desk.text
        await desk.press(*["backspace"] * 40, "s")
        assert "Sitting down" not in desk.text


async def test_growth_is_drawn_in_plain_signs_where_there_are_no_others(sample: "Sitting") -> None:
    async with sample((120, 40), "ascii") as desk:
        await desk.press("4", "w", "w", "w", "w")
        drawn = desk.line_with("difficulty")
        assert drawn.isascii()


async def test_a_commitment_that_changes_leaves_its_word_and_another_in_its_place(sample: "Sitting") -> None:
    async with sample((120, 40)) as desk:
        await desk.press("4", "w", "w", "w", "w", "down", "c")
        desk.app.screen.query_one("#field-word").focus()
        await desk.write("too big")
        desk.app.screen.query_one("#field-until").focus()
        await desk.press("end", *["backspace"] * 10)
        await desk.write("+3m")
        await desk.press("ctrl+s")
        assert "K2" in desk.text, desk.text
        assert desk.sentence == "K2 stands in place of K1"
        old, new = committing.commitments(desk.store, desk.app.actor)
        assert (old.state, old.word, new.follows) == (CommitmentState.CHANGED, "too big", "K1")


async def test_a_session_of_two_goes_from_coach_to_performer_and_on_to_the_next(sample: "Sitting") -> None:
    async with sample((120, 40)) as desk:
        dana = Actor("dana", "dana")
        await desk.press("4", "w", "w", "w", "w", "w")
        assert "Dana Ruiz performs, Pat Lind coaches" in desk.text
        await desk.press("enter")
        await desk.write("You held back, and it went on.")
        await desk.press("tab")
        await desk.write("What did it cost you?")
        await desk.press("ctrl+s")
        assert "Dana Ruiz reads it" in desk.sentence
        seen = coaching.session_of(desk.store, dana, "W1")
        coaching.answer(desk.store, dana, seen, "Q1", "An hour of silence.")
        await desk.press("1", "4")
        assert "An hour of silence." in desk.text
        await desk.press("x", "enter", "p")
        await desk.write("Sit in on Friday")
        await desk.press("ctrl+s", "c")
        assert "closed" in desk.text
        agreed = coaching.agree(desk.store, dana, "pat", desk.app.today, is_coach=False)
        assert [item.by for item in agreed.agenda] == ["dana"]
        assert {made.text for made in agreed.promises} >= {"Sit in on Friday"}


async def test_a_session_is_agreed_with_exactly_one_and_the_performer_cannot_write_the_review(
    sample: "Sitting",
) -> None:
    async with sample((120, 40)) as desk:
        await desk.press("4", "w", "w", "w", "w", "w", "m")
        whom = desk.app.screen.query_one("#field-whom", Input)
        role = desk.app.screen.query_one("#field-role", Input)
        whom.value, role.value = "Zoë Brückner", "performer"
        await desk.press("ctrl+s")
        assert "is agreed for 2026-11-30" in desk.sentence
        await desk.press("down", "enter")
        assert "There is no question to answer yet" in desk.sentence


@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 40)])
async def test_the_journal_of_the_sample_looks_as_it_should(
    sample: "Sitting", golden: "Golden", width: int, height: int
) -> None:
    async with sample((width, height)) as desk:
        await desk.press("4", "end")
        golden(desk, f"journal-{width}x{height}")
        await desk.press("w", "w", "w", "w")
        golden(desk, f"growth-{width}x{height}")
        await desk.press("w")
        golden(desk, f"coaching-{width}x{height}")
