"""The handoff pane by keys alone: offered, looked at item by item, sent back, told back, taken over, withdrawn."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from workbench.domain.handoff import Handoff, HandoffState, ItemState
from workbench.domain.process import Process, Stage
from workbench.services import handing_over, people
from workbench.store.store import Store

if TYPE_CHECKING:
    from tests.screens.conftest import Desk, Golden, Sitting

WHY = "the rest is learned on the way"


def handoff(desk: "Desk", id: str) -> Handoff:
    return desk.store.organization.handoffs[id]


def process(desk: "Desk", id: str) -> Process:
    return desk.store.organization.processes[id]


@pytest.mark.parametrize(
    ("state", "keys", "size"),
    [
        ("offered", (), (120, 40)),
        ("offered", (), (80, 24)),
        ("sent-back", ("j",), (120, 40)),
        ("sent-back", ("j",), (80, 24)),
        ("waiting", ("j", "j"), (120, 40)),
        ("waiting", ("j", "j"), (80, 24)),
        ("accepted", ("j", "j", "j", "j", "j"), (120, 40)),
        ("accepted", ("j", "j", "j", "j", "j"), (80, 24)),
        ("assigned", ("j", "j", "j", "j", "j", "j", "j", "j"), (80, 24)),
    ],
)
async def test_a_handoff_looks_as_it_should(
    sample: "Sitting", golden: "Golden", state: str, keys: tuple[str, ...], size: tuple[int, int]
) -> None:
    async with sample(size) as desk:
        await desk.press("3", "g", *keys)
        golden(desk, f"handoff-{state}-{size[0]}x{size[1]}")


async def test_a_process_goes_from_engineering_to_its_owner(empty: "Sitting", later: "Sitting") -> None:
    async with empty((100, 30)) as desk:
        people.add_person(desk.store, desk.app.actor, "Sol Adeyemi", "sol", {"accounts": frozenset({"sol"})})
        await desk.press("escape", "a")
        await desk.burst("Price and consent↵")
        await desk.press("escape", "2")
        for up in (("up", "up"), ("up",), ()):
            await desk.press("G", *up, "enter", "p")
            await desk.burst(f"{WHY}↵")
            await desk.press("escape")
        assert process(desk, "P1").stage is Stage.TRAINED
        await desk.press("1", "H")
        await desk.burst("Sol Adeyemi")
        await desk.press("down", "down", "down")
        await desk.burst("Watch the second price.")
        await desk.press("ctrl+s", "o")
        await desk.burst(WHY)
        await desk.press("ctrl+s")
        assert desk.sentence == "1 Price and consent is offered; nothing moves until it is accepted."
        assert handoff(desk, "H1").note == "Watch the second price."
        assert process(desk, "P1").owner is None
    async with later((100, 30), "sol") as desk:
        await desk.press("3", "t")
        await desk.burst("We say both prices, then ask.")
        await desk.press("ctrl+s")
        assert desk.sentence == "1 Price and consent is told back."
        await desk.press("a", "a")
        assert "1 Price and consent is Sol Adeyemi's from 2026-11-23 on. In the journal (4)" in desk.text
        owned = process(desk, "P1")
        assert (owned.owner, owned.coached_by, owned.stage) == ("sol", "sol", Stage.OWNED)
        assert owned.rounds[-1].closed is not None
        await desk.press("u")
        assert process(desk, "P1").owner == "sol"


async def test_a_new_owner_whom_nobody_here_knows_yet_is_made_known_when_asked(empty: "Sitting") -> None:
    async with empty() as desk:
        await desk.press("escape", "a")
        await desk.burst("Price and consent↵")
        await desk.press("escape", "H")
        await desk.burst("Zoë Blum")
        await desk.press("ctrl+s")
        assert "Nobody here is called Zoë Blum." in desk.text
        await desk.press("m", "l")
        assert handoff(desk, "H1").to == "zoe"
        assert desk.store.organization.person("zoe").name == "Zoë Blum"


async def test_the_new_owner_looks_at_each_item_and_sends_the_whole_back(sample: "Sitting", later: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("3")
        assert "a accept" not in desk.line_with("? help")
        assert "w withdraw" in desk.line_with("? help")
        await desk.press("a")
        assert (
            desk.sentence
            == "Recall to return visit (H7) is offered to Mia Chen: only they answer it, or who acts for them."
        )
    async with later(login="mia") as desk:
        await desk.press("3")
        assert "w withdraw" not in desk.line_with("? help")
        await desk.press("w")
        assert (
            desk.sentence
            == "Recall to return visit (H7): only Pat Lind does this, or who acts for them. d declines it."
        )
        await desk.press("enter")
        assert "the engineer's answers" in desk.line_with("─the")
        await desk.press("k", "a")
        assert desk.sentence == "purpose and customers: accepted already; 9 items to look at."
        await desk.press("j", "a", "b")
        await desk.burst("The quote is missing.")
        await desk.press("ctrl+s")
        states = {item.id: item.state for item in handoff(desk, "H7").items}
        assert (states["answers"], states["steps"]) == (ItemState.ACCEPTED, ItemState.SENT_BACK)
        await desk.press("escape", "a")
        assert desk.sentence.startswith("You sent back steps: b sends the whole back")
        await desk.press("b", "b")
        assert desk.sentence == "4 Recall to return visit is sent back; Pat Lind mends it and offers it again."
        assert handoff(desk, "H7").state is HandoffState.SENT_BACK


async def test_what_was_told_back_is_confirmed_or_commented_by_who_hands_over(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("3", "c")
        assert "We call before it hurts." in desk.text
        await desk.press("c")
        await desk.burst("And who stops calling?")
        await desk.press("ctrl+s")
        last = handoff(desk, "H7").last_told
        assert last
        assert last.comment == "And who stops calling?"
        await desk.press("c")
        assert desk.sentence == "Nothing is told back or on trial here."


async def test_what_is_prepared_is_changed_offered_and_withdrawn(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("3", "j", "j", "e")
        assert "The handoff of 5 Hire to mastery" in desk.text
        await desk.press("down", "down")
        await desk.burst("2026-12-01")
        await desk.press("ctrl+s", "l")
        assert desk.sentence == "5 Hire to mastery is prepared; o offers it."
        await desk.press("o")
        await desk.burst(WHY)
        await desk.press("ctrl+s")
        assert handoff(desk, "H8").state is HandoffState.OFFERED
        assert str(handoff(desk, "H8").effective) == "2026-12-01"
        await desk.press("e")
        assert desk.sentence == "While it is offered, its terms stay as they are."
        await desk.press("w", "w")
        assert desk.sentence == "5 Hire to mastery is withdrawn. u offers it again."
        await desk.press("u")
        assert handoff(desk, "H8").state is HandoffState.OFFERED


async def test_a_gap_leads_to_where_it_is_mended(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("3", "j", "j", "enter", "j", "j", "j", "enter")
        assert "[2 Engineer]" in desk.text
        assert "Hire to mastery" in desk.text


async def test_the_chart_leads_to_the_handoff_of_its_process(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("f")
        await desk.write("recall to")
        await desk.press("enter", "H")
        assert "[3 Handoff]" in desk.text
        assert "H7 offered" in desk.text


async def test_words_are_a_draft_until_they_are_kept(sample: "Sitting", later: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("3", "w", "r")
        await desk.burst("Mia has too much.")
    async with later() as desk:
        await desk.press("enter")
        assert "Withdraw · 4 Recall to return visit" in desk.text
        await desk.press("ctrl+s")
        assert handoff(desk, "H7").trail[-1].said == "Mia has too much."


async def test_what_is_marked_of_all_that_somebody_holds_is_passed_on_to_several(
    sample: "Sitting", later: "Sitting"
) -> None:
    async with sample() as desk:
        await desk.press("3", "S")
        await desk.write("dana")
        await desk.press("enter")
        assert desk.sentence.startswith("What Dana Ruiz holds is passed on by them, or who acts for them")
    async with later(login="dana") as desk:
        await desk.press("3", "S")
        await desk.write("dana")
        await desk.press("enter")
        assert "[x] owns 1 Call to first visit" in desk.text
        await desk.press("a", "enter")
        assert "0 of 9 · nothing yet: space marks one, a all" in desk.text
        await desk.press("space", "space", "enter")
        assert "What Dana Ruiz passes on" in desk.text
        await desk.burst("Mia Chen")
        await desk.press("down", "down")
        await desk.burst("Nobody Known")
        await desk.press("ctrl+s")
        assert "Nobody here is called Nobody Known." in desk.text
        await desk.press("m")
        assert "Because: 1 process is not ready; say why all the same" in desk.text
        await desk.burst("Dana goes to sea.")
        await desk.press("ctrl+s")
        assert desk.sentence.startswith("1 process offered; each new owner still accepts.")
        assert (handoff(desk, "H10").process, handoff(desk, "H10").to) == ("P1", "mia")
        await desk.press("S")
        await desk.write("dana")
        await desk.press("enter")
        assert "owns 1 Call to first visit" not in desk.text
        assert "1 Call to first visit is not passed on: its handoff to Mia" in desk.text
        await desk.press("escape", "S")
        await desk.write("renée")
        await desk.press("enter")
        assert desk.sentence.startswith("4 Recall to return visit is not passed on: its handoff to Mia Chen")


async def test_who_answers_is_named_without_a_handoff_for_a_reason_that_is_asked_for(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("at")
        await desk.write("sol")
        await desk.press("enter")
        assert "It moves by a handoff (H). Why all the same?" in desk.text
        await desk.write("Dana is ill.")
        await desk.press("enter")
        assert desk.sentence == "Sol Adeyemi owns 1 process"
        assert process(desk, "P1").owner == "sol"


async def test_a_trial_is_confirmed_by_a_key(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("3", *["j"] * 5, "c")
        assert desk.sentence == "5.2 Grow into harder work stays with Zoë Brückner: the trial is confirmed."
        assert not handoff(desk, "H5").is_on_trial


async def test_what_is_accepted_for_a_day_ahead_shows_only_the_two_how_it_is_given_back(
    sample: "Sitting", later: "Sitting"
) -> None:
    async with sample() as desk:
        desk.app.act(handing_over.hear, "H7", desk.app.today)
    async with later(login="mia") as desk:
        desk.app.act(handing_over.accept, "H7", desk.app.today, True)
        await desk.press("f")
        await desk.write("recall to")
        await desk.press("enter", "3")
        assert "w withdraw" in desk.line_with("? help")
    async with later(login="sol") as desk:
        await desk.press("f")
        await desk.write("recall to")
        await desk.press("enter", "3", "w")
        assert "w withdraw" not in desk.line_with("? help")
        assert "only Pat Lind or Mia Chen gives it back before its day" in desk.sentence


async def test_what_is_withdrawn_while_one_is_asked_is_not_taken_over(
    sample: "Sitting", later: "Sitting", tmp_path: Path
) -> None:
    async with sample() as desk:
        desk.app.act(handing_over.hear, "H7", desk.app.today)
        pat = desk.app.actor
    async with later(login="mia") as desk:
        await desk.press("3", "a")
        assert "once accepted, this is not undone, but can" in " ".join(desk.text.replace("│", " ").split())
        elsewhere = Store.open(tmp_path / "store", desk.store.clock)
        handing_over.withdraw(elsewhere, pat, "H7", desk.app.today, "The desk is full.")
        elsewhere.close()
        await desk.press("a")
        assert desk.sentence.startswith("H7 was withdrawn on 2026-11-23; nothing can be done to it")
        assert handoff(desk, "H7").state is HandoffState.WITHDRAWN


async def test_what_is_marked_to_be_passed_on_is_gone_on_with_after_a_break(
    sample: "Sitting", later: "Sitting"
) -> None:
    async with sample():
        pass
    async with later(login="dana") as desk:
        await desk.press("3", "S")
        await desk.write("dana")
        await desk.press("enter", "space", "enter")
        await desk.burst("Mia Chen")
    async with later(login="dana") as desk:
        await desk.press("enter")
        assert "owns P1" not in desk.text
        assert "Mia Chen" in desk.text


async def test_an_empty_store_says_how_to_begin(empty: "Sitting") -> None:
    async with empty() as desk:
        await desk.press("escape", "3")
        assert "H in the chart (1) offers" in desk.text
        await desk.press("o")
        assert desk.sentence == "H in the chart (1) offers a process to an owner."


async def test_the_pane_stands_on_the_process_of_the_others_and_leaves_them_where_they_are(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("f")
        await desk.write("answer and book")
        await desk.press("enter", "3")
        assert "H1 accepted · 1.1 Answer and book" in desk.text
        await desk.press("1", "f")
        await desk.write("examine and")
        await desk.press("enter", "3")
        assert desk.app.current == "P4"
        await desk.press("g")
        assert desk.app.current == "P15"


async def test_who_owned_what_when_is_walked_from_process_to_person_and_back(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("f")
        await desk.write("answer and book")
        await desk.press("enter", "3", "O")
        assert "Who owned it when · 1.1 Answer and book" in desk.text
        assert "Mia Chen" in desk.line_with("2025-04-14 – now")
        assert "By H1, from Pat Lind." in desk.text
        await desk.press("enter")
        assert "What Mia Chen owned when" in desk.text
        assert "1.1 Answer and book" in desk.line_with("2025-04-14 – now")
        await desk.press("s")
        await desk.write("zo")
        await desk.press("enter", "enter")
        assert "Who owned it when · 5.2 Grow into harder work" in desk.text


async def test_what_is_handed_over_from_the_chart_is_stood_on_whatever_was_shown_before(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("f")
        await desk.write("examine and")
        await desk.press("enter", "3", "O")
        assert "Who owned it when · 1.3 Examine and explain" in desk.text
        await desk.press("1", "H")
        await desk.burst("Mia Chen")
        await desk.press("ctrl+s", "l")
        assert "H10 prepared · 1.3 Examine and explain" in desk.text
        await desk.press("o")
        assert "why in spite of" in desk.text


async def test_what_is_one_deep_leads_to_its_bench(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("3", "B")
        assert "The bench: 12 one-deep" in desk.text
        await desk.press("j")
        assert "only Dr Chidi Okafor does T2" in desk.text
        assert "Zoë Brückner, on the way to own it" in desk.text
        await desk.press("enter")
        assert "Bench · 1.3 Examine and explain" in desk.text
        await desk.press("a")
        assert "A new bench entry" in desk.text


async def test_what_was_sent_back_is_offered_again_without_a_word_where_nothing_is_to_be_said(
    sample: "Sitting",
) -> None:
    async with sample() as desk:
        await desk.press("3", "j", "o", "o")
        assert desk.sentence == "Nothing moves until Łukasz Wójcik accepts. u takes the offer back."
        assert handoff(desk, "H6").because.startswith("Nobody answers for the chairs")


async def test_a_term_that_cannot_be_read_is_named_and_a_day_that_is_emptied_is_none(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("3", "j", "j", "e", "down", "down")
        await desk.burst("someday")
        await desk.press("ctrl+s")
        assert "Effective: “someday” is no day" in desk.text
        await desk.press("ctrl+u")
        await desk.burst("2026-12-01")
        await desk.press("ctrl+s", "l", "e", "down", "down", "ctrl+u", "ctrl+s", "l")
        assert handoff(desk, "H8").effective is None


async def test_what_was_sent_back_is_offered_again_with_a_word_on_what_was_mended(
    sample: "Sitting", later: "Sitting"
) -> None:
    async with sample() as desk:
        await desk.press("3", "j", "o")
        assert "It was sent back: measures and readings: No measure to coach by" in desk.text
        await desk.press("m")
        assert "It was sent back: measures and readings: No measure to coach by" in desk.text
        await desk.burst("A chair stands still for ten minutes at most.")
        await desk.press("ctrl+s")
        again = handoff(desk, "H6")
        assert again.state is HandoffState.OFFERED
        assert again.trail[-1].said.startswith("A chair stands still for ten minutes at most.")
        assert "measures" in again.unseen
    async with later(login="lukasz") as desk:
        await desk.press("3", "j", "enter", "j", "j", "j")
        assert "sent back before by" in desk.text


async def test_a_wide_letter_stands_whole_where_the_covered_list_has_its_edge(sample: "Sitting") -> None:
    async with sample((80, 24)) as desk:
        await desk.press("3", "B")
        assert "only 田中 結衣 teaches" in desk.text
