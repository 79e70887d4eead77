"""The list of the handoff pane: what waits for an answer, what waits to be handed over, and what is decided."""

from collections.abc import Iterator, Sequence
from datetime import date

from workbench.domain.engineering import next_gate
from workbench.domain.handoff import Handoff, HandoffState
from workbench.domain.organization import Organization
from workbench.domain.process import Process, Stage
from workbench.screens.listing import Line
from workbench.screens.place_names import HANDOFF as NAMES

HANDOFF, PROCESS, OWNERS, BENCHES = "handoff", "process", "owners", "benches"
MOST = 20
BESIDE = [
    Line.of(" beside", kind="head"),
    Line.of(f" {NAMES[OWNERS]}", OWNERS),
    Line.of(f" {NAMES[BENCHES]}", BENCHES),
    Line.of(" another: H in the chart", kind="quiet"),
]
EMPTY = [
    Line.of(text, kind="quiet") for text in (" Nothing waits.", " H in the chart (1) offers", " a process to an owner.")
]
ACCEPTED, OVER = "accepted", "over"
HEADINGS = {
    HandoffState.OFFERED: "offered",
    HandoffState.SENT_BACK: "sent back",
    HandoffState.WAITING: "prepared",
    HandoffState.ACCEPTED: ACCEPTED,
    HandoffState.ASSIGNED: "named without a handoff",
    HandoffState.DECLINED: "declined, withdrawn",
    HandoffState.WITHDRAWN: "declined, withdrawn",
}


def lines(organization: Organization, flow: str, today: date) -> Iterator[Line]:
    """The handoffs by state, the newest first, and before what is decided the processes that wait for one."""
    newest = sorted(organization.handoffs.values(), key=lambda one: -int(one.id[1:]))
    for heading in dict.fromkeys([*HEADINGS.values(), OVER]):
        if heading == ACCEPTED:
            yield from _processes(organization)
        found = [one for one in newest if _heading(organization, one, today) == heading]
        if found:
            yield Line.of(f" {heading}", kind="head")
        for one in found:
            yield from _handoff(organization, one, flow, today)


def _heading(organization: Organization, handoff: Handoff, today: date) -> str:
    return OVER if organization.is_past(handoff, today) else HEADINGS[handoff.state]


def _handoff(organization: Organization, handoff: Handoff, flow: str, today: date) -> Iterator[Line]:
    process = organization.processes[handoff.process]
    yield Line(f"{HANDOFF}/{handoff.id}", ((f" {called(organization, process)}", ""),))
    yield Line.of(f"   {between(organization, handoff, flow)}", kind="quiet")
    after = organization.followed_by(handoff)
    if after:
        yield Line.of(f"   until {after.since}: then {after.id}", kind="quiet")
    elif handoff.is_to_come(today):
        yield Line.of(f"   from {handoff.since}", kind="quiet")
    if handoff.is_on_trial and not after:
        yield Line.of(f"   trial until {handoff.trial_until}", kind="alarm")


def called(organization: Organization, process: Process | str) -> str:
    """A process as the panes name it: its code or place, and its name."""
    known = organization.processes[process] if isinstance(process, str) else process
    return f"{organization.label(known)} {known.name}".strip()


def between(organization: Organization, handoff: Handoff, flow: str) -> str:
    """From whom to whom, by their names."""
    giver, to = organization.name_of(handoff.from_whom), organization.name_of(handoff.to) or "nobody"
    return f"{giver} {flow} {to}" if giver else f"to {to}"


def _processes(organization: Organization) -> Iterator[Line]:
    """The processes that nobody hands over yet: engineered for an owner, or without one; of very many the first."""
    found = _waiting(organization)
    if found:
        yield Line.of(" to be handed over", kind="head")
    for process in found[:MOST]:
        yield from _process(organization, process, why_waits(organization, process))
    if len(found) > MOST:
        yield Line.of(f" and {len(found) - MOST:,} more:", kind="quiet")
        yield Line.of("   ! in the chart (1)", kind="quiet")


def _process(organization: Organization, process: Process, said: str) -> Iterator[Line]:
    yield Line(f"{PROCESS}/{process.id}", ((f" {called(organization, process)}", ""),))
    yield Line.of(f"   {said}", kind="quiet")


def _waiting(organization: Organization) -> list[Process]:
    """What waits to be handed over, engineered first."""
    found = [process for process in organization.running() if why_waits(organization, process)]
    return sorted(found, key=lambda process: not process.is_engineered)


def why_waits(organization: Organization, process: Process) -> str:
    """Why a process should be handed over, "" where nothing speaks for it or it is on its way."""
    if organization.handoff_under_way(process.id):
        return ""
    if organization.is_unowned(process) and not organization.comes_to(process):
        return "needs an owner"
    return "trained, for its owner" if process.is_engineered and next_gate(process) is Stage.OWNED else ""


def line_of(organization: Organization, process: Process) -> str:
    """The line that stands for a process: its handoff under way, else itself while it waits, else its newest."""
    handoffs: Sequence[Handoff] = organization.handoffs_of(process.id)
    under_way = organization.handoff_under_way(process.id)
    if under_way:
        return f"{HANDOFF}/{under_way.id}"
    if why_waits(organization, process):
        return f"{PROCESS}/{process.id}"
    return f"{HANDOFF}/{handoffs[-1].id}" if handoffs else ""


def in_short(organization: Organization) -> tuple[str, str]:
    """What the list is, with how many wait for an answer; and how many processes are to be handed over."""
    offered = sum(one.state is HandoffState.OFFERED for one in organization.handoffs.values())
    waiting = len(_waiting(organization))
    return (
        f"Handoffs: {offered} offered" if offered else "Handoffs",
        f"{waiting:,} to be handed over" if waiting else "",
    )
