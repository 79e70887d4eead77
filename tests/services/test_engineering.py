"""Answering, designing, documenting, training and passing gates: each call is one change, told in words."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from workbench.domain.answers import AnswerState
from workbench.domain.due import due
from workbench.domain.engineering import state_of
from workbench.domain.errors import BadInput, NotFound, Refused
from workbench.domain.evidence import answer_to
from workbench.domain.process import Process, Stage
from workbench.domain.steps import in_order
from workbench.domain.training import Learner, Level
from workbench.services import chart, checklist, documenting, engineering, figures, gates, people, training
from workbench.services.parts import CONFLICT, KINDS, NEED, PRACTICE, RISK, STEP, TRAINING, read_fields, texts_of
from workbench.services.related import related
from workbench.services.story import told
from workbench.store.errors import ChangedElsewhere
from workbench.store.lines import Actor
from workbench.store.store import Store

TODAY = date(2026, 6, 1)


@pytest.fixture
def process(store: Store, ana: Actor) -> Process:
    return chart.add(store, ana, "Examine")


@pytest.fixture
def other(store: Store) -> Iterator[Store]:
    """The same store opened by somebody else."""
    opened = Store.open(store.folder, store.clock)
    yield opened
    opened.close()


def question(id: str) -> Any:
    return checklist.shipped().question(id)


def now(store: Store) -> Process:
    return store.organization.processes["P1"]


def newest(store: Store) -> list[str]:
    return told(next(store.history()), store.organization)


def answer(store: Store, actor: Actor, id: str, **texts: str) -> Process:
    return engineering.answer(store, actor, now(store), question(id), texts)


def step(store: Store, actor: Actor, name: str, **texts: str) -> str:
    return str(engineering.add_part(store, actor, "P1", STEP, {"name": name, **texts}).part.id)


# The checklist


def test_the_shipped_questions_ask_all_five_considerations() -> None:
    asked = checklist.shipped()
    assert [*asked.considerations] == ["provide", "time", "results", "fit", "price"]
    assert all(asked.of(consideration) for consideration in asked.considerations)
    for item in asked.questions:
        assert item.consideration in asked.considerations
        assert item.question.endswith("?")
        assert item.why
        assert item.good
        assert item.example


def test_the_example_of_a_figure_is_one_that_the_question_takes() -> None:
    for item in checklist.shipped().questions:
        if item.takes_figure:
            figure = item.example.partition(":")[0].partition(",")[0].rstrip(".")
            assert figures.read_figure(item, figure), item.id


@pytest.mark.parametrize(
    ("name", "figure", "why"),
    [
        ("target-time", "0 min", "is nothing, which target time cannot be"),
        ("target-time", "at most 0 h", "is nothing"),
        ("precision", "120 %", "more than the whole"),
        ("precision", "±400 %", "more than the whole"),
        ("volume", "3/0 per day", "is no rate"),
        ("volume", "3 per 0 days", "is no rate"),
        ("volume", "0 per day", "is nothing"),
    ],
)
def test_a_figure_that_cannot_be_is_refused(name: str, figure: str, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        figures.read_figure(question(name), figure)


def test_a_price_of_nothing_wants_a_word_on_who_bears_the_cost(store: Store, ana: Actor, process: Process) -> None:
    with pytest.raises(BadInput, match=r"\$0 says that nobody pays for it\. Where that is meant, say"):
        answer(store, ana, "price", figure="$0")
    answer(store, ana, "price", figure="$0", text="The house pays: it is how people find us.")
    assert answer_to(now(store), "price").figure == "$0"


def test_nobody_finds_out_by_a_day_that_is_past(store: Store, ana: Actor, process: Process) -> None:
    with pytest.raises(Refused, match=r"is past\. Name a day that is still to come"):
        engineering.park(store, ana, process, question("growth"), "zoe", store.today - timedelta(days=1))


def test_a_conflict_is_between_needs_that_there_are(store: Store, ana: Actor, process: Process) -> None:
    with pytest.raises(Refused, match=r"there is no need N1, N9\. No need is listed yet"):
        engineering.add_part(store, ana, "P1", CONFLICT, {"name": "Speed", "between": "N1,N9"})


def test_an_answer_holds_words_and_data(store: Store, ana: Actor, process: Process) -> None:
    answer(store, ana, "price", text="Three said so", figure="$95-110", basis="asked", checked="2026-05-30")
    kept = answer_to(now(store), "price")
    assert (kept.state, kept.figure, kept.text, kept.checked) == (
        AnswerState.ANSWERED, "$95–110", "Three said so", date(2026, 5, 30),
    )  # fmt: skip
    assert newest(store) == ["P1 Examine: answered what they will pay “$95–110”"]
    answer(store, ana, "price", figure="$90")
    assert newest(store) == ["P1 Examine: figure of the answer what they will pay “$95–110” → “$90”"]
    assert answer_to(now(store), "price").text == "Three said so"


def test_figures_may_be_words_of_the_scale_where_the_question_says_so(
    store: Store, ana: Actor, process: Process
) -> None:
    answer(store, ana, "growth", figure="High", horizon="2 years")
    assert (answer_to(now(store), "growth").figure, answer_to(now(store), "growth").horizon) == ("high", "P2Y")
    with pytest.raises(BadInput, match="Figure: “high” holds no number; here a time is wanted"):
        answer(store, ana, "target-time", figure="high")
    with pytest.raises(BadInput, match="Figure: when it is right takes no figure"):
        answer(store, ana, "acceptance", figure="5 %")
    with pytest.raises(BadInput, match="An answer has no field “salary”"):
        answer(store, ana, "price", salary="5")


def test_an_answer_that_says_nothing_is_open(store: Store, ana: Actor, process: Process) -> None:
    answer(store, ana, "outputs", text="A diagnosis")
    engineering.answer(store, ana, now(store), question("outputs"), {"text": "A diag"}, settled=False)
    assert answer_to(now(store), "outputs").state is AnswerState.OPEN
    answer(store, ana, "outputs", text=" ")
    assert now(store).answers == ()


def test_twenty_thousand_characters_are_kept_as_they_are(store: Store, ana: Actor, process: Process) -> None:
    long = "\n".join(["Müller says: [bold] no"] * 900)
    answer(store, ana, "outputs", text=long)
    assert answer_to(now(store), "outputs").text == long


def test_a_question_is_parked_with_somebody_and_set_aside_with_a_reason(
    store: Store, ana: Actor, zoe: Actor, process: Process
) -> None:
    engineering.park(store, ana, process, question("growth"), "zoe", date(2026, 6, 5))
    assert newest(store) == ["P1 Examine: parked growth"]
    assert [(item.what, item.whose) for item in due(store.organization, date(2026, 6, 6)) if item.on] == [
        ("find out: growth", "zoe")
    ]
    engineering.set_aside(store, ana, now(store), question("growth"), "A closed shop")
    assert (answer_to(now(store), "growth").who, answer_to(now(store), "growth").because) == (None, "A closed shop")
    with pytest.raises(Refused, match="Say why “growth” does not apply"):
        engineering.set_aside(store, ana, now(store), question("growth"), " ")
    engineering.open_again(store, ana, now(store), question("growth"))
    assert state_of(now(store), question("growth")) is AnswerState.OPEN
    with pytest.raises(Refused, match="names ghost, who is nobody here"):
        engineering.park(store, ana, now(store), question("growth"), "ghost")


def test_a_belief_about_a_customer_comes_due_again(store: Store, ana: Actor, process: Process) -> None:
    answer(store, ana, "price", figure="$95")
    engineering.confirm(store, ana, now(store), question("price"), TODAY)
    stale = [item.on for item in due(store.organization, date(2027, 6, 1)) if item.what == "ask a customer: price"]
    assert stale == [date(2027, 6, 1)]
    with pytest.raises(Refused, match="is no belief about a customer"):
        engineering.confirm(store, ana, now(store), question("volume"), TODAY)


def test_nobody_confirms_what_is_not_written(store: Store, ana: Actor, process: Process) -> None:
    with pytest.raises(Refused, match="has no answer yet"):
        engineering.confirm(store, ana, now(store), question("price"), TODAY)
    engineering.park(store, ana, now(store), question("price"), "ana")
    with pytest.raises(Refused, match="has no answer yet"):
        engineering.confirm(store, ana, now(store), question("price"), TODAY)


def test_two_people_answer_different_questions_and_fields_at_once(
    store: Store, ana: Actor, zoe: Actor, process: Process, other: Store
) -> None:
    seen = answer(store, ana, "price", figure="$95")
    engineering.answer(other, zoe, seen, question("outputs"), {"text": "A diagnosis"})
    engineering.answer(store, ana, seen, question("price"), {"basis": "three patients"})
    engineering.answer(other, zoe, seen, question("price"), {"evidence": "a talk"})
    store.follow()
    kept = answer_to(now(store), "price")
    assert (kept.basis, kept.evidence, answer_to(now(store), "outputs").text) == (
        "three patients", "a talk", "A diagnosis",
    )  # fmt: skip
    with pytest.raises(ChangedElsewhere, match=r"P1\.answers\.price\.basis was changed meanwhile by ana"):
        engineering.answer(other, zoe, seen, question("price"), {"basis": "four"})


def test_each_act_is_undone_by_whoever_did_it(store: Store, ana: Actor, zoe: Actor, process: Process) -> None:
    answer(store, ana, "price", figure="$95")
    answer(store, zoe, "outputs", text="A diagnosis")
    store.undo(ana)
    assert [kept.id for kept in now(store).answers] == ["outputs"]


def test_the_history_of_an_answer_says_who_wrote_what(store: Store, ana: Actor, zoe: Actor, process: Process) -> None:
    answer(store, ana, "price", figure="$95")
    answer(store, zoe, "price", figure="$99")
    past = documenting.history_of(store, "P1", "answers.price")
    assert [(was.by, was.field) for was in past] == [("zoe", "figure"), ("ana", "")]
    assert (past[0].before, past[0].after) == ("$95", "$99")


def test_what_was_said_elsewhere_stands_beside_a_question(store: Store, ana: Actor, process: Process) -> None:
    chart.set_fields(store, ana, process, {"purpose": "To know\nwhat is wrong"})
    answer(store, ana, "price", figure="$95")
    said = related(store.organization, checklist.shipped(), now(store), question("outputs"))
    assert said == [("purpose", "To know what is wrong"), ("what they will pay", "$95")]


def test_a_question_of_ones_own_is_named_after_its_label(store: Store, ana: Actor) -> None:
    assert checklist.new_id(store.organization, "Who decides?") == "who-decides"
    assert checklist.new_id(store.organization, "Price") == "price-2"
    assert checklist.new_id(store.organization, "谁决定") == "own"
    checklist.set_question(store, ana, "own", {"label": "谁决定"})
    assert checklist.new_id(store.organization, "") == "own-2"


def test_an_organization_asks_questions_of_its_own_and_keeps_the_answers(
    store: Store, ana: Actor, process: Process
) -> None:
    checklist.set_question(store, ana, "who-decides", {"question": "Who decides?", "behind": "outputs"})
    asked = checklist.checklist(store.organization)
    assert asked.questions[1].id == "who-decides"
    engineering.answer(store, ana, now(store), asked.question("who-decides"), {"text": "We all"})
    checklist.set_question(store, ana, "who-decides", {"hidden": "yes"})
    assert "who-decides" not in {item.id for item in checklist.checklist(store.organization).questions}
    checklist.delete_question(store, ana, "who-decides")
    assert answer_to(now(store), "who-decides").text == "We all"
    for id, fields, sentence in (
        ("Who?", {"question": "x"}, "cannot name a question"),
        ("empty", {}, "needs its words"),
        ("x", {"question": "x", "consideration": "luck"}, "No consideration answers to “luck”"),
    ):
        with pytest.raises(Refused, match=sentence):
            checklist.set_question(store, ana, id, fields)
    with pytest.raises(NotFound):
        checklist.delete_question(store, ana, "who-decides")


# The steps and other parts


def test_steps_are_added_moved_and_deleted(store: Store, ana: Actor, process: Process) -> None:
    for name in ("Look", "Draw", "Explain"):
        step(store, ana, name)
    engineering.add_part(store, ana, "P1", STEP, {"name": "Ask"}, first=True)
    engineering.move_step(store, ana, now(store), "S3", behind="S1")
    assert newest(store) == ["P1 Examine: S3 “Explain” moved among the steps"]
    assert [one.name for one in in_order(now(store).steps)] == ["Ask", "Look", "Explain", "Draw"]
    engineering.set_part(store, ana, now(store), STEP, "s2", {"ways": "20 % to S1: not clear; 5 % to end"})
    engineering.delete_part(store, ana, now(store), STEP, "S1")
    assert [way.to for one in now(store).steps if one.id == "S2" for way in one.ways] == ["end"]
    with pytest.raises(Refused, match="S3 Explain cannot stand behind itself"):
        engineering.move_step(store, ana, now(store), "S3", behind="S3")
    with pytest.raises(Refused, match=r"There is no step S9 to stand behind\. There are: S4, S2\."):
        engineering.move_step(store, ana, now(store), "S3", behind="S9")


def test_times_and_costs_of_a_step_are_kept_exact_and_read_back(store: Store, ana: Actor, process: Process) -> None:
    texts = {
        "name": "Explain", "symbol": "d", "performer": "dentist", "value": "va", "active": "1.5 h", "wait": "2 d 4 h",
        "cost": "12.50 EUR", "system": "chair", "note": "slowly", "ways": "50 % to end: done",
    }  # fmt: skip
    added = engineering.add_part(store, ana, "P1", STEP, texts).part
    assert (added.active, added.wait, added.cost) == ("PT1.5H", "P2DT4H", "12.50 EUR")
    assert texts_of(STEP, added) == {**texts, "symbol": "delay", "value": "VA"}
    engineering.set_part(store, ana, now(store), STEP, "S1", {"wait": "30 min"})
    assert newest(store) == ["P1 Examine: wait of the step S1 “Explain” “2 d 4 h” → “30 min”"]


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        ({"active": "-5 min"}, "Active: “-5 min” is less than nothing"),
        ({"wait": "5 %"}, "Wait: “5 %” is a share; here a time is wanted"),
        ({"cost": "12"}, "Cost: “12” names no currency"),
        ({"symbol": "zigzag"}, "Symbol: “zigzag” is none of operation, transport"),
        ({"ways": "often to S1"}, "Ways: “often” holds no number"),
        ({"ways": "20 %"}, "Ways: “20 %” is no way on"),
        ({"ways": "120 % to end"}, "Ways: “120 %” is no chance"),
        ({"ways": "20 % to S9"}, "S1 cannot lead to S9"),
        ({"ways": "60 % to end; 50 % to end"}, "take more than 100 of 100 runs"),
        ({"name": "\x1b"}, "A name is needed"),
        ({"salary": "1"}, "A step has no field “salary”"),
    ],
)
def test_a_step_that_makes_no_sense_is_refused_beside_the_field(
    store: Store, ana: Actor, process: Process, texts: dict[str, str], sentence: str
) -> None:
    before = store.position
    with pytest.raises((BadInput, Refused), match=sentence):
        engineering.add_part(store, ana, "P1", STEP, {"name": "Look", **texts})
    assert store.position == before


def test_a_bare_cost_counts_in_the_currency_of_the_organization(store: Store, ana: Actor, process: Process) -> None:
    people.set_profile(store, ana, store.organization.profile, {"currency": "EUR"})
    assert engineering.add_part(store, ana, "P1", STEP, {"name": "Look", "cost": "12.50"}).part.cost == "€12.50"


def test_two_people_change_different_steps_at_once(
    store: Store, ana: Actor, zoe: Actor, process: Process, other: Store
) -> None:
    for name in ("Look", "Draw"):
        step(store, ana, name)
    seen = now(store)
    engineering.set_part(store, ana, seen, STEP, "S1", {"active": "5 min"})
    engineering.set_part(other, zoe, seen, STEP, "S2", {"active": "7 min"})
    engineering.set_part(other, zoe, seen, STEP, "S1", {"wait": "1 h"})
    engineering.add_part(store, ana, "P1", STEP, {"name": "Ask"})
    assert step(other, zoe, "Tell") == "S4"
    store.follow()
    assert [(one.active, one.wait) for one in in_order(now(store).steps)] == [
        ("PT5M", "PT1H"), ("PT7M", ""), ("", ""), ("", ""),
    ]  # fmt: skip


def test_parts_of_every_kind_are_written_as_they_are_read(store: Store, ana: Actor, process: Process) -> None:
    written = {
        NEED: {"name": "Plain words", "side": "customer", "met": "partly", "note": "not all"},
        CONFLICT: {"name": "Time", "between": "N1", "settled": "the talk wins"},
        PRACTICE: {
            "name": "Draw", "heading": "deliver", "note": "with a pen", "source": "Zoë", "confirmed": "2026-05-01",
        },
        RISK: {"name": "No images", "response": "Book again"},
        TRAINING: {"name": "Drawing", "how": "twice beside a coach", "renewal": "1 year"},
    }  # fmt: skip
    for kind, texts in written.items():
        part = engineering.add_part(store, ana, "P1", kind, texts).part
        assert texts_of(kind, part) == texts
    assert {newest(store)[0]} == {"P1 Examine gained the training item “Drawing”"}
    for kind in KINDS:
        with pytest.raises(BadInput):
            read_fields(store.organization, kind, {"rank": "n"}, TODAY)


def test_five_hundred_parts_are_the_most(store: Store, ana: Actor, process: Process) -> None:
    docs = {f"R{n}": {"name": f"risk {n}"} for n in range(1, 501)}
    store.play(ana, "import", {f"P1.risks.{id}": [None, doc] for id, doc in docs.items()})
    with pytest.raises(Refused, match="has 500 parts of this kind"):
        engineering.add_part(store, ana, "P1", RISK, {"name": "one more"})


# Gates


def ready(store: Store, actor: Actor) -> Process:
    """The process with everything the gate designed wants."""
    for item in checklist.shipped().questions:
        engineering.set_aside(store, actor, now(store), item, "for the test")
    step(store, actor, "Look")
    return now(store)


def test_a_gate_is_passed_by_name_and_date_when_nothing_is_missing(store: Store, ana: Actor, process: Process) -> None:
    passed = gates.pass_gate(store, ana, ready(store, ana), Stage.DESIGNED, TODAY, "no reason is kept")
    assert passed.stage is Stage.DESIGNED
    assert [(gate.by, gate.on, gate.because, gate.round) for gate in passed.gates] == [("ana", TODAY, "", "R1")]
    with pytest.raises(Refused, match="was designed on 2026-06-01 by ana already"):
        gates.pass_gate(store, ana, passed, Stage.DESIGNED, TODAY)


def test_a_gate_with_gaps_wants_a_reason_that_stays(store: Store, ana: Actor, process: Process) -> None:
    with pytest.raises(Refused, match=r"lacks 16 things to be designed: what it provides is open; .*; …"):
        gates.pass_gate(store, ana, process, Stage.DESIGNED, TODAY)
    passed = gates.pass_gate(store, ana, process, Stage.DESIGNED, TODAY, "The fair is on Friday")
    assert passed.gates[0].because == "The fair is on Friday"


def test_a_later_gate_needs_the_earlier_one(store: Store, ana: Actor, process: Process) -> None:
    with pytest.raises(Refused, match="P1 Examine must be designed before it is documented"):
        gates.pass_gate(store, ana, process, Stage.DOCUMENTED, TODAY, "in a hurry")
    with pytest.raises(Refused, match="becomes owned by an accepted handoff"):
        gates.pass_gate(store, ana, process, Stage.OWNED, TODAY)


def test_evidence_that_goes_later_makes_the_process_drifted(store: Store, ana: Actor, process: Process) -> None:
    gates.pass_gate(store, ana, ready(store, ana), Stage.DESIGNED, TODAY)
    assert store.organization.missing(now(store)) == []
    engineering.delete_part(store, ana, now(store), STEP, "S1")
    engineering.open_again(store, ana, now(store), question("price"))
    assert store.organization.missing(now(store)) == ["answer to price", "steps"]
    assert now(store).stage is Stage.DESIGNED


def test_another_round_wants_a_reason_and_passes_its_gates_anew(store: Store, ana: Actor, process: Process) -> None:
    with pytest.raises(Refused, match="has passed no gate yet"):
        gates.reopen(store, ana, process, TODAY, "better ideas")
    gates.pass_gate(store, ana, process, Stage.DESIGNED, TODAY, "so")
    with pytest.raises(Refused, match="say why"):
        gates.reopen(store, ana, now(store), TODAY, "")
    again = gates.reopen(store, ana, now(store), TODAY, "A new law")
    assert [(turn.id, turn.closed, turn.because) for turn in again.rounds] == [
        ("R1", TODAY, ""), ("R2", None, "A new law"),
    ]  # fmt: skip
    assert again.stage is Stage.DESIGNED
    with pytest.raises(Refused, match="is in round R2 already"):
        gates.reopen(store, ana, again, TODAY, "again")
    with pytest.raises(Refused, match="must be designed before it is documented"):
        gates.pass_gate(store, ana, again, Stage.DOCUMENTED, TODAY, "so")
    assert gates.pass_gate(store, ana, again, Stage.DESIGNED, TODAY, "so").gates[0].round == "R2"


# Documents and training


def test_a_version_is_published_read_and_compared(store: Store, ana: Actor, zoe: Actor, process: Process) -> None:
    with pytest.raises(Refused, match="Say what the version is about"):
        documenting.publish(store, ana, process, " ", TODAY)
    with pytest.raises(Refused, match="The first version cannot be a minor one"):
        documenting.publish(store, ana, process, "x", TODAY, minor=True)
    with pytest.raises(Refused, match="has no published version"):
        documenting.sign(store, zoe, process, TODAY)
    step(store, ana, "Look")
    documenting.publish(store, ana, now(store), "First", TODAY)
    documenting.sign(store, zoe, now(store), TODAY)
    step(store, ana, "Explain")
    documenting.publish(store, ana, now(store), "Explain as well", TODAY)
    engineering.delete_part(store, ana, now(store), STEP, "S1")
    one, two = (documenting.version_of(now(store), text) for text in ("v1", "2"))
    assert "Look" in documenting.sheet_at(store, now(store), one)
    assert "Explain" not in documenting.sheet_at(store, now(store), one)
    assert [line for line in documenting.difference(store, now(store), one, two) if "Explain" in line][-1] == (
        "+| S2 | ○ | Explain |  |  |  |  |  |  |"
    )
    assert any(line.startswith("-| S1") for line in documenting.difference(store, now(store), two))
    assert [(reader.id, reader.version) for reader in now(store).readers] == [("zoe", "V1")]
    with pytest.raises(Refused, match="Nobody reads for somebody else"):
        documenting.sign(store, Actor("ana", "ana", "zoe"), now(store), TODAY)
    with pytest.raises(NotFound, match=r"No version of P1 answers to “9”\. Near it: V1, V2"):
        documenting.version_of(now(store), "9")


def test_who_learns_what_is_noted_with_the_version_and_comes_due(
    store: Store, ana: Actor, zoe: Actor, process: Process
) -> None:
    engineering.add_part(store, ana, "P1", TRAINING, {"name": "Drawing", "renewal": "1 year"})
    chart.set_fields(store, ana, now(store), {"performers": frozenset({"zoe"}), "owner": "ana"})
    documenting.publish(store, ana, now(store), "First", TODAY)
    training.learn(store, ana, now(store), "t1", "zoe", None, TODAY)
    assert newest(store)[0] == "P1 Examine: Zoë Brückner came to begin in T1 “Drawing”"
    assert now(store).training[0].learner("zoe") == Learner(id="zoe", on=TODAY)
    training.learn(store, ana, now(store), "T1", "zoe", Level.DO, TODAY)
    assert newest(store)[0] == "P1 Examine: Zoë Brückner came to do in T1 “Drawing”"
    learner = now(store).training[0].learners[0]
    assert (learner.level, learner.on, learner.version) == (Level.DO, TODAY, "V1")
    renewals = [item for item in due(store.organization, date(2027, 6, 1)) if item.what == "renew training: Drawing"]
    assert [(item.on, item.whose) for item in renewals] == [(date(2027, 6, 1), "ana")]
    own = due(store.organization, date(2027, 6, 1), mine="zoe")
    assert [item.what for item in own] == ["renew what you learned with Ana Lima: Drawing"]
    with pytest.raises(Refused, match="zoe cannot go"):
        people.delete(store, ana, store.organization.people["zoe"])
    training.let_go(store, ana, now(store), "T1", "zoe")
    assert now(store).training[0].learners == ()
    people.add_person(store, ana, "Desk", "desk", team=True)
    with pytest.raises(Refused, match="each of its members learns"):
        training.learn(store, ana, now(store), "T1", "desk", None, TODAY)
