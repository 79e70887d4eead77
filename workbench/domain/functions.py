"""The six functions of process management, as one board: rows are processes, and never people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum

from workbench.domain.dates import Interval
from workbench.domain.document import Heading, has_read, holds, latest, to_read
from workbench.domain.errors import count
from workbench.domain.feedback import Benchmark, Feedback
from workbench.domain.process import Process
from workbench.domain.readings import gap


class Function(StrEnum):
    """What process management does for a process, and all that it does."""

    DOCUMENTATION = "documentation"
    RESOURCES = "resources"
    FEEDBACK = "customer feedback"
    BENCHMARKING = "benchmarking"
    PRACTICES = "best practices"
    TRAINING = "training"


class Standing(IntEnum):
    """How a function stands for a process, the weakest first."""

    MISSING = 0
    STALE = 1
    PARTLY = 2
    HOLDS = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """One function of one process: how it stands, on what evidence of which day, and the next step."""

    function: Function
    standing: Standing
    evidence: str
    on: date | None = None
    next: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """The six functions of one process."""

    process: str
    cells: tuple[Cell, ...]

    @property
    def strength(self) -> int:
        """How well it is looked after, from 0 to 18; the board shows the weakest first."""
        return sum(cell.standing for cell in self.cells)

    @property
    def weakest(self) -> Cell:
        """The function that stands worst."""
        return min(self.cells, key=lambda cell: cell.standing)

    def cell(self, function: Function) -> Cell:
        """One of the six."""
        return next(cell for cell in self.cells if cell.function is function)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a process beside its record; feedback and benchmarks come oldest first."""

    feedback: Sequence[Feedback] = ()
    benchmarks: Sequence[Benchmark] = ()


@dataclass(frozen=True, slots=True)
class Board:
    """The board: a row for each process that is managed, the weakest first; how many are not managed yet."""

    rows: Sequence[Row]
    unmanaged: int = 0
    holding: Mapping[Function, int] = field(default_factory=dict[Function, int])


def row_of(process: Process, known: Known, lasting: Interval, today: date) -> Row:
    """How the six functions stand for a process; what is known holds for so long."""
    cells = (
        _documentation(process, lasting, today),
        _resources(process, lasting, today),
        _feedback(process, known, lasting, today),
        _benchmarking(process, known, lasting, today),
        _practices(process, lasting, today),
        _training(process, today),
    )
    return Row(process.id, cells)


def board(rows: Sequence[Row], unmanaged: int) -> Board:
    """The board of these rows."""
    held = dict.fromkeys(Function, 0)
    for cell in (cell for row in rows for cell in row.cells if cell.standing is Standing.HOLDS):
        held[cell.function] += 1
    return Board(sorted(rows, key=lambda row: row.strength), unmanaged, held)


def _is_stale(day: date | None, lasting: Interval, today: date) -> bool:
    return day is None or lasting.after(day) <= today


def _documentation(process: Process, lasting: Interval, today: date) -> Cell:
    version, what = latest(process.versions), Function.DOCUMENTATION
    if version is None:
        passed = next((gate for gate in process.gates if gate.id == "documented"), None)
        if passed is None:
            return Cell(what, Standing.MISSING, "no document", None, "publish a version")
        return Cell(what, Standing.PARTLY, "documented elsewhere, no version here", passed.on, "publish a version")
    if _is_stale(version.on, lasting, today):
        return Cell(what, Standing.STALE, f"{version.id} is old", version.on, "look it through and publish it anew")
    readers = {reader.id: reader for reader in process.readers}
    unread = sum(not has_read(process.versions, readers.get(person)) for person in process.performers)
    if unread:
        wanted = to_read(process.versions)
        said = f"{count(unread, 'performer')} of {len(process.performers)} yet to read {wanted.id if wanted else ''}"
        return Cell(what, Standing.PARTLY, said, version.on, "have it read")
    return Cell(what, Standing.HOLDS, version.id, version.on)


