"""The sheet of the current process, beside or below the chart."""

from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.strip import Strip
from textual.widget import Widget

from workbench.domain.ids import ProcessId
from workbench.domain.organization import Organization
from workbench.screens.safe import fit, joined, lit, wrapped
from workbench.services.sheet import fields

LABEL = 12


class Sheet(Widget, can_focus=True):
    """Everything that is known of one process, to be read and scrolled.

    It draws its lines itself and keeps its size, so that a step in the chart lays nothing out anew.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"sheet--label"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "read(1)", "Read on", show=False, id="sheet.down", tooltip="One line on"),
        Binding("up,k", "read(-1)", "Read back", show=False, id="sheet.up", tooltip="One line back"),
        Binding("pagedown", "read(10)", "Page on", show=False, id="sheet.page-down", tooltip="Ten lines on"),
        Binding("pageup", "read(-10)", "Page back", show=False, id="sheet.page-up", tooltip="Ten lines back"),
    ]

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._process = ""
        self._texts: list[tuple[str, str]] = []
        self._lines: list[tuple[str, str]] = []
        self._top = 0

    def show(self, organization: Organization, process: ProcessId | None) -> None:
        """Show a process; without one, nothing."""
        known = organization.processes.get(process) if process else None
        if known is None:
            self._process, self._texts, title = "", [], ""
        else:
            self._texts = fields(organization, known)
            self._texts += [("", ""), ("", known.description)] if known.description else []
            title = f"{organization.label(known)} {known.name}".strip()
            self._top = self._top if self._process == known.id else 0
            self._process = known.id
        self.border_title = lit(title)
        self._lay_out()

    def _lay_out(self) -> None:
        self._lines = []
        for name, text in self._texts:
            indent = LABEL if name else 0
            for number, line in enumerate(wrapped(text, max(8, self.content_size.width - indent))):
                self._lines.append((fit(name if number == 0 else "", indent), line))
        self._turn(self._top)

    def _turn(self, top: int) -> None:
        below = len(self._lines) - self.content_size.height
        self._top = max(0, min(top, below))
        more = f"Tab, down: {below - self._top} lines more" if below > self._top else ""
        self.border_subtitle = lit(joined([more, self._process]))
        self.refresh()

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the terminal's own cursor stands."""
        return self.content_region.offset

    def action_read(self, step: int) -> None:
        """Read some lines on, or back."""
        self._turn(self._top + step)

    def on_resize(self) -> None:
        """Wrap the text anew."""
        self._lay_out()

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        width = self.content_size.width
        name, text = self._lines[y + self._top] if y + self._top < len(self._lines) else ("", "")
        label = self.get_component_rich_style("sheet--label")
        return Strip([Segment(name, label), Segment(fit(text, max(0, width - len(name))), self.rich_style)], width)
