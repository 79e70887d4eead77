"""Keeping the bench of a process, by whom it concerns: who is on it, or the present owner or coach."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from workbench.domain.bench import Candidate, refuse_strangers, refuse_unfit
from workbench.domain.ids import ProcessId
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.domain.records import cleaned_part
from workbench.services.engineering import Added
from workbench.services.parts import BENCH, new_id, part_of, read_fields
from workbench.store.lines import Actor
from workbench.store.store import Store


def add(store: Store, actor: Actor, process: ProcessId, texts: Mapping[str, str], on: date) -> Added:
    """Somebody more on the bench of a process. Raises BadInput, Refused."""
    with store.change(actor, "bench.add") as change:
        seen = change.organization.processes[process]
        values = read_fields(change.organization, BENCH, {"person": "", **texts}, store.today)
        blank = Candidate(id=new_id(seen, BENCH), person=values.pop("person"))
        candidate = _said(change.organization, seen, blank, values, actor, on)
        changed = replace(seen, bench=(*seen.bench, candidate))
        change.put(seen, changed)
    return Added(changed, candidate)


def revise(store: Store, actor: Actor, seen: Process, entry: str, texts: Mapping[str, str], on: date) -> Process:
    """The process with an entry of its bench changed from what was seen. Raises BadInput, Refused, ChangedElsewhere."""
    was: Candidate = part_of(seen, BENCH, entry)
    refuse_strangers(store.organization, seen, was.person, actor.acts_for or actor.by)
    values = read_fields(store.organization, BENCH, texts, store.today)
    candidate = _said(store.organization, seen, was, values, actor, on)
    changed = replace(seen, bench=tuple(candidate if one.id == was.id else one for one in seen.bench))
    with store.change(actor, "bench.set") as change:
        change.put(seen, changed)
    return changed


def drop(store: Store, actor: Actor, seen: Process, entry: str) -> Process:
    """The process without an entry of its bench. Raises Refused."""
    gone: Candidate = part_of(seen, BENCH, entry)
    refuse_strangers(store.organization, seen, gone.person, actor.acts_for or actor.by)
    changed = replace(seen, bench=tuple(one for one in seen.bench if one.id != gone.id))
    with store.change(actor, "bench.drop") as change:
        change.put(seen, changed)
    return changed


def _said(
    organization: Organization, process: Process, was: Candidate, values: Mapping[str, Any], actor: Actor, on: date
) -> Candidate:
    who = actor.acts_for or actor.by
    candidate: Candidate = cleaned_part(replace(was, **values, said_by=who, said=on))
    refuse_strangers(organization, process, candidate.person, who)
    refuse_unfit(organization, process, candidate)
    return candidate
