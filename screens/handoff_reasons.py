"""Why a key of the handoff pane does nothing now."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from workbench.domain.errors import Refused, count
from workbench.domain.handoff import PACKET, Handoff, HandoffState, ItemState
from workbench.domain.ids import PersonId
from workbench.domain.organization import Organization
from workbench.domain.sides import (
    refuse_a_bystander,
    refuse_a_stranger,
    refuse_beginning,
    refuse_giving_back,
    refuse_the_new_owner,
)

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp

Subject = TypeVar("Subject")
ANSWERS = ("accept", "send_back", "tell", "decline")
GIVES = ("withdraw", "confirm", "edit")
NEEDS: Mapping[str, tuple[Sequence[HandoffState], str]] = {
    "accept": ((HandoffState.OFFERED,), "Only what is offered can be accepted."),
    "send_back": ((HandoffState.OFFERED,), "Only what is offered can be sent back."),
    "tell": ((HandoffState.OFFERED,), "Only what is offered is told back."),
    "decline": ((HandoffState.OFFERED, HandoffState.SENT_BACK), "Only what is offered can be declined."),
    "edit": ((HandoffState.WAITING, HandoffState.SENT_BACK), "While it is offered, its terms stay as they are."),
}


def named(app: "WorkbenchApp", person: str | None) -> str:
    """What somebody in a handoff is called, who need not be known."""
    return app.store.organization.name_of(person) or "somebody"


def refused(
    app: "WorkbenchApp", rule: Callable[[Organization, Subject, PersonId, PersonId], None], subject: Subject
) -> str:
    """What a rule of the two sides says to whoever sits here; "" where it lets them, or nobody is known."""
    if known := app.known:
        try:
            rule(app.store.organization, subject, known.by, known.acts_for)
        except Refused as why:
            return str(why)
    return ""


def why_not(app: "WorkbenchApp", action: str, handoff: Handoff | None, item: str) -> str:
    """Why something cannot be done with a handoff, or with an item of its packet; "" where it can."""
    if action in ("packet", "copy", "write") and handoff is None:
        return "Choose a handoff first."
    if action == "tell" and handoff and handoff.last_told and handoff.last_told.is_confirmed:
        return "What you told back is confirmed."
    if action == "withdraw" and not (handoff and (handoff.is_open or handoff.is_to_come(app.today))):
        return "It is decided: nothing is left to withdraw."
    if action == "confirm" and handoff and handoff.is_on_trial and handoff.is_to_come(app.today):
        return f"The trial begins on {handoff.since}; c confirms it from then on."
    if action == "confirm" and not (handoff and (handoff.is_on_trial or _is_told(handoff))):
        return "Nothing is told back or on trial here."
    states, why = NEEDS.get(action, ((), ""))
    if why and (handoff is None or handoff.state not in states):
        return why
    if handoff is None:
        return ""
    if action == "offer":
        return _why_not_offered(app, handoff)
    return _why_not_answered(app, action, handoff) or (
        _why_not_item(action, handoff, item) if item else _why_not_whole(app, action, handoff)
    )


def _why_not_item(action: str, handoff: Handoff, item: str) -> str:
    """Why an item of the packet is not accepted."""
    accepted = [one.id for one in handoff.items if one.state is ItemState.ACCEPTED]
    if action == "accept" and item in accepted:
        left = (
            f"{count(len(handoff.unseen), 'item')} to look at" if handoff.unseen else "Esc, then a takes the whole over"
        )
        return f"{PACKET[item]}: accepted already; {left}."
    return ""


def _is_told(handoff: Handoff) -> bool:
    """What was told back waits to be heard."""
    return handoff.state is HandoffState.OFFERED and handoff.waits_to_be_heard


def _why_not_offered(app: "WorkbenchApp", handoff: Handoff) -> str:
    """Why a process is not offered beside this handoff of it."""
    organization = app.store.organization
    to = named(app, handoff.to)
    if handoff.state is HandoffState.OFFERED:
        return f"It is offered, and waits for {to}."
    if handoff.is_to_come(app.today) and not organization.has_left(handoff.to):
        return f"{to} takes it over on {handoff.since}. w gives it back before, with a reason."
    if handoff.is_open:
        return refused(app, refuse_a_bystander, handoff)
    return refused(app, refuse_beginning, organization.processes[handoff.process])


def _why_not_answered(app: "WorkbenchApp", action: str, handoff: Handoff) -> str:
    """Why this person does not answer an offer so."""
    actor, organization = app.known, app.store.organization
    if actor is None:
        return ""
    try:
        if action in ANSWERS:
            refuse_a_stranger(organization, handoff, actor.by, actor.acts_for)
        if action == "confirm":
            refuse_the_new_owner(organization, handoff, actor.by)
        if action in GIVES:
            refuse = refuse_giving_back if handoff.is_to_come(app.today) else refuse_a_bystander
            refuse(organization, handoff, actor.by, actor.acts_for)
    except Refused as error:
        takes = action == "withdraw" and handoff.is_open and organization.answers_for(actor.by, handoff.to)
        return f"{error} d declines it." if takes else str(error)
    return ""


def _why_not_whole(app: "WorkbenchApp", action: str, handoff: Handoff) -> str:
    """Why the whole is not accepted yet."""
    if action != "accept":
        return ""
    if handoff.sent_back:
        back = ", ".join(PACKET[item.id] for item in handoff.sent_back)
        return f"You sent back {back}: b sends the whole back; Enter, then a on the item accepts it."
    if handoff.waits_for_telling:
        return "Tell it back first, in your own words: t."
    if handoff.waits_for_a_yes and not handoff.waits_to_be_heard:
        return "Tell it back once more, with what was missing: t."
    if handoff.waits_for_a_yes:
        return f"What you told back waits for the yes of {named(app, handoff.from_whom)}."
    return ""
