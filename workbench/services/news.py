"""What others changed since a person last looked."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from workbench.domain.errors import count
from workbench.domain.organization import Organization
from workbench.services import story
from workbench.store.lines import Actor, Line
from workbench.store.store import Store


class Item(NamedTuple):
    """One thing that changed: the sentence, who did it and when, and the record, "" where there are several."""

    sentence: str
    who: str
    at: datetime
    record: str


def since(store: Store, reader: Actor, seq: int) -> list[Line]:
    """The changes that others made behind a line, the newest first. Raises Damaged, NotRead."""
    found: list[Line] = []
    if store.position > seq:
        for line in store.history():
            if line.seq <= seq:
                break
            if line.edits and not is_own(line, reader):
                found.append(line)
    return found


def is_own(line: Line, reader: Actor) -> bool:
    """The reader made this change, as far as can be told."""
    if line.actor.by and reader.by:
        return line.actor.by == reader.by
    return line.actor.login == reader.login


def in_short(lines: Iterable[Line], organization: Organization) -> str:
    """How many changes there are, and by whom: "3 changes by Dana Ruiz"."""
    listed = list(lines)
    names = list(dict.fromkeys(story.who(line, organization) for line in listed))
    some = ", ".join(names) if len(names) < 4 else f"{names[0]} and {len(names) - 1} others"
    return f"{count(len(listed), 'change')} by {some}"


def items(lines: Iterable[Line], organization: Organization) -> Iterator[Item]:
    """What the changes did, a sentence each."""
    for line in lines:
        sentences = story.told(line, organization)
        records = [path.partition(".")[0] for path in line.edits]
        if len(records) != len(sentences):
            records = [records[0] if len(set(records)) == 1 else ""] * len(sentences)
        for sentence, record in zip(sentences, records, strict=True):
            yield Item(sentence, story.who(line, organization), line.moment, record)
