"""The steps of a process: what is done, by whom, how long it takes, and where it goes on."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from workbench.domain.amounts import Amount, Measure
from workbench.domain.errors import BadInput
from workbench.domain.quantities import Quantity, read_money, read_time


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

    @property
    def share(self) -> Fraction:
        """The chance as a share of one."""
        return Fraction(read_chance(self.chance)) / 100


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

    @property
    def active_time(self) -> Fraction:
        """How long somebody works on it, in seconds."""
        return read_time(self.active).number if self.active else Fraction(0)

    @property
    def wait_time(self) -> Fraction:
        """How long it lies, in seconds."""
        return read_time(self.wait).number if self.wait else Fraction(0)

    @property
    def price(self) -> Amount | None:
        """What it costs each time, None where that is not said."""
        return read_money(self.cost) if self.cost else None


def read_chance(text: str) -> Decimal:
    """In how many of a hundred runs a way is taken, as a person wrote it: "20 %" or "20". Raises BadInput."""
    quantity = Quantity.read(text, (Measure.SHARE, Measure.NUMBER))
    amount = quantity.amount
    if amount is None or quantity != Quantity(amount) or amount.unit not in ("", "%") or not 0 < amount.number <= 100:
        raise BadInput(f"“{text}” is no chance. Write in how many of 100 runs it happens, like 20 %.")
    return amount.terms[0][0]


def in_order(steps: Iterable[Step]) -> list[Step]:
    """The steps in the order in which they are done."""
    return sorted(steps, key=lambda step: (step.rank, len(step.id), step.id))
