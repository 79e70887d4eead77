"""A list whose lines are made for the width that there is."""

from collections.abc import Callable, Sequence

from textual.geometry import Region

from workbench.screens.listing import Line, Listing

NARROWEST = 20


class Fitted(Listing):
    """Lines laid out anew for every width of the list; the first of them stays in sight as their head."""

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._make: Callable[[int], Sequence[Line]] = lambda width: ()

    def show_as(self, make: Callable[[int], Sequence[Line]]) -> None:
        """Show the lines that are made for a width."""
        self._make = make
        self._lay_out()

    def _lay_out(self) -> None:
        self.show(self._make(max(NARROWEST, self.wide)))
        self.call_after_refresh(self.keep_in_sight)

    def keep_in_sight(self) -> None:
        """Scroll to the cursor, with what is drawn around it."""
        super().keep_in_sight()
        self.scroll_to_region(Region(0, max(0, self.cursor - 2), 1, 4), animate=False, immediate=True)

    def bring_in_sight(self, line: int) -> None:
        """Scroll as little as shows a line below the head."""
        self.scroll_to_region(Region(0, max(0, line - 1), 1, 2), animate=False, immediate=True)

    def line_at(self, y: int) -> int:
        """The head stands in the first row, however far the others are scrolled."""
        return super().line_at(y) if y else 0

    def on_resize(self) -> None:
        """Lay the lines out for the new width."""
        self._lay_out()
