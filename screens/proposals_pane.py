"""What is proposed for a process: what waits for its owner, and what became of the rest."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from workbench.domain.errors import Refused
from workbench.domain.proposals import Proposal, outcome, refuse_deciding, refuse_withdrawing, unwritten
from workbench.screens import deciding
from workbench.screens.listing import Line
from workbench.screens.part_form import open_form
from workbench.screens.part_pane import PartPane
from workbench.services import proposing
from workbench.services.acting import NobodyHere
from workbench.services.parts import PROPOSAL

NOTHING = "Nothing is proposed yet: a writes a proposal."


class ProposalsPane(PartPane):
    """The proposals above what is said of the one under the cursor; the owner decides, anybody proposes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,e", "decide", "Decide", id="proposal.decide", tooltip="Accept it, accept it changed, decline"),
        Binding("a", "add", "Propose", id="proposal.add", tooltip="Propose a change of the process"),
        Binding("w", "withdraw", "Withdraw", id="proposal.withdraw", tooltip="Take back what you proposed"),
    ]

    def title(self) -> str:
        """They are proposals."""
        return "Proposals"

    @property
    def proposal(self) -> Proposal | None:
        """The proposal under the cursor."""
        return next((one for one in self.process.proposals if one.id == self.listing.chosen), None)

    def lines(self) -> Sequence[Line]:
        """What waits, the oldest first, then what is decided, the newest first."""
        found: Sequence[Proposal] = self.process.proposals
        if not found:
            return [Line.of(f" {NOTHING}", kind="quiet")]
        waiting = [one for one in found if one.waits]
        decided = [one for one in reversed(found) if not one.waits]
        owner = self.organization.name_of(self.process.owner) or "an owner"
        return [
            *self._listed(f" waits for {owner}", waiting),
            *self._listed(" decided", decided),
        ]

    def _listed(self, heading: str, found: Sequence[Proposal]) -> Iterator[Line]:
        if found:
            yield Line.of(heading, kind="head")
        for one in found:
            told = f"by {self.organization.doer(one.by, one.on_behalf)}" if one.waits else str(one.state)
            yield Line(one.id, ((f" {one.id:<3} {one.name}", ""), (f"  {told}", "alarm" if one.waits else "quiet")))

    def text(self) -> tuple[str, Sequence[tuple[str, str]]]:
        """What is known of the proposal under the cursor."""
        one = self.proposal
        return (one.id, list(self._told(one))) if one else ("", [])

    def _told(self, one: Proposal) -> Iterator[tuple[str, str]]:
        yield "strong", one.name
        yield "", one.why or "Why is not said."
        yield "", ""
        yield "quiet", f"proposed by {self.organization.doer(one.by, one.on_behalf)}, {one.on or ''}"
        yield "", outcome(self.organization, one)
        if one in unwritten(self.process):
            yield "quiet", "It is yet to be written into the process; then p in the document (D) publishes it."

    # Acts

    def action_add(self) -> None:
        """Write a proposal."""
        open_form(self.app, self.process, PROPOSAL, then=self.stand_on)

    def action_decide(self) -> None:
        """Ask how it is decided."""
        if self.proposal:
            deciding.ask(self.app, self.process, self.proposal)

    def action_withdraw(self) -> None:
        """Take back what one proposed."""
        one = self.proposal
        if one and self.app.act(proposing.withdraw, one.id, self.app.today):
            self.app.say(f"{one.id} is withdrawn; u takes that back.")

    def why_not(self, action: str) -> str:
        """Only the owner decides, only the proposer withdraws, and nothing is decided twice."""
        if action not in ("decide", "withdraw") or not self._shown:
            return ""
        if self.proposal is None:
            return NOTHING
        try:
            who = self.app.actor.acts_for or self.app.actor.by
            if action == "decide":
                refuse_deciding(self.organization, self.process, self.proposal, who)
            else:
                refuse_withdrawing(self.organization, self.proposal, who)
        except NobodyHere:
            return ""
        except Refused as refusal:
            return str(refusal)
        return ""
