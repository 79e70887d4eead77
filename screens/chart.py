"""The chart pane's screen: the outline beside the sheet of its current process."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Label

from workbench.domain.organization import Organization
from workbench.screens.chart_pane import ChartPane
from workbench.screens.lines import KeyLine, SentenceLine
from workbench.screens.outline import Outline
from workbench.screens.safe import lit
from workbench.screens.sheet import Sheet

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp


class ChartScreen(Screen[None]):
    """The organization drawn as its processes."""

    app: "WorkbenchApp"

    CSS_PATH = "chart.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", "Next part", show=False, id="app.next-part", tooltip="To the next part"),
        Binding(
            "shift+tab", "app.focus_previous", "Part before", show=False, id="app.part-before",
            tooltip="To the part before",
        ),
    ]  # fmt: skip

    def compose(self) -> ComposeResult:
        """Chart and sheet, between the top line and the two bottom lines."""
        yield Label("", id="top", markup=False)
        with Horizontal(id="parts"):
            yield ChartPane(self.app.glyphs, lambda: self.app.today, classes="pane")
            yield Sheet(classes="pane", id="sheet")
        yield SentenceLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Follow the organization as it changes."""
        self.watch(self.app, "organization", self._show)
        self.query_one(Outline).focus()

    def _show(self, organization: Organization | None) -> None:
        if organization is None:
            return
        self.query_one("#top", Label).update(lit(f" {organization.profile.name}   [1 Chart]"))
        self.query_one(ChartPane).show(organization)
        self._show_sheet()

    @on(Outline.Moved)
    def _moved(self, message: Outline.Moved) -> None:
        self.app.current = message.process
        self._show_sheet()

    def _show_sheet(self) -> None:
        if self.app.organization:
            self.query_one(Sheet).show(self.app.organization, self.query_one(Outline).process)
