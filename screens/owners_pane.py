"""Who owned what when: the owners of a process, and from each the way to all that they owned."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import ClassVar

from textual.binding import Binding, BindingType

from workbench.domain.errors import WorkbenchError
from workbench.domain.folding import fold, matches
from workbench.domain.ids import PersonId
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.domain.tenure import Tenure
from workbench.screens.listing import Line
from workbench.screens.part_pane import PartPane
from workbench.screens.picker import Choice, Picker
from workbench.services.owners import tenures_of

NOBODY = "— nobody —"
NOTHING = "No process is stood on: the chart (1) has them, s asks for a person."


class OwnersPane(PartPane):
    """The times in which a process was somebody's, or a person owned processes; Enter goes from one to the other."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "turn", "Turn", id="owners.turn", tooltip="All that this owner had, or all who had it"),
        Binding("s", "somebody", "Somebody", id="owners.somebody", tooltip="All that somebody else owned"),
    ]

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id, classes)
        self._whose: PersonId = ""
        self._known: tuple[object, list[Tenure]] | None = None

    def show(self, organization: Organization, process: Process | None, part: str) -> None:
        """Show the owners of a process; of the one that is shown, what was looked at last."""
        if self._of_process and process and process.id != self._of_process:
            self._whose = ""
        super().show(organization, process, part)

    @property
    def known(self) -> list[Tenure]:
        """Everybody's time with every process; read once, until something changes. Raises Damaged."""
        of = self.app.store.position
        if self._known is None or self._known[0] != of:
            self._known = of, tenures_of(self.app.store, self.organization.processes)
        return self._known[1]

    @property
    def listed(self) -> Sequence[Tenure]:
        """The times of the process, or of the person, the newest first. Raises Damaged."""
        if self._whose:
            found = [one for one in self.known if one.owner == self._whose]
            return sorted(found, key=lambda one: one.since or date.min, reverse=True)
        return [one for one in self.known if one.process == self._of_process][::-1]

    @property
    def _of_process(self) -> str:
        """Of which process the owners are listed, "" where none is stood on."""
        process = self._shown[1] if self._shown else None
        return process.id if process else ""

    @property
    def tenure(self) -> Tenure | None:
        """The time under the cursor."""
        place = self.listing.chosen
        return next(islice(self.listed, int(place), None), None) if place else None

    def heading(self) -> str:
        """Whose times are listed."""
        if self._whose:
            return f"What {self.organization.name_of(self._whose)} owned when"
        return f"Who owned it when{f' · {self._named(self._of_process)}' if self._of_process else ''}"

    def _named(self, process: str) -> str:
        known = self.organization.processes[process]
        return f"{self.organization.label(known)} {known.name}".strip()

    def moved(self) -> None:
        """Tell of the one under the cursor."""
        self.draw_page()

    def lines(self) -> Sequence[Line]:
        """Each time in a line."""
        try:
            listed = self.listed
        except WorkbenchError as error:
            return [Line.of(f" {error}", kind="alarm")]
        return [self._line(place, one) for place, one in enumerate(listed)] or [Line.of(f" {NOTHING}", kind="quiet")]

    def _line(self, place: int, one: Tenure) -> Line:
        name = self._named(one.process) if self._whose else self.organization.name_of(one.owner) or NOBODY
        return Line(str(place), ((f" {one.days(self.app.today):<23}", "quiet"), (f"  {name}", "")))

    def text(self) -> tuple[str, Sequence[tuple[str, str]]]:
        """How the time began and ended."""
        one = self.tenure
        return ("", list(self._told(one))) if one else ("", [])

    def _told(self, one: Tenure) -> Iterator[tuple[str, str]]:
        owner = self.organization.name_of(one.owner)
        yield "strong", f"{self._named(one.process)}: {owner or 'nobody'}, {one.days(self.app.today)}"
        handoff = self.organization.handoffs.get(one.handoff)
        giver = self.organization.name_of(handoff.from_whom) if handoff else ""
        if handoff and handoff.because:
            yield "", f"By {handoff.id}: {handoff.because}"
        elif handoff:
            yield "", f"By {handoff.id}, from {giver}." if giver else f"By {handoff.id}."
        else:
            yield "", "Named without a handoff." if owner else "Nobody was named, or who was has left."
        yield "", ""
        if self._whose:
            yield "quiet", "Enter shows who else had it."
        elif owner:
            yield "quiet", f"Enter shows all that {owner} owned; s asks for somebody else."

    # Acts

    def action_turn(self) -> None:
        """From an owner to all that they owned, and from a process of theirs to all who owned it."""
        one = self.tenure
        if one is None:
            return
        if self._whose:
            self._whose = ""
            self.app.current = one.process
            self.show(self.organization, self.organization.processes[one.process], "")
        else:
            self._of(one.owner or "")

    def _of(self, person: PersonId) -> None:
        """List all that a person owned."""
        self._whose = person
        self.listing.cursor = 0
        self.draw()
        self.refresh_bindings()

    def action_somebody(self) -> None:
        """Ask whose times are listed."""
        name_of = self.organization.name_of
        owners = sorted({one.owner for one in self.known if one.owner}, key=lambda owner: fold(name_of(owner)))

        def search(text: str) -> Sequence[Choice]:
            words = fold(text).split()
            return [Choice(name_of(one), one) for one in owners if matches(words, fold(name_of(one)))]

        def chosen(person: PersonId | None) -> None:
            if person:
                self._of(person)

        self.app.push_screen(Picker("Who owned what when?", search, "a name"), chosen)

    def why_not(self, action: str) -> str:
        """Nobody owned nothing."""
        if action == "turn" and self._shown and not self._whose and not (self.tenure and self.tenure.owner):
            return "It was nobody's then. s asks for somebody."
        return ""
