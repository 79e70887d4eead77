"""A process changes hands: offered, taken over item by item, and the new owner's from its day on."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from workbench.domain.appointments import Role
from workbench.domain.due import Due
from workbench.domain.errors import Refused, SomebodyElses
from workbench.domain.handoff import PACKET, Handoff, HandoffState, ItemState
from workbench.domain.process import Process, Stage
from workbench.services import chart, gates, handing_over, owners, passing_on, people, reshape
from workbench.services.handing_over import Terms
from workbench.services.lookup import of_lines, opened
from workbench.services.packet import standing
from workbench.services.passing_on import Holding, Passed
from workbench.services.sheet import as_text
from workbench.services.story import told
from workbench.services.waiting import waiting
from workbench.store import lookup
from workbench.store.lines import Actor
from workbench.store.lookup import Row
from workbench.store.store import Store

TODAY = date(2026, 6, 1)
SOL, PAT, MIA = Actor("sol", "sol"), Actor("pat", "pat"), Actor("mia", "mia")
GAPS = "the rest is learned on the way"


@pytest.fixture
def price(store: Store, ana: Actor) -> Process:
    """A process of Ana's, engineered by Pat, trained, and not handed over yet."""
    for name, handle in (("Sol Adeyemi", "sol"), ("Pat Lind", "pat"), ("Mia Chen", "mia")):
        people.add_person(store, ana, name, handle)
    people.add_person(store, ana, "Front desk", "desk", {"members": frozenset({"mia"})}, team=True)
    process = chart.add(store, ana, "Price and consent", fields={"engineer": "pat"})
    for stage in (Stage.DESIGNED, Stage.DOCUMENTED, Stage.TRAINED):
        process = gates.pass_gate(store, PAT, process, stage, TODAY, "enough to begin")
    return process


@pytest.fixture
def offered(store: Store, price: Process) -> Handoff:
    return handing_over.offer_at_once(store, PAT, price.id, TODAY, Terms(to="sol"), GAPS)


def owner(store: Store, process: str = "P1") -> str | None:
    return store.organization.processes[process].owner


def accept(store: Store, handoff: Handoff, actor: Actor = SOL, on: date = TODAY) -> Handoff:
    return handing_over.accept(store, actor, handoff.id, on, all_items=True)


# Preparing and offering


def test_gates_that_were_passed_for_a_reason_are_said_to_be_so(store: Store, price: Process) -> None:
    said = {gap.key: gap.what for gap in handing_over.ready(store, store.organization.processes[price.id], TODAY)}
    assert said["gates"] == "designed, documented, trained, in spite of gaps"


def test_a_prepared_handoff_waits_and_nothing_moves(store: Store, price: Process) -> None:
    handoff = handing_over.prepare(store, PAT, price.id, TODAY, Terms(to="sol", note="Mind the crowns."))
    assert (handoff.id, handoff.state, handoff.from_whom, handoff.round) == ("H1", "waiting", "pat", "R1")
    assert owner(store) is None
    assert store.organization.processes["P1"].stage is Stage.TRAINED


def test_offering_with_gaps_asks_why_and_the_reason_stays(store: Store, price: Process) -> None:
    handoff = handing_over.prepare(store, PAT, price.id, TODAY, Terms(to="sol"))
    with pytest.raises(Refused, match=r"P1 Price and consent is not ready: \d+ things are missing"):
        handing_over.offer(store, PAT, handoff.id, TODAY)
    assert handing_over.offer(store, PAT, handoff.id, TODAY, GAPS).because == GAPS


def test_a_process_is_in_one_handoff_at_a_time(store: Store, offered: Handoff) -> None:
    with pytest.raises(Refused, match="P1 Price and consent is in H1 already: one handoff of a process at a time"):
        handing_over.prepare(store, PAT, "P1", TODAY, Terms(to="mia"))


def test_nobody_is_offered_what_they_own_or_a_day_that_is_over(store: Store, price: Process, ana: Actor) -> None:
    other = chart.add(store, ana, "Greet", fields={"owner": "sol"})
    with pytest.raises(Refused, match="Sol Adeyemi owns P2 Greet already"):
        handing_over.prepare(store, SOL, other.id, TODAY, Terms(to="sol"))
    with pytest.raises(Refused, match="2026-05-31 is over: nobody answers for a process before they accept it"):
        handing_over.prepare(store, PAT, price.id, TODAY, Terms(to="sol", effective=TODAY - timedelta(1)))
    with pytest.raises(Refused, match="The trial must end after the day"):
        handing_over.prepare(store, PAT, price.id, TODAY, Terms(to="sol", trial_until=TODAY))


def test_an_owner_who_was_only_named_takes_over_what_the_engineer_hands_over(
    store: Store, price: Process, ana: Actor
) -> None:
    named = chart.set_fields(store, ana, price, {"owner": "sol"})
    accept(store, handing_over.offer_at_once(store, PAT, named.id, TODAY, Terms(to="sol"), GAPS))
    assert store.organization.processes["P1"].stage is Stage.OWNED
    with pytest.raises(Refused, match="Sol Adeyemi owns P1 Price and consent already"):
        handing_over.prepare(store, SOL, "P1", TODAY, Terms(to="sol"))


