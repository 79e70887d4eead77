"""Lines below each other with a cursor on one of them, drawn, not mounted: only those in sight cost anything."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.reactive import reactive
from textual.scroll_view import ScrollView


class Rows(ScrollView, can_focus=True, inherit_bindings=False):
    """Any number of lines, of which some can be stood on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "Down", show=False, id="list.down", tooltip="One line down"),
        Binding("up,k", "move(-1)", "Up", show=False, id="list.up", tooltip="One line up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="list.page-down", tooltip="One page down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="list.page-up", tooltip="One page up"),
        Binding("ctrl+d", "page(0.5)", "Half down", show=False, id="list.half-down", tooltip="Half a page down"),
        Binding("ctrl+u", "page(-0.5)", "Half up", show=False, id="list.half-up", tooltip="Half a page up"),
        Binding("home,g", "move(-999999)", "First", show=False, id="list.first", tooltip="To the first line"),
        Binding("end,G", "move(999999)", "Last", show=False, id="list.last", tooltip="To the last line"),
    ]

    cursor = reactive(0, repaint=False)

    def count(self) -> int:
        """How many lines there are."""
        raise NotImplementedError

    def is_stood_on(self, line: int) -> bool:
        """Whether the cursor can stand on a line."""
        raise NotImplementedError

    def near(self, line: int, step: int) -> int:
        """The line, or the nearest that can be stood on: in this direction first, then in the other."""
        last = self.count() - 1
        line = max(0, min(line, last))
        down, up = range(line, last + 1), range(min(line, last), -1, -1)
        ways = (down, up) if step > 0 else (up, down)
        return next((at for way in ways for at in way if self.is_stood_on(at)), line)

    def watch_cursor(self, before: int, now: int) -> None:
        """Draw the two lines anew that a step changes, and keep the cursor in sight."""
        self.refresh_line(before)
        self.refresh_line(now)
        self.keep_in_sight()

    def keep_in_sight(self) -> None:
        """Scroll to the cursor."""
        self.bring_in_sight(self.cursor)

    def bring_in_sight(self, line: int) -> None:
        """Scroll as little as shows a line, and with the first that can be stood on the heads above it."""
        top, height = self.scroll_offset.y, self.size.height
        wanted = 0 if line <= self.near(0, 1) else max(min(top, line), line - height + 1) if height > 0 else line
        if wanted != top:
            self.scroll_to(y=wanted, animate=False, immediate=True)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the terminal's own cursor belongs."""
        return self.content_region.offset + Offset(0, self.cursor - self.scroll_offset.y)

    @property
    def wide(self) -> int:
        """The cells in a line, without the scroll bar."""
        return self.scrollable_content_region.width

    def action_move(self, step: int) -> None:
        """Go some lines up or down."""
        if self.count():
            self.cursor = self.near(self.cursor + step, step)

    def action_page(self, pages: float) -> None:
        """Go some pages up or down."""
        self.action_move(round(pages * max(1, self.size.height - 1)))

    def on_click(self, event: events.Click) -> None:
        """Set the cursor where the mouse points."""
        at = event.get_content_offset(self)
        if at and self.line_at(at.y) < self.count():
            self.action_move(self.line_at(at.y) - self.cursor)

    def line_at(self, y: int) -> int:
        """Which line stands in a row of the screen."""
        return y + self.scroll_offset.y

    def on_resize(self) -> None:
        """Keep the cursor in sight; the lines fit themselves to the width as they are drawn."""
        self.keep_in_sight()

    def on_focus(self) -> None:
        """Show where the cursor is."""
        self.refresh_line(self.cursor)
        self.keep_in_sight()

    def on_blur(self) -> None:
        """Show that the keys go elsewhere."""
        self.refresh_line(self.cursor)
