"""The field in which a name is written, on the very line of the outline where it will stand."""

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from workbench.screens.one_line import OneLine


class Entry(OneLine):
    """One line over a list. Enter keeps the name and goes on, Tab turns what it will be, Esc keeps it and ends.

    `written` is called with a name, and whether another shall follow; `levelled` with the step of a
    turn. They are called at once and not told by message, so that no key typed next comes between.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "done", "done", id="entry.done", tooltip="Keep what is written, and end"),
    ]

    def __init__(self, written: Callable[[str, bool], None], levelled: Callable[[int], None]) -> None:
        super().__init__(compact=True)
        self.written, self.levelled = written, levelled
        self.display = False
        self.is_new = False

    def open_at(self, x: int, y: int, width: int) -> None:
        """Show the field at a place in the outline, with the focus in it."""
        self.styles.offset = (x, y)
        self.styles.width = max(10, width - x)
        self.display = True
        self.screen.set_focus(self)

    def begin(self, text: str, is_new: bool) -> None:
        """Begin with a text: the name of something new, which can be levelled, or a name to be changed."""
        self.is_new = is_new
        self.value = text
        self.cursor_position = len(text)

    def close(self) -> None:
        """Be gone."""
        self.display = False
        self.value = ""

    async def action_submit(self) -> None:
        """Keep the name; a new one is followed by the next."""
        self._keep(again=self.is_new)

    def _keep(self, again: bool) -> None:
        self.written(self.value.strip(), again)

    def action_level(self, step: int) -> None:
        """Let the name stand further in or out, where it is a new one."""
        if self.is_new:
            self.levelled(step)

    def action_done(self) -> None:
        """Keep what is written, and end."""
        self._keep(again=False)

    def on_blur(self) -> None:
        """Keep what is written when the person goes elsewhere."""
        if self.display and self.screen.focused is not self:
            self.action_done()

    def _on_paste(self, event: events.Paste) -> None:
        """Several lines are several new names; in a name to be changed they become one."""
        event.stop()
        event.prevent_default()
        lines = [line for line in event.text.expandtabs(4).splitlines() if line.strip()]
        if self.is_new:
            for number, (line, step) in enumerate(zip(lines, _steps(lines), strict=True)):
                if number:
                    self._keep(again=True)
                    self.stand(step)
                self.insert_text_at_cursor(line.strip())
        else:
            self.insert_text_at_cursor(" ".join(line.strip() for line in lines))

    def stand(self, step: int) -> None:
        """Let a pasted name stand so many levels further in, or out, than the one before; a list has none."""


def _steps(lines: Sequence[str]) -> Iterator[int]:
    """By how many levels each line is further in than the one before."""
    indents, level = [0], 0
    for line in lines:
        indent = len(line) - len(line.lstrip())
        indents = [outer for outer in indents if outer < indent] + [indent]
        yield len(indents) - 1 - level
        level = len(indents) - 1


class NameEntry(Entry):
    """One line over the outline; Tab changes the level."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "level(1)", "level in", id="entry.in", tooltip="Let it stand one level further in"),
        Binding("shift+tab", "level(-1)", "level out", id="entry.out", tooltip="Let it stand one level further out"),
    ]

    def stand(self, step: int) -> None:
        """Let a pasted name stand further in, or out, than the one before."""
        for _ in range(abs(step)):
            self.levelled(1 if step > 0 else -1)
