"""Who owned what when, read from the history and the accepted handoffs, back to the start."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from workbench.domain.handoff import Handoff
from workbench.domain.ids import PersonId, ProcessId, table_of
from workbench.domain.organization import Organization
from workbench.domain.ownership import Move
from workbench.domain.tenure import Tenure, tenures
from workbench.store.store import Store

Named = list[tuple[date | None, PersonId | None]]


def owners_of(store: Store, process: ProcessId) -> list[Tenure]:
    """Everybody who owned a process, the first one first. Raises Damaged where the history cannot be read."""
    return tenures_of(store, [process])


def owned_by(store: Store, person: PersonId) -> list[Tenure]:
    """Everything that a person owned, the earliest first. Raises Damaged where the history cannot be read."""
    found = [tenure for tenure in tenures_of(store, store.organization.processes) if tenure.owner == person]
    return sorted(found, key=lambda tenure: tenure.since or date.min)


def tenures_of(store: Store, processes: Collection[ProcessId]) -> list[Tenure]:
    """Everybody who owned these processes, process by process. Raises Damaged where the history cannot be read."""
    organization, named = store.organization, _named(store, processes)
    left = {person.id: person.left for person in organization.people.values() if person.left}
    found: list[Tenure] = []
    for process in processes:
        moves = [
            Move(one.id, process, one.since.isoformat(), one.to or "")
            for one in organization.handoffs_of(process)
            if one.since and not _is_passed_by(organization, one)
        ]
        found += tenures(process, named[process], moves, organization.processes[process].retired, left)
    return found


def _is_passed_by(organization: Organization, handoff: Handoff) -> bool:
    """Before its day had come the process was agreed to be somebody else's from that very day on."""
    after = organization.followed_by(handoff)
    if after is None or after.agreed is None or handoff.since is None:
        return False
    return after.agreed < handoff.since == after.since


def _named(store: Store, processes: Collection[ProcessId]) -> dict[ProcessId, Named]:
    """By process, the owners who were named directly, each with the day on which it was written; oldest first."""
    wanted, backwards = set(processes), defaultdict[ProcessId, Named](list)
    for line in store.history():
        day = line.moment.astimezone().date()
        for path, values in line.edits.items():
            record, _, field = path.partition(".")
            if record not in wanted or table_of(record) != "processes":
                continue
            if not field and values[1] is not None:
                backwards[record].append((day, values[1].get("owner")))
            elif field == "owner":
                backwards[record].append((day, values[1]))
    return {process: backwards[process][::-1] for process in processes}
