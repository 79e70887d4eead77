"""A drawing of the chart that one walks through with the arrows."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from workbench.domain.ids import ProcessId
from workbench.domain.organization import Organization

if TYPE_CHECKING:
    from workbench.screens.drawing import Drawing, Piece


class Picture(ScrollView, can_focus=True):
    """Map or boxes, with a cursor on one process; it draws only the lines on the screen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"picture--cursor", "picture--alarm", "picture--quiet"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "near(0, 1)", "Down", show=False, id="picture.down", tooltip="To the nearest one below"),
        Binding("up,k", "near(0, -1)", "Up", show=False, id="picture.up", tooltip="To the nearest one above"),
        Binding("left,h", "near(-1, 0)", "Left", show=False, id="picture.left", tooltip="To the nearest at the left"),
        Binding(
            "right,l", "near(1, 0)", "Right", show=False, id="picture.right", tooltip="To the nearest at the right"
        ),
    ]

    @dataclass
    class Moved(Message):
        """The cursor stands on another process."""

        process: ProcessId

    def __init__(self) -> None:
        super().__init__()
        self._drawing: Drawing | None = None
        self.process: ProcessId | None = None

    def show(self, drawing: "Drawing", organization: Organization, process: ProcessId | None) -> None:
        """Show a drawing with the cursor on a process, or on what it stands under."""
        self._drawing = drawing
        self.virtual_size = Size(drawing.width, drawing.height)
        known = process if process in organization.processes else None
        line = [known, *reversed(organization.chart.line(known))] if known else []
        self.process = next((p for p in line if p in drawing.spots), next(iter(drawing.spots), None))
        self.refresh()
        self._keep_in_sight()

    def action_near(self, dx: int, dy: int) -> None:
        """Go to the nearest process in a direction."""
        if self._drawing is None or self.process is None:
            return
        here = self._drawing.spots[self.process]
        best: tuple[int, ProcessId] | None = None
        for process, spot in self._drawing.spots.items():
            across, down = spot.x - here.x, spot.y - here.y
            if dx:
                ahead, aside = across * dx, abs(down)
            else:
                ahead, aside = down * dy, abs(spot.x + spot.width // 2 - here.x - here.width // 2)
            if ahead > 0 and (best is None or ahead * 2 + aside * 3 < best[0]):
                best = ahead * 2 + aside * 3, process
        if best:
            self.process = best[1]
            self.refresh()
            self._keep_in_sight()
            self.post_message(self.Moved(best[1]))
        elif dx:
            self.scroll_to(x=self._drawing.width if dx > 0 else 0, animate=False, immediate=True)

    def _keep_in_sight(self) -> None:
        if self._drawing and self.process:
            spot = self._drawing.spots[self.process]
            self.scroll_to_region(Region(spot.x, spot.y, spot.width, spot.height), animate=False, immediate=True)

    @property
    def cursor_screen_offset(self) -> Offset | None:
        """Where the terminal's own cursor stands."""
        if self._drawing is None or self.process is None:
            return None
        spot = self._drawing.spots[self.process]
        return self.content_region.offset + Offset(spot.x, spot.y) - self.scroll_offset

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        if self._drawing is None:
            return Strip.blank(self.size.width, self.rich_style)
        pieces = self._drawing.line(y + self.scroll_offset.y)
        strip = Strip([Segment(piece.text, self._style(piece)) for piece in pieces])
        left, width = self.scroll_offset.x, self.scrollable_content_region.width
        shown = strip.crop_extend(left, left + width, self.rich_style)
        if strip.cell_length > left + width:
            shown = Strip.join([shown.crop(0, width - 1), self._more])
        return Strip.join([self._more, shown.crop(1)]) if left else shown

    @property
    def _more(self) -> Strip:
        """The sign that a line goes on."""
        return Strip([Segment("…", self.get_component_rich_style("picture--quiet"))], 1)

    def _style(self, piece: "Piece") -> Style:
        if piece.process and piece.process == self.process:
            return self.get_component_rich_style("picture--cursor")
        if piece.alarm:
            return self.get_component_rich_style("picture--alarm")
        return self.get_component_rich_style("picture--quiet") if piece.quiet else self.rich_style
