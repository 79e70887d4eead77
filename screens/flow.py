"""The flow of a process in lanes, one for each performer: boxes below each other, and the ways between them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len

from workbench.domain.steps import END, Step, Way, in_order, places
from workbench.exchange.step_chart import NOBODY, Arrow, arrows, lanes, way_in_words
from workbench.screens.glyphs import Glyphs
from workbench.screens.listing import Line
from workbench.screens.safe import fit
from workbench.screens.step_lines import symbols
from workbench.screens.strokes import Strokes

NARROWEST, WIDEST = 12, 36
HIGH = 4


@dataclass(frozen=True, slots=True)
class Jump:
    """A way to another step than the next, and the column beside the lanes in which it goes."""

    arrow: Arrow
    column: int


def fits(steps: Sequence[Step], width: int) -> bool:
    """There is room for a lane for each performer."""
    return _lane_width(steps, width) >= NARROWEST


def flow_lines(steps: Sequence[Step], width: int, signs: Glyphs) -> list[Line]:
    """The heads of the lanes, then the drawing; a step is stood on at the line of its name."""
    ordered, wide = in_order(steps), _lane_width(steps, width)
    names = [lane.performer for lane in lanes(steps)]
    place = {step.id: n for n, step in enumerate(ordered)}
    drawn = Strokes(signs, frozenset(wide * n - 1 for n in range(1, len(names))))
    left = [wide * names.index(step.performer) for step in ordered]
    for n, step in enumerate(ordered):
        drawn.box(left[n], HIGH * n, wide - 1)
        drawn.write(left[n] + 1, HIGH * n + 1, fit(f" {symbols(signs)[step.symbol]} {n + 1} {step.name}", wide - 3))
    found = arrows(steps)
    middle = [x + (wide - 2) // 2 for x in left]
    for arrow in found:
        if place.get(arrow.to) == place[arrow.step] + 1:
            _draw_on(drawn, middle, place[arrow.step], signs)
    for jump in _jumps(found, place):
        _draw_jump(drawn, jump, left, wide, len(names) * wide, place, signs)
    _write_ways(drawn, ordered, found, len(names) * wide + _gutter(steps))
    head = "".join(f"{fit(f' {name or NOBODY}', wide - 1)} " for name in names)
    ids = {HIGH * n + 1: step.id for n, step in enumerate(ordered)}
    rows = range(HIGH * len(ordered) - 1)
    return [Line.of(head, kind="head"), *(Line.of(drawn.row(y, width), ids.get(y, "")) for y in rows)]


def _lane_width(steps: Sequence[Step], width: int) -> int:
    """How wide each lane is, with the rail at its right."""
    names = len(lanes(steps)) or 1
    said = 20 if any(step.ways for step in steps) else 0
    return min(WIDEST, (width - _gutter(steps) - min(said, width // 4)) // names)


def _gutter(steps: Sequence[Step]) -> int:
    """The cells that the jumps take beside the lanes."""
    place = {step.id: n for n, step in enumerate(in_order(steps))}
    columns = {jump.column for jump in _jumps(arrows(steps), place)}
    return 2 * len(columns) + 1 if columns else 0


def _jumps(found: Sequence[Arrow], place: dict[str, int]) -> list[Jump]:
    """The ways that pass by other steps, the shortest nearest to the lanes, none over another."""
    jumps: list[Jump] = []
    far = [arrow for arrow in found if arrow.to != END and place[arrow.to] != place[arrow.step] + 1]
    taken: list[set[int]] = []
    for arrow in sorted(far, key=lambda arrow: abs(place[arrow.to] - place[arrow.step])):
        ends = sorted((place[arrow.step], place[arrow.to]))
        rows = set(range(ends[0], ends[1] + 1))
        column = next((n for n, other in enumerate(taken) if not other & rows), len(taken))
        if column == len(taken):
            taken.append(set())
        taken[column] |= rows
        jumps.append(Jump(arrow, column))
    return jumps


def _draw_on(drawn: Strokes, middle: Sequence[int], step: int, signs: Glyphs) -> None:
    """The way to the next step: straight down, or over to another lane."""
    row = HIGH * step + 3
    drawn.down(middle[step], row - 1, row)
    drawn.across(row, middle[step], middle[step + 1])
    drawn.down(middle[step + 1], row, row + 1)
    drawn.write(middle[step + 1], row + 1, signs.open)


def _draw_jump(
    drawn: Strokes, jump: Jump, left: Sequence[int], wide: int, right: int, place: dict[str, int], signs: Glyphs
) -> None:
    """A way past other steps: out at the name of the one, beside the lanes, in at the top of the other."""
    start, end = place[jump.arrow.step], place[jump.arrow.to]
    column = right + 2 * jump.column
    drawn.across(HIGH * start + 1, left[start] + wide - 2, column)
    drawn.down(column, HIGH * start + 1, HIGH * end)
    drawn.across(HIGH * end, left[end] + wide - 1, column)
    drawn.write(left[end] + wide - 1, HIGH * end, signs.into)


def _write_ways(drawn: Strokes, ordered: Sequence[Step], found: Sequence[Arrow], x: int) -> None:
    """What each way is taken for, beside the step it leaves; what ends behind the last step says nothing."""
    numbers = places(ordered)
    taken = {(arrow.step, arrow.to) for arrow in found}
    for n, step in enumerate(ordered):
        said = "; ".join(_way(way, numbers) for way in step.ways if (step.id, way.to) in taken)
        if said:
            drawn.write(x, HIGH * n + 1, fit(said, cell_len(said)))


def _way(way: Way, numbers: Mapping[str, int]) -> str:
    """A way to a step as its box has it, by its place."""
    return way_in_words(replace(way, to=str(numbers.get(way.to, way.to))))
