"""What a file brings is taken in as one change, or not at all."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from workbench.domain.check import findings
from workbench.domain.errors import BadInput, Refused
from workbench.domain.outline import Outline, PersonRow, ProcessRow
from workbench.domain.process import Flow
from workbench.exchange import formats
from workbench.services import chart, people, setup
from workbench.services.exchange import take_in
from workbench.services.people import leave
from workbench.store.lines import Actor
from workbench.store.store import Clock, Store

FRAMEWORK = Path(__file__).parents[3] / "shared/data/apqc-cross-industry-csv/framework.csv"


def rows(*processes: ProcessRow, people: tuple[PersonRow, ...] = ()) -> Outline:
    return Outline(processes=processes, people=people, notes=("line 9: left alone",))


BILLING = rows(
    ProcessRow(line=2, name="Order to cash", code="1", kind="Core", owner="ana"),
    ProcessRow(line=3, name="Bill it", above=0, owner="B. Halvorsen", customers=("Bob", "BOB"), tags=("money",)),
    ProcessRow(line=4, name="Collect", above=0, coach="Zoë Brückner", performers=("zoe", "Nobody"), kind="vital"),
)


def test_the_processes_of_a_file_stand_as_in_the_file_behind_what_was_there(store: Store, ana: Actor) -> None:
    chart.add(store, ana, "First")
    done = take_in(store, ana, BILLING)
    organization = store.organization
    drawn = [(organization.chart.place(p), organization.processes[p].name) for p, _ in organization.chart.walk()]
    assert drawn == [("1", "First"), ("2", "Order to cash"), ("2.1", "Bill it"), ("2.2", "Collect")]
    assert done.levels() == [1, 2]


def test_the_roots_of_a_file_may_stand_under_a_process(store: Store, ana: Actor) -> None:
    chart.add(store, ana, "First")
    take_in(store, ana, BILLING, under="P1")
    assert list(store.organization.chart.walk()) == [("P1", 0), ("P2", 1), ("P3", 2), ("P4", 2)]


def test_an_import_is_one_change_and_one_step_of_undo(store: Store, ana: Actor) -> None:
    before = next(store.history()).seq
    take_in(store, ana, BILLING)
    assert next(store.history()).seq == before + 1
    store.undo(ana)
    assert not store.organization.processes
    assert not store.organization.customers


def test_an_owner_who_is_nobody_here_stays_visible(store: Store, ana: Actor) -> None:
    done = take_in(store, ana, BILLING)
    process = store.organization.processes["P2"]
    assert (process.owner, process.named_owner) == (None, "B. Halvorsen")
    assert "line 3: B. Halvorsen is nobody here, or more than one; P2 Bill it needs an owner" in done.notes
    assert any("(an import named “B. Halvorsen”)" in finding.what for finding in findings(store.organization))


def test_owners_become_people_where_that_is_wanted(store: Store, ana: Actor) -> None:
    done = take_in(store, ana, BILLING, add_people=True)
    assert [(person.id, person.name) for person in done.people] == [
        ("b", "B. Halvorsen"), ("zoe", "Zoë Brückner"), ("nobody", "Nobody"),
    ]  # fmt: skip
    assert store.organization.processes["P2"].owner == "b"
    assert store.organization.processes["P3"].coach == "zoe"


def test_an_owner_called_like_the_organization_gets_another_handle(store: Store, ana: Actor) -> None:
    take_in(store, ana, rows(ProcessRow(line=1, name="A", owner="Organization")), add_people=True)
    assert store.organization.processes["P1"].owner == "person-2"
    assert store.organization.profile.name == "Lakeside"


def test_owners_are_known_by_handle_or_by_name_blind_to_case_and_accents(store: Store, ana: Actor, zoe: Actor) -> None:
    owners = ["zoe", "@zoe", "ZOE BRUCKNER"]
    take_in(store, ana, rows(*(ProcessRow(line=n, name=f"A{n}", owner=owner) for n, owner in enumerate(owners))))
    assert {process.owner for process in store.organization.processes.values()} == {"zoe"}


def test_a_name_that_two_people_have_is_left_to_be_settled(store: Store, ana: Actor) -> None:
    people = (PersonRow(line=1, name="Mia Chen"), PersonRow(line=2, name="Mia Chen", handle="mia-c"))
    done = take_in(store, ana, rows(ProcessRow(line=3, name="A", owner="mia chen"), people=people[1:]))
    assert store.organization.processes["P1"].owner == "mia-c"
    take_in(store, ana, Outline(people=(PersonRow(line=1, name="Mia Chen", handle="mia-d"),)))
    take_in(store, ana, rows(ProcessRow(line=3, name="B", owner="Mia Chen")))
    assert store.organization.processes["P2"].named_owner == "Mia Chen"
    assert len(done.people) == 1


def test_people_are_added_and_those_who_are_here_left_as_they_are(store: Store, ana: Actor) -> None:
    people = (
        PersonRow(line=2, name="ana lima", contacts=("ext. 1",)),
        PersonRow(line=3, name="Mia Chen", contacts=("ext. 2",), accounts=("mia",)),
        PersonRow(line=4, name="Sol Adeyemi", handle="Not A Handle"),
        PersonRow(line=5, name="Lee", handle="organization"),
    )
    done = take_in(store, ana, rows(people=people))
    assert [person.id for person in done.people] == ["mia", "sol", "lee"]
    assert store.organization.people["mia"].contact == "ext. 2"
    assert store.organization.people["ana"].contact == ""
    assert "line 2: ana lima is here already as ana; left as they are" in done.notes
    assert any(note.startswith("line 4: Not A Handle cannot be a handle here") for note in done.notes)


def test_two_of_one_name_in_a_file_are_two_people(store: Store, ana: Actor) -> None:
    people = tuple(PersonRow(line=line, name="Mia Chen") for line in (2, 3))
    assert [person.id for person in take_in(store, ana, rows(people=people)).people] == ["mia", "mia2"]
    again = take_in(store, ana, rows(people=people))
    assert (again.people, again.edited) == ([], False)


def test_an_owner_who_has_left_is_named_and_does_not_own(store: Store, ana: Actor, zoe: Actor) -> None:
    leave(store, ana, store.organization.people["zoe"], date(2026, 1, 1))
    done = take_in(store, ana, rows(ProcessRow(line=1, name="A", owner="zoe")), add_people=True)
    assert (done.processes[0].owner, done.processes[0].named_owner, done.people) == (None, "zoe", [])


def test_codes_that_are_here_already_are_one_note_with_their_number(store: Store, ana: Actor) -> None:
    many = rows(*(ProcessRow(line=line, name=f"A{line}", code=str(line)) for line in range(1, 31)))
    take_in(store, ana, many)
    notes = take_in(store, None, many).notes
    assert notes[0].startswith("30 codes are here already, the first on line 1 (1)")
    assert not any("code" in note for note in notes[1:])


def test_a_customer_is_made_once_for_all_who_name_it(store: Store, ana: Actor) -> None:
    done = take_in(store, ana, BILLING)
    assert [customer.name for customer in done.customers] == ["Bob"]
    assert store.organization.processes["P2"].customers == {"C1"}


def test_what_was_not_understood_is_told_by_line(store: Store, ana: Actor) -> None:
    take_in(store, ana, rows(ProcessRow(line=1, name="A", code="1")))
    notes = take_in(store, ana, BILLING).notes
    assert notes[0] == "line 9: left alone"
    assert "line 2: the code 1 is here already; `workbench check` will say so" in notes
    assert "line 4: “vital” is no kind of process (core, enabling, management) and was left out" in notes
    assert "line 4: the performer Nobody is nobody here and was left out" in notes


def test_a_dry_run_says_the_same_and_changes_nothing(store: Store, ana: Actor) -> None:
    before = next(store.history()).seq
    files = {path: path.read_bytes() for path in store.folder.rglob("*") if path.is_file()}
    dry = take_in(store, None, BILLING, add_people=True)
    assert (len(dry.processes), len(dry.people), len(dry.customers)) == (3, 3, 1)
    assert next(store.history()).seq == before
    assert not store.organization.processes
    assert {path: path.read_bytes() for path in store.folder.rglob("*") if path.is_file()} == files
    real = take_in(store, ana, BILLING, add_people=True)
    assert [process.id for process in real.processes] == [process.id for process in dry.processes]
    assert real.notes == dry.notes


@pytest.mark.parametrize(
    "bad",
    [
        ProcessRow(line=7, name="B", next_review="soon"),
        ProcessRow(line=7, name="B", review_interval="often"),
        ProcessRow(line=7, name="B", retired="31.12."),
    ],
)
def test_nothing_is_taken_in_where_one_line_cannot_be_read(store: Store, ana: Actor, bad: ProcessRow) -> None:
    with pytest.raises(BadInput, match=r"Line 7: .*Nothing was taken in"):
        take_in(store, ana, rows(ProcessRow(line=6, name="A"), bad))
    assert not store.organization.processes
    assert next(store.history()).act == "init"


def test_nothing_is_taken_in_where_a_rule_stands_against_it(store: Store, ana: Actor) -> None:
    deep = [ProcessRow(line=n + 1, name=f"A{n}", above=n - 1 if n else None) for n in range(300)]
    with pytest.raises(Refused, match="200 levels"):
        take_in(store, ana, rows(*deep))
    assert not store.organization.processes


@pytest.mark.skipif(not FRAMEWORK.exists(), reason=f"{FRAMEWORK} is not here")
def test_a_framework_of_two_thousand_processes_is_taken_in_as_one_change(store: Store, ana: Actor) -> None:
    outline = formats.read(FRAMEWORK.read_bytes(), str(FRAMEWORK), None, {})
    done = take_in(store, ana, outline)
    assert done.levels() == [13, 72, 350, 1_297, 189]
    assert len(store.organization.processes) == 1_921
    assert max(len(process.rank) for process in store.organization.processes.values()) <= 4
    assert store.organization.process("9.0").name == "Manage Financial Resources"


def test_an_export_of_the_workbench_brings_back_everything_but_what_engineering_wrote(
    tmp_path: Path, clock: Clock
) -> None:
    first = setup.sample(tmp_path / "first", "pat", clock(), clock)
    second, ana = setup.begin(tmp_path / "second", "", "ana", "Ana Lima", clock=clock)
    exported = formats.write("json", first.organization)
    outline = formats.read(exported, "x.json")
    take_in(second, Actor(ana.id, "ana"), outline)
    assert "What chidi said of owning too much was left out: everybody says it themselves." in outline.notes
    here, there = first.organization, second.organization
    assert there.profile == here.profile
    unsaid = {handle: replace(person, too_much="") for handle, person in here.people.items()}
    assert {**there.people} == {**unsaid, ana.id: ana}
    ids = dict(zip((p for p, _ in here.full_chart.walk()), (p for p, _ in there.full_chart.walk()), strict=True))
    named = {customer.name: customer.id for customer in there.customers.values()}
    customers = {customer.id: named[customer.name] for customer in here.customers.values()}
    for process in here.processes.values():
        back = there.processes[ids[process.id]]
        assert back == replace(
            process,
            id=back.id,
            rank=back.rank,
            parent=ids[process.parent] if process.parent else None,
            customers=frozenset(customers[c] for c in process.customers),
            inputs=flows_in(process.inputs, ids, "I"),
            outputs=flows_in(process.outputs, ids, "O"),
            gates=tuple(replace(gate, round="", evidence=frozenset()) for gate in process.gates),
            rounds=(), answers=(), fit=(), conflicts=(), steps=(), practices=(), risks=(), training=(), versions=(),
            readers=(), measures=(), means=(), checks=(), proposals=(), bench=(),
        )  # fmt: skip
    assert any(process.gates for process in there.processes.values())
    assert any(person.team and person.members for person in there.people.values())
    assert any(person.left for person in there.people.values())


def flows_in(flows: tuple[Flow, ...], ids: dict[str, str], prefix: str) -> tuple[Flow, ...]:
    return tuple(
        Flow(id=f"{prefix}{n}", name=flow.name, process=ids[flow.process] if flow.process else None)
        for n, flow in enumerate(flows, 1)
    )


def test_what_the_organization_says_of_itself_already_stays(store: Store, ana: Actor) -> None:
    people.set_profile(store, ana, store.organization.profile, {"currency": "EUR"})
    told = (("name", "Other"), ("currency", "CHF"), ("time_zone", "Europe/Zurich"))
    done = take_in(store, ana, Outline(profile=told))
    profile = store.organization.profile
    assert (profile.name, profile.currency, profile.time_zone) == ("Lakeside", "EUR", "Europe/Zurich")
    assert done.said == ["time_zone"]
    assert done.notes == [
        "The name of the organization stays as it is here.",
        "The currency of the organization stays as it is here.",
    ]
