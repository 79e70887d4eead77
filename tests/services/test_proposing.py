"""Anybody proposes a change, the owner decides, and an accepted one is the next version in the same change."""

from datetime import date

import pytest

from workbench.domain.errors import NotFound, Refused
from workbench.domain.process import Process
from workbench.domain.proposals import ProposalState
from workbench.services import chart, documenting, proposing, reshape, sheet, sight, story
from workbench.store.lines import Actor
from workbench.store.store import Store

TODAY = date(2026, 6, 1)
TEXTS = {"name": "Bill by mail", "why": "Paper is slow."}


@pytest.fixture
def billing(store: Store, ana: Actor) -> Process:
    return chart.add(store, ana, "Bill it", fields={"owner": "ana"})


def documented(store: Store, ana: Actor, process: Process) -> Process:
    return documenting.publish(store, ana, process, "How we bill.", TODAY)


def test_the_version_of_an_accepted_proposal_holds_it_until_its_owner_writes_it_in(
    store: Store, ana: Actor, zoe: Actor, billing: Process
) -> None:
    documented(store, ana, billing)
    made = proposing.propose(store, zoe, billing.id, TEXTS, TODAY)
    changed = proposing.decide(store, ana, made.proposal.id, ProposalState.CHANGED, TODAY, "By mail or on paper")
    decided = "- Bill by mail, changed: By mail or on paper (G1, proposed by Zoë Brückner)"
    title = "## Decided since its owner last published it"
    assert f"{title}\n\n{decided}" in documenting.sheet_at(store, changed.process, changed.process.versions[-1])
    written = documenting.publish(store, ana, changed.process, "The mail is in the steps.", TODAY)
    assert title not in documenting.sheet_at(store, written, written.versions[-1])


def test_an_accepted_proposal_is_the_next_version_in_the_same_change(
    store: Store, ana: Actor, zoe: Actor, billing: Process
) -> None:
    documented(store, ana, billing)
    made = proposing.propose(store, zoe, billing.id, TEXTS, TODAY)
    before = store.position
    accepted = proposing.decide(store, ana, made.proposal.id, ProposalState.ACCEPTED, TODAY)
    assert store.position == before + 1
    now = store.organization.processes[billing.id]
    assert accepted.proposal.version == "V2" == now.versions[-1].id
    assert now.versions[-1].comment == "Bill by mail (G1, proposed by Zoë Brückner)"
    assert [one.state for one in now.proposals] == ["accepted"]
    (line,) = (line for line in store.history() if line.seq == store.position)
    assert f"{billing.id} Bill it: the proposal G1 “Bill by mail” is accepted" in story.told(line, store.organization)


def test_what_is_taken_back_waits_again_and_its_version_is_gone(
    store: Store, ana: Actor, zoe: Actor, billing: Process
) -> None:
    documented(store, ana, billing)
    proposing.propose(store, zoe, billing.id, TEXTS, TODAY)
    proposing.decide(store, ana, "G1", ProposalState.ACCEPTED, TODAY)
    store.undo(ana)
    now = store.organization.processes[billing.id]
    assert ([one.waits for one in now.proposals], [version.id for version in now.versions]) == ([True], ["V1"])


def test_where_nothing_is_published_an_accepted_proposal_becomes_no_version(
    store: Store, ana: Actor, zoe: Actor, billing: Process
) -> None:
    proposing.propose(store, zoe, billing.id, TEXTS, TODAY)
    accepted = proposing.decide(store, ana, "g1", ProposalState.ACCEPTED, TODAY)
    assert (accepted.proposal.version, list(accepted.process.versions)) == ("", [])


def test_a_declined_proposal_needs_a_reason_and_publishes_nothing(
    store: Store, ana: Actor, zoe: Actor, billing: Process
) -> None:
    documented(store, ana, billing)
    proposing.propose(store, zoe, billing.id, TEXTS, TODAY)
    with pytest.raises(Refused, match="Say why it is declined"):
        proposing.decide(store, ana, "G1", ProposalState.DECLINED, TODAY, "  ")
    declined = proposing.decide(store, ana, "G1", ProposalState.DECLINED, TODAY, "Firms want paper.")
    assert (declined.proposal.because, len(declined.process.versions)) == ("Firms want paper.", 1)
    told = dict(sight.rows(store, declined.process, "zoe"))
    assert told["proposed"] == "G1 Bill by mail: declined by Ana Lima on 2026-06-01: Firms want paper."


def test_acting_for_the_owner_is_recorded_and_shown(store: Store, ana: Actor, zoe: Actor, billing: Process) -> None:
    proposing.propose(store, zoe, billing.id, TEXTS, TODAY)
    for_ana = Actor("zoe", "desk", "ana")
    decided = proposing.decide(store, for_ana, "G1", ProposalState.ACCEPTED, TODAY).proposal
    assert (decided.decided_by, decided.decided_for) == ("zoe", "ana")


def test_a_proposal_that_another_session_withdrew_meanwhile_is_decided_no_more(
    store: Store, ana: Actor, zoe: Actor, billing: Process
) -> None:
    proposing.propose(store, zoe, billing.id, TEXTS, TODAY)
    elsewhere = Store.open(store.folder)
    proposing.withdraw(elsewhere, zoe, "G1", TODAY)
    elsewhere.close()
    with pytest.raises(Refused, match="Nothing is left to decide on G1: it was withdrawn by Zoë Brückner"):
        proposing.decide(store, ana, "G1", ProposalState.ACCEPTED, TODAY)


def test_an_id_is_not_given_again_after_an_undo(store: Store, zoe: Actor, billing: Process) -> None:
    proposing.propose(store, zoe, billing.id, TEXTS, TODAY)
    store.undo(zoe)
    assert proposing.propose(store, zoe, billing.id, TEXTS, TODAY).proposal.id == "G2"


def test_a_proposal_needs_words_and_a_process_that_runs(store: Store, ana: Actor, zoe: Actor, billing: Process) -> None:
    with pytest.raises(Refused, match="A name is needed"):
        proposing.propose(store, zoe, billing.id, {"name": " "}, TODAY)
    reshape.retire(store, ana, [billing.id], TODAY)
    with pytest.raises(Refused, match="is retired"):
        proposing.propose(store, zoe, billing.id, TEXTS, TODAY)
    with pytest.raises(NotFound):
        proposing.found(store.organization, "G1")


def test_the_sheet_of_a_process_says_what_waits_for_its_owner(store: Store, zoe: Actor, billing: Process) -> None:
    made = proposing.propose(store, zoe, billing.id, TEXTS, TODAY)
    text = sheet.as_text(store.organization, made.process)
    assert "proposal     G1 Bill by mail (by Zoë Brückner, waits since 2026-06-01)" in text
