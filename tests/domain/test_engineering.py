"""The checklist with its answers, the gates with their gaps, documents and training."""

from dataclasses import replace
from datetime import date

import pytest

from workbench.domain.answers import Answer, AnswerState, Met, Need, NeedConflict, OwnQuestion, Side
from workbench.domain.checklist import Checklist, Question, adapted
from workbench.domain.document import Heading, Practice, Reader, Version, has_read
from workbench.domain.drift import gone, gone_of, new_gaps
from workbench.domain.engineering import (
    gaps,
    hanging,
    in_short,
    next_gate,
    next_open,
    progress,
    state_of,
    still_to_do,
    wanted,
)
from workbench.domain.errors import NotFound
from workbench.domain.process import Gate, Process, Round, Stage
from workbench.domain.steps import Step
from workbench.domain.training import Learner, Level, TrainingItem

TODAY = date(2026, 11, 22)
CHECKLIST = Checklist(
    {"provide": "Provide", "time": "Time"},
    (
        Question(id="outputs", consideration="provide", label="what it provides", question="What?"),
        Question(id="customer-needs", consideration="provide", label="needs", question="Which?", lists="customer"),
        Question(id="target-time", consideration="time", label="target time", question="How long?"),
    ),
)
BLANK = Process(id="P1", name="Treat")


def answered(*questions: str, **states: AnswerState) -> Process:
    given = [Answer(id=question, state=AnswerState.ANSWERED, text="so") for question in questions]
    return replace(BLANK, answers=(*given, *(Answer(id=id, state=state) for id, state in states.items())))


def whats(process: Process, stage: Stage) -> list[str]:
    return [gap.what for gap in gaps(CHECKLIST, process, stage, TODAY)]


def test_progress_counts_the_questions_of_a_process_and_of_a_consideration() -> None:
    process = answered("outputs", **{"target-time": AnswerState.PARKED})
    done = progress(CHECKLIST, process)
    assert (done.answered, done.open, done.parked, done.total, done.settled) == (1, 1, 1, 3, 1)
    assert progress(CHECKLIST, process, "time").parked == 1


def test_a_question_that_asks_for_a_list_is_answered_by_what_is_listed() -> None:
    process = replace(BLANK, fit=(Need(id="N1", name="to be seen", side=Side.CUSTOMER, met=Met.MET),))
    assert state_of(process, CHECKLIST.question("customer-needs")) is AnswerState.ANSWERED


def test_a_need_that_nobody_judged_is_open_work_even_where_an_answer_was_written() -> None:
    judged = Need(id="N1", name="to be seen", side=Side.CUSTOMER, met=Met.MET)
    needs = (judged, Need(id="N2", name="at once", side=Side.CUSTOMER))
    process = replace(answered("outputs", "customer-needs", "target-time"), fit=needs)
    assert state_of(process, CHECKLIST.question("customer-needs")) is AnswerState.OPEN
    assert progress(CHECKLIST, process).settled == 2
    assert whats(process, Stage.DESIGNED)[0] == "needs is open: N2 not judged"
    aside = replace(process, answers=(Answer(id="customer-needs", state=AnswerState.NOT_APPLICABLE),))
    assert state_of(aside, CHECKLIST.question("customer-needs")) is AnswerState.NOT_APPLICABLE


def test_a_conflict_that_is_not_settled_is_open_work_and_says_so() -> None:
    question = Question(id="conflicts", consideration="time", label="conflicts", question="Which?", lists="conflicts")
    named = replace(BLANK, conflicts=(NeedConflict(id="K1", name="Time against money"),))
    assert state_of(named, question) is AnswerState.OPEN
    assert (still_to_do(named, question), in_short(named, question)) == (
        "K1 not settled", "Time against money (not settled)",
    )  # fmt: skip
    settled = replace(named, conflicts=(NeedConflict(id="K1", name="Time against money", settled="Time wins."),))
    assert state_of(settled, question) is AnswerState.ANSWERED
    passed = replace(settled, gates=(Gate(id="designed", evidence=frozenset({"answers/conflicts"})),))
    assert gone(passed) == []
    assert gone(replace(passed, conflicts=named.conflicts)) == ["answer to conflicts"]


