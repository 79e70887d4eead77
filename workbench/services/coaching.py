"""Coaching sessions of two: agreed, prepared, written, answered; what is open carries over to the next one.

The coach writes the review, the questions and the next step; the performer answers; both put things on the agenda
and promise. Nobody but the two is shown a session.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from workbench.domain.coaching import AgendaItem, Asked, CoachingSession, Promise
from workbench.domain.dates import Interval
from workbench.domain.due import Due
from workbench.domain.errors import BadInput, NotFound, Refused
from workbench.domain.ids import PersonId, number_of
from workbench.domain.records import cleaned_part
from workbench.services.journal import own
from workbench.store.journal_space import JournalSpace
from workbench.store.lines import Actor
from workbench.store.store import Store

PROMISE = "D"  # what is to be done; P1 is a process


def sessions_of(store: Store, actor: Actor) -> list[CoachingSession]:
    """Every session of the person who acts, with whomever, the oldest first."""
    own(store, actor)
    spaces = [store.journals.between(*pair) for pair in store.journals.pairs_of(actor.by)]
    found = [one for space in spaces for one in space.values(CoachingSession)]
    return sorted(found, key=lambda one: (one.on, len(one.id), one.id))


def session_of(store: Store, actor: Actor, text: str) -> CoachingSession:
    """The session that is meant: by its id, with WRITER/ in front where two pairs have the same. Raises NotFound."""
    other, _, record = text.rpartition("/")
    found = [
        one
        for one in sessions_of(store, actor)
        if one.id == record.strip().upper() and (not other or store.organization.person(other).id in one.two)
    ]
    if len(found) > 1:
        named = ", ".join(named_for(actor, one) for one in found)
        raise Refused(f"“{text}” may be {named}. Name one of them so.")
    if not found:
        raise NotFound("coaching session", text)
    return found[0]


def other_of(one: CoachingSession, person: PersonId) -> PersonId:
    """The other one of the two."""
    return one.coach if person == one.performer else one.performer


def named_for(actor: Actor, one: CoachingSession) -> str:
    """What a session is called by one of the two: the other's handle and its id."""
    return f"{other_of(one, actor.by)}/{one.id}"


# Agreeing


def agree(
    store: Store, actor: Actor, other: str, on: date, is_coach: bool, process: str = "", agenda: Sequence[str] = ()
) -> CoachingSession:
    """A session agreed for a day; what is open of the last one stands in it from the start. Raises Refused."""
    own(store, actor)
    person = store.organization.person(other)
    if person.team or person.id == actor.by:
        raise Refused("A coaching session is of two people, a performer and a coach.")
    performer, coach = (person.id, actor.by) if is_coach else (actor.by, person.id)
    about = store.organization.process(process).id if process else ""
    space = store.journals.between(performer, coach)
    last = next(iter(space.values(CoachingSession, newest_first=True)), None)
    items = [text for text in agenda if text.strip()]
    with space.change(actor, "session.add") as change:
        made = CoachingSession(id=change.new_id("W"), on=on, performer=performer, coach=coach, process=about)
        if last and last.closed:
            made = _carried_over(last, made)
        made = _with_agenda(made, items, actor.by)
        change.put(None, cleaned_part(made))
    return made


def _carried_over(last: CoachingSession, made: CoachingSession) -> CoachingSession:
    """The session with what was neither talked about nor done in the last one of the two."""
    known = {item.text for item in made.agenda} | {promise.text for promise in made.promises}
    items = [item for item in last.to_talk_about if item.text not in known]
    promises = [promise for promise in last.open_promises if promise.text not in known]
    return replace(
        made,
        agenda=(*made.agenda, *(replace(item, id=f"A{n}") for n, item in enumerate(items, _next(made.agenda)))),
        promises=(
            *made.promises,
            *(replace(one, id=f"{PROMISE}{n}") for n, one in enumerate(promises, _next(made.promises))),
        ),
    )


def _with_agenda(one: CoachingSession, texts: Sequence[str], by: PersonId) -> CoachingSession:
    first = _next(one.agenda)
    new = (AgendaItem(id=f"A{n}", text=text, by=by) for n, text in enumerate(texts, first))
    return replace(one, agenda=(*one.agenda, *new))


def _next(parts: Sequence[Any]) -> int:
    numbers = (numbered[1] for part in parts if (numbered := number_of(part.id)))
    return max(numbers, default=0) + 1


def move(store: Store, actor: Actor, seen: CoachingSession, on: date) -> CoachingSession:
    """The session on another day."""
    return _changed(store, actor, seen, "session.set", on=on)


# Writing


def write(
    store: Store,
    actor: Actor,
    seen: CoachingSession,
    review: str | None = None,
    next_step: str | None = None,
    questions: Sequence[str] = (),
) -> CoachingSession:
    """What the coach says and asks. Raises Refused for the performer."""
    if actor.by != seen.coach:
        raise Refused("The review, the questions and the next step are the coach's to write; you answer.")
    asked = tuple(Asked(id=f"Q{n}", question=text) for n, text in enumerate(questions, _next(seen.questions)))
    return _changed(
        store, actor, seen, "session.review",
        review=seen.review if review is None else review,
        next_step=seen.next_step if next_step is None else next_step,
        questions=(*seen.questions, *asked),
    )  # fmt: skip


