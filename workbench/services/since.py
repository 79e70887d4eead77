"""The chart now beside the chart of an earlier day: what was added, moved, handed over, retired since."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workbench.domain.dates import Interval, end_of
from workbench.services.story import Difference, differences
from workbench.store.store import Store

KINDS = ("added", "moved", "handed over", "retired", "renamed", "deleted")
CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Since:
    """What became of the chart since the end of a day, by kind; `began` is the day of the first change, if later."""

    day: date
    groups: Mapping[str, Sequence[Difference]]

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
    return Since(day, groups)


def _told_once(found: Sequence[Difference]) -> Iterator[Difference]:
    """One difference a process, in which everything is named that was written anew."""
    named: dict[str, list[Difference]] = {}
    for one in found:
        named.setdefault(one.process, []).append(one)
    for process, several in named.items():
        what = ", ".join(one.what.removesuffix(" changed") for one in several)
        yield Difference(CHANGED, process, several[0].name, "", what)
