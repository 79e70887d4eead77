"""The questions that one asks of an organization."""

from collections.abc import Callable
from datetime import date

import pytest

from workbench.domain.errors import Ambiguous, NotFound, count
from workbench.domain.organization import Organization
from workbench.domain.people import Customer, Person
from workbench.domain.process import Gate, Kind, Process, Stage

Build = Callable[..., Organization]

PEOPLE = [
    Person(id="ana", name="Ana Lima"),
    Person(id="zoe", name="Zoë Brückner"),
    Person(id="ana2", name="Ana Lima"),
    Person(id="ren", name="Renée", left=date(2026, 1, 1)),
    Person(id="desk", name="Front desk", team=True, members=frozenset({"zoe"})),
]
PROCESSES = [
    Process(id="P1", name="Bill it", code="9.10", rank="b", owner="ana", kind=Kind.ENABLING),
    Process(id="P2", name="Ship it", rank="c", owner="desk"),
    Process(id="P3", name="Print", parent="P1", rank="n", owner="ren"),
    Process(id="P4", name="Old", code="9.10", rank="d", retired=date(2026, 2, 1)),
    Process(id="P5", name="Post", code="X", rank="e"),
    Process(id="P6", name="Send", code="X", rank="f"),
]


@pytest.fixture
def lakeside(organization_of: Build) -> Organization:
    return organization_of(PROCESSES, PEOPLE, [Customer(id="C1", name="Bob"), Customer(id="C2", name="BOB")])


@pytest.mark.parametrize(
    ("text", "found"), [("P1", "P1"), ("9.10", "P1"), ("2", "P2"), ("1.1", "P3"), ("p2", "P2"), ("P4", "P4")]
)
def test_a_process_is_meant_by_id_by_code_or_by_place(lakeside: Organization, text: str, found: str) -> None:
    assert lakeside.process(text).id == found


def test_a_code_that_two_processes_have_is_refused_with_both(lakeside: Organization) -> None:
    with pytest.raises(Ambiguous, match=r"“X” may be P5 Post, P6 Send. Name one by its id."):
        lakeside.process("X")


@pytest.mark.parametrize("text", ["", "P9", "9", "Bill it", "1.1.1", "9" * 5_000])
def test_what_no_process_answers_to_is_said(lakeside: Organization, text: str) -> None:
    with pytest.raises(NotFound, match="No process answers to"):
        lakeside.process(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [("ana", "ana"), ("@zoe", "zoe"), ("zoe bruckner", "zoe"), ("Zoé", "zoe"), ("FRONT DESK", "desk")],
)
def test_a_person_is_meant_by_handle_full_name_or_a_first_name_that_nobody_shares(
    lakeside: Organization, text: str, found: str
) -> None:
    assert lakeside.person(text).id == found


def test_of_two_people_with_one_name_the_handles_are_shown(lakeside: Organization) -> None:
    with pytest.raises(Ambiguous, match=r"ana \(Ana Lima\), ana2 \(Ana Lima\)"):
        lakeside.person("Ana Lima")
    with pytest.raises(NotFound, match="No person answers to “Zo”"):
        lakeside.person("Zo")
    with pytest.raises(NotFound, match="No person answers to “Nobody”"):
        lakeside.person("Nobody")


def test_a_customer_is_meant_by_id_or_by_full_name(lakeside: Organization) -> None:
    assert lakeside.customer("C2").id == "C2"
    with pytest.raises(Ambiguous):
        lakeside.customer("bob")
    with pytest.raises(NotFound):
        lakeside.customer("Eve")


def test_the_label_is_the_code_else_the_place(lakeside: Organization) -> None:
    labels = {process.id: lakeside.label(process) for process in lakeside.processes.values()}
    assert labels == {"P1": "9.10", "P2": "2", "P3": "1.1", "P4": "9.10", "P5": "X", "P6": "X"}


def test_a_process_is_of_its_parents_kind_else_core(lakeside: Organization) -> None:
    assert lakeside.kind(lakeside.processes["P3"]) == Kind.ENABLING
    assert lakeside.kind(lakeside.processes["P2"]) == Kind.CORE


def test_the_kind_in_a_ring_of_parents_is_found_all_the_same(organization_of: Build) -> None:
    ring = organization_of([Process(id="P1", name="A", parent="P2"), Process(id="P2", name="B", parent="P1")])
    assert ring.kind(ring.processes["P1"]) == Kind.CORE


def test_a_member_answers_for_what_the_team_owns(lakeside: Organization) -> None:
    assert lakeside.answers_for("zoe", "desk")
    assert not lakeside.answers_for("ana", "desk")
    assert not lakeside.answers_for("ana", None)


def test_what_has_no_owner_or_one_who_left_is_unowned(lakeside: Organization) -> None:
    assert [process.id for process in lakeside.unowned()] == ["P3", "P5", "P6"]


def test_a_name_is_said_even_for_a_handle_nobody_has(lakeside: Organization) -> None:
    assert [lakeside.name_of(person) for person in ("zoe", "ghost", None)] == ["Zoë Brückner", "ghost", ""]


@pytest.mark.parametrize(
    ("gates", "stage"),
    [
        ((), Stage.IDENTIFIED),
        (("designed",), Stage.DESIGNED),
        (("trained", "designed", "documented"), Stage.TRAINED),
        (("owned", "designed"), Stage.OWNED),
        (("celebrated",), Stage.IDENTIFIED),
    ],
)
def test_the_stage_is_the_last_gate_passed(gates: tuple[str, ...], stage: Stage) -> None:
    process = Process(id="P1", name="A", gates=tuple(Gate(id=gate) for gate in gates))
    assert process.stage == stage
    assert process.is_engineered == bool(gates)


def test_a_retired_process_is_retired_whatever_its_gates() -> None:
    assert Process(id="P1", name="A", gates=(Gate(id="owned"),), retired=date(2026, 1, 1)).stage == Stage.RETIRED


def test_an_owned_process_whose_owner_left_is_drifted_and_keeps_its_stage(organization_of: Build) -> None:
    process = Process(id="P1", name="A", owner="ren", gates=(Gate(id="owned"),))
    drifted = organization_of([process], PEOPLE)
    assert drifted.missing(process) == ["an owner"]
    assert process.stage == Stage.OWNED


def test_the_owner_coaches_unless_another_is_named() -> None:
    assert Process(id="P1", name="A", owner="ana").coached_by == "ana"
    assert Process(id="P1", name="A", owner="ana", coach="zoe").coached_by == "zoe"


def test_things_are_counted_in_english() -> None:
    said = [count(1, "process"), count(0, "process"), count(2_000, "change"), count(3, "person", "people")]
    assert said == ["1 process", "0 processes", "2,000 changes", "3 people"]
