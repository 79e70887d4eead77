"""A pane made of places: a list at the left, and beside it what its line stands for."""

from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widget import Widget

from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.screens.lines import SentenceLine
from workbench.screens.listing import Line, Listing
from workbench.screens.pane import NORMAL, WIDE, PaneScreen
from workbench.screens.part_pane import Wanted
from workbench.screens.safe import lit


class PlacesScreen(PaneScreen):
    """A list whose lines stand for places, like `answers/price`: the place `answers`, and `price` of it.

    `kinds` names by place what shows it, as module and class; it is loaded when its first line is stood on.
    `shown` is what the other part is called where there is room for one only.
    """

    kinds: ClassVar[Mapping[str, str]]
    shown: ClassVar[str] = "what it stands for"
    CSS_PATH: ClassVar = ["places.tcss"]
    AUTO_FOCUS = "#agenda"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "greater_than_sign", "turn(1)", "Process on", show=False, id="places.process-on",
            tooltip="To the next process",
        ),
        Binding(
            "less_than_sign", "turn(-1)", "Process back", show=False, id="places.process-back",
            tooltip="To the process before",
        ),
        Binding("escape", "back", "Back", show=False, id="places.back", tooltip="Back to the list"),
    ]  # fmt: skip

    def lines(self, organization: Organization) -> Sequence[Line]:
        """What is listed."""
        raise NotImplementedError

    def heading(self, organization: Organization) -> tuple[str, str]:
        """What stands above the list and below it."""
        raise NotImplementedError

    def fill(self, organization: Organization, name: str, part: str) -> None:
        """Let a place show a part of it."""
        raise NotImplementedError

    def parts(self) -> Iterable[Widget]:
        """The list, and what its line stands for."""
        yield Listing(id="agenda", classes="pane")
        yield Container(id="place")

    def on_mount(self) -> None:
        """Follow the process that the other panes stand on."""
        self.watch(self.app, "current", self._look_again, init=False)

    def on_resize(self) -> None:
        """Say how to see the part that there is no room for."""
        self.say_the_other()

    @on(events.DescendantFocus)
    def say_the_other(self) -> None:
        """Where the one part covers the other, say how to see it."""
        is_narrow = self.app.size.width < NORMAL
        covered = f"Tab shows {self.shown}." if is_narrow and not self.is_within else ""
        if self.is_within and self.app.size.width < WIDE:
            covered = "Esc shows the list."
        said = "" if is_narrow else self.standing()
        both = " ".join(filter(None, (said, covered)))
        is_room = cell_len(both) < self.app.size.width - 1
        self.query_one(SentenceLine).standing = both if is_room or not said else said
        self.refresh_bindings()

    def standing(self) -> str:
        """What is said as long as nothing else is."""
        return ""

    def _look_again(self) -> None:
        if self.app.organization:
            self.show(self.app.organization)

    @property
    def agenda(self) -> Listing:
        """The list."""
        return self.query_one("#agenda", Listing)

    @property
    def process(self) -> Process | None:
        """The process that every pane stands on."""
        organization = self.app.organization
        return organization.processes.get(self.app.current or "") if organization else None

    @property
    def is_within(self) -> bool:
        """The focus is in a place, not in the list."""
        return not self.agenda.has_focus

    def show(self, organization: Organization) -> None:
        """Show the list, and what its line stands for."""
        above, below = self.heading(organization)
        self.agenda.show(self.lines(organization))
        self.agenda.border_title, self.agenda.border_subtitle = lit(above), lit(below)
        self._show_place()

    @on(Listing.Moved, "#agenda")
    def _moved(self) -> None:
        self._show_place()

    def chosen(self) -> tuple[str, str]:
        """The place and the part that the line under the cursor stands for."""
        name, _, part = self.agenda.chosen.partition("/")
        return name, part

    def _show_place(self, within: str = "") -> None:
        """Show what the line under the cursor stands for, at something within it."""
        name, part = self.chosen()
        for widget in self.query_one("#place").children:
            widget.display = widget.id == f"place-{name}"
        if self.app.organization and name:
            self.fill(self.app.organization, name, part or within)
        self.refresh_bindings()

    def place(self, name: str) -> Widget:
        """What shows the lines of a place, made when it is first needed."""
        found = self.query(f"#place-{name}")
        if found:
            return found.first()
        module, _, kind = self.kinds[name].partition(".")
        made: Widget = getattr(import_module(f"workbench.screens.{module}"), kind)(id=f"place-{name}", classes="pane")
        self.query_one("#place").mount(made)
        return made

    # Acts

    def action_go(self, place: str) -> None:
        """Go to a place, and into it; a line that stands for a part is gone to in the list."""
        name, _, part = place.partition("/")
        is_line = self.agenda.go(place)
        if not is_line and not self.agenda.go(name):
            if self.process is None:
                self.app.say("That is kept of a process: a in the chart (1) writes the first.")
            return
        self.set_focus(self.agenda)
        self._show_place("" if is_line else part)
        if self.is_gone_into(name):
            self.call_after_refresh(self.go_into, name)

    def is_gone_into(self, name: str) -> bool:
        """Whether the keys of a place act in the place, not in the list."""
        return True

    def go_into(self, name: str) -> None:
        """Let the keys act in a place; in one that was just made as soon as it has its parts."""
        place = self.query_one(f"#place-{name}")
        if not self._focus_in(place):
            place.call_later(self._focus_in, place)

    def _focus_in(self, place: Widget) -> bool:
        first = place if place.focusable else next((part for part in place.query("*") if part.focusable), None)
        if first:
            self.set_focus(first)
        return first is not None

    @on(Wanted)
    def _wanted(self, message: Wanted) -> None:
        self.action_go(message.place)

    def action_turn(self, step: int) -> None:
        """Go to the next process of the chart, or the one before."""
        organization, process = self.app.organization, self.process
        running = [other.id for other in organization.running()] if organization else []
        place = running.index(process.id) + step if process and process.id in running else 0
        if running:
            self.app.current = running[max(0, min(place, len(running) - 1))]

    def action_back(self) -> None:
        """Back to the list; there it only says how to go elsewhere."""
        if self.is_within:
            self.set_focus(self.agenda)
        else:
            self.app.say("This is the list. 1 goes to the chart, q leaves.")
