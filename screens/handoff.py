"""The handoff pane: a process changes hands, and the new owner truly has it."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, cast

from textual import events
from textual.binding import Binding, BindingType

from workbench.domain.errors import Refused, count
from workbench.domain.handoff import PACKET, Handoff, HandoffState, ItemState
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.domain.readiness import refuse_a_stranger, refuse_the_new_owner
from workbench.screens import handing
from workbench.screens.dialogs import Choose
from workbench.screens.handoff_pane import ReadyPane
from workbench.screens.handoffs import EMPTY, HANDOFF, PROCESS, in_short, line_of, lines
from workbench.screens.listing import Line
from workbench.screens.places import PlacesScreen
from workbench.services import handing_over

ANSWERS = ("accept", "send_back", "tell", "decline")
NEEDS: Mapping[str, tuple[Sequence[HandoffState], str]] = {
    "accept": ((HandoffState.OFFERED,), "Only what is offered can be accepted."),
    "send_back": ((HandoffState.OFFERED,), "Only what is offered can be sent back."),
    "tell": ((HandoffState.OFFERED,), "Only what is offered is told back."),
    "decline": ((HandoffState.OFFERED, HandoffState.SENT_BACK), "Only what is offered can be declined."),
    "edit": ((HandoffState.WAITING, HandoffState.SENT_BACK), "While it is offered, its terms stay as they are."),
}


class HandoffScreen(PlacesScreen):
    """Every handoff, and the processes that wait for one."""

    mode = "handoff"
    first = (
        "handoff.mend", "handoff.offer", "handoff.accept", "handoff.back", "handoff.decline", "handoff.tell",
        "handoff.confirm", "handoff.open", "handoff.edit", "handoff.withdraw", "handoff.packet", "handoff.write",
        "handoff.sweep",
    )  # fmt: skip
    kinds: ClassVar = {HANDOFF: "handoff_pane.HandoffPane", PROCESS: "handoff_pane.ReadyPane"}
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
        Binding("S", "sweep", "Pass on", id="handoff.sweep", tooltip="All that somebody who leaves holds"),
    ]

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Stand on what the other panes stood on."""
        self._look_again()

    def _look_again(self) -> None:
        """Show what has changed, standing on the process that the other panes stand on, if it is listed."""
        organization = self.app.organization
        if organization is None or not self.is_current:
            return
        self.agenda.show(self.lines(organization))
        current = organization.processes.get(self.app.current or "")
        if current and self._process_of(organization) != current.id:
            self.agenda.go(line_of(organization, current))
        self.show(organization)

    def show(self, organization: Organization) -> None:
        """Show it while it is looked at; what changes meanwhile is shown when it is come back to."""
        if self.is_current:
            super().show(organization)

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
        """The handoffs by state, and what waits for one."""
        return list(lines(organization, self.app.glyphs.flow, self.app.today)) or EMPTY

    def heading(self, organization: Organization) -> tuple[str, str]:
        """What the list is, and how much waits."""
        return "Handoffs", in_short(organization)

    def fill(self, organization: Organization, name: str, part: str) -> None:
        """Show the handoff, or the process that waits; the other panes stand on it too."""
        process = organization.processes.get(self._process_of(organization))
        if process:
            cast(ReadyPane, self.place(name)).show(organization, process, part)
            if self.is_current:
                self.app.current = process.id
        self.refresh_bindings()

    @property
    def _pane(self) -> ReadyPane | None:
        """What is shown beside the list, while the keys act in it."""
        name, _ = self.chosen()
        return cast(ReadyPane, self.place(name)) if name and self.is_within else None

    # Acts

    def action_open(self) -> None:
        """Go into what is shown."""
        self.go_into(self.chosen()[0])

    def action_offer(self) -> None:
        """Offer what is prepared or was sent back; a process that waits, on terms that are asked for."""
        if self.handoff and self.handoff.state in (HandoffState.WAITING, HandoffState.SENT_BACK):
            handing.offer(self.app, self.handoff)
        elif self.process:
            handing.hand_over(self.app, self.process)

    def action_accept(self) -> None:
        """Accept the item under the cursor; in the list, take the process over."""
        handoff, pane = self.handoff, self._pane
        if handoff and pane and pane.item:
            self._accept_item(handoff, pane.item)
            pane.listing.action_move(1)
        elif handoff and self.process:
            unseen = f", with {count(len(handoff.unseen), 'item')} that nobody looked at" if handoff.unseen else ""
            question = f"{self.process.id} {self.process.name}: once accepted, this is not undone."
            self.app.push_screen(Choose(question, {"a": f"take it over{unseen}"}), self._accepted)

    def _accepted(self, answer: str | None) -> None:
        handoff = self.handoff
        taken = self.app.act(handing_over.accept, handoff.id, self.app.today, True) if answer and handoff else None
        if taken:
            organization = self.app.store.organization
            process, name = organization.processes[taken.process], organization.name_of(taken.to)
            mine = f"{process.id} {process.name} is {name}'s from {taken.since} on."
            self.app.say(f"{mine} In the journal (4), A asks what that means.")

    def _accept_item(self, handoff: Handoff, item: str) -> None:
        done = self.app.act(handing_over.look_at, handoff.id, [item], ItemState.ACCEPTED, self.app.today)
        if done:
            left = f"{count(len(done.unseen), 'item')} to look at." if done.unseen else "Esc, then a takes it over."
            self.app.say(f"{PACKET[item]}: accepted. {left}")

    def action_send_back(self) -> None:
        """Send the item under the cursor back with a note; in the list, the whole."""
        handoff, pane = self.handoff, self._pane
        if handoff and pane and pane.item:
            handing.say(self.app, handoff, handing.ITEM + pane.item)
        elif handoff and handoff.sent_back:
            back = ", ".join(PACKET[item.id] for item in handoff.sent_back)
            answers = {"b": f"send it back for {back}", "n": "send it back with a note"}
            self.app.push_screen(Choose("What is to be mended?", answers), self._sent_back)
        elif handoff:
            handing.say(self.app, handoff, "send-back")

    def _sent_back(self, answer: str | None) -> None:
        handoff = self.handoff
        if handoff and answer == "n":
            handing.say(self.app, handoff, "send-back")
        elif handoff and answer and self.app.act(handing_over.send_back, handoff.id, self.app.today):
            self.app.say(f"{handoff.id} is sent back; {self._named(handoff.from_whom)} mends it and offers it again.")

    def _named(self, person: str | None) -> str:
        return self.app.store.organization.name_of(person) or "somebody"

    def action_decline(self) -> None:
        """Decline it, with a reason."""
        if self.handoff:
            handing.say(self.app, self.handoff, "decline")

    def action_withdraw(self) -> None:
        """Take it back, with a reason or without."""
        handoff = self.handoff

        if handoff and handoff.is_to_come(self.app.today):
            handing.say(self.app, handoff, "withdraw")
            return

        def answered(answer: str | None) -> None:
            if handoff and answer == "r":
                handing.say(self.app, handoff, "withdraw")
            elif handoff and answer and self.app.act(handing_over.withdraw, handoff.id, self.app.today):
                self.app.say(f"{handoff.id} is withdrawn. u offers it again.")

        if handoff:
            answers = {"w": "withdraw it", "r": "withdraw it, and say why"}
            self.app.push_screen(Choose(f"Take {handoff.id} back from {self._named(handoff.to)}?", answers), answered)

    def action_tell(self) -> None:
        """Tell the process in one's own words."""
        if self.handoff:
            handing.say(self.app, self.handoff, "tell")

    def action_confirm(self) -> None:
        """Confirm what was told back, or comment on it; confirm a trial."""
        handoff = self.handoff
        if handoff is None:
            return
        if handoff.is_on_trial:
            if self.app.act(handing_over.confirm, handoff.id, self.app.today):
                self.app.say(f"{handoff.id} is confirmed: the process stays with {self._named(handoff.to)}.")
            return

        def answered(answer: str | None) -> None:
            if answer == "c":
                handing.say(self.app, handoff, "comment")
            elif answer and self.app.act(handing_over.hear, handoff.id, self.app.today):
                self.app.say(f"What {self._named(handoff.to)} told is confirmed.")

        last = handoff.last_told
        answers = {"y": "yes, that is it", "c": "say what is missing"}
        self.app.push_screen(Choose(last.text if last else "", answers), answered)

    def action_edit(self) -> None:
        """Change the terms."""
        if self.handoff:
            handing.edit(self.app, self.handoff)

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
        handoff = self.handoff
        if action in ("open", "offer") and self.process is None:
            return "Nothing waits. H in the chart (1) offers a process to an owner."
        if action == "open" and self.is_within:
            return "You are in it. Esc goes back to the list."
        if action in ("packet", "copy", "write") and handoff is None:
            return "Choose a handoff first."
        if action == "offer" and handoff and handoff.state is HandoffState.OFFERED:
            return f"It is offered, and waits for {self._named(handoff.to)}."
        if action == "offer" and handoff and self._is_to_come(handoff):
            to = self._named(handoff.to)
            return f"{to} takes it over on {handoff.since}. w gives it back before, with a reason."
        if action == "withdraw" and not (handoff and (handoff.is_open or handoff.is_to_come(self.app.today))):
            return "It is decided: nothing is left to withdraw."
        if action == "confirm" and not (handoff and (handoff.is_on_trial or _is_told(handoff))):
            return "Nothing is told back or on trial here."
        states, why = NEEDS.get(action, ((), ""))
        if why and (handoff is None or handoff.state not in states):
            return why
        return self._why_not_answered(action, handoff) if handoff else ""

    def _is_to_come(self, handoff: Handoff) -> bool:
        """Somebody who is here takes it over on a day ahead."""
        return handoff.is_to_come(self.app.today) and not self.app.store.organization.has_left(handoff.to)

    def _why_not_answered(self, action: str, handoff: Handoff) -> str:
        """Why the person does not answer an offer so, or not yet."""
        organization, actor = self.app.store.organization, self.app.known
        try:
            if actor and action in ANSWERS:
                refuse_a_stranger(organization, handoff, actor.by, actor.acts_for)
            if actor and action == "confirm" and not handoff.is_on_trial:
                refuse_the_new_owner(organization, handoff, actor.by)
        except Refused as error:
            return str(error)
        if action != "accept" or (self._pane and self._pane.item):
            return ""
        if handoff.sent_back:
            named = ", ".join(PACKET[item.id] for item in handoff.sent_back)
            return f"You sent back {named}: b sends the whole back; Enter, then a on the item accepts it."
        if handoff.waits_for_telling:
            return "Tell it back first, in your own words: t."
        if handoff.waits_for_a_yes:
            return f"What you told back waits for the yes of {self._named(handoff.from_whom)}."
        return ""


def _is_told(handoff: Handoff) -> bool:
    """What was told back waits to be heard."""
    last = handoff.last_told
    return handoff.state is HandoffState.OFFERED and last is not None and last.heard is None
