"""What hangs on one person: by the training where there is one, else by the performers."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from workbench.domain.depth import findings, in_words, one_deep
from workbench.domain.organization import Organization
from workbench.domain.people import Person
from workbench.domain.process import Process
from workbench.domain.training import Learner, Level, TrainingItem

Build = Callable[..., Organization]

TODAY = date(2026, 6, 1)
PEOPLE = [
    Person(id="ana", name="Ana"),
    Person(id="zoe", name="Zoë"),
    Person(id="gone", name="Gus", left=date(2026, 1, 1)),
    Person(id="pair", name="Pair", team=True, members=frozenset({"ana", "zoe"})),
    Person(id="one", name="One", team=True, members=frozenset({"ana"})),
]


def taught(**levels: Level | None) -> tuple[TrainingItem, ...]:
    learners = tuple(Learner(id=who, level=level, on=date(2026, 1, 1)) for who, level in levels.items())
    return (TrainingItem(id="T1", name="Fold", renewal="P1Y", learners=learners),)


def told(organization: Organization, today: date = TODAY) -> list[str]:
    process = organization.processes["P1"]
    return [in_words(organization, alone) for alone in one_deep(organization, process, today)]


def process(*performers: str, **fields: Any) -> Process:
    return Process(id="P1", name="Bill it", performers=frozenset(performers), **fields)


@pytest.mark.parametrize(
    ("performers", "sentences"),
    [
        ((), []),
        (("ana",), ["only Ana performs it"]),
        (("ana", "zoe"), []),
        (("ana", "gone"), ["only Ana performs it"]),
        (("gone",), []),
        (("pair",), []),
        (("one", "ana"), ["only Ana performs it"]),
    ],
    ids=str,
)
def test_without_training_the_performers_who_are_here_count(
    organization_of: Build, performers: tuple[str, ...], sentences: list[str]
) -> None:
    assert told(organization_of([process(*performers)], PEOPLE)) == sentences


@pytest.mark.parametrize(
    ("levels", "sentences"),
    [
        ({"ana": Level.TEACH, "zoe": Level.TEACH}, []),
        ({"ana": Level.TEACH, "zoe": Level.DO}, ["only Ana teaches T1 Fold"]),
        ({"ana": Level.DO, "zoe": Level.SEE}, ["only Ana does T1 Fold"]),
        ({"ana": Level.TEACH, "zoe": None}, ["only Ana does T1 Fold"]),
        ({"ana": Level.TEACH, "gone": Level.TEACH}, ["only Ana does T1 Fold"]),
        ({"ana": Level.SEE}, []),
    ],
    ids=str,
)
def test_with_training_the_levels_count_item_by_item(
    organization_of: Build, levels: dict[str, Level | None], sentences: list[str]
) -> None:
    assert told(organization_of([process("ana", training=taught(**levels))], PEOPLE)) == sentences


def test_what_had_to_be_renewed_and_was_not_is_held_no_more(organization_of: Build) -> None:
    both = process("ana", "zoe", training=taught(ana=Level.DO, zoe=Level.DO))
    assert told(organization_of([both], PEOPLE), date(2027, 1, 1)) == []


def test_what_only_one_person_learned_hangs_on_them_still_when_they_are_to_renew_it(organization_of: Build) -> None:
    alone = process("ana", training=taught(ana=Level.DO, zoe=Level.SEE))
    assert told(organization_of([alone], PEOPLE), date(2027, 1, 1)) == ["only Ana did T1 Fold, and is to renew it"]


def test_what_is_done_by_the_processes_under_it_hangs_on_nobody(organization_of: Build) -> None:
    pair = [process("ana"), Process(id="P2", name="Send it", parent="P1")]
    assert told(organization_of(pair, PEOPLE)) == []


def test_a_finding_says_how_to_make_it_two(organization_of: Build) -> None:
    alone = organization_of([process("ana", training=taught(ana=Level.TEACH, zoe=Level.DO))], PEOPLE)
    (finding,) = findings(alone, TODAY)
    assert (finding.record, finding.what) == ("P1", "is one-deep: only Ana teaches T1 Fold")
    assert finding.mend == "workbench train P1 learn T1 PERSON teach"
