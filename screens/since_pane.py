"""Then and now: what became of the chart since half a year ago, or since a day that is asked for."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import ClassVar

from textual.binding import Binding, BindingType

from workbench.domain.dates import read_day
from workbench.domain.errors import BadInput, WorkbenchError, count
from workbench.domain.reviews import usual_minutes
from workbench.screens import asking, noting
from workbench.screens.listing import Line
from workbench.screens.looking import ask_minutes
from workbench.screens.part_pane import PartPane
from workbench.services import reviewing
from workbench.services.acting import NobodyHere
from workbench.services.differing import Difference
from workbench.services.reviewing import Kept
from workbench.services.since import CHANGED, KINDS, Branches, Since, last_time, since

FLAT = 20


class SincePane(PartPane):
    """What was added, moved, handed over, retired, above what is known of the process under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", id="since.open", tooltip="Open the branch; else show it in the chart"),
        Binding("right", "unfold(True)", "Open", show=False, id="since.unfold", tooltip="Show what is under it"),
        Binding("left", "unfold(False)", "Fold", show=False, id="since.fold", tooltip="Fold what is under it away"),
        Binding("c", "stamp", "Reviewed", id="since.reviewed", tooltip="The chart was looked at: nothing to change"),
        Binding("r", "found", "Found", id="since.found", tooltip="The chart was looked at, and this was found"),
        Binding("m", "minutes", "Minutes", id="since.minutes", tooltip="How many minutes the look at the chart took"),
        Binding("d", "day", "Day", id="since.day", tooltip="Compare with another day"),
    ]

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id, classes)
        self._day: date | None = None
        self._minutes: int | None = None
        self._opened = set[str]()
        self._found: tuple[object, Since] | None = None

    @property
    def day(self) -> date:
        """The day that now is compared with."""
        return self._day or last_time(self.app.store, self.app.today)

    @property
    def found(self) -> Since:
        """What became of the chart; reckoned once, until something changes. Raises Damaged."""
        of = (self.app.store.position, self.day)
        if self._found is None or self._found[0] != of:
            self._found = of, since(self.app.store, self.day)
        return self._found[1]

    def heading(self) -> str:
        """Since when, and how much."""
        return f"Then and now · since {self.day}"

    def lines(self) -> Sequence[Line]:
        """Every process that is not as it was, under what became of it."""
        try:
            return list(self._lines(self.found)) or [Line.of(f" Nothing has changed since {self.day}.", kind="quiet")]
        except WorkbenchError as error:
            return [Line.of(f" {error}", kind="alarm")]

    def _lines(self, found: Since) -> Iterator[Line]:
        for kind in (*KINDS, CHANGED):
            listed = found.groups[kind]
            if listed:
                yield Line.of(f" {kind} {len(listed):,}", kind="head")
            if len(listed) > FLAT:
                yield from self._branch(kind, found.branches[kind], "", 0)
            else:
                yield from (self._line(kind, one) for one in listed)

    def _branch(self, kind: str, branches: Branches, top: str, depth: int) -> Iterator[Line]:
        """What stands right under a process, and under what is open of it."""
        glyphs = self.app.glyphs
        for one in branches.under.get(top, ()):
            size, is_open = branches.sizes.get(one.process, 0), f"{kind}/{one.process}" in self._opened
            sign = f"{glyphs.open if is_open else glyphs.closed} " if size else "  "
            yield self._line(kind, one, f"{'  ' * depth}{sign}", f"  {size:,} under it" if size else "")
            if is_open:
                yield from self._branch(kind, branches, one.process, depth + 1)

    def _line(self, kind: str, one: Difference, sign: str = "", under: str = "") -> Line:
        more = f"  {one.turned}" if one.turned else ""
        return Line(
            f"{kind}/{one.process}", ((f"   {sign}{one.process:<5} {one.name}", ""), (f"{under}{more}", "quiet"))
        )

    @property
    def _under(self) -> int:
        """How many stand under what the cursor stands on, where it is a branch that can be opened."""
        kind, _, process = self.listing.chosen.partition("/")
        is_branch = bool(process) and len(self.found.groups[kind]) > FLAT
        return self.found.branches[kind].sizes.get(process, 0) if is_branch else 0

    def moved(self) -> None:
        """Tell of what the cursor stands on."""
        self.draw_page()

    @property
    def chosen(self) -> Difference | None:
        """What the cursor stands on."""
        kind, _, process = self.listing.chosen.partition("/")
        listed = self.found.groups.get(kind, ()) if process else ()
        return next((one for one in listed if one.process == process), None)

    def text(self) -> tuple[str, Sequence[tuple[str, str]]]:
        """What became of the process, and when the chart was reviewed."""
        one = self.chosen
        return "", [*(self._told(one) if one else ()), *self._reviewed()]

    def _told(self, one: Difference) -> Iterator[tuple[str, str]]:
        yield "strong", f"{one.process} {one.name}: {one.what}"
        if one.turned:
            yield "", one.turned
        yield "", ""

    def _reviewed(self) -> Iterator[tuple[str, str]]:
        kept = reviewing.chart_review(self.app.store)
        made = [review for review in kept.past if review.was_made]
        if not made:
            yield "", "The chart was never reviewed. c says that it was looked at."
            yield "quiet", self._with_it(kept)
            return
        last = made[-1]
        minutes = f", {last.minutes} min" if last.minutes else ""
        found = f": {last.found}" if last.found else f": {last.outcome}."
        yield "", f"Reviewed {last.on} by {self.organization.name_of(last.by) or 'somebody'}{minutes}{found}"
        yield "quiet", f"It {kept.worth.said}. Next on {kept.due}." if kept.due else f"It {kept.worth.said}."
        yield "quiet", self._with_it(kept)

    def _with_it(self, kept: Kept) -> str:
        """How many minutes a key notes with the look, before it does."""
        minutes = self._minutes or usual_minutes(kept.recurring, kept.past)
        return f"c notes {minutes} min with the look; m says how many it took."

    # Acts

    def action_stamp(self) -> None:
        """Say that the chart was looked at, and that nothing has changed."""
        try:
            said = noting.review_chart(self.app, "", self._minutes)
        except NobodyHere:
            self.app.ask_who()
            return
        except WorkbenchError as error:
            said = str(error)
        self._minutes = None
        self.app.look_again()
        self.app.say(said)

    def action_found(self) -> None:
        """Ask what was found in the chart."""
        noting.ask_found(self.app, self._minutes)

    def action_minutes(self) -> None:
        """Ask how many minutes the look at the chart took."""
        kept = reviewing.chart_review(self.app.store)
        ask_minutes(self.app, usual_minutes(kept.recurring, kept.past), self._take_minutes)

    def _take_minutes(self, minutes: int) -> None:
        self._minutes = minutes
        self.draw_page()

    def action_day(self) -> None:
        """Ask for another day to compare with."""

        def keep(line: str) -> str:
            day = read_day(line, self.app.today, is_past=True) if line.strip() else None
            if day and day > self.app.today:
                raise BadInput(f"{day} is still to come.")
            self._day = day
            self.draw()
            return f"{count(self.found.number, 'process')} stand otherwise than at the end of {self.day}."

        hint = "2026-05-22, -3m, yesterday; empty: the last review interval"
        asking.ask(self.app, "Compare with the end of which day?", None, keep, str(self.day), hint, is_usual=True)

    def action_unfold(self, is_open: bool) -> None:
        """Show what stands under a process, or fold it away."""
        (self._opened.add if is_open else self._opened.discard)(self.listing.chosen)
        self.draw()
        self.refresh_bindings()

    def action_open(self) -> None:
        """Open a branch; show the process in the chart where it is open or has nothing under it."""
        one = self.chosen
        if self._under and self.listing.chosen not in self._opened:
            self.action_unfold(True)
        elif one and one.process in self.organization.processes:
            self.app.current = one.process
            self.app.switch_mode("chart")

    def why_not(self, action: str) -> str:
        """What is gone stands in the chart no more."""
        if not self._shown or action not in ("open", "unfold"):
            return ""
        if action == "unfold":
            return "" if self._under else "Nothing stands under it here."
        if self._under and self.listing.chosen not in self._opened:
            return ""
        one = self.chosen
        process = self.organization.processes.get(one.process) if one else None
        return "" if process and not process.retired else "It stands in the chart no more."
