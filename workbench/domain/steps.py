"""The steps of a process: what is done, by whom, how long it takes, and where it goes on."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Symbol(StrEnum):
    """What kind of step it is, by the symbols of ASME's flow process chart (1947), with the decision beside them."""

    OPERATION = "operation"
    TRANSPORT = "transport"
    INSPECTION = "inspection"
    DELAY = "delay"
    STORAGE = "storage"
    DECISION = "decision"


class ValueClass(StrEnum):
    """What a step is worth to the customer: value-adding, business-necessary, or waste."""

    VA = "VA"
    BVA = "BVA"
    NVA = "NVA"


END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way on from a step to another, or to the `end`, taken in so many of a hundred runs."""

    id: str
    to: str
    chance: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: `active` and `wait` are lengths of time in ISO 8601, `cost` is what it costs each time it is done.

    What the ways do not take goes on to the step behind it.
    """

    id: str
    name: str
    rank: str = "n"
    symbol: Symbol = Symbol.OPERATION
    performer: str = ""
    value: ValueClass | None = None
    active: str = ""
    wait: str = ""
    cost: str = ""
    system: str = ""
    note: str = ""
    ways: tuple[Way, ...] = ()


def in_order(steps: Iterable[Step]) -> list[Step]:
    """The steps in the order in which they are done."""
    return sorted(steps, key=lambda step: (step.rank, len(step.id), step.id))


def places(steps: Iterable[Step]) -> dict[str, int]:
    """The place of each step in their order, from 1, by its id; it moves as the step moves, the id stays."""
    return {step.id: number for number, step in enumerate(in_order(steps), 1)}
