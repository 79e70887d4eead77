"""What went wrong, looked into: what opens an investigation, what it is about, how it is closed and what it led to."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from workbench.domain.document import Practice
from workbench.domain.errors import Refused, Unexplained
from workbench.domain.feedback import Feedback, Investigation, Tone
from workbench.domain.process import Process
from workbench.domain.readings import Reading, is_out_of_range
from workbench.domain.records import cleaned_part
from workbench.domain.text import first_line
from workbench.store.change import Change
from workbench.store.lines import Actor
from workbench.store.store import Store


class Matters:
    """What is being looked into, by process: measures, and what complaints are about; one investigation for each."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, set[str]] = {}

    def is_new(self, process: str, matter: str) -> bool:
        """Nobody looks into it yet; from now on somebody does."""
        if process not in self._known:
            found = (one for one in self._store.dated.of(Investigation, process) if one.closed is None)
            self._known[process] = {self.of(one.about) for one in found}
        is_new = matter not in self._known[process]
        self._known[process].add(matter)
        return is_new

    def of(self, about: str) -> str:
        """The matter that a record is about: its measure, or what a complaint is of."""
        try:
            record = self._store.dated.get(about) if about else None
        except Refused:
            return about
        return _matter(record) if isinstance(record, Reading | Feedback) else about


def is_amiss(record: Any) -> bool:
    """It is to be looked into: a reading out of its range, or a complaint."""
    if isinstance(record, Feedback):
        return record.tone is Tone.COMPLAINT
    return isinstance(record, Reading) and is_out_of_range(record)


def _matter(record: Reading | Feedback) -> str:
    return record.measure if isinstance(record, Reading) else record.about.lower() or record.id


def looked_into(change: Change, process: Process, record: Any, matters: Matters) -> Investigation | None:
    """The investigation that a record opens: an out-of-range reading or a complaint, where none is under way."""
    if not is_amiss(record) or not matters.is_new(process.id, _matter(record)):
        return None
    who, by = process.owner or "", change.actor.by
    opened = Investigation(
        id=change.new_id("I"), process=process.id, on=record.on, name=matter_of(process, record), about=record.id,
        who=who, by=by,
    )  # fmt: skip
    change.put(None, opened)
    return opened


def matter_of(process: Process, record: Reading | Feedback) -> str:
    """What an investigation of a reading or a feedback is called."""
    if isinstance(record, Feedback):
        word = "Complaint" if record.tone is Tone.COMPLAINT else "Feedback"
        return f"{word}: {record.about or first_line(record.text)}"
    named = next((one.name for one in process.measures if one.id == record.measure), record.measure)
    where = f", outside {record.range}" if is_out_of_range(record) else ""
    return f"{named}: {record.actual}{where}"


def looks_into(store: Store, record: Reading | Feedback) -> Investigation | None:
    """The investigation of a reading or a feedback: the one about it, else where it is amiss the one of its matter."""
    found = store.dated.of(Investigation, record.process)
    own = next((one for one in reversed(found) if one.about == record.id), None)
    return own or (under_way(store, record) if is_amiss(record) else None)


def under_way(store: Store, record: Reading | Feedback) -> Investigation | None:
    """The newest open investigation of the matter that a record is about."""
    matters, matter = Matters(store), _matter(record)
    found = (one for one in reversed(store.dated.of(Investigation, record.process)) if one.closed is None and one.about)
    return next((one for one in found if matters.of(one.about) == matter), None)


def close(
    store: Store, actor: Actor, seen: Investigation, on: date, because: str = "", minutes: int | None = None
) -> Investigation:
    """The investigation closed; with facts, causes, action and check said, or for a reason. Raises Refused."""
    if seen.closed:
        raise Refused(f"{seen.id} was closed on {seen.closed} already.")
    if seen.lacks and not because.strip():
        raise Unexplained(
            f"{seen.id} cannot be closed: it does not say its {', '.join(seen.lacks)}. Say them, or why not."
        )
    spent = (seen.minutes or 0) + minutes if minutes else seen.minutes
    closed: Investigation = cleaned_part(replace(seen, closed=on, because=because, minutes=spent))
    with store.dated.change(actor, "investigation.close", because) as change:
        change.put(seen, closed)
    return closed


def led_to(store: Store, record: Any) -> list[Practice]:
    """The best practices that were learned from a dated record: those that name it in their source."""
    process = store.organization.processes.get(record.process)
    practices: Sequence[Practice] = process.practices if process else ()
    return [practice for practice in practices if record.id in re.findall(r"\w+", practice.source)]


def refuse_strange_source(store: Store, process: Process, source: str) -> None:
    """Raise Refused for a practice learned from nothing but a feedback or investigation that is not of its process."""
    id = source.strip().upper()
    if not re.fullmatch("[FI][0-9]+", id):
        return
    record = store.dated.get(id)
    if record.process != process.id:
        named = store.organization.processes.get(record.process)
        of = f"{record.process} {named.name}" if named else record.process
        raise Refused(
            f"{id} is of {of}, not of {process.id} {process.name}. If it was learned there all the same, say so in "
            f"words: as in {id} of {record.process}."
        )


def source_with(practice: Practice, record: str) -> str:
    """Where a practice was learned, a dated record named as well."""
    known = re.findall(r"\w+", practice.source)
    return practice.source if record in known else ", ".join(filter(None, (practice.source, record)))
