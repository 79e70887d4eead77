"""Tables for spreadsheets: one row a process or a person, in UTF-8 without a byte order mark.

Nothing in a cell can run as a formula (see `values`). The parent is named by its code, by its id
where it has no code of its own.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence

from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.exchange.decoding import encode
from workbench.exchange.values import inert, joined

PROCESS_COLUMNS = (
    "id", "code", "parent", "kind", "name", "description", "purpose", "owner", "coach", "engineer",
    "performers", "customers", "trigger", "result", "importance", "tags", "decision_rights",
    "review_interval", "next_review", "retired",
)  # fmt: skip
PEOPLE_COLUMNS = ("handle", "name", "contacts", "accounts")


def write_processes(organization: Organization) -> bytes:
    """Every process, retired ones too, in the order of the chart."""
    codes = Counter(process.code for process in organization.processes.values())
    chart = organization.full_chart
    rows: list[Sequence[str]] = []
    for place, _ in chart.walk():
        process = organization.processes[place]
        parent = organization.processes[above] if (above := chart.parent(place)) else None
        reference = (parent.code if codes[parent.code] == 1 and parent.code else parent.id) if parent else ""
        rows.append(_process(process, reference, organization))
    return _written(PROCESS_COLUMNS, rows)


def _process(process: Process, parent: str, organization: Organization) -> Sequence[str]:
    customers = organization.customers
    named = (customers[c].name if c in customers else c for c in sorted(process.customers))
    return (
        process.id, process.code, parent, process.kind or "", process.name,
        process.description, process.purpose,
        process.owner or process.named_owner, process.coach or "", process.engineer or "",
        joined(sorted(process.performers)), joined(named), process.trigger, process.result,
        "" if process.importance is None else str(process.importance), joined(sorted(process.tags)),
        process.decision_rights, process.review_interval,
        process.next_review.isoformat() if process.next_review else "",
        process.retired.isoformat() if process.retired else "",
    )  # fmt: skip


def write_people(organization: Organization) -> bytes:
    """Every person and team, by handle."""
    people = sorted(organization.people.values(), key=lambda person: person.id)
    return _written(
        PEOPLE_COLUMNS,
        [(p.id, p.name, joined(sorted(p.contacts)), joined(sorted(p.accounts))) for p in people],
    )


def _written(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([inert(cell) if cell else "" for cell in row] for row in rows)
    return encode(target.getvalue())
