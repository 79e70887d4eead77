"""The sample organization and the published schema: both are products of their own, and fit the code."""

import json
import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date, timedelta
from pathlib import Path
from typing import Any, cast

import jsonschema  # type: ignore[import-untyped]
import pytest

from workbench.domain import rules
from workbench.domain.answers import Answer, Need, NeedConflict, OwnQuestion
from workbench.domain.appointments import Appointment
from workbench.domain.assessments import Assessment, Held, Judged, Mark, Survey
from workbench.domain.bench import Candidate
from workbench.domain.check import findings
from workbench.domain.coaching import AgendaItem, Asked, CoachingSession, Promise
from workbench.domain.commitments import Commitment
from workbench.domain.document import Practice, Reader, Risk, Version
from workbench.domain.due import due
from workbench.domain.feedback import Benchmark, Feedback, Investigation, Tone
from workbench.domain.handoff import Handoff, HandoffState, Item, Telling, Turn
from workbench.domain.journal import Entry, Reply, Share, Verdict
from workbench.domain.means import Check, Means
from workbench.domain.organization import Organization
from workbench.domain.people import Customer, Person, Profile
from workbench.domain.process import GATES, Flow, Gate, Kind, Process, Round, Stage
from workbench.domain.proposals import Proposal
from workbench.domain.rank import is_rank
from workbench.domain.readings import Indicator, Reading, is_out_of_range
from workbench.domain.reviews import Review
from workbench.domain.steps import Step, Way
from workbench.domain.templates import Template
from workbench.domain.training import Learner, TrainingItem
from workbench.store import checkpoint, lines
from workbench.store.documents import from_doc, to_doc
from workbench.store.edits import DATED_TABLES, TABLES, Tables, apply, conflicts, no_tables, touched
from workbench.store.views import view

DATA = Path(__file__).parents[1] / "data"
SAMPLE: dict[str, Any] = json.loads((DATA / "sample.json").read_text(encoding="utf-8"))
SCHEMA: dict[str, Any] = json.loads((DATA / "schema.json").read_text(encoding="utf-8"))
TODAY = date.fromisoformat(SAMPLE["today"])
KINDS_OF_RECORD = {
    "organization": Profile,
    "person": Person,
    "customer": Customer,
    "process": Process,
    "gate": Gate,
    "round": Round,
    "flow": Flow,
    "ownQuestion": OwnQuestion,
    "answer": Answer,
    "need": Need,
    "needConflict": NeedConflict,
    "step": Step,
    "way": Way,
    "practice": Practice,
    "risk": Risk,
    "trainingItem": TrainingItem,
    "learner": Learner,
    "version": Version,
    "proposal": Proposal,
    "handoff": Handoff,
    "packetItem": Item,
    "telling": Telling,
    "handoffTurn": Turn,
    "candidate": Candidate,
    "appointment": Appointment,
    "reader": Reader,
    "indicator": Indicator,
    "means": Means,
    "check": Check,
    "reading": Reading,
    "feedback": Feedback,
    "review": Review,
    "investigation": Investigation,
    "benchmark": Benchmark,
    "assessment": Assessment,
    "judged": Judged,
    "held": Held,
    "survey": Survey,
    "mark": Mark,
    "entry": Entry,
    "verdict": Verdict,
    "share": Share,
    "reply": Reply,
    "commitment": Commitment,
    "session": CoachingSession,
    "agendaItem": AgendaItem,
    "asked": Asked,
    "promise": Promise,
    "template": Template,
}


def wrong(value: Any, name: str = "") -> list[str]:
    """What the schema says against a value; of one of its definitions, when that is named."""
    schema = SCHEMA if not name else {"$defs": SCHEMA["$defs"], "$ref": f"#/$defs/{name}"}
    validator: Any = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]


def begun() -> Tables:
    return {table: dict(SAMPLE[table]) for table in TABLES}


def today() -> Tables:
    tables = begun()
    for change in SAMPLE["changes"]:
        apply(tables, change["set"])
    return tables


def dated() -> Tables:
    """The dated records of the sample as they stand today."""
    tables = no_tables(DATED_TABLES)
    for change in SAMPLE["records"]:
        assert conflicts(tables, change["set"]) == []
        apply(tables, change["set"])
    return tables


def organization_of(tables: Tables) -> Organization:
    return view(tables, lambda: TODAY)


@pytest.fixture(scope="module")
def lakeside() -> Organization:
    return organization_of(today())


