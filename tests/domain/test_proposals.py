"""What is proposed for a process waits for its owner, and for nobody else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from workbench.domain.document import Version
from workbench.domain.due import due
from workbench.domain.errors import Refused
from workbench.domain.ids import numbered_in
from workbench.domain.organization import Organization
from workbench.domain.people import Person
from workbench.domain.process import Process
from workbench.domain.proposals import Proposal, ProposalState, comment_of, outcome, refuse_deciding, refuse_withdrawing

Build = Callable[..., Organization]

TODAY = date(2026, 6, 1)
PEOPLE = [
    Person(id="ana", name="Ana Lima"),
    Person(id="zoe", name="Zoë Brückner"),
    Person(id="gone", name="Gus", left=date(2026, 1, 1)),
    Person(id="desk", name="Front desk", team=True, members=frozenset({"zoe"})),
]
WAITING = Proposal(id="G1", name="Bill by mail", by="zoe", on=date(2026, 5, 20))


def owned_by(owner: str | None, proposal: Proposal = WAITING, **fields: Any) -> Process:
    return Process(id="P1", name="Bill it", owner=owner, proposals=(proposal,), **fields)


def test_a_proposal_waits_in_what_is_due_for_the_owner(organization_of: Build) -> None:
    organization = organization_of([owned_by("ana")], PEOPLE)
    (item,) = due(organization, TODAY)
    assert (item.what, item.record, item.on, item.whose) == ("decide: Bill by mail", "P1", date(2026, 5, 20), "ana")
    assert due(organization, TODAY, mine="ana") == [item]
    assert due(organization, TODAY, mine="zoe") == []


def test_a_proposer_is_told_for_a_fortnight_what_became_of_a_proposal(organization_of: Build) -> None:
    declined = replace(WAITING, by="zoe", state=ProposalState.DECLINED, decided_by="ana", decided=TODAY, because="No.")
    organization = organization_of([owned_by("ana", declined)], PEOPLE)
    told = [
        [item.what for item in due(organization, day, mine="zoe")]
        for day in (TODAY, TODAY + timedelta(14), TODAY + timedelta(15))
    ]
    assert told == [["your proposal G1 was declined: No."]] * 2 + [[]]


def test_what_was_accepted_waits_for_the_owner_until_they_publish_it_themselves(organization_of: Build) -> None:
    accepted = replace(WAITING, state=ProposalState.ACCEPTED, decided_by="ana", decided=TODAY)
    as_version, by_owner = replace(accepted, version="V2"), Version(id="V3", by="ana", on=TODAY)
    versions = (Version(id="V1"), Version(id="V2"))
    told = [
        [(item.what, item.whose, item.on) for item in due(organization_of([process], PEOPLE), TODAY)]
        for process in (
            owned_by("ana", accepted),
            owned_by("ana", accepted, versions=(by_owner,)),
            owned_by("ana", as_version, versions=versions),
            owned_by("ana", as_version, versions=(*versions, by_owner)),
        )
    ]
    waits = [("write in and publish: Bill by mail", "ana", TODAY)]
    assert told == [waits, [], waits, []]


def test_a_proposal_for_a_team_waits_for_each_of_its_members(organization_of: Build) -> None:
    assert [item.kind for item in due(organization_of([owned_by("desk")], PEOPLE), TODAY, mine="zoe")] == ["proposal"]


def test_what_is_decided_or_about_a_retired_process_waits_for_nobody(organization_of: Build) -> None:
    declined = Proposal(id="G1", name="Bill by mail", by="zoe", state=ProposalState.DECLINED)
    assert due(organization_of([owned_by("ana", declined)], PEOPLE), TODAY) == []
    assert due(organization_of([owned_by("ana", retired=TODAY)], PEOPLE), TODAY) == []


@pytest.mark.parametrize(
    ("owner", "who", "sentence"),
    [
        ("ana", "zoe", "Only Ana Lima decides on G1, as the owner of P1 Bill it."),
        ("desk", "ana", "Only Front desk decides on G1, as the owner of P1 Bill it."),
        (None, "ana", "P1 Bill it has no owner, and only an owner decides on G1."),
        ("gone", "gone", "P1 Bill it has no owner, and only an owner decides on G1."),
    ],
)
def test_only_the_owner_decides(organization_of: Build, owner: str | None, who: str, sentence: str) -> None:
    process = owned_by(owner)
    with pytest.raises(Refused) as refusal:
        refuse_deciding(organization_of([process], PEOPLE), process, WAITING, who)
    assert str(refusal.value).startswith(sentence)


@pytest.mark.parametrize(("owner", "who"), [("ana", "ana"), ("desk", "zoe"), ("desk", "desk")])
def test_the_owner_and_each_member_of_a_team_that_owns_may_decide(organization_of: Build, owner: str, who: str) -> None:
    process = owned_by(owner)
    refuse_deciding(organization_of([process], PEOPLE), process, WAITING, who)


def test_what_was_decided_stays_decided_whoever_comes(organization_of: Build) -> None:
    taken_back = Proposal(
        id="G1", name="Bill by mail", by="zoe", state=ProposalState.WITHDRAWN, decided_by="zoe", decided=TODAY
    )
    process = owned_by("ana", taken_back)
    organization = organization_of([process], PEOPLE)
    with pytest.raises(Refused) as refusal:
        refuse_deciding(organization, process, taken_back, "ana")
    assert str(refusal.value) == "Nothing is left to decide on G1: it was withdrawn by Zoë Brückner on 2026-06-01."
    with pytest.raises(Refused, match="Nothing is left to decide on G1"):
        refuse_withdrawing(organization, taken_back, "zoe")


def test_only_whose_it_is_withdraws_a_proposal(organization_of: Build) -> None:
    noted = Proposal(id="G1", name="Bill by mail", by="ana", on_behalf="zoe")
    organization = organization_of([owned_by("ana", noted)], PEOPLE)
    refuse_withdrawing(organization, noted, "zoe")
    with pytest.raises(Refused, match="G1 is a proposal of Zoë Brückner, who alone withdraws it"):
        refuse_withdrawing(organization, noted, "ana")


def test_an_outcome_names_who_decided_for_whom_and_what_it_became(organization_of: Build) -> None:
    changed = Proposal(
        id="G1", name="Bill by mail", by="zoe", state=ProposalState.CHANGED, because="Only to firms",
        decided_by="zoe", decided_for="ana", decided=TODAY, version="V2",
    )  # fmt: skip
    organization = organization_of([], PEOPLE)
    assert outcome(organization, changed) == "changed by Zoë Brückner for Ana Lima on 2026-06-01, V2: Only to firms"
    assert outcome(organization, WAITING) == "waits since 2026-05-20"
    assert comment_of(organization, changed) == "Bill by mail, changed: Only to firms (G1, proposed by Zoë Brückner)"


@pytest.mark.parametrize(
    ("path", "id"),
    [
        ("P7", "P7"),
        ("ana", "ana"),
        ("P7.proposals.G6", "G6"),
        ("P7.proposals.G6.state", ""),
        ("P7.proposals.other", ""),
        ("P7.steps.S3", ""),
    ],
)
def test_the_id_of_a_proposal_is_given_once_as_that_of_a_record(path: str, id: str) -> None:
    assert numbered_in(path) == id
