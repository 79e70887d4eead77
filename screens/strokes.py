"""Drawing with lines in cells: they join where they meet, and texts stand over them."""

from rich.cells import cell_len

from workbench.screens import glyphs
from workbench.screens.glyphs import Glyphs

UP, DOWN, LEFT, RIGHT = 1, 2, 4, 8
JOINED = " │││─╯╮┤─╰╭├─┴┬┼"
PLAIN = " |||-+++-+++-+++"


class Strokes:
    """A drawing: lines and texts by the cell in which they begin; `rails` are columns marked where nothing else is."""

    def __init__(self, signs: Glyphs, rails: frozenset[int] = frozenset()) -> None:
        self._joined, self._rail = (PLAIN, ":") if signs is glyphs.ASCII else (JOINED, "┊")
        self._arms: dict[tuple[int, int], int] = {}
        self._texts: dict[tuple[int, int], str] = {}
        self._rails = rails

    def across(self, y: int, x: int, to: int) -> None:
        """Draw a line within a row."""
        left, right = min(x, to), max(x, to)
        for at in range(left, right):
            self._arm(at, y, RIGHT)
            self._arm(at + 1, y, LEFT)

    def down(self, x: int, y: int, to: int) -> None:
        """Draw a line within a column."""
        top, bottom = min(y, to), max(y, to)
        for at in range(top, bottom):
            self._arm(x, at, DOWN)
            self._arm(x, at + 1, UP)

    def _arm(self, x: int, y: int, arm: int) -> None:
        self._arms[x, y] = self._arms.get((x, y), 0) | arm

    def box(self, x: int, y: int, width: int) -> None:
        """Draw a box around one row."""
        for row in (y, y + 2):
            self.across(row, x, x + width - 1)
        for column in (x, x + width - 1):
            self.down(column, y, y + 2)

    def write(self, x: int, y: int, text: str) -> None:
        """Put a text over what is drawn."""
        self._texts[x, y] = text

    def row(self, y: int, width: int) -> str:
        """One row of the drawing."""
        row, x = "", 0
        while x < width:
            text = self._texts.get((x, y))
            if text:
                row, x = row + text, x + cell_len(text)
                continue
            arms = self._arms.get((x, y), 0)
            row += self._joined[arms] if arms or x not in self._rails else self._rail
            x += 1
        return row.rstrip()