def test_terms_change_while_the_new_owner_does_not_look_and_not_afterwards(store: Store, price: Process) -> None:
    handing_over.prepare(store, PAT, price.id, TODAY, Terms(to="sol"))
    assert handing_over.set_terms(store, PAT, "H1", TODAY, Terms(to="mia")).to == "mia"
    handing_over.offer(store, PAT, "H1", TODAY, GAPS)
    with pytest.raises(Refused, match="H1 is offered on 2026-06-01"):
        handing_over.set_terms(store, PAT, "H1", TODAY, Terms(to="sol"))


# Taking over


def test_acceptance_is_one_change_and_makes_the_new_owner_owner_and_coach(store: Store, offered: Handoff) -> None:
    before = store.position
    taken = accept(store, offered)
    assert store.position == before + 1
    process = store.organization.processes["P1"]
    assert (taken.state, taken.since) == ("accepted", TODAY)
    assert (process.owner, process.coached_by, process.stage) == ("sol", "sol", Stage.OWNED)
    assert [(turn.id, turn.closed) for turn in process.rounds] == [("R1", TODAY)]
    assert {gate.id: gate.because for gate in process.gates}["owned"] == GAPS


def test_a_coach_who_is_named_stays_the_coach(store: Store, price: Process, ana: Actor) -> None:
    chart.set_fields(store, ana, price, {"coach": "mia"})
    accept(store, handing_over.offer_at_once(store, PAT, price.id, TODAY, Terms(to="sol"), GAPS))
    assert store.organization.processes["P1"].coached_by == "mia"


def test_engineering_that_is_not_so_far_yet_goes_on_under_the_new_owner(store: Store, price: Process) -> None:
    begun = gates.reopen(store, PAT, price, TODAY, "a new law")
    accept(store, handing_over.offer_at_once(store, PAT, begun.id, TODAY, Terms(to="sol"), GAPS))
    process = store.organization.processes["P1"]
    assert (process.owner, process.stage, process.rounds[-1].closed) == ("sol", Stage.TRAINED, None)


def test_items_are_accepted_one_by_one_and_the_whole_only_when_each_was_looked_at(
    store: Store, offered: Handoff
) -> None:
    handing_over.look_at(store, SOL, "H1", ["steps", "risks"], ItemState.ACCEPTED, TODAY)
    with pytest.raises(Refused, match="9 items were not looked at yet"):
        handing_over.accept(store, SOL, "H1", TODAY)
    handing_over.look_at(store, SOL, "H1", [*PACKET], ItemState.ACCEPTED, TODAY)
    assert handing_over.accept(store, SOL, "H1", TODAY).state is HandoffState.ACCEPTED


def test_an_item_goes_back_with_a_note_and_holds_the_whole_up(store: Store, offered: Handoff) -> None:
    with pytest.raises(Refused, match="an item goes back with a note"):
        handing_over.look_at(store, SOL, "H1", ["steps"], ItemState.SENT_BACK, TODAY)
    handing_over.look_at(store, SOL, "H1", ["steps"], ItemState.SENT_BACK, TODAY, "the quote is missing")
    with pytest.raises(Refused, match="You sent back steps"):
        accept(store, offered)
    back = handing_over.send_back(store, SOL, "H1", TODAY)
    assert (back.state, back.trail[-1].said) == (HandoffState.SENT_BACK, "steps: the quote is missing")
    with pytest.raises(Refused, match="P1 Price and consent is not ready"):
        handing_over.offer(store, PAT, "H1", TODAY, mended="The quote is drawn.")
    again = handing_over.offer(store, PAT, "H1", TODAY, GAPS, "The quote is drawn.")
    assert (again.because, again.sent_back, again.unseen[2]) == (GAPS, [], "steps")
    assert again.trail[-1].said == f"The quote is drawn.; in spite of gaps: {GAPS}"
    assert standing(store.organization, again, "steps") == (
        "not looked at yet; sent back before by Sol Adeyemi, 2026-06-01: the quote is missing"
    )


def test_what_nobody_looked_at_is_taken_over_unseen(store: Store, offered: Handoff) -> None:
    handing_over.look_at(store, SOL, "H1", ["steps"], ItemState.ACCEPTED, TODAY)
    taken = accept(store, offered)
    assert standing(store.organization, taken, "steps") == "accepted by Sol Adeyemi, 2026-06-01"
    assert standing(store.organization, taken, "risks") == "taken over unseen by Sol Adeyemi, 2026-06-01"


def test_what_is_only_prepared_is_not_said_to_be_offered(store: Store, price: Process) -> None:
    handing_over.prepare(store, PAT, price.id, TODAY, Terms(to="sol"))
    with pytest.raises(Refused, match="H1 is prepared and not offered yet"):
        handing_over.accept(store, PAT, "H1", TODAY)


def test_a_packet_has_no_other_items(store: Store, offered: Handoff) -> None:
    with pytest.raises(Refused, match=r"The packet has no item “stpes”. It has purpose, answers, steps"):
        handing_over.look_at(store, SOL, "H1", ["stpes"], ItemState.ACCEPTED, TODAY)


def test_a_teach_back_that_is_asked_for_is_confirmed_by_somebody_else_first(store: Store, price: Process) -> None:
    offered = handing_over.offer_at_once(store, PAT, price.id, TODAY, Terms(to="sol", tell_back=True), GAPS)
    with pytest.raises(Refused, match="Tell it back first, in your own words"):
        accept(store, offered)
    with pytest.raises(Refused, match="H1 has not been told back yet"):
        handing_over.hear(store, PAT, "H1", TODAY)
    handing_over.tell(store, SOL, "H1", TODAY, "We say the price, then ask.")
    with pytest.raises(Refused, match="you cannot yourself"):
        handing_over.hear(store, SOL, "H1", TODAY)
    handing_over.hear(store, PAT, "H1", TODAY, "And the second price?")
    with pytest.raises(Refused, match="What was missing: And the second price"):
        accept(store, offered)
    handing_over.tell(store, SOL, "H1", TODAY, "We say both prices, then ask.")
    handing_over.hear(store, PAT, "H1", TODAY)
    assert accept(store, offered).state is HandoffState.ACCEPTED


