"""A line of text to be written: in forms, questions and lists."""

from textual import events
from textual.widgets import Input


class OneLine(Input):
    """One line. What is pasted stands on it whole, its lines joined by spaces; its cursor does not blink."""

    def on_mount(self) -> None:
        """Let the cursor stand still, so that an idle screen sends nothing."""
        self.cursor_blink = False
        self.select_on_focus = False

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.replace(" ".join(event.text.splitlines()), *self.selection)
