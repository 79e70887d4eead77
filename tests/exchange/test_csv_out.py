"""Tables that go out."""

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from workbench.domain.errors import BadInput
from workbench.exchange.formats import read, write


def cells(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "'=", "''-"])
def test_nothing_in_a_cell_runs_and_all_of_it_comes_back(start: str, an_organization: Callable[[], Any]) -> None:
    name = start + 'cmd|" /C calc"!A0'
    data = write("csv", an_organization().process(name, code=f"{start}1", description=name).built())
    row = cells(data)[0]
    assert all(row[column] == f"'{row[column][1:]}" for column in ("name", "code", "description"))
    back = read(data, "a.csv").processes[0]
    assert (back.name, back.code, back.description) == (name, f"{start}1", name)


def test_an_apostrophe_that_guards_nothing_is_left_alone(an_organization: Callable[[], Any]) -> None:
    data = write("csv", an_organization().process("'s Gravenhage").built())
    assert cells(data)[0]["name"] == "'s Gravenhage"
    assert read(data, "a.csv").processes[0].name == "'s Gravenhage"


def test_every_field_comes_back_from_the_table(an_organization: Callable[[], Any]) -> None:
    values: dict[str, Any] = {
        "code": "1.10", "description": "a\n\nb, \"c\"", "purpose": "p", "trigger": "t", "result": "r", "importance": 3,
        "decision_rights": "d", "review_interval": "P6M", "owner": "ana", "coach": "bo", "engineer": "cy",
    }  # fmt: skip
    sets = {"tags": frozenset(["x;y", "a\\", "\\;"]), "performers": frozenset(["ana", "bo"])}
    built = (
        an_organization()
        .customer("C1", "Buyers")
        .process(
            "Sell",
            customers=frozenset(["C1"]),
            next_review=date(2026, 5, 1),
            retired=date(2026, 6, 1),
            **values,
            **sets,
        )
    )
    row = read(write("csv", built.built()), "a.csv").processes[0]
    assert {field: getattr(row, field) for field in values} == values
    assert {field: frozenset(getattr(row, field)) for field in sets} == sets
    assert (row.customers, row.next_review, row.retired) == (("Buyers",), "2026-05-01", "2026-06-01")


def test_a_parent_is_named_by_its_code_else_by_its_id(an_organization: Callable[[], Any]) -> None:
    built = an_organization().process("A", code="1").process("B", "P1").process("C", "P2").built()
    data = write("csv", built)
    assert [row["parent"] for row in cells(data)] == ["", "1", "P2"]
    assert [row.above for row in read(data, "a.csv").processes] == [None, 0, 1]


def test_a_code_shared_with_what_has_ended_does_not_confuse_parents(an_organization: Callable[[], Any]) -> None:
    built = an_organization().process("Old", code="1", retired=date(2026, 1, 1)).process("New", code="1")
    outline = read(write("csv", built.process("Part", "P2").built()), "a.csv")
    assert [row.above for row in outline.processes] == [None, None, 1]


def test_an_owner_who_is_nobody_yet_goes_out_by_name(an_organization: Callable[[], Any]) -> None:
    data = write("csv", an_organization().process("Sell", named_owner="Ana Gómez").built())
    assert cells(data)[0]["owner"] == "Ana Gómez"


def test_people_come_back_from_their_table(an_organization: Callable[[], Any]) -> None:
    built = an_organization().person("ana", "=Ana", contacts=frozenset(["+49 1", "a@x; b"])).person("bo")
    people = read(write("people-csv", built.built()), "a.csv").people
    assert [(one.handle, one.name, sorted(one.contacts)) for one in people] == [
        ("ana", "=Ana", ["+49 1", "a@x; b"]),
        ("bo", "Bo", []),
    ]


def test_an_organization_without_anything_is_a_header(an_organization: Callable[[], Any]) -> None:
    outline = read(write("csv", an_organization().built()), "a.csv")
    assert not outline.processes
    assert write("people-csv", an_organization().built()) == b"handle,name,contacts,accounts\n"


def test_a_format_that_cannot_be_written_is_refused_with_those_that_can(an_organization: Callable[[], Any]) -> None:
    with pytest.raises(BadInput, match=r"These are: csv, people-csv, json, markdown, text\."):
        write("xlsx", an_organization().built())
