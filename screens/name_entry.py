"""The field in which a name is written, on the very line of the outline where it will stand."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input


class NameEntry(Input):
    """One line over the outline. Enter keeps the name and goes on, Tab changes the level, Esc keeps it and ends."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "level(1)", "level in", id="entry.in", tooltip="Let it stand one level further in"),
        Binding("shift+tab", "level(-1)", "level out", id="entry.out", tooltip="Let it stand one level further out"),
        Binding("escape", "done", "done", id="entry.done", tooltip="Keep what is written, and end"),
    ]

    @dataclass
    class Written(Message):
        """A name was written; `again` when another shall follow."""

        name: str
        again: bool

    @dataclass
    class Levelled(Message):
        """The name shall stand some levels further in."""

        step: int

    def __init__(self) -> None:
        super().__init__(select_on_focus=False, compact=True)
        self.cursor_blink = False
        self.display = False
        self._takes_level = False

    def open_at(self, x: int, y: int, width: int, text: str, takes_level: bool) -> None:
        """Show the field at a place in the outline."""
        self._takes_level = takes_level
        self.styles.offset = (x, y)
        self.styles.width = max(10, width - x)
        if not self.display:
            self.value = text
            self.cursor_position = len(text)
            self.display = True
        self.focus()

    def close(self) -> None:
        """Be gone."""
        self.display = False

    @on(Input.Submitted)
    def _submitted(self, message: Input.Submitted) -> None:
        message.stop()
        self.post_message(self.Written(self.value, again=self._takes_level))

    def action_level(self, step: int) -> None:
        """Let the name stand further in or out, where it is a new one."""
        if self._takes_level:
            self.post_message(self.Levelled(step))

    def action_done(self) -> None:
        """Keep what is written, and end."""
        self.post_message(self.Written(self.value, again=False))

    def on_blur(self) -> None:
        """Keep what is written when the person goes elsewhere."""
        if self.display:
            self.action_done()
