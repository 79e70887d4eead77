"""Deciding on a proposal: accepted by a key; changed or declined with words, which are kept as they are written."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from workbench.domain.process import Process
from workbench.domain.proposals import Proposal, ProposalState
from workbench.screens.dialogs import Choose
from workbench.screens.form import Field, Form
from workbench.screens.taking_over import take_up, unless_written
from workbench.services import proposing

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp
    from workbench.store.drafts import Draft

KIND = "decision"
BECAUSE = "because"
HINTS = {
    ProposalState.CHANGED: "how it is changed: the new version says so",
    ProposalState.DECLINED: "why; whoever proposed it reads the reason",
}


def ask(app: "WorkbenchApp", process: Process, proposal: Proposal) -> None:
    """Ask how a proposal is decided."""
    accepted = {"a": "accept it"}
    if process.versions:
        accepted = {"a": "accept it: the next version, to be read again", "m": "accept it as a minor edit"}
    answers = {**accepted, "c": "accept it changed, and say how", "d": "decline it, and say why"}

    def answered(answer: str | None) -> None:
        match answer:
            case "a" | "m":
                told(app, app.act(proposing.decide, proposal.id, ProposalState.ACCEPTED, app.today, "", answer == "m"))
            case "c" | "d":
                state = ProposalState.CHANGED if answer == "c" else ProposalState.DECLINED
                begin = partial(_open, app, process, proposal, state)
                unless_written(app, place_of(process, proposal, state), begin)
            case _:
                pass

    app.push_screen(Choose(f"{proposal.id} {proposal.name}", answers), answered)


def told(app: "WorkbenchApp", made: proposing.Proposed | None) -> None:
    """Say what became of a proposal."""
    if made:
        one = made.proposal
        app.say(" ".join(filter(None, [f"{one.id} is {one.state}.", made.became, "u takes it back."])))


def place_of(process: Process, proposal: Proposal, state: ProposalState) -> dict[str, str]:
    """Where a draft of the words of a decision belongs."""
    return {"kind": KIND, "record": process.id, "part": proposal.id, "state": state}


def texts_now(process: Process, place: Mapping[str, str]) -> dict[str, str] | None:
    """What stands now where a decision was being written, None where nothing is left to decide."""
    waits = any(one.waits and one.id == place.get("part") for one in process.proposals)
    return {BECAUSE: ""} if waits and place.get("state") in HINTS else None


def overtaken(app: "WorkbenchApp", place: Mapping[str, str]) -> str:
    """How the proposal was decided meanwhile; "" while it waits."""
    process = app.store.organization.processes.get(place.get("record", ""))
    known = process.proposals if process else ()
    decided = next((one for one in known if one.id == place.get("part") and not one.waits), None)
    return f"{decided.id} {decided.name} is decided already: {decided.state}." if decided else ""


def resume(app: "WorkbenchApp", process: Process, draft: "Draft") -> None:
    """Go on with a decision that was being written."""
    place = draft.writing.place
    one = next((one for one in process.proposals if one.id == place.get("part")), None)
    if one:
        take_up(app, draft, partial(_open, app, process, one, ProposalState(place["state"])))


def _open(
    app: "WorkbenchApp", process: Process, proposal: Proposal, state: ProposalState, draft: "Draft | None" = None
) -> None:
    made: list[proposing.Proposed] = []

    def keep(texts: Mapping[str, str], making: bool) -> None:
        made.append(proposing.decide(app.store, app.actor, proposal.id, state, app.today, texts.get(BECAUSE, "")))

    verb = "Change" if state is ProposalState.CHANGED else "Decline"
    title = f"{verb} {proposal.id} {proposal.name} · {process.id}"
    fields, place = [Field(BECAUSE, HINTS[state], long=True)], place_of(process, proposal, state)
    form = Form(title, fields, {BECAUSE: ""}, keep, lambda texts: (), BECAUSE, place, draft)

    def closed(kept: bool | None) -> None:
        app.look_again()
        told(app, made[-1] if kept and made else None)

    app.push_screen(form, closed)