def _resources(process: Process, lasting: Interval, today: date) -> Cell:
    what = Function.RESOURCES
    if not process.means:
        return Cell(what, Standing.MISSING, "nothing said", None, "say what it needs, and what there is")
    days = [means.assessed for means in process.means if means.assessed]
    newest = min(days, default=None)
    short = [means for means in process.means if means.short]
    unknown = [means for means in process.means if means.short is None]
    if short:
        names = ", ".join(means.name for means in short)
        return Cell(what, Standing.PARTLY, f"short of {names}", newest, "allocate, or need less")
    if unknown:
        names = ", ".join(means.name for means in unknown)
        if all(means.needed and (means.there or means.allocated) for means in unknown):
            return Cell(what, Standing.PARTLY, f"not comparable: {names}", newest, "write it in one unit")
        return Cell(what, Standing.PARTLY, f"not known how much there is of {names}", newest, "say what there is")
    if _is_stale(newest, lasting, today):
        return Cell(what, Standing.STALE, "assessed long ago" if newest else "never assessed", newest, "assess it anew")
    return Cell(what, Standing.HOLDS, f"{len(process.means)} assessed", newest)


def _feedback(process: Process, known: Known, lasting: Interval, today: date) -> Cell:
    what, said = Function.FEEDBACK, known.feedback
    if not said:
        return Cell(what, Standing.MISSING, "nothing heard", None, "ask a customer")
    newest = said[-1].on
    waiting = sum(one.waits for one in said)
    if waiting:
        verb = "waits" if waiting == 1 else "wait"
        return Cell(what, Standing.PARTLY, f"{waiting} {verb} for a reply", newest, "reply")
    if _is_stale(newest, lasting, today):
        return Cell(what, Standing.STALE, f"{len(said):,} heard, none lately", newest, "ask a customer")
    return Cell(what, Standing.HOLDS, f"{len(said):,} heard, all answered", newest)


def _benchmarking(process: Process, known: Known, lasting: Interval, today: date) -> Cell:
    what, found = Function.BENCHMARKING, known.benchmarks
    if not found:
        return Cell(what, Standing.MISSING, "not compared", None, "find out what others reach")
    newest = found[-1].on
    if _is_stale(newest, lasting, today):
        return Cell(what, Standing.STALE, f"compared with {found[-1].whose} long ago", newest, "compare anew")
    unlike = [one for one in found if one.ours and one.figure and gap(one.ours, one.figure) is None]
    if unlike:
        return Cell(what, Standing.PARTLY, f"not comparable: {unlike[-1].whose}", newest, "write both in one unit")
    idle = [one for one in found if not one.action and gap(one.ours, one.figure)]
    if idle:
        return Cell(what, Standing.PARTLY, f"a gap to {idle[-1].whose}", newest, "say what we do about it")
    return Cell(what, Standing.HOLDS, f"compared with {found[-1].whose}", newest)


def _practices(process: Process, lasting: Interval, today: date) -> Cell:
    what, found = Function.PRACTICES, process.practices
    if not found:
        return Cell(what, Standing.MISSING, "none written down", None, "write down how it is done well")
    oldest = min((one.confirmed for one in found if one.confirmed), default=None)
    old = [one for one in found if not holds(one, lasting, today)]
    if old:
        said = f"{len(old)} of {len(found)} not confirmed lately"
        return Cell(what, Standing.STALE, said, oldest, f"see whether the practice {old[0].id} still holds")
    lacking = [heading for heading in Heading if all(one.heading is not heading for one in found)]
    if lacking:
        return Cell(what, Standing.PARTLY, f"none for {', '.join(lacking)}", oldest, f"write one for {lacking[0]}")
    return Cell(what, Standing.HOLDS, f"{len(found)} hold", oldest)


def _training(process: Process, today: date) -> Cell:
    what = Function.TRAINING
    if not process.training:
        return Cell(what, Standing.MISSING, "nothing to be learned", None, "say what must be learned")
    wanted = [(item, person) for item in process.training for person in sorted(process.performers)]
    held = sum(item.is_held_by(person, today) for item, person in wanted)
    days = [learner.on for item in process.training for learner in item.learners if learner.on]
    newest = max(days, default=None)
    if not wanted:
        return Cell(what, Standing.PARTLY, "nobody performs it", newest, "name its performers")
    said = f"{held} of {len(wanted)} lessons held"
    if held == len(wanted):
        return Cell(what, Standing.HOLDS, said, newest)
    return Cell(what, Standing.PARTLY if held else Standing.STALE, said, newest, "train, or renew")
