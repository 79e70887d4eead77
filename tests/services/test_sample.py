"""The sample organization as a store, and the sheet, look-up and health of it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from workbench.domain.document import has_read
from workbench.domain.drift import gone
from workbench.domain.engineering import gaps, passed
from workbench.domain.handoff import HandoffState
from workbench.domain.process import GATES, Stage
from workbench.services import coaching, journal, reconsidering, sharing, sheet
from workbench.services.checklist import checklist
from workbench.services.differing import differences
from workbench.services.health import report
from workbench.services.lookup import of_lines
from workbench.services.setup import begin, sample
from workbench.services.story import told
from workbench.store.lines import Actor
from workbench.store.store import Store

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def lakeside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = sample(tmp_path_factory.mktemp("sample") / "store", "me", NOW)
    yield store
    store.close()


def test_the_sample_is_a_healthy_store(lakeside: Store) -> None:
    assert [item for item in report(lakeside, lakeside.folder) if not item.sound] == []


def test_the_sample_has_a_handoff_in_each_state(lakeside: Store) -> None:
    known = {handoff.state for handoff in lakeside.organization.handoffs.values()}
    assert known == set(HandoffState)


def test_whoever_looks_at_the_sample_is_somebody_in_it(lakeside: Store) -> None:
    assert len(lakeside.people_with_account("me")) == 1


def test_the_sample_has_a_history_that_is_told_in_sentences(lakeside: Store) -> None:
    lines = list(lakeside.history())
    assert len(lines) > 10
    assert lines[-1].moment < NOW
    for line in lines:
        for sentence in told(line, lakeside.organization):
            assert sentence == sentence.strip()
            assert "{" not in sentence
            assert "None" not in sentence


def test_the_sample_was_otherwise_half_a_year_ago(lakeside: Store) -> None:
    then = lakeside.organization_at(datetime(2026, 5, 22, 9, tzinfo=UTC))
    what = {found.what for found in differences(then, lakeside.organization)}
    assert {"added", "handed over"} <= what


def test_the_sheet_of_a_process_says_all_that_is_known_of_it(lakeside: Store) -> None:
    organization = lakeside.organization
    text = sheet.as_text(organization, organization.processes["P3"])
    assert text.startswith("1.2 Greet and record  (P3)\n\n")
    for words in ("under        Call to first visit", "owner        Front desk (front-desk)", "coach        Dana Ruiz"):
        assert words in text
    gates = next(line for line in text.splitlines() if line.startswith("gates"))
    passed = [gates.index(f"{gate} 20") for gate in ("designed", "documented", "trained", "owned")]
    assert passed == sorted(passed)


def test_the_sheet_of_every_process_can_be_read_and_has_its_data(lakeside: Store) -> None:
    organization = lakeside.organization
    for process in organization.processes.values():
        assert process.name in sheet.as_text(organization, process)
        data = sheet.as_data(organization, process)
        assert {"id", "name", "kind", "stage", "place", "owner_name", "coached_by", "under", "children"} <= data.keys()


def test_the_sheet_of_an_engineered_process_says_how_far_it_is(lakeside: Store) -> None:
    text = sheet.as_text(lakeside.organization, lakeside.organization.processes["P4"])
    assert "questions    13 of 15 settled, 1 parked\n" in text
    assert "steps        6, lead time 45 min, cost per run $57.25\n" in text
    assert ": How we examine and explain since the images go ahead.\n" in text


@pytest.mark.parametrize("whole", ["P2", "P20"])
def test_two_processes_are_engineered_whole(lakeside: Store, whole: str) -> None:
    process, asked = lakeside.organization.processes[whole], checklist(lakeside.organization)
    for stage in GATES[:-1]:
        assert passed(process, stage)
        assert gaps(asked, process, stage, NOW.date()) == []
    assert process.stage is Stage.OWNED
    assert gone(process) == []
    assert all(has_read(process.versions, reader) for reader in process.readers)
    assert {reader.id for reader in process.readers} >= process.performers


def test_a_sheet_says_that_nobody_owns_or_that_the_owner_left(lakeside: Store) -> None:
    organization = lakeside.organization
    assert "owner        — nobody —\n" in sheet.as_text(organization, organization.processes["P6"])
    assert "has left" in sheet.as_text(organization, organization.processes["P15"])
    assert "(an import named “B. Halvorsen" in sheet.as_text(organization, organization.processes["P29"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("P3", ["P3"]),
        ("p3", ["P3"]),
        ("1.2", ["P3"]),
        ("M1", ["P23"]),
        ("@zoe", ["zoe"]),
        ("BRUCKNER", ["zoe"]),
        ("record greet", ["P3"]),
        ("#x", []),
        ("", []),
        ("  ", []),
        ("@", []),
        ("\u0301", []),
        ("\t", []),
    ],
)
def test_a_lookup_finds_by_id_code_place_or_words(lakeside: Store, text: str, found: list[str]) -> None:
    assert [row.id for row in of_lines(lakeside.keeping.look_up()).find(text)] == found


def test_a_lookup_names_what_a_mistyped_name_may_have_meant(lakeside: Store) -> None:
    assert of_lines(lakeside.keeping.look_up()).near("Bruckmer") == ["zoe Zoë Brückner"]


def test_the_first_person_of_a_store_is_made_from_the_account(tmp_path: Path) -> None:
    store, person = begin(tmp_path / "s", "", "ana", "Dr. Ana Lima")
    assert (person.id, person.name, person.accounts) == ("ana", "Dr. Ana Lima", frozenset({"ana"}))
    assert store.organization.profile.name == "Dr. Ana Lima's organization"
    store.close()


@pytest.mark.parametrize(
    ("login", "full_name", "handle"),
    [("lwo", "", "lwo"), ("1000", "", "person-1"), ("u", "田中 結衣", "u"), ("organization", "", "person-1")],
)
def test_the_first_person_has_a_handle_whatever_the_account_is_called(
    tmp_path: Path, login: str, full_name: str, handle: str
) -> None:
    store, person = begin(tmp_path / "s", "Lakeside", login, full_name)
    assert person.id == handle
    assert store.organization.profile.name == "Lakeside"
    store.close()


def test_the_sample_has_a_journal_something_shared_and_a_session_agreed(tmp_path: Path) -> None:
    store = sample(tmp_path / "store", "guest", NOW)
    pat = Actor("pat", "guest")
    assert [one.id for one in journal.entries(store, pat)] == ["E3", "E2", "E1"]
    assert [due.record for due in reconsidering.waiting(store, pat, NOW.date())] == ["E2", "E1"]
    assert [one.by for one in sharing.shared_with(store, "pat")] == ["mia"]
    assert [one.coach for one in coaching.sessions_of(store, pat)] == ["pat"]
    for space in (store.journals.of("pat"), store.journals.shared_by("mia"), store.journals.between("dana", "pat")):
        assert space.broken() == []
    store.close()
