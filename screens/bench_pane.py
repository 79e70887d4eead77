"""The bench of a process: who is on the way to own or coach it, and what hangs on one person."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from workbench.domain.bench import Candidate, Seat, ended, refuse_strangers
from workbench.domain.depth import in_words, one_deep
from workbench.domain.errors import Refused
from workbench.domain.training import LEVELS
from workbench.screens.dialogs import Choose
from workbench.screens.listing import Line
from workbench.screens.part_form import open_form
from workbench.screens.part_pane import PartPane
from workbench.services import bench
from workbench.services.acting import NobodyHere
from workbench.services.parts import BENCH

NOBODY = "Nobody is on the way yet: a puts somebody on the bench."
SEATS = {Seat.OWN: "on the way to own it", Seat.COACH: "on the way to coach it"}


class BenchPane(PartPane):
    """Who is on the way under what they are on the way to, then what only one person does or teaches."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,e", "edit", "Write", id="bench.edit", tooltip="Level, next step, by when"),
        Binding("a", "add", "Add", id="bench.add", tooltip="Somebody more on the way to own or coach it"),
        Binding("space", "level", "Level", id="bench.level", tooltip="The next level: see, do, teach"),
        Binding("d", "drop", "Drop", id="bench.drop", tooltip="They are no longer on the way; asks once more"),
    ]

    def title(self) -> str:
        """It is the bench."""
        return "Bench"

    @property
    def candidate(self) -> Candidate | None:
        """The one under the cursor."""
        return next((one for one in self.process.bench if one.id == self.listing.chosen), None)

    def lines(self) -> Sequence[Line]:
        """Who is on the way, and what hangs on one person."""
        return [*self._bench(), *self._alone()]

    def _bench(self) -> Iterator[Line]:
        found: Sequence[Candidate] = self.process.bench
        if not found:
            yield Line.of(f" {NOBODY}", kind="quiet")
        for seat, heading in SEATS.items():
            listed = [one for one in found if one.seat is seat]
            if listed:
                yield Line.of(f" {heading}", kind="head")
            for one in listed:
                name = self.organization.name_of(one.person)
                then = ended(self.organization, self.process, one) or one.next
                yield Line(one.id, ((f" {one.id:<3} {name}  {one.level}", ""), (f"  {then}", "quiet")))

    def _alone(self) -> Iterator[Line]:
        found = one_deep(self.organization, self.process, self.app.today)
        if found:
            yield Line.of(" hangs on one person", kind="head")
        for one in found:
            yield Line.of(f" {self.app.glyphs.alarm} {in_words(self.organization, one)}", kind="alarm")

    def text(self) -> tuple[str, Sequence[tuple[str, str]]]:
        """What is known of the one under the cursor."""
        one = self.candidate
        return (one.id, list(self._told(one))) if one else ("", [])

    def _told(self, one: Candidate) -> Iterator[tuple[str, str]]:
        yield "strong", f"{self.organization.name_of(one.person)}, {SEATS[one.seat]}: {one.level}"
        if why := ended(self.organization, self.process, one):
            yield "", f"{self.organization.name_of(one.person)} {why}: d takes them off the bench."
            return
        until = f"Next, by {one.until}" if one.until else "Next"
        yield "", f"{until}: {one.next}" if one.next else "The next step is not said yet: Enter writes it."
        yield "", ""
        yield "quiet", f"said by {self.organization.name_of(one.said_by)}, {one.said}"

    # Acts

    def action_add(self) -> None:
        """Put somebody on the bench."""
        open_form(self.app, self.process, BENCH)

    def action_edit(self) -> None:
        """Write how far somebody is, and what comes next."""
        if self.candidate:
            open_form(self.app, self.process, BENCH, self.candidate.id)

    def action_level(self) -> None:
        """Note that somebody has come a level further; behind teach it begins anew with see."""
        one = self.candidate
        if one:
            level = LEVELS[(LEVELS.index(one.level) + 1) % len(LEVELS)]
            if self.app.act(bench.revise, self.process, one.id, {"level": level}, self.app.today):
                self.app.say(f"{self.organization.name_of(one.person)}: {level} today.")

    def action_drop(self) -> None:
        """Take somebody off the bench, once the person has said so with another key."""
        one = self.candidate
        if one is None:
            return
        name, process = self.organization.name_of(one.person), self.process

        def answered(answer: str | None) -> None:
            if answer and self.app.act(bench.drop, process, one.id):
                self.app.say(f"{name} is off the bench; u takes it back.")

        self.app.push_screen(Choose(f"Take {name} off the bench?", {"x": "take them off"}), answered)

    def why_not(self, action: str) -> str:
        """An entry is changed by the people concerned."""
        if action not in ("edit", "level", "drop") or not self._shown:
            return ""
        if self.candidate is None:
            return NOBODY
        try:
            who = self.app.actor.acts_for or self.app.actor.by
            refuse_strangers(self.organization, self.process, self.candidate.person, who)
        except NobodyHere:
            return ""
        except Refused as refusal:
            return str(refusal)
        return ""
