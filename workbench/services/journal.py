"""One's own journal: written, tied to the work, reconsidered, and deleted for good; each call is one change.

A journal is opened for the person who acts and for nobody else.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from workbench.domain.errors import NotFound, Refused
from workbench.domain.folding import fold
from workbench.domain.ids import number_of
from workbench.domain.journal import Entry, Reply, tags_in
from workbench.domain.records import cleaned_part
from workbench.domain.templates import Template
from workbench.domain.text import clean_body, printable
from workbench.services.entry_fields import read_entry
from workbench.store.journal_space import JournalSpace
from workbench.store.lines import Actor
from workbench.store.store import Store
from workbench.store.unlocked import Locked


def own(store: Store, actor: Actor) -> JournalSpace:
    """The journal of the person who acts. Raises Refused for one who acts for somebody else."""
    if actor.acts_for:
        raise Refused("A journal is written and read by oneself; leave --for away.")
    return store.journals.of(actor.by)


# Reading


def entry_of(store: Store, actor: Actor, record: str) -> Entry:
    """An entry of one's own by its id, with whom it is shared and what they answered. Raises NotFound."""
    return with_copy(store, actor, entry_alone(store, actor, record))


def entry_alone(store: Store, actor: Actor, record: str) -> Entry:
    """An entry of one's own as it stands in the journal itself. Raises NotFound."""
    numbered = number_of(record.strip().upper())
    if numbered is None or numbered[0] != "E":
        raise NotFound("entry", record)
    entry: Entry = own(store, actor).get(record)
    return entry


def with_copy(store: Store, actor: Actor, entry: Entry) -> Entry:
    """The entry with what stands in its shared copy: the readers and what they answered since."""
    copy = copy_of(store, actor, entry.id)
    return replace(entry, shared=copy.shared, replies=(*entry.replies, *new_replies(entry, copy))) if copy else entry


def new_replies(entry: Entry, copy: Entry) -> list[Reply]:
    """What was answered in a copy and does not stand in the entry yet."""
    known = {(reply.by, reply.at, reply.text) for reply in entry.replies}
    return [reply for reply in copy.replies if (reply.by, reply.at, reply.text) not in known]


def copy_of(store: Store, actor: Actor, record: str) -> Entry | None:
    """The copy that others read; None for an entry that is not shared."""
    try:
        copy: Entry = store.journals.shared_by(actor.by).get(record)
    except NotFound:
        return None
    return copy


def entries(store: Store, actor: Actor) -> Iterator[Entry]:
    """One's own entries, the newest first, each made when its turn comes."""
    return own(store, actor).values(Entry, newest_first=True)


def newest(store: Store, actor: Actor) -> Entry | None:
    """One's own newest entry."""
    return next(entries(store, actor), None)


def reopened_by(store: Store, actor: Actor, record: str) -> list[Entry]:
    """The later entries in which one looks at an entry again, the newest first."""
    return list(own(store, actor).later(record))


def on_this_day(store: Store, actor: Actor, today: date) -> list[Entry]:
    """The entries of this day in earlier years, the newest first; of 29 February on the 28th of other years too."""
    days = {f"-{today:%m-%d}"}
    if (today.month, today.day) == (2, 28) and not _is_leap(today):
        days.add("-02-29")
    space = own(store, actor)
    found = space.matching(lambda doc: str(doc.get("on"))[4:] in days and str(doc.get("on")) < str(today))
    return list(found)


def _is_leap(day: date) -> bool:
    return (date(day.year, 3, 1) - date(day.year, 2, 28)).days == 2


def days_written(store: Store, actor: Actor, month: str) -> dict[date, int]:
    """How many entries stand under each day of a month, 2026-11."""
    found: dict[date, int] = {}
    for entry in own(store, actor).matching(lambda doc: str(doc.get("on")).startswith(month)):
        found[entry.on] = found.get(entry.on, 0) + 1
    return dict(sorted(found.items()))


def last_written(store: Store, actor: Actor) -> datetime | None:
    """When the newest change of one's own journal was made, as far as the clock told then."""
    space = own(store, actor).space
    return datetime.fromisoformat(space.fold.at) if space and space.fold.at else None


def tags(store: Store, actor: Actor) -> dict[str, int]:
    """How often each tag stands on an entry of one's own, the most frequent first."""
    found = own(store, actor).counted(Entry, "tags")
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def known_tags(store: Store, actor: Actor) -> Iterable[str]:
    """The tags that are known while one writes; none in a journal that is locked, since writing asks for no key."""
    try:
        with store.journals.keys.unasked():
            return tags(store, actor)
    except Locked:
        return ()


def similar_tags(known: Iterable[str], given: Iterable[str]) -> dict[str, str]:
    """The tags that are new and look like one that is known, each with the known one."""
    from difflib import get_close_matches

    folded = {fold(tag): tag for tag in known}
    near = {tag: get_close_matches(fold(tag), folded, 1, 0.8) for tag in sorted({*given} - {*folded.values()})}
    return {tag: folded[found[0]] for tag, found in near.items() if found}


