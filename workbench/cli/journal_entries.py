"""Entries of one's own journal from the shell: written, changed, shared, deleted for good."""

from argparse import Namespace
from collections.abc import Iterable
from datetime import datetime
from shlex import quote

from workbench.cli.questions import is_yes
from workbench.cli.session import Session
from workbench.cli.wording import reads_text, written
from workbench.domain.errors import BadInput, Refused, count
from workbench.domain.journal import Entry, Stance
from workbench.services import emptying, journal, reconsidering, seen_by, sharing, templates
from workbench.services.entry_fields import FIELDS, comes_again, read_entry
from workbench.services.reconsidering import MONTH

OUT_OF_DATE = "Others see it as it was when you shared it. `workbench journal share {}` renews the copy."

HOW_IT_LOOKS = (
    "`workbench journal reconsider ENTRY --holds`, --partly or --otherwise says how one looks whose day has come; "
    "words behind it say why."
)
NOTHING_COMES_BACK = (
    "Nothing comes back within a month. An action, an event or a decision does, a week, a month and six months later: "
    "`workbench journal add --kind decision …`."
)
OF_SESSIONS = "`workbench journal session delete` takes a session away, for both."


def now(session: Session) -> datetime:
    """This moment on the clock where the person sits."""
    return session.store.clock().astimezone()


@reads_text
def add(session: Session, arguments: Namespace) -> int:
    """Write an entry; print its id."""
    store, actor, moment = session.store, session.actor, now(session)
    journal.own(store, actor)
    template = None
    if arguments.template:
        template = templates.template_of(session.organization, arguments.template, session.today)
    texts = {field: given for field in FIELDS if (given := getattr(arguments, field, None)) and field != "text"}
    read_entry(store, texts, moment)
    _say_what_to_mind(session, moment)
    with written(session, arguments.text, "entry", templates.laid_out(template) if template else "") as text:
        kept = templates.without_unanswered(template, text) if template else text
        if not kept.strip():
            raise Refused("Nothing was written, and nothing is kept.")
        before = journal.known_tags(store, actor) if "tags" in texts or "#" in kept else ()
        entry = journal.write(store, actor, kept, texts, moment, template)
    _say_what_is_alike(session, before, entry)
    _say_where(session, entry, arguments.on or "")
    return session.result(entry.id)


def _say_what_is_alike(session: Session, before: Iterable[str], entry: Entry) -> None:
    """Say which tags of an entry are nearly ones there were before, and how those are taken instead."""
    near = journal.similar_tags(before, entry.tags)
    for tag, known in near.items():
        session.talk(f"#{tag} is new and looks like #{known}.")
    if near:
        meant = quote(" ".join(sorted(entry.tags - near.keys() | {*near.values()})))
        session.talk(f"`workbench journal set {entry.id} tags {meant}` takes what was there already.")


def _say_what_to_mind(session: Session, moment: datetime) -> None:
    last = journal.last_written(session.store, session.actor)
    if last and last > moment:
        session.talk(f"The clock stands before your newest change, of {last.astimezone():%Y-%m-%d %H:%M}; is it right?")


def _say_where(session: Session, entry: Entry, asked: str) -> None:
    """Say where an entry stands if the clock of that day knows no such time, or knows it twice."""
    if not entry.at or ":" not in asked:
        return
    if f"{entry.at:%H:%M}" not in asked:
        session.talk(f"The clocks were changed then; {entry.id} stands at {entry.at:%H:%M}.")
    elif (second := comes_again(entry.at)) and f"{entry.at:%z}"[:3] not in asked:
        session.talk(
            f"That time came twice; {entry.id} stands at the first. --on '{second:%Y-%m-%d %H:%M%z}' is the second."
        )


@reads_text
def set_field(session: Session, arguments: Namespace) -> int:
    """Change one field; print the entry's id."""
    seen = journal.entry_of(session.store, session.actor, arguments.entry)
    given = [value for value in arguments.value if value != "--"]
    if arguments.field != "text" and not given:
        raise BadInput("Say the value; '' empties the field.")
    with written(session, given, seen.id, seen.text) as value:
        changed = journal.revise(session.store, session.actor, seen, {arguments.field: value}, now(session))
    if sharing.is_out_of_date(session.store, session.actor, changed):
        session.talk(
            f"Others see it as it was when you shared it. `workbench journal share {seen.id}` renews the copy."
        )
    return session.result(changed.id)


def star(session: Session, arguments: Namespace) -> int:
    """Put a star on an entry, or take it off; print its id."""
    return session.result(journal.starred(session.store, session.actor, arguments.entry).id)


