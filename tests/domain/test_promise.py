"""The promise to the customer is held against the lead time of the design, and against what was read."""

from datetime import date

import pytest

from workbench.domain.answers import Answer, AnswerState
from workbench.domain.checklist import Checklist
from workbench.domain.engineering import gaps
from workbench.domain.process import Process, Stage
from workbench.domain.promise import promises
from workbench.domain.readings import Aim, Indicator, Reading
from workbench.domain.steps import Step

TODAY = date(2026, 11, 22)


def promising(time: str, precision: str = "", lead: str = "PT2H", aim: Aim | None = None) -> Process:
    figures = {"target-time": time, "precision": precision}
    return Process(
        id="P1", name="Treat",
        answers=tuple(Answer(id=id, state=AnswerState.ANSWERED, figure=figure) for id, figure in figures.items()),
        steps=(Step(id="S1", name="Look", active=lead),),
        measures=(Indicator(id="M1", name="Right at once", aim=aim),),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("time", "precision", "said"),
    [
        ("2 h", "", "lead time 2 h keeps the promised 2 h"),
        ("3 h", "", "lead time 2 h keeps the promised 3 h"),
        ("90 min", "", "lead time 2 h misses the promised 90 min by 30 min"),
        ("at most 1 h", "", "lead time 2 h misses the promised at most 1 h by 1 h"),
        ("90 min ±30 min", "", "lead time 2 h keeps the promised 90 min ±30 min"),
        ("90 min", "±30 min", "lead time 2 h keeps the promised 90 min ±30 min"),
        ("1 h", "±30 min", "lead time 2 h misses the promised 1 h ±30 min by 30 min"),
        ("3 h ±30 min", "", "lead time 2 h is 30 min sooner than the promised 3 h ±30 min"),
    ],
)
def test_the_lead_time_keeps_the_promised_time_or_misses_it(time: str, precision: str, said: str) -> None:
    assert [*promises(promising(time, precision))] == [said]


def test_a_promise_stands_alone_while_no_step_has_a_time() -> None:
    assert [*promises(promising("90 min", "±5 %", lead=""))] == ["promised 90 min", "precision ±5 %"]


@pytest.mark.parametrize(
    ("actual", "more"),
    [("98 %", " kept: 98 % on 2026-11-22"), ("92 %", " missed: 92 % on 2026-11-22"), ("2 h", "")],
)
def test_the_precision_is_held_against_what_was_read_of_it_last(actual: str, more: str) -> None:
    process = promising("2 h", "at least 95 %", aim=Aim.PRECISION)
    readings = [
        Reading(id="R1", process="P1", measure="M1", on=date(2026, 10, 1), actual="50 %"),
        Reading(id="R2", process="P1", measure="M1", on=TODAY, actual=actual),
    ]
    assert [*promises(process, readings)][1] == f"precision at least 95 %{more}"


def test_a_design_that_misses_the_promised_time_is_a_gap_of_its_gate() -> None:
    asked = Checklist({}, ())
    missed, kept = promising("1 h"), promising("2 h")
    assert [gap.what for gap in gaps(asked, missed, Stage.DESIGNED, TODAY)] == [
        "lead time 2 h misses the promised 1 h by 1 h"
    ]
    assert gaps(asked, kept, Stage.DESIGNED, TODAY) == []
