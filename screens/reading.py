"""Labelled text that is drawn, to be read and scrolled."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.strip import Strip
from textual.widget import Widget

from workbench.domain.errors import count
from workbench.screens.safe import fit, joined, lit, wrapped

LABEL, WIDEST_LABEL, GAP = 12, 20, 2


class Reading(Widget, can_focus=True):
    """Texts below each other, each behind its label.

    It draws its lines itself and keeps its size, so that a step in the list beside it lays nothing out anew.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"reading--label"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "read(1)", "Read on", show=False, id="sheet.down", tooltip="One line on"),
        Binding("up,k", "read(-1)", "Read back", show=False, id="sheet.up", tooltip="One line back"),
        Binding("pagedown", "read(10)", "Page on", show=False, id="sheet.page-down", tooltip="Ten lines on"),
        Binding("pageup", "read(-10)", "Page back", show=False, id="sheet.page-up", tooltip="Ten lines back"),
    ]

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._of = self._title = ""
        self._texts: Sequence[tuple[str, str]] = ()
        self._lines: list[tuple[str, str]] = []
        self._top = 0

    def tell(self, title: str, texts: Sequence[tuple[str, str]], of: str) -> None:
        """Show texts under a title; what they are `of` tells whether the place that was read stays."""
        self._top = self._top if self._of == of else 0
        self._of, self._title, self._texts = of, title, texts
        self.border_title = lit(title)
        self._lay_out()

    def _lay_out(self) -> None:
        self._lines = []
        widest = max(LABEL, min(WIDEST_LABEL, self.content_size.width // 3))
        long = (len(name) for name, _ in self._texts if len(name) >= LABEL)
        label = max([LABEL, *(min(length + GAP, widest) for length in long)])
        for name, text in self._texts:
            indent = label if name else 0
            named = fit(name, max(LABEL - 1, label - GAP))
            for number, line in enumerate(wrapped(text, max(8, self.content_size.width - indent))):
                self._lines.append((fit(named if number == 0 else "", indent), line))
        self._turn(self._top)

    def _turn(self, top: int) -> None:
        below = len(self._lines) - self.content_size.height
        self._top = max(0, min(top, below))
        self._say_more(max(0, below - self._top))
        self.refresh()

    def _say_more(self, below: int) -> None:
        """Say how many lines there are below what is seen."""
        self.border_subtitle = lit(joined([f"Tab, down: {count(below, 'line')} more" if below else "", self._of]))

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
        label = self.get_component_rich_style("reading--label")
        return Strip([Segment(name, label), Segment(fit(text, max(0, width - len(name))), self.rich_style)], width)
