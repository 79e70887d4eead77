"""A text of several lines to be written; its cursor leaves it where it ends."""

from collections.abc import Callable

from textual.widgets import TextArea

WRAPPED = 200_000


class LongText(TextArea):
    """Several lines. Down on the last one and Up on the first `leave` the field, by a step on or back.

    A text that would take seconds to wrap, at each key where it is one line, is not wrapped.
    """

    def __init__(self, text: str, leave: Callable[[int], None], id: str | None = None) -> None:
        is_short = len(text) <= WRAPPED
        super().__init__(text, id=id, compact=True, tab_behavior="focus", show_line_numbers=False, soft_wrap=is_short)
        self.cursor_blink = False
        self._leave = leave

    def action_cursor_down(self, select: bool = False) -> None:
        """One line down, else out of the field."""
        if not select and self.navigator.is_last_wrapped_line(self.cursor_location):
            self._leave(1)
        else:
            super().action_cursor_down(select)

    def action_cursor_up(self, select: bool = False) -> None:
        """One line up, else out of the field."""
        if not select and self.navigator.is_first_wrapped_line(self.cursor_location):
            self._leave(-1)
        else:
            super().action_cursor_up(select)