# Who may


def test_only_the_new_owner_answers_an_offer(store: Store, offered: Handoff) -> None:
    acts: list[Callable[[], object]] = [
        lambda: accept(store, offered, PAT),
        lambda: handing_over.decline(store, PAT, "H1", TODAY, "no"),
        lambda: handing_over.send_back(store, PAT, "H1", TODAY, "no"),
        lambda: handing_over.tell(store, PAT, "H1", TODAY, "we"),
        lambda: handing_over.look_at(store, PAT, "H1", ["steps"], ItemState.ACCEPTED, TODAY),
    ]
    for act in acts:
        with pytest.raises(
            Refused,
            match=r"Price and consent \(H1\) is offered to Sol Adeyemi: only they answer it, or who acts for them",
        ):
            act()


def test_a_member_answers_for_a_team(store: Store, price: Process) -> None:
    offered = handing_over.offer_at_once(store, PAT, price.id, TODAY, Terms(to="desk"), GAPS)
    taken = accept(store, offered, MIA)
    assert (owner(store), taken.trail[-1].by) == ("desk", "mia")


def test_who_acts_for_the_new_owner_is_recorded_as_such(store: Store, offered: Handoff) -> None:
    last = accept(store, offered, Actor("pat", "pat", "sol")).trail[-1]
    assert (last.by, last.acts_for) == ("pat", "sol")


# Two at once


def test_what_was_withdrawn_meanwhile_is_not_accepted(store: Store, offered: Handoff) -> None:
    handing_over.withdraw(store, PAT, "H1", TODAY)
    with pytest.raises(Refused, match="H1 was withdrawn on 2026-06-01; nothing can be done to it any more"):
        accept(store, offered)


def test_two_who_offer_one_process_at_once_make_one_offer(store: Store, price: Process, tmp_path: Path) -> None:
    elsewhere = Store.open(tmp_path / "store", store.clock)
    handing_over.offer_at_once(elsewhere, PAT, price.id, TODAY, Terms(to="sol"), GAPS)
    with pytest.raises(Refused, match="P1 Price and consent is in H1 already"):
        handing_over.offer_at_once(store, PAT, price.id, TODAY, Terms(to="mia"), GAPS)
    handing_over.withdraw(elsewhere, PAT, "H1", TODAY)
    elsewhere.close()
    with pytest.raises(Refused, match="H1 was withdrawn on"):
        handing_over.accept(store, SOL, "H1", TODAY, all_items=True)


def test_what_was_accepted_meanwhile_is_not_withdrawn(store: Store, offered: Handoff) -> None:
    accept(store, offered)
    with pytest.raises(Refused, match="H1 was accepted on"):
        handing_over.withdraw(store, PAT, "H1", TODAY)


def test_a_new_owner_who_left_meanwhile_takes_nothing_over(store: Store, offered: Handoff, ana: Actor) -> None:
    people.leave(store, ana, store.organization.people["sol"], TODAY)
    with pytest.raises(Refused, match=r"sol Sol Adeyemi has left and cannot take it over. Withdraw H1"):
        accept(store, offered, Actor("pat", "pat", "sol"))


def test_a_process_retired_meanwhile_is_not_taken_over(store: Store, offered: Handoff, ana: Actor) -> None:
    reshape.retire(store, ana, ["P1"], TODAY)
    with pytest.raises(Refused, match="P1 Price and consent was retired on 2026-06-01: there is nothing to take over"):
        accept(store, offered)
    assert handing_over.withdraw(store, PAT, "H1", TODAY).state is HandoffState.WITHDRAWN


def test_a_retired_process_is_not_offered_and_no_handoff_is_named_that_is_not_there(
    store: Store, price: Process, ana: Actor
) -> None:
    reshape.retire(store, ana, [price.id], TODAY)
    with pytest.raises(Refused, match=r"there is nothing to take over\.$"):
        handing_over.prepare(store, PAT, price.id, TODAY, Terms(to="sol"))


def test_a_process_that_is_deleted_takes_its_handoffs_along_and_undo_brings_them_back(
    store: Store, offered: Handoff, ana: Actor
) -> None:
    accept(store, offered)
    reshape.delete(store, ana, ["P1"])
    assert dict(store.organization.handoffs) == {}
    store.undo(ana)
    assert owner(store) == "sol"


def test_a_person_whom_a_handoff_names_is_not_deleted(store: Store, offered: Handoff, ana: Actor) -> None:
    with pytest.raises(Refused, match="sol cannot go: the handoff H1 names it"):
        people.delete(store, ana, store.organization.people["sol"])


def test_undo_takes_back_an_offer_and_never_an_accepted_handoff(store: Store, offered: Handoff) -> None:
    store.undo(PAT)
    assert dict(store.organization.handoffs) == {}
    store.redo(PAT)
    accept(store, offered)
    with pytest.raises(Refused, match="nothing of yours to undo"):
        store.undo(SOL)
    with pytest.raises(Refused, match=r"Cannot undo change \d+ \(handoff.offer\): sol has changed H1"):
        store.undo(PAT)


