"""The oversight pane: what waits, the six functions of every process, what oversight costs."""

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.screens.conftest import TODAY
from workbench.domain.feedback import Feedback
from workbench.domain.proposals import ProposalState
from workbench.domain.readings import Reading
from workbench.domain.reviews import Review
from workbench.screens.coming_back import waits
from workbench.screens.listing import Listing
from workbench.screens.oversight import OversightScreen
from workbench.screens.waiting_pane import WaitingPane
from workbench.services import committing, engineering, journal, oversight, people, proposing, reviewing
from workbench.services.chart import add, set_fields
from workbench.services.checklist import checklist
from workbench.services.engineering import delete_part, set_part
from workbench.services.parts import MEASURE, PRACTICE
from workbench.services.waiting import in_short, of_own_journal, waiting
from workbench.store.lines import Actor

if TYPE_CHECKING:
    from tests.screens.conftest import Desk, Golden, Sitting

PAT = Actor("pat", "pat")
MADE = date(2026, 11, 2)


async def test_five_opens_what_waits_with_how_long_it_takes(sample: "Sitting") -> None:
    async with sample((80, 24)) as desk:
        await desk.press("5")
        assert "[5 Oversight]" in desk.lines[0]
        found = waiting(desk.store, desk.app.today)
        assert f"What waits: {len(found)}, about {sum(item.minutes for item in found)} min" in desk.lines[1]
        assert "review" in desk.line_with("Greet and record")


async def test_where_nothing_waits_that_is_the_aim(empty: "Sitting") -> None:
    async with empty((80, 24)) as desk:
        await desk.press("escape", "5")
        assert "Nothing needs a look. That is the aim." in desk.text


async def test_the_list_of_oversight_names_the_current_process_and_turns_it(sample: "Sitting") -> None:
    async with sample((120, 40)) as desk:
        await desk.press("5", "escape")
        assert desk.line_with("1 Call to first visit")
        await desk.press("greater_than_sign")
        assert desk.line_with("1.1 Answer and book")


async def look(desk: "Desk", what: str) -> None:
    """Stand on something that waits."""
    await desk.press("5", "g")
    while what not in desk.line_with("─" + what):
        before = desk.text
        await desk.press("j")
        assert desk.text != before, what


def of_process(desk: "Desk", process: str) -> "list[Review]":
    return desk.store.dated.of(Review, process)


async def test_nothing_changed_is_one_key_and_notes_the_minutes(sample: "Sitting") -> None:
    async with sample((80, 24)) as desk:
        await look(desk, "review")
        before = of_process(desk, "P3")
        await desk.press("c")
        made = of_process(desk, "P3")[-1]
        assert of_process(desk, "P3")[:-1] == before
        assert (made.outcome, made.on) == ("nothing changed", TODAY.date())
        assert made.minutes
        assert "nothing changed, next on" in desk.sentence
        assert not desk.line_with("Greet and record     ")
        await desk.press("u")
        assert of_process(desk, "P3") == before
        assert desk.line_with(" 1.2 Greet and record")


async def test_the_minutes_that_are_noted_can_be_said(sample: "Sitting") -> None:
    async with sample((80, 24)) as desk:
        await look(desk, "review")
        await desk.press("t", "end", "backspace", "backspace")
        await desk.write("12")
        await desk.press("enter")
        assert "about 12 min" in desk.text
        await desk.press("c")
        assert of_process(desk, "P3")[-1].minutes == 12


async def test_what_a_customer_still_wants_is_confirmed_by_one_key(sample: "Sitting") -> None:
    async with sample((80, 24)) as desk:
        await look(desk, "ask the customer")
        await desk.press("c")
        assert desk.store.organization.customers["C2"].last_checked == desk.app.today
        assert "it still holds" in desk.sentence


async def test_a_check_that_never_finds_anything_is_offered_to_be_dropped(sample: "Sitting") -> None:
    async with sample((80, 24)) as desk:
        set_fields(desk.store, PAT, desk.store.organization.processes["P3"], {"review_interval": "P1M"})
        kept = reviewing.meant(desk.store, desk.store.organization.processes["P3"])
        for day in (date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)):
            reviewing.review(desk.store, PAT, kept, day, minutes=5)
        await look(desk, "review")
        await desk.press("c")
        assert "has found nothing" in desk.text
        assert "every 3 months instead of every 1 month" in desk.text
        await desk.press("+")
        assert desk.store.organization.processes["P3"].review_interval == "P3M"


