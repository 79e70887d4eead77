"""The terminal's own cursor: hidden from the eye, it is what braille lines and screen readers follow."""

from textual.app import App
from textual.geometry import Offset


class CursorFollows(App[int], inherit_bindings=False):
    """An app whose terminal cursor stands, with everything that is drawn, where the person is.

    Whatever has a `cursor_screen_offset` says where that is, as Textual's own fields do: the screen, else what has the
    focus there. It is asked when something is drawn, since only then is it known where everything lies.
    """

    _elsewhere = Offset(0, 0)

    @property
    def cursor_position(self) -> Offset:
        """Where the cursor stands on the screen."""
        for place in (self.screen, self.focused):
            spot = getattr(place, "cursor_screen_offset", None)
            if isinstance(spot, Offset):
                return spot
        return self._elsewhere

    @cursor_position.setter
    def cursor_position(self, spot: Offset) -> None:
        self._elsewhere = spot