@pytest.mark.parametrize(
    ("behind", "back", "found"),
    [("", False, "customer-needs"), ("customer-needs", False, "target-time"), ("target-time", True, "customer-needs"),
     ("target-time", False, "customer-needs"), ("customer-needs", True, "target-time")],
)  # fmt: skip
def test_the_next_open_question_goes_round(behind: str, back: bool, found: str) -> None:
    question = next_open(CHECKLIST, answered("outputs"), behind, back)
    assert question
    assert question.id == found


def test_what_is_parked_comes_after_what_is_open() -> None:
    process = answered("outputs", **{"customer-needs": AnswerState.PARKED})
    question = next_open(CHECKLIST, process)
    assert question
    assert question.id == "target-time"
    assert next_open(CHECKLIST, answered("outputs", "customer-needs", "target-time")) is None


def test_a_question_is_meant_by_id_beginning_or_number() -> None:
    assert [CHECKLIST.question(text).id for text in ("outputs", "TARGET", "2")] == [
        "outputs", "target-time", "customer-needs",
    ]  # fmt: skip
    with pytest.raises(NotFound):
        CHECKLIST.question("0")


def test_an_organization_adds_words_and_orders_questions_of_its_own() -> None:
    own = (
        OwnQuestion(id="safety", consideration="provide", question="Is it safe?", behind="outputs"),
        OwnQuestion(id="outputs", label="the result"),
        OwnQuestion(id="target-time", hidden=True),
        OwnQuestion(id="who-decides", question="Who decides?", behind="nothing-there"),
    )
    asked = adapted(CHECKLIST, own)
    assert [(question.id, question.label) for question in asked.questions] == [
        ("outputs", "the result"), ("safety", "safety"), ("customer-needs", "needs"), ("who-decides", "who decides"),
    ]  # fmt: skip


def test_the_gate_designed_lists_what_is_open_and_that_no_step_is_drawn() -> None:
    process = answered("outputs", **{"target-time": AnswerState.PARKED})
    assert whats(process, Stage.DESIGNED) == ["needs is open", "target time is open, parked", "no step is drawn"]


def test_the_gate_documented_wants_each_heading_and_a_version() -> None:
    process = replace(
        BLANK,
        practices=(Practice(id="B1", name="Call first", heading=Heading.DELIVER),),
        versions=(Version(id="V1"),),
    )
    assert whats(process, Stage.DOCUMENTED) == [
        "no best practice to service needs", "no best practice to resolve complaints",
    ]  # fmt: skip


def test_the_gate_trained_names_who_has_yet_to_do_what() -> None:
    item = TrainingItem(
        id="T1", name="Explain", renewal="P1Y",
        learners=(
            Learner(id="ana", level=Level.DO, on=TODAY),
            Learner(id="ben", level=Level.SEE, on=TODAY),
            Learner(id="cat", level=Level.TEACH, on=date(2025, 11, 22)),
        ),
    )  # fmt: skip
    process = replace(BLANK, training=(item,), performers=frozenset({"ana", "ben", "cat"}))
    assert whats(process, Stage.TRAINED) == ["ben has yet to do T1 alone", "cat has yet to renew T1"]
    assert whats(BLANK, Stage.TRAINED) == [
        "nothing to be learned is named",
        "nobody is named who performs it",
    ]
    drawn = replace(BLANK, steps=(Step(id="S1", name="Bake", performer="Baker"),))
    assert whats(drawn, Stage.TRAINED)[-1] == "nobody is named who performs it; those of its steps are roles"