async def test_dropping_a_check_says_how_often_it_found_something(sample: "Sitting") -> None:
    async with sample((80, 24)) as desk:
        await look(desk, "review")
        await desk.press("x")
        assert "Greet and record: review" in desk.text
        assert "Drop it?" in desk.text
        await desk.press("x")
        process = desk.store.organization.processes["P3"]
        assert (process.review_interval, process.next_review) == ("", None)


async def test_one_key_shows_what_waits_for_oneself_alone(sample: "Sitting") -> None:
    async with sample((80, 24)) as desk:
        today = desk.app.today
        made = proposing.propose(desk.store, PAT, "P2", {"name": "Ring twice"}, today)
        mia = Actor("mia", "desk")
        proposing.decide(desk.store, mia, made.proposal.id, ProposalState.DECLINED, today, "It wakes the children.")
        found = [*waiting(desk.store, today, mine="pat"), *of_own_journal(desk.store, PAT, today)]
        assert waits(desk.app).startswith(in_short(found, mine=True))
        await desk.press("5", "m")
        assert f"What waits for you: {len(found)}, about" in desk.lines[1]
        assert "your proposal G" in desk.text
        assert not desk.line_with("Greet and record")
        await desk.press("m")
        assert "your proposal G" not in desk.text


async def test_a_question_that_was_promised_is_gone_to(sample: "Sitting") -> None:
    async with sample((120, 40)) as desk:
        process = desk.store.organization.processes["P3"]
        question = checklist(desk.store.organization).question("price")
        engineering.park(desk.store, PAT, process, question, "pat", desk.app.today)
        await look(desk, "find out: what they will pay")
        await desk.press("enter")
        await desk.pilot.pause()
        assert "[2 Engineer]" in desk.lines[0]
        assert desk.app.current == "P3"
        assert question.question[:30] in desk.text


async def test_the_board_begins_with_the_weakest_process(sample: "Sitting") -> None:
    async with sample((80, 24)) as desk:
        await desk.press("5", "escape", "j", "enter")
        strengths = [row.strength for row in oversight.board(desk.store, desk.app.today).rows]
        assert strengths == sorted(strengths)
        assert "docs   means  heard  others best   train" in desk.lines[2]
        assert "3.3 Appeal a refused claim        [none]  none" in desk.lines[4]
        await desk.press("right", "right")
        assert "customer feedback: none" in desk.text
        assert "Next: ask a customer." in desk.text


async def test_a_cell_of_the_board_leads_to_where_it_is_mended(sample: "Sitting") -> None:
    async with sample((80, 24)) as desk:
        await desk.press("5", "escape", "j", "enter", *("right",) * 5, "enter")
        await desk.pilot.pause()
        assert "[2 Engineer]" in desk.lines[0]
        assert "Training · 3.3 Appeal a refused claim" in desk.text


async def test_the_practices_on_the_board_lead_to_where_they_are_seen_to_hold_and_back(sample: "Sitting") -> None:
    async with sample((80, 24)) as desk:
        await desk.press("5", "escape", "j", "enter", "G", *("right",) * 4)
        board = desk.text
        await desk.press("enter")
        await desk.pilot.pause()
        assert "[5 Oversight]" in desk.lines[0]
        assert "Best practices and training · 2.2.2 Clean and protect" in desk.text
        await desk.press("escape")
        await desk.pilot.pause()
        assert desk.text == board
        await desk.press("escape")
        assert "Oversight ─" in desk.text


async def test_the_board_says_what_is_missing_where_nobody_owns_anything(empty: "Sitting") -> None:
    async with empty((80, 24)) as desk:
        await desk.press("escape", "5", "escape", "j", "enter")
        assert "─ Six functions ─" in desk.text
        assert "No process yet: a in the chart (1) writes the first." in desk.text
        add(desk.store, Actor("tess-ter", "tester"), "Order to cash")
        await desk.press("escape", "k", "j", "enter")
        assert "Six functions: 1 process without an owner" in desk.text
        assert "No owner yet: @ in the chart (1) names one." in desk.text


async def test_the_board_shows_one_branch(sample: "Sitting") -> None:
    async with sample((80, 24)) as desk:
        await desk.press("5", "escape", "j", "enter", "b")
        await desk.write("claim to cash")
        await desk.press("enter")
        assert "Six functions · Claim to cash: 4 processes" in desk.lines[1]
        assert not desk.line_with("Welcome a newcomer")


