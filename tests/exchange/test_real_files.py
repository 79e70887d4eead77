"""Files that others wrote, with facts about them that others computed."""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from workbench.domain.organization import Organization
from workbench.domain.outline import Outline
from workbench.domain.text import clean_line
from workbench.exchange.formats import read, write
from workbench.exchange.values import is_nobody

Real = Callable[[str], bytes]
Trip = Callable[[str, Organization], Outline]
Chart = Callable[[Outline], list[tuple[str, str, int]]]
FRAMEWORK = "apqc-cross-industry-csv/framework.csv"
FACTS = "apqc-cross-industry-csv/EXPECT.json"


def test_a_whole_framework_is_read_as_its_facts_say(real: Real, chart: Chart) -> None:
    facts = json.loads(real(FACTS))
    outline = read(real(FRAMEWORK), "framework.csv")
    told = chart(outline)
    assert len(told) == facts["processes"] == 1921
    assert Counter(depth + 1 for _, _, depth in told) == {int(k): n for k, n in facts["by_level"].items()}
    assert [f"{code} {name}" for code, name, depth in told if not depth] == facts["roots"]
    assert max(len(row.name) for row in outline.processes) == facts["longest_name_len"]
    assert sum(bool(row.description) for row in outline.processes) == facts["with_description"]
    assert outline.notes == ("Columns left out: PCF ID, Difference Index, Change details, Metrics available?.",)
    assert dict(outline.mapping) == {
        "code": "Hierarchy ID", "name": "Name", "description": "Element Description", "above": "Hierarchy ID",
    }  # fmt: skip


def test_the_codes_of_a_framework_stay_text_and_nest(real: Real) -> None:
    rows = read(real(FRAMEWORK), "framework.csv").processes
    places = {row.code: place for place, row in enumerate(rows)}
    assert "9.10" in places
    assert rows[places["1.1"]].above == places["1.0"]
    children = Counter(row.above for row in rows)
    for code, spot in json.loads(real(FACTS))["spot"].items():
        assert (rows[places[code]].name, children[places[code]]) == (spot["name"], spot["children"])


@pytest.mark.parametrize("kind", ["csv", "json", "markdown", "text"])
def test_a_whole_framework_survives_every_format(
    kind: str, real: Real, an_organization: Callable[[], Any], there_and_back: Trip, chart: Chart
) -> None:
    outline = read(real(FRAMEWORK), "framework.csv")
    back = there_and_back(kind, an_organization().outline(outline).built())
    assert chart(back) == chart(outline)
    if kind != "text":
        assert [row.description for row in back.processes] == [row.description for row in outline.processes]


def test_twelve_hundred_names_in_fifteen_scripts_are_people(real: Real) -> None:
    outline = read(real("names-many-scripts/names.csv"), "names.csv")
    assert len({person.name for person in outline.people}) == 1200
    assert max((person.name for person in outline.people), key=len) == "Χρυσοβαλάντιος-Αλέξανδρος Γεωργακόπουλος"


@pytest.mark.parametrize("kind", ["csv", "json", "markdown", "text"])
@pytest.mark.parametrize("field", ["name", "code", "description", "owner", "tag"])
def test_naughty_strings_survive_every_format(
    kind: str, field: str, real: Real, an_organization: Callable[[], Any], there_and_back: Trip
) -> None:
    if (kind, field) in {("text", "description"), ("markdown", "tag")}:
        pytest.skip(f"{kind} does not hold a {field}")
    strings = dict.fromkeys(clean_line(text) for text in json.loads(real("naughty-strings/blns.json")))
    kept = [text for text in strings if text and not (field == "owner" and is_nobody(text))]
    built = an_organization()
    for text in kept:
        match field:
            case "name":
                built.process(text)
            case "tag":
                built.process("x", tags=frozenset([text]))
            case _:
                built.process("x", **{field: text})
    rows = there_and_back(kind, built.built()).processes
    found = ["".join(row.tags) if field == "tag" else getattr(row, field) for row in rows]
    assert found == kept


def test_naughty_strings_survive_as_names_of_people(real: Real, an_organization: Callable[[], Any]) -> None:
    strings = dict.fromkeys(clean_line(text) for text in json.loads(real("naughty-strings/blns.json")))
    kept = [text for text in strings if text]
    built = an_organization()
    for number, text in enumerate(kept, 1000):
        built.person(f"p{number}", text)
    for kind in ("people-csv", "json"):
        assert [person.name for person in read(write(kind, built.built()), "", format=kind).people] == kept
