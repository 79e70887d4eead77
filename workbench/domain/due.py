"""What needs a look: the second day of an organization."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from workbench.domain.dates import Interval
from workbench.domain.ids import PersonId
from workbench.domain.organization import Organization

if TYPE_CHECKING:
    from workbench.domain.answers import Answer


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that waits: since or on which day (None: as long as it lasts), whose it is, what it is."""

    what: str
    record: str
    name: str
    on: date | None
    whose: PersonId | None


def due(organization: Organization, today: date, within: int = 0, mine: PersonId | None = None) -> list[Due]:
    """What needs a look until `within` days from today, the oldest first; `mine` keeps what one person owes."""
    last = today + timedelta(days=within)
    found = [
        *_reviews(organization, last),
        *_beliefs(organization, last),
        *_answers(organization, last),
        *_renewals(organization, last),
        *_gaps(organization),
    ]
    if mine:
        found = [item for item in found if organization.answers_for(mine, item.whose)]
    return sorted(found, key=lambda item: (item.on is None, item.on or today))


def stale_on(organization: Organization, answer: "Answer") -> date | None:
    """The day on which a belief must be checked with a customer again; None where none was checked."""
    lasting = Interval.read(organization.profile.belief_interval)
    return lasting.after(answer.checked) if answer.checked else None


def _reviews(organization: Organization, last: date) -> Iterator[Due]:
    for process in organization.running():
        if process.next_review and process.next_review <= last:
            whose = None if organization.is_unowned(process) else process.owner
            yield Due("review", process.id, process.name, process.next_review, whose)


def _beliefs(organization: Organization, last: date) -> Iterator[Due]:
    lasting = Interval.read(organization.profile.belief_interval)
    for customer in organization.customers.values():
        stale = lasting.after(customer.last_checked) if customer.last_checked else None
        if customer.needs and (stale is None or stale <= last):
            yield Due("ask the customer", customer.id, customer.name, stale, None)


def _answers(organization: Organization, last: date) -> Iterator[Due]:
    """What is parked and to be found out, and what a customer said too long ago."""
    for process in organization.running():
        for answer in process.answers:
            topic = answer.id.replace("-", " ")
            if answer.state == "parked" and (answer.until is None or answer.until <= last):
                yield Due(f"find out: {topic}", process.id, process.name, answer.until, answer.who)
            elif (stale := stale_on(organization, answer)) and stale <= last:
                yield Due(f"ask a customer: {topic}", process.id, process.name, stale, process.owner)


def _renewals(organization: Organization, last: date) -> Iterator[Due]:
    """What has been learned and must be renewed: once for each item, on the earliest day, with the coach."""
    for process in organization.running():
        for item in process.training:
            days = (item.renewed_by(learner) for learner in item.learners if learner.id in process.performers)
            first = min((day for day in days if day), default=None)
            if first and first <= last:
                yield Due(f"renew training: {item.name}", process.id, process.name, first, process.coached_by)


def _gaps(organization: Organization) -> Iterator[Due]:
    for process in organization.running():
        if organization.missing(process):
            yield Due("drifted", process.id, process.name, None, process.engineer)
        elif organization.is_unowned(process):
            yield Due("needs an owner", process.id, process.name, None, process.engineer)
