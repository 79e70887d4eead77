"""What needs a look: the second day of an organization."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from workbench.domain.dates import Interval
from workbench.domain.ids import PersonId
from workbench.domain.leaving import left_behind
from workbench.domain.organization import AN_OWNER, Organization
from workbench.domain.proposals import unwritten
from workbench.domain.reviews import Review, next_due, recurring, usual_minutes
from workbench.domain.waiting_turns import waits_in

if TYPE_CHECKING:
    from workbench.domain.answers import Answer
    from workbench.domain.process import Process

DECISION_MINUTES = 10
OUTCOME_DAYS = 14
ENDED = {"declined": "declined it", "withdrawn": "withdrew the offer", "given back": "gave it back"}
OWNERLESS, MANY = "needs an owner", 9


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that waits: since or on which day (None: as long as it lasts), whose it is, what it is.

    `kind` says how it is done (review, reading, reply, investigation, survey, belief, answer, training, proposal, gap),
    `about` names the check, the measure, the proposal or the dated record, `minutes` how long it takes, as far as
    that is known.
    """

    what: str
    record: str
    name: str
    on: date | None
    whose: PersonId | None
    kind: str = ""
    about: str = ""
    minutes: int = 0


Reviews = Mapping[str, Sequence[Review]]


def due(
    organization: Organization,
    today: date,
    within: int = 0,
    mine: PersonId | None = None,
    reviews: Reviews | None = None,
    besides: Sequence[Due] = (),
    topic: Callable[[str], str] = lambda question: question.replace("-", " "),
) -> list[Due]:
    """What needs a look until `within` days from today, the oldest first; `mine` keeps what one person owes.

    `reviews` are those made so far, by process, each list oldest first; `besides` waits for other reasons; `topic` says
    what a question of the checklist is about.
    """
    last = today + timedelta(days=within)
    found = [
        *besides,
        *_reviews(organization, last, reviews or {}),
        *_beliefs(organization, last),
        *_answers(organization, last, topic),
        *_renewals(organization, last),
        *_proposals(organization, last),
        *_handoffs(organization, today, last),
        *_gaps(organization),
    ]
    found = [_with_somebody_here(organization, item) for item in found]
    if mine:
        found = [item for item in found if organization.answers_for(mine, item.whose)]
        found += [*outcomes(organization, today, mine), *_own_renewals(organization, last, mine)]
    return sorted(found, key=lambda item: (item.on is None, item.on or today))


def _with_somebody_here(organization: Organization, item: Due) -> Due:
    """What somebody was to do who has left is the owner's of the process, where one is here, else nobody's yet."""
    if not organization.has_left(item.whose):
        return item
    process = organization.processes.get(item.record)
    return replace(item, whose=None if process is None or organization.is_unowned(process) else process.owner)


def stale_on(organization: Organization, answer: "Answer") -> date | None:
    """The day on which a belief must be checked with a customer again; None where none was checked."""
    lasting = Interval.read(organization.profile.belief_interval)
    return lasting.after(answer.checked) if answer.checked else None


def _reviews(organization: Organization, last: date, reviews: Reviews) -> Iterator[Due]:
    for process in organization.running():
        for kept in recurring(process):
            past = [review for review in reviews.get(process.id, ()) if review.check == kept.check]
            if (day := next_due(kept, past)) and day <= last:
                what = f"check: {kept.name}" if kept.check else "review"
                minutes = usual_minutes(kept, past)
                yield Due(what, process.id, process.name, day, process.owner, "review", kept.check, minutes)


def _beliefs(organization: Organization, last: date) -> Iterator[Due]:
    lasting = Interval.read(organization.profile.belief_interval)
    for customer in organization.customers.values():
        stale = lasting.after(customer.last_checked) if customer.last_checked else None
        if customer.needs and (stale is None or stale <= last):
            yield Due("ask the customer", customer.id, customer.name, stale, None, "belief", minutes=10)


def _answers(organization: Organization, last: date, topic: Callable[[str], str]) -> Iterator[Due]:
    """What is parked and to be found out, and what a customer said too long ago."""
    for process in organization.running():
        for answer in process.answers:
            if answer.state == "parked" and (answer.until is None or answer.until <= last):
                what = f"find out: {topic(answer.id)}"
                yield Due(what, process.id, process.name, answer.until, answer.who, "answer", answer.id)
            elif (stale := stale_on(organization, answer)) and stale <= last:
                what = f"ask a customer: {topic(answer.id)}"
                yield Due(what, process.id, process.name, stale, process.owner, "belief", answer.id, 10)


def _renewals(organization: Organization, last: date) -> Iterator[Due]:
    """What has been learned and must be renewed: once for each item, on the earliest day, with the coach."""
    for process in organization.running():
        for item in process.training:
            days = (item.renewed_by(learner) for learner in item.learners if learner.id in process.performers)
            first = min((day for day in days if day), default=None)
            if first and first <= last:
                yield Due(
                    f"renew training: {item.name}",
                    process.id,
                    process.name,
                    first,
                    process.coached_by,
                    "training",
                    item.id,
                )


