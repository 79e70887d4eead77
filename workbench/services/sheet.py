"""The process sheet: everything that is known of one process, for a reader."""

from collections.abc import Iterator
from typing import Any

from workbench.domain.dates import Interval
from workbench.domain.organization import Organization
from workbench.domain.process import GATES, Flow, Gate, Process, Stage
from workbench.store.documents import to_doc


def as_data(organization: Organization, process: Process) -> dict[str, Any]:
    """The record with what is derived from it."""
    chart = organization.full_chart
    return {
        "id": process.id,
        **to_doc(process),
        "place": None if process.retired else organization.chart.place(process.id),
        "kind": organization.kind(process),
        "stage": process.stage,
        "missing": organization.missing(process),
        "owner_name": organization.name_of(process.owner) or None,
        "coached_by": process.coached_by,
        "under": [{"id": above, "name": organization.processes[above].name} for above in chart.line(process.id)],
        "children": list(chart.children(process.id)),
    }


def as_text(organization: Organization, process: Process) -> str:
    """The sheet as text: a heading, a line for every field that says something, then the description."""
    label = organization.label(process)
    lines = [f"{f'{label} ' if label else ''}{process.name}  ({process.id})", ""]
    lines += [f"{name:<12} {value}" for name, value in fields(organization, process)]
    if process.description:
        lines += ["", process.description]
    return "\n".join(lines)


def fields(organization: Organization, process: Process) -> list[tuple[str, str]]:
    """The fields that say something, in the order in which a reader wants them."""
    return [(name, value) for name, value in _fields(organization, process) if value]


def _fields(organization: Organization, process: Process) -> Iterator[tuple[str, str]]:
    chart, people = organization.full_chart, organization.people
    owner = people.get(process.owner) if process.owner else None
    yield "under", " / ".join(organization.processes[above].name for above in chart.line(process.id))
    yield "kind", str(organization.kind(process))
    missing = organization.missing(process)
    is_early = (
        process.is_engineered
        and process.stage not in (Stage.OWNED, Stage.RETIRED)
        and organization.has_changed_hands(process.id)
    )
    early = ", and taken over before the rest of its gates" if is_early else ""
    yield "stage", f"{process.stage}{early}" + (f", drifted: {', '.join(missing)} has gone" if missing else "")
    yield "purpose", process.purpose
    yield "trigger", process.trigger
    yield "result", process.result
    yield "customers", ", ".join(sorted(organization.customers[c].name for c in process.customers))
    yield "inputs", "; ".join(_flow(organization, flow, "from") for flow in process.inputs)
    yield "outputs", "; ".join(_flow(organization, flow, "to") for flow in process.outputs)
    yield "owner", _owner(organization, process)
    yield "contact", owner.contact if owner else ""
    yield "coach", _and_then(organization, process, "coaches", organization.name_of(process.coached_by))
    yield "engineer", _and_then(organization, process, "engineers", _engineer(organization, process))
    performers = ", ".join(sorted(organization.name_of(person) for person in process.performers))
    yield "performers", _and_then(organization, process, "performs", performers)
    yield "decides", process.decision_rights
    yield "importance", f"{process.importance} of 5" if process.importance else ""
    yield "tags", " ".join(f"#{tag}" for tag in sorted(process.tags))
    every = f", every {Interval.read(process.review_interval).in_words()}" if process.review_interval else ""
    yield "next review", f"{process.next_review or 'none set'}{every}" if process.next_review or every else ""
    if any((process.answers, process.steps, process.versions, process.proposals, process.bench)):
        from workbench.services.engineered import lines

        yield from lines(organization, process)
    yield "gates", "; ".join(_gate(organization, gate) for gate in sorted(process.gates, key=_order))
    yield "retired", str(process.retired or "")


def _owner(organization: Organization, process: Process) -> str:
    comes = organization.comes_to(process)
    then = f"; {comes}" if comes else ""
    if not process.owner:
        wanted = f" (an import named “{process.named_owner}”)" if process.named_owner else ""
        return f"— nobody —{wanted}{then}"
    left = " has left" if organization.is_unowned(process) else ""
    return f"{organization.name_of(process.owner)} ({process.owner}){left}{then}"


def _and_then(organization: Organization, process: Process, role: str, now: str) -> str:
    """Who has a part in a process now, and who in whose place from which day on."""
    ahead = [one for one in process.appointments if one.role == role]
    name = organization.name_of
    then = [f"{name(one.to)} for {name(one.from_whom)} from {one.since}" for one in ahead]
    return "; ".join(filter(None, [now, *then]))


def _engineer(organization: Organization, process: Process) -> str:
    closed = process.rounds[-1].closed if process.rounds else None
    return f"{organization.name_of(process.engineer)}{f', until {closed}' if closed and process.engineer else ''}"


def _flow(organization: Organization, flow: Flow, way: str) -> str:
    if not flow.process:
        return flow.name
    other = organization.processes.get(flow.process)
    return f"{flow.name} ({way} {flow.process}{f' {other.name}' if other else ''})"


def _order(gate: Gate) -> int:
    """Gates stand in the order in which they are passed, unknown ones last."""
    return GATES.index(Stage(gate.id)) if gate.id in GATES else len(GATES)


def _gate(organization: Organization, gate: Gate) -> str:
    because = f", because {gate.because}" if gate.because else ""
    return f"{gate.id} {gate.on or ''} by {organization.name_of(gate.by) or 'somebody'}{because}"
