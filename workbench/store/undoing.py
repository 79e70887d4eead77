"""Which change a person undoes or redoes next, read from the history backwards."""

from collections.abc import Iterable

from workbench.domain.errors import Refused
from workbench.store.lines import Actor, Line

FINAL = {"init", "sample", "migrate", "handoff.accept", "share", "purge"}


def to_undo(backwards: Iterable[Line], actor: Actor) -> Line:
    """The newest change of this person that still stands. Raises Refused when there is none."""
    settled: set[int | None] = set()
    undone: set[int | None] = set()
    for line in backwards:
        if not _is_theirs(line, actor) or line.act in FINAL:
            continue
        if line.is_step:
            if line.seq not in undone:
                return line
        elif line.of not in settled:
            settled.add(line.of)
            if line.act == "undo":
                undone.add(line.of)
    raise Refused("There is nothing of yours to undo.")


def to_redo(backwards: Iterable[Line], actor: Actor) -> Line:
    """What this person undid last and has not changed anything since. Raises Refused when there is nothing."""
    settled: set[int | None] = set()
    wanted: int | None = None
    for line in backwards:
        if wanted is not None:
            if line.seq == wanted:
                return line
        elif not _is_theirs(line, actor):
            continue
        elif line.is_step:
            break
        elif line.of not in settled:
            settled.add(line.of)
            if line.act == "undo":
                wanted = line.of
    raise Refused("There is nothing of yours to do again.")


def _is_theirs(line: Line, actor: Actor) -> bool:
    if line.actor.login == "sample":
        return False
    if line.act == "hand-edit":
        return line.actor.login == actor.login
    return line.actor.by == actor.by
