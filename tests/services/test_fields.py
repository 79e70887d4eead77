"""What a person writes for a field, read as its value."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from workbench.domain.errors import BadInput, NotFound, WorkbenchError
from workbench.domain.organization import Organization
from workbench.domain.people import Profile
from workbench.domain.process import Flow, Kind
from workbench.services import chart, fields, people
from workbench.services.setup import sample
from workbench.store.lines import Actor
from workbench.store.store import Store

Read = Callable[..., Any]
NOTHING = Organization(Profile(name=""), {}, {}, {})


@pytest.fixture
def read(store: Store, ana: Actor, zoe: Actor) -> Read:
    people.add_customer(store, ana, "Bob")
    chart.add(store, ana, "Bill it", fields={"code": "AB"})
    organization = store.organization

    def read_now(field: str, text: str, now: Any = None) -> Any:
        return fields.read(organization, field, text, now, date(2026, 11, 23))

    return read_now


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("name", " Bill it ", "Bill it"),
        ("owner", "zoe", "zoe"),
        ("owner", "Ana Lima", "ana"),
        ("owner", "", None),
        ("kind", "Enabling", Kind.ENABLING),
        ("kind", "", None),
        ("importance", "5", 5),
        ("importance", "", None),
        ("next_review", "", None),
        ("next_review", "fri", date(2026, 11, 27)),
        ("last_checked", "yesterday", date(2026, 11, 22)),
        ("review_interval", "6 months", "P6M"),
        ("inside", "Yes", True),
        ("inside", "", False),
        ("tags", "money claims,late", frozenset({"money", "claims", "late"})),
        ("contacts", "ext. 21, a@b.org", frozenset({"ext. 21", "a@b.org"})),
        ("customers", "bob", frozenset({"C1"})),
        ("management_cap", "0", 0),
    ],
)
def test_a_value_is_read_as_people_write_it(read: Read, field: str, text: str, value: object) -> None:
    assert read(field, text) == value


@pytest.mark.parametrize(
    ("text", "left"),
    [("zoe", {"zoe"}), ("+zoe", {"ana", "zoe"}), ("-ana", set[str]()), ("-ana, zoe", set[str]()), ("", set[str]())],
)
def test_a_set_is_replaced_added_to_or_taken_from(read: Read, text: str, left: set[str]) -> None:
    assert read("performers", text, frozenset({"ana"})) == left


def test_what_nobody_answers_to_can_still_be_taken_out_of_a_set(read: Read) -> None:
    assert read("performers", "-ghost", frozenset({"ana", "ghost"})) == {"ana"}
    assert read("customers", "-C9", frozenset({"C1", "C9"})) == {"C1"}
    with pytest.raises(NotFound):
        read("performers", "+ghost", frozenset({"ana"}))


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("importance", "6", "from 1 to 5"),
        ("importance", "0000000005", "from 1 to 5"),
        ("importance", "٣", "from 1 to 5"),
        ("importance", "1e308", "from 1 to 5"),
        ("importance", "9" * 5_000, "from 1 to 5"),
        ("importance", "-0", "from 1 to 5"),
        ("management_cap", "1,5", "from 0 to 100"),
        ("kind", "vital", "core, enabling and management"),
        ("next_review", "soon", "Write it like 2026-11-22"),
        ("review_interval", "often", "6 months"),
        ("inside", "maybe", "yes or no"),
        ("owner", "ghost", "No person answers to “ghost”"),
        ("customers", "+Eve", "No customer answers to “Eve”"),
        ("salary", "1", "There is no field “salary”"),
        ("parent", "P1", "There is no field “parent”"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_way_to_write_it(
    read: Read, field: str, text: str, sentence: str
) -> None:
    with pytest.raises(WorkbenchError, match=sentence):
        read(field, text, frozenset())


def test_a_flow_may_name_the_process_at_its_other_end(read: Read) -> None:
    assert read("inputs", "signed plan (P1); image (of a tooth); note (AB)", ()) == (
        Flow(id="I1", name="signed plan", process="P1"),
        Flow(id="I2", name="image (of a tooth)"),
        Flow(id="I3", name="note", process="P1"),
    )


def test_flows_are_added_behind_and_taken_out_by_name(read: Read) -> None:
    first = (Flow(id="O1", name="bill"), Flow(id="O4", name="receipt"))
    assert read("outputs", "+ copy", first) == (*first, Flow(id="O5", name="copy"))
    assert read("outputs", "-bill", first) == first[1:]
    assert read("outputs", "", first) == ()


def test_a_flow_is_added_beside_one_whose_id_somebody_made_up() -> None:
    odd = (Flow(id="Ibill", name="bill"),)
    assert fields.READERS["inputs"](NOTHING, "+copy", odd) == (*odd, Flow(id="I1", name="copy"))


def test_only_fields_that_a_person_writes_can_be_set() -> None:
    assert not {"id", "parent", "rank", "gates", "retired", "named_owner"} & {*fields.PROCESS}


def test_the_fields_are_listed_where_one_is_not_known(read: Read) -> None:
    with pytest.raises(BadInput, match="decision_rights, description"):
        read("naem", "x")


def test_what_is_written_for_a_form_is_read_as_the_same_value(tmp_path: Path) -> None:
    store = sample(tmp_path / "sample", "me", datetime(2026, 11, 22, 9, tzinfo=UTC))
    organization = store.organization
    for process in organization.processes.values():
        for field in fields.PROCESS:
            value = getattr(process, field)
            again = fields.read(organization, field, fields.written(organization, value), value, store.today)
            if field in ("inputs", "outputs"):
                value, again = ([(flow.name, flow.process) for flow in flows] for flows in (value, again))
            assert again == value, (process.id, field)
    store.close()
