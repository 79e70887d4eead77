"""What is wrong or missing is found, one finding a line, with the way to mend it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from workbench.domain.check import findings
from workbench.domain.organization import Organization
from workbench.domain.people import Customer, Person
from workbench.domain.process import Flow, Gate, Kind, Process

Build = Callable[..., Organization]

ANA = Person(id="ana", name="Ana Lima")
BOB = Customer(id="C1", name="Bob")
SOUND = Process(
    id="P1", name="Bill it", owner="ana", result="A paid bill", purpose="To be paid", customers=frozenset({"C1"})
)


def another(number: int, **fields: Any) -> Process:
    sound: dict[str, Any] = {"owner": "ana", "result": "x", "purpose": "y", "customers": frozenset({"C1"})}
    everything: dict[str, Any] = {"name": f"Work {number}", **sound, **fields}
    return Process(id=f"P{number}", **everything)


def told(organization: Organization, strict: bool = False) -> list[tuple[str, str]]:
    return [(finding.record, finding.what) for finding in findings(organization, strict)]


def test_a_sound_organization_is_passed_in_silence(organization_of: Build) -> None:
    assert findings(organization_of([SOUND], [ANA], [BOB]), strict=True) == []


def test_an_empty_organization_is_sound(organization_of: Build) -> None:
    assert findings(organization_of(), strict=True) == []


def test_a_ring_of_processes_is_found(organization_of: Build) -> None:
    ring = [another(10, parent="P9"), another(9, parent="P10"), another(11, parent="P11")]
    found = findings(organization_of(ring, [ANA], [BOB]))
    assert [(finding.record, finding.what, finding.mend) for finding in found] == [
        ("P9", "stands under itself, together with P10", "workbench process move P9 --top"),
        ("P11", "stands under itself", "workbench process move P11 --top"),
    ]


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"owner": "ghost"}, "names ghost as owner, who is nobody here"),
        ({"coach": "ghost"}, "names ghost as coach, who is nobody here"),
        ({"engineer": "ghost"}, "names ghost as engineer, who is nobody here"),
        ({"performers": frozenset({"ghost"})}, "names ghost as performer, who is nobody here"),
        ({"customers": frozenset({"C1", "C9"})}, "names the missing customer C9"),
        ({"parent": "P9"}, "stands under the missing P9"),
        ({"inputs": (Flow(id="I1", name="plan", process="P9"),)}, "names the missing P9 in its inputs"),
        ({"outputs": (Flow(id="O1", name="bill", process="P9"),)}, "names the missing P9 in its outputs"),
    ],
)
def test_a_dangling_reference_is_found(organization_of: Build, fields: dict[str, Any], what: str) -> None:
    assert told(organization_of([another(2, **fields)], [ANA], [BOB])) == [("P2", what)]


def test_a_missing_member_of_a_team_is_found(organization_of: Build) -> None:
    desk = Person(id="desk", name="Desk", team=True, members=frozenset({"ana", "ghost"}))
    assert told(organization_of([], [ANA, desk])) == [("desk", "has the missing member ghost")]


def test_a_code_that_two_have_is_found(organization_of: Build) -> None:
    two = [another(1, code="9.10"), another(2, code="9.10"), another(3, code="9.1")]
    assert told(organization_of(two, [ANA], [BOB])) == [("P2", "has the code 9.10, and so has P1 Work 1")]


@pytest.mark.parametrize(
    "name", ["handle claim", "Handle Claims", "Handle\u2013claim", "  handle   CLAIM!", "Hándle claim"]
)
def test_a_name_nearly_like_that_of_a_sibling_is_found(organization_of: Build, name: str) -> None:
    pair = [another(1, name="Handle claim"), another(2, name=name)]
    assert [record for record, _ in told(organization_of(pair, [ANA], [BOB]))] == ["P2"]


def test_the_same_name_elsewhere_in_the_chart_is_no_finding(organization_of: Build) -> None:
    apart = [another(1, name="Review"), another(2), another(3, name="Review", parent="P2")]
    assert told(organization_of(apart, [ANA], [BOB])) == []


def test_names_of_signs_alone_are_not_taken_for_each_other(organization_of: Build) -> None:
    assert told(organization_of([another(1, name="+++"), another(2, name="???")], [ANA], [BOB])) == []


def test_a_process_without_owner_customer_and_result_has_three_findings(organization_of: Build) -> None:
    assert told(organization_of([Process(id="P1", name="Bill it")])) == [
        ("P1", "has no owner"),
        ("P1", "has no customer"),
        ("P1", "has no result"),
    ]


def test_an_owner_whom_an_import_named_is_shown(organization_of: Build) -> None:
    process = another(1, owner=None, named_owner="B. Halvorsen")
    assert told(organization_of([process], [], [BOB])) == [("P1", "has no owner (an import named “B. Halvorsen”)")]


def test_an_owner_who_left_is_found(organization_of: Build) -> None:
    gone = Person(id="ana", name="Ana", left=date(2026, 1, 1))
    assert told(organization_of([SOUND], [gone], [BOB])) == [("P1", "its owner Ana has left")]


def test_a_process_with_others_under_it_has_their_customers_and_results(organization_of: Build) -> None:
    above = Process(id="P2", name="Order to cash", owner="ana")
    assert told(organization_of([above, another(3, parent="P2")], [ANA], [BOB])) == []


def test_only_a_core_process_must_name_a_customer(organization_of: Build) -> None:
    enabling = another(1, kind=Kind.ENABLING, customers=frozenset())
    assert told(organization_of([enabling], [ANA])) == []


def test_a_retired_process_needs_nothing(organization_of: Build) -> None:
    assert told(organization_of([Process(id="P1", name="Old", retired=date(2026, 1, 1))]), strict=True) == []


def test_only_a_strict_look_minds_a_team_as_owner(organization_of: Build) -> None:
    desk = Person(id="desk", name="Desk", team=True)
    owned = organization_of([another(1, owner="desk")], [desk], [BOB])
    assert told(owned) == []
    assert told(owned, strict=True) == [("P1", "is owned by the team desk; a person must answer")]


def test_only_a_strict_look_minds_a_missing_purpose_before_design(organization_of: Build) -> None:
    designed = another(2, purpose="", gates=(Gate(id="designed"),))
    pair = organization_of([another(1, purpose=""), designed], [ANA], [BOB])
    assert told(pair) == []
    assert told(pair, strict=True) == [("P1", "has no purpose")]


def test_only_a_strict_look_minds_two_people_of_one_name(organization_of: Build) -> None:
    namesakes = organization_of([], [ANA, Person(id="ana2", name="ANA LIMA")])
    assert told(namesakes) == []
    assert told(namesakes, strict=True) == [("ana2", "has the same name as ana, “Ana Lima”")]


def test_every_finding_names_its_record_and_a_way_to_mend_it(organization_of: Build) -> None:
    messy = organization_of(
        [Process(id="P1", name="A", owner="ghost", parent="P9"), another(2, code="x"), another(3, code="x")], [ANA]
    )
    for finding in findings(messy, strict=True):
        assert finding.mend.startswith("workbench ")
        assert finding.record in finding.mend


def test_a_chart_a_thousand_deep_is_checked_without_ado(organization_of: Build) -> None:
    deep = [another(n, parent=f"P{n - 1}" if n > 1 else None) for n in range(1, 1_001)]
    assert told(organization_of(deep, [ANA], [BOB])) == []
