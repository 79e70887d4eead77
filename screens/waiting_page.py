"""What is known of one thing that waits: since when, for whom, and what makes it worth a look."""

from collections.abc import Callable, Iterator, Mapping

from workbench.domain.dates import Interval
from workbench.domain.due import Due
from workbench.domain.errors import WorkbenchError
from workbench.domain.evidence import answer_to
from workbench.domain.feedback import Feedback, Investigation
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.domain.proposals import outcome
from workbench.domain.reviews import ENOUGH
from workbench.services import reviewing
from workbench.services.checklist import checklist
from workbench.services.reviewing import Kept
from workbench.store.store import Store

Texts = Iterator[tuple[str, str]]


def page(store: Store, item: Due, minutes: int) -> Texts:
    """What it is of and whose, then what is known of it."""
    organization = store.organization
    process = organization.processes.get(item.record)
    label = organization.label(process) if process else ""
    yield "strong", f"{label} {item.name}".strip()
    whose = organization.name_of(item.whose)
    since = f"since {item.on}" if item.on else ""
    about = f"about {minutes} min" if minutes else ""
    yield "quiet", " · ".join(filter(None, (f"waits for {whose}" if whose else "nobody's yet", since, about)))
    yield "", ""
    said = _SAID.get(item.kind)
    if said:
        yield from said(store, item, process)


def seen_of(store: Store, item: Due) -> Kept:
    """The check that waits, as it stands: of a process, or of the chart as a whole. Raises NotFound."""
    process = store.organization.processes.get(item.record)
    return reviewing.meant(store, process, item.about) if process else reviewing.chart_review(store)


def _review(store: Store, item: Due, process: Process | None) -> Texts:
    kept = seen_of(store, item)
    if kept.recurring.every:
        yield "", f"It comes back every {Interval.read(kept.recurring.every).in_words()}."
    made = [one for one in kept.past if one.was_made]
    if made:
        last = made[-1]
        yield "", f"It was last made on {last.on}: {last.found or last.outcome}."
    if kept.worth.made:
        idle = kept.worth.made >= ENOUGH and not kept.worth.found
        yield "", f"It {kept.worth.said}.{' x drops it.' if idle else ''}"
    by_hand = reviewing.last_done_by_owner(store, process) if process else None
    if by_hand:
        yield "", f"The owner last did it with their own hands on {by_hand}."


def _reading(store: Store, item: Due, process: Process | None) -> Texts:
    from workbench.domain.readings import Reading

    measure = next((one for one in process.measures if one.id == item.about), None) if process else None
    if measure is None or process is None:
        return
    yield "", f"Wanted: {measure.target or 'no target'}{f', within {measure.range}' if measure.range else ''}."
    last = store.dated.latest(Reading, process.id, "measure").get(measure.id)
    yield "", f"Last read on {last.on}: {last.actual}." if last else "It was never read."


def _reply(store: Store, item: Due, process: Process | None) -> Texts:
    said: Feedback = store.dated.get(item.about)
    customer = store.organization.customers.get(said.customer)
    who = said.giver or (customer.name if customer else "Somebody")
    yield "", f"{who} said on {said.on}{f', {said.channel}' if said.channel else ''}:"
    yield "", said.text


def _investigation(store: Store, item: Due, process: Process | None) -> Texts:
    one: Investigation = store.dated.get(item.about)
    yield "", one.name
    lacking = f"It does not say its {', '.join(one.lacks)} yet." if one.lacks else ""
    yield "", lacking or "Everything is said: it can be closed."


def _belief(store: Store, item: Due, process: Process | None) -> Texts:
    customer = store.organization.customers.get(item.record)
    if process:
        yield from _answer(store, item, process)
    elif customer:
        asked = f"last asked on {customer.last_checked}" if customer.last_checked else "never asked"
        yield "", f"What we believe they want, {asked}:"
        yield "", customer.needs


def _answer(store: Store, item: Due, process: Process | None) -> Texts:
    try:
        question = checklist(store.organization).question(item.about)
    except WorkbenchError:
        return
    yield "", question.question
    given = answer_to(process, question.id) if process else None
    if given and given.checked:
        yield "", f"A customer last confirmed it on {given.checked}."
    if given and (given.figure or given.text):
        yield "", " ".join(filter(None, (given.figure, given.text)))


def _training(store: Store, item: Due, process: Process | None) -> Texts:
    found = next((one for one in process.training if one.id == item.about), None) if process else None
    if found and found.renewal:
        yield "", f"What is learned of it holds for {Interval.read(found.renewal).in_words()}."


def _proposal(store: Store, item: Due, process: Process | None) -> Texts:
    one = next((one for one in process.proposals if one.id == item.about), None) if process else None
    if one is None:
        return
    by = store.organization.doer(one.by, one.on_behalf)
    yield "", f"{by} {'proposes' if one.waits else 'proposed'} it:"
    yield "", one.why or "Why is not said."
    if not one.waits:
        yield "", f"It was {outcome(store.organization, one).rstrip('.')}."
        yield "", "Write it into the process; then p in the document (2, D) publishes it."


def _gap(store: Store, item: Due, process: Process | None) -> Texts:
    if process and item.about:
        yield "", "S in the handoff pane (3) passes on all that they hold."
    elif process and store.organization.comes_to(process):
        yield "", "It is accepted for that day."
    elif process:
        organization: Organization = store.organization
        gone = organization.missing(process)
        yield "", f"Gone since its gates were passed: {', '.join(gone)}." if gone else "Nobody answers for it."


def _owners(store: Store, item: Due, process: Process | None) -> Texts:
    yield "", "It is the first of them: Enter goes there, @ says who answers for it, ! goes to the next."


_SAID: Mapping[str, Callable[[Store, Due, Process | None], Texts]] = {
    "review": _review,
    "reading": _reading,
    "reply": _reply,
    "investigation": _investigation,
    "belief": _belief,
    "answer": _answer,
    "training": _training,
    "proposal": _proposal,
    "gap": _gap,
    "owners": _owners,
}
