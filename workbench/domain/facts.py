"""What the live records show of a process: the levels they reach on the ladder of maturity, and ISO 9001's points."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workbench.domain.dates import Interval
from workbench.domain.errors import count
from workbench.domain.evidence import answer_to
from workbench.domain.feedback import Benchmark, Investigation
from workbench.domain.functions import Function, Row, Standing
from workbench.domain.maturity import Shown
from workbench.domain.organization import Organization
from workbench.domain.process import GATES, Process
from workbench.domain.readings import Reading, next_reading
from workbench.domain.reviews import Review
from workbench.domain.training import Level

OWN_TARGETS = ("time", "cost", "precision")


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the records know of a process on a day; dated records come oldest first, readings the newest of each."""

    organization: Organization
    process: Process
    row: Row
    latest: Mapping[str, Reading]
    reviews: Sequence[Review]
    investigations: Sequence[Investigation]
    benchmarks: Sequence[Benchmark]
    today: date

    def holds(self, function: Function) -> bool:
        """That function stands as it should."""
        return self.row.cell(function).standing is Standing.HOLDS

    def passed(self, stage: str) -> bool:
        """That gate was passed."""
        return any(gate.id == stage for gate in self.process.gates)

    @property
    def lessons(self) -> tuple[int, int]:
        """How many lessons are held now, of how many that its performers should hold."""
        process = self.process
        wanted = [(item, person) for item in process.training for person in process.performers]
        return sum(item.is_held_by(person, self.today) for item, person in wanted), len(wanted)

    @property
    def overdue(self) -> int:
        """How many of its measures should have been read by now, and were not."""
        found = 0
        for measure in self.process.measures:
            last = self.latest.get(measure.id)
            day = next_reading(measure, [last] if last else [], self.today)
            found += last is None or (day is not None and day < self.today)
        return found

    @property
    def is_asked(self) -> bool:
        """Its customers were asked within the time for which a belief holds."""
        lasting = Interval.read(self.organization.profile.belief_interval)
        days = [answer.checked for answer in self.process.answers if answer.checked]
        customers = (self.organization.customers.get(one) for one in self.process.customers)
        days += [customer.last_checked for customer in customers if customer and customer.last_checked]
        return any(lasting.after(day) > self.today for day in days)


Rung = tuple[bool, str]


def _climbed(*rungs: Rung) -> Shown:
    """The level of the last rung before the first that is missing, and the evidence up to it."""
    level, said = 0, "nothing recorded"
    for is_there, evidence in rungs:
        if not is_there:
            break
        level, said = level + 1, evidence
    return Shown(level, said)


def _purpose(facts: Facts) -> Shown:
    process = facts.process
    linked = any(flow.process for flow in (*process.inputs, *process.outputs))
    return _climbed(
        (bool(process.purpose and process.result), "purpose and result are written down"),
        (facts.passed("designed") and bool(process.customers), "designed for a customer, in one round"),
        (linked and facts.passed("owned"), "its flows lead to and from other processes"),
    )


def _context(facts: Facts) -> Shown:
    process = facts.process
    flows = (*process.inputs, *process.outputs)
    return _climbed(
        (bool(process.inputs and process.outputs and process.customers), "inputs, outputs and customers are named"),
        (facts.is_asked, "its customers were asked lately"),
        (bool(flows) and all(flow.process for flow in flows), "every flow names the process at its other end"),
    )


def _documentation(facts: Facts) -> Shown:
    process, cell = facts.process, facts.row.cell(Function.DOCUMENTATION)
    return _climbed(
        (bool(process.versions) or facts.passed("documented"), cell.evidence),
        (
            bool(process.versions and process.steps) and cell.standing > Standing.STALE,
            f"{cell.evidence}, with its steps",
        ),
        (facts.holds(Function.DOCUMENTATION), f"{cell.evidence}, read by all who perform it"),
    )


def _knowledge(facts: Facts) -> Shown:
    process = facts.process
    return _climbed(
        (bool(process.performers and process.measures), "its performers and its measure are named"),
        (facts.holds(Function.DOCUMENTATION) and bool(process.performers), "every performer has read the document"),
    )


def _skills(facts: Facts) -> Shown:
    held, wanted = facts.lessons
    teaches = any(learner.level is Level.TEACH for item in facts.process.training for learner in item.learners)
    return _climbed(
        (held > 0, f"{held} of {wanted} lessons held"),
        (wanted > 0 and held == wanted, f"all {count(wanted, 'lesson')} held"),
        (teaches and bool(facts.process.decision_rights), "some teach it, and they decide without asking"),
    )


def _behavior(facts: Facts) -> Shown:
    by_performers = any(one.by in facts.process.performers for one in facts.latest.values())
    return _climbed(
        (bool(facts.process.performers), "its performers are named"),
        (by_performers, "performers take the readings"),
    )


def _identity(facts: Facts) -> Shown:
    is_owned = not facts.organization.is_unowned(facts.process)
    owner = facts.organization.people.get(facts.process.owner or "")
    return _climbed(
        (is_owned, "it has an owner"),
        (is_owned and facts.passed("owned") and not (owner and owner.team), "one person took it over"),
    )


def _activities(facts: Facts) -> Shown:
    lasting = Interval.read(facts.process.review_interval or facts.organization.profile.belief_interval)
    made = [review for review in facts.reviews if review.was_made]
    lately = bool(made) and lasting.after(made[-1].on) >= facts.today
    said = f"looked at on {made[-1].on}" if made else ""
    kept = lately and facts.holds(Function.PRACTICES) and any(one.target for one in facts.process.measures)
    return _climbed(
        (bool(made) or bool(facts.investigations), said or "problems are looked into"),
        (kept, f"{said}, with targets and best practices kept"),
    )


