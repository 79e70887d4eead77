"""A handoff: whether the process is ready, the packet item by item, the teach-back, and what was done."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import ClassVar

from textual.binding import Binding, BindingType

from workbench.domain.engineering import Gap
from workbench.domain.errors import WorkbenchError, count
from workbench.domain.handoff import PACKET, Handoff, HandoffState, ItemState
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.domain.readiness import readiness
from workbench.domain.turns import sent_back_for
from workbench.screens.going import go
from workbench.screens.handoffs import between
from workbench.screens.listing import Line
from workbench.screens.page import ITEM
from workbench.screens.part_pane import PartPane
from workbench.screens.safe import lit
from workbench.services.checklist import checklist
from workbench.services.packet import contents, standing, terms, trail

GAP, PART, TERMS, TOLD, THERE = "gap", "item", "terms", "told", "there"
ANSWERED = ("sent back", "declined", "withdrawn", "given back", "commented")


class ReadyPane(PartPane):
    """What a new owner should find in a process; what is missing stands on a line of its own."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "mend", "Go there", id="handoff.mend", tooltip="Go to where what is missing is mended"),
    ]

    def show(self, organization: Organization, process: Process | None, part: str) -> None:
        """Show a process; another than before from its first line on."""
        was = (self.part, self._shown[1].id) if self._shown and self._shown[1] else None
        super().show(organization, process, part)
        if process and was != (part, process.id):
            self.listing.cursor = self.listing.near(0, 1)
            self.draw_page()

    @property
    def ready(self) -> list[Gap]:
        """Everything that is wanted, there or missing."""
        return readiness(self.organization, checklist(self.organization), self.process, self.app.today)

    @property
    def gap(self) -> Gap | None:
        """The gap under the cursor."""
        place, _, key = self.listing.chosen.partition("/")
        return next((gap for gap in self.ready if gap.key == key), None) if place == GAP else None

    @property
    def item(self) -> str:
        """The item of the packet under the cursor."""
        place, _, topic = self.listing.chosen.partition("/")
        return topic if place == PART else ""

    def title(self) -> str:
        """What it is."""
        return "To be handed over"

    def moved(self) -> None:
        """Tell of what the cursor stands on."""
        self.draw_page()

    def lines(self) -> Sequence[Line]:
        """Whether it is ready, and how it is offered."""
        return [*self._ready_lines(), Line.of(""), Line.of(" o offers it to an owner", kind="quiet")]

    def _ready_lines(self) -> Iterator[Line]:
        missing = [gap for gap in self.ready if not gap.is_there]
        there = len(self.ready) - len(missing)
        yield Line.of(" ready?", kind="head")
        sign = self.app.glyphs.done if there else " "
        yield Line.of(f" {sign} {there} of {len(self.ready)} things are there", THERE)
        yield from (Line.of(f" {self.app.glyphs.alarm} {gap.what}", f"{GAP}/{gap.key}", "alarm") for gap in missing)

    def text(self) -> tuple[str, Sequence[tuple[str, str]]]:
        """What the cursor stands on, in full."""
        if self.gap:
            return "missing", [("", self.gap.what), ("quiet", "Enter goes to where it is mended.")]
        there = [(ITEM, gap.what) for gap in self.ready if gap.is_there]
        return "what is there", there or [("quiet", "Nothing is there yet.")]

    def action_mend(self) -> None:
        """Go to where the gap under the cursor is mended."""
        gap = self.gap
        if gap and gap.place == "form":
            self.app.open_form(self.process, gap.part)
        elif gap and gap.place == "measures":
            go(self.app, "oversight", "measures", self.process.id)
        elif gap:
            go(self.app, "engineer", f"{gap.place}/{gap.part}" if gap.part else gap.place, self.process.id)

    def why_not(self, action: str) -> str:
        """Only what is missing can be mended."""
        if action == "mend" and self._shown and self._shown[1] and not self.gap:
            if self.item:
                return "Nothing is missing on this line. a accepts an item of the packet."
            return "Enter goes to where something missing is mended; v reads the packet."
        return ""


