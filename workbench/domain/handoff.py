"""A handoff: a process is offered to an owner, who takes it over item by item, or sends it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class HandoffState(StrEnum):
    """How far a handoff is; `assigned` is an owner named without one, for a reason."""

    WAITING = "waiting"
    OFFERED = "offered"
    SENT_BACK = "sent back"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    ASSIGNED = "assigned"


class ItemState(StrEnum):
    """How an item of the packet stands, once the new owner said something to it, or took it over without."""

    ACCEPTED = "accepted"
    SENT_BACK = "sent back"
    OFFERED_AGAIN = "offered again"
    UNSEEN = "taken over unseen"


PACKET = {
    "purpose": "purpose and customers",
    "answers": "the engineer's answers",
    "steps": "steps",
    "practices": "best practices",
    "measures": "measures and readings",
    "problems": "complaints and investigations",
    "risks": "what can go wrong",
    "training": "training of the performers",
    "document": "the document",
    "rhythm": "review rhythm",
    "rights": "decision rights",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What the new owner said to one item of the packet."""

    id: str
    state: ItemState = ItemState.ACCEPTED
    note: str = ""
    by: str = ""
    acts_for: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A teach-back: the process in the new owner's own words, and what was said to it; no comment is a yes."""

    id: str
    text: str
    by: str = ""
    acts_for: str = ""
    on: date | None = None
    heard: date | None = None
    heard_by: str = ""
    heard_for: str = ""
    comment: str = ""

    @property
    def is_confirmed(self) -> bool:
        """Somebody else heard it, and had nothing to add."""
        return self.heard is not None and not self.comment


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One act on a handoff: what was done, by whom, for whom if for another, and what was said."""

    id: str
    act: str
    by: str = ""
    acts_for: str = ""
    on: date | None = None
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handoff:
    """A process on its way from one to another; `since` is the day from which it is the other's, once accepted."""

    id: str
    process: str
    round: str = ""
    from_whom: str | None = None
    to: str | None = None
    effective: date | None = None
    state: HandoffState = HandoffState.WAITING
    items: Sequence["Item"] = ()
    note: str = ""
    because: str = ""
    tell_back: bool = False
    told: Sequence["Telling"] = ()
    trial_until: date | None = None
    confirmed: date | None = None
    since: date | None = None
    trail: Sequence["Turn"] = ()

    @property
    def standing(self) -> str:
        """How far it is, in the word that people use for it."""
        return "prepared" if self.state is HandoffState.WAITING else str(self.state)

    @property
    def is_open(self) -> bool:
        """It is not decided yet."""
        return self.state in (HandoffState.WAITING, HandoffState.OFFERED, HandoffState.SENT_BACK)

    @property
    def day(self) -> date | None:
        """The day on which the process changes hands or did; None where none is agreed, or it came to nothing."""
        return self.since or (self.effective if self.is_open else None)

    @property
    def was_offered(self) -> bool:
        """The new owner was asked at least once."""
        return any(turn.act == "offered" for turn in self.trail)

    def is_to_come(self, day: date) -> bool:
        """It is accepted, and the day on which the process changes hands lies ahead."""
        return self.state is HandoffState.ACCEPTED and self.since is not None and self.since > day

    @property
    def is_on_trial(self) -> bool:
        """It was taken over for a time, and nobody has confirmed yet that it stays so."""
        return self.since is not None and self.trial_until is not None and self.confirmed is None

    @property
    def sent_back(self) -> list[Item]:
        """The items that the new owner sent back."""
        return [item for item in self.items if item.state is ItemState.SENT_BACK]

    @property
    def unseen(self) -> list[str]:
        """The items to which the new owner has said nothing yet."""
        said = {item.id for item in self.items if item.state is not ItemState.OFFERED_AGAIN}
        return [item for item in PACKET if item not in said]

    @property
    def waits_for_telling(self) -> bool:
        """A teach-back was asked for, and nobody has told the process back yet."""
        return self.tell_back and self.last_told is None

    @property
    def waits_for_a_yes(self) -> bool:
        """A teach-back was asked for, and what was told last is not confirmed."""
        return self.tell_back and self.last_told is not None and not self.last_told.is_confirmed

    @property
    def waits_to_be_heard(self) -> bool:
        """What was told back last has neither a yes nor a word of what is missing."""
        return self.last_told is not None and self.last_told.heard is None

    @property
    def last_told(self) -> Telling | None:
        """The newest teach-back."""
        return self.told[-1] if self.told else None

    @property
    def agreed(self) -> date | None:
        """The day on which it was accepted, or somebody was named without it; None where it was not."""
        return next((turn.on for turn in reversed(self.trail) if turn.act in ("accepted", "assigned")), None)

    @property
    def newest(self) -> Turn | None:
        """What was done last."""
        return self.trail[-1] if self.trail else None