def test_undo_leaves_what_led_to_an_accepted_handoff(store: Store, offered: Handoff) -> None:
    handing_over.tell(store, SOL, "H1", TODAY, "We say the price, then ask.")
    handing_over.hear(store, PAT, "H1", TODAY)
    accept(store, offered)
    with pytest.raises(Refused, match="H1 was accepted since, and that stays"):
        store.undo(PAT)


# The day


def test_a_day_to_come_needs_nobody_to_be_there(
    store: Store, price: Process, ana: Actor, clock: Any, tmp_path: Path
) -> None:
    day = TODAY + timedelta(30)
    accept(store, handing_over.offer_at_once(store, PAT, price.id, TODAY, Terms(to="sol", effective=day), GAPS))
    store.keeping.settle(at_once=True)
    assert owner(store) is None
    clock.move(30)
    assert store.follow().anew
    assert owner(store) == "sol"
    found = opened(str(tmp_path / "store"))
    assert found is None or found.find("P1")[0].owner == "sol"
    assert of_lines(store.keeping.look_up()).find("P1")[0].owner == "sol"


def test_who_owns_what_on_another_day_is_told_by_the_days_of_the_handoffs(
    store: Store, price: Process, clock: Any
) -> None:
    day = TODAY + timedelta(30)
    accept(store, handing_over.offer_at_once(store, PAT, price.id, TODAY, Terms(to="sol", effective=day), GAPS))
    at = {
        days: of_lines(store.keeping.look_up(clock.moment + timedelta(days))).find("P1")[0].owner
        for days in (0, 29, 30)
    }
    assert at == {0: "", 29: "", 30: "sol"}


def test_a_handoff_that_is_accepted_late_counts_from_its_acceptance(store: Store, price: Process) -> None:
    offered = handing_over.offer_at_once(store, PAT, price.id, TODAY, Terms(to="sol", effective=TODAY), GAPS)
    assert accept(store, offered, on=TODAY + timedelta(3)).since == TODAY + timedelta(3)


@pytest.mark.parametrize("days", [None, 29, 31])
def test_a_process_has_one_future_owner(store: Store, price: Process, days: int | None) -> None:
    day = TODAY + timedelta(30)
    accept(store, handing_over.offer_at_once(store, PAT, price.id, TODAY, Terms(to="sol", effective=day), GAPS))
    other = TODAY + timedelta(days) if days else None
    with pytest.raises(Refused, match=r"Sol Adeyemi takes P1 Price and consent over on 2026-07-01 \(H1\)"):
        handing_over.prepare(store, PAT, "P1", TODAY, Terms(to="mia", effective=other))
    instead = handing_over.offer_at_once(store, PAT, "P1", TODAY, Terms(to="mia", effective=day), GAPS)
    accept(store, instead, MIA)
    assert store.organization.comes_to(store.organization.processes["P1"]) == "Mia Chen from 2026-07-01"
    assert owners.owned_by(store, "sol") == []


# Named without a handoff


def test_after_a_handoff_an_owner_is_named_only_for_a_reason_and_that_is_kept(store: Store, offered: Handoff) -> None:
    accept(store, offered)
    seen = store.organization.processes["P1"]
    with pytest.raises(Refused, match="was handed over: its owner changes by a handoff"):
        chart.set_fields(store, PAT, seen, {"owner": "mia"})
    with pytest.raises(Refused, match="was handed over: its owner changes by a handoff"):
        reshape.assign(store, PAT, ["P1"], "mia")
    assert chart.set_fields(store, PAT, seen, {"owner": "mia", "purpose": "No surprise."}, "Sol is ill").owner == "mia"
    now = store.organization.processes["P1"]
    assert (now.owner, now.purpose) == ("mia", "No surprise.")
    assert store.organization.handoffs["H2"].trail[-1].said == "Sol is ill"
    store.undo(PAT)
    assert owner(store) == "sol"


def test_an_owner_is_not_named_while_the_process_is_being_handed_over(store: Store, offered: Handoff) -> None:
    with pytest.raises(Refused, match="is being handed over to Sol Adeyemi: withdraw H1 first"):
        chart.set_fields(store, PAT, store.organization.processes["P1"], {"owner": "mia"}, "in a hurry")


def test_an_owner_is_not_named_over_one_who_took_it_over_meanwhile(store: Store, offered: Handoff) -> None:
    seen = store.organization.processes["P1"]
    accept(store, offered)
    with pytest.raises(Refused, match="has changed hands meanwhile: Sol Adeyemi answers for it now"):
        chart.set_fields(store, PAT, seen, {"owner": "mia"}, "in a hurry")


# Trials


def test_a_trial_is_confirmed_once_and_shows_in_what_is_due_for_both(store: Store, price: Process) -> None:
    until = TODAY + timedelta(60)
    accept(store, handing_over.offer_at_once(store, PAT, price.id, TODAY, Terms(to="sol", trial_until=until), GAPS))

    def trials(who: str) -> list[tuple[str, date | None]]:
        return [(one.what, one.on) for one in waiting(store, TODAY, 60, who) if one.kind == "handoff"]

    assert trials("sol") == [("trial ends: Pat Lind confirms it", until)]
    assert trials("pat") == [("confirm the trial, with Sol Adeyemi", until)]
    handing_over.confirm(store, PAT, "H1", until)
    assert trials("sol") == trials("pat") == []
    with pytest.raises(Refused, match=f"H1 was confirmed on {until} already"):
        handing_over.confirm(store, SOL, "H1", until)


