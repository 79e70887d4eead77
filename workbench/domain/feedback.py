"""What customers say, what is looked into, and what others reach: dated records about one process."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Tone(StrEnum):
    """What somebody says of a result: that it is good, that it could be better, or that it was not what they want."""

    PRAISE = "praise"
    WISH = "wish"
    COMPLAINT = "complaint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What a customer said of a process, on which channel; open where a reply is wanted and none was given.

    `giver` is who said it, `about` in a word or two what of; `reply` is the answer, given on `answered`, and
    `outcome` what the giver made of it.
    """

    id: str
    process: str
    on: date
    text: str
    tone: Tone = Tone.WISH
    customer: str = ""
    giver: str = ""
    channel: str = ""
    about: str = ""
    reply_wanted: bool = False
    reply_by: date | None = None
    reply: str = ""
    answered: date | None = None
    outcome: str = ""
    by: str = ""
    minutes: int | None = None

    @property
    def waits(self) -> bool:
        """A reply is wanted, and none was given."""
        return self.reply_wanted and self.answered is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Investigation:
    """Something that went wrong, looked into: facts, causes, action, and the check that it holds.

    `about` is the reading or the feedback that opened it; `who` looks into it, `until` a day. Where it was `closed` in
    spite of what it does not say, `because` is the reason.
    """

    id: str
    process: str
    on: date
    name: str
    about: str = ""
    facts: str = ""
    causes: str = ""
    action: str = ""
    check: str = ""
    who: str = ""
    until: date | None = None
    closed: date | None = None
    because: str = ""
    by: str = ""
    minutes: int | None = None

    @property
    def lacks(self) -> list[str]:
        """What must be said before it can be closed."""
        parts = {"facts": self.facts, "causes": self.causes, "action": self.action, "check": self.check}
        return [name for name, text in parts.items() if not text]


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """What somebody else reaches: whose figure, from which source, beside ours, and what we do about it."""

    id: str
    process: str
    on: date
    whose: str
    what: str = ""
    figure: str = ""
    ours: str = ""
    source: str = ""
    action: str = ""
    competitor: bool = False
    by: str = ""
    minutes: int | None = None
