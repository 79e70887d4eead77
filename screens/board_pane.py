"""The board of the six functions: every process that has an owner, the weakest first, and never a row for a person."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Label

from workbench.domain.errors import count
from workbench.domain.functions import Board, Cell, Function, Row, Standing
from workbench.domain.ids import ProcessId
from workbench.screens.choosing import choose_branch
from workbench.screens.going import go
from workbench.screens.listing import Line, Unmade
from workbench.screens.part_pane import PartPane
from workbench.screens.safe import fit, lit
from workbench.services import oversight

if TYPE_CHECKING:
    from workbench.screens.oversight import OversightScreen

EMPTY = "No owner yet: @ in the chart (1) names one."
NO_PROCESS = "No process yet: a in the chart (1) writes the first."
WORDS = {Standing.MISSING: "none", Standing.STALE: "old", Standing.PARTLY: "part", Standing.HOLDS: "holds"}
HEADS = {
    Function.DOCUMENTATION: "docs", Function.RESOURCES: "means", Function.FEEDBACK: "heard",
    Function.BENCHMARKING: "others", Function.PRACTICES: "best", Function.TRAINING: "train",
}  # fmt: skip
WHERE: Mapping[Function, tuple[str, str]] = {
    Function.DOCUMENTATION: ("engineer", "document"), Function.RESOURCES: ("oversight", "resources"),
    Function.FEEDBACK: ("oversight", "feedback"), Function.BENCHMARKING: ("oversight", "benchmarks"),
    Function.PRACTICES: ("oversight", "practices"), Function.TRAINING: ("engineer", "training"),
}  # fmt: skip
ROOMY, FULL, MIDDLE, SHORT = (100, 70), 9, 7, 4


class BoardPane(PartPane):
    """A row for each process, a column for each function; below them the cell under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "across(1)", "Right", show=False, id="board.right", tooltip="To the function at the right"),
        Binding("left", "across(-1)", "Left", show=False, id="board.left", tooltip="To the function at the left"),
        Binding("enter", "mend", "Go there", id="board.mend", tooltip="Go to where this function is looked after"),
        Binding("b", "branch", "Branch", id="board.branch", tooltip="One branch of the chart alone, or all of it"),
    ]

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:
        self._head = Label("", markup=False, classes="head")
        super().__init__(id, classes)
        self._column, self._branch = 0, ""
        self._seen: object = None
        self._said = ""
        self._board, self._rows = Board(()), dict[str, Row]()

    def above(self) -> Iterable[Widget]:
        """The names of the functions, which stay as the rows move."""
        yield self._head

    def draw(self) -> None:
        """Draw the board, made anew only where something has changed."""
        self._gather()
        super().draw()
        self._draw_head()

    def _gather(self) -> None:
        store, today = self.app.store, self.app.today
        seen = (store.changes, today, self._branch)
        if self._seen != seen:
            self._board = oversight.board(store, today, self._branch or None)
            self._rows = {row.process: row for row in self._board.rows}
            self._seen = seen

    def heading(self) -> str:
        """Of which branch, and how many are not managed."""
        branch, unmanaged = self.organization.processes.get(self._branch), self._board.unmanaged
        managed = count(len(self._rows), "process") if self._rows else ""
        more = (f"{unmanaged:,} more" if managed else count(unmanaged, "process")) + " without an owner"
        told = ", ".join(filter(None, (managed, more if unmanaged else "")))
        return f"Six functions{f' · {branch.name}' if branch else ''}{f': {told}' if told else ''}"

    def lines(self) -> Sequence[Line]:
        """A row for each process, made as it comes in sight."""
        if self._rows:
            return Unmade(list(self._rows), self._line)
        return [Line.of(f" {EMPTY if self._board.unmanaged else NO_PROCESS}", kind="quiet")]

    # Drawing

    @property
    def _wide(self) -> int:
        """How many cells a column has."""
        wide = self.listing.wide
        return FULL if wide >= ROOMY[0] else MIDDLE if wide >= ROOMY[1] else SHORT

    def _name_room(self) -> int:
        return max(8, self.listing.wide - 1 - len(HEADS) * self._wide)

    def _draw_head(self) -> None:
        """The names of the functions, and what share of the processes holds each."""
        wide, rows = self._wide, len(self._rows)
        indent = " " * (1 + self._name_room())
        heads = "".join(fit(f" {name[:3] if wide == SHORT else name}", wide) for name in HEADS.values())
        shares = (round(100 * self._board.holding.get(function, 0) / rows) if rows else 0 for function in HEADS)
        held = "".join(fit(f"{share:>3}" if wide == SHORT else f" {share} %", wide) for share in shares)
        said = f"{indent}{heads}\n{fit(' of which hold', len(indent))}{held}" if rows else ""
        if said != self._said:
            self._said = said
            self._head.update(lit(said))

    def _line(self, process: str) -> Line:
        is_here = process == self.listing.chosen
        named = self.organization.processes[process]
        label = f"{self.organization.label(named)} {named.name}".strip()
        parts = [(f" {fit(label, self._name_room())}", "")]
        for place, cell in enumerate(self._rows[process].cells):
            parts.append(self._cell(cell, is_here and place == self._column))
        return Line(process, tuple(parts))

    def _cell(self, cell: Cell, is_here: bool) -> tuple[str, str]:
        glyphs = self.app.glyphs
        signs = {Standing.MISSING: glyphs.none, Standing.STALE: glyphs.alarm, Standing.PARTLY: "~"}
        sign, word = signs.get(cell.standing, glyphs.done), WORDS[cell.standing]
        text = {FULL: f"{sign} {word:<5}", MIDDLE: word}.get(self._wide, sign)
        kind = "quiet" if cell.standing is Standing.HOLDS else "alarm" if cell.standing is Standing.STALE else ""
        return fit(f"[{text}]" if is_here else f" {text}", self._wide), "strong" if is_here else kind

    @property
    def cell(self) -> Cell | None:
        """The cell under the cursor."""
        row = self._rows.get(self.listing.chosen)
        return row.cells[self._column] if row else None

    def moved(self) -> None:
        """Tell of the cell under the cursor."""
        self.draw_page()

    def text(self) -> tuple[str, Sequence[tuple[str, str]]]:
        """The cell under the cursor: its evidence, the day of it, and the next step."""
        cell, process = self.cell, self.organization.processes.get(self.listing.chosen)
        if cell is None or process is None:
            return "", []
        day = f", {cell.on}" if cell.on else ""
        said = [("strong", f"{process.name}: {cell.evidence}{day}.")]
        said += [("", f"Next: {cell.next}. Enter goes there.")] if cell.next else []
        return f"{cell.function}: {WORDS[cell.standing]}", said

    def on_resize(self) -> None:
        """Fit the columns to the room there is."""
        if self._shown:
            self._draw_head()

    # Acts

    def action_across(self, step: int) -> None:
        """Go to the function at the right, or at the left."""
        self._column = max(0, min(self._column + step, len(HEADS) - 1))
        self.listing.refresh_line(self.listing.cursor)
        self.draw_page()

    def action_mend(self) -> None:
        """Go to where the function under the cursor is looked after."""
        if self.cell:
            mode, place = WHERE[self.cell.function]
            cast("OversightScreen", self.screen).came_from = "six"
            go(self.app, mode, place, self.listing.chosen)

    def action_branch(self) -> None:
        """Ask which branch of the chart, and show it alone."""

        def chosen(branch: ProcessId | None) -> None:
            self._branch = branch or ""
            self.draw()

        choose_branch(self.app, chosen)

    def why_not(self, action: str) -> str:
        """Why a key does nothing now."""
        return EMPTY if self.is_mounted and action in ("across", "mend") and self.cell is None else ""