def answer(store: Store, actor: Actor, seen: CoachingSession, question: str, text: str) -> CoachingSession:
    """The performer's answer to a question. Raises NotFound, Refused for the coach."""
    if actor.by != seen.performer:
        raise Refused("The questions are the performer's to answer.")
    asked = question_of(seen, question)
    answered = tuple(replace(one, answer=text) if one is asked else one for one in seen.questions)
    return _changed(store, actor, seen, "session.answer", questions=answered)


def question_of(seen: CoachingSession, text: str) -> Asked:
    """The question that is meant, by its id. Raises NotFound."""
    found: Asked = _part(seen.questions, "question", text)
    return found


def _part(parts: Sequence[Any], what: str, text: str) -> Any:
    for part in parts:
        if part.id == text.strip().upper():
            return part
    raise NotFound(what, text, [part.id for part in parts])


def put_on_agenda(store: Store, actor: Actor, seen: CoachingSession, text: str) -> CoachingSession:
    """Something more to talk about."""
    if not text.strip():
        raise BadInput("Say what to talk about.")
    return _changed(store, actor, seen, "session.agenda", agenda=_with_agenda(seen, [text], actor.by).agenda)


def talked_about(store: Store, actor: Actor, seen: CoachingSession, item: str) -> CoachingSession:
    """The session with an item of the agenda ticked off."""
    found = _part(seen.agenda, "item of the agenda", item)
    agenda = tuple(replace(one, done=True) if one is found else one for one in seen.agenda)
    return _changed(store, actor, seen, "session.agenda", agenda=agenda)


def promise(store: Store, actor: Actor, seen: CoachingSession, text: str, until: date | None = None) -> CoachingSession:
    """What the person who acts promises the other."""
    if not text.strip():
        raise BadInput("Say what you promise.")
    made = Promise(id=f"{PROMISE}{_next(seen.promises)}", text=text, who=actor.by, until=until)
    return _changed(store, actor, seen, "session.promise", promises=(*seen.promises, made))


def keep(store: Store, actor: Actor, seen: CoachingSession, made: str, on: date, word: str = "") -> CoachingSession:
    """What the person who acts promised is done, or a word says what became of it. Raises NotFound, Refused."""
    found = _part(seen.promises, "promise", made)
    if found.who != actor.by:
        raise Refused(f"{found.id} is {store.organization.name_of(found.who)}'s to say.")
    promises = tuple(replace(one, ended=on, word=word) if one is found else one for one in seen.promises)
    return _changed(store, actor, seen, "session.promise", promises=promises)


def close(store: Store, actor: Actor, seen: CoachingSession, on: date) -> CoachingSession:
    """The session ended; what is open of it stands in the next one, whether that was agreed already or will be."""
    _refuse_strangers(actor, seen)
    space, closed = _space(store, seen), replace(seen, closed=on)
    agreed = (one for one in space.values(CoachingSession) if one.closed is None and one.id != seen.id)
    following = next(agreed, None)
    with space.change(actor, "session.close") as change:
        change.put(seen, closed)
        if following:
            change.put(following, _carried_over(closed, following))
    return closed


def _changed(store: Store, actor: Actor, seen: CoachingSession, act: str, **fields: Any) -> CoachingSession:
    _refuse_strangers(actor, seen)
    changed: CoachingSession = cleaned_part(replace(seen, **fields))
    with _space(store, seen).change(actor, act) as change:
        change.put(seen, changed)
    return changed


def _refuse_strangers(actor: Actor, one: CoachingSession) -> None:
    if actor.by not in one.two or actor.acts_for:
        raise Refused("A coaching session belongs to its two people alone.")


def _space(store: Store, one: CoachingSession) -> JournalSpace:
    return store.journals.between(one.performer, one.coach)


def waiting(store: Store, actor: Actor, today: date, within: int = 0) -> list[Due]:
    """The sessions that the person who acts agreed on, and what they promised in the last one with each."""
    last = Interval(within, "D").after(today)
    found: list[Due] = []
    newest = {one.two: one for one in sessions_of(store, actor)}
    for one in newest.values():
        named, whom = named_for(actor, one), store.organization.name_of(other_of(one, actor.by))
        if one.closed is None and one.on <= last:
            found.append(Due("coaching session", named, whom, one.on, actor.by, "session"))
        mine = [made for made in one.open_promises if made.who == actor.by and made.until and made.until <= last]
        found += [
            Due(f"promised to {whom}", named, made.text, made.until, actor.by, "promise", made.id) for made in mine
        ]
    return found


def delete(store: Store, actor: Actor, seen: CoachingSession) -> str:
    """Delete a session for good, for both; its id. Raises StoreError."""
    _refuse_strangers(actor, seen)
    _space(store, seen).purge([seen.id], actor)
    return seen.id