async def test_what_oversight_costs_is_drawn_by_month_with_what_could_be_dropped(sample: "Sitting") -> None:
    async with sample((80, 24)) as desk:
        await desk.press("5", "escape", "j", "j", "enter")
        for cost in oversight.costs(desk.store, "2026-11"):
            assert f"{cost.month}{cost.minutes:>10}" in desk.text
        assert "the cap is 5 %" in desk.text
        await desk.press("G")
        assert "found something in 0 of 13" in desk.text
        await desk.press("x", "x")
        assert list(oversight.droppable(desk.store)) == []
        assert "is dropped" in desk.sentence


@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 40)])
async def test_what_waits_and_the_board_look_as_they_should(
    sample: "Sitting", golden: "Golden", width: int, height: int
) -> None:
    async with sample((width, height)) as desk:
        await desk.press("5")
        golden(desk, f"waiting-{width}x{height}")
        await desk.press("escape", "j", "enter", "G", "right")
        golden(desk, f"board-{width}x{height}")


async def test_no_line_of_oversight_stands_for_a_person(sample: "Sitting") -> None:
    async with sample((120, 40)) as desk:
        people = desk.store.organization.people.keys()
        await desk.press("5")
        for place in OversightScreen.kinds:
            screen = desk.app.screen
            assert isinstance(screen, OversightScreen)
            screen.action_go(place)
            await desk.pilot.pause()
            for listing in screen.query(Listing):
                firsts = {re.split("[ /#]", id)[0] for id in listing._ids}
                assert not people & firsts, place


async def test_a_reading_is_taken_where_it_waits(sample: "Sitting") -> None:
    async with sample((80, 24)) as desk:
        process = desk.store.organization.processes["P2"]
        set_part(desk.store, PAT, process, MEASURE, "M1", {"every": "1 day"})
        await look(desk, "read:")
        before = desk.store.dated.of(Reading, "P2")
        await desk.press("enter")
        await desk.write("97")
        await desk.press("enter")
        taken = desk.store.dated.of(Reading, "P2")[-1]
        assert len(desk.store.dated.of(Reading, "P2")) == len(before) + 1
        assert (taken.on, taken.minutes) == (TODAY.date(), 2)


async def test_a_reply_is_written_where_it_waits(sample: "Sitting") -> None:
    async with sample((80, 24)) as desk:
        await look(desk, "reply: evening hour")
        await desk.press("enter")
        await desk.write("We open on Thursday evenings.")
        await desk.press("ctrl+s")
        (said,) = (one for one in desk.store.dated.of(Feedback, "P2") if one.about == "evening hour")
        assert (said.reply, said.answered, said.minutes) == ("We open on Thursday evenings.", TODAY.date(), 5)
        assert not desk.line_with("reply: evening hour")


async def test_what_a_check_found_is_written_and_a_check_is_put_off(sample: "Sitting") -> None:
    async with sample((80, 24)) as desk:
        await look(desk, "review")
        await desk.press("s")
        await desk.write("+1w")
        await desk.press("enter")
        assert of_process(desk, "P3")[-1].until == date(2026, 11, 30)
        await desk.press("u", "g")
        await look(desk, "review")
        await desk.press("r")
        await desk.write("The form asks twice for the birthday.")
        await desk.press("ctrl+s")
        assert of_process(desk, "P3")[-1].found == "The form asks twice for the birthday."


async def test_who_comes_back_is_told_what_waits_until_a_key_is_pressed(sample: "Sitting", later: "Sitting") -> None:
    async with sample((80, 24)) as desk:
        await desk.press("q")
    async with later((80, 24)) as desk:
        found = waiting(desk.store, desk.app.today, mine="pat")
        assert desk.sentence == in_short(found, mine=True) + " 5 shows them."
        await desk.press("down")
        assert desk.sentence == ""


async def test_what_comes_back_of_ones_own_journal_is_listed_among_ones_own_alone(sample: "Sitting") -> None:
    async with sample((80, 24)) as desk:
        made = committing.commit(desk.store, PAT, {"name": "Ring three patients", "until": "2026-11-20"}, MADE)
        await desk.press("5")
        assert not desk.line_with("Ring three patients")
        await desk.press("m", "g")
        while "─commitment" not in desk.text:
            await desk.press("j")
        await desk.press("c")
        assert committing.commitment_of(desk.store, PAT, made.id).state == "kept"
        assert not desk.line_with("Ring three patients   ")


