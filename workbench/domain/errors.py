"""What the workbench refuses, in sentences for the person at the keyboard."""

from collections.abc import Sequence


class WorkbenchError(Exception):
    """Something the workbench will not or cannot do; its text is what the person reads."""


class Refused(WorkbenchError):
    """A rule of the organization stands against it, or nothing answers to what was asked."""


class Unexplained(Refused):
    """It is done only for a reason, and none was given."""


class Unmeasured(Refused):
    """A process has no measure yet to read."""

    def __init__(self, process: str, name: str) -> None:
        super().__init__(f"{process} {name} has no measure yet.")
        self.process = process


class NotComingBack(Refused):
    """An entry is not looked at again now; a `note` never comes back."""

    def __init__(self, sentence: str, entry: str, is_note: bool) -> None:
        super().__init__(sentence)
        self.entry, self.is_note = entry, is_note


class Unseen(Refused):
    """It is done with what nobody looked at only where that is said."""


class Answered(Refused):
    """A reply was noted already; another takes its place only where that is said."""


class SomebodyElses(Refused):
    """It is done by somebody else, or by who acts for them."""

    def __init__(self, sentence: str, whose: str) -> None:
        super().__init__(sentence)
        self.whose = whose


class NotFound(Refused):
    """Nothing answers to what was asked; the sentence names what comes near."""

    def __init__(self, what: str, text: str, near: Sequence[str] = ()) -> None:
        hint = f" Near it: {', '.join(near)}." if near else ""
        super().__init__(f"No {what} answers to “{text}”.{hint}")
        self.what, self.text, self.near = what, text, list(near)


class Ambiguous(Refused):
    """More than one process answers to what was asked."""

    def __init__(self, text: str, candidates: Sequence[str]) -> None:
        super().__init__(f"“{text}” may be {', '.join(candidates)}. Name one by its id.")
        self.text, self.candidates = text, list(candidates)


class BadInput(WorkbenchError):
    """A file or a value cannot be taken in; the sentence names where and the way out."""


def count(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun, "1 process" or "3 processes"."""
    if number == 1:
        return f"1 {noun}"
    ending = "es" if noun.endswith(("s", "x", "ch", "sh")) else "s"
    return f"{number:,} {plural or noun + ending}"
