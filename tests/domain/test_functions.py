"""The six functions of a process: each with its standing, its evidence, its day and the next step."""

from dataclasses import replace
from datetime import date

import pytest

from workbench.domain.dates import Interval
from workbench.domain.document import Heading, Practice, Reader, Version
from workbench.domain.feedback import Benchmark, Feedback
from workbench.domain.functions import Function, Known, Standing, board, row_of
from workbench.domain.means import Means
from workbench.domain.process import Process
from workbench.domain.training import Learner, Level, TrainingItem

TODAY = date(2026, 11, 22)
LATELY, LONG_AGO = date(2026, 9, 1), date(2024, 1, 1)
YEAR = Interval(1, "Y")
BARE = Process(id="P1", name="Examine", owner="ana", performers=frozenset({"ana", "bo"}))


def stands(process: Process, function: Function, known: Known | None = None) -> tuple[Standing, str]:
    cell = row_of(process, known or Known(), YEAR, TODAY).cell(function)
    return cell.standing, cell.evidence


def test_where_nothing_is_recorded_every_function_is_missing_and_says_what_comes_next() -> None:
    row = row_of(BARE, Known(), YEAR, TODAY)
    assert {cell.standing for cell in row.cells} == {Standing.MISSING}
    assert all(cell.next for cell in row.cells)
    assert [cell.function for cell in row.cells] == list(Function)
    assert row.strength == 0


def test_a_document_holds_when_it_is_current_and_everybody_has_read_it() -> None:
    version = Version(id="V1", on=LATELY)
    half = replace(BARE, versions=(version,), readers=(Reader(id="ana", version="V1"),))
    assert stands(half, Function.DOCUMENTATION) == (Standing.PARTLY, "1 performer of 2 yet to read V1")
    whole = replace(half, readers=(*half.readers, Reader(id="bo", version="V1")))
    assert stands(whole, Function.DOCUMENTATION) == (Standing.HOLDS, "V1")
    old = replace(whole, versions=(replace(version, on=LONG_AGO),))
    assert stands(old, Function.DOCUMENTATION)[0] is Standing.STALE


@pytest.mark.parametrize(
    ("needed", "there", "assessed", "standing"),
    [
        ("40 h per week", "40 h per week", LATELY, Standing.HOLDS),
        ("40 h per week", "30 h per week", LATELY, Standing.PARTLY),
        ("40 h per week", "", LATELY, Standing.PARTLY),
        ("40 h per week", "8 h per day", LATELY, Standing.HOLDS),
        ("40 h per week", "160 h per month", LATELY, Standing.PARTLY),
        ("2 rooms", "2 places", LATELY, Standing.PARTLY),
        ("2 rooms", "2 rooms", LONG_AGO, Standing.STALE),
        ("2 rooms", "2 rooms", None, Standing.STALE),
    ],
)
def test_resources_hold_when_there_is_enough_and_somebody_looked_lately(
    needed: str, there: str, assessed: date | None, standing: Standing
) -> None:
    means = Means(id="U1", name="It", needed=needed, there=there, assessed=assessed)
    assert stands(replace(BARE, means=(means,)), Function.RESOURCES)[0] is standing


def test_what_is_allocated_counts_before_what_there_is() -> None:
    means = Means(id="U1", name="Hours", needed="40 h per week", there="60 h per week", allocated="32 h per week")
    assert means.short == 8 * 3600
    assert round(float(means.hours_a_month)) == 139


def test_feedback_holds_while_it_is_fresh_and_nobody_waits_for_a_reply() -> None:
    waiting = Feedback(id="F1", process="P1", on=LATELY, text="Why?", reply_wanted=True)
    assert stands(BARE, Function.FEEDBACK, Known([waiting])) == (Standing.PARTLY, "1 waits for a reply")
    answered = replace(waiting, answered=LATELY)
    assert stands(BARE, Function.FEEDBACK, Known([answered]))[0] is Standing.HOLDS
    assert stands(BARE, Function.FEEDBACK, Known([replace(answered, on=LONG_AGO)]))[0] is Standing.STALE


def test_a_benchmark_with_a_gap_holds_once_it_says_what_is_done_about_it() -> None:
    gap = Benchmark(id="B1", process="P1", on=LATELY, whose="Harbour", figure="30 min", ours="47 min")
    assert stands(BARE, Function.BENCHMARKING, Known((), [gap]))[0] is Standing.PARTLY
    assert stands(BARE, Function.BENCHMARKING, Known((), [replace(gap, action="two chairs")]))[0] is Standing.HOLDS


def test_best_practices_drift_when_nobody_confirms_them() -> None:
    practices = tuple(
        Practice(id=f"B{n}", name="Do it so", heading=heading, confirmed=LATELY) for n, heading in enumerate(Heading, 1)
    )
    assert stands(replace(BARE, practices=practices), Function.PRACTICES) == (Standing.HOLDS, "3 hold")
    assert stands(replace(BARE, practices=practices[:2]), Function.PRACTICES)[0] is Standing.PARTLY
    drifted = replace(practices[0], confirmed=LONG_AGO)
    stale = stands(replace(BARE, practices=(drifted, *practices[1:])), Function.PRACTICES)
    assert stale == (Standing.STALE, "1 of 3 not confirmed lately")


def test_training_counts_lessons_and_never_names_anybody() -> None:
    item = TrainingItem(id="T1", name="Say it plainly", learners=(Learner(id="ana", level=Level.DO, on=LATELY),))
    cell = row_of(replace(BARE, training=(item,)), Known(), YEAR, TODAY).cell(Function.TRAINING)
    assert (cell.standing, cell.evidence) == (Standing.PARTLY, "1 of 2 lessons held")
    assert "ana" not in cell.evidence + cell.next


def test_the_board_shows_the_weakest_process_first() -> None:
    strong = replace(BARE, id="P2", versions=(Version(id="V1", on=LATELY),))
    rows = [row_of(process, Known(), YEAR, TODAY) for process in (strong, BARE)]
    made = board(rows, 3)
    assert [row.process for row in made.rows] == ["P1", "P2"]
    assert made.unmanaged == 3
    assert made.holding[Function.TRAINING] == 0