async def test_the_many_that_need_an_owner_are_one_line(empty: "Sitting") -> None:
    async with empty((80, 24)) as desk:
        for n in range(12):
            add(desk.store, Actor("tester", "tester"), f"Process {n}")
        await desk.press("escape", "5")
        assert "12 need an owner" in desk.line_with("Process 0")
        assert not desk.line_with("Process 1 ")
        await desk.press("enter")
        await desk.pilot.pause()
        assert "[1 Chart]" in desk.lines[0]
        assert desk.sentence.startswith("@ says who answers for it")


async def test_what_has_drifted_leads_to_the_gate_that_says_what_has_gone(sample: "Sitting") -> None:
    async with sample((120, 40)) as desk:
        process = desk.store.organization.processes["P4"]
        for practice in process.practices:
            process = delete_part(desk.store, PAT, process, PRACTICE, practice.id)
        await look(desk, "drifted")
        while "Examine and explain" not in desk.line_with("1.3 Examine"):
            await desk.press("j")
        await desk.press("enter")
        await desk.pilot.pause()
        assert "[2 Engineer]" in desk.lines[0]
        assert "Gate documented" in desk.text


async def test_esc_and_five_lead_back_into_what_waits(sample: "Sitting") -> None:
    async with sample((80, 24)) as desk:
        await look(desk, "look into: Claims accepted")
        await desk.press("enter")
        await desk.pilot.pause()
        assert "Investigations" in desk.lines[1]
        await desk.press("escape")
        await desk.pilot.pause()
        assert "What waits" in desk.lines[1]
        assert "● waits for you, ! is late." in desk.sentence
        await desk.press("enter")
        await desk.pilot.pause()
        await desk.press("5")
        await desk.pilot.pause()
        assert "What waits" in desk.lines[1]
        await desk.press("escape")
        assert "Oversight" in desk.lines[1]


async def test_the_name_is_cut_before_a_pane_is(sample: "Sitting") -> None:
    async with sample((80, 24)) as desk:
        name = "The Lakeside Dental Practice of Harbour Street"
        desk.app.act(people.set_profile, desk.store.organization.profile, {"name": name})
        await desk.press("5")
        assert desk.lines[0].startswith(" The Lakeside Dental")
        assert desk.lines[0].endswith("[5 Oversight]")


async def test_a_long_journal_is_not_opened_to_greet_whoever_comes_back(empty: "Sitting", later: "Sitting") -> None:
    async with empty((80, 24)) as desk:
        me = desk.app.actor
        add(desk.store, me, "Ring back")
        committing.commit(desk.store, me, {"name": "Ring three patients", "until": "2026-11-20"}, MADE)
        await desk.press("q")
    async with later((80, 24)) as desk:
        assert desk.sentence.startswith("1 thing waits for you")
        for _ in range(2):
            journal.write(desk.store, me, "It was a long day. " * 60_000, {}, TODAY)
        desk.store.keeping.settle(at_once=True)
        await desk.press("q")
    async with later((80, 24)) as desk:
        assert desk.sentence == "5 shows what waits for you."
        assert not desk.store.journals.of(me.by).is_open
        await desk.press("5", "m")
        assert "Ring three patients" in desk.text


async def test_what_waits_in_ones_own_journal_is_gone_to_there(empty: "Sitting") -> None:
    async with empty((120, 40)) as desk:
        me = desk.app.actor
        add(desk.store, me, "Ring back")
        for text in ("We open at seven.", "We close at six."):
            journal.write(desk.store, me, text, {"kind": "decision", "on": "2026-11-01"}, TODAY)
        committing.commit(desk.store, me, {"name": "Ring three patients", "until": "2026-11-20"}, MADE)
        await desk.press("5", "m")
        for text, title in (("We close at six.", "─ E2 · "), ("We open at seven.", "─ E1 · "), ("Ring three", "K1")):
            await desk.press("5", "g")
            while not (due := desk.app.screen.query_one(WaitingPane).due) or not due.name.startswith(text):
                await desk.press("j")
            await desk.press("enter")
            assert "[4 Journal]" in desk.text
            assert title in desk.text