def texts(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a value, with the nearest key above it."""
    if isinstance(value, dict):
        for name, item in cast(dict[str, Any], value).items():
            yield from texts(item, name)
    elif isinstance(value, list):
        for item in cast(list[object], value):
            yield from texts(item, key)
    elif isinstance(value, str):
        yield key, value


# The sample


def test_the_sample_validates_against_the_schema() -> None:
    assert wrong(SAMPLE, "sample") == []


@pytest.mark.parametrize("tables", [begun(), today()], ids=["at the beginning", "today"])
def test_every_document_of_the_sample_is_a_record_written_as_the_store_writes_it(tables: Tables) -> None:
    for table, docs in tables.items():
        for record, doc in docs.items():
            assert {"rank": "n", **doc} == {"rank": "n", **to_doc(from_doc(table, record, doc))}


def test_each_change_of_the_sample_finds_what_it_expects_and_keeps_the_rules() -> None:
    tables = begun()
    for change in SAMPLE["changes"]:
        assert conflicts(tables, change["set"]) == []
        assert change["by"] in tables["people"]
        for path, values in change["set"].items():
            if path.endswith("-"):
                record, field = path[:-1].split(".")
                owner = next(docs[record] for docs in tables.values() if record in docs)
                assert set(values) <= set(owner[field])
        apply(tables, change["set"])
        rules.hold(organization_of(tables), touched(change["set"]))


def test_every_dated_record_of_the_sample_is_one_about_a_process_there_is(lakeside: Organization) -> None:
    for table, docs in dated().items():
        assert docs
        for record, doc in docs.items():
            value = from_doc(table, record, doc)
            assert doc == to_doc(value)
            assert not value.process or value.process in lakeside.processes
            lately = 220 if table in ("assessments", "surveys") else 100
            assert TODAY - timedelta(days=lately) <= value.on <= TODAY
            assert getattr(value, "by", "pat") in lakeside.people


def test_the_sample_shows_a_quarter_of_readings_feedback_and_reviews_and_one_closed_investigation() -> None:
    tables = dated()
    readings = [from_doc("readings", record, doc) for record, doc in tables["readings"].items()]
    assert len(readings) >= 40
    assert (max(one.on for one in readings) - min(one.on for one in readings)).days >= 80
    assert 1 <= sum(map(is_out_of_range, readings)) <= 3
    heard = [from_doc("feedback", record, doc) for record, doc in tables["feedback"].items()]
    assert {one.tone for one in heard} == set(Tone)
    assert [one.id for one in heard if one.waits] == ["F5"]
    looked_into = [from_doc("investigations", record, doc) for record, doc in tables["investigations"].items()]
    assert [one.id for one in looked_into if one.closed] == ["I1"]
    assert not looked_into[0].lacks
    assert all(tables.values())


def test_the_sample_was_judged_and_asked_twice_half_a_year_apart() -> None:
    tables = dated()
    for table, kind in (("surveys", "process"), ("assessments", "process")):
        days: dict[str, list[date]] = {}
        for doc in tables[table].values():
            days.setdefault(str(doc.get(kind, "")), []).append(date.fromisoformat(str(doc["on"])))
        assert all((max(on) - min(on)).days > 100 for on in days.values())
        assert len(days) >= 3


def test_the_dated_records_of_the_sample_were_written_in_the_order_of_time_and_none_ahead_of_its_day() -> None:
    ages = [change["days_ago"] for change in SAMPLE["records"]]
    assert ages == sorted(ages, reverse=True)
    for change in SAMPLE["records"]:
        assert change["by"] in {*SAMPLE["people"], "ines"}
        days = [
            date.fromisoformat(text) for key, text in texts(change["set"]) if key.rpartition(".")[2] in ("on", "closed")
        ]
        assert all(day <= TODAY - timedelta(change["days_ago"]) for day in days)


def test_the_changes_of_the_sample_stand_in_the_order_of_time() -> None:
    ages = [SAMPLE["began_days_ago"], *(change["days_ago"] for change in SAMPLE["changes"])]
    assert ages == sorted(ages, reverse=True)
    assert 8 <= len(SAMPLE["changes"]) <= 60
    assert SAMPLE["began_by"] in SAMPLE["people"]


def test_no_change_of_the_sample_knows_of_a_day_that_is_still_to_come() -> None:
    past = {"on", "left", "retired", "last_checked"}
    states = [(SAMPLE["began_days_ago"], {table: SAMPLE[table] for table in TABLES})]
    states += [(change["days_ago"], change["set"]) for change in SAMPLE["changes"]]
    for days_ago, state in states:
        days = [date.fromisoformat(text) for key, text in texts(state) if key.rpartition(".")[2] in past]
        assert all(day <= TODAY - timedelta(days_ago) for day in days)


def test_the_sample_has_a_handoff_in_each_state_and_one_on_trial(lakeside: Organization) -> None:
    assert {one.state for one in lakeside.handoffs.values()} == {*HandoffState}
    assert [one.id for one in lakeside.handoffs.values() if one.is_on_trial] == ["H5"]
    for one in lakeside.handoffs.values():
        days = [turn.on for turn in one.trail if turn.on]
        assert days == sorted(days)
        assert len(days) == len(one.trail)
        assert not one.since or lakeside.processes[one.process].owner == one.to


def test_the_story_of_the_sample_shows_each_kind_of_change() -> None:
    paths = [path for change in SAMPLE["changes"] for path in change["set"]]
    fields_changed = {path.partition(".")[2] for path in paths}
    assert {"name", "owner", "parent", "rank", "retired", "left", "last_checked", "tags+"} <= fields_changed
    assert any(path.startswith("P") and "." not in path for path in paths)
    assert {"process.hand-over", "process.move", "process.retire", "process.add"} <= {
        change["act"] for change in SAMPLE["changes"]
    }


def test_the_sample_has_processes_of_all_kinds_three_levels_deep(lakeside: Organization) -> None:
    assert 24 <= len(lakeside.processes) <= 30
    assert {lakeside.kind(process) for process in lakeside.running()} == set(Kind)
    assert max(depth for _, depth in lakeside.chart.walk()) == 2


def test_process_management_is_one_small_root_with_its_six_functions(lakeside: Organization) -> None:
    roots = [root for root in lakeside.chart.roots if lakeside.processes[root].kind == Kind.MANAGEMENT]
    assert len(roots) == 1
    assert len(lakeside.chart.children(roots[0])) == 6


def test_the_sample_has_people_a_team_and_one_who_has_left(lakeside: Organization) -> None:
    people = lakeside.people.values()
    assert 9 <= len(people) <= 11
    assert [person.id for person in people if person.team] == ["front-desk"]
    assert [person.id for person in people if person.left] == ["renee"]
    assert all(person.contacts for person in people)
    assert any(not person.name.isascii() and person.name[0].isascii() for person in people)
    assert any(not person.name[0].isalpha() or ord(person.name[0]) > 0x3000 for person in people)


def test_the_sample_has_a_gap_of_each_sort(lakeside: Organization) -> None:
    processes = list(lakeside.running())
    leaves = [process for process in processes if not lakeside.chart.children(process.id)]
    assert [process.id for process in processes if not process.owner] == ["P6", "P29"]
    assert [process.id for process in processes if process.named_owner] == ["P29"]
    assert [process.id for process in processes if lakeside.missing(process)] == ["P15"]
    assert [process.id for process in lakeside.processes.values() if process.stage == Stage.RETIRED] == ["P14"]
    assert [process.id for process in processes if process.stage == Stage.DESIGNED] == ["P13"]
    assert [process.id for process in processes if process.owner == "front-desk"] == ["P3"]
    assert [process.id for process in leaves if not process.result] == ["P21"]
    assert [process.id for process in leaves if lakeside.kind(process) == "core" and not process.customers] == ["P17"]


def test_the_sample_has_processes_at_every_stage(lakeside: Organization) -> None:
    assert {process.stage for process in lakeside.processes.values()} == set(Stage)


def test_what_is_found_in_the_sample_is_only_the_gaps_that_are_meant(lakeside: Organization) -> None:
    found = {(finding.record, finding.what.partition(" (")[0]) for finding in findings(lakeside)}
    assert found == {
        ("P6", "has no owner"),
        ("P15", "its owner Renée Thibault has left"),
        ("P17", "has no customer"),
        ("P21", "has no result"),
        ("P29", "has no owner"),
    }


def test_a_stale_belief_and_an_overdue_review_are_due_today(lakeside: Organization) -> None:
    reviews: dict[str, list[Review]] = {}
    for record, doc in dated()["reviews"].items():
        review = from_doc("reviews", record, doc)
        reviews.setdefault(review.process, []).append(review)
    waiting = {(item.what, item.record): item.on for item in due(lakeside, TODAY, reviews=reviews)}
    assert waiting.keys() == {
        ("review", "P3"),
        ("decide: Take the images on the way in", "P4"),
        ("ask the customer", "C2"),
        ("sent back by Łukasz Wójcik", "P29"),
        ("told back, waits for Pat Lind", "P15"),
        ("hear what Mia Chen told back", "P15"),
        ("offer it to Dana Ruiz", "P18"),
        ("needs an owner", "P15"),
        ("needs an owner", "P6"),
        ("needs an owner", "P29"),
    }
    assert waiting["review", "P3"] == TODAY - timedelta(days=9)


def test_some_reviews_are_due_within_a_fortnight_and_others_later(lakeside: Organization) -> None:
    soon = {item.record for item in due(lakeside, TODAY, within=14) if item.what == "review"}
    later = {item.record for item in due(lakeside, TODAY, within=120) if item.what == "review"}
    assert len(soon) >= 3
    assert len(later) > len(soon)


def test_a_gate_in_the_sample_stands_behind_the_earlier_ones(lakeside: Organization) -> None:
    for process in lakeside.processes.values():
        passed = {gate.id: gate for gate in process.gates}
        assert list(passed.keys() & set(GATES)) != [] or not passed
        in_order = [passed[stage] for stage in GATES if stage in passed]
        assert [gate.id for gate in in_order] == list(GATES[: len(in_order)])
        days = [gate.on for gate in in_order if gate.on]
        assert len(days) == len(in_order)
        assert days == sorted(days)
        assert {gate.by for gate in in_order} <= lakeside.people.keys()


def test_a_coach_is_named_in_the_sample_only_where_it_is_not_the_owner(lakeside: Organization) -> None:
    coached = [process for process in lakeside.processes.values() if process.coach]
    assert coached
    assert all(process.coach != process.owner for process in coached)


def test_siblings_in_the_sample_have_ranks_of_their_own(lakeside: Organization) -> None:
    places = [(process.parent, process.rank) for process in lakeside.processes.values()]
    assert len(places) == len(set(places))
    assert all(is_rank(rank) for _, rank in places)


@pytest.mark.parametrize("name", ["sample", "schema"])
def test_neither_the_sample_nor_the_schema_says_a_word_about_pay(name: str) -> None:
    money_for_people = re.compile(r"(\b|_)(pay|paid|salar|wage|bonus|compensat|incentive)", re.IGNORECASE)
    assert not money_for_people.search((DATA / f"{name}.json").read_text(encoding="utf-8"))


# The schema


def test_the_schema_is_itself_a_schema_and_says_what_each_part_is() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    for definition in SCHEMA["$defs"].values():
        assert re.fullmatch(r"[A-Z].+\.", definition["description"])


@pytest.mark.parametrize("name", KINDS_OF_RECORD)
def test_the_schema_knows_just_the_fields_that_the_records_have(name: str) -> None:
    declared = {field.name for field in fields(KINDS_OF_RECORD[name])} - {"id"}
    assert SCHEMA["$defs"][name]["properties"].keys() == declared


def test_a_checkpoint_as_it_is_written_validates_against_the_schema() -> None:
    meta = checkpoint.Meta("a1b2c3", 1, 9, "2026-06-01T08:00:00Z", "2026-06.jsonl", 4711, {"P": 30}, frozenset({"lee"}))
    content = json.loads(checkpoint.encode(meta, today()))
    assert wrong(content) == []
    assert SCHEMA["$defs"]["meta"]["properties"].keys() == content["_meta"].keys()


def test_lines_of_history_as_they_are_written_validate_against_the_schema() -> None:
    actor = lines.Actor("pat", "desk", "sol")
    for number, change in enumerate(SAMPLE["changes"], 1):
        line = lines.Line(number, "2026-06-01T08:00:00Z", actor, change["act"], change["set"], 1, {"store": "a1b2c3"})
        assert wrong(json.loads(lines.encode(line)), "history") == []


def test_the_schema_lets_unknown_fields_and_acts_through() -> None:
    assert wrong({"name": "Treat", "weather": "fair"}, "process") == []
    assert wrong("weather.forecast-made", "act") == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("process", {"rank": "n"}),
        ("process", {"name": "Treat", "rank": "na"}),
        ("process", {"name": "Treat", "kind": "vital"}),
        ("process", {"name": "Treat", "next_review": "soon"}),
        ("process", {"name": "Treat", "tags": "chairside"}),
        ("process", {"name": "Treat", "owner": None}),
        ("process", {"name": "Treat", "gates": ["designed"]}),
        ("person", {"name": "Ana", "team": "yes"}),
        ("handle", "Ana Lee"),
        ("handle", "organization"),
        ("edits", {"P7.name": ["Treat"]}),
        ("edits", {"P7.tags+": [3]}),
        ("edits", {"P7": [None, {"rank": "n"}]}),
        ("edits", {"ana": [None, {"name": 7}]}),
        ("edits", {"no path": [None, "x"]}),
        ("act", "Process set"),
        ("history", {"seq": 1, "at": "2026-06-01T08:00:00Z", "by": "ana", "login": "ana", "act": "init"}),
    ],
)
def test_the_schema_refuses_what_is_no_record(name: str, value: Any) -> None:
    assert wrong(value, name)
