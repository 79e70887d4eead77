"""How far the chart has come towards the preferred future: shares of each branch, over time."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from workbench.domain.dates import Interval, end_of
from workbench.domain.facts import reached
from workbench.domain.ids import ProcessId
from workbench.domain.organization import Organization
from workbench.store.store import Store

GATED, OWNED, ALL = ("designed", "documented", "trained"), "owned", "all"
STAGES = (*GATED, OWNED)
WHOLE = ""


@dataclass(frozen=True, slots=True)
class Come:
    """How far a branch has come on one stage: the share of its processes, from 0 to 1, on each of some days."""

    branch: ProcessId
    stage: str
    days: Sequence[date]
    shares: Sequence[Fraction | None]


def shares(store: Store, today: date, under: ProcessId | None = None, months: int = 6) -> list[Come]:
    """How much of each branch is designed, documented, trained and owned, so many months back and now.

    Only what has nothing under it counts. Without `under` the chart as a whole, "", comes first.
    """
    days = [Interval.read("P1M").after(today, -back) for back in range(months, 0, -1)]
    moments = [*(store.organization_at(end_of(day)) for day in days), store.organization]
    branches = [under] if under else [WHOLE, *store.organization.chart.roots]
    counted = [_counted(organization, under) for organization in moments]
    return [
        Come(branch, stage, [*days, today], [_share(one.get(branch, {}), stage) for one in counted])
        for branch in branches
        for stage in STAGES
    ]


def _counted(organization: Organization, under: ProcessId | None) -> Mapping[ProcessId, Counter[str]]:
    """By branch, how many processes with nothing under them were at each stage, and how many there were in all."""
    if under:
        known = organization.processes.get(under)
        return {under: Counter(_stages(organization, under))} if known and not known.retired else {}
    found = {root: Counter(_stages(organization, root)) for root in organization.chart.roots}
    return {WHOLE: sum(found.values(), Counter[str]()), **found}


def _stages(organization: Organization, branch: ProcessId) -> Iterator[str]:
    for leaf, _ in organization.chart.walk(branch):
        if not organization.chart.children(leaf):
            process = organization.processes[leaf]
            yield ALL
            yield from (stage for stage in GATED if reached(process, stage))
            if not organization.is_unowned(process):
                yield OWNED


def _share(counted: Mapping[str, int], stage: str) -> Fraction | None:
    return Fraction(counted.get(stage, 0), counted[ALL]) if counted.get(ALL) else None
