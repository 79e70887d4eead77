"""What oversight costs: minutes a month for which no customer pays, against the cap, and what could be dropped."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from workbench.domain.amounts import in_percent
from workbench.domain.cost import Cost
from workbench.domain.dates import Interval
from workbench.domain.process import Process
from workbench.screens import looking
from workbench.screens.listing import Line
from workbench.screens.part_pane import PartPane
from workbench.services import oversight
from workbench.services.reports import cost_in_words
from workbench.services.reviewing import Kept

FIGURES = 34


class CostPane(PartPane):
    """The last six months, each with its bar, then the checks that have never found anything."""

    is_fitted = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "drop", "Drop", id="cost.drop", tooltip="Drop the check that never finds anything"),
    ]

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id, classes)
        self._seen: object = None
        self._months: dict[str, Cost] = {}
        self._idle: dict[str, tuple[Process, Kept]] = {}

    def draw(self) -> None:
        """Draw the months, reckoned anew only where something has changed."""
        store, today = self.app.store, self.app.today
        if self._seen != (store.changes, today):
            self._months = {cost.month: cost for cost in reversed(oversight.costs(store, f"{today:%Y-%m}"))}
            self._idle = {f"{one.id} {kept.recurring.check}": (one, kept) for one, kept in oversight.droppable(store)}
            self._seen = (store.changes, today)
        super().draw()

    def heading(self) -> str:
        """What it is: no customer pays for it."""
        return "What oversight costs: no customer pays for it"

    def lines(self) -> Sequence[Line]:
        """The months, the newest first, then what could be dropped."""
        return [*self._of_months(), *self._of_checks()]

    def _of_months(self) -> Iterator[Line]:
        cap = next((f", the cap is {cost.cap} %" for cost in self._months.values() if cost.cap is not None), "")
        yield Line.of(f" {'month':<9}{'minutes':>8}{'of the work':>13}{cap}", kind="head")
        most = max([1.0, *(max(cost.minutes, self._cap(cost)) for cost in self._months.values())])
        for month, cost in self._months.items():
            share = in_percent(cost.share) if cost.share is not None else "—"
            bar = self._bar(cost.minutes / most, self._cap(cost) / most)
            figures = f" {month:<9}{cost.minutes:>8}{share:>13}  "
            yield Line(month, ((figures, ""), (bar, "alarm" if cost.is_over else "")))

    def _cap(self, cost: Cost) -> float:
        """The minutes at which the cap lies, as far as every process says what hours it needs."""
        if cost.cap is None or cost.telling < cost.running:
            return 0.0
        return float(cost.hours * 60 * cost.cap / 100)

    def _bar(self, part: float, cap: float) -> str:
        """A bar, with a stroke where the cap is, if that is known."""
        room = max(4, self.listing.wide - FIGURES - 2)
        bar, at = "█" * round(part * room), round(cap * room)
        return bar if not 0 < at <= room else f"{bar:<{at}}"[:at] + "│" + bar[at:]

    def _of_checks(self) -> Iterator[Line]:
        if self._idle:
            yield Line.of("")
            yield Line.of(" could be dropped: it never found anything", kind="head")
        for key, (process, kept) in self._idle.items():
            yield Line.of(f" {kept.recurring.name} · {process.name}  {kept.worth.said}", key)

    def text(self) -> tuple[str, Sequence[tuple[str, str]]]:
        """Where the minutes of a month went, or what a check is worth."""
        chosen = self.listing.chosen
        if chosen in self._idle:
            return "", list(self._worth(*self._idle[chosen]))
        return chosen, list(self._went(self._months[chosen])) if chosen in self._months else []

    def _worth(self, process: Process, kept: Kept) -> Iterator[tuple[str, str]]:
        yield "strong", f"{process.name}: {kept.recurring.name}"
        every = f" every {Interval.read(kept.recurring.every).in_words()}" if kept.recurring.every else ""
        yield "", f"It comes back{every}, {kept.worth.said} and took {kept.worth.minutes} min in all. x drops it."

    def _went(self, cost: Cost) -> Iterator[tuple[str, str]]:
        yield "", cost_in_words(cost)
        if cost.cap is None:
            yield "quiet", "F7 sets the share of hours that oversight may take."
        names = self.organization.processes
        for process, minutes in sorted(cost.by_process.items(), key=lambda spent: -spent[1]):
            name = names[process].name if process in names else "the chart and the enterprise"
            yield "cut", f"{minutes:>5} min  {name}"

    # Acts

    def action_drop(self) -> None:
        """Ask once, and drop the check."""
        if chosen := self._idle.get(self.listing.chosen):
            looking.drop(self.app, *chosen)

    def why_not(self, action: str) -> str:
        """Why a key does nothing now."""
        is_idle = action != "drop" or self.listing.chosen in self._idle
        return "" if is_idle else "Stand on a check that could be dropped; none is listed where none is worthless."
