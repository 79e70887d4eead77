"""The chart drawn in text: as a map from left to right, or as boxes from the top down where they fit.

A drawing is laid out once and then drawn line by line, only where somebody looks. Every width is in
terminal cells, so that lines meet for every script.
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from rich.cells import cell_len

from workbench.domain.ids import ProcessId
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.screens.glyphs import Glyphs
from workbench.screens.safe import fit, wrapped

WIDEST_CELL = 34
WIDEST_BOX = 16
GAP = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text in a line: part of a process, an alarm, the customers' side, or a connecting line."""

    text: str
    process: ProcessId | None = None
    alarm: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a process is drawn: its first cell and line, its width and height."""

    x: int
    y: int
    width: int
    height: int = 1


class Drawing(Protocol):
    """A chart laid out: its size, where each process stands, and each of its lines."""

    width: int
    height: int
    spots: dict[ProcessId, Spot]

    def line(self, y: int) -> Sequence[Piece]:
        """The pieces of one line, from the left."""
        ...


def owner_said(organization: Organization, process: Process, glyphs: Glyphs) -> str:
    """The owner as a drawing says it; who has none is seen at a glance."""
    if organization.is_unowned(process):
        return f"{glyphs.alarm} nobody"
    return organization.name_of(process.owner)


def customers_of(organization: Organization, process: Process) -> str:
    """The names of those who receive its result."""
    return ", ".join(sorted(organization.customers[c].name for c in process.customers if c in organization.customers))


class Map:
    """The chart from left to right: a column a level, a line a leaf, the customers at the right."""

    def __init__(
        self, organization: Organization, glyphs: Glyphs, top: ProcessId | None, folded: Container[ProcessId]
    ) -> None:
        self._organization, self._glyphs = organization, glyphs
        nodes = list(organization.chart.walk(top, folded))
        self._shown = {process for process, _ in nodes}
        self._level = {process: depth for process, depth in nodes}
        self._columns = self._widths()
        self._starts = [sum(self._columns[:level]) + GAP * level for level in range(len(self._columns) + 1)]
        self.spots: dict[ProcessId, Spot] = {}
        self._at: dict[tuple[int, int], ProcessId] = {}
        self._joints: dict[tuple[int, int], str] = {}
        self.height = self._lay_out([process for process, _ in nodes])
        self._far = self._starts[-1]
        self.width = self._far + max((cell_len(self._side(p)) for p in self._shown if self._level[p] == 0), default=0)

    def _text(self, process: ProcessId) -> tuple[str, str]:
        known = self._organization.processes[process]
        name = f"{self._organization.label(known)} {known.name} "
        return name, owner_said(self._organization, known, self._glyphs)

    def _widths(self) -> list[int]:
        widths: dict[int, int] = {}
        for process, level in self._level.items():
            name, owner = self._text(process)
            widths[level] = min(WIDEST_CELL, max(widths.get(level, 0), cell_len(name) + cell_len(owner)))
        return [widths[level] for level in range(len(widths))]

    def _below(self, process: ProcessId) -> list[ProcessId]:
        return [child for child in self._organization.chart.children(process) if child in self._shown]

    def _lay_out(self, nodes: Sequence[ProcessId]) -> int:
        """Give every leaf a line of its own, every parent the line of its middle child."""
        lines: dict[ProcessId, int] = {}
        height = 0
        for process in nodes:
            if not self._below(process):
                lines[process] = height
                height += 1
        for process in reversed(nodes):
            if below := self._below(process):
                lines[process] = lines[below[len(below) // 2]]
                self._join(self._level[process], [lines[child] for child in below], lines[process])
        for process, line in lines.items():
            level = self._level[process]
            self.spots[process] = Spot(self._starts[level], line, self._columns[level])
            self._at[level, line] = process
        return height

    def _join(self, level: int, lines: Sequence[int], parent: int) -> None:
        glyphs = self._glyphs
        first, last = lines[0], lines[-1]
        for line in range(first, last + 1):
            if line == parent:
                sign = (
                    glyphs.line
                    if first == last
                    else glyphs.top
                    if line == first
                    else glyphs.low
                    if line == last
                    else glyphs.cross
                )
            elif line in (first, last):
                sign = glyphs.upper if line == first else glyphs.lower
            else:
                sign = glyphs.branch if line in lines else glyphs.bar
            self._joints[level, line] = sign

    def _side(self, process: ProcessId) -> str:
        names = customers_of(self._organization, self._organization.processes[process])
        return f"{self._glyphs.flow} {names}" if names else ""

    def line(self, y: int) -> Sequence[Piece]:
        """The pieces of one line, from the left."""
        pieces: list[Piece] = []
        for level, width in enumerate(self._columns):
            process = self._at.get((level, y))
            pieces += self._cell(process, width) if process else [Piece(" " * width)]
            joint = self._joints.get((level, y), "")
            before = self._glyphs.line if process and joint else " "
            behind = self._glyphs.line if joint and (level + 1, y) in self._at else " "
            pieces.append(Piece(f"{before}{joint or ' '}{behind}", quiet=True))
        root = self._at.get((0, y))
        return [*pieces, Piece(self._side(root), quiet=True)] if root else pieces

    def _cell(self, process: ProcessId, width: int) -> Iterator[Piece]:
        name, owner = self._text(process)
        alarm = self._organization.is_unowned(self._organization.processes[process])
        room = max(width - cell_len(owner) - 1, width // 2)
        leads = bool(self._below(process))
        name = fit(name.rstrip(), min(room, cell_len(name.rstrip()))) + " "
        said = fit(owner, min(width - cell_len(name), cell_len(owner)))
        rest = width - cell_len(name) - cell_len(said)
        yield Piece(name, process)
        yield Piece(said, process, alarm=alarm, quiet=not alarm)
        yield Piece((self._glyphs.line if leads else " ") * rest, quiet=True)


class Boxes:
    """The chart from the top down, a box a process: name, owner, and below it what stands under it."""

    HEIGHT = 5

    def __init__(
        self, organization: Organization, glyphs: Glyphs, top: ProcessId | None, folded: Container[ProcessId]
    ) -> None:
        self._organization, self._glyphs = organization, glyphs
        nodes = list(organization.chart.walk(top, folded))
        shown = {process for process, _ in nodes}
        self._children = {p: [c for c in organization.chart.children(p) if c in shown] for p in shown}
        self._room: dict[ProcessId, int] = {}
        for process, _ in reversed(nodes):
            self._room[process] = max(self._wide(process), self._sum(self._children[process]))
        roots = [process for process, depth in nodes if depth == 0]
        self.spots: dict[ProcessId, Spot] = {}
        x = 0
        for root in roots:
            self._place(root, x)
            x += self._room[root] + 2
        depths = max((depth for _, depth in nodes), default=0)
        self.width, self.height = max(0, x - 2), (depths + 1) * (self.HEIGHT + 1) - 1 if nodes else 0
        self._grid = self._drawn()

    def _sum(self, children: Sequence[ProcessId]) -> int:
        return sum(self._room[child] for child in children) + 2 * max(0, len(children) - 1)

    def _texts(self, process: ProcessId) -> tuple[str, str]:
        known = self._organization.processes[process]
        flow = f" {self._glyphs.flow}" if known.customers else ""
        name = f"{self._organization.label(known)} {known.name}{flow}"
        return name, owner_said(self._organization, known, self._glyphs)

    def _wide(self, process: ProcessId) -> int:
        return min(WIDEST_BOX, max(cell_len(text) for text in self._texts(process))) + 4

    def _named(self, name: str, inner: int) -> list[str]:
        """The name on two lines, the second one cut where it is longer still."""
        first, *rest = wrapped(name, inner)
        return [fit(first, inner), fit(" ".join(rest), inner)]

    def _place(self, root: ProcessId, x: int) -> None:
        stack = [(root, x, 0)]
        while stack:
            process, left, depth = stack.pop()
            wide, room = self._wide(process), self._room[process]
            self.spots[process] = Spot(left + (room - wide) // 2, depth * (self.HEIGHT + 1), wide, self.HEIGHT)
            at = left + (room - self._sum(self._children[process])) // 2
            for child in self._children[process]:
                stack.append((child, at, depth + 1))
                at += self._room[child] + 2

    def _drawn(self) -> dict[int, list[tuple[int, Piece]]]:
        """Every piece with its first cell, by line."""
        lines: dict[int, list[tuple[int, Piece]]] = {}
        for process, spot in self.spots.items():
            for offset, pieces in enumerate(self._box(process, spot)):
                at = spot.x
                for piece in pieces:
                    lines.setdefault(spot.y + offset, []).append((at, piece))
                    at += cell_len(piece.text)
            if children := self._children[process]:
                lines.setdefault(spot.y + self.HEIGHT, []).append(self._branch(spot, [self.spots[c] for c in children]))
        return lines

    def _box(self, process: ProcessId, spot: Spot) -> Iterator[list[Piece]]:
        glyphs, inner = self._glyphs, spot.width - 4
        name, owner = self._texts(process)
        alarm = self._organization.is_unowned(self._organization.processes[process])
        yield [Piece(glyphs.corners[0] + glyphs.line * (spot.width - 2) + glyphs.corners[1], process)]
        for line in self._named(name, inner):
            yield [Piece(f"{glyphs.bar} {line} {glyphs.bar}", process)]
        yield [
            Piece(f"{glyphs.bar} ", process),
            Piece(fit(owner, inner), process, alarm=alarm, quiet=not alarm),
            Piece(f" {glyphs.bar}", process),
        ]
        yield [Piece(glyphs.corners[2] + glyphs.line * (spot.width - 2) + glyphs.corners[3], process)]

    def _branch(self, parent: Spot, children: Sequence[Spot]) -> tuple[int, Piece]:
        """The line between a box and those below it."""
        glyphs = self._glyphs
        middle = parent.x + parent.width // 2
        drops = [spot.x + spot.width // 2 for spot in children]
        first, last = min(drops[0], middle), max(drops[-1], middle)
        signs = [glyphs.line] * (last - first + 1)
        for drop in drops:
            ends = glyphs.upper if drop == first else glyphs.corner if drop == last else glyphs.top
            signs[drop - first] = ends if first != last else glyphs.bar
        up = signs[middle - first]
        if first != last:
            signs[middle - first] = (
                glyphs.cross if up == glyphs.top else glyphs.branch if up == glyphs.upper else glyphs.join
            )
            if up == glyphs.corner:
                signs[middle - first] = glyphs.fork
        return first, Piece("".join(signs), quiet=True)

    def line(self, y: int) -> Sequence[Piece]:
        """The pieces of one line, from the left."""
        pieces: list[Piece] = []
        at = 0
        for x, piece in sorted(self._grid.get(y, []), key=lambda drawn: drawn[0]):
            pieces += [Piece(" " * (x - at)), piece]
            at = x + cell_len(piece.text)
        return pieces
