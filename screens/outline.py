"""The chart as an outline: one drawn row a process, however many there are."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from workbench.domain.ids import ProcessId
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.screens.glyphs import Glyphs
from workbench.screens.outline_rows import Row, rows_of
from workbench.screens.rows import Rows
from workbench.screens.safe import fit


class Outline(Rows):
    """Rows of processes with a cursor; it draws only what is on the screen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "outline--cursor", "outline--band", "outline--alarm", "outline--quiet", "outline--marked", "outline--hit",
    }  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "narrow", "Close", show=False, id="chart.close", tooltip="Fold it, or go to its parent"),
        Binding("right,l", "widen", "Open", show=False, id="chart.open", tooltip="Unfold it, or go to its child"),
    ]

    @dataclass
    class Moved(Message):
        """The cursor stands on another process, or on none."""

        process: ProcessId | None

    @dataclass
    class Folded(Message):
        """What is folded has changed."""

        folded: frozenset[ProcessId]

    folded: reactive[frozenset[ProcessId]] = reactive(frozenset[ProcessId](), init=False)
    marked: reactive[frozenset[ProcessId]] = reactive(frozenset[ProcessId](), init=False)

    def __init__(self, glyphs: Glyphs, today: Callable[[], date], id: str | None = None) -> None:
        super().__init__(id=id)
        self.glyphs, self.today = glyphs, today
        self.organization: Organization | None = None
        self.rows: Sequence[Row] = []
        self.hits: frozenset[ProcessId] = frozenset()
        self.top: ProcessId | None = None
        self._kept: frozenset[ProcessId] | None = None
        self.notes: Mapping[ProcessId, str] = {}
        self.hint = ""
        self.due_on: Callable[[Process], date | None] = lambda process: process.next_review
        self._entry: int | None = None
        self._has_stages = self._has_reviews = False

    # What it shows

    def begin_folded(self, processes: frozenset[ProcessId]) -> None:
        """Begin with processes folded, as a person left them."""
        self.set_reactive(Outline.folded, processes)

    def show(
        self,
        organization: Organization,
        top: ProcessId | None = None,
        kept: frozenset[ProcessId] | None = None,
        hits: frozenset[ProcessId] = frozenset(),
    ) -> None:
        """Show an organization anew; the cursor stays on its process, or as near as may be."""
        stood = self.process
        if organization is not self.organization:
            running = list(organization.running())
            self._has_stages = any(process.gates for process in running)
            self._has_reviews = any(process.next_review for process in running)
        self.organization, self.top, self._kept, self.hits = organization, top, kept, hits
        self._lay_out(stood)

    def _lay_out(self, stood: ProcessId | None) -> None:
        if self.organization is None:
            return
        self.rows = rows_of(self.organization, self.folded, self.top, self._kept)
        self.virtual_size = Size(1, len(self.rows) + (self._entry is not None))
        self.refresh()
        if not self._go(stood):
            self.cursor = self.near(self.cursor, 1)
        self.call_after_refresh(self.keep_in_sight)
        if self.process != stood:
            self._tell(self.Moved(self.process))

    def _tell(self, message: Message) -> None:
        """Tell the whole screen, also when a pane around the outline brought it about: Textual would tell only that."""
        self.post_message(message.set_sender(self))

    @property
    def process(self) -> ProcessId | None:
        """The process under the cursor."""
        return self.rows[self.cursor].process if 0 <= self.cursor < len(self.rows) else None

    def go(self, process: ProcessId) -> bool:
        """Set the cursor on a process, unfolding what hides it; False when it is not shown at all."""
        if self.organization and process in self.organization.processes and self._kept is None:
            above = frozenset(self.organization.chart.line(process))
            if above & self.folded:
                self.folded -= above
        return self._go(process)

    def _go(self, process: ProcessId | None) -> bool:
        place = next((n for n, row in enumerate(self.rows) if row.process == process), None) if process else None
        if place is None:
            return False
        self.cursor = place
        self.keep_in_sight()
        return True

    def row_of(self, process: ProcessId) -> int | None:
        """The line on which a process stands."""
        return next((n for n, row in enumerate(self.rows) if row.process == process), None)

    def watch_folded(self) -> None:
        """Draw what is folded away no longer."""
        stood = self.process
        self._lay_out(stood)
        if stood and self.organization and self.process != stood and stood in self.organization.processes:
            shown = [above for above in self.organization.chart.line(stood) if self.row_of(above) is not None]
            self._go(shown[-1] if shown else None)
        self._tell(self.Folded(self.folded))

    def watch_marked(self) -> None:
        """Draw the marks."""
        self.refresh()

    # Moving

    def count(self) -> int:
        """How many lines there are."""
        return len(self.rows)

    def is_stood_on(self, line: int) -> bool:
        """Whether a process stands on a line."""
        return self.rows[line].process is not None

    def watch_cursor(self, before: int, now: int) -> None:
        """Say on which process the cursor stands."""
        super().watch_cursor(before, now)
        if 0 <= now < len(self.rows):
            self._tell(self.Moved(self.rows[now].process))

    # Folding

    def _has_children(self, process: ProcessId | None) -> bool:
        return bool(process and self.organization and self.organization.chart.children(process))

    def fold(self) -> None:
        """Fold or unfold what is under the cursor."""
        if self.process and self._has_children(self.process):
            self.folded ^= {self.process}

    def action_narrow(self) -> None:
        """Fold it; when it is folded or has nothing under it, go to its parent."""
        if self.process and self._has_children(self.process) and self.process not in self.folded:
            self.folded |= {self.process}
        elif self.process and self.organization:
            self._go(self.organization.chart.parent(self.process))

    def action_widen(self) -> None:
        """Unfold it; when it is open, go to its first child."""
        if self.process in self.folded:
            self.folded -= {self.process}
        elif self._has_children(self.process):
            self.action_move(1)

    def fold_all(self) -> None:
        """Fold everything that has something under it."""
        if self.organization:
            chart = self.organization.chart
            self.folded = frozenset(process for process, _ in chart.walk() if chart.children(process))

    def unfold_all(self) -> None:
        """Unfold everything."""
        self.folded = frozenset()

    # Drawing

    def make_room(self, line: int | None) -> None:
        """Leave a line empty for a name that is being written, or none."""
        self._entry = line
        self.virtual_size = Size(1, len(self.rows) + (line is not None))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        line, width = y + self.scroll_offset.y, self.wide
        if self._entry is not None:
            if line == self._entry:
                return Strip.blank(width, self.rich_style)
            line -= line > self._entry
        if line >= len(self.rows) or self.organization is None:
            hint = self.hint if line == 0 and self._entry is None else ""
            return Strip([Segment(fit(hint, width), self.rich_style)], width)
        row = self.rows[line]
        base = self._style(row, line)
        return Strip([Segment(text, base + style if style else base) for text, style in self._cells(row, width)], width)

    def _style(self, row: Row, line: int) -> Style:
        if line == self.cursor and self._entry is None:
            return self.get_component_rich_style("outline--cursor" if self.has_focus else "outline--marked")
        if row.band:
            return self.get_component_rich_style("outline--band")
        return self.get_component_rich_style("outline--marked") if row.process in self.marked else self.rich_style

    def _cells(self, row: Row, width: int) -> list[tuple[str, Style | None]]:
        if row.band or not row.process or not self.organization:
            return [(fit(f" {row.band}", width), None)]
        process = self.organization.processes[row.process]
        columns = self._columns(process)
        rest = width - sum(wide for _, wide, _ in columns)
        said, under = self._said(row, process), self._under(row)
        said = fit(said, min(cell_len(said), rest - len(under))) + under
        name = (fit(said, rest), self._hit_style(row.process))
        return [name, *((fit(text, wide), style) for text, wide, style in columns)]

    def _hit_style(self, process: ProcessId) -> Style | None:
        return self.get_component_rich_style("outline--hit", partial=True) if process in self.hits else None

    def _said(self, row: Row, process: Process) -> str:
        assert self.organization
        closed = row.process in self.folded and self._kept is None
        mark = self.glyphs.closed if closed else self.glyphs.open if self._has_children(row.process) else " "
        sign = self.glyphs.mark if row.process in self.marked else ">" if row.process == self.process else " "
        if self.wide < 40 and self.organization.is_unowned(process):
            sign = self.glyphs.alarm
        return f"{sign}{'  ' * row.depth}{mark} {self.organization.label(process)} {process.name}"

    def _under(self, row: Row) -> str:
        """How many processes are folded away under a row."""
        if row.process not in self.folded or self._kept is not None or not self._has_children(row.process):
            return ""
        assert self.organization
        return f"  ({sum(1 for _ in self.organization.chart.walk(row.process)) - 1})"

    def _columns(self, process: Process) -> list[tuple[str, int, Style | None]]:
        """Owner, stage and review, as many of them as there is room for, each with its width."""
        assert self.organization
        width = self.wide
        alarm = self.get_component_rich_style("outline--alarm", partial=True)
        unowned = self.organization.is_unowned(process)
        columns: list[tuple[str, int, Style | None]] = []
        if self.notes:
            note = self.notes.get(process.id, "")
            return [(f" {note}", width // 2, self.get_component_rich_style("outline--band", partial=True))]
        if width >= 40:
            owner = self._owner(process)
            columns.append((f" {owner}", 15 if width < 60 else 19, alarm if unowned else None))
        if width >= 60 and self._has_stages:
            stage, is_less = self._stage(process)
            columns.append((f" {stage}", 12, alarm if is_less else None))
        if width >= 72 and self._has_reviews:
            columns.append((f" {self._review(process)}", 12, alarm if self._is_overdue(process) else None))
        return columns

    def _stage(self, process: Process) -> tuple[str, bool]:
        """The stage, and whether less stands behind it than when it was reached: something has gone, or came since."""
        assert self.organization
        if self.organization.missing(process):
            return f"{self.glyphs.alarm} drifted", True
        if any(gate.gaps or gate.evidence for gate in process.gates):
            from workbench.services.gates import come_since

            if come_since(self.organization, process, self.today()):
                return f"{self.glyphs.alarm} {process.stage}", True
        return str(process.stage), False

    def _owner(self, process: Process) -> str:
        assert self.organization
        if not process.owner:
            return f"{self.glyphs.alarm} nobody"
        name = self.organization.name_of(process.owner)
        return f"{self.glyphs.alarm} left: {name}" if self.organization.is_unowned(process) else name

    def _is_overdue(self, process: Process) -> bool:
        due = self.due_on(process)
        return bool(due and due < self.today())

    def _review(self, process: Process) -> str:
        due = self.due_on(process)
        if not due:
            return self.glyphs.none
        late = (self.today() - due).days
        return f"OVERDUE {late}d" if late > 0 else due.isoformat()
