"""Coaching sessions of two from the shell: agreed, prepared, written, answered."""

from argparse import Namespace
from typing import Any

from workbench.cli.questions import is_yes
from workbench.cli.session import Session
from workbench.cli.wording import IN_WORDS, reads_text, written
from workbench.domain.coaching import CoachingSession, Promise
from workbench.domain.dates import read_day
from workbench.domain.errors import count
from workbench.services import coaching, seen_by, templates
from workbench.store.documents import to_doc


def configure(acts: Any) -> None:
    """Give the parser of sessions its acts and their arguments."""
    parser = acts.add_parser("session", help="coaching sessions of you and one other")
    own = parser.add_subparsers(title="acts", metavar="ACT", required=True)
    listing = own.add_parser("list", help="with whom you agreed to meet, and when")
    listing.add_argument("--all", action="store_true", help="also those that have ended")
    listing.set_defaults(act=list_sessions)
    _configure_agree(own)
    for name, meant, takes, act in (
        ("show", "all of it, and who can read it", (), show),
        ("move", "to another day", ("day",), move),
        ("agenda", "put something on the agenda", ("text",), put_on_agenda),
        ("talked", "it was talked about", ("item",), talked_about),
        ("review", "what you saw, as the coach", ("text",), review),
        ("ask", "a question, as the coach", ("text",), ask),
        ("next", "the next step that you propose, as the coach", ("text",), propose),
        ("answer", "answer a question, as the performer", ("question", "text"), answer),
        ("promise", "what you promise", ("text",), promise),
        ("done", "what you promised is done; a word says how, or why not", ("promise", "text"), done),
        ("close", "it has ended; what is open stands in the next one", (), close),
        ("delete", "delete for good, for both; nothing brings it back", (), delete),
    ):
        one = own.add_parser(name, help=meant)
        one.add_argument("session", help="its id; OTHER/ID where you have the same with two people")
        for argument in takes:
            is_text = argument == "text"
            one.add_argument(argument, nargs="*" if is_text else None, help=IN_WORDS if is_text else None)
        one.set_defaults(act=act)
        if name == "promise":
            one.add_argument("--until", metavar="DAY", help="by when")
        if name == "delete":
            one.add_argument("--yes", action="store_true", help="do not ask")


def _configure_agree(own: Any) -> None:
    agree = own.add_parser("agree", help="agree to meet; prints its id")
    agree.add_argument("person", help="the other one of the two")
    agree.add_argument("day", help="when: 2026-12-01, fri, +2w")
    agree.add_argument("--coach", action="store_true", help="you are the coach; else the other is")
    agree.add_argument("--process", default="", metavar="PROCESS", help="the process it is about")
    agree.add_argument("--agenda", action="append", default=[], metavar="TEXT", help="something to talk about")
    agree.set_defaults(act=agree_on)


def _meant(session: Session, arguments: Namespace) -> CoachingSession:
    return coaching.session_of(session.store, session.actor, arguments.session)


def list_sessions(session: Session, arguments: Namespace) -> int:
    """List with whom one agreed to meet, and when."""
    every = coaching.sessions_of(session.store, session.actor)
    found = every if arguments.all else [one for one in every if one.closed is None]
    if session.options.json:
        session.data([{"id": one.id, **to_doc(one)} for one in found])
    else:
        session.rows([_row(session, one) for one in found])
        if not found:
            ended = f" {count(len(every), 'session')} ended: --all lists them too." if every else ""
            session.talk(f"Nothing is agreed. `workbench journal session agree PERSON DAY` agrees on a day.{ended}")
    return 0 if found else 1


def _row(session: Session, one: CoachingSession) -> list[str]:
    other = coaching.other_of(one, session.actor.by)
    role = "you coach" if one.coach == session.actor.by else "your coach"
    ended = "ended" if one.closed else ""
    named = coaching.named_for(session.actor, one)
    return [named, str(one.on), session.organization.name_of(other), role, one.process, ended]


def agree_on(session: Session, arguments: Namespace) -> int:
    """Agree on a session; print its id, say who can read it."""
    on = read_day(arguments.day, session.today)
    made = coaching.agree(
        session.store, session.actor, arguments.person, on, arguments.coach, arguments.process, arguments.agenda
    )
    session.talk(
        f"What the two of you write in it is seen by: {seen_by.of_session(session.store, session.actor, made)}."
    )
    return session.result(made.id, **{"with": coaching.other_of(made, session.actor.by)})


