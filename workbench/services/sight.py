"""The line of sight of a performer: the customer, what he wants, where the process sits, its measure, the coach."""

from collections.abc import Iterator
from typing import Any

from workbench.domain import bench
from workbench.domain.document import Heading
from workbench.domain.evidence import answer_to
from workbench.domain.organization import Organization
from workbench.domain.process import Flow, Process
from workbench.domain.proposals import outcome
from workbench.domain.readings import (
    BARS,
    Reading,
    difference,
    in_words,
    is_out_of_range,
    of_measure,
    sparkline,
    trend,
)
from workbench.store.store import Store

PROMISES = ("target-time", "precision", "flexibility")


def rows(store: Store, process: Process, person: str = "", bars: str = BARS) -> list[tuple[str, str]]:
    """The line of sight, a name and a text a line; for one of its performers, with what they have learned of it."""
    return [(name, text) for name, text in _rows(store, process, person, bars) if text]


def _rows(store: Store, process: Process, person: str, bars: str) -> Iterator[tuple[str, str]]:
    organization = store.organization
    above = [organization.processes[one].name for one in organization.full_chart.line(process.id)]
    yield "in", " / ".join(above) or "the top of the chart"
    yield "for", process.purpose
    for customer in sorted(process.customers):
        known = organization.customers.get(customer)
        if known:
            checked = f" (asked {known.last_checked})" if known.last_checked else ""
            yield "customer", f"{known.name}{': ' if known.needs else ''}{_one_line(known.needs)}{checked}"
    yield "result", process.result
    for promise in PROMISES:
        yield promise.replace("-", " "), answer_to(process, promise).says
    yield "comes in", "; ".join(_flow(organization, flow, "from") for flow in process.inputs)
    yield "goes out", "; ".join(_flow(organization, flow, "to") for flow in process.outputs)
    readings = store.dated.of(Reading, process.id) if process.measures else []
    for measure in process.measures:
        found = of_measure(readings, measure.id)
        yield measure.name, _measured(measure.target, found, bars)
    for heading in Heading:
        held = [practice.name for practice in process.practices if practice.heading is heading]
        yield str(heading), "; ".join(held)
    yield "decides", _one_line(process.decision_rights)
    yield "owner", organization.name_of(process.owner)
    coach = organization.people.get(process.coached_by or "")
    yield "coach", f"{coach.name}, {coach.contact}".removesuffix(", ") if coach else ""
    for item in process.training:
        learner = item.learner(person) if person else None
        if learner:
            until = item.renewed_by(learner)
            yield "you learn", f"{item.name}: {learner.level or 'begun'}{f', until {until}' if until else ''}"
    for one in process.bench:
        if one.person == person:
            yield "you are to", f"{one.seat} it: {bench.in_words(one)}"
    for proposal in process.proposals:
        if person and proposal.proposer == person:
            yield "you proposed", f"{proposal.id} {proposal.name}: {_one_line(outcome(organization, proposal))}"


def _measured(target: str, found: list[Reading], bars: str) -> str:
    wanted = f"target {target}" if target else ""
    if not found:
        return ", ".join(filter(None, (wanted, "not read yet")))
    last = found[-1]
    mark = " ! out of range" if is_out_of_range(last) else ""
    off = in_words(difference(last), last.actual)
    drawn = sparkline(trend(found).values, bars=bars)
    return ", ".join(filter(None, (f"{last.actual} on {last.on}{mark}", wanted, off))) + f"  {drawn}"


def _flow(organization: Organization, flow: Flow, way: str) -> str:
    other = organization.processes.get(flow.process or "")
    return f"{flow.name} ({way} {organization.label(other)} {other.name})" if other else flow.name


def _one_line(text: str) -> str:
    return " ".join(text.split())


def as_data(store: Store, process: Process, person: str = "") -> dict[str, Any]:
    """The line of sight as data, each name with its texts."""
    told: dict[str, list[str]] = {}
    for name, text in rows(store, process, person):
        told.setdefault(name, []).append(text)
    return {"id": process.id, "name": process.name, "sight": told}
