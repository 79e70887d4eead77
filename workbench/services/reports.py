"""The reports of oversight: every row a process, in the order of the chart or the weakest first."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from workbench.domain.amounts import in_percent
from workbench.domain.cost import Cost
from workbench.domain.due import MANY, OWNERLESS
from workbench.domain.feedback import Feedback, Investigation
from workbench.domain.functions import Function, Row, Standing
from workbench.domain.ids import ProcessId
from workbench.domain.organization import Organization
from workbench.domain.readings import Reading, is_out_of_range
from workbench.domain.report import Report
from workbench.services import maturing, oversight, reviewing
from workbench.services.hands import handovers, label, one_deep, ownership, raci, the_bench
from workbench.services.oversight import branch
from workbench.services.progress import shares
from workbench.services.waiting import waiting as all_waiting
from workbench.store.store import Store

MARKS = {Standing.MISSING: "—", Standing.STALE: "old", Standing.PARTLY: "partly", Standing.HOLDS: "holds"}


def the_oversight(store: Store, today: date, under: ProcessId | None = None) -> Report:
    """What each process needs: an owner, its next review, its weakest function, what waits, what oversight cost.

    Many without an owner stand there only where something else waits.
    """
    organization = store.organization
    spent = oversight.cost(store, f"{today:%Y-%m}")
    board = oversight.board(store, today, under)
    managed = {row.process: row for row in board.rows}
    found = all_waiting(store, today)
    waiting = Counter(item.record for item in found)
    calls = {item.record for item in found if item.what != OWNERLESS}
    rows: list[list[str]] = []
    for process in branch(organization, under):
        if process.id not in managed and board.unmanaged > MANY and process.id not in calls:
            continue
        due = next((str(one.due) for one in reviewing.kept(store, process) if one.due and not one.recurring.check), "")
        latest = store.dated.latest(Reading, process.id, "measure") if process.measures else {}
        out = sum(map(is_out_of_range, latest.values()))
        rows.append(
            [
                *label(organization, process),
                due,
                _weakest(managed.get(process.id)),
                str(waiting[process.id] or ""),
                str(out or ""),
                str(spent.by_process.get(process.id, "")),
            ]
        )
    columns = ("id", "process", "next review", "weakest", "waiting", "out of range", "minutes this month")
    asked = branch(organization, under)
    within = {process.id for process in asked}
    notes = _costs_in_words(organization, [spent], under)
    notes += [
        f"{process.id} {process.name}: {kept.recurring.name} {kept.worth.said}; it could be dropped."
        for process, kept in oversight.droppable(store)
        if process.id in within
    ]
    if more := len(asked) - len(rows):
        notes.append(f"{more:,} more need an owner; nothing else waits there.")
    return Report("oversight", f"Oversight of {organization.profile.name}", columns, rows, notes)


def _weakest(row: Row | None) -> str:
    """What a process lacks most: somebody who answers for it, else the function that stands worst."""
    if row is None:
        return OWNERLESS
    cell = row.weakest
    return "" if cell.standing is Standing.HOLDS else f"{cell.function}: {cell.evidence}"


def cost_in_words(cost: Cost) -> str:
    """What oversight cost in a month, against the hours of work and the cap, in a sentence."""
    said = f"Oversight took {cost.minutes} min in {cost.month}"
    if cost.share is None:
        share = "; what share of the work nobody can say until the processes say their hours"
    elif cost.telling == cost.running:
        share = f", {in_percent(cost.share)} of {float(cost.hours):,.0f} h of work"
    else:
        share = (
            f"; {cost.told} min of it, {in_percent(cost.share)}, of the {float(cost.hours):,.0f} h of work in the "
            f"{cost.telling:,} of {cost.running:,} processes that say their hours"
        )
    cap = f"; the cap is {cost.cap} %" if cost.cap is not None else ""
    return f"{said}{share}{cap}{', and it is passed' if cost.is_over else ''}. It adds nothing for the customer."


def _costs_in_words(organization: Organization, months: Sequence[Cost], under: ProcessId | None) -> list[str]:
    """What oversight cost in each month; of a branch, how much of it went there."""
    if under is None:
        return [cost_in_words(month) for month in months if month.minutes]
    asked = {process.id for process in branch(organization, under)}
    whose = f"{under} {organization.processes[under].name}{' and what is under it' if len(asked) > 1 else ''}"
    spent = [(month, sum(month.by_process.get(process, 0) for process in asked)) for month in months if month.minutes]
    return [
        f"{whose} took {own} min of oversight in {month.month}, of {month.minutes} min in the whole organization."
        for month, own in spent
    ]


def six(store: Store, today: date, under: ProcessId | None = None) -> Report:
    """The six functions of process management, the weakest process first."""
    organization = store.organization
    board = oversight.board(store, today, under)
    rows = [
        [
            *label(organization, organization.processes[row.process]),
            *(" ".join(filter(None, (MARKS[cell.standing], cell.evidence, str(cell.on or "")))) for cell in row.cells),
            f"{row.weakest.function}: {row.weakest.next}" if row.weakest.next else "",
        ]
        for row in board.rows
    ]
    columns = ("id", "process", *(str(function) for function in Function), "next step")
    notes = [f"{function}: {held:,} of {len(rows):,} hold." for function, held in board.holding.items() if rows]
    notes = notes or ["No process has an owner yet."]
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
        rows.append([*label(organization, process), level, *enablers, missing])
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
        rows.append([*label(organization, process), *marks, lacking[0] if lacking else ""])
    notes = [f"{letter}: {title}." for letter, title in titles.items()]
    return Report("iso", "ISO 9001, 4.4.1, by process", ("id", "process", *titles, "next"), rows, notes)


def progress(store: Store, today: date, under: ProcessId | None = None) -> Report:
    """How far each branch of the chart has come, at the ends of the last months and now."""
    organization = store.organization
    found = [one for one in shares(store, today, under) if one.branch]
    rows = [
        [
            *label(organization, organization.processes[one.branch]),
            one.stage,
            *("" if share is None else f"{round(100 * share)} %" for share in one.shares),
        ]
        for one in found
    ]
    columns = ("id", "process", "stage", *(str(day) for day in (found[0].days if found else ())))
    future = organization.profile.preferred_future
    notes = ["Only what has nothing under it counts."]
    notes += [f"The preferred future: {future}"] if future else []
    return Report("progress", "How far the chart has come", columns, rows, notes)


def cost(store: Store, today: date, under: ProcessId | None = None) -> Report:
    """The minutes that oversight took, by process, those retired since last, in each of the last six months."""
    organization = store.organization
    months = oversight.costs(store, f"{today:%Y-%m}")
    retired = [] if under else [process for process in organization.processes.values() if process.retired]
    rows = [
        [*label(organization, process), *(str(month.by_process.get(process.id, "")) for month in months)]
        for process in (*branch(organization, under), *retired)
        if any(process.id in month.by_process for month in months)
    ]
    columns = ("id", "process", *(month.month for month in months))
    beside = sum(month.by_process.get("", 0) for month in months)
    notes = _costs_in_words(organization, months, under)
    notes += [f"{beside} of these minutes were for the chart and the enterprise."] if beside and under is None else []
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
                *label(organization, process),
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
