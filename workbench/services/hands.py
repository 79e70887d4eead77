"""Reports of whose hands the work is in: who answers for each process, who does what, where it is handed on."""

from collections.abc import Iterable, Iterator
from datetime import date

from workbench.domain import depth
from workbench.domain.bench import in_words, on_the_way
from workbench.domain.design import totals
from workbench.domain.ids import ProcessId
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.domain.report import Report
from workbench.services.oversight import branch
from workbench.store.store import Store

NOBODY = "— nobody —"


def label(organization: Organization, process: Process) -> list[str]:
    """A process as every report begins its row: the id, and the name with its place."""
    return [process.id, f"{organization.label(process)} {process.name}".strip()]


def ownership(store: Store, today: date, under: ProcessId | None = None) -> Report:
    """Who answers for each process, who coaches, and how to reach them."""
    organization = store.organization
    rows: list[list[str]] = []
    for process in branch(organization, under):
        owner = organization.people.get(process.owner or "")
        said = organization.name_of(process.owner) or NOBODY
        said += " has left" if owner and owner.left else ""
        rows.append(
            [
                *label(organization, process),
                process.stage,
                said,
                organization.name_of(process.coached_by),
                owner.contact if owner else "",
            ]
        )
    unowned = sum(organization.is_unowned(process) for process in branch(organization, under))
    columns = ("id", "process", "stage", "owner", "coach", "contact")
    return Report(
        "ownership", "Who answers for what", columns, rows, [f"{unowned:,} of {len(rows):,} without an owner."]
    )


def raci(store: Store, today: date, under: ProcessId | None = None) -> Report:
    """Who does, answers for, is asked about and is told of each process; one answers, and only one."""
    organization = store.organization
    rows: list[list[str]] = []
    for process in branch(organization, under):
        owner = [process.owner] if process.owner and not organization.is_unowned(process) else []
        receivers = (organization.processes.get(flow.process or "") for flow in process.outputs)
        informed = {other.owner for other in receivers if other and other.owner}.difference(owner)
        consulted = {person for person in (process.coach, process.engineer) if person}.difference(owner)
        told = (_names(organization, group) for group in (process.performers or owner, owner, consulted, informed))
        rows.append([*label(organization, process), *told])
    lacking = sum(not row[3] for row in rows)
    columns = ("id", "process", "responsible", "accountable", "consulted", "informed")
    return Report("raci", "Who does and who answers", columns, rows, [f"{lacking} without anybody accountable."])


def _names(organization: Organization, people: Iterable[str]) -> str:
    return ", ".join(organization.name_of(person) for person in sorted(people))


def one_deep(store: Store, today: date, under: ProcessId | None = None) -> Report:
    """What only one person can do or teach, and who is on the way to own or coach it."""
    organization = store.organization
    rows: list[list[str]] = []
    for process in branch(organization, under):
        found = depth.one_deep(organization, process, today)
        if found:
            alone = "; ".join(depth.in_words(organization, one) for one in found)
            rows.append([*label(organization, process), alone, _bench(organization, process)])
    columns = ("id", "process", "only one", "bench")
    return Report("one-deep", "What hangs on one person", columns, rows, [f"{len(rows):,} one-deep."])


def the_bench(store: Store, today: date, under: ProcessId | None = None) -> Report:
    """Who is on the way to own or coach each process; nobody where the bench is empty."""
    organization = store.organization
    rows = [
        [*label(organization, process), organization.name_of(process.owner), _bench(organization, process)]
        for process in branch(organization, under)
    ]
    empty = sum(not row[3] for row in rows)
    columns = ("id", "process", "owner", "bench")
    return Report(
        "bench", "Who is on the way", columns, rows, [f"{empty:,} of {len(rows):,} with nobody on the bench."]
    )


def _bench(organization: Organization, process: Process) -> str:
    found = on_the_way(organization, process)
    return "; ".join(f"{organization.name_of(one.person)} to {one.seat} it ({in_words(one)})" for one in found)


def handovers(store: Store, today: date, under: ProcessId | None = None) -> Report:
    """Where work changes hands: within each process from performer to performer, and on to other processes."""
    organization = store.organization
    rows: list[list[str]] = []
    for process in branch(organization, under):
        begun = label(organization, process)
        rows += [[*begun, *passed] for passed in (*_within(organization, process), *_beyond(organization, process))]
    columns = ("id", "process", "from", "to", "what", "times a run", "to id", "open")
    one_sided = sum(bool(row[7]) for row in rows)
    notes = [f"{one_sided} named at one end only."]
    return Report("handovers", "Where work changes hands", columns, rows, notes)


def _within(organization: Organization, process: Process) -> Iterator[list[str]]:
    """From which performer of its steps to which the work goes, and how often in a run."""
    for (giver, taker), times in (totals(process.steps).passed or {}).items() if process.steps else ():
        hands = [organization.name_of(hand) or hand for hand in (giver, taker)]
        yield [*hands, "between its steps", f"{float(times):.3g}", "", ""]


def _beyond(organization: Organization, process: Process) -> Iterator[list[str]]:
    """To which processes its outputs go, and whether both ends say so."""
    for flow in process.outputs:
        other = organization.processes.get(flow.process or "")
        if other:
            is_met = any(came.process == process.id for came in other.inputs)
            said = "" if is_met else f"{other.id} does not name it among its inputs"
            to = f"{organization.name_of(other.owner) or NOBODY}: {label(organization, other)[1]}"
            yield [organization.name_of(process.owner) or NOBODY, to, flow.name, "", other.id, said]
