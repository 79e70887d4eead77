"""Where a process that is being written will stand."""

from dataclasses import dataclass

from workbench.domain.chart import Chart
from workbench.domain.ids import ProcessId


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the chart: under a process (None: at the top), behind a sibling (None: as the first)."""

    under: ProcessId | None
    behind: ProcessId | None

    def further_in(self, chart: Chart) -> "Place":
        """The place under the sibling before it, behind all that stands there."""
        if self.behind is None:
            return self
        return Place(self.behind, _last(chart, self.behind))

    def further_out(self, chart: Chart, top: ProcessId | None) -> "Place":
        """The place behind what it stands under; not further out than `top`."""
        if self.under is None or self.under == top:
            return self
        return Place(chart.parent(self.under), self.under)

    def depth(self, chart: Chart, top: ProcessId | None) -> int:
        """How many levels in it stands below `top`."""
        if self.under is None:
            return 0
        return len(chart.line(self.under)) + 1 - (len(chart.line(top)) if top else 0)


def below(chart: Chart, process: ProcessId) -> Place:
    """The place right behind a process."""
    return Place(chart.parent(process), process)


def above(chart: Chart, process: ProcessId) -> Place:
    """The place right before a process."""
    siblings = chart.children(chart.parent(process))
    place = siblings.index(process)
    return Place(chart.parent(process), siblings[place - 1] if place else None)


def inside(chart: Chart, process: ProcessId | None) -> Place:
    """The place under a process, behind all that stands there; of None, at the end of the chart."""
    return Place(process, _last(chart, process))


def nearest(chart: Chart, place: Place) -> Place:
    """A place that was left, or what is nearest to it in a chart that has changed."""
    if place.under and place.under not in {process for process, _ in chart.walk()}:
        return inside(chart, None)
    if place.behind and place.behind not in chart.children(place.under):
        return inside(chart, place.under)
    return place


def _last(chart: Chart, process: ProcessId | None) -> ProcessId | None:
    children = chart.children(process)
    return children[-1] if children else None
