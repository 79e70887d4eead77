"""Who answers for a process from which day on, of those who took it over."""

from collections.abc import Iterable
from typing import NamedTuple


class Move(NamedTuple):
    """A process in other hands: by which handoff, from which day on (ISO 8601), and whose it is then, "" for nobody."""

    handoff: str
    process: str
    since: str
    to: str

    @property
    def number(self) -> int:
        """The place of the handoff among all; of two, the later one counts."""
        return int(self.handoff[1:])


def owners(moves: Iterable[Move], day: str) -> dict[str, str]:
    """By process, whose it is on a day, of the processes that somebody took over by then; "" for nobody's."""
    begun = (move for move in moves if move.since <= day)
    return {move.process: move.to for move in sorted(begun, key=lambda move: move.number)}


def coming(moves: Iterable[Move], day: str) -> dict[str, str]:
    """By process, who has it from a day ahead on, and that day, of the processes whose newest move lies ahead."""
    newest = {move.process: move for move in sorted(moves, key=lambda move: move.number)}
    return {process: f"{move.to} {move.since}" for process, move in newest.items() if move.to and move.since > day}


def next_turn(days: Iterable[str], day: str) -> str:
    """The first of these days behind this one, "" for none."""
    return min((one for one in days if one > day), default="")
