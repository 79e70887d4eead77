"""A list: lines of words in kinds, each standing for something or a head over others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, overload

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from workbench.screens.rows import Rows
from workbench.screens.safe import fit

KINDS = ("head", "quiet", "alarm", "strong")


@dataclass(frozen=True, slots=True)
class Line:
    """A line: what it stands for ("" for one that cannot be stood on) and its parts, each a text and a kind.

    The kinds are "", head, quiet, alarm and strong.
    """

    id: str
    parts: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, text: str, id: str = "", kind: str = "") -> "Line":
        """A line of one part."""
        return cls(id, ((text, kind),))


class Unmade(Sequence[Line]):
    """Lines of which each is made when it comes in sight: what they stand for, and what makes one."""

    def __init__(self, ids: Sequence[str], made: Callable[[str], Line]) -> None:
        self.ids, self._made = ids, made

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, place: int) -> Line: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Line]: ...
    def __getitem__(self, place: int | slice) -> Line | Sequence[Line]:
        return Unmade(self.ids[place], self._made) if isinstance(place, slice) else self._made(self.ids[place])


class Listing(Rows):
    """Lines below each other, with a cursor on one that stands for something."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"listing--cursor", "listing--shade", *(f"listing--{k}" for k in KINDS)}

    @dataclass
    class Moved(Message):
        """The cursor stands on another line."""

        listing: "Listing"
        id: str

        @property
        def control(self) -> "Listing":
            """The list in which it moved."""
            return self.listing

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._lines: Sequence[Line] = ()
        self._ids: Sequence[str] = ()

    def show(self, lines: Sequence[Line]) -> None:
        """Show other lines; the cursor stays on what it stood on, or as near as may be."""
        stood, place = self.chosen, self.cursor
        self._lines = lines
        self._ids = lines.ids if isinstance(lines, Unmade) else [line.id for line in lines]
        self.virtual_size = Size(1, len(lines))
        if not (stood and self.go(stood)):
            self.cursor = self.near(place, 1)
        self.refresh()
        if self.chosen != stood:
            self.post_message(self.Moved(self, self.chosen))

    @property
    def chosen(self) -> str:
        """What the line under the cursor stands for, "" for nothing."""
        return self._ids[self.cursor] if 0 <= self.cursor < len(self._ids) else ""

    def go(self, id: str) -> bool:
        """Set the cursor on a line; False when it is not there."""
        if id not in self._ids:
            return False
        self.cursor = self._ids.index(id)
        return True

    def count(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    def is_stood_on(self, line: int) -> bool:
        """Whether a line stands for something."""
        return bool(self._ids[line])

    def action_move(self, step: int) -> None:
        """Go some lines up or down."""
        before = self.chosen
        super().action_move(step)
        if self.chosen != before:
            self.post_message(self.Moved(self, self.chosen))

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        place, width = self.line_at(y), self.wide
        if place >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        line = self._lines[place]
        base = self._base(place, line)
        segments: list[Segment] = []
        room = width
        for text, kind in line.parts:
            shown = fit(text, min(cell_len(text), room)) if room > 0 else ""
            room -= cell_len(shown)
            segments.append(Segment(shown, base + self._kind(kind) if kind else base))
        return Strip([*segments, Segment(" " * max(0, room), base)], width)

    def _base(self, place: int, line: Line) -> Style:
        if place == self.cursor and line.id:
            return self.get_component_rich_style("listing--cursor" if self.has_focus else "listing--shade")
        return self.rich_style

    def _kind(self, kind: str) -> Style:
        return self.get_component_rich_style(f"listing--{kind}", partial=True)
