"""The output stage: of all that Textual sends, only the cells in which the terminal differs are passed on.

Textual repaints whole widgets, a text area at every letter, and the whole screen several times at
start. Here every update is written into a picture of what shall be seen; what is sent is the
difference to the picture of what is seen, whenever the line is free. So a slow line never falls
behind: it skips what is no longer true.

Textual speaks a small language: move to a cell, text in a colouring, line end. Anything else
(modes, titles, the clipboard) is passed on as it is; after what could have changed cells, nothing
is taken to be known of them.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from rich.cells import split_graphemes

from workbench.screens.terminal.ink import PLAIN, ink
from workbench.screens.terminal.pen import Cell, Pen, Run
from workbench.screens.terminal.vowel_signs import is_vowel_sign

ALTERNATE_ON, ALTERNATE_OFF = "\x1b[?1049h", "\x1b[?1049l"
SYNC_ON, SYNC_OFF = "\x1b[?2026h", "\x1b[?2026l"

_move = re.compile(r"\n?\x1b\[(\d+);(\d+)H")
_run = re.compile(r"\x1b\[([0-9;]*)m([^\x1b]*)|([^\x1b]+)")
_not_drawing = re.compile(r"\x1b(?!\[[0-9;]*[mH])|[\x00-\x09\x0b-\x1a]")
_touches_no_cell = re.compile(r"(?:\x1b\[[?><=][0-9;]*\$?[hlpu]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x07)*")

SAME_WORTH_REPRINTING = 5
WORTH_SYNCHRONIZING = 400

Row = list[Cell | None]  # None for what is not known


@lru_cache(4096)
def _cells(chunk: str) -> tuple[str, list[Cell]]:
    """The marks with which a piece of one line begins, which belong to the letter before it, and its cells."""
    begun = ""
    cells: list[Cell] = []
    for parameters, coloured, bare in _run.findall(chunk):
        colouring = ink(parameters) if coloured else PLAIN
        text: str = (coloured or bare).replace("\n", "")
        blank = (" ", colouring.on_blank)
        marks, parts = ("", text) if text.isascii() else _parted(text)
        if not cells:
            begun += marks
        elif marks:
            cells[-1:] = [(cells[-1][0] + marks, cells[-1][1])]
        cells += [blank if one == " " else (one, colouring) for one in parts]
    return begun, cells


def _parted(text: str) -> tuple[str, list[str]]:
    marks = ""
    parts: list[str] = []
    for start, end, width in split_graphemes(text)[0]:
        if width:
            parts += [text[start:end], *([""] * (width - 1))]
        elif not parts:
            marks += text[start:end]
    return marks, parts


class Thrift:
    """What shall be seen, what is seen, and the shortest way from one to the other.

    `erases` says that the terminal fills what it erases with the colour of the pen (terminfo: bce).
    """

    def __init__(self, width: int, height: int, erases: bool) -> None:
        self._erases = erases
        self._on_screen = False
        self._passed: list[str] = []
        self._cursor = (0, 0)
        self.resize(width, height)

    def resize(self, width: int, height: int) -> None:
        """The terminal has another size: what shall be seen is told anew, what is seen is not known."""
        self.width, self.height = width, height
        self._wanted = self._unknown()
        self.forget()

    def _unknown(self) -> list[Row]:
        return [[None] * self.width for _ in range(self.height)]

    def forget(self) -> None:
        """Take nothing for known of what is seen."""
        self._seen = self._unknown()
        self._changed = set(range(self.height))
        self._pen = Pen(self.width, self._erases)

    def take(self, data: str) -> None:
        """Take what Textual sends."""
        first, *moves = _move.split(data)
        if first or _not_drawing.search(data):
            self._pass(data)
            return
        for index in range(0, len(moves), 3):
            y, x = int(moves[index]) - 1, int(moves[index + 1]) - 1
            self._cursor = (x, y)
            chunk = moves[index + 2]
            if chunk and chunk != "\n" and y < self.height:
                marks, cells = _cells(chunk)
                self._mark(y, x - 1, marks)
                self._want(y, x, cells)

    def _pass(self, data: str) -> None:
        if data == ALTERNATE_ON and self._on_screen:
            return
        self._passed.append(data)
        if ALTERNATE_ON in data:
            self._on_screen = True
            self.forget()
        elif ALTERNATE_OFF in data:
            self._on_screen = False
        elif not _touches_no_cell.fullmatch(data):
            self.forget()

    def _mark(self, y: int, x: int, marks: str) -> None:
        """Put the marks with which a text was cut onto the letter they belong to."""
        cell = self._wanted[y][x] if marks and x >= 0 else None
        if cell and cell[0][:1].isalpha() and not cell[0].endswith(marks):
            self._wanted[y][x] = (cell[0] + marks, cell[1])
            self._changed.add(y)

    def _want(self, y: int, x: int, cells: list[Cell]) -> None:
        row = self._wanted[y]
        room = self.width - x
        if room <= 0 or not cells:
            return
        cells = cells if len(cells) <= room else _cut(cells, room)
        end = x + len(cells)
        if row[x:end] == cells:
            return
        if x and _is_half(row[x]):
            row[x - 1] = _blanked(row[x - 1])
        if end < self.width and _is_half(row[end]):
            row[end] = _blanked(row[end])
        row[x:end] = cells
        self._changed.add(y)

    @property
    def picture(self) -> str:
        """What shall be seen, as Textual would send it; "" while some of it is not known."""
        if any(cell is None for row in self._wanted for cell in row):
            return ""
        rows = enumerate(self._wanted, 1)
        drawn = [f"\x1b[{y};1H{''.join(_runs(row))}" for y, row in rows]
        return "".join([*drawn, f"\x1b[{self._cursor[1] + 1};{self._cursor[0] + 1}H"])

    def drawn(self) -> str:
        """What draws all that shall be seen on an empty screen."""
        anew = Thrift(self.width, self.height, self._erases)
        anew.take(ALTERNATE_ON)
        anew.take(self.picture)
        return anew.due().removeprefix(ALTERNATE_ON)

    def stands(self, picture: str) -> None:
        """Take a picture for what is seen already."""
        self.take(ALTERNATE_ON)
        self.take(picture)
        self.due()

    @property
    def is_due(self) -> bool:
        """Something has to be sent, or may have to be."""
        return bool(self._passed) or (self._on_screen and (bool(self._changed) or self._cursor != self._pen.at))

    def due(self, synchronized: bool = False) -> str:
        """What has to be sent now, after which the terminal shows what it shall; "" for nothing."""
        passed, self._passed = "".join(self._passed), []
        if not self._on_screen:
            return passed
        runs = [run for y in sorted(self._changed) for run in self._differing(y)]
        self._changed.clear()
        drawn = self._pen.drawn(runs) + self._pen.go(*self._cursor)
        if synchronized and len(drawn) > WORTH_SYNCHRONIZING:
            drawn = f"{SYNC_ON}{drawn}{SYNC_OFF}"
        return passed + drawn

    def _differing(self, y: int) -> Iterator[Run]:
        """The runs of a line in which what is seen is not what is wanted; from now on it is."""
        wanted, seen = self._wanted[y], self._seen[y]
        end = 0
        while (start := self._next_difference(wanted, seen, end)) < self.width:
            end = self._end_of_run(wanted, seen, start)
            while start and _leans_on_the_one_before(wanted[start]):
                start -= 1
            yield Run(y, start, [cell for cell in wanted[start:end] if cell])
        seen[:] = wanted

    def _next_difference(self, wanted: Row, seen: Row, x: int) -> int:
        while x < self.width and (wanted[x] == seen[x] or wanted[x] is None):
            x += 1
        return x

    def _end_of_run(self, wanted: Row, seen: Row, x: int) -> int:
        """Where to stop printing: same cells between are printed again where that is shorter than to step over them."""
        last, probe = x, x + 1
        while probe < self.width and probe - last <= SAME_WORTH_REPRINTING:
            cell, before = wanted[probe], wanted[last]
            if cell is None or before is None:
                break
            if cell != seen[probe] or (_is_half(cell) and last == probe - 1):
                last = probe
            elif cell[1] != before[1] and probe - last > 1:
                break
            probe += 1
        return last + 1


def _runs(row: Row) -> Iterator[str]:
    """The cells of a line as coloured texts."""
    for parameters, cells in groupby(filter(None, row), lambda cell: cell[1].parameters):
        yield f"\x1b[{parameters}m{''.join(text for text, _ in cells)}\x1b[0m"


def _is_half(cell: Cell | None) -> bool:
    return cell is not None and cell[0] == ""


def _leans_on_the_one_before(cell: Cell | None) -> bool:
    """It can only be drawn after the cell before it: the half of a wide character, or the sign of a letter."""
    return cell is not None and (cell[0] == "" or is_vowel_sign(cell[0][:1]))


def _blanked(cell: Cell | None) -> Cell | None:
    """What is left of a wide character of which one half was written over."""
    return (" ", cell[1].on_blank) if cell else None


def _cut(cells: list[Cell], room: int) -> list[Cell]:
    """As many cells as there is room for; of a wide character at the end both halves or none."""
    kept = cells[:room]
    if _is_half(cells[room]):
        kept[-1] = (" ", kept[-1][1].on_blank)
    return kept


class Unthrifty:
    """The stage that passes everything on as it comes."""

    def __init__(self, width: int, height: int, erases: bool) -> None:
        self.width, self.height = width, height
        self._passed: list[str] = []

    def resize(self, width: int, height: int) -> None:
        """The terminal has another size."""
        self.width, self.height = width, height

    def forget(self) -> None:
        """Nothing was taken for known."""

    def take(self, data: str) -> None:
        """Take what Textual sends."""
        self._passed.append(data)

    @property
    def is_due(self) -> bool:
        """Something has to be sent."""
        return bool(self._passed)

    def due(self, synchronized: bool = False) -> str:
        """What has to be sent now."""
        passed, self._passed = "".join(self._passed), []
        if synchronized and len(passed) > WORTH_SYNCHRONIZING:
            return f"{SYNC_ON}{passed}{SYNC_OFF}"
        return passed
