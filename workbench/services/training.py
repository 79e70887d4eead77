"""Training for a process: who learns what, and how far they have come; each call is one change."""

from dataclasses import replace
from datetime import date

from workbench.domain.document import latest
from workbench.domain.errors import Refused
from workbench.domain.ids import PersonId
from workbench.domain.process import Process
from workbench.domain.training import Learner, Level, TrainingItem
from workbench.services.parts import TRAINING, part_of
from workbench.store.lines import Actor
from workbench.store.store import Store


def learn(
    store: Store, actor: Actor, seen: Process, item: str, person: PersonId, level: Level | None, on: date
) -> Process:
    """The process with somebody at a level of an item, on its latest version; None has them begin. Raises Refused."""
    known = store.organization.people.get(person)
    if known and known.team:
        raise Refused(f"{known.id} is a team; each of its members learns for themself.")
    if known and known.left:
        raise Refused(f"{known.id} {known.name} has left and learns nothing here any more.")
    taught = part_of(seen, TRAINING, item)
    version = latest(seen.versions)
    learner = Learner(id=person, level=level, on=on, version=version.id if version and level else "")
    others = tuple(other for other in taught.learners if other.id != person)
    return _put(store, actor, seen, replace(taught, learners=(*others, learner)), "training.learn")


def let_go(store: Store, actor: Actor, seen: Process, item: str, person: PersonId) -> Process:
    """The process with somebody who no longer learns an item."""
    taught = part_of(seen, TRAINING, item)
    kept = tuple(learner for learner in taught.learners if learner.id != person)
    return _put(store, actor, seen, replace(taught, learners=kept), "training.let-go")


def _put(store: Store, actor: Actor, seen: Process, taught: TrainingItem, act: str) -> Process:
    changed = replace(seen, training=tuple(taught if item.id == taught.id else item for item in seen.training))
    with store.change(actor, act) as change:
        change.put(seen, changed)
    return changed
