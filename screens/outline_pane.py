"""The outline as it is looked at: filtered, narrowed to a part, marked; nothing here changes a process."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal
from textual.widgets import Input, Label

from workbench.domain.errors import count
from workbench.domain.folding import fold, matches
from workbench.domain.ids import ProcessId
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.screens.glyphs import Glyphs
from workbench.screens.one_line import OneLine
from workbench.screens.outline import Outline
from workbench.screens.safe import joined, lit
from workbench.services.differing import View

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp


EMPTY = "The chart is empty: a writes the first process."
LOOKS = {"fold", "fold_all", "unfold_all", "filter", "hit", "unowned", "zoom", "widen", "back", "draw", "time", "copy"}


class Filter(OneLine):
    """The words that the outline is filtered by. Enter keeps them, Esc clears them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", "clear the filter", id="filter.clear", tooltip="Show everything again")
    ]

    def __init__(self) -> None:
        super().__init__(placeholder="words; Enter keeps it, Esc clears it", compact=True)

    def action_clear(self) -> None:
        """Show everything again."""
        self.value = ""
        self.post_message(self.Submitted(self, ""))


class OutlinePane(Container):
    """The outline with its filter, its marks, and the part of the chart it is narrowed to."""

    app: "WorkbenchApp"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "filter", "Filter", id="chart.filter", tooltip="Show only what has these words"),
        Binding("n", "hit(1)", "Next hit", show=False, id="chart.next-hit", tooltip="To the next hit of the filter"),
        Binding("N", "hit(-1)", "Hit before", show=False, id="chart.hit-before", tooltip="To the hit before"),
        Binding(
            "exclamation_mark", "unowned", "Unowned", show=False, id="chart.unowned", tooltip="To the next unowned"
        ),
        Binding("v", "mark", "Mark", show=False, id="chart.mark", tooltip="Mark it for the next act"),
        Binding("V", "mark_range", "Mark to here", show=False, id="chart.mark-range", tooltip="Mark all from the last"),
        Binding("space", "fold", "Fold", show=False, id="chart.fold", tooltip="Fold or unfold what is under it"),
        Binding("minus", "fold_all", "Fold all", show=False, id="chart.fold-all", tooltip="Fold everything"),
        Binding("plus", "unfold_all", "Unfold all", show=False, id="chart.unfold-all", tooltip="Unfold everything"),
        Binding("s", "zoom", "Zoom", show=False, id="chart.zoom", tooltip="Show only what is under it"),
        Binding("S", "widen", "Widen", show=False, id="chart.widen", tooltip="Show the whole chart again"),
        Binding("escape", "back", "Back", show=False, id="chart.back", tooltip="One step back: filter, marks, zoom"),
    ]

    def __init__(self, glyphs: Glyphs, today: Callable[[], date], classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self.outline = Outline(glyphs, today)
        self.filter = Filter()
        self.filter_line = Horizontal(Label("filter "), self.filter, classes="filter-line")
        self.filter_line.display = False
        self.top: ProcessId | None = None
        self.view: View | None = None
        self._now: Organization | None = None
        self._organization: Organization | None = None
        self._folded: dict[ProcessId, tuple[Process, str]] = {}

    def compose(self) -> ComposeResult:
        """The outline above its filter."""
        yield self.outline
        yield self.filter_line

    # What it shows

    @property
    def organization(self) -> Organization:
        """The organization that is shown."""
        assert self._organization is not None
        return self._organization

    @property
    def process(self) -> Process | None:
        """The process under the cursor."""
        chosen = self.outline.process
        return self.organization.processes.get(chosen) if chosen else None

    def show(self, organization: Organization) -> None:
        """Show an organization anew; cursor, folds, filter and marks stay."""
        self._now = organization
        self._organization = organization = self.view.organization if self.view else organization
        self.outline.notes = self.view.notes if self.view else {}
        empty = "The chart was empty then." if self.view else EMPTY
        self.outline.hint = "" if organization.chart.roots else f" {empty}"
        if self.top and (self.top not in organization.processes or organization.processes[self.top].retired):
            self.top = None
        self.outline.marked &= organization.processes.keys()
        self.draw()

    def draw(self) -> None:
        """Lay the rows out as filter and zoom say."""
        hits = self._hits()
        chart = self.organization.chart
        kept = None if hits is None else frozenset(above for hit in hits for above in [*chart.line(hit), hit])
        self.outline.show(self.organization, self.top, kept, hits or frozenset())
        self._entitle(hits)

    def _hits(self) -> frozenset[ProcessId] | None:
        """The processes that the filter finds; None without a filter."""
        words = fold(self.filter.value).split()
        if not words:
            return None
        return frozenset(process.id for process in self.organization.running() if matches(words, self._words(process)))

    def _words(self, process: Process) -> str:
        known = self._folded.get(process.id)
        if known is None or known[0] is not process:
            tags = " ".join(f"#{tag}" for tag in process.tags)
            owner = f"@{process.owner} {self.organization.name_of(process.owner)}" if process.owner else "nobody"
            known = process, fold(f"{process.code} {process.name} {tags} {owner}")
            self._folded[process.id] = known
        return known[1]

    def _entitle(self, hits: frozenset[ProcessId] | None) -> None:
        organization = self.organization
        line = [*organization.chart.line(self.top), self.top] if self.top else []
        path = " / ".join(organization.processes[process].name for process in line)
        self.border_title = lit(joined([self.view.title if self.view else "Process chart", path]))
        unowned = len(organization.unowned())
        marked = len(self.outline.marked)
        shown = organization.chart.walk(self.top) if self.top else organization.running()
        running = sum(1 for _ in shown)
        said = count(len(hits), "hit") if hits is not None else count(running, "process")
        without = f"{unowned:,} without owner" if unowned else ""
        self.border_subtitle = lit(joined([said, without, f"{marked} marked" if marked else ""]))

    def filter_by(self, text: str) -> None:
        """Show only what has these words."""
        self.filter.value, self.filter_line.display = text, True
        self.draw()
        self.action_hit(0)
        self.screen.set_focus(self.outline)

    def go(self, process: ProcessId) -> None:
        """Set the cursor on a process, wherever it stands."""
        if not self.outline.go(process):
            self.filter.value, self.filter_line.display, self.top = "", False, None
            self.draw()
            self.outline.go(process)
        self.screen.set_focus(self.outline)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What needs a process, or a filter, cannot be done without one."""
        return None if self.why_not(action) else True

    def why_not(self, action: str) -> str:
        """Why an act cannot be done now; "" when it can."""
        if self.view and action not in LOOKS:
            return f"This is the chart {self.view.title}; it cannot be changed. Esc goes back to now."
        if self._organization is None or not self.organization.chart.roots:
            return "" if action in ("filter", "back", "time") else EMPTY
        if action.startswith("hit") and not self.outline.hits:
            return "There is no filter: / begins one."
        if action == "widen" and not self.top:
            return "The whole chart is shown: s narrows it."
        return ""

    # Filtering

    def clear_filter(self) -> None:
        """Show everything again, the cursor staying on its process."""
        stood = self.outline.process
        self.filter.value, self.filter_line.display = "", False
        self.draw()
        if stood:
            self.outline.go(stood)

    def action_filter(self) -> None:
        """Write words to filter by."""
        self.filter_line.display = True
        self.screen.set_focus(self.filter)

    @on(Input.Changed)
    def _filtered(self, message: Input.Changed) -> None:
        if message.input is self.filter:
            message.stop()
            self.draw()
            self.action_hit(0)

    @on(Input.Submitted)
    def _filter_kept(self, message: Input.Submitted) -> None:
        if message.input is self.filter:
            message.stop()
            self.filter_line.display = bool(self.filter.value)
            self.screen.set_focus(self.outline)

    def action_hit(self, step: int) -> None:
        """Go to the next hit of the filter, or the one before; with 0 to the nearest from here on."""
        lines = [n for n, row in enumerate(self.outline.rows) if row.process in self.outline.hits]
        self._go_round(lines, step)

    def action_unowned(self) -> None:
        """Go to the next process without an owner, unfolding what hides it."""
        unowned = [process.id for process in self.organization.unowned()]
        if not unowned:
            self.app.say("Every process has an owner.")
            return
        order = {process: n for n, (process, _) in enumerate(self.organization.chart.walk())}
        here = order.get(self.outline.process or "", -1)
        self.go(next((process for process in unowned if order[process] > here), unowned[0]))

    def _go_round(self, lines: list[int], step: int) -> None:
        here = self.outline.cursor
        if step < 0:
            lines = lines[::-1]
            line = next((n for n in lines if n < here), lines[0] if lines else None)
        else:
            line = next((n for n in lines if n >= here + step), lines[0] if lines else None)
        if line is not None:
            self.outline.cursor = line

    # Marking

    def meant(self) -> frozenset[ProcessId]:
        """The marked processes, else the one under the cursor."""
        return self.outline.marked or frozenset(filter(None, [self.outline.process]))

    def action_mark(self) -> None:
        """Mark the process, or take its mark off, and go to the next."""
        if process := self.outline.process:
            self.outline.marked ^= {process}
            self._last_marked = self.outline.cursor
            self.outline.action_move(1)
            self._entitle(self._hits())

    _last_marked = 0

    def action_mark_range(self) -> None:
        """Mark everything from the last mark to here."""
        first, last = sorted((self._last_marked, self.outline.cursor))
        self.outline.marked |= {row.process for row in self.outline.rows[first : last + 1] if row.process}
        self._entitle(self._hits())

    @property
    def meant_in_words(self) -> str:
        """How many processes are marked, or it."""
        return count(len(self.outline.marked), "marked process") if self.outline.marked else "it"

    def unmark(self) -> None:
        """Take all marks off."""
        self.outline.marked = frozenset()
        self._entitle(self._hits())

    # Folding

    def action_fold(self) -> None:
        """Fold or unfold what is under the process."""
        self.outline.fold()

    def action_fold_all(self) -> None:
        """Fold everything."""
        self.outline.fold_all()

    def action_unfold_all(self) -> None:
        """Unfold everything."""
        self.outline.unfold_all()

    # Narrowing

    def action_zoom(self) -> None:
        """Show only the process and what is under it."""
        self.top = self.outline.process or self.top
        self.draw()

    def action_widen(self) -> None:
        """Show the whole chart again."""
        stood, self.top = self.outline.process, None
        self.draw()
        if stood:
            self.outline.go(stood)

    def action_back(self) -> None:
        """One step back: the filter, else the marks, else the zoom."""
        if self.filter.value:
            self.clear_filter()
        elif self.outline.marked:
            self.unmark()
        elif self.top:
            self.action_widen()
