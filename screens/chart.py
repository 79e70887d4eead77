"""The chart pane's screen: the outline beside the sheet of its current process."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import Screen

from workbench.domain.organization import Organization
from workbench.screens.chart_pane import ChartPane
from workbench.screens.lines import KeyLine, SentenceLine, TopLine
from workbench.screens.outline import Outline
from workbench.screens.sheet import Sheet
from workbench.services.find import Entry
from workbench.store import remembered

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp


FIRST = ("chart.add", "chart.add-child", "chart.rename", "chart.assign", "chart.edit", "app.find", "chart.filter")


class ChartScreen(Screen[None]):
    """The organization drawn as its processes."""

    app: "WorkbenchApp"

    CSS_PATH = "chart.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "edit", "Open", id="chart.edit", tooltip="Read and write everything about it"),
        Binding("tab", "part(1)", "Next part", show=False, id="app.next-part", tooltip="To the next part"),
        Binding(
            "shift+tab", "part(-1)", "Part before", show=False, id="app.part-before", tooltip="To the part before"
        ),
    ]  # fmt: skip

    def compose(self) -> ComposeResult:
        """Chart and sheet, between the top line and the two bottom lines."""
        yield TopLine(id="top")
        with Horizontal(id="parts"):
            yield ChartPane(self.app.glyphs, lambda: self.app.today, classes="pane")
            yield Sheet(classes="pane", id="sheet")
        yield SentenceLine()
        yield KeyLine(FIRST)

    def on_mount(self) -> None:
        """Follow the organization as it changes."""
        known = self.app.store.organization.processes
        folded = remembered.folded(self.app.store.id, self.app.person)
        self.query_one(Outline).begin_folded(frozenset(process for process in folded if process in known))
        self.watch(self.app, "organization", self._show)
        self.query_one(Outline).focus()
        self._greet()

    @property
    def has_room(self) -> bool:
        """Chart and sheet stand on the screen together."""
        width, height = self.app.size
        return width >= 80 and (height >= 20 or (width >= 110 and not self.has_class("-drawn")))

    def action_part(self, step: int) -> None:
        """Go to another part; where there is room for one only, show that one."""
        if self.has_room:
            self.screen.focus_next() if step > 0 else self.screen.focus_previous()
        else:
            self._show_alone(not self.has_class("-sheet-alone"))

    def _show_alone(self, sheet: bool) -> None:
        self.set_class(sheet, "-sheet-alone")
        self.set_focus(self.query_one(Sheet) if sheet else self.query_one(ChartPane).drawn)
        self._say_the_other()

    def _say_the_other(self) -> None:
        """Say how to see the part that there is no room for."""
        other = "the chart" if self.has_class("-sheet-alone") else "what is known of the process"
        self.query_one(SentenceLine).standing = "" if self.has_room else f"Tab shows {other}."

    def on_resize(self) -> None:
        """Keep the part that has the focus on the screen."""
        self.set_class(self.focused is self.query_one(Sheet), "-sheet-alone")
        self._say_the_other()

    def _greet(self) -> None:
        """Say what was found in the files, or what is first in a new organization."""
        for found in [self.app.misunderstood, *self.app.store.notices, self.app.store.read_only]:
            if found:
                line = self.query_one(SentenceLine)
                line.sentence, line.is_warning = found, True
        if not self.app.opening.is_new:
            return
        self.app.say("Name a process from start to result, as a customer sees it: order to cash. Enter: the next.")
        self.query_one(ChartPane).action_add()

    def _show(self, organization: Organization | None) -> None:
        if organization is None:
            return
        self.query_one(TopLine).text = f"{self._sample()}{organization.profile.name}   [1 Chart]"
        self.query_one(ChartPane).show(organization)
        self._show_sheet()

    def _sample(self) -> str:
        return "SAMPLE  " if self.app.opening.keep_in else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A process can be opened where there is one, and not in the past."""
        return None if self.why_not(action) else True

    def why_not(self, action: str) -> str:
        """Why a key does nothing now."""
        return self.query_one(ChartPane).why_not("edit") if action == "edit" and self.is_mounted else ""

    @on(Outline.Moved)
    def _moved(self, message: Outline.Moved) -> None:
        self.app.current = message.process
        self._show_sheet()

    def go(self, entry: Entry) -> None:
        """Go to a process; for a tag, show what carries it."""
        pane = self.query_one(ChartPane)
        if entry.kind == "tag":
            pane.filter_by(f"#{entry.id}")
        else:
            pane.go(entry.id)

    def action_edit(self) -> None:
        """Open the form of the current process."""
        process = self.query_one(ChartPane).process
        if process:
            self.app.open_form(process)

    @on(Outline.Folded)
    def _folded(self, message: Outline.Folded) -> None:
        remembered.keep_folded(self.app.store.id, self.app.person, message.folded)

    def _show_sheet(self) -> None:
        if self.app.organization:
            self.query_one(Sheet).show(self.app.organization, self.query_one(Outline).process)