def test_without_a_trial_there_is_nothing_to_confirm(store: Store, offered: Handoff) -> None:
    with pytest.raises(Refused, match="H1 is no trial"):
        handing_over.confirm(store, SOL, "H1", TODAY)


# What is due


def test_an_offer_that_waits_is_due_for_both(store: Store, offered: Handoff) -> None:
    def said(who: str) -> list[str]:
        found: list[Due] = waiting(store, TODAY, 0, who)
        return [f"{one.what} {one.record} {one.about}" for one in found if one.kind == "handoff"]

    assert said("sol") == ["take it over, from Pat Lind P1 H1"]
    assert said("pat") == ["waits for Sol Adeyemi P1 H1"]
    handing_over.send_back(store, SOL, "H1", TODAY, "no measure to coach by")
    assert (said("sol"), said("pat")) == ([], ["sent back by Sol Adeyemi P1 H1"])
    handing_over.withdraw(store, PAT, "H1", TODAY)
    assert (said("sol"), said("pat")) == (["Pat Lind withdrew the offer P1 H1"], [])
    handing_over.prepare(store, PAT, "P1", TODAY, Terms(to="sol"))
    assert said("sol") == []
    handing_over.offer(store, PAT, "H2", TODAY, GAPS)
    handing_over.decline(store, Actor("mia", "mia", "sol"), "H2", TODAY, "I am full")
    assert said("pat") == ["Mia Chen for Sol Adeyemi declined it: I am full P1 H2"]
    assert [one.what for one in waiting(store, TODAY + timedelta(20), 0, "pat") if one.kind == "handoff"] == []


def test_only_the_side_that_hands_over_takes_its_turns_or_who_acts_for_it(store: Store, price: Process) -> None:
    mia, terms = MIA, Terms(to="sol", tell_back=True, trial_until=TODAY + timedelta(60))
    handing_over.prepare(store, PAT, price.id, TODAY, terms)
    with pytest.raises(SomebodyElses, match=r"\(H1\): only Pat Lind does this, or who acts for them"):
        handing_over.offer(store, mia, "H1", TODAY, GAPS)
    handing_over.offer(store, PAT, "H1", TODAY, GAPS)
    handing_over.tell(store, SOL, "H1", TODAY, "We say the price, then ask.")
    for turn in (handing_over.hear, handing_over.withdraw):
        with pytest.raises(SomebodyElses):
            turn(store, mia, "H1", TODAY)
    heard = handing_over.hear(store, Actor("mia", "mia", "pat"), "H1", TODAY)
    assert (heard.trail[-1].by, heard.trail[-1].acts_for) == ("mia", "pat")
    with pytest.raises(Refused, match="H1 is offered on 2026-06-01"):
        handing_over.confirm(store, PAT, "H1", TODAY)
    accept(store, heard)
    for somebody, sentence in ((mia, "only Pat Lind does this"), (SOL, "you cannot yourself")):
        with pytest.raises(Refused, match=sentence):
            handing_over.confirm(store, somebody, "H1", TODAY)
    assert handing_over.confirm(store, PAT, "H1", TODAY).confirmed == TODAY


@pytest.mark.parametrize("somebody", [SOL, MIA])
def test_only_whose_it_is_begins_the_handoff_of_a_process(store: Store, price: Process, somebody: Actor) -> None:
    for begin in (handing_over.prepare, handing_over.offer_at_once):
        with pytest.raises(SomebodyElses, match="is Pat Lind's to hand over: only they begin it"):
            begin(store, somebody, price.id, TODAY, Terms(to="sol", from_whom=somebody.by))
    begun = handing_over.prepare(store, Actor("sol", "sol", "pat"), price.id, TODAY, Terms(to="sol"))
    assert (begun.trail[0].by, begun.trail[0].acts_for) == ("sol", "pat")


def test_what_comes_back_of_one_who_left_waits_for_whoever_passed_it_on(
    store: Store, ana: Actor, price: Process
) -> None:
    given = chart.add(store, ana, "Greet", fields={"owner": "mia"})
    people.leave(store, ana, store.organization.people["mia"], TODAY)
    passed = [Passed(Holding(Role.OWNS, given.id), "sol")]
    passing_on.pass_on(store, PAT, "mia", passed, TODAY, GAPS, Terms())
    handing_over.send_back(store, SOL, "H1", TODAY, "no measure to coach by")
    assert "sent back by Sol Adeyemi" in [one.what for one in waiting(store, TODAY, 0, "pat")]


# Who owned what when


def test_the_owners_of_a_process_are_known_back_to_the_start(
    store: Store, ana: Actor, price: Process, clock: Any
) -> None:
    given = chart.add(store, ana, "Greet", fields={"owner": "ana"})
    clock.move(10)
    chart.set_fields(store, ana, given, {"owner": "mia"})
    clock.move(10)
    day = TODAY + timedelta(20)
    accept(store, handing_over.offer_at_once(store, MIA, "P2", day, Terms(to="sol"), GAPS), on=day)
    clock.move(10)
    chart.set_fields(store, ana, store.organization.processes["P2"], {"owner": "pat"}, "Sol is ill")
    told = [(one.owner, one.since, one.until, one.handoff) for one in owners.owners_of(store, "P2")]
    assert told == [
        ("ana", TODAY, date(2026, 6, 11), ""),
        ("mia", date(2026, 6, 11), date(2026, 6, 21), ""),
        ("sol", date(2026, 6, 21), date(2026, 7, 1), "H1"),
        ("pat", date(2026, 7, 1), None, "H2"),
    ]
    assert [(one.process, one.until) for one in owners.owned_by(store, "mia")] == [("P2", date(2026, 6, 21))]


