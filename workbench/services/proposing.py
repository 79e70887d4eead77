"""Proposing a change of a process, and deciding on it; each call is one change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from workbench.domain.errors import NotFound, Refused, Unexplained
from workbench.domain.ids import ProcessId
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.domain.proposals import (
    Proposal,
    ProposalState,
    comment_of,
    refuse_deciding,
    refuse_withdrawing,
)
from workbench.domain.records import cleaned_part
from workbench.domain.text import natural
from workbench.services.documenting import next_version, unchanged
from workbench.services.parts import PROPOSAL, read_fields
from workbench.store.lines import Actor
from workbench.store.store import Change, Store

DECISIONS = (ProposalState.ACCEPTED, ProposalState.CHANGED, ProposalState.DECLINED)
_ACTS = {
    ProposalState.ACCEPTED: "proposal.accept",
    ProposalState.CHANGED: "proposal.change",
    ProposalState.DECLINED: "proposal.decline",
    ProposalState.WITHDRAWN: "proposal.withdraw",
}
_WANTED = {
    ProposalState.CHANGED: "Say how it is changed: that is what the new version is about.",
    ProposalState.DECLINED: "Say why it is declined: whoever proposed it reads the reason.",
}


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal, and the process that it is about.

    `is_to_write`: it was accepted before anything of it was written into the process.
    """

    process: Process
    proposal: Proposal
    is_to_write: bool = False

    @property
    def became(self) -> str:
        """Which version an accepted proposal became, and what is still to be done; "" where it was not accepted."""
        proposal = self.proposal
        if proposal.state not in (ProposalState.ACCEPTED, ProposalState.CHANGED):
            return ""
        if not proposal.version:
            return "Nothing is published yet: write it into the process, and publish the first version."
        still = " Now write it into the process, and publish that." if self.is_to_write else ""
        return f"{proposal.version} is published with it.{still}"


def proposals(organization: Organization) -> list[Proposed]:
    """Every proposal there is, the newest first."""
    found = list(_proposals(organization))
    return sorted(found, key=lambda one: natural(one.proposal.id), reverse=True)


def _proposals(organization: Organization) -> Iterator[Proposed]:
    for process in organization.processes.values():
        yield from (Proposed(process, proposal) for proposal in process.proposals)


def found(organization: Organization, text: str) -> Proposed:
    """The proposal that is meant, by its id. Raises NotFound."""
    for one in _proposals(organization):
        if one.proposal.id == text.upper():
            return one
    waiting = [one.proposal.id for one in proposals(organization) if one.proposal.waits]
    raise NotFound("proposal", text, waiting[:10])


def propose(store: Store, actor: Actor, process: ProcessId, texts: Mapping[str, str], on: date) -> Proposed:
    """A change that whoever acts wants in a process; anybody may. Raises Refused for one that is retired."""
    with store.change(actor, "proposal.add") as change:
        seen = change.organization.processes[process]
        if seen.retired:
            raise Refused(f"{seen.id} {seen.name} is retired; nothing about it changes any more.")
        values = read_fields(change.organization, PROPOSAL, {"name": "", **texts}, store.today)
        proposal: Proposal = cleaned_part(
            Proposal(id=change.new_id(PROPOSAL.letter), by=actor.by, on_behalf=actor.acts_for, on=on, **values)
        )
        changed = replace(seen, proposals=(*seen.proposals, proposal))
        change.put(seen, changed)
    return Proposed(changed, proposal)


def decide(
    store: Store,
    actor: Actor,
    proposal: str,
    state: ProposalState,
    on: date,
    because: str = "",
    minor: bool = False,
) -> Proposed:
    """The proposal as the owner of its process decides on it; an accepted one is the next version of the document.

    Where nothing is published yet it becomes no version. Raises Refused, NotFound.
    """
    if state in _WANTED and not because.strip():
        raise (Unexplained if state is ProposalState.DECLINED else Refused)(_WANTED[state])
    with store.change(actor, _ACTS[state]) as change:
        seen = found(change.organization, proposal)
        refuse_deciding(change.organization, seen.process, seen.proposal, actor.acts_for or actor.by)
        decided = _decided(seen.proposal, actor, state, on, because)
        if state is ProposalState.DECLINED or not seen.process.versions:
            return _put(change, seen, decided)
        is_to_write = bool(unchanged(store, seen.process))
        return replace(_published(change, seen, decided, actor, on, minor), is_to_write=is_to_write)


def withdraw(store: Store, actor: Actor, proposal: str, on: date, because: str = "") -> Proposed:
    """The proposal as whoever made it takes it back. Raises Refused, NotFound."""
    with store.change(actor, _ACTS[ProposalState.WITHDRAWN]) as change:
        seen = found(change.organization, proposal)
        refuse_withdrawing(change.organization, seen.proposal, actor.acts_for or actor.by)
        return _put(change, seen, _decided(seen.proposal, actor, ProposalState.WITHDRAWN, on, because))


def _decided(was: Proposal, actor: Actor, state: ProposalState, on: date, because: str) -> Proposal:
    decided: Proposal = cleaned_part(
        replace(was, state=state, decided_by=actor.by, decided_for=actor.acts_for, decided=on, because=because)
    )
    return decided


def _published(change: Change, seen: Proposed, decided: Proposal, actor: Actor, on: date, minor: bool) -> Proposed:
    process = seen.process
    version = next_version(process, actor, comment_of(change.organization, decided), on, minor)
    whole = replace(process, versions=(*process.versions, version))
    return _put(change, seen, replace(decided, version=version.id), whole)


def _put(change: Change, seen: Proposed, decided: Proposal, process: Process | None = None) -> Proposed:
    others = tuple(decided if one.id == decided.id else one for one in seen.process.proposals)
    changed = replace(process or seen.process, proposals=others)
    change.put(seen.process, changed)
    return Proposed(changed, decided)
