"""Sharing: an entry is copied to where named people read and answer it, and the copy can be taken back.

A copy says what its entry said when it was shared. What its writer alone should know of it, the marks they gave
themselves, is never copied.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime

from workbench.domain.due import Due
from workbench.domain.errors import NotFound, Refused
from workbench.domain.ids import PersonId
from workbench.domain.journal import Entry, Reply, Share
from workbench.domain.organization import Organization
from workbench.domain.records import cleaned_part
from workbench.services.journal import copy_of, entry_of, new_replies, own
from workbench.store.errors import StoreError
from workbench.store.lines import Actor
from workbench.store.store import Store


def readers_meant(organization: Organization, actor: Actor, entry: Entry, texts: Iterable[str]) -> list[PersonId]:
    """The people who are meant: by name, all of a process by its id, or nobody named: the coach of the entry's process.

    Raises NotFound, Ambiguous, Refused.
    """
    found: set[PersonId] = set()
    for text in texts:
        if text.upper() in organization.processes:
            found |= _people_of(organization, text.upper())
        else:
            found |= _persons(organization, organization.person(text).id)
    if not found and (process := organization.processes.get(entry.process)) and process.coached_by:
        found = _persons(organization, process.coached_by)
    found -= {actor.by}
    if not found:
        raise Refused("Say with whom: `--with PERSON`, or `--with P7` for everybody of a process.")
    return sorted(found)


def _people_of(organization: Organization, record: str) -> set[PersonId]:
    process = organization.processes[record]
    named = {*process.performers, process.owner, process.coached_by} - {None, ""}
    return {person for name in named if name for person in _persons(organization, name)}


def _persons(organization: Organization, handle: PersonId) -> set[PersonId]:
    """The person of a handle, or the members of the team of it."""
    known = organization.people.get(handle)
    return set(known.members) if known and known.team else {handle}


def share(store: Store, actor: Actor, record: str, people: Iterable[str], today: date) -> Entry:
    """The entry, shared with these people beside those it is shared with already, as it stands now. Raises Refused."""
    entry = entry_of(store, actor, record)
    copy = copy_of(store, actor, entry.id)
    since = {one.id: one for one in (copy.shared if copy else ())}
    for person in readers_meant(store.organization, actor, entry, people):
        since.setdefault(person, Share(id=person, since=today))
    readers = tuple(since[person] for person in sorted(since))
    replies = copy.replies if copy else ()
    given = replace(
        entry, by=actor.by, shared=readers, replies=replies, energy=None, complexity=None, star=False, verdicts=()
    )
    with store.journals.shared_by(actor.by).change(actor, "share") as change:
        change.put(copy, given)
    return entry_of(store, actor, record)


def is_shared(store: Store, actor: Actor, record: str) -> bool:
    """Somebody else may read an entry of one's own; nothing is opened for it."""
    return record in store.journals.shared_by(actor.by).records()


def is_out_of_date(store: Store, actor: Actor, entry: Entry) -> bool:
    """The copy says something else than the entry does by now."""
    copy = copy_of(store, actor, entry.id)
    return copy is not None and (copy.text, copy.on, copy.tags) != (entry.text, entry.on, entry.tags)


def unshare(store: Store, actor: Actor, record: str, people: Iterable[str] = ()) -> Entry:
    """The entry, shared with these people no more, or with nobody; what they answered stays with its writer.

    Raises NotFound, Refused, StoreError.
    """
    entry = entry_of(store, actor, record)
    copy = copy_of(store, actor, entry.id)
    if copy is None:
        raise Refused(f"{entry.id} is shared with nobody.")
    gone = {store.organization.person(text).id for text in people} or copy.readers
    if strange := gone - copy.readers:
        raise Refused(f"{entry.id} is not shared with {', '.join(sorted(strange))}.")
    left = tuple(one for one in copy.shared if one.id not in gone)
    _keep_replies(store, actor, entry, copy)
    space = store.journals.shared_by(actor.by)
    space.purge([copy.id], actor)
    if left:
        with space.change(actor, "share") as change:
            change.put(None, replace(copy, shared=left, replies=()))
    return entry_of(store, actor, record)


