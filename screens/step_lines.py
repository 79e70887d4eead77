"""The steps of a process as the lines of a list: a table, and ASME's flow process chart with the line through it."""

from collections.abc import Mapping, Sequence

from rich.cells import cell_len

from workbench.domain.steps import Step, Symbol, in_order, places
from workbench.exchange.step_chart import ASCII, SYMBOLS, time_in_words, way_told
from workbench.screens import glyphs
from workbench.screens.glyphs import Glyphs
from workbench.screens.listing import Line
from workbench.screens.safe import fit

HEAD = ("performer", "value", "active", "wait", "cost", "ways on")
LEAST, WIDEST = (8, 5, 12, 12, 11, 12), (16, 5, 12, 12, 11, 24)
NAME, LEAST_NAME = "what is done", 20
APART = 4


def symbols(signs: Glyphs) -> Mapping[Symbol, str]:
    """The symbols of the steps as the terminal can show them."""
    return ASCII if signs is glyphs.ASCII else SYMBOLS


def indent(steps: Sequence[Step]) -> int:
    """The cells ahead of the name of a step: its place, its id and its symbol."""
    return 1 + _named_width(steps) + 3


def table_lines(steps: Sequence[Step], width: int, signs: Glyphs) -> list[Line]:
    """A head, and a line for each step with as many columns as leave room for its name."""
    ordered = in_order(steps)
    place = places(steps)
    rows = [_cells(step, place) for step in ordered]
    name, columns = _columns(rows, width - indent(steps))
    head = f"{'':{indent(steps)}}{fit(NAME, name)}{_joined(HEAD, columns)}"
    lines = [Line.of(head, kind="head")]
    for step, cells in zip(ordered, rows, strict=True):
        text = f"{begun(named(step, steps), step.symbol, steps, signs)}{fit(step.name, name)}{_joined(cells, columns)}"
        lines.append(Line.of(text, step.id))
    return lines


def begun(name: str, symbol: Symbol, steps: Sequence[Step], signs: Glyphs) -> str:
    """What stands ahead of the name of a step."""
    return f" {fit(name, _named_width(steps))} {symbols(signs)[symbol]} "


def named(step: Step, steps: Sequence[Step]) -> str:
    """A step by its place, which the eye follows, and its id, which commands take: " 3 S7"."""
    return numbered(str(places(steps)[step.id]), step.id, steps)


def numbered(place: str, id: str, steps: Sequence[Step]) -> str:
    """A place and an id as they stand ahead of the name of a step."""
    return f"{place:>{_place_width(steps)}} {id}"


def _place_width(steps: Sequence[Step]) -> int:
    return len(str(len(steps)))


def _named_width(steps: Sequence[Step]) -> int:
    return _place_width(steps) + 1 + max([2, *(len(step.id) for step in steps)])


def _cells(step: Step, place: Mapping[str, int]) -> tuple[str, ...]:
    ways = "; ".join(way_told(way, place) for way in step.ways)
    times = time_in_words(step.active), time_in_words(step.wait)
    return step.performer, step.value or "", *times, step.cost, ways


def _columns(rows: Sequence[Sequence[str]], room: int) -> tuple[int, list[int]]:
    """How wide the name is, and each column in its turn, 0 for one that has no room or says nothing."""
    columns: list[int] = []
    for place, (head, widest) in enumerate(zip(HEAD, WIDEST, strict=True)):
        said = max((cell_len(row[place]) for row in rows), default=0)
        wide = min(widest, max(said, len(head)), max(0, room - LEAST_NAME - 2)) if said else 0
        columns.append(wide + 2 if wide >= min(said, LEAST[place]) and wide else 0)
        room -= columns[-1]
    return room, columns


def _joined(cells: Sequence[str], columns: Sequence[int]) -> str:
    return "".join(f"  {fit(cell, wide - 2)}" for cell, wide in zip(cells, columns, strict=True) if wide)


# The flow process chart


def chart_lines(steps: Sequence[Step], width: int, signs: Glyphs) -> list[Line]:
    """A line for each step with its symbol in the symbol's column, and between two steps the line that joins them."""
    ordered = in_order(steps)
    across = APART * len(Symbol)
    times = [(time_in_words(step.active), time_in_words(step.wait)) for step in ordered]
    name, columns = _times(times, width - 2 - _named_width(steps) - across)
    before = f"{'':{2 + _named_width(steps)}}"
    marks = "".join(f" {symbols(signs)[symbol]}{'':{APART - 2}}" for symbol in Symbol)
    lines = [Line.of(f"{before}{fit(NAME, name)}{marks}{_joined(HEAD[2:4], columns)}", kind="head")]
    for place, step in enumerate(ordered):
        if place:
            joint = _joint(ordered[place - 1].symbol, step.symbol, signs)
            lines.append(Line.of(f"{before}{'':{name}}{joint}", kind="quiet"))
        said = f" {fit(named(step, steps), _named_width(steps))} {fit(step.name, name - 1)} "
        lines.append(Line.of(f"{said}{_marked(step.symbol, signs)}{_joined(times[place], columns)}".rstrip(), step.id))
    return lines


def _times(times: Sequence[Sequence[str]], room: int) -> tuple[int, list[int]]:
    """How wide the name is, and the two times where there is room for both."""
    wide = [min(12, max([len(HEAD[2 + n]), *(cell_len(row[n]) for row in times)])) + 2 for n in (0, 1)]
    return (room - sum(wide), wide) if room - sum(wide) >= LEAST_NAME else (max(6, room), [0, 0])


def _marked(symbol: Symbol, signs: Glyphs) -> str:
    """The columns of the symbols, with the symbol in its own."""
    here, other_columns = symbols(signs)[symbol], "." if signs is glyphs.ASCII else "·"
    return "".join(f" {here if other == symbol else other_columns}{'':{APART - 2}}" for other in Symbol)


def _joint(above: Symbol, below: Symbol, signs: Glyphs) -> str:
    """The line from a symbol's column to that of the next step."""
    order = list(Symbol)
    start, end = (1 + APART * order.index(symbol) for symbol in (above, below))
    upper_left, upper_right, lower_left, lower_right = tuple(signs.corners)
    if start == end:
        return f"{'':{start}}{signs.bar}"
    first, last = (lower_left, upper_right) if start < end else (upper_left, lower_right)
    return f"{'':{min(start, end)}}{first}{signs.line * (abs(end - start) - 1)}{last}"
