"""The chart pane's screen: the outline beside the sheet of its current process."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from workbench.domain.ids import ProcessId
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.screens.chart_pane import ChartPane
from workbench.screens.lines import SentenceLine
from workbench.screens.outline import Outline
from workbench.screens.pane import PaneScreen
from workbench.screens.sheet import Sheet
from workbench.store import remembered

if TYPE_CHECKING:
    from workbench.services.find import Entry


class ChartScreen(PaneScreen):
    """The organization drawn as its processes."""

    mode = "chart"
    first = ("chart.add", "chart.add-child", "chart.rename", "chart.assign", "chart.edit", "app.find", "chart.filter")
    CSS_PATH = "chart.tcss"
    AUTO_FOCUS = "Outline"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "edit", "Open", id="chart.edit", tooltip="Read and write everything about it"),
        Binding("I", "sight", "Sight", show=False, id="chart.sight", tooltip="The line of sight of who performs it"),
        Binding(
            "E", "edit_outside", "Editor", show=False, id="chart.editor", tooltip="Its description, in your own editor"
        ),
        Binding("tab", "part(1)", "Next part", show=False, id="app.next-part", tooltip="To the next part"),
        Binding("shift+tab", "part(-1)", "Part before", show=False, id="app.part-before", tooltip="To the part before"),
    ]

    def parts(self) -> Iterable[Widget]:
        """The chart beside the sheet of its current process."""
        yield ChartPane(self.app.glyphs, lambda: self.app.today, classes="pane")
        yield Sheet(classes="pane", id="sheet")

    def on_mount(self) -> None:
        """Begin with what the person left folded."""
        known = self.app.store.organization.processes
        folded = remembered.folded(self.app.store.id, self.app.person)
        self.query_one(Outline).begin_folded(frozenset(process for process in folded if process in known))
        self.watch(self.app, "current", self._current_is, init=False)
        self.call_later(self._greet)
        if (self.app.store.folder / "records").is_dir():
            self.call_after_refresh(self._follow_reviews)

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

    def _follow_reviews(self) -> None:
        """Show when the next review is due as it follows from those that were made, once the first screen stands."""
        self.query_one(Outline).due_on = lambda process: self._reviewed(process).next_review
        self.query_one(Sheet).reviewed = self._reviewed
        self.query_one(Outline).refresh()
        self._show_sheet()

    def _reviewed(self, process: Process) -> Process:
        from workbench.services.reviewing import with_next_review

        return process if self.query_one(ChartPane).view else with_next_review(self.app.store, process)

    def _greet(self) -> None:
        """Say what was found in the files, or what is first in a new organization."""
        told = [self.app.misunderstood, *self.app.opening.found, *self.app.store.notices, self.app.store.read_only]
        for found in told:
            if found:
                line = self.query_one(SentenceLine)
                line.sentence, line.is_warning = found, True
        if not self.app.opening.is_new:
            return
        self.query_one(ChartPane).action_add()
        self.app.say("Just type a process from start to result, as a customer sees it: order to cash. Enter: the next.")

    def show(self, organization: Organization) -> None:
        """Show the chart, and the sheet of its current process."""
        self.query_one(ChartPane).show(organization)
        self._show_sheet()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A process can be opened where there is one, and not in the past."""
        return None if self.why_not(action) else True

    def why_not(self, action: str) -> str:
        """Why a key does nothing now."""
        needs_process = action in ("edit", "edit_outside", "sight") and self.is_mounted
        return self.query_one(ChartPane).why_not("edit") if needs_process else ""

    @on(Outline.Moved)
    def _moved(self, message: Outline.Moved) -> None:
        if self.app.current_mode == self.mode:
            self.app.current = message.process
        self._show_sheet()

    def _current_is(self, current: ProcessId | None) -> None:
        """Stand on the process that another pane went to."""
        organization = self.app.organization
        known = organization.processes.get(current or "") if organization else None
        if known and not known.retired and self.app.current_mode != self.mode:
            self.query_one(ChartPane).go(known.id)

    def go(self, entry: "Entry") -> None:
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

    def action_edit_outside(self) -> None:
        """Edit the description of the current process in the person's own editor."""
        from workbench.screens.editor import edit_description

        process = self.query_one(ChartPane).process
        if process:
            edit_description(self.app, process)

    def action_sight(self) -> None:
        """Show what a performer sees of it: customer, what goes in and out, measure, practices, coach."""
        from workbench.screens.going import go

        process = self.query_one(ChartPane).process
        if process:
            go(self.app, "oversight", "sight", process.id)

    @on(Outline.Folded)
    def _folded(self, message: Outline.Folded) -> None:
        remembered.keep_folded(self.app.store.id, self.app.person, message.folded)

    def _show_sheet(self) -> None:
        if self.app.organization:
            self.query_one(Sheet).show(self.app.organization, self.query_one(Outline).process)
