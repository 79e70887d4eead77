"""The turns that a handoff takes: offered, answered item by item, told back, taken over, or not."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from workbench.domain.errors import Refused, Unexplained, Unseen, count
from workbench.domain.handoff import PACKET, Handoff, HandoffState, Item, ItemState, Telling, Turn


class Deed(NamedTuple):
    """Who acts, on which day, and for whom, if for another."""

    by: str
    on: date
    acts_for: str = ""


def _turned(handoff: Handoff, act: str, deed: Deed, said: str = "", **changes: Any) -> Handoff:
    """The handoff with some fields changed and the act in its trail."""
    number = max((int(turn.id[1:]) for turn in handoff.trail if turn.id[1:].isdecimal()), default=0) + 1
    turn = Turn(id=f"T{number}", act=act, by=deed.by, acts_for=deed.acts_for, on=deed.on, said=said.strip())
    return replace(handoff, trail=(*handoff.trail, turn), **changes)


def _refuse_unless(handoff: Handoff, *states: HandoffState) -> None:
    """Raise Refused where the handoff is decided, or not so far yet."""
    if handoff.state in states:
        return
    last = handoff.newest
    on = f" on {last.on}" if last and last.on else ""
    match handoff.state:
        case HandoffState.WAITING:
            why = "is prepared and not offered yet"
        case HandoffState.OFFERED:
            why = f"is offered{on}; it can be accepted, sent back, declined or withdrawn"
        case HandoffState.SENT_BACK:
            why = f"was sent back{on}: mend what is missing, then offer it again"
        case HandoffState.ASSIGNED:
            why = f"was no offer: the owner was named{on}"
        case state:
            why = f"was {state}{on}; nothing can be done to it any more"
    raise Refused(f"{handoff.id} {why}.")


def prepared(handoff: Handoff, deed: Deed) -> Handoff:
    """A new handoff, which nobody is asked to look at yet."""
    return _turned(handoff, "prepared", deed)


def assigned(handoff: Handoff, deed: Deed, because: str) -> Handoff:
    """A process given to somebody, or to nobody, without a handoff; it is theirs from that day on."""
    return _turned(handoff, "assigned", deed, because, state=HandoffState.ASSIGNED, since=deed.on, because=because)


def revised(handoff: Handoff, **changes: Any) -> Handoff:
    """The handoff with other words or days. Raises Refused while the new owner looks at it, and afterwards."""
    _refuse_unless(handoff, HandoffState.WAITING, HandoffState.SENT_BACK)
    return replace(handoff, **changes)


def offered(handoff: Handoff, name: str, deed: Deed, gaps: int, because: str = "", mended: str = "") -> Handoff:
    """The handoff of a process of this name, laid before the new owner; what was sent back is to be looked at anew.

    Raises Unexplained where something is missing in the process and no reason is given for this offer.
    """
    _refuse_unless(handoff, HandoffState.WAITING, HandoffState.SENT_BACK)
    because, mended = because.strip(), mended.strip()
    if gaps and not because:
        missing = f"{count(gaps, 'thing')} {'is' if gaps == 1 else 'are'} missing"
        why = "Mend them, or say why you offer it all the same."
        raise Unexplained(f"{name} is not ready: {missing}. {why}")
    again = {ItemState.SENT_BACK: ItemState.OFFERED_AGAIN}
    kept = tuple(replace(item, state=again.get(item.state, item.state)) for item in handoff.items)
    because = because if gaps else ""
    said = f"{mended}; in spite of gaps: {because}" if mended and because else mended or because
    return _turned(handoff, "offered", deed, said, state=HandoffState.OFFERED, items=kept, because=because)


def sent_back_for(handoff: Handoff) -> str:
    """What was said when it was sent back last."""
    return next((turn.said for turn in reversed(handoff.trail) if turn.act == "sent back"), "")


def looked_at(handoff: Handoff, topics: Sequence[str], state: ItemState, deed: Deed, note: str = "") -> Handoff:
    """The handoff with some items accepted, or sent back with a note. Raises Refused."""
    _refuse_unless(handoff, HandoffState.OFFERED)
    if unknown := [topic for topic in topics if topic not in PACKET]:
        raise Refused(f"The packet has no item “{unknown[0]}”. It has {', '.join(PACKET)}.")
    if state is ItemState.SENT_BACK and not note.strip():
        raise Refused("Say what is missing: an item goes back with a note.")
    said = {item.id: item for item in handoff.items}
    one = Item(id="", state=state, note=note.strip(), by=deed.by, acts_for=deed.acts_for, on=deed.on)
    said |= {topic: replace(one, id=topic) for topic in topics}
    return replace(handoff, items=tuple(said[topic] for topic in PACKET if topic in said))


def sent_back(handoff: Handoff, deed: Deed, note: str = "") -> Handoff:
    """The handoff, back with whoever offered it. Raises Refused where nothing says what is missing."""
    _refuse_unless(handoff, HandoffState.OFFERED)
    items = [f"{PACKET[item.id]}: {item.note}" for item in handoff.sent_back]
    said = "; ".join([*filter(None, [note.strip()]), *items])
    if not said:
        raise Refused("Say what is missing: send an item back with a note, or the whole with one.")
    return _turned(handoff, "sent back", deed, said, state=HandoffState.SENT_BACK)


def declined(handoff: Handoff, deed: Deed, because: str) -> Handoff:
    """The handoff, declined for good. Raises Unexplained without a reason."""
    _refuse_unless(handoff, HandoffState.OFFERED, HandoffState.SENT_BACK)
    if not because.strip():
        raise Unexplained("Say why you decline it: the reason stays visible.")
    return _turned(handoff, "declined", deed, because, state=HandoffState.DECLINED)


def withdrawn(handoff: Handoff, deed: Deed, because: str = "") -> Handoff:
    """The handoff, taken back before it is accepted; before its day has come, given back for a reason.

    Raises Refused.
    """
    if handoff.is_to_come(deed.on):
        if not because.strip():
            raise Unexplained(f"{handoff.id} is accepted from {handoff.since} on: say why it is given back.")
        return _turned(handoff, "given back", deed, because, state=HandoffState.WITHDRAWN, since=None)
    _refuse_unless(handoff, HandoffState.WAITING, HandoffState.OFFERED, HandoffState.SENT_BACK)
    return _turned(handoff, "withdrawn", deed, because, state=HandoffState.WITHDRAWN)


def told(handoff: Handoff, deed: Deed, text: str) -> Handoff:
    """The handoff with the process told in the new owner's own words."""
    _refuse_unless(handoff, HandoffState.OFFERED)
    if not text.strip():
        raise Refused("Tell the process in your own words; nothing was said.")
    telling = Telling(id=f"B{len(handoff.told) + 1}", text=text, by=deed.by, acts_for=deed.acts_for, on=deed.on)
    return _turned(handoff, "told back", deed, told=(*handoff.told, telling))


