"""The lesson on a process, as somebody who performs it reads it."""

from pathlib import Path
from typing import TYPE_CHECKING

from workbench.domain.organization import Organization
from workbench.services import setup
from workbench.services.checklist import checklist
from workbench.services.lesson import Leaf, lesson

if TYPE_CHECKING:
    from tests.services.conftest import StandingClock


def read(organization: Organization, process: str) -> list[Leaf]:
    return lesson(organization, checklist(organization), organization.processes[process])


def test_a_lesson_begins_with_the_purpose_and_ends_with_what_was_promised(
    tmp_path: Path, clock: "StandingClock"
) -> None:
    organization = setup.sample(tmp_path / "store", "pat", clock(), clock).organization
    leaves = read(organization, "P4")
    titles = [leaf.title for leaf in leaves]
    assert titles[0] == "What it is for"
    assert titles[1] == "Step 1 of 6: Take the images"
    assert titles[-3:] == ["How it is done well", "What can go wrong, and what then", "What was promised"]
    assert ("head", "For: Patient in the chair") in leaves[0].texts
    assert ("item", "20 % to 4 S4: not yet") in leaves[5].texts
    assert ("", "The page to take home, and a call two days later.") in leaves[-2].texts


def test_a_lesson_leaves_out_what_says_nothing(tmp_path: Path, clock: "StandingClock") -> None:
    organization = setup.sample(tmp_path / "store", "pat", clock(), clock).organization
    assert [leaf.title for leaf in read(organization, "P5")] == ["What it is for"]
