"""The reports of oversight: every row a process, in the order of the chart or the weakest first."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from workbench.domain import depth
from workbench.domain.amounts import in_percent
from workbench.domain.bench import in_words
from workbench.domain.design import totals
from workbench.domain.feedback import Feedback, Investigation
from workbench.domain.functions import Function, Standing
from workbench.domain.ids import ProcessId
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.domain.readings import Reading, is_out_of_range
from workbench.domain.report import Report
from workbench.services import maturing, oversight, reviewing
from workbench.services.oversight import branch
from workbench.services.progress import shares
from workbench.services.waiting import waiting as all_waiting
from workbench.store.store import Store

NOBODY = "— nobody —"
MARKS = {Standing.MISSING: "—", Standing.STALE: "old", Standing.PARTLY: "partly", Standing.HOLDS: "holds"}


def _label(organization: Organization, process: Process) -> list[str]:
    return [process.id, f"{organization.label(process)} {process.name}".strip()]


def the_oversight(store: Store, today: date, under: ProcessId | None = None) -> Report:
    """What each owned process needs: its next review, its weakest function, what waits, what oversight cost."""
    organization, month = store.organization, f"{today:%Y-%m}"
    spent = oversight.cost(store, month)
    board = oversight.board(store, today, under)
    weakest = {row.process: row.weakest for row in board.rows}
    waiting: dict[str, int] = {}
    for item in all_waiting(store, today):
        waiting[item.record] = waiting.get(item.record, 0) + 1
    rows: list[list[str]] = []
    for process in branch(organization, under):
        if process.id not in weakest:
            continue
        due = next((str(one.due) for one in reviewing.kept(store, process) if one.due and not one.recurring.check), "")
        latest = store.dated.latest(Reading, process.id, "measure") if process.measures else {}
        out = sum(map(is_out_of_range, latest.values()))
        cell = weakest[process.id]
        rows.append(
            [
                *_label(organization, process),
                due,
                f"{cell.function}: {cell.evidence}" if cell.standing is not Standing.HOLDS else "",
                str(waiting.get(process.id, "")),
                str(out or ""),
                str(spent.by_process.get(process.id, "")),
            ]
        )
    columns = ("id", "process", "next review", "weakest", "waiting", "out of range", "minutes this month")
    notes = [cost_in_words(store, month)]
    notes += [
        f"{process.id} {process.name}: {kept.recurring.name} {kept.worth.said}; it could be dropped."
        for process, kept in oversight.droppable(store)
    ]
    if board.unmanaged:
        notes.append(f"{board.unmanaged} more without an owner.")
    return Report("oversight", f"Oversight of {organization.profile.name}", columns, rows, notes)


def cost_in_words(store: Store, month: str) -> str:
    """What oversight cost in a month, against the hours of work and the cap, in a sentence."""
    cost = oversight.cost(store, month)
    said = f"Oversight took {cost.minutes} min in {cost.month}"
    share = f", {in_percent(cost.share)} of {float(cost.hours):.0f} h of work" if cost.share is not None else ""
    unknown = "" if share else "; what share of the work nobody can say until the processes say their hours"
    cap = f"; the cap is {cost.cap} %" if cost.cap is not None else ""
    return (
        f"{said}{share}{cap}{', and it is passed' if cost.is_over else ''}{unknown}. It adds nothing for the customer."
    )


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
                *_label(organization, process),
                process.stage,
                said,
                organization.name_of(process.coached_by),
                owner.contact if owner else "",
            ]
        )
    unowned = sum(organization.is_unowned(process) for process in branch(organization, under))
    columns = ("id", "process", "stage", "owner", "coach", "contact")
    return Report("ownership", "Who answers for what", columns, rows, [f"{unowned} of {len(rows)} without an owner."])


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
        rows.append([*_label(organization, process), *told])
    lacking = sum(not row[3] for row in rows)
    columns = ("id", "process", "responsible", "accountable", "consulted", "informed")
    return Report("raci", "Who does and who answers", columns, rows, [f"{lacking} without anybody accountable."])


def _names(organization: Organization, people: Iterable[str]) -> str:
    return ", ".join(sorted(organization.name_of(person) for person in people))


def one_deep(store: Store, today: date, under: ProcessId | None = None) -> Report:
    """What only one person can do or teach, and who is on the way to own or coach it."""
    organization = store.organization
    rows: list[list[str]] = []
    for process in branch(organization, under):
        found = depth.one_deep(organization, process, today)
        if found:
            alone = "; ".join(depth.in_words(organization, one) for one in found)
            rows.append([*_label(organization, process), alone, _bench(organization, process)])
    columns = ("id", "process", "only one", "bench")
    return Report("one-deep", "What hangs on one person", columns, rows, [f"{len(rows)} one-deep."])


def the_bench(store: Store, today: date, under: ProcessId | None = None) -> Report:
    """Who is on the way to own or coach each process; nobody where the bench is empty."""
    organization = store.organization
    rows = [
        [*_label(organization, process), organization.name_of(process.owner), _bench(organization, process)]
        for process in branch(organization, under)
    ]
    empty = sum(not row[3] for row in rows)
    columns = ("id", "process", "owner", "bench")
    return Report("bench", "Who is on the way", columns, rows, [f"{empty} of {len(rows)} with nobody on the bench."])


def _bench(organization: Organization, process: Process) -> str:
    told = (f"{organization.name_of(one.person)} to {one.seat} it ({in_words(one)})" for one in process.bench)
    return "; ".join(told)


def handovers(store: Store, today: date, under: ProcessId | None = None) -> Report:
    """Where work changes hands: within each process from performer to performer, and on to other processes."""
    organization = store.organization
    rows: list[list[str]] = []
    for process in branch(organization, under):
        label = _label(organization, process)
        rows += [[*label, *passed] for passed in (*_within(organization, process), *_beyond(organization, process))]
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
            to = f"{organization.name_of(other.owner) or NOBODY}: {_label(organization, other)[1]}"
            yield [organization.name_of(process.owner) or NOBODY, to, flow.name, "", other.id, said]


def six(store: Store, today: date, under: ProcessId | None = None) -> Report:
    """The six functions of process management, the weakest process first."""
    organization = store.organization
    board = oversight.board(store, today, under)
    rows = [
        [
            *_label(organization, organization.processes[row.process]),
            *(" ".join(filter(None, (MARKS[cell.standing], cell.evidence, str(cell.on or "")))) for cell in row.cells),
            f"{row.weakest.function}: {row.weakest.next}" if row.weakest.next else "",
        ]
        for row in board.rows
    ]
    columns = ("id", "process", *(str(function) for function in Function), "next step")
    notes = [f"{function}: {held} of {len(rows)} hold." for function, held in board.holding.items()]
    return Report("six", "The six functions of process management", columns, rows, notes)


def of_maturity(store: Store, today: date, under: ProcessId | None = None) -> Report:
    """How mature each owned process is, the enabler that decides, and the statement that is missing."""
    organization = store.organization
    cap = maturing.cap_of(store)
    rows: list[list[str]] = []
    for process in branch(organization, under):
        if organization.is_unowned(process):
            continue
        found = maturing.of_process(store, process, today, cap)
        enablers = [str(enabler.level) for enabler in found.enablers]
        weakest = found.weakest.weakest[0]
        level = f"P-{found.level}" + (" (capped)" if found.is_capped else "")
        missing = f"{weakest.element.title}: {weakest.missing}"
        rows.append([*_label(organization, process), level, *enablers, missing])
    columns = ("id", "process", "level", *(enabler.title.lower() for enabler in maturing.model().process), "missing")
    said = "Nobody has judged the enterprise yet." if cap is None else f"The enterprise stands at E-{cap}."
    return Report("maturity", "How mature the processes are", columns, rows, [said])


def of_iso(store: Store, today: date, under: ProcessId | None = None) -> Report:
    """How far the record of each owned process answers ISO 9001, 4.4.1 a to h."""
    organization = store.organization
    titles = maturing.iso_titles()
    rows: list[list[str]] = []
    for process in branch(organization, under):
        if organization.is_unowned(process):
            continue
        points = maturing.points(store, process, today)
        lacking = [point.what for point in points if not point.is_there]
        marks = ["yes" if point.is_there else "—" for point in points]
        rows.append([*_label(organization, process), *marks, lacking[0] if lacking else ""])
    notes = [f"{letter}: {title}." for letter, title in titles.items()]
    return Report("iso", "ISO 9001, 4.4.1, by process", ("id", "process", *titles, "next"), rows, notes)


def progress(store: Store, today: date, under: ProcessId | None = None) -> Report:
    """How far each branch of the chart has come, at the ends of the last months and now."""
    organization = store.organization
    found = [one for one in shares(store, today, under) if one.branch]
    rows = [
        [
            *_label(organization, organization.processes[one.branch]),
            one.stage,
            *("" if share is None else f"{round(100 * share)} %" for share in one.shares),
        ]
        for one in found
    ]
    columns = ("id", "process", "stage", *(str(day) for day in (found[0].days if found else ())))
    future = organization.profile.preferred_future
    notes = [f"The preferred future: {future}"] if future else []
    return Report("progress", "How far the chart has come", columns, rows, notes)


def cost(store: Store, today: date, under: ProcessId | None = None) -> Report:
    """The minutes that oversight took, by process, in each of the last six months."""
    organization = store.organization
    months = oversight.costs(store, f"{today:%Y-%m}")
    rows = [
        [*_label(organization, process), *(str(month.by_process.get(process.id, "")) for month in months)]
        for process in branch(organization, under)
        if any(process.id in month.by_process for month in months)
    ]
    columns = ("id", "process", *(month.month for month in months))
    beside = sum(month.by_process.get("", 0) for month in months)
    notes = [cost_in_words(store, month.month) for month in months if month.minutes]
    notes += [f"{beside} min more for the chart and the enterprise."] if beside and under is None else []
    return Report("cost", "What oversight cost, in minutes", columns, rows, notes)


def feedback(store: Store, today: date, under: ProcessId | None = None) -> Report:
    """What customers said of each process, and what is looked into."""
    organization = store.organization
    rows: list[list[str]] = []
    for process in branch(organization, under):
        heard = store.dated.of(Feedback, process.id)
        if not heard:
            continue
        tones = [sum(one.tone == tone for one in heard) for tone in ("praise", "wish", "complaint")]
        looked = [one for one in store.dated.of(Investigation, process.id) if one.closed is None]
        waits = sum(one.waits for one in heard)
        rows.append(
            [
                *_label(organization, process),
                *map(str, tones),
                str(waits or ""),
                str(len(looked) or ""),
                str(heard[-1].on),
            ]
        )
    columns = ("id", "process", "praise", "wishes", "complaints", "wait for a reply", "looked into", "newest")
    return Report("feedback", "What customers say", columns, rows)


REPORTS: Mapping[str, Callable[[Store, date, ProcessId | None], Report]] = {
    "oversight": the_oversight,
    "ownership": ownership,
    "raci": raci,
    "handovers": handovers,
    "one-deep": one_deep,
    "bench": the_bench,
    "six": six,
    "maturity": of_maturity,
    "iso": of_iso,
    "progress": progress,
    "feedback": feedback,
    "cost": cost,
}