def heard(handoff: Handoff, deed: Deed, comment: str = "") -> Handoff:
    """The handoff with its newest teach-back confirmed, or commented on. Raises Refused where nobody has told it."""
    _refuse_unless(handoff, HandoffState.OFFERED)
    last = handoff.last_told
    if last is None:
        raise Refused(f"{handoff.id} has not been told back yet.")
    if last.heard:
        raise Refused(f"What was told back in {handoff.id} was heard on {last.heard} already.")
    answered = replace(last, heard=deed.on, heard_by=deed.by, heard_for=deed.acts_for, comment=comment)
    act = "commented" if comment.strip() else "confirmed what was told"
    return _turned(handoff, act, deed, comment, told=(*handoff.told[:-1], answered))


def accepted(handoff: Handoff, deed: Deed, all_items: bool = False) -> Handoff:
    """The handoff, taken over: from its day on, and never before this one, the process is the new owner's.

    Raises Refused while an item is sent back or was not looked at, or a teach-back that was asked for is not confirmed.
    """
    _refuse_unless(handoff, HandoffState.OFFERED)
    if back := handoff.sent_back:
        named = ", ".join(PACKET[item.id] for item in back)
        raise Refused(f"You sent back {named}. Accept {'it' if len(back) == 1 else 'them'}, or send the whole back.")
    if handoff.unseen and not all_items:
        missing = f"{count(len(handoff.unseen), 'item')} {'was' if len(handoff.unseen) == 1 else 'were'}"
        raise Unseen(f"{missing} not looked at yet: look at each, or take over unseen what is left.")
    if handoff.waits_for_telling:
        raise Refused("Tell it back first, in your own words.")
    last = handoff.last_told
    if last and handoff.waits_for_a_yes:
        missing = f"Tell it back once more. What was missing: {last.comment}"
        raise Refused(missing if last.comment else "What you told back waits for a yes.")
    whole = looked_at(handoff, handoff.unseen, ItemState.UNSEEN, deed)
    since = max(handoff.effective or deed.on, deed.on)
    return _turned(whole, "accepted", deed, state=HandoffState.ACCEPTED, since=since)


def confirmed(handoff: Handoff, deed: Deed) -> Handoff:
    """The handoff with its trial over: the process stays where it is. Raises Refused where there is no trial."""
    if handoff.trial_until is None:
        raise Refused(f"{handoff.id} is no trial: there is nothing to confirm.")
    _refuse_unless(handoff, HandoffState.ACCEPTED)
    if handoff.is_to_come(deed.on):
        raise Refused(f"The trial of {handoff.id} begins on {handoff.since}: it is confirmed from then on.")
    if handoff.confirmed:
        raise Refused(f"{handoff.id} was confirmed on {handoff.confirmed} already.")
    return _turned(handoff, "confirmed", deed, confirmed=deed.on)