def test_who_gives_a_process_on_the_day_it_came_to_them_owned_it_that_day(
    store: Store, ana: Actor, price: Process
) -> None:
    chart.add(store, ana, "Greet", fields={"owner": "mia"})
    accept(store, handing_over.offer_at_once(store, MIA, "P2", TODAY, Terms(to="sol"), GAPS))
    told = [(one.owner, one.since, one.until) for one in owners.owners_of(store, "P2")]
    assert told == [("mia", TODAY, TODAY), ("sol", TODAY, None)]
    assert [one.process for one in owners.owned_by(store, "mia")] == ["P2"]


def test_a_process_is_nobodys_from_the_day_its_owner_left(store: Store, ana: Actor, price: Process, clock: Any) -> None:
    chart.add(store, ana, "Greet", fields={"owner": "mia"})
    clock.move(10)
    people.leave(store, ana, store.organization.people["mia"], date(2026, 6, 5))
    clock.move(10)
    chart.set_fields(store, ana, store.organization.processes["P2"], {"owner": "pat"})
    told = [(one.owner, one.since, one.until) for one in owners.owners_of(store, "P2")]
    assert told == [
        ("mia", TODAY, date(2026, 6, 5)),
        (None, date(2026, 6, 5), date(2026, 6, 21)),
        ("pat", date(2026, 6, 21), None),
    ]


def test_a_process_was_never_whose_who_left_before_their_day_came(store: Store, coming: Handoff, ana: Actor) -> None:
    people.leave(store, ana, store.organization.people["sol"], TODAY)
    assert owners.owned_by(store, "sol") == []


# When somebody leaves


@pytest.fixture
def leaving(store: Store, price: Process, ana: Actor) -> Callable[..., list[Handoff]]:
    chart.add(store, ana, "Greet", fields={"owner": "mia", "coach": "mia", "performers": frozenset({"mia", "pat"})})
    chart.add(store, ana, "Bill", fields={"owner": "mia", "engineer": "mia"})

    def sweep(
        *passed: Passed, because: str = "Mia moves to the coast.", effective: date | None = None
    ) -> list[Handoff]:
        return passing_on.pass_on(
            store, Actor("pat", "pat", "mia"), "mia", passed, TODAY, because, Terms(effective=effective)
        )

    return sweep


def test_all_that_somebody_holds_is_found(store: Store, leaving: object) -> None:
    assert [(one.role, one.process) for one in passing_on.holdings(store.organization, "mia")] == [
        ("owns", "P2"), ("coaches", "P2"), ("performs", "P2"), ("owns", "P3"), ("engineers", "P3"),
    ]  # fmt: skip


def test_a_sweep_is_one_change_to_several_and_each_new_owner_still_accepts(
    store: Store, leaving: Callable[..., list[Handoff]]
) -> None:
    before = store.position
    made = leaving(
        *(Passed(Holding(role, "P2"), "sol") for role in (Role.OWNS, Role.COACHES, Role.PERFORMS)),
        Passed(Holding(Role.OWNS, "P3"), "pat"), Passed(Holding(Role.ENGINEERS, "P3"), "pat"),
    )  # fmt: skip
    assert store.position == before + 1
    assert [(one.process, one.to, one.from_whom, one.state) for one in made] == [
        ("P2", "sol", "mia", "offered"),
        ("P3", "pat", "mia", "offered"),
    ]
    greet, bill = (store.organization.processes[process] for process in ("P2", "P3"))
    assert (greet.owner, greet.coach, sorted(greet.performers)) == ("mia", "sol", ["pat", "sol"])
    assert (bill.owner, bill.engineer) == ("mia", "pat")
    people.leave(store, PAT, store.organization.people["mia"], TODAY)
    assert [process.id for process in store.organization.unowned()] == ["P1", "P2", "P3"]
    accept(store, made[0])
    assert [process.id for process in store.organization.unowned()] == ["P1", "P3"]


def test_what_is_passed_on_from_a_day_on_is_theirs_until_then_and_the_others_from_that_day(
    store: Store, leaving: Callable[..., list[Handoff]], clock: Any, ana: Actor
) -> None:
    def hands(store: Store) -> tuple[str | None, list[str], str | None]:
        greet, bill = (store.organization.processes[process] for process in ("P2", "P3"))
        return greet.coach, sorted(greet.performers), bill.engineer

    day = TODAY + timedelta(30)
    parts = [(Role.COACHES, "P2"), (Role.PERFORMS, "P2"), (Role.ENGINEERS, "P3")]
    passed = [Passed(Holding(role, process), "sol") for role, process in parts]
    leaving(*passed, effective=day)
    assert passing_on.said(store.organization, passed[:1], [], day) == "Sol Adeyemi coaches Greet from 2026-07-01 on."
    assert hands(store) == ("mia", ["mia", "pat"], "mia")
    assert told(next(iter(store.history())), store.organization) == [
        "P2 Greet: Sol Adeyemi coaches it from 2026-07-01 on",
        "P2 Greet: Sol Adeyemi performs it from 2026-07-01 on",
        "P3 Bill: Sol Adeyemi engineers it from 2026-07-01 on",
    ]
    assert "Mia Chen; Sol Adeyemi for Mia Chen from 2026-07-01" in as_text(
        store.organization, store.organization.processes["P2"]
    )
    assert "sol" not in "".join(row for row in store.keeping.look_up() if "Greet" in row)
    clock.move(30)
    assert hands(store) == ("sol", ["pat", "sol"], "sol")
    store.keeping.settle(at_once=True)
    found = lookup.read(str(store.folder)) or ""
    assert [(row.coach, row.performers) for row in map(Row, (one.split("\t") for one in found.splitlines()))][1] == (
        "sol", "pat,sol",
    )  # fmt: skip
    chart.set_fields(store, ana, store.organization.processes["P2"], {"coach": "pat", "performers": frozenset()})
    assert hands(store) == ("pat", [], "sol")
    store.undo(ana)
    assert hands(store) == ("sol", ["pat", "sol"], "sol")
    assert store.organization_at(clock() - timedelta(1)).processes["P2"].coach == "mia"


