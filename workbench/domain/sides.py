"""Whose turn it is in a handoff: what only the new owner does, and what only the side that hands over.

A side is a person, the members of a team, and who acts for them.
"""

from workbench.domain.errors import Refused, SomebodyElses
from workbench.domain.handoff import Handoff, HandoffState
from workbench.domain.ids import PersonId
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.domain.readiness import giver


def refuse_a_stranger(organization: Organization, handoff: Handoff, by: PersonId, acts_for: PersonId) -> None:
    """Raise SomebodyElses for anybody but the new owner.

    What is not offered asks for nobody's answer; that is said elsewhere.
    """
    if handoff.state not in (HandoffState.OFFERED, HandoffState.SENT_BACK):
        return
    if not _is_new_owner(organization, handoff, by, acts_for):
        name = organization.name_of(handoff.to)
        sentence = f"{_called(organization, handoff)} is offered to {name}: only they answer it, or who acts for them."
        raise SomebodyElses(sentence, handoff.to or "")


def refuse_a_bystander(organization: Organization, handoff: Handoff, by: PersonId, acts_for: PersonId) -> None:
    """Raise SomebodyElses for anybody but who hands over: who gives the process, and who prepared or offered it.

    Where all of them have left, anybody may but the new owner.
    """
    givers = _givers(handoff)
    if _is_any(organization, givers, by, acts_for):
        return
    here = [giver for giver in givers if not organization.has_left(giver)]
    if here or _is_new_owner(organization, handoff, by, acts_for):
        names = " or ".join(map(organization.name_of, here)) or "somebody else"
        sentence = f"{_called(organization, handoff)}: only {names} does this, or who acts for them."
        raise SomebodyElses(sentence, here[0] if here else "")


def refuse_beginning(organization: Organization, process: Process, by: PersonId, acts_for: PersonId) -> None:
    """Raise SomebodyElses for whoever would hand over what is, or on a day will be, somebody else's who is here."""
    coming = organization.coming(process)
    whose = filter(None, [giver(organization, process), coming.to if coming else None])
    here = [one for one in whose if not organization.has_left(one)]
    if here and not _is_any(organization, here, by, acts_for):
        names = " or ".join(map(organization.name_of, here))
        sentence = f"{process.id} {process.name} is {names}'s to hand over: only they begin it, or who acts for them."
        raise SomebodyElses(sentence, here[0])


def refuse_passing_on(organization: Organization, person: PersonId, by: PersonId, acts_for: PersonId) -> None:
    """Raise SomebodyElses for whoever would pass on what somebody else, who is here, holds."""
    if not organization.has_left(person) and not _is_any(organization, [person], by, acts_for):
        name = organization.name_of(person)
        sentence = f"What {name} holds is passed on by them, or who acts for them; by anybody once they have left."
        raise SomebodyElses(sentence, person)


def refuse_the_new_owner(organization: Organization, handoff: Handoff, by: PersonId) -> None:
    """Raise Refused where the new owner would say yes to what they told, or to how they did on trial."""
    if organization.answers_for(by, handoff.to):
        raise Refused("Somebody else says yes to what you told back, and to your trial; you cannot yourself.")


def refuse_giving_back(organization: Organization, handoff: Handoff, by: PersonId, acts_for: PersonId) -> None:
    """Raise Refused for whoever is on neither side, while the new owner is here, and for what was passed on since."""
    last = organization.taken_last(handoff.process)
    if last and last.id != handoff.id:
        raise Refused(f"{_called(organization, last)} passes it on already: that one is given back first.")
    if organization.has_left(handoff.to) or _is_new_owner(organization, handoff, by, acts_for):
        return
    if not _is_any(organization, _givers(handoff), by, acts_for):
        between = " or ".join(filter(None, map(organization.name_of, (handoff.from_whom, handoff.to))))
        called = _called(organization, handoff)
        sentence = f"{called} is accepted: only {between} gives it back before its day, or who acts for them."
        raise SomebodyElses(sentence, handoff.to or "")


def _called(organization: Organization, handoff: Handoff) -> str:
    """The process by its name, and which of its handoffs it is."""
    return f"{organization.processes[handoff.process].name} ({handoff.id})"


def _givers(handoff: Handoff) -> list[PersonId]:
    """Who hands over: whose the process is, and who prepared or offered the handoff, for themselves or for others."""
    begun = [who for turn in handoff.trail if turn.act in ("prepared", "offered") for who in (turn.by, turn.acts_for)]
    return list(dict.fromkeys(filter(None, [handoff.from_whom, *begun])))


def _is_new_owner(organization: Organization, handoff: Handoff, by: PersonId, acts_for: PersonId) -> bool:
    return bool(handoff.to) and _is_any(organization, [handoff.to or ""], by, acts_for)


def _is_any(organization: Organization, side: list[PersonId], by: PersonId, acts_for: PersonId) -> bool:
    return any(organization.answers_for(who, one) for who in (by, acts_for) if who for one in side)