def unread(store: Store, actor: Actor) -> Iterator[tuple[Entry, list[Reply]]]:
    """One's own entries under whose copies somebody answered since one looked, with these answers."""
    for copy in store.journals.shared_by(actor.by).matching(lambda doc: bool(doc.get("replies"))):
        with suppress(NotFound):
            entry: Entry = own(store, actor).get(copy.id)
            if new := [reply for reply in new_replies(entry, copy) if reply.by != actor.by]:
                yield entry, new


def read(store: Store, actor: Actor, entry: Entry) -> None:
    """Keep with an entry what was answered to its copy, now that its writer reads it; what cannot be kept waits on."""
    copy = copy_of(store, actor, entry.id)
    if copy and copy.replies:
        with suppress(StoreError):
            _keep_replies(store, actor, entry, copy)


def waiting(store: Store, actor: Actor, today: date, within: int = 0) -> list[Due]:
    """The answers that the person who acts has not read yet. Raises Locked."""
    name_of = store.organization.name_of
    return [
        Due(f"answered: {name_of(reply.by)}", entry.id, entry.called(), reply.at.date(), actor.by, "answered", "", 2)
        for entry, new in unread(store, actor)
        for reply in new[-1:]
    ]


def _keep_replies(store: Store, actor: Actor, entry: Entry, copy: Entry) -> None:
    space = own(store, actor)
    seen: Entry = space.get(entry.id)
    if new := new_replies(seen, copy):
        moved = (replace(reply, id=f"A{number}") for number, reply in enumerate(new, len(seen.replies) + 1))
        with space.change(actor, "entry.replies") as change:
            change.put(seen, replace(seen, replies=(*seen.replies, *moved)))


# What others share


def shared_with(store: Store, person: PersonId) -> Iterator[Entry]:
    """What others share with a person, the newest of each writer first."""
    for writer in store.journals.who_share():
        if writer != person:
            for entry in store.journals.shared_by(writer).matching(lambda doc: person in doc.get("shared", {})):
                yield replace(entry, by=writer)


def shared_entry(store: Store, person: PersonId, text: str) -> Entry:
    """An entry that somebody shares with a person, named WRITER/ENTRY. Raises NotFound."""
    writer, named, record = text.partition("/")
    if not named:
        raise NotFound("shared entry", text, shared_as(store, person, text))
    handle = store.organization.person(writer).id
    space = store.journals.shared_by(handle)
    if space.lies_sealed(record) and store.journals.keys.of(person) is None:
        raise NotFound("entry", text)
    try:
        entry: Entry = space.get(record)
    except NotFound:
        raise NotFound("entry", text) from None
    if person not in entry.readers:
        raise NotFound("entry", text)
    return replace(entry, by=handle)


def shared_as(store: Store, person: PersonId, record: str) -> list[str]:
    """By which names entries of this id are shared with a person: mia/E3."""
    wanted = record.strip().upper()
    return [f"{entry.by}/{entry.id}" for entry in shared_with(store, person) if entry.id == wanted]


def reply(store: Store, actor: Actor, text: str, words: str, now: datetime) -> Reply:
    """An answer to an entry that somebody shares with the person who acts. Raises NotFound, Refused."""
    seen = shared_entry(store, actor.by, text)
    given: Reply = cleaned_part(
        Reply(id=f"A{len(seen.replies) + 1}", by=actor.by, at=now.replace(microsecond=0), text=words)
    )
    if not given.text:
        raise Refused("An answer needs words.")
    space = store.journals.shared_by(seen.by)
    with space.change(actor, "reply") as change:
        change.put(seen, replace(seen, replies=(*seen.replies, given)))
    return given