def test_a_day_is_agreed_once_for_a_part_and_does_nothing_where_another_has_it_by_then(
    store: Store, leaving: Callable[..., list[Handoff]], clock: Any, ana: Actor
) -> None:
    coaching = Holding(Role.COACHES, "P2")
    leaving(Passed(coaching, "sol"), effective=TODAY + timedelta(30))
    leaving(Passed(coaching, "pat"), effective=TODAY + timedelta(20))
    clock.move(20)
    assert store.organization.processes["P2"].coach == "pat"
    leaving(Passed(Holding(Role.ENGINEERS, "P3"), "sol"), effective=TODAY + timedelta(40))
    chart.set_fields(store, ana, store.organization.processes["P3"], {"engineer": "pat"})
    clock.move(30)
    assert store.organization.processes["P3"].engineer == "pat"
    with pytest.raises(Refused, match="2026-06-01 is over: nothing is passed on before today"):
        passing_on.pass_on(store, PAT, "mia", [], TODAY + timedelta(50), "", Terms(effective=TODAY))


def test_what_goes_to_another_already_is_left_out_with_a_sentence(
    store: Store, leaving: Callable[..., list[Handoff]], ana: Actor
) -> None:
    handing_over.prepare(store, MIA, "P2", TODAY, Terms(to="sol"))
    accept(
        store,
        handing_over.offer_at_once(store, MIA, "P3", TODAY, Terms(to="sol", effective=TODAY + timedelta(9)), GAPS),
    )
    left_out = passing_on.left_out(store.organization, "mia")
    assert left_out == {
        "P2": "2 Greet is not passed on: its handoff to Sol Adeyemi is prepared already; withdraw H1 first.",
        "P3": "3 Bill is not passed on: Sol Adeyemi has it from 2026-06-10 on (H2).",
    }
    with pytest.raises(Refused, match="its handoff to Sol Adeyemi"):
        leaving(Passed(Holding(Role.OWNS, "P2"), "pat"), Passed(Holding(Role.COACHES, "P2"), "pat"))
    assert store.organization.processes["P2"].coach == "mia"
    people.leave(store, ana, store.organization.people["mia"], TODAY)
    handing_over.withdraw(store, PAT, "H1", TODAY)
    assert Holding(Role.OWNS, "P2") in passing_on.holdings(store.organization, "mia")
    assert leaving(Passed(Holding(Role.OWNS, "P2"), "pat"))[0].to == "pat"


def test_only_who_leaves_passes_on_what_they_hold_and_anybody_once_they_have_left(
    store: Store, leaving: Callable[..., list[Handoff]], ana: Actor
) -> None:
    bill = [Passed(Holding(Role.OWNS, "P3"), "sol")]
    with pytest.raises(SomebodyElses, match="What Mia Chen holds is passed on by them"):
        passing_on.pass_on(store, PAT, "mia", bill, TODAY, GAPS, Terms())
    people.leave(store, ana, store.organization.people["mia"], TODAY)
    assert passing_on.pass_on(store, PAT, "mia", bill, TODAY, GAPS, Terms())[0].to == "sol"


def test_nobody_passes_on_what_they_do_not_hold_or_to_one_who_has_left(
    store: Store, leaving: Callable[..., list[Handoff]]
) -> None:
    with pytest.raises(Refused, match="Mia Chen has nothing to pass on there: owns P1 Price and consent"):
        leaving(Passed(Holding(Role.OWNS, "P1"), "sol"))
    people.leave(store, PAT, store.organization.people["sol"], TODAY)
    with pytest.raises(Refused, match="sol Sol Adeyemi has left and cannot take anything on"):
        leaving(Passed(Holding(Role.OWNS, "P2"), "sol"))
    assert dict(store.organization.handoffs) == {}


def test_what_comes_to_somebody_on_a_day_is_passed_on_and_what_is_being_handed_over_is_not(
    store: Store, leaving: Callable[..., list[Handoff]]
) -> None:
    coming = Terms(to="mia", effective=TODAY + timedelta(30))
    accept(store, handing_over.offer_at_once(store, PAT, "P1", TODAY, coming, GAPS), MIA)
    handing_over.prepare(store, MIA, "P2", TODAY, Terms(to="sol"))
    owned = [one.process for one in passing_on.holdings(store.organization, "mia") if one.role is Role.OWNS]
    assert owned == ["P1", "P3"]
    later = TODAY + timedelta(60)
    made = leaving(*(Passed(Holding(Role.OWNS, process), "sol") for process in ("P1", "P3")), effective=later)
    assert [(one.effective, one.from_whom) for one in made] == [(TODAY + timedelta(30), "mia"), (later, "mia")]
    sentence = (
        "2 processes offered; each new owner still accepts. Price and consent goes over on 2026-07-01, the day on"
    )
    assert passing_on.said(store.organization, (), made, later).startswith(sentence)


