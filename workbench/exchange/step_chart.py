"""The steps of a process as text: ASME's flow process chart, the flow in lanes, and what a run comes to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from workbench.domain.amounts import in_money, in_percent, in_time
from workbench.domain.design import Margin, Totals, moves
from workbench.domain.quantities import read_time
from workbench.domain.steps import END, Step, Symbol, ValueClass, Way, in_order, places

SYMBOLS: Mapping[Symbol, str] = {
    Symbol.OPERATION: "○",
    Symbol.TRANSPORT: "⇨",
    Symbol.INSPECTION: "□",
    Symbol.DELAY: "D",
    Symbol.STORAGE: "▽",
    Symbol.DECISION: "◇",
}
ASCII: Mapping[Symbol, str] = {
    Symbol.OPERATION: "O",
    Symbol.TRANSPORT: ">",
    Symbol.INSPECTION: "#",
    Symbol.DELAY: "D",
    Symbol.STORAGE: "V",
    Symbol.DECISION: "?",
}
COLUMNS = ("no.", "step", "", "what is done", "performer", "value", "active", "wait", "cost", "ways on, system, note")
NOBODY = "nobody named"


def chart_rows(steps: Sequence[Step], glyphs: Mapping[Symbol, str] = SYMBOLS, numbered: bool = True) -> list[list[str]]:
    """The flow process chart: a row for each step, under `COLUMNS`; the notes stand at the side.

    Where it is not `numbered` the first column is left out, so that a step that comes between changes no other row.
    """
    place = places(steps) if numbered else {}
    return [
        [
            *([str(place[step.id])] if numbered else []), step.id, glyphs[step.symbol], step.name, step.performer,
            step.value or "", time_in_words(step.active), time_in_words(step.wait), step.cost, _side(step, place),
        ]
        for step in in_order(steps)
    ]  # fmt: skip


def time_in_words(iso: str) -> str:
    """A length of time that stands in a record, as it was written: PT1H30M is "1 h 30 min"."""
    return str(read_time(iso)) if iso else ""


def way_in_words(way: Way) -> str:
    """A way on in words: "20 % to S2: not understood"."""
    return f"{way.chance} % to {way.to}" + (f": {way.name}" if way.name else "")


def way_told(way: Way, place: Mapping[str, int]) -> str:
    """A way on with the place of the step it leads to: "20 % to 2 S2: not understood"."""
    number = f"{place[way.to]} " if way.to in place else ""
    return way_in_words(replace(way, to=f"{number}{way.to}"))


def _side(step: Step, place: Mapping[str, int]) -> str:
    notes = [way_told(way, place) for way in step.ways]
    return "; ".join(filter(None, [*notes, step.system, step.note.partition("\n")[0]]))


@dataclass(frozen=True, slots=True)
class Lane:
    """What one performer does: the place of each step in the flow, None where another has the work."""

    performer: str
    cells: tuple[Step | None, ...]


def lanes(steps: Sequence[Step]) -> list[Lane]:
    """A lane for each performer, in the order in which they come in; every step stands in one lane."""
    ordered = in_order(steps)
    performers = dict.fromkeys(step.performer for step in ordered)
    return [
        Lane(performer, tuple(step if step.performer == performer else None for step in ordered))
        for performer in performers
    ]


def lane_rows(steps: Sequence[Step], glyphs: Mapping[Symbol, str] = SYMBOLS) -> list[list[str]]:
    """The flow in lanes: a row for each performer, a column for each step, a line where another has the work."""
    place = places(steps)

    def cell(step: Step | None) -> str:
        return f"{glyphs[step.symbol]} {place[step.id]} {step.id}" if step else "·"

    return [[lane.performer or NOBODY, *(cell(step) for step in lane.cells)] for lane in lanes(steps)]


@dataclass(frozen=True, slots=True)
class Arrow:
    """A way from one step to another, with the share of runs that take it; `back` for a loop."""

    step: str
    to: str
    share: Fraction
    back: bool = False


def arrows(steps: Sequence[Step]) -> list[Arrow]:
    """Every way through the flow, in its order."""
    place = {step.id: number for number, step in enumerate(in_order(steps))}
    return [
        Arrow(step, to, share, to != END and place[to] <= place[step])
        for step, ways in moves(steps).items()
        for to, share in ways.items()
    ]


def total_rows(reckoned: Totals) -> list[tuple[str, str]]:
    """What a run comes to, each with its name, in the order in which one asks."""
    if reckoned.endless:
        steps = ", ".join(reckoned.endless)
        return [("totals", f"none: from {steps} no way leads to the end")]
    shares = reckoned.shares or {}
    said = [
        f"{name or 'no class'} {in_percent(shares[name])}"
        for name in (*ValueClass, "")
        if shares.get(name, Fraction(0))
    ]
    efficiency = reckoned.efficiency
    rows = [
        ("lead time", in_time(reckoned.lead)),
        ("touch time", in_time(reckoned.touch)),
        ("cycle efficiency", in_percent(efficiency) if efficiency is not None else ""),
        ("of touch time", ", ".join(said)),
        ("handovers", _handovers(reckoned)),
        ("cost per run", _cost(reckoned)),
    ]
    return [(name, text) for name, text in rows if text]


def _handovers(reckoned: Totals) -> str:
    """How often the work goes to another, and whether that may be more: where nobody is named for a step."""
    if not reckoned.visits:
        return ""
    missing = len(reckoned.unnamed)
    named = f" ({'a performer is' if missing == 1 else f'{missing} performers are'} missing)" if missing else ""
    return f"{float(reckoned.handovers):.3g}{named}"


def _cost(reckoned: Totals) -> str:
    if reckoned.cost is not None:
        return in_money(reckoned.cost, reckoned.currency)
    return f"{' and '.join(reckoned.currencies)} cannot be added" if reckoned.currencies else ""


def margin_line(price: str, reckoned: Totals, left: Margin) -> str:
    """Price against cost on one line, per run and per year."""
    if left.why or left.run is None:
        return f"price against cost: {left.why}"
    year = f", {_ends(left.year, left.unit)} a year" if left.year else ""
    return f"price {price} − cost {_cost(reckoned)} = {_ends(left.run, left.unit)} a run{year}"


def _ends(ends: tuple[Fraction, Fraction | None], unit: str) -> str:
    low, high = ends
    if high is None:
        return f"at least {in_money(low, unit)}"
    return in_money(low, unit) if low == high else f"{in_money(low, unit)} to {in_money(high, unit)}"
