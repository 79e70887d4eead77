"""What waits in a handoff, with the one side or the other, and since when."""

from collections.abc import Iterator
from datetime import date

from workbench.domain.handoff import Handoff
from workbench.domain.ids import PersonId
from workbench.domain.organization import Organization


def waits_in(
    organization: Organization, handoff: Handoff, today: date
) -> Iterator[tuple[str, PersonId | None, date | None]]:
    """What waits in a handoff, with whom, since or on which day."""
    day = handoff.newest.on if handoff.newest else None
    giver = _giver(organization, handoff)
    to_name, giver_name = organization.name_of(handoff.to), organization.name_of(giver) or "nobody"
    to = organization.people.get(handoff.to or "")
    if organization.is_past(handoff, today):
        return
    if handoff.is_to_come(today) and to and to.left and not organization.followed_by(handoff):
        if not organization.handoff_under_way(handoff.process):
            yield f"withdraw {handoff.id}, or pass it on: {to_name} has left", giver, to.left
    elif handoff.is_on_trial:
        yield f"trial ends: {giver_name} confirms it", handoff.to, handoff.trial_until
        yield f"confirm the trial, with {to_name}", giver, handoff.trial_until
    elif handoff.is_open and to and to.left:
        yield f"withdraw {handoff.id}: {to_name} has left", giver, day
    elif handoff.state == "waiting":
        yield f"offer it to {to_name}", giver, day
    elif handoff.state == "sent back":
        yield f"sent back by {to_name}", giver, day
    elif handoff.state == "offered":
        yield _taking_over(handoff, giver_name, organization.name_of(handoff.from_whom) or giver_name), handoff.to, day
        if giver != handoff.to:
            yield f"hear what {to_name} told back" if handoff.waits_to_be_heard else f"waits for {to_name}", giver, day


def _giver(organization: Organization, handoff: Handoff) -> PersonId | None:
    """Who hands over: whose the process is, else, also where they have left, who prepared it."""
    whose, first = handoff.from_whom, handoff.trail[0] if handoff.trail else None
    return first.by if first and (whose is None or organization.has_left(whose)) else whose


def _taking_over(handoff: Handoff, giver: str, whose: str) -> str:
    """What the new owner does next with what is offered, told to who hands over for whoever owned it."""
    if handoff.waits_for_telling:
        return f"tell it back, to {giver}"
    if handoff.waits_for_a_yes:
        return f"told back, waits for {giver}" if handoff.waits_to_be_heard else f"tell it back once more, to {giver}"
    day = f", on {handoff.effective}" if handoff.effective else ""
    return f"take it over, from {whose}{day}"