def _own_renewals(organization: Organization, last: date, mine: PersonId) -> Iterator[Due]:
    """What somebody has learned and must renew themselves, with a coach who is another."""
    for process in organization.running():
        if organization.answers_for(mine, process.coached_by):
            continue
        for item in process.training if mine in process.performers else ():
            learner = item.learner(mine)
            day = item.renewed_by(learner) if learner else None
            if day and day <= last:
                with_whom = f" with {organization.name_of(process.coached_by)}" if process.coached_by else ""
                what = f"renew what you learned{with_whom}: {item.name}"
                yield Due(what, process.id, process.name, day, mine, "training", item.id)


def _proposals(organization: Organization, last: date) -> Iterator[Due]:
    """What somebody proposes and the owner has yet to decide, or has accepted and has yet to write in."""
    for process in organization.running():
        for accepted in unwritten(process):
            what, day, owner = f"write in and publish: {accepted.name}", accepted.decided, process.owner
            yield Due(what, process.id, process.name, day, owner, "proposal", accepted.id)
        for proposal in process.proposals:
            if proposal.waits and (proposal.on is None or proposal.on <= last):
                what, day, owner = f"decide: {proposal.name}", proposal.on, process.owner
                yield Due(what, process.id, process.name, day, owner, "proposal", proposal.id, DECISION_MINUTES)


def outcomes(organization: Organization, today: date, person: PersonId) -> Iterator[Due]:
    """What others lately made of what somebody proposed, offered or was offered; it goes by itself."""
    since = today - timedelta(days=OUTCOME_DAYS)
    yield from _decided_proposals(organization, since, today, person)
    yield from _ended_offers(organization, since, today, person)


def _decided_proposals(organization: Organization, since: date, today: date, proposer: PersonId) -> Iterator[Due]:
    for process in organization.running():
        for proposal in process.proposals:
            decided = proposal.decided
            if proposal.proposer == proposer != proposal.decided_by and decided and since <= decided <= today:
                because = f": {proposal.because}" if proposal.because else ""
                what = f"your proposal {proposal.id} was {proposal.state}{because}"
                yield Due(what, process.id, process.name, decided, proposer, "proposal", proposal.id)


def _ended_offers(organization: Organization, since: date, today: date, person: PersonId) -> Iterator[Due]:
    """Offers that the other side declined, withdrew or gave back, while nothing was begun in their place."""
    for process in organization.running():
        for handoff in organization.handoffs_of(process.id)[-1:]:
            ended, sides = handoff.newest, {handoff.from_whom, handoff.to}
            if not ended or not ended.on or not since <= ended.on <= today or ended.by == person:
                continue
            if (
                handoff.was_offered
                and ended.act in ENDED
                and any(organization.answers_for(person, one) for one in sides)
            ):
                because = f": {ended.said}" if ended.said else ""
                what = f"{organization.doer(ended.by, ended.acts_for)} {ENDED[ended.act]}{because}"
                yield Due(what, process.id, process.name, ended.on, person, "handoff", handoff.id)


def _handoffs(organization: Organization, today: date, last: date) -> Iterator[Due]:
    """What waits in a handoff with the one or the other, and trials to be confirmed, which wait with both."""
    for handoff in organization.handoffs.values():
        process = organization.processes.get(handoff.process)
        if process and not process.retired:
            for what, whose, day in waits_in(organization, handoff, today):
                if day is None or day <= last:
                    yield Due(what, process.id, process.name, day, whose, "handoff", handoff.id)


def _gaps(organization: Organization) -> Iterator[Due]:
    for process in organization.running():
        if organization.is_unowned(process):
            yield Due(_without_owner(organization, process), process.id, process.name, None, process.engineer, "gap")
        if any(gone != AN_OWNER for gone in organization.missing(process)):
            yield Due("drifted", process.id, process.name, None, process.engineer, "gap")
        for role, person in left_behind(organization, process):
            left = f"{role} {organization.name_of(person)} has left"
            yield Due(left, process.id, process.name, None, process.owner, "gap", role)


def _without_owner(organization: Organization, process: "Process") -> str:
    """That a process needs an owner, or with whom it is until the day on which it gets one."""
    comes = organization.comes_to(process)
    if not comes:
        return OWNERLESS
    until_then = "" if organization.has_left(process.engineer) else organization.name_of(process.engineer)
    return f"owner: {comes}; with {until_then} until then" if until_then else f"owner: {comes}; nobody until then"


def folded(found: Sequence[Due]) -> Iterator[Due]:
    """What waits, where the many that need an owner are one thing, and not a line each."""
    numbers = Counter(item.whose for item in found if item.what == OWNERLESS)
    told: set[str | None] = set()
    for item in found:
        number = numbers[item.whose] if item.what == OWNERLESS else 0
        if number <= MANY:
            yield item
        elif item.whose not in told:
            told.add(item.whose)
            yield replace(item, what=f"{number:,} need an owner", kind="owners")
