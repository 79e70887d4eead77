"""What hangs on somebody who has left, besides what they own."""

from collections.abc import Iterator

from workbench.domain.ids import PersonId
from workbench.domain.organization import Organization
from workbench.domain.process import Process


def left_behind(organization: Organization, process: Process) -> Iterator[tuple[str, PersonId]]:
    """The parts in a process of those who have left: coach, engineer while it is engineered, and performers."""
    named = [("coach", process.coach), ("engineer", None if process.has_left_engineering else process.engineer)]
    performers = [("performer", person) for person in sorted(process.performers)]
    for role, person in [*named, *performers]:
        if person and organization.has_left(person):
            yield role, person
