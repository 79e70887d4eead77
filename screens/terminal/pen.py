"""A terminal's cursor and colours, and the fewest bytes that draw runs of cells with them."""

import re
from copy import copy
from typing import NamedTuple

from workbench.screens.terminal.ink import PLAIN, Ink, change
from workbench.screens.terminal.vowel_signs import is_vowel_sign

Cell = tuple[str, Ink]  # the text, "" in the second half of a wide one, and its colouring

BLANKS_WORTH_ERASING = 4
BLANKS_WORTH_STEPPING_OVER = 14
STEPS_BACK = 3

_surely_as_wide = re.compile(
    "[\u0020-\u007e\u00a0-\u02ff\u0370-\u0482\u2500-\u25fc\u2800-\u28ff\u3041-\u9fff\uac00-\ud7a3]+"
)


class Run(NamedTuple):
    """Cells next to each other, from a place on."""

    y: int
    x: int
    cells: list[Cell]


class Pen:
    """Where a terminal's cursor stands and how it colours, as far as is known.

    `erases` says that the terminal fills what it erases with the colour of the pen (terminfo: bce).
    """

    def __init__(self, width: int, erases: bool) -> None:
        self._width, self._erases = width, erases
        self.at: tuple[int, int] | None = None
        self._ink: Ink | None = None

    def drawn(self, runs: list[Run]) -> str:
        """What draws the runs, in the order that is shorter: line by line, or colour by colour."""
        by_colour = _by_colour(runs) if len({run.y for run in runs}) > 1 else []
        other = copy(self)
        lines = "".join([self._draw(run) for run in runs])
        colours = "".join([other._draw(run) for run in by_colour])
        if not by_colour or len(lines) <= len(colours):
            return lines
        self.at, self._ink = other.at, other._ink
        return colours

    def _draw(self, run: Run) -> str:
        y, x, cells = run
        out = [self.go(x, y)]
        index = 0
        while index < len(cells):
            cell = cells[index]
            blanks = self._blanks(cells, index, x) if cell[0] == " " else 0
            if not self.at:
                out.append(self.go(x + index, y))
            if blanks:
                out.append(self._colour(Ink(frozenset(), self._ink.fg if self._ink else PLAIN.fg, cell[1].bg)))
                index += blanks
                is_last = x + index == self._width
                out.append("\x1b[K" if is_last else f"\x1b[{blanks}X")
                out.append(self.go(x + index, y) if index < len(cells) else "")
                continue
            out += [self._colour(cell[1]), *_on_blank(cell[0])]
            index += 2 if index + 1 < len(cells) and not cells[index + 1][0] else 1
            self.at = (x + index, y) if x + index < self._width and _surely_as_wide.fullmatch(cell[0]) else None
        return "".join(out)

    def _blanks(self, cells: list[Cell], index: int, x: int) -> int:
        """How many cells from here on are blank and better erased than printed; 0 where printing is shorter."""
        cell = cells[index]
        if cell[1].attributes or not (self._erases or cell[1].bg == PLAIN.bg):
            return 0
        end = index + 1
        while end < len(cells) and cells[end] == cell:
            end += 1
        worth = BLANKS_WORTH_ERASING if x + end == self._width else BLANKS_WORTH_STEPPING_OVER
        return end - index if end - index >= worth else 0

    def go(self, x: int, y: int) -> str:
        """What moves the cursor to a cell."""
        at, self.at = self.at, (x, y)
        if at == (x, y):
            return ""
        if at and at[1] == y and x > at[0]:
            return "\x1b[C" if x - at[0] == 1 else f"\x1b[{x - at[0]}C"
        if at and at[1] == y - 1 and 0 <= at[0] - x <= STEPS_BACK:
            return "\x1b[B" + "\b" * (at[0] - x)
        if at and at[1] == y - 1 and x == 0:
            return "\r\n"
        if x == 0:
            return f"\x1b[{y + 1}H" if y else "\x1b[H"
        return f"\x1b[{y + 1};{x + 1}H"

    def _colour(self, wanted: Ink) -> str:
        sequence, self._ink = change(self._ink, wanted)
        return sequence


def _on_blank(text: str) -> list[str]:
    """A cell's text; a vowel sign over a blank, for terminals that draw it within the cell before."""
    return [" \b", text] if not text.isascii() and is_vowel_sign(text[:1]) else [text]


def _by_colour(runs: list[Run]) -> list[Run]:
    """The runs cut where the colours change, all of one colour together; blanks go with what is before them."""
    pieces: dict[tuple[str, str], list[Run]] = {}
    for y, x, cells in runs:
        key, start = _colours(cells[0], None), 0
        for index, cell in enumerate(cells):
            colours = _colours(cell, key)
            if colours != key:
                pieces.setdefault(key, []).append(Run(y, x + start, cells[start:index]))
                key, start = colours, index
        pieces.setdefault(key, []).append(Run(y, x + start, cells[start:]))
    return [run for same in pieces.values() for run in same]


def _colours(cell: Cell, before: tuple[str, str] | None) -> tuple[str, str]:
    _, fg, bg = cell[1]
    return (fg, bg) if fg or not before or before[1] != bg else before