def _authority(facts: Facts) -> Shown:
    return _climbed(
        (not facts.organization.is_unowned(facts.process), "its owner speaks for it"),
        (bool(facts.process.decision_rights), "it is written down what is decided without asking"),
    )


def _systems(facts: Facts) -> Shown:
    steps = facts.process.steps
    named = sum(bool(step.system) for step in steps)
    return _climbed(
        (named > 0, f"{named} of {len(steps)} steps name their system"),
        (bool(steps) and named == len(steps), "every step names its system"),
    )


def _people_systems(facts: Facts) -> Shown:
    training = facts.process.training
    return _climbed(
        (bool(training), f"{count(len(training), 'lesson')} to be learned"),
        (any(item.renewal for item in training) and facts.passed("trained"), "lessons are renewed"),
    )


def _definition(facts: Facts) -> Shown:
    measures = facts.process.measures
    whole = [one for one in measures if one.target and one.range]
    of_customer = any(one.aim and one.aim not in OWN_TARGETS for one in measures)
    return _climbed(
        (bool(measures), count(len(measures), "measure")),
        (
            bool(measures) and len(whole) == len(measures) and of_customer,
            "targets, ranges, and what customers make of it",
        ),
    )


def _uses(facts: Facts) -> Shown:
    is_open = [one for one in facts.investigations if one.closed is None]
    fresh = facts.holds(Function.BENCHMARKING)
    by_performers = any(one.by in facts.process.performers for one in facts.latest.values())
    read = bool(facts.process.measures) and not facts.overdue
    said = f"read in time, {len(is_open)} looked into now" if is_open else "read in time"
    return _climbed(
        (read, said), (fresh, f"{said}, beside what others reach"), (by_performers, f"{said}, by performers")
    )


_SHOWN: Mapping[str, Callable[[Facts], Shown]] = {
    "purpose": _purpose,
    "context": _context,
    "documentation": _documentation,
    "knowledge": _knowledge,
    "skills": _skills,
    "behavior": _behavior,
    "identity": _identity,
    "activities": _activities,
    "authority": _authority,
    "systems": _systems,
    "people-systems": _people_systems,
    "definition": _definition,
    "uses": _uses,
}


def shown(facts: Facts) -> Mapping[str, Shown]:
    """By element of maturity, the level that the records reach."""
    return {element: look(facts) for element, look in _SHOWN.items()}


@dataclass(frozen=True, slots=True)
class Point:
    """One point of ISO 9001, 4.4.1: its letter, whether the records answer it, with what or what is missing, and where.

    `where` is inputs, outputs, flows, measures, steps, means, owner, decisions, risks, readings or practices.
    """

    id: str
    is_there: bool
    what: str
    where: str = ""


def iso(facts: Facts) -> list[Point]:
    """How far the record of a process answers ISO 9001, 4.4.1 a to h."""
    process = facts.process
    linked = [flow for flow in (*process.inputs, *process.outputs) if flow.process]
    criteria = bool(process.measures or answer_to(process, "acceptance").says or answer_to(process, "target-time").says)
    closed = [one for one in facts.investigations if one.closed]
    made = [review for review in facts.reviews if review.was_made]
    owned = not facts.organization.is_unowned(process)
    confirmed = [practice for practice in process.practices if practice.confirmed]
    flows = {"inputs": process.inputs, "outputs": process.outputs}
    criteria_and_methods = {"measures": criteria, "steps": process.steps}
    authority = {"owner": owned, "decision rights": process.decision_rights}
    said: list[tuple[str, str, str, str]] = [
        ("a", _asked("name its", flows), "inputs and outputs named", "outputs" if process.inputs else "inputs"),
        (
            "b", "" if linked else "say which processes it takes from and gives to",
            "flows lead to other processes", "flows",
        ),
        (
            "c", _asked("give it", criteria_and_methods), "measured, with its steps",
            "steps" if criteria else "measures",
        ),
        ("d", _lacking(process), f"{count(len(process.means), 'need')}, all there", "means"),
        ("e", _asked("name", authority), "owned, with decision rights", "decisions" if owned else "owner"),
        ("f", "" if process.risks else "say what can go wrong", count(len(process.risks), "risk"), "risks"),
        ("g", "" if made or facts.latest else "take readings, or review it", "looked at or read", "readings"),
        (
            "h", "" if closed or confirmed else "confirm or change a practice",
            "investigations closed or practices confirmed", "practices",
        ),
    ]  # fmt: skip
    return [Point(letter, not lacking, lacking or there, where) for letter, lacking, there, where in said]


def _asked(act: str, wanted: Mapping[str, object]) -> str:
    """To do what with those that are wanted and not there; "" where all are."""
    lacking = [name for name, there in wanted.items() if not there]
    return f"{act} {' and '.join(lacking)}" if lacking else ""


def _lacking(process: Process) -> str:
    """What keeps the resources of a process from being there; "" where they are."""
    short = [f"{means.lacking} of {means.name}" for means in process.means if means.lacking]
    if short:
        return f"short of {', '.join(short)}"
    unknown = [means.name for means in process.means if means.short is None]
    if unknown:
        return f"say how much there is of {', '.join(unknown)}"
    return "" if process.means else "say what it needs, and what there is"


def reached(process: Process, stage: str) -> bool:
    """The process has passed this gate or a later one."""
    order = [str(gate) for gate in GATES]
    return process.stage in order[order.index(stage) :]
