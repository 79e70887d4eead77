"""The line of sight of a performer: customer, what he wants, measure, coach; then where the process sits."""

from collections.abc import Iterator
from typing import Any

from workbench.domain import bench
from workbench.domain.document import Heading
from workbench.domain.errors import count
from workbench.domain.evidence import answer_to
from workbench.domain.organization import Organization
from workbench.domain.process import Flow, Process
from workbench.domain.proposals import outcome
from workbench.domain.readings import (
    Course,
    Indicator,
    Reading,
    difference,
    in_words,
    is_out_of_range,
    of_measure,
    trend,
)
from workbench.domain.sparkline import BARS, sparkline
from workbench.domain.training import Level
from workbench.store.store import Store

REACHED = {Level.SEE: "seen it done", Level.DO: "does it alone", Level.TEACH: "teaches it"}
UNNAMED = "none is named yet"
PROMISES = ("target-time", "precision", "flexibility")


def rows(store: Store, process: Process, person: str = "", bars: str = BARS) -> list[tuple[str, str]]:
    """The line of sight, what a performer looks at each day first, a name and a text a line.

    For one of its performers it has what they have learned of it.
    """
    organization = store.organization
    read = [(one.name, _measured(one.target, found, bars)) for one, found in _read(store, process)]
    return [*_wanted(organization, process), *read, *_besides(organization, process, person)]


def _read(store: Store, process: Process) -> list[tuple[Indicator, list[Reading]]]:
    """The measures, each with its readings, oldest first."""
    readings = store.dated.of(Reading, process.id) if process.measures else []
    return [(measure, of_measure(readings, measure.id)) for measure in process.measures]


def _besides(organization: Organization, process: Process, person: str) -> list[tuple[str, str]]:
    """What stands behind the customers and the measures."""
    return [(name, text) for name, text in _rest(organization, process, person) if text]


def _rest(organization: Organization, process: Process, person: str) -> Iterator[tuple[str, str]]:
    coach = organization.people.get(process.coached_by or "")
    yield "coach", f"{coach.name}, {coach.contact}".removesuffix(", ") if coach else ""
    for heading in Heading:
        held = [practice.name for practice in process.practices if practice.heading is heading]
        yield str(heading), "; ".join(held)
    yield "practices", "" if process.practices else UNNAMED
    if person:
        yield from _own(organization, process, person) or [("learned", _nothing_learned(process, person))]
    for promise in PROMISES:
        yield promise.replace("-", " "), answer_to(process, promise).says
    yield "result", process.result
    yield "purpose", process.purpose
    yield "decides", _one_line(process.decision_rights)
    above = [organization.processes[one].name for one in organization.full_chart.line(process.id)]
    yield "part of", " / ".join(above) or "nothing: it is the top of the chart"
    yield "comes in", "; ".join(_flow(organization, flow, "from") for flow in process.inputs) or UNNAMED
    yield "goes out", "; ".join(_flow(organization, flow, "to") for flow in process.outputs) or UNNAMED
    yield "owner", organization.name_of(process.owner)


def _wanted(organization: Organization, process: Process) -> list[tuple[str, str]]:
    """Who receives the result, and what they want."""
    found: list[tuple[str, str]] = []
    for customer in sorted(process.customers):
        known = organization.customers.get(customer)
        if known:
            checked = f" (asked {known.last_checked})" if known.last_checked else ""
            needs = f"{': ' if known.needs else ''}{_one_line(known.needs)}{checked}"
            found.append(("customer", f"{known.name}{needs}"))
    return found or [("customer", UNNAMED)]


def _own(organization: Organization, process: Process, person: str) -> list[tuple[str, str]]:
    """What one person has learned of it, is to be in it, and has proposed."""
    found: list[tuple[str, str]] = []
    for item in process.training:
        if learner := item.learner(person):
            until = item.renewed_by(learner)
            came = REACHED[learner.level] if learner.level else "begun"
            found.append(("learned", f"{item.name}: {came}{f', until {until}' if until else ''}"))
    found += [
        ("on the way", f"to {one.seat} it: {bench.in_words(one)}")
        for one in bench.on_the_way(organization, process)
        if one.person == person
    ]
    found += [
        ("proposed", f"{proposal.id} {proposal.name}: {_one_line(outcome(organization, proposal))}")
        for proposal in process.proposals
        if proposal.proposer == person
    ]
    return found


def _nothing_learned(process: Process, person: str) -> str:
    """Why somebody has learned nothing of it."""
    if person not in process.performers:
        return "nothing: not one of its performers"
    lessons = len(process.training)
    return f"none of {count(lessons, 'lesson')} yet" if lessons else "nothing: it has no lessons yet"


def _measured(target: str, found: list[Reading], bars: str) -> str:
    wanted = f"target {target}" if target else ""
    if not found:
        return ", ".join(filter(None, (wanted, "not read yet")))
    last = found[-1]
    mark = " ! out of range" if is_out_of_range(last) else ""
    off = in_words(difference(last), last.actual)
    so_far = trend(found)
    course = "" if so_far.course is Course.UNKNOWN else f" {so_far.course}"
    drawn = f"{sparkline(so_far.values, bars=bars)}{course}"
    return ", ".join(filter(None, (f"{last.actual} on {last.on}{mark}", wanted, off))) + f"  {drawn}"


def _flow(organization: Organization, flow: Flow, way: str) -> str:
    other = organization.processes.get(flow.process or "")
    return f"{flow.name} ({way} {organization.label(other)} {other.name})" if other else flow.name


def _one_line(text: str) -> str:
    return " ".join(text.split())


def as_data(store: Store, process: Process, person: str = "") -> dict[str, Any]:
    """The line of sight as data: each name with its texts, and each measure with its readings, oldest first."""
    told: dict[str, list[str]] = {}
    for name, text in (*_wanted(store.organization, process), *_besides(store.organization, process, person)):
        told.setdefault(name, []).append(text)
    measures = [
        {
            "id": one.id, "name": one.name, "target": one.target, "range": one.range,
            "readings": [{"on": reading.on, "actual": reading.actual} for reading in found],
        }
        for one, found in _read(store, process)
    ]  # fmt: skip
    return {"id": process.id, "name": process.name, "sight": told, "measures": measures}
