"""The words with which a handoff is offered, sent back, declined, withdrawn, told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from workbench.domain.engineering import Gap
from workbench.domain.handoff import PACKET, Handoff, HandoffState, ItemState
from workbench.domain.turns import sent_back_for
from workbench.screens.form import Field, Form
from workbench.screens.handoffs import called
from workbench.screens.taking_over import unless_written
from workbench.services import handing_over
from workbench.store.lines import Actor
from workbench.store.store import Store

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp
    from workbench.store.drafts import Draft

KIND = "handoff"
WORDS, TERMS, MENDED = "words", "terms", "mended"


@dataclass(frozen=True, slots=True)
class Said:
    """Words that go with an act: what it is called, what is asked, the service, and what is said when it is done."""

    title: str
    hint: str
    service: Callable[..., Handoff]
    done: str


ITEM = "item/"
STAYS = "why; the reason stays visible"
SAID = {
    "offer": Said(
        "Offer",
        "why, in spite of what is missing; it stays visible",
        handing_over.offer,
        "is offered; nothing moves until it is accepted",
    ),
    "send-back": Said("Send back", "what is missing", handing_over.send_back, "is sent back"),
    "decline": Said("Decline", STAYS, handing_over.decline, "is declined"),
    "withdraw": Said("Withdraw", STAYS, handing_over.withdraw, "is withdrawn"),
    "tell": Said("Tell back", "the process in your own words", handing_over.tell, "is told back"),
    "comment": Said("What is missing", "what the new owner should know beside", handing_over.hear, "is commented on"),
}


def _said(act: str) -> Said:
    """The words that go with an act; an item of the packet goes back with a note."""
    topic = act.removeprefix(ITEM)
    if topic == act:
        return SAID[act]

    def service(store: Store, actor: Actor, handoff: str, on: date, note: str) -> Handoff:
        return handing_over.look_at(store, actor, handoff, [topic], ItemState.SENT_BACK, on, note)

    done = f"has {PACKET[topic]} to be mended; Esc, then b sends it back"
    return Said(f"Send back: {PACKET[topic]}", "what is missing", service, done)


def missing(app: "WorkbenchApp", process: str) -> list[Gap]:
    """What a process lacks for a handoff."""
    known = app.store.organization.processes[process]
    return [gap for gap in handing_over.ready(app.store, known, app.today) if not gap.is_there]


def say(app: "WorkbenchApp", handoff: Handoff, act: str) -> None:
    """Ask for the words of an act, and do it."""
    unless_written(app, place_of(handoff.process, handoff.id, act), partial(open_words, app, handoff, act))


def place_of(process: str, handoff: str, act: str) -> dict[str, str]:
    """Where a draft of what is written in a handoff belongs."""
    return {"kind": KIND, "record": process, "handoff": handoff, "act": act}


def open_words(app: "WorkbenchApp", handoff: Handoff, act: str, draft: "Draft | None" = None) -> None:
    """The form for the words of an act."""
    said = _said(act)

    def keep(texts: Mapping[str, str], making: bool) -> None:
        words = {**before, **texts}
        more = [words[MENDED]] if MENDED in words else []
        said.service(app.store, app.actor, handoff.id, app.today, words.get(WORDS, ""), *more)

    name, before = called(app.store.organization, handoff.process), words_now(handoff, act)
    fields, place = _asked(app, handoff, act), place_of(handoff.process, handoff.id, act)
    title = f"{said.title} · {name}"
    about = [f"It was sent back: {sent_back_for(handoff)}"] if MENDED in before else []
    if act == "tell" and handoff.last_told and handoff.last_told.comment:
        about = [f"Said to what you told: {handoff.last_told.comment}"]
    form = Form(title, fields, before, keep, lambda texts: (), fields[0].name, place, draft, about)

    def closed(kept: bool | None) -> None:
        app.look_again()
        if kept:
            app.say(f"{name} {said.done}.")

    app.push_screen(form, closed)


def words_now(handoff: Handoff, act: str) -> dict[str, str]:
    """What stands in the fields of an act: nothing, but for what was said of the gaps when it was offered before."""
    if act == "offer" and handoff.state is HandoffState.SENT_BACK:
        return {MENDED: "", WORDS: handoff.because}
    return {WORDS: ""}


def _asked(app: "WorkbenchApp", handoff: Handoff, act: str) -> list[Field]:
    """What is asked with an act; for an offer made again, what was mended, and why in spite of gaps where there are."""
    hint = _said(act).hint
    words = Field(WORDS, hint, long=True, label="why in spite of gaps" if act == "offer" else hint.partition(";")[0])
    if MENDED not in words_now(handoff, act):
        return [words]
    mended = Field(MENDED, "what was mended, or the answer to what was missed; the new owner reads it", long=True)
    return [mended, words] if missing(app, handoff.process) else [mended]
