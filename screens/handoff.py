"""The handoff pane: a process changes hands, and the new owner truly has it."""

from collections.abc import Callable, Sequence
from typing import ClassVar, cast

from textual import events
from textual.binding import Binding, BindingType

from workbench.domain.handoff import Handoff, HandoffState
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.domain.sides import refuse_beginning
from workbench.screens import handing, offering, turns
from workbench.screens.handoff_pane import HandoffPane, ReadyPane
from workbench.screens.handoff_reasons import refused, why_not
from workbench.screens.handoffs import (
    BENCHES,
    BESIDE,
    EMPTY,
    HANDOFF,
    OWNERS,
    PROCESS,
    in_short,
    line_of,
    lines,
)
from workbench.screens.listing import Line
from workbench.screens.part_pane import PartPane
from workbench.screens.places import PlacesScreen


class HandoffScreen(PlacesScreen):
    """Every handoff, and the processes that wait for one.

    `_opened` is the line it opened on while the other panes stand on a process that is not listed here.
    """

    mode = "handoff"
    first = (
        "owners.turn", "owners.somebody", "benches.open",
        "handoff.mend", "handoff.offer", "handoff.accept", "handoff.back", "handoff.decline", "handoff.tell",
        "handoff.confirm", "handoff.open", "handoff.edit", "handoff.withdraw", "handoff.packet", "handoff.write",
        "handoff.sweep",
    )  # fmt: skip
    kinds: ClassVar = {
        HANDOFF: "handoff_pane.HandoffPane",
        PROCESS: "handoff_pane.ReadyPane",
        OWNERS: "owners_pane.OwnersPane",
        BENCHES: "benches_pane.BenchesPane",
    }
    shown = "the handoff"
    CSS_PATH: ClassVar = ["places.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Go in", id="handoff.open", tooltip="Go into the handoff"),
        Binding("o", "offer", "Offer", id="handoff.offer", tooltip="Offer the process to an owner"),
        Binding("a", "accept", "Accept", id="handoff.accept", tooltip="Accept the item; in the list the whole"),
        Binding("b", "send_back", "Send back", id="handoff.back", tooltip="Send the item back; in the list the whole"),
        Binding("d", "decline", "Decline", id="handoff.decline", tooltip="Decline it, and say why"),
        Binding("t", "tell", "Tell back", id="handoff.tell", tooltip="Tell the process in your own words"),
        Binding("c", "confirm", "Confirm", id="handoff.confirm", tooltip="Confirm what was told, or a trial"),
        Binding("e", "edit", "Terms", id="handoff.edit", tooltip="To whom, from when, the note"),
        Binding("w", "withdraw", "Withdraw", id="handoff.withdraw", tooltip="Take the handoff back"),
        Binding("v", "packet", "Packet", id="handoff.packet", tooltip="Read the whole packet"),
        Binding("y", "copy", "Copy", show=False, id="handoff.copy", tooltip="Copy the packet"),
        Binding("p", "write", "Print", id="handoff.write", tooltip="The packet as Markdown or HTML"),
        Binding("O", "go('owners')", "Owners", show=False, id="handoff.owners", tooltip="Who owned what when"),
        Binding("B", "go('benches')", "Bench", show=False, id="handoff.benches", tooltip="The bench; what is one-deep"),
        Binding("S", "sweep", "Pass on", id="handoff.sweep", tooltip="What is marked of all that somebody holds"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._opened = ""

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Stand on what the other panes stood on."""
        self._look_again()

    def show(self, organization: Organization) -> None:
        """Show it while it is looked at; what changes meanwhile is shown when it is come back to."""
        if self.is_current:
            self._stand(organization)
            super().show(organization)

    def _stand(self, organization: Organization) -> None:
        """Stand on the process that the other panes stand on, if it is listed; if not, let them stand there."""
        self.agenda.show(self.lines(organization))
        current = organization.processes.get(self.app.current or "")
        is_beside = self.chosen()[0] in (OWNERS, BENCHES)
        self._opened = ""
        if current is None or is_beside or self._process_of(organization) == current.id:
            return
        line = line_of(organization, current)
        if not (line and self.agenda.go(line)):
            self._opened = self.agenda.chosen

    @property
    def handoff(self) -> Handoff | None:
        """The handoff under the cursor."""
        name, part = self.chosen()
        return self.app.store.organization.handoffs.get(part) if name == HANDOFF else None

    def _process_of(self, organization: Organization) -> str:
        name, part = self.chosen()
        handoff = organization.handoffs.get(part) if name == HANDOFF else None
        return handoff.process if handoff else part if name == PROCESS else ""

    @property
    def process(self) -> Process | None:
        """The process of the line under the cursor."""
        organization = self.app.store.organization
        return organization.processes.get(self._process_of(organization))

    def lines(self, organization: Organization) -> Sequence[Line]:
        """The handoffs by state, what waits for one, and what is known beside them."""
        found = list(lines(organization, self.app.glyphs.flow, self.app.today)) or EMPTY
        return [*found, *BESIDE] if organization.processes else found

    def heading(self, organization: Organization) -> tuple[str, str]:
        """What the list is, and how much waits."""
        return in_short(organization)

    def fill(self, organization: Organization, name: str, part: str) -> None:
        """Show the handoff, or the process that waits; once one moved to it, the other panes stand on it too."""
        listed = organization.processes.get(self._process_of(organization))
        if listed or name in (OWNERS, BENCHES):
            cast(PartPane, self.place(name)).show(organization, listed or super().process, part)
        if listed and self.is_current and self.agenda.chosen != self._opened:
            self._opened, self.app.current = "", listed.id
        self.refresh_bindings()

    @property
    def item(self) -> str:
        """The item of the packet under the cursor, while the keys act in a handoff."""
        name, _ = self.chosen()
        place = self.place(name) if name and self.is_within else None
        return place.item if isinstance(place, ReadyPane) else ""

    # Acts

    def action_open(self) -> None:
        """Go into what is shown; the other panes stand on it from now on."""
        if self.process:
            self._opened, self.app.current = "", self.process.id
        self.go_into(self.chosen()[0])

    def go_into(self, name: str) -> None:
        """Let the keys act in what is shown, at what waits in it."""
        super().go_into(name)
        if self.handoff and self.handoff.state in (HandoffState.OFFERED, HandoffState.SENT_BACK):
            cast(HandoffPane, self.place(HANDOFF)).stand_on_what_waits()

    def action_offer(self) -> None:
        """Offer what is prepared or was sent back; a process that waits, on terms that are asked for."""
        if self.handoff and self.handoff.state in (HandoffState.WAITING, HandoffState.SENT_BACK):
            offering.offer(self.app, self.handoff)
        elif self.process:
            offering.hand_over(self.app, self.process)

    def action_accept(self) -> None:
        """Accept the item under the cursor; in the list, take the process over."""
        handoff, item = self.handoff, self.item
        if handoff and item:
            turns.accept_item(self.app, handoff, item)
            cast(HandoffPane, self.place(HANDOFF)).stand_on_what_waits(item)
        elif handoff:
            turns.accept(self.app, handoff)

    def action_send_back(self) -> None:
        """Send the item under the cursor back with a note; in the list, the whole."""
        handoff, item = self.handoff, self.item
        if handoff and item:
            handing.say(self.app, handoff, handing.ITEM + item)
        elif handoff:
            turns.send_back(self.app, handoff)

    def action_decline(self) -> None:
        """Decline it, with a reason."""
        if self.handoff:
            handing.say(self.app, self.handoff, "decline")

    def action_withdraw(self) -> None:
        """Take it back."""
        if self.handoff:
            turns.withdraw(self.app, self.handoff)

    def action_tell(self) -> None:
        """Tell the process in one's own words."""
        if self.handoff:
            handing.say(self.app, self.handoff, "tell")

    def action_confirm(self) -> None:
        """Confirm what was told back, or comment on it; confirm a trial."""
        if self.handoff:
            turns.confirm(self.app, self.handoff)

    def action_edit(self) -> None:
        """Change the terms."""
        if self.handoff:
            offering.edit(self.app, self.handoff)

    def action_packet(self) -> None:
        """Read the whole packet."""
        self._with_packet("read")

    def action_copy(self) -> None:
        """Copy the packet."""
        self._with_packet("copy")

    def action_write(self) -> None:
        """Write the packet into a file."""
        self._with_packet("write")

    def _with_packet(self, act: str) -> None:
        from workbench.screens import packet_page

        does: Callable[..., None] = getattr(packet_page, act)
        if self.handoff:
            does(self.app, self.handoff)

    def action_sweep(self) -> None:
        """Pass on all that somebody who leaves holds."""
        from workbench.screens import sweeping

        sweeping.ask(self.app)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now."""
        return None if self.why_not(action) else True

    def why_not(self, action: str) -> str:
        """Why a key does nothing now."""
        if not self.is_mounted:
            return ""
        if action == "open" and not self.chosen()[0]:
            return "Nothing waits. H in the chart (1) offers a process to an owner."
        if action == "open" and self.is_within:
            return "You are in it. Esc goes back to the list."
        if action == "offer" and self.process is None:
            return "H in the chart (1) offers a process to an owner."
        if action == "offer" and self.process and self.handoff is None:
            return refused(self.app, refuse_beginning, self.process)
        return why_not(self.app, action, self.handoff, self.item)
