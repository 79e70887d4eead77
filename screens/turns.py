"""The turns that a handoff takes by a key: what is asked before each, and what is said after it."""

from functools import partial
from typing import TYPE_CHECKING

from workbench.domain.errors import count
from workbench.domain.handoff import PACKET, Handoff, ItemState
from workbench.screens import handing
from workbench.screens.dialogs import Choose
from workbench.screens.handoff_reasons import named
from workbench.screens.handoffs import called
from workbench.services import handing_over

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp


def accept(app: "WorkbenchApp", handoff: Handoff) -> None:
    """Ask once more, and take the process over."""
    name = called(app.store.organization, handoff.process)
    unseen = f", with {count(len(handoff.unseen), 'item')} that nobody looked at" if handoff.unseen else ""

    def answered(answer: str | None) -> None:
        taken = app.act(handing_over.accept, handoff.id, app.today, True) if answer else None
        if taken:
            whose = f"{name} is {named(app, taken.to)}'s from {taken.since} on."
            app.say(f"{whose} In the journal (4), A asks what that means.")

    ahead = handoff.effective and handoff.effective > app.today
    until = f", but can be given back before {handoff.effective}" if ahead else ""
    question = f"{name}: once accepted, this is not undone{until}."
    app.push_screen(Choose(question, {"a": f"take it over{unseen}"}), answered)


def accept_item(app: "WorkbenchApp", handoff: Handoff, item: str) -> None:
    """Accept one item of the packet."""
    done = app.act(handing_over.look_at, handoff.id, [item], ItemState.ACCEPTED, app.today)
    if done:
        left = f"{count(len(done.unseen), 'item')} to look at." if done.unseen else "Esc, then a takes it over."
        app.say(f"{PACKET[item]}: accepted. {left}")


def send_back(app: "WorkbenchApp", handoff: Handoff) -> None:
    """Send the whole back: for the items that went back, or with a note."""
    with_note = partial(handing.say, app, handoff, "send-back")
    name = called(app.store.organization, handoff.process)
    if not handoff.sent_back:
        with_note()
        return

    def answered(answer: str | None) -> None:
        if answer == "n":
            with_note()
        elif answer and app.act(handing_over.send_back, handoff.id, app.today):
            app.say(f"{name} is sent back; {named(app, handoff.from_whom)} mends it and offers it again.")

    back = ", ".join(PACKET[item.id] for item in handoff.sent_back)
    answers = {"b": f"send it back for {back}", "n": "send it back with a note"}
    app.push_screen(Choose("What is to be mended?", answers), answered)


def withdraw(app: "WorkbenchApp", handoff: Handoff) -> None:
    """Take it back, with a reason or without; what is accepted for a day ahead only with one."""
    with_reason = partial(handing.say, app, handoff, "withdraw")
    name = called(app.store.organization, handoff.process)
    if handoff.is_to_come(app.today):
        with_reason()
        return

    def answered(answer: str | None) -> None:
        if answer == "r":
            with_reason()
        elif answer and app.act(handing_over.withdraw, handoff.id, app.today):
            app.say(f"{name} is withdrawn. u offers it again.")

    answers = {"w": "withdraw it", "r": "withdraw it, and say why"}
    app.push_screen(Choose(f"Take {name} back from {named(app, handoff.to)}?", answers), answered)


def confirm(app: "WorkbenchApp", handoff: Handoff) -> None:
    """Confirm a trial, or what was told back, or say what is missing in that."""
    if handoff.is_on_trial:
        if app.act(handing_over.confirm, handoff.id, app.today):
            name = called(app.store.organization, handoff.process)
            app.say(f"{name} stays with {named(app, handoff.to)}: the trial is confirmed.")
        return

    def answered(answer: str | None) -> None:
        if answer == "c":
            handing.say(app, handoff, "comment")
        elif answer and app.act(handing_over.hear, handoff.id, app.today):
            app.say(f"What {named(app, handoff.to)} told is confirmed.")

    last = handoff.last_told
    answers = {"y": "yes, that is it", "c": "say what is missing"}
    app.push_screen(Choose(last.text if last else "", answers), answered)
