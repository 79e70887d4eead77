"""The promise to the customer held against the design: the time and the precision that were promised, and are kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from workbench.domain.amounts import Measure, in_time
from workbench.domain.answers import Answer, AnswerState
from workbench.domain.design import totals
from workbench.domain.errors import BadInput
from workbench.domain.evidence import answer_to
from workbench.domain.process import Process
from workbench.domain.quantities import Quantity
from workbench.domain.readings import Aim, Reading, amount_of, is_alike, of_measure

TIME, PRECISION = "target-time", "precision"


@dataclass(frozen=True, slots=True)
class TimePromise:
    """A time that was promised, from the least to the most it may take, and the lead time of the design."""

    said: str
    lead: Fraction
    least: Fraction
    most: Fraction | None

    @property
    def over(self) -> Fraction:
        """By how much the design takes longer than was promised."""
        return max(Fraction(0), self.lead - self.most) if self.most is not None else Fraction(0)

    def __str__(self) -> str:
        lead = f"lead time {in_time(self.lead)}"
        if self.over:
            return f"{lead} misses the promised {self.said} by {in_time(self.over)}"
        if self.lead < self.least:
            return f"{lead} is {in_time(self.least - self.lead)} sooner than the promised {self.said}"
        return f"{lead} keeps the promised {self.said}"


def time_promise(process: Process) -> TimePromise | None:
    """The promised time beside the lead time; None where either is not known.

    A precision that is a time, like ±4 h, is how far a bare target may be missed; without one, less time is kept too.
    """
    promised, lead = _figure(process, TIME), totals(process.steps).lead
    if promised is None or promised.measure is not Measure.TIME or not lead:
        return None
    least, most = promised.span()
    if promised != Quantity(promised.amount):
        return TimePromise(str(promised), lead, least, most)
    off = _off(process)
    spread = off.span()[1] if off else None
    said = f"{promised} {off}" if off else str(promised)
    return TimePromise(said, lead, max(Fraction(0), least - spread) if spread else Fraction(0), least + (spread or 0))


def promises(process: Process, readings: Sequence[Reading] = ()) -> Iterator[str]:
    """What was promised, each with whether it is kept where that is known: by the steps, or by what was read last."""
    timed, time = time_promise(process), _figure(process, TIME)
    if timed or time:
        yield str(timed) if timed else f"promised {time}"
    precision = _figure(process, PRECISION)
    if precision and not (timed and _off(process)):
        yield f"precision {precision}{_as_read(process, precision, readings)}"


def kept(process: Process, question: str) -> str:
    """Whether the design keeps what is promised in the answer to a question, "" where that is not known."""
    return str(time_promise(process) or "") if question == TIME else ""


def measures_precision(process: Process) -> bool:
    """The precision that was promised is a figure, and something is measured for it."""
    return bool(_figure(process, PRECISION)) and any(one.aim is Aim.PRECISION for one in process.measures)


def _as_read(process: Process, promised: Quantity, readings: Sequence[Reading]) -> str:
    """What was read last of the precision, where it is of the kind of the promise."""
    like = promised.amount or promised.tolerance
    measured = (one for one in process.measures if one.aim is Aim.PRECISION)
    last = [found[-1] for one in measured if (found := of_measure(readings, one.id))]
    for reading in last:
        actual = amount_of(reading.actual)
        if actual and like and is_alike(actual, like):
            low, high = promised.span()
            is_kept = low <= actual.number and (high is None or actual.number <= high)
            return f" {'kept' if is_kept else 'missed'}: {reading.actual} on {reading.on}"
    return ""


def _off(process: Process) -> Quantity | None:
    """A precision that says how far a time may be missed."""
    said = _figure(process, PRECISION)
    return said if said and said.amount is None and said.measure is Measure.TIME else None


def _figure(process: Process, question: str) -> Quantity | None:
    answer: Answer = answer_to(process, question)
    if answer.state is AnswerState.NOT_APPLICABLE or not answer.figure:
        return None
    try:
        return Quantity.read(answer.figure)
    except BadInput:
        return None
