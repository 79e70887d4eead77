"""What is written in a handoff: its terms, and the words with which it is offered, sent back, declined, told."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from workbench.domain.dates import read_day
from workbench.domain.engineering import Gap
from workbench.domain.errors import NotFound, count
from workbench.domain.handoff import PACKET, Handoff, HandoffState, ItemState
from workbench.domain.process import Process
from workbench.domain.readiness import giver
from workbench.domain.turns import sent_back_for
from workbench.screens import sweeping
from workbench.screens.dialogs import Choose
from workbench.screens.form import Field, Form
from workbench.screens.going import go
from workbench.screens.taking_over import take_up, unless_written
from workbench.services import handing_over
from workbench.services.handing_over import Terms
from workbench.store.lines import Actor
from workbench.store.store import Store

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp
    from workbench.store.drafts import Draft

KIND = "handoff"
WORDS, TERMS, MENDED = "words", "terms", "mended"
YES = ("yes", "y", "true")


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


# Words


def say(app: "WorkbenchApp", handoff: Handoff, act: str) -> None:
    """Ask for the words of an act, and do it."""
    unless_written(app, _place(handoff.process, handoff.id, act), partial(_open_words, app, handoff, act))


def _place(process: str, handoff: str, act: str) -> dict[str, str]:
    """Where a draft of what is written in a handoff belongs."""
    return {"kind": KIND, "record": process, "handoff": handoff, "act": act}


def _open_words(app: "WorkbenchApp", handoff: Handoff, act: str, draft: "Draft | None" = None) -> None:
    said = _said(act)

    def keep(texts: Mapping[str, str], making: bool) -> None:
        words = {**before, **texts}
        more = [words[MENDED]] if MENDED in words else []
        said.service(app.store, app.actor, handoff.id, app.today, words.get(WORDS, ""), *more)

    process, before = app.store.organization.processes[handoff.process], _words_now(handoff, act)
    fields, place = _asked(app, handoff, act), _place(handoff.process, handoff.id, act)
    title = f"{said.title} · {process.id} {process.name}"
    about = [f"It was sent back: {sent_back_for(handoff)}"] if MENDED in before else []
    form = Form(title, fields, before, keep, lambda texts: (), fields[0].name, place, draft, about)

    def closed(kept: bool | None) -> None:
        app.look_again()
        if kept:
            app.say(f"{handoff.id} {process.name} {said.done}.")

    app.push_screen(form, closed)


def _words_now(handoff: Handoff, act: str) -> dict[str, str]:
    """What stands in the fields of an act: nothing, but for what was said of the gaps when it was offered before."""
    if act == "offer" and handoff.state is HandoffState.SENT_BACK:
        return {MENDED: "", WORDS: handoff.because}
    return {WORDS: ""}


def _asked(app: "WorkbenchApp", handoff: Handoff, act: str) -> list[Field]:
    """What is asked with an act; for an offer made again, what was mended, and why in spite of gaps where there are."""
    words = Field(WORDS, _said(act).hint, long=True, label="why in spite of gaps" if act == "offer" else "")
    if MENDED not in _words_now(handoff, act):
        return [words]
    mended = Field(MENDED, "what was mended, or the answer to what was missed; the new owner reads it", long=True)
    return [mended, words] if missing(app, handoff.process) else [mended]


# Terms


def hand_over(app: "WorkbenchApp", process: Process) -> None:
    """Ask on what terms a process is handed over; then it is offered, or waits."""
    unless_written(app, _place(process.id, "", TERMS), partial(_open_terms, app, process, None))


def from_chart(app: "WorkbenchApp", process: Process) -> None:
    """Go to the handoff of a process; where none is under way, ask on what terms it is handed over."""
    under_way = app.store.organization.handoff_under_way(process.id)
    go(app, KIND, f"{KIND}/{under_way.id}" if under_way else "", process.id)
    if under_way is None:
        app.call_later(hand_over, app, process)


def edit(app: "WorkbenchApp", handoff: Handoff) -> None:
    """Change the terms of a handoff that is not offered."""
    process = app.store.organization.processes[handoff.process]
    unless_written(app, _place(process.id, handoff.id, TERMS), partial(_open_terms, app, process, handoff))


def _texts(app: "WorkbenchApp", process: Process, handoff: Handoff | None) -> dict[str, str]:
    organization = app.store.organization
    if handoff is None:
        texts = dict.fromkeys(("to", "effective", "note", "tell_back", "trial_until"), "")
        return {**texts, "from_whom": organization.name_of(giver(organization, process))}
    return {
        "to": organization.name_of(handoff.to),
        "from_whom": organization.name_of(handoff.from_whom),
        "effective": str(handoff.effective or ""),
        "note": handoff.note,
        "tell_back": "yes" if handoff.tell_back else "",
        "trial_until": str(handoff.trial_until or ""),
    }


def _terms(app: "WorkbenchApp", texts: Mapping[str, str]) -> Terms:
    """The terms that somebody wrote; a field that is empty says nothing. Raises BadInput, Refused."""
    organization = app.store.organization
    given: dict[str, Any] = {}
    for name, text in texts.items():
        if name in ("to", "from_whom") and text.strip():
            given[name] = organization.person(text.strip()).id
        elif name in ("effective", "trial_until") and text.strip():
            given[name] = read_day(text, app.today)
        elif name == "tell_back":
            given[name] = text.strip().lower() in YES
        elif name == "note":
            given[name] = text
    return Terms(**given)


def _open_terms(app: "WorkbenchApp", process: Process, handoff: Handoff | None, draft: "Draft | None" = None) -> None:
    made: list[Handoff] = []

    def keep(texts: Mapping[str, str], making: bool) -> None:
        terms = _terms(app, texts)
        if handoff:
            made.append(handing_over.set_terms(app.store, app.actor, handoff.id, app.today, terms))
        else:
            whole = _terms(app, {**_texts(app, process, None), **texts})
            made.append(handing_over.prepare(app.store, app.actor, process.id, app.today, whole))

    title = f"{handoff.id} of {process.id} {process.name}" if handoff else f"Hand over {process.id} {process.name}"
    place = _place(process.id, handoff.id if handoff else "", TERMS)
    form = Form(title, _fields(app), _texts(app, process, handoff), keep, lambda texts: (), "to", place, draft)

    def closed(kept: bool | None) -> None:
        app.look_again()
        if kept and made:
            ask_to_offer(app, made[-1])

    app.push_screen(form, closed)


def _fields(app: "WorkbenchApp") -> Sequence[Field]:
    def names() -> Sequence[str]:
        return sorted(person.name for person in app.store.organization.people.values() if not person.left)

    return [
        Field("to", "the new owner, and coach of the performers", known=names),
        Field("from_whom", "whoever hands it over", known=names),
        Field("effective", "the day on which it changes hands: 2026-12-01, fri, +2w; empty: when it is accepted"),
        Field("note", "what the new owner should know beside the record", long=True),
        Field("tell_back", "yes: the new owner tells it back in their own words before they accept"),
        Field("trial_until", "a trial: the day by which it is confirmed that it stays; empty for good"),
    ]


# Offering


def ask_to_offer(app: "WorkbenchApp", handoff: Handoff) -> None:
    """Ask whether a handoff that is prepared is offered now."""
    gaps = missing(app, handoff.process)
    name = app.store.organization.name_of(handoff.to)
    offers = f"offer it to {name}, and say why in spite of {count(len(gaps), 'gap')}" if gaps else f"offer it to {name}"

    def answered(answer: str | None) -> None:
        if answer == "o":
            offer(app, handoff)
        else:
            app.say(f"{handoff.id} is prepared; o offers it.")

    app.push_screen(Choose(f"{handoff.id} is prepared.", {"o": offers, "l": "let it wait"}), answered)


def offer(app: "WorkbenchApp", handoff: Handoff) -> None:
    """Offer a handoff; where something is missing, ask why."""
    if handoff.state is HandoffState.SENT_BACK or missing(app, handoff.process):
        say(app, handoff, "offer")
        return
    done = app.act(handing_over.offer, handoff.id, app.today)
    if done:
        app.say(f"Nothing moves until {app.store.organization.name_of(done.to)} accepts. u takes the offer back.")


# Drafts


def texts_now(app: "WorkbenchApp", place: Mapping[str, str]) -> dict[str, str] | None:
    """What stands now where something was written in a handoff, None where that is gone."""
    organization = app.store.organization
    handoff, process = organization.handoffs.get(place.get("handoff", "")), organization.processes[place["record"]]
    if place.get("handoff") and (handoff is None or not handoff.is_open):
        return None
    if place.get("act") == sweeping.SWEEP:
        return sweeping.texts_now(organization, place.get("person", ""))
    return _texts(app, process, handoff) if place.get("act") == TERMS else _words(handoff, place)


def _words(handoff: Handoff | None, place: Mapping[str, str]) -> dict[str, str]:
    return _words_now(handoff, place.get("act", "")) if handoff else {WORDS: ""}


def resume(app: "WorkbenchApp", process: Process, draft: "Draft") -> None:
    """Go on with what was written in a handoff."""
    place = draft.writing.place
    handoff = app.store.organization.handoffs.get(place.get("handoff", ""))
    if place.get("act") == sweeping.SWEEP:
        take_up(app, draft, partial(sweeping.open_form, app, place["person"]))
    elif place.get("act") == TERMS:
        take_up(app, draft, partial(_open_terms, app, process, handoff))
    elif handoff and (place.get("act", "") in SAID or place.get("act", "").startswith(ITEM)):
        take_up(app, draft, partial(_open_words, app, handoff, place["act"]))
    else:
        raise NotFound("handoff", place.get("handoff", ""))
