"""Reconsidering: what was done, met or decided comes back to its writer for a verdict, and so do commitments."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from workbench.domain.commitments import Commitment
from workbench.domain.dates import Interval
from workbench.domain.due import Due
from workbench.domain.errors import NotComingBack, Refused
from workbench.domain.journal import LOOKS, Entry, Stance, Verdict
from workbench.domain.records import cleaned_part
from workbench.services.journal import entry_alone, own
from workbench.store.edits import Doc
from workbench.store.lines import Actor
from workbench.store.store import Store

WHILES = {"P1W": "a week", "P1M": "a month", "P6M": "six months"}
MONTH = 31
SHORTEST = {"P1W": 7, "P1M": 28, "P6M": 181}


def reconsider(
    store: Store, actor: Actor, record: str, today: date, stance: Stance | None = None, text: str = ""
) -> Entry:
    """The entry with a verdict for the look that is due. Raises Refused, also where none is."""
    seen = entry_alone(store, actor, record)
    look = due_look(seen, today)
    if stance is None and not text.strip():
        raise Refused("Say whether it holds, or in words how it looks by now.")
    verdict: Verdict = cleaned_part(Verdict(id=look, on=today, stance=stance, text=text))
    changed = replace(seen, verdicts=(*seen.verdicts, verdict))
    with own(store, actor).change(actor, "entry.reconsider") as change:
        change.put(seen, changed)
    return changed


def due_look(entry: Entry, today: date) -> str:
    """The look at an entry that is due. Raises Refused where none is, with what can be done instead."""
    if due := entry.look_due(today):
        return due[0]
    if not entry.comes_back:
        sentence = f"{entry.id} is a note; an action, an event or a decision comes back."
        raise NotComingBack(sentence, entry.id, is_note=True)
    to_come = entry.look_to_come(today)
    when = f"comes back on {to_come[1]}, and not before" if to_come else "has had its last look"
    raise NotComingBack(f"{entry.id} {when}.", entry.id, is_note=False)


def waiting(store: Store, actor: Actor, today: date, within: int = 0) -> list[Due]:
    """What of one's own journal wants a look: what comes back, and commitments whose day has come."""
    last = Interval(within, "D").after(today)
    found = [*_looks(store, actor, last), *_commitments(store, actor, last)]
    return sorted(found, key=lambda item: item.on or today)


def _looks(store: Store, actor: Actor, last: date) -> Iterator[Due]:
    for entry in own(store, actor).matching(_may_come_back(last)):
        if due := entry.look_due(last):
            look, day = due
            yield Due(f"look again after {WHILES[look]}", entry.id, entry.called(), day, actor.by, "look", look, 5)


def _may_come_back(last: date) -> Callable[[Doc], bool]:
    """Whether an entry can come back by a day, as its document tells: the others are not made to values for it."""
    written_by = [str(last - timedelta(days=SHORTEST[look])) for look in LOOKS]

    def may_come_back(doc: Doc) -> bool:
        if doc.get("kind", "note") == "note":
            return False
        given = [LOOKS.index(look) for look in doc.get("verdicts", ()) if look in LOOKS]
        following = max(given, default=-1) + 1
        return following < len(LOOKS) and str(doc.get("on")) <= written_by[following]

    return may_come_back


def _commitments(store: Store, actor: Actor, last: date) -> Iterator[Due]:
    for one in own(store, actor).values(Commitment):
        if one.is_open and one.until and one.until <= last:
            yield Due("commitment", one.id, one.name, one.until, actor.by, "commitment")
