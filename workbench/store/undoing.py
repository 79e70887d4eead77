"""Which change a person undoes or redoes next, read from the history backwards."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from workbench.domain.errors import Refused
from workbench.store.lines import Actor, Line

FINAL = {"init", "begin", "sample", "migrate", "handoff.accept", "share", "purge"}


class Told(NamedTuple):
    """A line and whether it stands beside the organization, among the dated records."""

    line: Line
    is_dated: bool = False

    @property
    def key(self) -> tuple[bool, int]:
        """What tells the line from every other."""
        return self.is_dated, self.line.seq

    @property
    def about(self) -> tuple[bool, int | None]:
        """What tells the line that an undo or redo is about."""
        return self.is_dated, self.line.of


def newest_first(organization: Iterator[Line], dated: Iterator[Line]) -> Iterator[Told]:
    """The lines of both spaces in one order, the newest first; within a second a dated line tells what it stood by."""
    one, other = next(organization, None), next(dated, None)
    while one or other:
        if other and (one is None or _is_newer(other, one)):
            yield Told(other, True)
            other = next(dated, None)
        elif one:
            yield Told(one)
            one = next(organization, None)


def _is_newer(dated: Line, line: Line) -> bool:
    if dated.at != line.at:
        return dated.at > line.at
    return int(dated.extra.get("beside", 0)) >= line.seq


def to_undo(backwards: Iterable[Told], actor: Actor) -> Told:
    """The newest change of this person that still stands. Raises Refused when there is none."""
    settled: set[tuple[bool, int | None]] = set()
    undone: set[tuple[bool, int | None]] = set()
    for told in backwards:
        line = told.line
        if not _is_theirs(line, actor) or line.act in FINAL:
            continue
        if line.is_step:
            if told.key not in undone:
                return told
        elif told.about not in settled:
            settled.add(told.about)
            if line.act == "undo":
                undone.add(told.about)
    raise Refused("There is nothing of yours to undo.")


def to_redo(backwards: Iterable[Told], actor: Actor) -> Told:
    """What this person undid last and has not changed anything since. Raises Refused when there is nothing."""
    settled: set[tuple[bool, int | None]] = set()
    wanted: tuple[bool, int | None] | None = None
    for told in backwards:
        line = told.line
        if wanted is not None:
            if told.key == wanted:
                return told
        elif not _is_theirs(line, actor):
            continue
        elif line.is_step:
            if line.act not in FINAL:
                break
        elif told.about not in settled:
            settled.add(told.about)
            if line.act == "undo":
                wanted = told.about
    raise Refused("There is nothing of yours to do again.")


def _is_theirs(line: Line, actor: Actor) -> bool:
    if line.actor.login == "sample":
        return False
    if line.act == "hand-edit":
        return line.actor.login == actor.login
    return line.actor.by == actor.by
