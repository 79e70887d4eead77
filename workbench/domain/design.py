"""What a design comes to: the totals of its steps, expected over the ways that a run may take.

A run begins at the first step. From each step it takes one of the step's ways, each in so many of a
hundred runs, and else goes on to the step behind it; a way back is a loop. How often a step is done in
a run is then the expected number of visits of an absorbing Markov chain (Kemeny and Snell, Finite
Markov Chains, 1960), which is 1 for every step of a design without ways.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from workbench.domain.amounts import is_same_currency
from workbench.domain.errors import BadInput
from workbench.domain.quantities import Quantity, read_chance, read_money, read_time
from workbench.domain.steps import END, Step, Symbol, ValueClass, Way, in_order

Moves = Mapping[str, Mapping[str, Fraction]]
LYING = (Symbol.DELAY, Symbol.STORAGE)


@dataclass(frozen=True, slots=True)
class Totals:
    """What a run of the process comes to, expected.

    Times are in seconds; `shares` are of the touch time, by class, "" for steps without one; `cost` is
    None where no step has one, or where they are in several currencies (`currencies`). `passed` is how often the
    work goes on, by who gives it and who takes it; `unnamed` are the steps that somebody does and nobody is
    named for. `endless` are the
    steps from which no way leads to the end: then nothing can be expected, and all else is empty.
    """

    lead: Fraction = Fraction(0)
    touch: Fraction = Fraction(0)
    value: Fraction = Fraction(0)
    shares: Mapping[str, Fraction] | None = None
    passed: Mapping[tuple[str, str], Fraction] | None = None
    cost: Fraction | None = None
    currencies: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()
    visits: Mapping[str, Fraction] | None = None
    endless: tuple[str, ...] = ()

    @property
    def handovers(self) -> Fraction:
        """How often in a run the work goes from one performer to another."""
        return sum((self.passed or {}).values(), Fraction(0))

    @property
    def efficiency(self) -> Fraction | None:
        """Process cycle efficiency: value-adding time by lead time (George, Lean Six Sigma, 2002)."""
        return self.value / self.lead if self.lead else None

    @property
    def currency(self) -> str:
        """The one currency of the cost, "" for none or several."""
        return self.currencies[0] if len(self.currencies) == 1 else ""


def share_of(way: Way) -> Fraction:
    """The chance of a way as a share of one."""
    return Fraction(read_chance(way.chance)) / 100


def _seconds(iso: str) -> Fraction:
    return read_time(iso).number if iso else Fraction(0)


def moves(steps: Sequence[Step]) -> dict[str, dict[str, Fraction]]:
    """Where each step goes on to, with the share of runs that go there; `end` for what leaves the process.

    A way to a step that is not there any more leads on to the step behind, as if it were not taken.
    """
    ordered = in_order(steps)
    known = {step.id for step in ordered} | {END}
    found: dict[str, dict[str, Fraction]] = {}
    for number, step in enumerate(ordered):
        on = found.setdefault(step.id, {})
        left = Fraction(1)
        for way in step.ways:
            share = min(share_of(way), left)
            if way.to in known and share:
                on[way.to] = on.get(way.to, Fraction(0)) + share
                left -= share
        if left:
            behind = ordered[number + 1].id if number + 1 < len(ordered) else END
            on[behind] = on.get(behind, Fraction(0)) + left
    return found


def totals(steps: Sequence[Step]) -> Totals:
    """What a run of these steps comes to."""
    if not steps:
        return Totals(visits={}, shares={})
    ordered = in_order(steps)
    on = moves(ordered)
    met = _reached(on, ordered[0].id)
    ending = _ending(on)
    endless = tuple(step.id for step in ordered if step.id in met and step.id not in ending)
    if endless:
        return Totals(endless=endless)
    visits = _visits(on, [step.id for step in ordered if step.id in met])
    done = [(step, visits[step.id]) for step in ordered if step.id in visits]
    touch = {step.id: times * _seconds(step.active) for step, times in done}
    by_class: dict[str, Fraction] = {}
    for step, _ in done:
        by_class[step.value or ""] = by_class.get(step.value or "", Fraction(0)) + touch[step.id]
    touched = sum(touch.values(), Fraction(0))
    prices = [(read_money(step.cost), times) for step, times in done if step.cost]
    currencies = _apart(price.unit for price, _ in prices)
    return Totals(
        lead=touched + sum((times * _seconds(step.wait) for step, times in done), Fraction(0)),
        touch=touched,
        value=by_class.get(ValueClass.VA, Fraction(0)),
        shares={name: time / touched for name, time in by_class.items()} if touched else {},
        passed=_passed(on, done),
        cost=sum((price.number * times for price, times in prices), Fraction(0)) if len(currencies) == 1 else None,
        currencies=currencies,
        unnamed=tuple(step.id for step, _ in done if not step.performer and step.symbol not in LYING),
        visits=visits,
    )


def _passed(on: Moves, done: Sequence[tuple[Step, Fraction]]) -> dict[tuple[str, str], Fraction]:
    """How often in a run the work goes from one performer to another, also through steps for which none is named."""
    performers = {step.id: step.performer for step, _ in done}
    between = _past_unnamed({step: on[step] for step in performers}, performers)
    passed: dict[tuple[str, str], Fraction] = {}
    for step, times in done:
        for to, share in between.get(step.id, {}).items():
            taker = performers.get(to)
            if taker and taker != step.performer:
                way = step.performer, taker
                passed[way] = passed.get(way, Fraction(0)) + times * share
    return passed


def _past_unnamed(on: Moves, performers: Mapping[str, str]) -> dict[str, dict[str, Fraction]]:
    """Where each step with a performer goes on to, past the steps without one."""
    between = {step: dict(ways) for step, ways in on.items()}
    for step in [step for step, performer in performers.items() if not performer]:
        ways = between.pop(step)
        leaves = 1 - ways.pop(step, Fraction(0))
        for before in between.values():
            if share := before.pop(step, Fraction(0)):
                for to, more in ways.items():
                    before[to] = before.get(to, Fraction(0)) + share * more / leaves
    return between


def _apart(units: Iterable[str]) -> tuple[str, ...]:
    """The currencies that differ, each by the first word for it."""
    found: list[str] = []
    for unit in units:
        if not any(is_same_currency(unit, other) for other in found):
            found.append(unit)
    return tuple(found)


def _reached(on: Moves, first: str) -> set[str]:
    met, ahead = {first}, [first]
    while ahead:
        for to in on.get(ahead.pop(), ()):
            if to not in met:
                met.add(to)
                ahead.append(to)
    return met


def _ending(on: Moves) -> set[str]:
    """The steps from which some way leads to the end."""
    back: dict[str, list[str]] = {}
    for step, ways in on.items():
        for to in ways:
            back.setdefault(to, []).append(step)
    return _reached({to: dict.fromkeys(froms, Fraction(1)) for to, froms in back.items()}, END)


def _visits(on: Moves, order: Sequence[str]) -> dict[str, Fraction]:
    """How often each step is done in a run, exactly, by elimination from the last step to the first.

    Each step's visits are first said by those of the steps before it, then put in from the front.
    """
    into: dict[str, dict[str, Fraction]] = {step: {} for step in order}
    for step in order:
        for to, share in on[step].items():
            if to in into:
                into[to][step] = share
    begun = Fraction(1)
    place = {step: number for number, step in enumerate(order)}
    for step in reversed(order):
        own = into[step].pop(step, Fraction(0))
        if own:
            into[step] = {other: share / (1 - own) for other, share in into[step].items()}
        for earlier in order[: place[step]]:
            if share := into[earlier].pop(step, Fraction(0)):
                for other, more in into[step].items():
                    into[earlier][other] = into[earlier].get(other, Fraction(0)) + share * more
        begun = 1 / (1 - own)
    visits = {order[0]: begun}
    for step in order[1:]:
        visits[step] = sum((visits[other] * share for other, share in into[step].items()), Fraction(0))
    return visits


@dataclass(frozen=True, slots=True)
class Margin:
    """Price against cost: what is left of a run, and of a year where the volume is known; lowest and highest.

    `why` says what keeps the two from being set against each other; then the rest is empty.
    """

    unit: str = ""
    run: tuple[Fraction, Fraction | None] | None = None
    year: tuple[Fraction, Fraction | None] | None = None
    why: str = ""


def margin(price: str, volume: str, reckoned: Totals) -> Margin:
    """What the price leaves over the cost, per run and per year: (price - cost) x runs, ends with ends."""
    if reckoned.endless:
        return Margin(why="the steps never come to an end")
    if reckoned.cost is None:
        return Margin(why="costs stand in several currencies" if reckoned.currencies else "no step has a cost")
    try:
        asked = Quantity.read(price)
    except BadInput:
        return Margin(why="no price is known")
    unit = asked.amount.unit if asked.amount else ""
    if not is_same_currency(unit, reckoned.currency):
        return Margin(why=f"the price is in {unit or 'no currency'}, the cost in {reckoned.currency}")
    low, high = asked.span()
    run = (low - reckoned.cost, None if high is None else high - reckoned.cost)
    try:
        runs = Quantity.read(volume).times_a_year()
    except BadInput:
        runs = None
    return Margin(unit, run, _over_a_year(run, runs) if runs else None)


def _over_a_year(
    run: tuple[Fraction, Fraction | None], runs: tuple[Fraction, Fraction | None]
) -> tuple[Fraction, Fraction | None]:
    (low, high), (few, many) = run, runs
    most = few if many is None else many
    lowest = low * (few if low >= 0 else most)
    return lowest, None if high is None or (many is None and high > 0) else high * (most if high >= 0 else few)