class HandoffPane(ReadyPane):
    """A handoff, with the packet of its process."""

    @property
    def handoff(self) -> Handoff:
        """The handoff that is shown."""
        return self.organization.handoffs[self.part]

    def stand_on_what_waits(self, behind: str = "") -> None:
        """Stand on the first item that waits to be looked at, or to be mended; on the first behind another one.

        Who hands over stands on what was told back, as long as it waits to be heard.
        """
        handoff, known = self.handoff, self.app.known
        if handoff.waits_to_be_heard and known and not self.organization.answers_for(known.by, handoff.to):
            self.stand_on(TOLD)
            return
        waiting = [item.id for item in handoff.sent_back] if handoff.state is HandoffState.SENT_BACK else handoff.unseen
        topics = [topic for topic in PACKET if topic in waiting]
        later = [topic for topic in topics if behind and [*PACKET].index(topic) > [*PACKET].index(behind)]
        if first := next(iter((*later, *topics)), ""):
            self.stand_on(f"{PART}/{first}")

    def title(self) -> str:
        """How far the handoff is."""
        return f"{self.handoff.id} {self.handoff.standing}"

    def draw(self) -> None:
        """Draw it anew, and say below what has to happen."""
        super().draw()
        self.border_subtitle = lit("Nothing moves until the new owner accepts" if self.handoff.is_open else "")

    def lines(self) -> Sequence[Line]:
        """Between whom, the items, the teach-back, and whether it is ready, which comes first until it is offered."""
        handoff = self.handoff
        when = f" · from {_said(handoff.day, self.app.today)}" if handoff.day else ""
        first = Line.of(f" {between(self.organization, handoff, self.app.glyphs.flow)}{when}", TERMS)
        if handoff.state is HandoffState.ASSIGNED:
            return [first]
        packet, ready = [*self._items(), *self._told()], [*self._ready_lines()] if handoff.is_open else []
        return [first, *ready, *packet] if handoff.state is HandoffState.WAITING else [first, *packet, *ready]

    def _items(self) -> Iterator[Line]:
        handoff, glyphs = self.handoff, self.app.glyphs
        states = {item.id: item.state for item in handoff.items}
        accepted = [*states.values()].count(ItemState.ACCEPTED)
        unseen = [*states.values()].count(ItemState.UNSEEN)
        more = f", {unseen} unseen" if unseen else ""
        yield Line.of(f" the packet: {accepted} of {len(PACKET)} accepted{more}", kind="head")
        signs = {
            ItemState.ACCEPTED: (f"[{glyphs.done}]", ""),
            ItemState.SENT_BACK: (f"[{glyphs.alarm}]", "alarm"),
            ItemState.OFFERED_AGAIN: ("[ ]", "alarm"),
            ItemState.UNSEEN: ("[-]", "quiet"),
        }
        for topic, title in PACKET.items():
            sign, kind = signs[states[topic]] if topic in states else ("[ ]", "")
            yield Line.of(f" {sign} {title}", f"{PART}/{topic}", kind)

    def _told(self) -> Iterator[Line]:
        handoff = self.handoff
        last = handoff.last_told
        if last is None and not handoff.tell_back:
            return
        yield Line.of(" told back", kind="head")
        if last is None:
            yield Line.of(f" {self.app.glyphs.alarm} asked for, not told yet", TOLD, "alarm")
        elif last.is_confirmed:
            yield Line.of(f" {self.app.glyphs.done} and confirmed", TOLD)
        else:
            said = "told, and commented on" if last.heard else "told, not heard yet"
            yield Line.of(f" {self.app.glyphs.alarm} {said}", TOLD, "alarm")

    def text(self) -> tuple[str, Sequence[tuple[str, str]]]:
        """What the cursor stands on, in full."""
        if self.listing.chosen == TERMS:
            return "the handoff", list(self._terms())
        if self.listing.chosen == TOLD:
            return "told back", list(self._tellings())
        return (PACKET[self.item], list(self._contents(self.item))) if self.item else super().text()

    def _terms(self) -> Iterator[tuple[str, str]]:
        newest = self.handoff.newest
        if newest and newest.said and (newest.act in ANSWERED or sent_back_for(self.handoff)):
            yield "strong", f"{newest.act}: {newest.said}"
        for name, text in terms(self.organization, self.handoff):
            if text and name not in ("from", "to"):
                yield "strong" if name == "note" else "", f"{name}: {text}"
        if self.handoff.trail:
            yield "head", "trail"
        for day, said in trail(self.organization, self.handoff):
            yield ITEM, f"{day} {said}".strip()

    def _tellings(self) -> Iterator[tuple[str, str]]:
        doer = self.organization.doer
        for telling in self.handoff.told:
            yield "strong", f"{doer(telling.by, telling.acts_for)}, {telling.on}"
            yield "", telling.text
            if telling.heard:
                hearer = doer(telling.heard_by, telling.heard_for)
                yield "quiet", f"{hearer}, {telling.heard}: {telling.comment or 'yes, that is it'}"
        if not self.handoff.told:
            yield "", "The new owner is asked to tell the process in their own words: t."

    def _contents(self, topic: str) -> Iterator[tuple[str, str]]:
        yield "quiet", standing(self.organization, self.handoff, topic)
        try:
            rows = contents(self.app.store, self.process, topic, self.app.today)
        except WorkbenchError as error:
            rows = [("", str(error))]
        for name, text in rows:
            yield ITEM if name else "", f"{name}: {text}" if name else text

    def unseen_in_words(self) -> str:
        """How many items nobody has looked at yet."""
        return count(len(self.handoff.unseen), "item")


def _said(day: date, today: date) -> str:
    """A day as it is said, with the year where it is not this one."""
    return f"{day.day} {day:%b}" if day.year == today.year else f"{day.day} {day:%b %Y}"
