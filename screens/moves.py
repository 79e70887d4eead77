"""The keys that move the cursor in whatever shows lines."""

from textual.binding import Binding

MOVES = (
    Binding("down,j", "move(1)", "Down", show=False, id="list.down", tooltip="One line down"),
    Binding("up,k", "move(-1)", "Up", show=False, id="list.up", tooltip="One line up"),
    Binding("pagedown", "page(1)", "Page down", show=False, id="list.page-down", tooltip="One page down"),
    Binding("pageup", "page(-1)", "Page up", show=False, id="list.page-up", tooltip="One page up"),
    Binding("ctrl+d", "page(0.5)", "Half down", show=False, id="list.half-down", tooltip="Half a page down"),
    Binding("ctrl+u", "page(-0.5)", "Half up", show=False, id="list.half-up", tooltip="Half a page up"),
    Binding("home,g", "move(-999999)", "First", show=False, id="list.first", tooltip="To the first line"),
    Binding("end,G", "move(999999)", "Last", show=False, id="list.last", tooltip="To the last line"),
)
