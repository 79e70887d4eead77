"""How far the engineering of a process is, for its sheet; loaded where any has begun."""

from collections.abc import Iterator

from workbench.domain.bench import in_words, on_the_way
from workbench.domain.design import totals
from workbench.domain.document import latest
from workbench.domain.engineering import progress
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.domain.proposals import outcome
from workbench.exchange.step_chart import total_rows
from workbench.services.checklist import checklist


def lines(organization: Organization, process: Process) -> Iterator[tuple[str, str]]:
    """How far the engineering is, in a line for each part of it that has begun."""
    if process.answers:
        done = progress(checklist(organization), process)
        yield (
            "questions",
            f"{done.settled} of {done.total} settled" + (f", {done.parked} parked" if done.parked else ""),
        )
    if process.steps:
        said = dict(total_rows(totals(process.steps)))
        figures = (f"{name} {said[name]}" for name in ("lead time", "cost per run") if name in said)
        yield "steps", ", ".join([str(len(process.steps)), *figures])
    if version := latest(process.versions):
        yield "document", f"{version.id} {version.on or ''}: {version.comment}"
    for one in on_the_way(organization, process):
        yield "bench", f"{organization.name_of(one.person)}, to {one.seat} it: {in_words(one)}"
    for proposal in process.proposals:
        if proposal.waits:
            by = organization.doer(proposal.by, proposal.on_behalf)
            yield "proposal", f"{proposal.id} {proposal.name} (by {by}, {outcome(organization, proposal)})"
