"""Commitments are kept, changed or dropped with a word; growth is seen by its own writer."""

from datetime import UTC, date, datetime, timedelta

import pytest

from workbench.domain.commitments import CommitmentState
from workbench.domain.errors import BadInput, NotFound, Refused
from workbench.domain.journal import Stance
from workbench.services import chart, committing, engineering, journal, reconsidering, recording, templates
from workbench.services.growth import growth
from workbench.services.parts import MEASURE
from workbench.store.lines import Actor
from workbench.store.store import Store

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
TODAY = NOW.date()


def test_a_commitment_says_what_is_harder_by_when_and_with_whose_support(store: Store, ana: Actor) -> None:
    texts = {"name": "Lead a morning", "harder": "capa, mastery", "difficulty": "4", "until": "+3w", "support": "zoe"}
    one = committing.commit(store, ana, texts, TODAY)
    assert one.harder == {"capability", "mastery"}
    assert (one.difficulty, one.until) == (4, date(2026, 6, 22))
    assert committing.commitment_of(store, ana, "k1") == one


@pytest.mark.parametrize(
    "texts",
    [{"name": " "}, {"name": "x", "harder": "fame"}, {"name": "x", "difficulty": "9"}, {"name": "x", "measure": "M1"}],
)
def test_a_commitment_that_makes_no_sense_is_refused(store: Store, ana: Actor, texts: dict[str, str]) -> None:
    with pytest.raises((BadInput, Refused)):
        committing.commit(store, ana, texts, TODAY)
    assert committing.commitments(store, ana) == []


def test_what_a_commitment_names_wrongly_is_said_by_its_field_and_a_process_is_known_by_its_name(
    store: Store, ana: Actor
) -> None:
    made = chart.add(store, ana, "Answer calls")
    assert committing.commit(store, ana, {"name": "x", "process": "answer CALLS"}, TODAY).process == made.id
    for texts, sentence in (
        ({"until": str(TODAY - timedelta(1))}, "Until: .* is past"),
        ({"process": "nowhere"}, "Process: No process answers"),
        ({"process": made.id, "measure": "speed"}, "Measure: .* has no measure yet"),
    ):
        with pytest.raises((BadInput, Refused), match=sentence):
            committing.commit(store, ana, {"name": "x", **texts}, TODAY)


def test_an_open_commitment_is_carried_forward_until_something_becomes_of_it(store: Store, ana: Actor) -> None:
    one = committing.commit(store, ana, {"name": "x", "until": "2026-06-08"}, TODAY)
    later = TODAY + timedelta(30)
    assert one.is_carried(later)
    assert [due.record for due in reconsidering.waiting(store, ana, later)] == ["K1"]
    with pytest.raises(Refused, match="in a word"):
        committing.end(store, ana, "K1", CommitmentState.DROPPED, "", later)
    ended = committing.end(store, ana, "K1", CommitmentState.KEPT, "It went well.", later)
    assert (ended.is_carried(later), ended.word) == (False, "It went well.")
    assert reconsidering.waiting(store, ana, later) == []


def test_a_changed_commitment_is_followed_by_the_one_it_became(store: Store, ana: Actor) -> None:
    committing.commit(store, ana, {"name": "Lead a week", "arena": "front desk"}, TODAY)
    made = committing.change(store, ana, "K1", {"name": "Lead a morning"}, "Too much at once.", TODAY)
    old = committing.commitment_of(store, ana, "K1")
    assert (made.id, made.follows, made.arena, made.is_open) == ("K2", "K1", "front desk", True)
    assert (old.state, old.word, old.ended) == (CommitmentState.CHANGED, "Too much at once.", TODAY)


def test_growth_says_which_requirement_was_not_touched_lately_and_whether_the_measure_moved(
    store: Store, ana: Actor
) -> None:
    process = chart.add(store, ana, "Greet")
    engineering.add_part(store, ana, process.id, MEASURE, {"name": "Wait", "target": "10 min"})
    measure = store.organization.processes[process.id].measures[0].id
    for days, actual in ((-3, "14 min"), (20, "11 min")):
        day = TODAY + timedelta(days)
        recording.take(store, ana, recording.Taken(process.id, measure, actual, day), day)
    texts = {"name": "Call first", "process": process.id, "measure": "wait", "difficulty": "3"}
    committing.commit(store, ana, texts, TODAY)
    learned = templates.template_of(store.organization, "learning", TODAY)
    journal.write(store, ana, "How to listen.", {"on": "2026-04-01"}, NOW, learned)
    found = growth(store, ana)
    assert {lens.id for lens in found.untouched(TODAY)} == {"reflection", "learning"}
    assert [(one.id, moved.difference) for one, moved in found.moved] == [("K1", "−3 min")]
    assert found.months == [("2026-06", 1, 3.0)]


def test_commitments_and_growth_are_ones_own(store: Store, ana: Actor, zoe: Actor) -> None:
    committing.commit(store, ana, {"name": "x"}, TODAY)
    assert committing.commitments(store, zoe) == []
    assert growth(store, zoe).months == []
    with pytest.raises(NotFound):
        committing.commitment_of(store, zoe, "K1")


def test_what_was_decided_comes_back_on_the_day_and_not_once_its_last_look_was_given(store: Store, ana: Actor) -> None:
    fields = {"kind": "decision", "on": "2026-01-31"}
    journal.write(store, ana, "We ring back within the hour.", fields, NOW)

    def looks(day: date) -> list[str]:
        return [due.about for due in reconsidering.waiting(store, ana, day)]

    assert [looks(date(2026, 2, day)) for day in (6, 7, 27, 28)] == [[], ["P1W"], ["P1W"], ["P1M"]]
    reconsidering.reconsider(store, ana, "E1", date(2026, 2, 28), Stance.HOLDS)
    assert [looks(date(2026, month, day)) for month, day in ((3, 1), (7, 30), (7, 31))] == [[], [], ["P6M"]]
    reconsidering.reconsider(store, ana, "E1", date(2026, 8, 1), Stance.HOLDS)
    assert looks(date(2030, 1, 1)) == []


def test_a_later_entry_is_found_from_the_one_it_looks_at_until_it_is_gone(store: Store, ana: Actor) -> None:
    for fields in ({}, {"reconsiders": "E1"}):
        journal.write(store, ana, "We ring back.", fields, NOW)
    assert [one.id for one in journal.reopened_by(store, ana, "E1")] == ["E2"]
    journal.write(store, ana, "Only on Mondays.", {"reconsiders": "E1"}, NOW + timedelta(1))
    assert [one.id for one in journal.reopened_by(store, ana, "E1")] == ["E3", "E2"]
    assert [one for one, _ in store.journals.of("ana").days()] == ["E3", "E2", "E1"]
    journal.set_fields(store, ana, "E3", {"reconsiders": "", "on": "2026-05-01"}, NOW)
    assert [one for one, _ in store.journals.of("ana").days()] == ["E2", "E1", "E3"]
    journal.delete(store, ana, ["E2"])
    assert journal.reopened_by(store, ana, "E1") == []
