"""Which lines an outline of the chart has."""

from dataclasses import dataclass

from workbench.domain.ids import ProcessId
from workbench.domain.organization import Organization
from workbench.domain.process import Kind


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the outline: a process on its level, or the band above a kind of process."""

    process: ProcessId | None
    depth: int = 0
    band: Kind | None = None


def rows_of(
    organization: Organization,
    folded: frozenset[ProcessId],
    top: ProcessId | None = None,
    kept: frozenset[ProcessId] | None = None,
) -> list[Row]:
    """The rows to draw: what stands under `top`, without what is folded away.

    `kept` are the only processes to be shown, in a filter; nothing is folded there. Kinds are set
    apart by bands when there is more than one.
    """
    chart = organization.chart
    if kept is not None:
        left_out = _Others(kept)
        return [Row(process, depth) for process, depth in chart.walk(top, left_out) if process in kept]
    if top:
        return [Row(process, depth) for process, depth in chart.walk(top, folded)]
    by_kind: dict[Kind, list[ProcessId]] = {kind: [] for kind in Kind}
    for root in chart.roots:
        by_kind[organization.kind(organization.processes[root])].append(root)
    banded = sum(map(bool, by_kind.values())) > 1
    rows: list[Row] = []
    for kind, roots in by_kind.items():
        if banded and roots:
            rows.append(Row(None, band=kind))
        rows += [Row(process, depth) for root in roots for process, depth in chart.walk(root, folded)]
    return rows


class _Others:
    """Everything but these: what is not kept in a filter, and nothing under which anything is kept."""

    def __init__(self, kept: frozenset[ProcessId]) -> None:
        self._kept = kept

    def __contains__(self, process: object) -> bool:
        return process not in self._kept