def test_a_sweep_that_lacks_a_reason_names_every_process_that_is_not_ready_and_changes_nothing(
    store: Store, leaving: Callable[..., list[Handoff]]
) -> None:
    both = [Passed(Holding(Role.OWNS, process), "sol") for process in ("P2", "P3")]
    with pytest.raises(Refused, match=r"(?s)P2 Greet is not ready: .* missing.*P3 Bill is not ready"):
        leaving(*both, because="")
    assert dict(store.organization.handoffs) == {}


def test_nothing_hangs_on_the_engineer_of_a_round_that_an_owner_closed(store: Store, offered: Handoff) -> None:
    assert [one.role for one in passing_on.holdings(store.organization, "pat")] == [Role.ENGINEERS]
    accept(store, offered)
    assert passing_on.holdings(store.organization, "pat") == []


# Given back before the day


@pytest.fixture
def coming(store: Store, price: Process) -> Handoff:
    """Accepted by Sol, whose it is in thirty days."""
    terms = Terms(to="sol", effective=TODAY + timedelta(30))
    return accept(store, handing_over.offer_at_once(store, PAT, price.id, TODAY, terms, GAPS))


def test_what_is_accepted_is_given_back_before_its_day_with_a_reason(store: Store, coming: Handoff) -> None:
    with pytest.raises(Refused, match="H1 is accepted from 2026-07-01 on: say why it is given back"):
        handing_over.withdraw(store, SOL, "H1", TODAY)
    with pytest.raises(Refused, match="only Pat Lind or Sol Adeyemi gives it back before its day"):
        handing_over.withdraw(store, MIA, "H1", TODAY, "I want it")
    back = handing_over.withdraw(store, SOL, "H1", TODAY, "I move away.")
    process = store.organization.processes["P1"]
    assert (back.state, back.since, back.trail[-1].act, back.trail[-1].said) == (
        "withdrawn", None, "given back", "I move away.",
    )  # fmt: skip
    assert (process.stage, process.rounds[-1].closed) == (Stage.TRAINED, None)
    assert "needs an owner" in [one.what for one in waiting(store, TODAY, 0)]
    assert handing_over.prepare(store, PAT, "P1", TODAY, Terms(to="mia")).id == "H2"


def test_what_a_future_owner_who_left_took_on_is_withdrawn_or_passed_on(
    store: Store, coming: Handoff, ana: Actor
) -> None:
    people.leave(store, ana, store.organization.people["sol"], TODAY)
    waits = [one.what for one in waiting(store, TODAY) if one.kind in ("handoff", "gap")]
    assert waits == ["withdraw H1, or pass it on: Sol Adeyemi has left", "needs an owner"]
    made = passing_on.pass_on(store, ana, "sol", [Passed(Holding(Role.OWNS, "P1"), "mia")], TODAY, GAPS, Terms())
    accept(store, made[0], MIA)
    assert store.organization.comes_to(store.organization.processes["P1"]) == "Mia Chen from 2026-07-01"
    with pytest.raises(Refused, match=r"\(H2\) passes it on already"):
        handing_over.withdraw(store, ana, "H1", TODAY, "Sol has left.")
    assert [one.about for one in waiting(store, TODAY) if one.kind == "handoff"] == []


def test_what_comes_to_somebody_else_is_not_passed_on_by_who_has_it_until_then(
    store: Store, price: Process, ana: Actor
) -> None:
    given = chart.add(store, ana, "Greet", fields={"owner": "mia"})
    terms = Terms(to="sol", effective=TODAY + timedelta(30))
    accept(store, handing_over.offer_at_once(store, MIA, given.id, TODAY, terms, GAPS))
    assert passing_on.holdings(store.organization, "mia") == []
    people.leave(store, ana, store.organization.people["sol"], TODAY)
    assert [one.process for one in passing_on.holdings(store.organization, "mia")] == ["P2"]


def test_between_acceptance_and_its_day_it_is_said_whose_it_will_be(store: Store, coming: Handoff) -> None:
    process = store.organization.processes["P1"]
    assert store.organization.missing(process) == []
    assert [one.what for one in waiting(store, TODAY, 0) if one.kind == "gap"] == [
        "owner: Sol Adeyemi from 2026-07-01; with Pat Lind until then"
    ]


def test_what_was_handed_on_since_is_past_and_its_trial_is_due_no_more(
    store: Store, price: Process, clock: Any
) -> None:
    until = TODAY + timedelta(60)
    accept(store, handing_over.offer_at_once(store, PAT, price.id, TODAY, Terms(to="sol", trial_until=until), GAPS))
    day = TODAY + timedelta(10)
    on_to_mia = handing_over.offer_at_once(store, SOL, "P1", TODAY, Terms(to="mia", effective=day), GAPS)
    accept(store, on_to_mia, MIA)
    first = store.organization.handoffs["H1"]
    assert store.organization.followed_by(first) == store.organization.handoffs["H2"]
    assert [store.organization.is_past(first, at) for at in (TODAY, day)] == [False, True]
    assert [one for one in waiting(store, day, 60) if one.what.startswith("confirm")] == []
