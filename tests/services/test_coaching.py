"""A coaching session belongs to two: the coach writes, the performer answers, what is open goes on to the next."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from workbench.domain.coaching import CoachingSession
from workbench.domain.errors import NotFound, Refused
from workbench.services import coaching, people
from workbench.services.searching import Wanted, sessions
from workbench.store.lines import Actor
from workbench.store.store import Store

TODAY = date(2026, 6, 1)


@pytest.fixture
def agreed(store: Store, ana: Actor, zoe: Actor) -> CoachingSession:
    """A session that Ana, who performs, agreed on with Zoë, who coaches."""
    return coaching.agree(store, ana, "zoe", TODAY, is_coach=False, agenda=["The angry call"])


def test_the_coach_writes_and_asks_and_the_performer_answers(
    store: Store, ana: Actor, zoe: Actor, agreed: CoachingSession
) -> None:
    written = coaching.write(store, zoe, agreed, "You stayed calm.", "Time ten calls.", ["What would you keep?"])
    answered = coaching.answer(store, ana, written, "q1", "The pause.")
    assert coaching.session_of(store, zoe, "w1") == answered
    assert (answered.review, answered.next_step) == ("You stayed calm.", "Time ten calls.")
    assert [(one.question, one.answer) for one in answered.questions] == [("What would you keep?", "The pause.")]
    with pytest.raises(Refused, match="coach's to write"):
        coaching.write(store, ana, answered, "I was great.")
    with pytest.raises(Refused, match="performer's to answer"):
        coaching.answer(store, zoe, answered, "Q1", "Mine.")


def test_what_is_open_stands_in_the_next_one_again_and_what_is_done_does_not(
    store: Store, ana: Actor, zoe: Actor, agreed: CoachingSession
) -> None:
    one = coaching.put_on_agenda(store, zoe, agreed, "Training")
    one = coaching.talked_about(store, ana, one, "A1")
    one = coaching.promise(store, ana, one, "Time ten calls", TODAY + timedelta(7))
    one = coaching.promise(store, zoe, one, "Sit in on Friday")
    with pytest.raises(Refused, match="Ana Lima's to say"):
        coaching.keep(store, zoe, one, "D1", TODAY)
    coaching.close(store, zoe, coaching.keep(store, zoe, one, "D2", TODAY, "I did."), TODAY)
    following = coaching.agree(store, zoe, "ana", TODAY + timedelta(14), is_coach=True)
    assert [(item.text, item.by) for item in following.agenda] == [("Training", "zoe")]
    assert [(made.text, made.who) for made in following.promises] == [("Time ten calls", "ana")]


def test_what_is_open_reaches_a_next_one_that_was_agreed_before_the_end(
    store: Store, ana: Actor, zoe: Actor, agreed: CoachingSession
) -> None:
    following = coaching.agree(store, zoe, "ana", TODAY + timedelta(14), is_coach=True, agenda=["Training"])
    assert [item.text for item in following.agenda] == ["Training"]
    one = coaching.promise(store, ana, agreed, "Time ten calls")
    coaching.close(store, ana, one, TODAY)
    following = coaching.session_of(store, ana, following.id)
    assert [item.text for item in following.agenda] == ["Training", "The angry call"]
    assert [made.text for made in following.promises] == ["Time ten calls"]


def test_nobody_else_sees_or_changes_a_session_and_a_new_coach_gets_nothing_old(
    store: Store, ana: Actor, agreed: CoachingSession
) -> None:
    people.add_person(store, ana, "Bo", "bo")
    bo = Actor("bo", "bo")
    with pytest.raises(NotFound):
        coaching.session_of(store, bo, "W1")
    with pytest.raises(Refused, match="two people alone"):
        coaching.put_on_agenda(store, bo, agreed, "x")
    fresh = coaching.agree(store, bo, "ana", TODAY, is_coach=True)
    assert (fresh.agenda, fresh.promises) == ((), ())
    assert coaching.sessions_of(store, bo) == [fresh]
    assert [one.id for one in sessions(store, ana, Wanted(("ANGRY",)))] == ["W1"]
    assert list(sessions(store, bo, Wanted(("angry",)))) == []


def test_two_sessions_of_one_id_are_told_apart_by_the_other_person(
    store: Store, ana: Actor, agreed: CoachingSession
) -> None:
    people.add_person(store, ana, "Bo", "bo")
    coaching.agree(store, ana, "bo", TODAY, is_coach=False)
    with pytest.raises(Refused, match=r"bo/W1, zoe/W1"):
        coaching.session_of(store, ana, "W1")
    assert coaching.session_of(store, ana, "zoe/W1") == agreed


def test_a_session_with_oneself_or_with_a_team_is_none(store: Store, ana: Actor, zoe: Actor) -> None:
    people.add_person(store, ana, "Desk", "desk", {"members": frozenset({"zoe"})}, team=True)
    for other in ("ana", "desk"):
        with pytest.raises(Refused, match="of two people"):
            coaching.agree(store, ana, other, TODAY, is_coach=False)


def test_a_session_that_is_deleted_is_gone_for_both(
    store: Store, ana: Actor, zoe: Actor, agreed: CoachingSession, tmp_path: Path
) -> None:
    store.keeping.settle(at_once=True)
    coaching.delete(store, ana, agreed)
    assert coaching.sessions_of(store, zoe) == []
    assert not any(b"angry" in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_what_was_agreed_and_promised_waits_for_those_who_did(
    store: Store, ana: Actor, zoe: Actor, agreed: CoachingSession
) -> None:
    coaching.promise(store, zoe, agreed, "Sit in", TODAY + timedelta(3))
    later = TODAY + timedelta(3)
    assert [(due.what, due.name) for due in coaching.waiting(store, ana, later)] == [
        ("coaching session", "Zoë Brückner")
    ]
    assert [due.what for due in coaching.waiting(store, zoe, later)] == ["coaching session", "promised to Ana Lima"]
    assert coaching.waiting(store, Actor("bo", "bo"), later) == []
