"""Oversight of processes, kept small: the board of the six functions, what it costs, and what could be dropped."""

from collections.abc import Iterator
from datetime import date

from workbench.domain.cost import Cost, cost_of, months_before
from workbench.domain.dates import Interval
from workbench.domain.feedback import Benchmark, Feedback
from workbench.domain.functions import Board, Known, Row, row_of
from workbench.domain.functions import board as board_of
from workbench.domain.ids import ProcessId
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.domain.reviews import ENOUGH
from workbench.services import reviewing
from workbench.services.reviewing import Kept
from workbench.store.store import Store


def branch(organization: Organization, under: ProcessId | None = None) -> list[Process]:
    """The running processes from one down, itself first; of None all, in the order of the chart."""
    if under is None:
        return list(organization.running())
    return [organization.processes[process] for process, _ in organization.chart.walk(under)]


def board(store: Store, today: date, under: ProcessId | None = None) -> Board:
    """The six functions of every process that has an owner, the weakest first; of one branch, if one is named."""
    organization = store.organization
    running = branch(organization, under)
    managed = [process for process in running if not organization.is_unowned(process)]
    return board_of([function_row(store, process, today) for process in managed], len(running) - len(managed))


def function_row(store: Store, process: Process, today: date) -> Row:
    """The six functions of one process."""
    lasting = Interval.read(store.organization.profile.belief_interval)
    known = Known(store.dated.of(Feedback, process.id), store.dated.of(Benchmark, process.id))
    return row_of(process, known, lasting, today)


def cost(store: Store, month: str) -> Cost:
    """What oversight cost in a month, written like 2026-11."""
    organization = store.organization
    return cost_of(store.dated.spent(), month, organization.running(), organization.profile.management_cap)


def costs(store: Store, month: str, number: int = 6) -> list[Cost]:
    """What oversight cost in each of so many months up to one, the earliest first."""
    organization, spent = store.organization, store.dated.spent()
    running, cap = list(organization.running()), organization.profile.management_cap
    return [cost_of(spent, one, running, cap) for one in months_before(month, number)]


def droppable(store: Store) -> Iterator[tuple[Process, Kept]]:
    """The checks that were made often enough and never found anything."""
    for process in store.organization.running():
        if process.checks or process.review_interval:
            for kept in reviewing.kept(store, process):
                if kept.worth.made >= ENOUGH and not kept.worth.found:
                    yield process, kept
