"""What a design comes to: times, cost, handovers, expected over decisions and loops."""

from fractions import Fraction
from typing import Any

import pytest

from workbench.domain import design
from workbench.domain.design import moves
from workbench.domain.rank import spread
from workbench.domain.steps import Step, ValueClass, Way


def steps(*fields: dict[str, Any]) -> list[Step]:
    """Steps S1, S2, … in this order."""
    ranks = spread(len(fields))
    return [Step(id=f"S{n}", name=f"step {n}", rank=rank, **field)
            for n, (rank, field) in enumerate(zip(ranks, fields, strict=True), 1)]  # fmt: skip


def totals(drawn: list[Step]) -> Any:
    return design.totals(drawn)


def margin(price: str, volume: str, reckoned: Any) -> Any:
    return design.margin(price, volume, reckoned)


def way(to: str, chance: str) -> tuple[Way, ...]:
    return (Way(id="W1", to=to, chance=chance),)


def test_nothing_comes_of_nothing() -> None:
    reckoned = totals([])
    assert (reckoned.lead, reckoned.efficiency, reckoned.cost) == (0, None, None)


def test_times_costs_and_classes_add_up_along_the_steps() -> None:
    reckoned = totals(
        steps(
            {"active": "PT10M", "value": ValueClass.VA, "performer": "assistant", "cost": "$5"},
            {"wait": "PT1H", "value": ValueClass.NVA, "performer": "assistant"},
            {"active": "PT5M", "value": ValueClass.BVA, "performer": "dentist", "cost": "$1.50"},
            {"active": "PT5M"},
        )
    )
    assert (reckoned.lead, reckoned.touch, reckoned.value) == (80 * 60, 20 * 60, 10 * 60)
    assert reckoned.efficiency == Fraction(1, 8)
    assert reckoned.shares == {"VA": Fraction(1, 2), "NVA": 0, "BVA": Fraction(1, 4), "": Fraction(1, 4)}
    assert (reckoned.handovers, reckoned.cost, reckoned.currency) == (1, Fraction(13, 2), "$")


def test_a_loop_back_is_counted_as_often_as_it_is_expected() -> None:
    reckoned = totals(steps({"active": "PT10M"}, {"ways": way("S1", "50")}, {"active": "PT1M"}))
    assert reckoned.visits == {"S1": 2, "S2": 2, "S3": 1}
    assert reckoned.touch == 21 * 60


def test_a_step_that_repeats_itself_and_one_that_is_left_out() -> None:
    repeated = totals(steps({"ways": way("S1", "20")}, {}))
    assert repeated.visits == {"S1": Fraction(5, 4), "S2": 1}
    left_out = totals(steps({"ways": way("S3", "100")}, {"active": "PT9H"}, {}))
    assert left_out.visits == {"S1": 1, "S3": 1}
    assert left_out.lead == 0


def test_some_runs_end_early() -> None:
    assert totals(steps({"ways": way("end", "25")}, {"cost": "$8"})).cost == 6


def test_a_step_without_a_performer_does_not_hide_the_handover_around_it() -> None:
    reckoned = totals(steps({"performer": "Baker"}, {"ways": way("S2", "50")}, {"performer": "Shop"}))
    assert (reckoned.passed, reckoned.unnamed) == ({("Baker", "Shop"): 1}, ("S2",))
    assert totals(steps({"performer": "a"}, {}, {"performer": "a"})).handovers == 0


def test_handovers_are_counted_on_every_way() -> None:
    reckoned = totals(steps({"performer": "a"}, {"performer": "b", "ways": way("S1", "50")}, {"performer": "a"}))
    assert reckoned.passed == {("a", "b"): 2, ("b", "a"): 2}
    assert reckoned.handovers == 4


@pytest.mark.parametrize(
    ("drawn", "endless"),
    [
        (steps({"ways": way("S1", "100")}, {}), ("S1",)),
        (steps({}, {"ways": way("S1", "100")}, {}), ("S1", "S2")),
    ],
)
def test_steps_that_lead_round_for_ever_have_no_totals_but_names(drawn: list[Step], endless: tuple[str, ...]) -> None:
    reckoned = totals(drawn)
    assert reckoned.endless == endless
    assert reckoned.visits is None


def test_two_hundred_steps_with_loops_are_reckoned_exactly() -> None:
    drawn = steps(*({"active": "PT1M", "ways": way(f"S{max(1, n - 7)}", "10") if n % 5 == 0 else ()}
                    for n in range(1, 201)))  # fmt: skip
    visits: dict[str, Fraction] = totals(drawn).visits
    into: dict[str, Fraction] = dict.fromkeys(visits, Fraction(0))
    for step, ways in moves(drawn).items():
        for to, share in ways.items():
            if to in into:
                into[to] += visits[step] * share
    assert all(visits[step] == times + (step == "S1") for step, times in into.items())


def test_a_way_to_a_step_that_is_gone_is_as_if_it_were_not_taken() -> None:
    assert totals(steps({"ways": way("S9", "50")}, {})).visits == {"S1": 1, "S2": 1}


def test_several_currencies_are_not_added() -> None:
    reckoned = totals(steps({"cost": "$5"}, {"cost": "€5"}))
    assert (reckoned.cost, reckoned.currencies) == (None, ("$", "€"))
    assert totals(steps({"cost": "$5"}, {"cost": "5 USD"})).cost == 10


def test_price_less_cost_is_what_a_run_and_a_year_leave() -> None:
    left = margin("$95–110", "400 per year", totals(steps({"cost": "$60"})))
    assert (left.unit, left.run, left.year) == ("$", (35, 50), (14_000, 20_000))
    assert margin("$50–70", "100 per year", totals(steps({"cost": "$60"}))).year == (-1000, 1000)
    assert margin("$95", "", totals(steps({"cost": "$60"}))).year is None


@pytest.mark.parametrize(
    ("price", "fields", "why"),
    [
        ("", {"cost": "$5"}, "no price is known"),
        ("$9", {}, "no step has a cost"),
        ("9 EUR", {"cost": "$5"}, "the price is in EUR, the cost in $"),
        ("$9", {"ways": way("S1", "100")}, "the steps never come to an end"),
    ],
)
def test_what_cannot_be_compared_says_why(price: str, fields: dict[str, Any], why: str) -> None:
    assert margin(price, "", totals(steps(fields))).why == why
