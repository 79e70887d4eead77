"""The chart now beside the chart of an earlier day: what was added, moved, handed over, retired since."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workbench.domain.dates import Interval, end_of
from workbench.domain.ids import ProcessId
from workbench.domain.organization import Organization
from workbench.services.differing import Difference, differences
from workbench.store.store import Store

KINDS = ("added", "moved", "handed over", "retired", "renamed", "deleted")
CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Branches:
    """Differences of one kind, each under the nearest of them above it in the chart, "" for the topmost.

    `sizes` says how many stand under each.
    """

    under: Mapping[ProcessId, Sequence[Difference]]
    sizes: Mapping[ProcessId, int]


@dataclass(frozen=True, slots=True)
class Since:
    """What became of the chart since the end of a day, by kind, in the order of the chart."""

    day: date
    groups: Mapping[str, Sequence[Difference]]
    branches: Mapping[str, Branches]

    @property
    def number(self) -> int:
        """How many processes stand elsewhere, belong to somebody else, have come or gone."""
        return len({found.process for kind in KINDS for found in self.groups.get(kind, ())})


def last_time(store: Store, today: date) -> date:
    """The day with which the chart is compared: one review interval ago."""
    return Interval.read(store.organization.profile.chart_review_interval).after(today, -1)


def since(store: Store, day: date) -> Since:
    """What became of the chart since the end of a day. Raises Damaged where the history cannot be read."""
    groups: dict[str, list[Difference]] = {kind: [] for kind in (*KINDS, CHANGED)}
    for found in differences(store.organization_at(end_of(day)), store.organization):
        groups[found.what if found.what in KINDS else CHANGED].append(found)
    groups[CHANGED] = list(_told_once(groups[CHANGED]))
    return Since(day, groups, {kind: _branches(store.organization, listed) for kind, listed in groups.items()})


def _branches(organization: Organization, listed: Sequence[Difference]) -> Branches:
    known = {one.process for one in listed}
    under: dict[ProcessId, list[Difference]] = {}
    sizes: Counter[ProcessId] = Counter()
    for one in listed:
        line = organization.full_chart.line(one.process) if one.process in organization.processes else []
        above = [process for process in line if process in known]
        under.setdefault(above[-1] if above else "", []).append(one)
        sizes.update(above)
    return Branches(under, sizes)


def _told_once(found: Sequence[Difference]) -> Iterator[Difference]:
    """One difference a process, in which everything is named that was written anew."""
    named: dict[str, list[Difference]] = {}
    for one in found:
        named.setdefault(one.process, []).append(one)
    for process, several in named.items():
        what = ", ".join(one.what.removesuffix(" changed") for one in several)
        yield Difference(CHANGED, process, several[0].name, "", what)
