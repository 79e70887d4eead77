"""What is read and said of a process, what is looked into because of it, and what is learned from that."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from workbench.domain.document import Heading, Practice
from workbench.domain.errors import Refused
from workbench.domain.means import Means
from workbench.domain.readings import Reading
from workbench.domain.reviews import Outcome, Review
from workbench.services import chart, engineering, investigating, recording, reviewing
from workbench.services.dated_kinds import FEEDBACK, INVESTIGATION, REVIEW, dated_texts
from workbench.services.parts import CHECK, MEASURE, PRACTICE
from workbench.services.story import taken_back

if TYPE_CHECKING:
    from workbench.domain.process import Process
    from workbench.store.lines import Actor
    from workbench.store.store import Store

TODAY = date(2026, 6, 1)


@pytest.fixture
def examine(store: "Store", ana: "Actor") -> "Process":
    """A process with one measure, which should stay between 35 and 55 minutes."""
    made = chart.add(store, ana, "Examine")
    texts = {"name": "Time in the chair", "target": "45 min", "range": "35–55 min"}
    return engineering.add_part(store, ana, made.id, MEASURE, texts).process


@pytest.mark.parametrize(
    ("text", "figure", "on"),
    [
        ("47", "47", None),
        ("47 min, yesterday", "47 min", date(2026, 5, 31)),
        ("$1,500", "$1,500", None),
        ("$1,500, 2026-05-30", "$1,500", date(2026, 5, 30)),
        (", yesterday", ", yesterday", None),
    ],
)
def test_a_reading_in_one_line_names_a_day_only_behind_its_last_comma(text: str, figure: str, on: date | None) -> None:
    assert recording.read_line(text, TODAY) == (figure, on)


def test_a_reading_is_looked_into_by_what_is_about_it_or_about_its_measure(
    store: "Store", ana: "Actor", examine: "Process"
) -> None:
    out = recording.take(store, ana, recording.Taken("P1", "M1", "60"), TODAY)
    again = recording.take(store, ana, recording.Taken("P1", "M1", "61"), TODAY)
    assert out.investigation
    assert again.investigation is None
    assert investigating.looks_into(store, again.record) == out.investigation
    fine = recording.take(store, ana, recording.Taken("P1", "M1", "45", date(2026, 5, 30)), TODAY)
    assert investigating.looks_into(store, fine.record) is None
    assert investigating.under_way(store, fine.record) == out.investigation
    closed = investigating.close(store, ana, out.investigation, TODAY, "seen at once")
    assert investigating.looks_into(store, again.record) is None
    assert investigating.looks_into(store, out.record) == closed


def test_a_practice_was_learned_from_every_record_that_its_source_names(
    store: "Store", ana: "Actor", examine: "Process"
) -> None:
    texts = {"name": "Say it before it is begun", "heading": "deliver", "source": "Dana's course, I1"}
    engineering.add_part(store, ana, "P1", PRACTICE, texts)
    made = recording.note(store, ana, INVESTIGATION, examine, {"name": "Too long"}, TODAY).record
    assert [one.name for one in investigating.led_to(store, made)] == ["Say it before it is begun"]
    assert investigating.led_to(store, replace(made, id="I11")) == []


def test_the_source_of_a_practice_names_a_record_once_beside_what_stood_there() -> None:
    practice = Practice(id="B1", name="Draw it", heading=Heading.DELIVER, source="Dana's course")
    linked = investigating.source_with(practice, "I1")
    assert linked == "Dana's course, I1"
    assert investigating.source_with(replace(practice, source=linked), "I1") == linked


def test_what_the_giver_made_of_a_reply_is_kept_with_it(store: "Store", ana: "Actor", examine: "Process") -> None:
    said = recording.note(store, ana, FEEDBACK, examine, {"text": "Too dear.", "reply_wanted": "yes"}, TODAY).record
    answered = recording.answer(store, ana, said, "We say it first now.", TODAY, 5, "He was content.")
    assert (answered.outcome, answered.waits, answered.minutes) == ("He was content.", False, 5)
    store.undo(ana)
    assert store.dated.get(said.id) == said


def test_what_is_taken_back_is_named_by_its_first_words(store: "Store", ana: "Actor", examine: "Process") -> None:
    recording.note(store, ana, FEEDBACK, examine, {"text": "Too dear."}, TODAY)
    assert taken_back(store.undo(ana), store.organization) == ["F1 “Too dear. (P1)” is gone again"]


def test_a_check_that_was_dropped_by_mistake_is_there_again(store: "Store", ana: "Actor", examine: "Process") -> None:
    added = engineering.add_part(store, ana, examine.id, CHECK, {"name": "Count the till", "every": "1 week"})
    reviewing.drop(store, ana, added.process, reviewing.meant(store, added.process, "X1"))
    assert taken_back(store.undo(ana), store.organization) == ["P1 Examine gained the check “Count the till” again"]
    assert taken_back(store.undo(ana), store.organization) == ["P1 Examine lost the check “Count the till” again"]


def test_a_review_in_which_something_is_written_later_has_found_something(
    store: "Store", ana: "Actor", examine: "Process"
) -> None:
    made = reviewing.review(store, ana, reviewing.meant(store, examine), TODAY)
    assert made.outcome is Outcome.NOTHING
    texts = dated_texts(store.organization, REVIEW, made)
    assert texts == {"found": "", "on": "2026-06-01", "minutes": "5", "done_by_hand": "no"}
    changed: Review = recording.set_record(store, ana, made, {"found": "An old lamp."}, TODAY)
    assert changed.outcome is Outcome.FOUND


def test_the_readings_of_one_measure_are_named_newest_first_without_being_made(
    store: "Store", ana: "Actor", examine: "Process"
) -> None:
    for day, figure in ((3, "40"), (1, "41"), (2, "42")):
        recording.take(store, ana, recording.Taken("P1", "M1", figure, date(2026, 5, day)), TODAY)
    assert store.dated.newest_ids(Reading, "P1", measure="M1") == ["R1", "R3", "R2"]
    assert store.dated.newest_ids(Reading, "P1", measure="M2") == []


def test_a_measure_that_was_read_stays_with_its_readings(store: "Store", ana: "Actor", examine: "Process") -> None:
    recording.take(store, ana, recording.Taken("P1", "M1", "47"), TODAY)
    with pytest.raises(Refused, match="M1 has 1 reading, which would lose what they are of"):
        engineering.delete_part(store, ana, examine, MEASURE, "M1")


def test_a_new_check_never_gets_the_reviews_of_one_that_was_dropped(
    store: "Store", ana: "Actor", examine: "Process"
) -> None:
    checked = engineering.add_part(store, ana, "P1", CHECK, {"name": "count the sets", "every": "1 week"}).process
    reviewing.review(store, ana, reviewing.meant(store, checked, "X1"), TODAY)
    reviewing.drop(store, ana, checked, reviewing.meant(store, checked, "X1"))
    assert engineering.add_part(store, ana, "P1", CHECK, {"name": "count the trays"}).part.id == "X2"


@pytest.mark.parametrize(
    ("needed", "there", "lacking"),
    [
        ("60 h per week", "33.5 h per week", "26.5 h per week"),
        ("2 rooms", "1 rooms", "1 rooms"),
        ("$500", "$450", "$50"),
        ("2 rooms", "2 rooms", ""),
        ("2 rooms", "40 h", ""),
    ],
)
def test_what_is_lacking_is_said_in_the_unit_of_what_is_needed(needed: str, there: str, lacking: str) -> None:
    assert Means(id="U1", name="Chairside", needed=needed, there=there).lacking == lacking
