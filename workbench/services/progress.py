"""How far the chart has come towards the preferred future: shares of each branch, over time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workbench.domain.dates import Interval, end_of
from workbench.domain.facts import reached
from workbench.domain.ids import ProcessId
from workbench.domain.organization import Organization
from workbench.services.oversight import branch
from workbench.store.store import Store

STAGES = ("designed", "documented", "trained", "owned")


@dataclass(frozen=True, slots=True)
class Come:
    """How far a branch has come on one stage: the share of its processes, from 0 to 1, on each of some days."""

    branch: ProcessId
    stage: str
    days: Sequence[date]
    shares: Sequence[float | None]


def shares(store: Store, today: date, under: ProcessId | None = None, months: int = 6) -> list[Come]:
    """How much of each branch is designed, documented, trained and owned, so many months back and now."""
    days = [Interval.read("P1M").after(today, -back) for back in range(months, 0, -1)]
    moments = [*(store.organization_at(end_of(day)) for day in days), store.organization]
    return [
        Come(root, stage, [*days, today], [_share(organization, root, stage) for organization in moments])
        for root in ([under] if under else store.organization.chart.roots)
        for stage in STAGES
    ]


def _share(organization: Organization, root: ProcessId, stage: str) -> float | None:
    if root not in organization.processes or organization.processes[root].retired:
        return None
    leaves = [process for process in branch(organization, root) if not organization.chart.children(process.id)]
    is_owned = stage == "owned"
    come = sum(not organization.is_unowned(one) if is_owned else reached(one, stage) for one in leaves)
    return come / len(leaves) if leaves else None
