"""Taking back and doing again what a person changed, wherever it stands: each the other's inverse, each a change."""

from collections.abc import Generator, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from workbench.domain.errors import Refused
from workbench.store import dated, undoing
from workbench.store.edits import Edits, inverse, touched
from workbench.store.errors import ChangedElsewhere, StoreError
from workbench.store.lines import Actor, Line
from workbench.store.on_demand import OnDemand
from workbench.store.undoing import Told

if TYPE_CHECKING:
    from workbench.store.store import Store


def undo(store: "Store", actor: Actor, is_sure: bool = False) -> Line:
    """Take back the newest change of this person that still stands; returns that change.

    Raises Refused, and Stays where they did something since that is not taken back, unless they are sure.
    """
    with _writing_everywhere(store, actor) as beside:
        shared = _shared(store, actor)
        told = undoing.to_undo(_undoable(store, beside | shared), actor, shared, is_sure)
        _refuse_what_was_taken_over(store, told.line)
        _again(store, actor, "undo", told, inverse(told.line.edits), beside)
    return told.line


def _refuse_what_was_taken_over(store: "Store", line: Line) -> None:
    """Raise Refused for a change that led to a handoff which has been accepted since."""
    for record in touched(line.edits):
        handoff = store.organization.handoffs.get(record)
        if handoff and handoff.since and not {record, f"{record}.confirmed"} & line.edits.keys():
            raise Refused(f"{record} was accepted since, and that stays: change {line.seq} ({line.act}) led to it.")


def redo(store: "Store", actor: Actor) -> Line:
    """Do again what this person undid last; returns that change. Raises Refused."""
    with _writing_everywhere(store, actor) as beside:
        told = undoing.to_redo(_undoable(store, beside), actor)
        _again(store, actor, "redo", told, told.line.edits, beside)
    return told.line


@contextmanager
def _writing_everywhere(store: "Store", actor: Actor) -> Generator[dict[str, OnDemand]]:
    """Hold everything still that a person changes; what stands beside the organization and can be written."""
    with ExitStack() as held:
        held.enter_context(store.writing())
        beside = {name: place for name, place in _places(store, actor).items() if place.space}
        for place in beside.values():
            held.enter_context(place.writing())
        yield {name: place for name, place in beside.items() if place.space and not place.space.read_only}


def _places(store: "Store", actor: Actor) -> dict[str, OnDemand]:
    """The dated records, and the person's own journal where it can be read."""
    places: dict[str, OnDemand] = {dated.NAME: store.dated}
    with suppress(StoreError):
        if actor.by and store.journals.of(actor.by).space:
            places["journal"] = store.journals.of(actor.by)
    return places


def _shared(store: "Store", actor: Actor) -> dict[str, OnDemand]:
    """What people share and write with each other, where nothing is taken back."""
    with suppress(StoreError):
        return {f"shared/{space.folder.name}": space for space in store.journals.beside_store(actor.by) if space.space}
    return {}


def _undoable(store: "Store", beside: Mapping[str, OnDemand]) -> Iterator[Told]:
    """The changes among which the next to undo is looked for."""
    return undoing.newest_first(store.history(), {name: place.backwards() for name, place in beside.items()})


def _again(store: "Store", actor: Actor, act: str, told: Told, edits: Edits, beside: Mapping[str, OnDemand]) -> None:
    line, place = told.line, beside.get(told.place)
    try:
        (place.write if place else store.write)(actor, act, edits, line.seq)
    except ChangedElsewhere as error:
        path = error.conflicts[0].path
        space = place.space if place else store.space
        line_since = space.last_to_touch(path) if space else None
        by = line_since.actor.name if line_since else "somebody"
        raise Refused(f"Cannot {act} change {line.seq} ({line.act}): {by} has changed {path} since.") from None