def test_evidence_that_was_there_and_is_gone_makes_a_process_drifted() -> None:
    process = replace(answered("outputs"), steps=(Step(id="S1", name="Look"),))
    there = {gap.key for gap in wanted(CHECKLIST, process, Stage.DESIGNED, TODAY) if gap.is_there}
    process = replace(process, gates=(Gate(id="designed", evidence=frozenset(there)),))
    assert gone(process) == []
    assert gone(replace(process, answers=(), steps=())) == ["answer to outputs", "steps"]


def trained(*people: str, level: Level = Level.DO) -> Process:
    item = TrainingItem(id="T1", name="Explain", learners=(Learner(id="ana", level=level, on=TODAY),))
    return replace(BLANK, training=(item,), performers=frozenset(people))


def as_passed(process: Process, because: str = "") -> Gate:
    asked = wanted(CHECKLIST, process, Stage.TRAINED, TODAY)
    there, missing = ({gap.key for gap in asked if gap.is_there is here} for here in (True, False))
    return Gate(id="trained", because=because, evidence=frozenset(there), gaps=frozenset(missing))


def since(process: Process, gate: Gate) -> list[str]:
    return [gap.what for gap in new_gaps(CHECKLIST, process, gate, TODAY)]


def test_who_joins_after_the_gate_is_a_new_gap_and_who_unlearns_makes_it_drifted() -> None:
    gate = as_passed(trained("ana"))
    assert (since(trained("ana"), gate), gone_of(trained("ana"), gate)) == ([], [])
    assert since(trained("ana", "root"), gate) == ["root has yet to do T1 alone"]
    assert gone_of(trained("ana", "root"), gate) == []
    unlearned = trained("ana", level=Level.SEE)
    assert (since(unlearned, gate), gone_of(unlearned, gate)) == ([], ["training of ana"])
    assert gone_of(trained(), gate) == ["performers"]


def test_a_reason_excuses_what_was_missing_and_nothing_that_came_later() -> None:
    gate = as_passed(trained("ana", "ben"), because="Ben begins on Monday.")
    assert since(trained("ana", "ben"), gate) == []
    assert since(trained("ana", "ben", "root"), gate) == ["root has yet to do T1 alone"]
    assert since(trained("ana", "root"), Gate(id="trained", because="Taken over.")) == []


def test_a_promise_that_the_steps_keep_no_more_has_gone() -> None:
    told = Answer(id="target-time", state=AnswerState.ANSWERED, figure="1 h")
    quick = replace(BLANK, answers=(told,), steps=(Step(id="S1", name="Look", active="PT30M"),))
    gate = Gate(id="designed", evidence=frozenset({"promise"}))
    assert gone_of(quick, gate) == []
    assert gone_of(replace(quick, steps=(Step(id="S1", name="Look", active="PT3H"),)), gate) == ["promised time"]


def test_another_round_has_its_gates_before_it_again() -> None:
    first = replace(BLANK, rounds=(Round(id="R1"),), gates=(Gate(id="designed", round="R1"),))
    assert next_gate(first) is Stage.DOCUMENTED
    again = replace(first, rounds=(Round(id="R1", closed=TODAY), Round(id="R2")))
    assert next_gate(again) is Stage.DESIGNED
    assert again.stage is Stage.DESIGNED


def test_what_hangs_on_an_engineer_has_begun_and_is_not_handed_over() -> None:
    begun, handed = answered("outputs"), replace(BLANK, id="P2", gates=(Gate(id="owned"),))
    again = replace(handed, id="P3", rounds=(Round(id="R2"),))
    assert [process.id for process in hanging(iter([BLANK, begun, handed, again]))] == ["P1", "P3"]


def test_a_minor_version_leaves_what_was_read_in_force() -> None:
    major, minor = Version(id="V2"), Version(id="V10", minor=True)
    assert has_read((major, minor), Reader(id="ana", version="V2"))
    assert not has_read((major, minor, Version(id="V11")), Reader(id="ana", version="V10"))
    assert not has_read((major,), None)
