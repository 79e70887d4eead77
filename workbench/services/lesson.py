"""A process as a lesson: what it is for, step by step what is done, what was promised."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workbench.domain.checklist import Checklist
from workbench.domain.document import Heading
from workbench.domain.evidence import answer_to
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.domain.steps import Step, in_order, places
from workbench.exchange.step_chart import time_in_words, way_told

PROMISES = ("outputs", "acceptance", "target-time", "precision", "flexibility", "exceptions", "price")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One leaf of a lesson: its title, and texts each after its kind (head, strong, item, or "" for plain)."""

    title: str
    texts: tuple[tuple[str, str], ...]


def lesson(organization: Organization, checklist: Checklist, process: Process) -> list[Leaf]:
    """The leaves of the lesson on a process, in the order in which they are read."""
    steps = in_order(process.steps)
    leaves = [
        Leaf("What it is for", tuple(_purpose(organization, process))),
        *(
            Leaf(f"Step {n} of {len(steps)}: {step.name}", tuple(_step(step, places(steps))))
            for n, step in enumerate(steps, 1)
        ),
        Leaf("How it is done well", tuple(_practices(process))),
        Leaf("What can go wrong, and what then", tuple(_risks(process))),
        Leaf("What was promised", tuple(_promises(checklist, process))),
    ]
    return [leaf for leaf in leaves if leaf.texts]


def _purpose(organization: Organization, process: Process) -> Iterator[tuple[str, str]]:
    yield from _headed("Purpose", process.purpose)
    for customer in sorted(process.customers & organization.customers.keys()):
        known = organization.customers[customer]
        yield from _headed(f"For: {known.name}", known.needs or "What they need is not written yet.")
    yield from _headed("It begins with", process.trigger)
    yield from _headed("It ends with", process.result)
    yield from _headed("You decide without asking", process.decision_rights)
    yield from _headed("Who coaches you", organization.name_of(process.coached_by))
    yield from _headed("Beside", process.description)


def _headed(title: str, text: str) -> Iterator[tuple[str, str]]:
    if text:
        yield from (("head", title), ("", text), ("", ""))


def _step(step: Step, place: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    yield "strong", f"{step.id}, {step.symbol}" + (f", by {step.performer}" if step.performer else "")
    yield "", ""
    yield from _headed("Work", time_in_words(step.active))
    yield from _headed("Waiting", time_in_words(step.wait))
    yield from _headed("In", step.system)
    yield from _headed("Mind", step.note)
    if step.ways:
        yield "head", "Ways on"
        yield from (("item", way_told(way, place)) for way in step.ways)


def _practices(process: Process) -> Iterator[tuple[str, str]]:
    for heading in Heading:
        held = [practice for practice in process.practices if practice.heading is heading]
        if held:
            yield "head", f"To {heading}"
        for practice in held:
            source = f" (from {practice.source})" if practice.source else ""
            yield "item", f"{practice.name}{source}"
            if practice.note:
                yield "", practice.note


def _risks(process: Process) -> Iterator[tuple[str, str]]:
    for risk in process.risks:
        yield "item", risk.name
        yield "", risk.response or "What is done then is not written yet."


def _promises(checklist: Checklist, process: Process) -> Iterator[tuple[str, str]]:
    for question in checklist.questions:
        answer = answer_to(process, question.id)
        if question.id in PROMISES and answer.says:
            said = [text for text in (answer.figure, answer.text or answer.because) if text]
            yield from _headed(question.label, "\n".join(said))
