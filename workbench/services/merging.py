"""Two people writing at the same record: what clashes, field by field, and what became of the rest."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from workbench.domain.folding import fold
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.domain.records import BODIES, said
from workbench.services import story
from workbench.services.revising import Record, current, texts_of
from workbench.store.errors import ChangedElsewhere
from workbench.store.store import Store

LISTS: Mapping[str, str] = {
    "inputs": "; ", "outputs": "; ",
    **dict.fromkeys(("customers", "performers", "members", "contacts", "accounts", "tags"), ", "),
}  # fmt: skip


class Clash(NamedTuple):
    """A field that two people wrote: what stood there, what stands there now and who wrote it when, what I wrote."""

    field: str
    before: str
    theirs: str
    mine: str
    who: str = ""
    at: datetime | None = None

    @property
    def both(self) -> str:
        """The two texts in one, "" for a field that holds only one: lists united, long texts one below the other."""
        if by := LISTS.get(self.field):
            united: dict[str, str] = {}
            for part in f"{self.theirs}{by}{self.mine}".split(by.strip()):
                united.setdefault(fold(part.strip()), part.strip())
            return by.join(filter(None, united.values()))
        return f"{self.theirs}\n{self.mine}".strip("\n") if self.field in BODIES else ""


class Touch(NamedTuple):
    """What one person changed of a record, and when last."""

    who: str
    fields: Sequence[str]
    at: datetime

    @property
    def named(self) -> str:
        """The fields, as they are said."""
        *most, last = map(said, self.fields)
        return f"{', '.join(most)} and {last}" if most else last


def clashing(error: ChangedElsewhere) -> list[str]:
    """The fields that somebody changed meanwhile."""
    return list(dict.fromkeys(conflict.path.split(".")[1].rstrip("+-") for conflict in error.conflicts))


def clashes(store: Store, seen: Record, now: Record, texts: Mapping[str, str], fields: Iterable[str]) -> list[Clash]:
    """The clashing fields that were written otherwise here than there; what is the same on both sides is no clash."""
    organization = store.organization
    before, theirs = texts_of(organization, seen), texts_of(organization, now)
    found: list[Clash] = []
    for field in fields:
        if field in texts and texts[field].strip() != theirs[field].strip():
            line = store.last_to_touch(f"{seen.id}.{field}")
            who, at = (story.who(line, organization), line.moment) if line else ("", None)
            found.append(Clash(field, before[field], theirs[field], texts[field], who, at))
    return found


def rebased(seen: Record, now: Record, fields: Iterable[str]) -> Record:
    """What a person saw, with the fields that they have looked at again as these are now."""
    known: dict[str, Any] = {field: getattr(now, field) for field in fields}
    return replace(seen, **known)


def touches(store: Store, seen: Record, before: int | None = None) -> list[Touch]:
    """What others changed of a record since it was seen (ahead of a line of one's own), by person."""
    organization = store.organization
    now = current(organization, seen)
    found: dict[str, Touch] = {}
    for field in differing(organization, seen, now) if now else ():
        if line := store.last_to_touch(f"{seen.id}.{field}", before):
            who = story.who(line, organization)
            known = found.get(who, Touch(who, (), line.moment))
            found[who] = Touch(who, (*known.fields, field), max(known.at, line.moment))
    return list(found.values())


def differing(organization: Organization, seen: Record, now: Record) -> list[str]:
    """The fields whose text is not the one that was seen, and that it was retired, if so."""
    before, after = texts_of(organization, seen), texts_of(organization, now)
    fields = [field for field in before if before[field] != after[field] and field != "named_owner"]
    retired = isinstance(now, Process) and isinstance(seen, Process) and now.retired != seen.retired
    return [*fields, "retired"] if retired else fields
