"""The packet of a handoff, made from the record of the process and what is known of it beside."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from workbench.domain.dates import Interval
from workbench.domain.design import totals
from workbench.domain.document import Heading, has_read, latest
from workbench.domain.feedback import Feedback, Investigation, Tone
from workbench.domain.handoff import PACKET, Handoff, HandoffState, ItemState
from workbench.domain.organization import Organization
from workbench.domain.packet import Packet, Row, Section
from workbench.domain.process import Process
from workbench.domain.readiness import readiness
from workbench.domain.readings import Reading
from workbench.domain.steps import in_order
from workbench.domain.training import yet_to
from workbench.exchange.process_sheet import answer_rows, price_line
from workbench.exchange.step_chart import time_in_words, total_rows
from workbench.services.checklist import checklist
from workbench.store.store import Store


def packet(store: Store, handoff: Handoff, today: date) -> Packet:
    """The packet as the record stands today."""
    organization = store.organization
    process = organization.processes[handoff.process]
    label = organization.label(process)
    ready = readiness(organization, checklist(organization), process, today)
    return Packet(
        f"{label} {process.name}".strip(),
        [(name, text) for name, text in terms(organization, handoff) if text],
        [(gap.is_there, gap.what) for gap in ready],
        [
            Section(topic, title, contents(store, process, topic, today), standing(organization, handoff, topic))
            for topic, title in PACKET.items()
        ],
        list(_told(organization, handoff)),
        list(trail(organization, handoff)),
    )


def terms(organization: Organization, handoff: Handoff) -> Iterator[Row]:
    """Between whom and when it is handed over, and what was said with it."""
    yield "from", organization.name_of(handoff.from_whom)
    yield "to", organization.name_of(handoff.to) or "nobody"
    yield "state", handoff.standing
    yield "changes hands", str(handoff.day or ("when it is accepted" if handoff.is_open else ""))
    after = organization.followed_by(handoff)
    yield "until", f"{after.since}: then {after.id}" if after else ""
    until = f"{handoff.trial_until}{f', confirmed {handoff.confirmed}' if handoff.confirmed else ''}"
    yield "on trial until", until if handoff.trial_until else ""
    yield "teach-back", "asked for" if handoff.tell_back and not handoff.told else ""
    yield "because" if handoff.state is HandoffState.ASSIGNED else "in spite of gaps", handoff.because
    yield "note", handoff.note


def standing(organization: Organization, handoff: Handoff, topic: str) -> str:
    """What the new owner said to an item of the packet."""
    item = next((item for item in handoff.items if item.id == topic), None)
    if item is None:
        return "not looked at yet"
    doer = organization.doer(item.by, item.acts_for)
    if item.state is ItemState.OFFERED_AGAIN:
        return f"not looked at yet; sent back before by {doer}, {item.on}: {item.note}"
    who = f" by {doer}" if item.by else ""
    note = f": {item.note}" if item.state is ItemState.SENT_BACK else ""
    return f"{item.state}{who}{f', {item.on}' if item.on else ''}{note}"


def _told(organization: Organization, handoff: Handoff) -> Iterator[Row]:
    for telling in handoff.told:
        yield f"{organization.doer(telling.by, telling.acts_for)}, {telling.on}", telling.text
        if telling.heard:
            hearer = organization.doer(telling.heard_by, telling.heard_for)
            yield f"{hearer}, {telling.heard}", telling.comment or "Yes, that is it."


def trail(organization: Organization, handoff: Handoff) -> Iterator[Row]:
    """What was done with a handoff, the first act first: its day, and what was done by whom."""
    for turn in handoff.trail:
        said = f": {turn.said}" if turn.said else ""
        yield str(turn.on or ""), f"{turn.act} by {organization.doer(turn.by, turn.acts_for)}{said}"


def contents(store: Store, process: Process, topic: str, today: date) -> Sequence[Row]:
    """What the record says on one item of the packet; a line that says so where it says nothing."""
    found = [(name, text) for name, text in _CONTENTS[topic](store, process, today) if text]
    return found or [("", "Nothing is recorded.")]


def _purpose(store: Store, process: Process, today: date) -> Iterator[Row]:
    yield "purpose", process.purpose
    for customer in sorted(process.customers):
        known = store.organization.customers[customer]
        checked = f" (last asked {known.last_checked})" if known.last_checked else ""
        yield f"for {known.name}", f"{known.needs}{checked}".strip()
    yield "begins with", process.trigger
    yield "ends with", process.result


def _answers(store: Store, process: Process, today: date) -> Iterator[Row]:
    asked = checklist(store.organization)
    for question in asked.questions:
        said = [text for name, text in answer_rows(store.organization, process, question) if name != "Need"]
        yield question.label, " · ".join([*said, *(["open"] if not said else [])])


def _steps(store: Store, process: Process, today: date) -> Iterator[Row]:
    for step in in_order(process.steps):
        times = [f"{time_in_words(iso)} {word}" for iso, word in ((step.active, "work"), (step.wait, "wait")) if iso]
        yield (
            f"{step.id} {step.symbol}",
            " · ".join(filter(None, [step.name, step.performer, step.value or "", *times])),
        )
    if process.steps:
        yield from total_rows(totals(process.steps))
        yield "price", price_line(process)


def _practices(store: Store, process: Process, today: date) -> Iterator[Row]:
    for heading in Heading:
        for practice in process.practices:
            if practice.heading is heading:
                yield f"to {heading}", f"{practice.name}{f' — {practice.note}' if practice.note else ''}"


def _measures(store: Store, process: Process, today: date) -> Iterator[Row]:
    newest: Mapping[str, Reading] = store.dated.latest(Reading, process.id, "measure")
    for measure in process.measures:
        read = newest.get(measure.id)
        wanted = " · ".join(filter(None, [measure.target, measure.range and f"range {measure.range}"]))
        yield measure.name, " · ".join(filter(None, [wanted, f"{read.actual} on {read.on}" if read else "never read"]))


def _problems(store: Store, process: Process, today: date) -> Iterator[Row]:
    for said in store.dated.of(Feedback, process.id):
        if said.waits or (said.tone is Tone.COMPLAINT and not said.answered):
            yield f"{said.id} {said.on}", said.text
    for one in store.dated.of(Investigation, process.id):
        if one.closed is None:
            lacks = f" (still to say: {', '.join(one.lacks)})" if one.lacks else ""
            yield f"{one.id} {one.on}", f"{one.name}{lacks}"


def _risks(store: Store, process: Process, today: date) -> Iterator[Row]:
    for risk in process.risks:
        yield risk.name, risk.response or "nothing is said to do"


def _training(store: Store, process: Process, today: date) -> Iterator[Row]:
    for item in process.training:
        yield f"{item.id} to learn", item.name
    for person in sorted(process.performers):
        held = [item.id for item in process.training if item.is_held_by(person, today)]
        told = f"does {', '.join(held)} alone" if held else ""
        lacking = yet_to(process.training, person, today)
        yield store.organization.name_of(person), "; ".join(filter(None, [told, lacking and f"has {lacking}"]))


def _document(store: Store, process: Process, today: date) -> Iterator[Row]:
    version = latest(process.versions)
    if version:
        yield f"{version.id} {version.on or ''}".strip(), version.comment
        readers = {reader.id for reader in process.readers if has_read(process.versions, reader)}
        unread = sorted(process.performers - readers)
        yield "still to read it", ", ".join(map(store.organization.name_of, unread))


def _rhythm(store: Store, process: Process, today: date) -> Iterator[Row]:
    yield "reviewed every", Interval.read(process.review_interval).in_words() if process.review_interval else ""
    yield "next review", str(process.next_review or "")
    for check in process.checks:
        yield "check", check.name


def _rights(store: Store, process: Process, today: date) -> Iterator[Row]:
    yield "decides without asking", process.decision_rights


_CONTENTS: Mapping[str, Callable[[Store, Process, date], Iterator[Row]]] = {
    "purpose": _purpose,
    "answers": _answers,
    "steps": _steps,
    "practices": _practices,
    "measures": _measures,
    "problems": _problems,
    "risks": _risks,
    "training": _training,
    "document": _document,
    "rhythm": _rhythm,
    "rights": _rights,
}