def show(session: Session, arguments: Namespace) -> int:
    """Print a session, and who can read it."""
    one = _meant(session, arguments)
    seen = seen_by.of_session(session.store, session.actor, one)
    if session.options.json:
        session.data({"id": one.id, **to_doc(one), "seen_by": seen})
        return 0
    name_of = session.organization.name_of
    named = f"{one.id} {one.on} · {name_of(one.performer)}, coached by {name_of(one.coach)}"
    lines = [f"{named} · {one.process}" if one.process else named]
    lines += [f"{item.id} [{'x' if item.done else ' '}] {item.text}" for item in one.agenda]
    lines += ["", one.review] if one.review else []
    for question in one.questions:
        lines += ["", f"{question.id} {question.question}", question.answer or "(no answer yet)"]
    lines += ["", f"Next step: {one.next_step}"] if one.next_step else []
    lines += [_promised(name_of(made.who), made) for made in one.promises]
    session.text("\n".join([*lines, f"Seen by: {seen}."]))
    return 0


def _promised(name: str, made: Promise) -> str:
    until = f", until {made.until}" if made.until else ""
    return f"{made.id} [{' ' if made.is_open else 'x'}] {name}: {made.text}{until} {made.word}".rstrip()


def _kept(session: Session, one: CoachingSession) -> int:
    return session.result(one.id)


def move(session: Session, arguments: Namespace) -> int:
    """Move a session to another day; print its id."""
    on = read_day(arguments.day, session.today)
    return _kept(session, coaching.move(session.store, session.actor, _meant(session, arguments), on))


@reads_text
def put_on_agenda(session: Session, arguments: Namespace) -> int:
    """Put something on the agenda; print the session's id."""
    seen = _meant(session, arguments)
    with written(session, arguments.text, "agenda") as text:
        return _kept(session, coaching.put_on_agenda(session.store, session.actor, seen, text))


def talked_about(session: Session, arguments: Namespace) -> int:
    """Tick an item of the agenda off; print the session's id."""
    seen = _meant(session, arguments)
    return _kept(session, coaching.talked_about(session.store, session.actor, seen, arguments.item))


@reads_text
def review(session: Session, arguments: Namespace) -> int:
    """Write the review; print the session's id."""
    seen = _meant(session, arguments)
    template = templates.template_of(session.organization, "coach-review", session.today)
    with written(session, arguments.text, f"review-{seen.id}", seen.review or templates.laid_out(template)) as text:
        said = templates.without_unanswered(template, text)
        return _kept(session, coaching.write(session.store, session.actor, seen, review=said))


@reads_text
def ask(session: Session, arguments: Namespace) -> int:
    """Ask a question; print the session's id."""
    seen = _meant(session, arguments)
    with written(session, arguments.text, "question") as text:
        return _kept(session, coaching.write(session.store, session.actor, seen, questions=[text]))


@reads_text
def propose(session: Session, arguments: Namespace) -> int:
    """Propose the next step; print the session's id."""
    seen = _meant(session, arguments)
    with written(session, arguments.text, f"next-{seen.id}", seen.next_step) as text:
        return _kept(session, coaching.write(session.store, session.actor, seen, next_step=text))


@reads_text
def answer(session: Session, arguments: Namespace) -> int:
    """Answer a question; print the session's id."""
    seen = _meant(session, arguments)
    coaching.question_of(seen, arguments.question)
    with written(session, arguments.text, "answer") as text:
        return _kept(session, coaching.answer(session.store, session.actor, seen, arguments.question, text))


@reads_text
def promise(session: Session, arguments: Namespace) -> int:
    """Promise something; print the session's id."""
    until = read_day(arguments.until, session.today) if arguments.until else None
    seen = _meant(session, arguments)
    with written(session, arguments.text, "promise") as text:
        return _kept(session, coaching.promise(session.store, session.actor, seen, text, until))


def done(session: Session, arguments: Namespace) -> int:
    """Say that a promise is done, or why not; print the session's id."""
    seen, word = _meant(session, arguments), " ".join(arguments.text)
    return _kept(session, coaching.keep(session.store, session.actor, seen, arguments.promise, session.today, word))


def close(session: Session, arguments: Namespace) -> int:
    """Say that a session has ended; print its id."""
    return _kept(session, coaching.close(session.store, session.actor, _meant(session, arguments), session.today))


def delete(session: Session, arguments: Namespace) -> int:
    """Delete a session for good, once asked; print its id."""
    one = _meant(session, arguments)
    if not arguments.yes and not is_yes(f"Delete {one.id} of {one.on} for good, for both of you?"):
        session.talk("Nothing was deleted.")
        return 1
    return session.result(coaching.delete(session.store, session.actor, one))
