"""A list that is drawn, not mounted: any number of lines, of which only those in sight cost anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from workbench.screens.moves import MOVES
from workbench.screens.safe import fit

KINDS = ("head", "quiet", "alarm", "strong")


@dataclass(frozen=True, slots=True)
class Line:
    """A line: what it stands for ("" for one that cannot be stood on) and its parts, each a text and a kind.

    The kinds are "", head, quiet, alarm and strong.
    """

    id: str
    parts: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, text: str, id: str = "", kind: str = "") -> "Line":
        """A line of one part."""
        return cls(id, ((text, kind),))


class Listing(ScrollView, can_focus=True, inherit_bindings=False):
    """Lines below each other, with a cursor on one that stands for something."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"listing--cursor", "listing--shade", *(f"listing--{k}" for k in KINDS)}
    BINDINGS: ClassVar[list[BindingType]] = [*MOVES]

    @dataclass
    class Moved(Message):
        """The cursor stands on another line."""

        listing: "Listing"
        id: str

        @property
        def control(self) -> "Listing":
            """The list in which it moved."""
            return self.listing

    cursor = reactive(0, repaint=False)

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._lines: Sequence[Line] = ()

    def show(self, lines: Sequence[Line]) -> None:
        """Show other lines; the cursor stays on what it stood on, or as near as may be."""
        stood, place = self.chosen, self.cursor
        self._lines = lines
        self.virtual_size = Size(1, len(lines))
        if not (stood and self.go(stood)):
            self.cursor = self._near(place, 1)
        self.refresh()
        if self.chosen != stood:
            self.post_message(self.Moved(self, self.chosen))

    @property
    def chosen(self) -> str:
        """What the line under the cursor stands for, "" for nothing."""
        return self._lines[self.cursor].id if 0 <= self.cursor < len(self._lines) else ""

    def go(self, id: str) -> bool:
        """Set the cursor on a line; False when it is not there."""
        place = next((n for n, line in enumerate(self._lines) if line.id == id), None)
        if place is not None:
            self.cursor = place
        return place is not None

    def _near(self, place: int, step: int) -> int:
        """The nearest line that can be stood on: that way first, then the other."""
        if not self._lines:
            return 0
        place = max(0, min(place, len(self._lines) - 1))
        ways = (range(place, len(self._lines)), range(place, -1, -1))
        for way in ways if step > 0 else ways[::-1]:
            for at in way:
                if self._lines[at].id:
                    return at
        return place

    def watch_cursor(self, before: int, now: int) -> None:
        """Draw the two lines anew, and keep the cursor in sight."""
        self._refresh_line(before)
        self._refresh_line(now)
        self._keep_in_sight()

    def _refresh_line(self, line: int) -> None:
        self.refresh(Region(0, line - self.scroll_offset.y, self.size.width, 1))

    def _keep_in_sight(self) -> None:
        """Scroll to the cursor, and to the head above the first line."""
        first = next((n for n, line in enumerate(self._lines) if line.id), 0)
        top = 0 if self.cursor == first else self.cursor
        self.scroll_to_region(Region(0, top, 1, self.cursor - top + 1), animate=False, immediate=True)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the terminal's own cursor belongs."""
        return self.content_region.offset + Offset(0, self.cursor - self.scroll_offset.y)

    def action_move(self, step: int) -> None:
        """Go some lines up or down."""
        before = self.chosen
        self.cursor = self._near(self.cursor + step, step)
        if self.chosen != before:
            self.post_message(self.Moved(self, self.chosen))

    def action_page(self, pages: float) -> None:
        """Go some pages up or down."""
        self.action_move(round(pages * max(1, self.size.height - 1)))

    def on_click(self, event: events.Click) -> None:
        """Set the cursor where the mouse points."""
        at = event.get_content_offset(self)
        if at:
            self.action_move(at.y + self.scroll_offset.y - self.cursor)

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._keep_in_sight()

    def on_focus(self) -> None:
        """Show where the cursor is."""
        self._refresh_line(self.cursor)
        self._keep_in_sight()

    def on_blur(self) -> None:
        """Show that the keys go elsewhere."""
        self._refresh_line(self.cursor)

    @property
    def wide(self) -> int:
        """The cells in a line, without the scroll bar."""
        return self.scrollable_content_region.width

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        place, width = y + self.scroll_offset.y, self.wide
        if place >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        line = self._lines[place]
        base = self._base(place, line)
        segments: list[Segment] = []
        room = width
        for text, kind in line.parts:
            shown = fit(text, min(cell_len(text), room)) if room > 0 else ""
            room -= cell_len(shown)
            segments.append(Segment(shown, base + self._kind(kind) if kind else base))
        return Strip([*segments, Segment(" " * max(0, room), base)], width)

    def _base(self, place: int, line: Line) -> Style:
        if place == self.cursor and line.id:
            return self.get_component_rich_style("listing--cursor" if self.has_focus else "listing--shade")
        return self.rich_style

    def _kind(self, kind: str) -> Style:
        return self.get_component_rich_style(f"listing--{kind}", partial=True)
