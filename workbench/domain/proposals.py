"""Changes that somebody proposes to a process, and what its owner decides on them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import takewhile

from workbench.domain.errors import Refused, SomebodyElses
from workbench.domain.organization import Organization
from workbench.domain.process import Process


class ProposalState(StrEnum):
    """What became of a proposal."""

    OPEN = "open"
    ACCEPTED = "accepted"
    CHANGED = "changed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A change that somebody wants in a process, why, and what became of it; `name` is what is to change.

    `by` wrote it, `on_behalf` of somebody else where that one proposes it; `decided_by` and `decided_for` likewise.
    `because` is the reason, or how it was changed; `version` is the version of the document that it became.
    """

    id: str
    name: str
    why: str = ""
    by: str = ""
    on_behalf: str = ""
    on: date | None = None
    state: ProposalState = ProposalState.OPEN
    decided_by: str = ""
    decided_for: str = ""
    decided: date | None = None
    because: str = ""
    version: str = ""

    @property
    def proposer(self) -> str:
        """Whose proposal it is."""
        return self.on_behalf or self.by

    @property
    def waits(self) -> bool:
        """Nobody has decided on it yet."""
        return self.state is ProposalState.OPEN


def outcome(organization: Organization, proposal: Proposal) -> str:
    """What became of a proposal, in words: "declined by Sol Adeyemi on 2026-05-20: …"."""
    if proposal.waits:
        return f"waits since {proposal.on or 'a day nobody noted'}"
    by = organization.doer(proposal.decided_by, proposal.decided_for)
    became = f", {proposal.version}" if proposal.version else ""
    because = f": {proposal.because}" if proposal.because else ""
    return f"{proposal.state} by {by} on {proposal.decided}{became}{because}"


def refuse_deciding(organization: Organization, process: Process, proposal: Proposal, who: str) -> None:
    """Raise Refused for whoever does not own the process, and for what is decided already."""
    refuse_decided(organization, proposal)
    if organization.is_unowned(process):
        raise Refused(f"{process.id} {process.name} has no owner, and only an owner decides on {proposal.id}.")
    if not organization.answers_for(who, process.owner):
        owner = organization.name_of(process.owner)
        sentence = f"Only {owner} decides on {proposal.id}, as the owner of {process.id} {process.name}."
        raise SomebodyElses(sentence, process.owner or "")


def refuse_withdrawing(organization: Organization, proposal: Proposal, who: str) -> None:
    """Raise Refused for whoever did not propose it, and for what is decided already."""
    refuse_decided(organization, proposal)
    if who != proposal.proposer:
        name = organization.name_of(proposal.proposer) or "whoever made it"
        raise Refused(f"{proposal.id} is a proposal of {name}, who alone withdraws it; its owner can decline it.")


def refuse_decided(organization: Organization, proposal: Proposal) -> None:
    """Raise Refused for a proposal on which nothing is left to decide."""
    if not proposal.waits:
        told = outcome(organization, proposal).rstrip(".")
        raise Refused(f"Nothing is left to decide on {proposal.id}: it was {told}.")


def decided_since_published(process: Process) -> list[Proposal]:
    """The changes that were accepted since its owner last published the document themselves, the first one first."""
    became = {proposal.version: proposal for proposal in process.proposals if proposal.version}
    newest = takewhile(lambda version: version.id in became, reversed(process.versions))
    return [became[version.id] for version in newest][::-1]


def unwritten(process: Process) -> list[Proposal]:
    """The changes that were accepted and that its owner has yet to write into the process, and publish."""
    if process.versions:
        return decided_since_published(process)
    return [one for one in process.proposals if one.state in (ProposalState.ACCEPTED, ProposalState.CHANGED)]


def comment_of(organization: Organization, proposal: Proposal) -> str:
    """What the version of the document says that the proposal became."""
    changed = f", changed: {proposal.because}" if proposal.state is ProposalState.CHANGED else ""
    return f"{proposal.name}{changed} ({proposal.id}, proposed by {organization.name_of(proposal.proposer)})"
