"""What was said elsewhere about a process, for somebody who answers one question of its checklist."""

from collections.abc import Iterator

from workbench.domain.checklist import Checklist, Question
from workbench.domain.engineering import in_short
from workbench.domain.organization import Organization
from workbench.domain.process import Process

LONGEST = 240


def related(
    organization: Organization, checklist: Checklist, process: Process, question: Question
) -> list[tuple[str, str]]:
    """The texts that bear on a question, each under its name, in a line: the record, other answers, neighbours."""
    said = [
        *_record(organization, process),
        *_answers(checklist, process, question),
        *_neighbours(organization, process),
    ]
    return [(name, _cut(" ".join(text.split()))) for name, text in said if text]


def _cut(text: str) -> str:
    """A text no longer than a few lines, cut behind a word where it is longer."""
    if len(text) <= LONGEST:
        return text
    begun, _, _ = text[: LONGEST + 1].rpartition(" ")
    return f"{begun or text[:LONGEST]} …"


def _record(organization: Organization, process: Process) -> Iterator[tuple[str, str]]:
    yield "purpose", process.purpose
    yield "trigger", process.trigger
    yield "result", process.result
    for customer in sorted(process.customers & organization.customers.keys()):
        known = organization.customers[customer]
        yield known.name, known.needs


def _answers(checklist: Checklist, process: Process, besides: Question) -> Iterator[tuple[str, str]]:
    for question in checklist.questions:
        if question.id != besides.id:
            yield question.label, in_short(process, question)


def _neighbours(organization: Organization, process: Process) -> Iterator[tuple[str, str]]:
    for sign, flows in (("←", process.inputs), ("→", process.outputs)):
        for flow in flows:
            other = organization.processes.get(flow.process or "")
            if other:
                yield sign, f"{other.id} {other.name}: {flow.name}"
