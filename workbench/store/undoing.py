"""Which change a person undoes or redoes next, read from the history backwards."""

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import NamedTuple

from workbench.domain.errors import Refused
from workbench.store.history import PURGE, SEAL, UNSEAL
from workbench.store.lines import Actor, Line

KEY = "person.key"
FINAL = {"init", "begin", "sample", "migrate", "handoff.accept", "share", "entry.replies", PURGE, SEAL, UNSEAL, KEY}
STAYS = {
    PURGE: "What was deleted for good, or is no longer shared, does not come back.",
    SEAL: "That a journal was sealed is not taken back.",
    UNSEAL: "That a journal was laid open is not taken back.",
}
STAYS_BESIDE = "What was shared, answered or written with another is not taken back."


class Stays(Refused):
    """The newest change of a person is none that is taken back; `line` would be, if they are sure of it."""

    def __init__(self, why: str, newest: Line, line: Line) -> None:
        super().__init__(why)
        self.newest, self.line = newest, line


class Told(NamedTuple):
    """A line and where it stands: in the organization, "", or in a place beside it."""

    line: Line
    place: str = ""

    @property
    def key(self) -> tuple[str, int]:
        """What tells the line from every other."""
        return self.place, self.line.seq

    @property
    def about(self) -> tuple[str, int | None]:
        """What tells the line that an undo or redo is about."""
        return self.place, self.line.of


def newest_first(organization: Iterator[Line], beside: Mapping[str, Iterator[Line]]) -> Iterator[Told]:
    """The lines of all places in one order, the newest first; within a second a line tells what it stood beside."""
    heads = {place: line for place, lines in beside.items() if (line := next(lines, None))}
    one = next(organization, None)
    while one or heads:
        place = max(heads, key=lambda name: (heads[name].at, _beside(heads[name])), default="")
        if place and (one is None or (heads[place].at, _beside(heads[place])) >= (one.at, one.seq)):
            yield Told(heads.pop(place), place)
            if line := next(beside[place], None):
                heads[place] = line
        elif one:
            yield Told(one)
            one = next(organization, None)


def _beside(line: Line) -> int:
    """The newest change of the organization when a line was written beside it."""
    return int(line.extra.get("beside", 0))


def to_undo(backwards: Iterable[Told], actor: Actor, beside: Container[str] = (), is_sure: bool = False) -> Told:
    """The newest change of this person that still stands, none of those in the places `beside`.

    Raises Refused when there is none, and Stays where they changed something since that is not taken back, unless
    they are sure.
    """
    settled: set[tuple[str, int | None]] = set()
    undone: set[tuple[str, int | None]] = set()
    newest: Told | None = None
    for told in backwards:
        line = told.line
        if not _is_theirs(line, actor) or line.act == KEY:
            continue
        newest = newest or told
        if line.act in FINAL or told.place in beside:
            continue
        if line.is_step:
            if told.key not in undone:
                if (why := _stays(newest, beside)) and not is_sure:
                    raise Stays(why, newest.line, line)
                return told
        elif told.about not in settled:
            settled.add(told.about)
            if line.act == "undo":
                undone.add(told.about)
    why = _stays(newest, beside) if newest else ""
    raise Refused(f"{why} There is nothing else of yours to undo." if why else "There is nothing of yours to undo.")


def _stays(newest: Told, beside: Container[str]) -> str:
    """Why the newest change is not taken back, "" for one that is or that nobody would look for."""
    return STAYS.get(newest.line.act) or (STAYS_BESIDE if newest.place in beside else "")


def to_redo(backwards: Iterable[Told], actor: Actor) -> Told:
    """What this person undid last and has not changed anything since. Raises Refused when there is nothing."""
    settled: set[tuple[str, int | None]] = set()
    wanted: tuple[str, int | None] | None = None
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