def tag(session: Session, arguments: Namespace) -> int:
    """Tag an entry; print its id."""
    sign = "-" if arguments.off else "+"
    before = journal.tags(session.store, session.actor)
    texts = {"tags": sign + " ".join(arguments.tags)}
    entry = journal.set_fields(session.store, session.actor, arguments.entry, texts, now(session))
    _say_what_is_alike(session, before, entry)
    return session.result(entry.id)


@reads_text
def reconsider(session: Session, arguments: Namespace) -> int:
    """Say how an entry looks by now, and print its id; without one, list what comes back."""
    if not arguments.entry:
        return _list_what_comes_back(session)
    seen = journal.entry_of(session.store, session.actor, arguments.entry)
    stance = Stance(arguments.stance) if arguments.stance else None
    with written(session, arguments.text or ([""] if stance else []), seen.id) as text:
        changed = reconsidering.reconsider(session.store, session.actor, seen.id, session.today, stance, text)
    return session.result(changed.id, look=changed.verdicts[-1].id)


def _list_what_comes_back(session: Session) -> int:
    waits = reconsidering.waiting(session.store, session.actor, session.today, MONTH)
    found = [item for item in waits if item.kind == "look"]
    if session.options.json:
        session.data([{"id": item.record, "on": str(item.on), "what": item.what, "title": item.name} for item in found])
    else:
        session.rows([[item.record, str(item.on), item.what, item.name] for item in found])
        session.talk(HOW_IT_LOOKS if found else NOTHING_COMES_BACK)
    return 0 if found else 1


def delete(session: Session, arguments: Namespace) -> int:
    """Delete entries for good, once asked; print the ids that are gone, of a whole journal how many."""
    actor = session.actor
    if arguments.everything == bool(arguments.entries):
        raise BadInput("Name the entries, or say --everything.")
    found = ", ".join(journal.called(session.store, actor, record) for record in arguments.entries)
    what = found or "your whole journal"
    if arguments.everything:
        session.talk(emptying.what_stays(session.store, actor))
        if emptying.sessions_of_two(session.store, actor):
            session.talk(OF_SESSIONS)
    if not arguments.yes and not is_yes(f"Delete {what} for good? Nothing brings it back."):
        session.talk("Nothing was deleted.")
        return 1
    records = arguments.entries
    gone = (
        journal.delete(session.store, actor, records) if records else emptying.delete_everything(session.store, actor)
    )
    if session.options.json:
        session.data({"deleted": gone})
    elif arguments.everything:
        session.text(f"{count(len(gone), 'record')} of your journal gone for good")
    elif gone:
        session.text("\n".join(gone))
    return 0


# Sharing


def share(session: Session, arguments: Namespace) -> int:
    """Share an entry; print its id, say who can read it."""
    people = [*arguments.named, *arguments.people]
    entry = sharing.share(session.store, session.actor, arguments.entry, people, session.today)
    session.talk(f"Seen by: {seen_by.of_entry(session.store, session.actor, entry)}.")
    return session.result(entry.id, shared=sorted(entry.readers))


def unshare(session: Session, arguments: Namespace) -> int:
    """End a share; print the entry's id, say who can read it."""
    entry = sharing.unshare(session.store, session.actor, arguments.entry, [*arguments.named, *arguments.people])
    session.talk(f"Seen by: {seen_by.of_entry(session.store, session.actor, entry)}.")
    return session.result(entry.id, shared=sorted(entry.readers))


@reads_text
def reply(session: Session, arguments: Namespace) -> int:
    """Answer what somebody shares; print the id of the answer."""
    seen = sharing.shared_entry(session.store, session.actor.by, arguments.entry)
    with written(session, arguments.text, "reply") as text:
        given = sharing.reply(session.store, session.actor, f"{seen.by}/{seen.id}", text, now(session))
    return session.result(given.id)


# Templates of the organization's own


def add_template(session: Session, arguments: Namespace) -> int:
    """A template of the organization's own; print its id."""
    with written(session, ["\n".join(arguments.prompt)] if arguments.prompt else [], "prompts") as prompts:
        made = templates.add_template(
            session.store, session.actor, arguments.template, arguments.name, prompts.splitlines(),
            rotation=arguments.rotation,
        )  # fmt: skip
    return session.result(made.id)


def delete_template(session: Session, arguments: Namespace) -> int:
    """Take out a template of the organization's own; print its id."""
    return session.result(templates.delete_template(session.store, session.actor, arguments.template))