# Writing


def write(
    store: Store, actor: Actor, text: str, fields: Mapping[str, str], now: datetime, template: Template | None = None
) -> Entry:
    """A new entry of one's own. Raises BadInput, Refused."""
    space = own(store, actor)
    values = read_entry(store, fields, now)
    moment = None if "on" in values else now.replace(microsecond=0)
    blank = Entry(id="", on=now.date(), at=moment, text=clean_body(text))
    if template:
        blank = replace(blank, kind=template.kind, lenses=template.lenses, template=template.id)
    entry = _sound(store, actor, _dressed(store, replace(blank, **values)))
    with space.change(actor, "entry.add") as change:
        entry = replace(entry, id=change.new_id("E"))
        change.put(None, entry)
    return entry


def _dressed(store: Store, entry: Entry) -> Entry:
    """The entry with the tags of its text, and the version of its process that holds now, if none is named."""
    process = store.organization.processes.get(entry.process)
    version = process.versions[-1].id if process and process.versions and not entry.version else entry.version
    return replace(entry, tags=entry.tags | tags_in(entry.text), version=version)


def _sound(store: Store, actor: Actor, entry: Entry) -> Entry:
    cleaned = cleaned_entry(entry)
    if not cleaned.text.strip():
        raise Refused("An entry needs words; there are none in this one.")
    if cleaned.reconsiders:
        cleaned = replace(cleaned, reconsiders=_earlier(store, actor, cleaned.reconsiders))
        if cleaned.reconsiders == cleaned.id:
            raise Refused("An entry cannot reconsider itself.")
    return cleaned


def cleaned_entry(entry: Entry) -> Entry:
    """The entry with every text in it cleaned; its own words keep every character that no terminal could obey."""
    cleaned: Entry = cleaned_part(entry)
    return replace(cleaned, text=printable(entry.text))


def _earlier(store: Store, actor: Actor, record: str) -> str:
    """The id of an earlier entry; of a journal that is locked, as it was given, since writing asks for no key."""
    try:
        with store.journals.keys.unasked():
            return entry_alone(store, actor, record).id
    except Locked:
        return record.strip().upper()


def set_fields(store: Store, actor: Actor, record: str, fields: Mapping[str, str], now: datetime) -> Entry:
    """An entry of one's own with some fields written anew. Raises BadInput, Refused, ChangedElsewhere."""
    return revise(store, actor, entry_alone(store, actor, record), fields, now)


def revise(store: Store, actor: Actor, seen: Entry, fields: Mapping[str, str], now: datetime) -> Entry:
    """The entry with some fields changed from what was seen. Raises BadInput, Refused, ChangedElsewhere."""
    before = entry_alone(store, actor, seen.id)
    values = read_entry(store, fields, now, before)
    if values.get("text") == clean_body(before.text):
        values["text"] = before.text
    if "text" in values:
        values["tags"] = values.get("tags", before.tags) | (tags_in(values["text"]) - tags_in(before.text))
    changed = _sound(store, actor, replace(before, **values))
    base = replace(before, **{field: getattr(seen, field) for field in values if field != "tags"})
    with own(store, actor).change(actor, "entry.set") as change:
        change.put(base, changed)
    return changed


def starred(store: Store, actor: Actor, record: str) -> Entry:
    """The entry with its star put on, or taken off."""
    seen = entry_alone(store, actor, record)
    changed = replace(seen, star=not seen.star)
    with own(store, actor).change(actor, "entry.star") as change:
        change.put(seen, changed)
    return changed


# Deleting for good


def called(store: Store, actor: Actor, record: str) -> str:
    """What an entry is called where it is asked about: its id with its title, or the id alone while it is locked."""
    try:
        with store.journals.keys.unasked():
            entry = entry_alone(store, actor, record)
    except (Locked, NotFound):
        return record.strip().upper()
    return f"{entry.id} “{entry.called(40)}”"


def delete(store: Store, actor: Actor, records: Sequence[str]) -> list[str]:
    """Delete entries for good, with their shared copies; the ids that are gone. Raises NotFound, StoreError.

    One that was taken back by an undo stands in the history still; that is deleted too.
    """
    found = [record.strip().upper() for record in records]
    for record in found:
        if not own(store, actor).was_given(record, "E"):
            raise NotFound("entry", record)
    purge(store, actor, found)
    return found


def purge(store: Store, actor: Actor, records: Collection[str]) -> None:
    """Let records go for good; the copies first, so that nothing is shared of what its writer no longer has."""
    shared = store.journals.shared_by(actor.by)
    if copies := shared.records().intersection(records):
        shared.purge(copies, actor)
    own(store, actor).purge(records, actor)
