"""On what terms a process is handed over, and that it is offered."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from workbench.domain.dates import read_day
from workbench.domain.errors import count
from workbench.domain.handoff import Handoff, HandoffState
from workbench.domain.process import Process
from workbench.domain.readiness import giver
from workbench.domain.records import said
from workbench.domain.sides import refuse_beginning
from workbench.domain.turns import sent_back_for
from workbench.screens.choosing import make_known
from workbench.screens.dialogs import Choose
from workbench.screens.form import Field, Form, beside
from workbench.screens.going import go
from workbench.screens.handing import KIND, TERMS, missing, place_of, say
from workbench.screens.handoff_reasons import refused
from workbench.screens.handoffs import called
from workbench.screens.taking_over import unless_written
from workbench.services import handing_over
from workbench.services.handing_over import Terms
from workbench.services.revising import strangers

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp
    from workbench.store.drafts import Draft

NAMED = ("to", "from_whom")
DAYS = ("effective", "trial_until")
YES = ("yes", "y", "true")


def hand_over(app: "WorkbenchApp", process: Process) -> None:
    """Ask on what terms a process is handed over; then it is offered, or waits."""
    if why := refused(app, refuse_beginning, process):
        app.say(why, warns=True)
        return
    unless_written(app, place_of(process.id, "", TERMS), partial(open_terms, app, process, None))


def from_chart(app: "WorkbenchApp", process: Process) -> None:
    """Go to the handoff of a process; where none is under way, ask on what terms it is handed over."""
    under_way = app.store.organization.handoff_under_way(process.id)
    go(app, KIND, f"{KIND}/{under_way.id}" if under_way else "", process.id)
    if under_way is None:
        app.call_later(hand_over, app, process)


def edit(app: "WorkbenchApp", handoff: Handoff) -> None:
    """Change the terms of a handoff that is not offered."""
    process = app.store.organization.processes[handoff.process]
    unless_written(app, place_of(process.id, handoff.id, TERMS), partial(open_terms, app, process, handoff))


def texts_of(app: "WorkbenchApp", process: Process, handoff: Handoff | None) -> dict[str, str]:
    """The terms as they stand in the fields."""
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
    """The terms that somebody wrote; an empty day is none. Raises BadInput beside the field."""
    given: dict[str, Any] = {}
    for name, text in texts.items():
        given[name] = beside(said(name), partial(_term, app, name, text.strip()))
    without = frozenset(name for name in DAYS if name in given and given[name] is None)
    return Terms(**given, without=without)


def _term(app: "WorkbenchApp", name: str, text: str) -> Any:
    match name:
        case who if who in NAMED:
            return app.store.organization.person(text).id if text else None
        case day if day in DAYS:
            return read_day(text, app.today) if text else None
        case "tell_back":
            return text.lower() in YES
        case _:
            return text


def open_terms(app: "WorkbenchApp", process: Process, handoff: Handoff | None, draft: "Draft | None" = None) -> None:
    """The form for the terms of a handoff, or of a new one."""
    made: list[Handoff] = []

    def nobodys(texts: Mapping[str, str]) -> Sequence[str]:
        return strangers(app.store.organization, texts, NAMED)

    def keep(texts: Mapping[str, str], making: bool) -> None:
        if making:
            make_known(app, nobodys(texts))
        terms = _terms(app, texts)
        if handoff:
            made.append(handing_over.set_terms(app.store, app.actor, handoff.id, app.today, terms))
        else:
            whole = _terms(app, {**texts_of(app, process, None), **texts})
            made.append(handing_over.prepare(app.store, app.actor, process.id, app.today, whole))

    name = called(app.store.organization, process)
    title = f"The handoff of {name}" if handoff else f"Hand over {name}"
    place = place_of(process.id, handoff.id if handoff else "", TERMS)
    form = Form(title, _fields(app), texts_of(app, process, handoff), keep, nobodys, "to", place, draft)

    def closed(kept: bool | None) -> None:
        app.look_again()
        if kept and made:
            go(app, KIND, f"{KIND}/{made[-1].id}")
            app.call_later(ask_to_offer, app, made[-1])

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
    name, process = app.store.organization.name_of(handoff.to), called(app.store.organization, handoff.process)
    offers = f"offer it to {name}, and say why in spite of {count(len(gaps), 'gap')}" if gaps else f"offer it to {name}"

    def answered(answer: str | None) -> None:
        if answer == "o":
            offer(app, handoff)
        else:
            app.say(f"{process} is prepared; o offers it.")

    app.push_screen(Choose(f"The handoff of {process} is prepared.", {"o": offers, "l": "let it wait"}), answered)


def offer(app: "WorkbenchApp", handoff: Handoff) -> None:
    """Offer a handoff: with a reason where something is missing, and where it was sent back with a word or without."""
    if handoff.state is HandoffState.SENT_BACK:
        _offer_again(app, handoff)
    elif missing(app, handoff.process):
        say(app, handoff, "offer")
    else:
        _offered(app, handoff)


def _offer_again(app: "WorkbenchApp", handoff: Handoff) -> None:
    gaps = missing(app, handoff.process)
    same = ", in spite of what is missing, for the same reason" if gaps else ""

    def answered(answer: str | None) -> None:
        if answer == "o":
            _offered(app, handoff, handoff.because)
        elif answer == "m":
            say(app, handoff, "offer")

    as_it_is = {"o": f"offer it again{same}"} if handoff.because or not gaps else {}
    answers = {**as_it_is, "m": "offer it again, and say what was mended"}
    app.push_screen(Choose(f"It was sent back: {sent_back_for(handoff)}", answers), answered)


def _offered(app: "WorkbenchApp", handoff: Handoff, because: str = "") -> None:
    done = app.act(handing_over.offer, handoff.id, app.today, because)
    if done:
        app.say(f"Nothing moves until {app.store.organization.name_of(done.to)} accepts. u takes the offer back.")
