"""A coaching session as it is read: when and with whom, who can see it, agenda, review, questions, promises."""

from collections.abc import Iterator

from workbench.domain.coaching import CoachingSession, Promise
from workbench.domain.organization import Organization
from workbench.screens.safe import joined
from workbench.services import seen_by
from workbench.store.lines import Actor
from workbench.store.store import Store

Texts = Iterator[tuple[str, str]]


def title(one: CoachingSession) -> str:
    """What stands above a session: its id, its day, whether it is over."""
    return joined([one.id, f"{one.on:%a} {one.on}", "closed" if one.closed else ""])


def page(store: Store, actor: Actor, one: CoachingSession) -> Texts:
    """A session of two, for one of the two."""
    organization = store.organization
    name_of = organization.name_of
    yield "strong", f"{name_of(one.performer)} performs, {name_of(one.coach)} coaches"
    yield "quiet", f"Seen by: {seen_by.of_session(store, actor, one)}."
    process = organization.processes.get(one.process)
    if process:
        yield "quiet", f"about {organization.label(process)} {process.name}"
    yield from _listed("To talk about", [(f"{'x' if item.done else ' '} {item.id} {item.text}", item.by)
                                         for item in one.agenda], organization)  # fmt: skip
    yield from _said("Review", one.review)
    yield from _asked(one)
    yield from _said("Next step", one.next_step)
    yield from _promises(organization, one)


def _said(head: str, text: str) -> Texts:
    if text:
        yield "", ""
        yield "head", head
        yield "", text


def _listed(head: str, items: list[tuple[str, str]], organization: Organization) -> Texts:
    if items:
        yield "", ""
        yield "head", head
    for text, by in items:
        yield "", f"{text}{f' ({organization.name_of(by)})' if by else ''}"


def _asked(one: CoachingSession) -> Texts:
    if one.questions:
        yield "", ""
        yield "head", "Questions"
    for asked in one.questions:
        yield "strong", f"{asked.id} {asked.question}"
        yield ("", asked.answer) if asked.answer else ("quiet", "not answered yet")


def _promises(organization: Organization, one: CoachingSession) -> Texts:
    if one.promises:
        yield "", ""
        yield "head", "Promises"
    for made in one.promises:
        yield "", f"{' ' if made.is_open else 'x'} {made.id} {organization.name_of(made.who)}: {_promised(made)}"


def _promised(made: Promise) -> str:
    until = f", by {made.until}" if made.until and made.is_open else ""
    ended = f" (since {made.ended}{f': {made.word}' if made.word else ''})" if made.ended else ""
    return f"{made.text}{until}{ended}"
