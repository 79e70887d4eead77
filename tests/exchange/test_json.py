"""JSON in and out."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from workbench.domain.errors import BadInput
from workbench.domain.outline import Outline
from workbench.domain.process import Flow, Gate
from workbench.exchange.formats import read, write


def brought(value: object) -> Outline:
    return read(json.dumps(value).encode(), "a.json")


def test_a_list_of_objects_is_guessed_like_a_table(chart: Callable[[Outline], object]) -> None:
    outline = brought([{"Code": "1.0", "Title": "Sell", "Owner": {"name": "Ana"}}, {"Code": "1.1", "Title": "Quote"}])
    assert chart(outline) == [("1.0", "Sell", 0), ("1.1", "Quote", 1)]
    assert outline.processes[0].owner == "Ana"


def test_children_stand_under_the_object_they_are_in(chart: Callable[[Outline], object]) -> None:
    outline = brought(
        [{"name": "A", "children": [{"name": "B", "children": [{"name": "C"}]}, {"name": "D"}]}, {"name": "E"}]
    )
    assert chart(outline) == [("", "A", 0), ("", "B", 1), ("", "C", 2), ("", "D", 1), ("", "E", 0)]


def test_a_mapping_gives_its_keys_as_codes_or_as_names() -> None:
    assert brought({"ac-1": {"title": "Policy"}}).processes[0].code == "ac-1"
    assert brought({"Sell": {"owner": "ana"}}).processes[0].name == "Sell"


def test_a_number_keeps_its_digits() -> None:
    assert read(b'[{"code": 9.10, "name": "Tax"}]', "a.json").processes[0].code == "9.10"


def test_every_object_knows_its_line() -> None:
    data = b'[\n {"name": "a {", "owner":\n  "x"},\n {"name": "b", "tags": ["}", "t"]}\n]'
    assert [row.line for row in read(data, "a.json").processes] == [2, 4]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[{]", "Line 1, column 3 is no JSON"),
        ('[\n{"name": "a", "name": "b"}]', "Line 2: an object has the key “name” twice."),
        ('[{"name": "NaN",\n "importance": NaN}]', "Line 2: NaN is no JSON value."),
        ('[{"name": "a",\n\n "importance": -Infinity}]', "Line 3: -Infinity is no JSON value."),
        ('[{"name": "a",\n "importance": 1e999}]', "Line 2: the number 1e999… is too large"),
        ('[{"name": "a",\n "importance": ' + "9" * 5000 + "}]", "Line 2: the number 99999"),
        ("[" * 100_000, "Line 1: the JSON is nested more than 420 deep."),
        ('{"a":' * 100_000, "Line 1: the JSON is nested more than 420 deep."),
        ("[]", "The list is empty"),
        ("[1]", "The list holds something that is no object at place 1: 1."),
        ("7", "The JSON holds a single value."),
        ('{"a": 1, "b": []}', "The JSON is neither a list of objects nor a mapping"),
        ('[{"name": "a", "owner": "b"},\n{"owner": "b"}]', "Line 2 has no name."),
        ('{"catalog": {"groups": []}}', "The JSON is neither a list of objects nor a mapping"),
        ('[{"colour": "a"}]', "No column holds the name. Line 1 has: colour."),
        ('{"format": "workbench", "version": 2}', "The file is a workbench export of version 2"),
        ('{"format": "workbench", "version": 1, "people": 3}', "“people” is no list"),
    ],
)
def test_what_is_no_list_of_processes_is_refused_in_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(BadInput) as refusal:
        read(text.encode(), "a.json")
    assert str(refusal.value).startswith(sentence)


def test_a_chart_nested_deeper_than_charts_go_is_refused() -> None:
    text = '[{"process": "a", "children": ' * 205 + "[]" + "}]" * 205
    with pytest.raises(BadInput, match="levels down"):
        read(text.encode(), "a.json")


def test_the_export_holds_every_record_on_a_line_of_its_own(an_organization: Callable[[], Any]) -> None:
    built = an_organization().person("ana", contacts=frozenset(["b", "a"])).customer("C1", "Buyers")
    built.process("Sell", owner="ana", inputs=(Flow(id="I1", name="wish"),), next_review=date(2026, 5, 1))
    built.process("Quote", "P1", gates=(Gate(id="designed", by="ana", on=date(2026, 1, 2)),), importance=0)
    text = write("json", built.built()).decode()
    assert json.loads(text)["processes"][1]["gates"] == [{"id": "designed", "by": "ana", "on": "2026-01-02"}]
    assert json.loads(text)["processes"][1]["importance"] == 0
    assert '    {"id": "ana", "name": "Ana", "contacts": ["a", "b"]}\n' in text
    assert '    {"id": "C1", "name": "Buyers"}\n' in text


def test_the_export_brings_back_processes_and_people(an_organization: Callable[[], Any]) -> None:
    built = an_organization().person("ana", accounts=frozenset(["a"])).customer("C1", "Buyers; and sellers")
    built.process("P2", customers=frozenset(["C1"])).process("1.1", "P1", named_owner="Bo").process(
        "1.1", "P2", owner="ana"
    )
    outline = read(write("json", built.built()), "a.json")
    assert [(row.name, row.code, row.above, row.owner) for row in outline.processes] == [
        ("P2", "", None, ""),
        ("1.1", "", 0, "Bo"),
        ("1.1", "", 1, "ana"),
    ]
    assert outline.processes[0].customers == ("Buyers; and sellers",)
    assert [(person.handle, person.name, person.accounts) for person in outline.people] == [("ana", "Ana", ("a",))]


def test_an_organization_of_people_only_is_written_and_read(an_organization: Callable[[], Any]) -> None:
    outline = read(write("json", an_organization().person("ana").built()), "a.json")
    assert [person.name for person in outline.people] == ["Ana"]


def test_processes_and_people_side_by_side_are_both_read() -> None:
    outline = brought({"processes": [{"name": "Sell", "owner": "Ana"}], "people": [{"name": "Ana"}]})
    assert (len(outline.processes), len(outline.people)) == (1, 1)
