"""What there is to do for a process, as a list: the questions, then the parts of the design, then the gates."""

from collections.abc import Iterator
from datetime import date

from workbench.domain.answers import AnswerState
from workbench.domain.checklist import Checklist, Question
from workbench.domain.document import latest
from workbench.domain.drift import gone_of, new_gaps
from workbench.domain.engineering import passed, progress, state_of
from workbench.domain.errors import count
from workbench.domain.process import GATES, Gate, Process, Stage
from workbench.screens.glyphs import Glyphs
from workbench.screens.listing import Line
from workbench.screens.place_names import ENGINEER


def agenda(
    checklist: Checklist, process: Process, glyphs: Glyphs, today: date, is_outdated: bool = False
) -> list[Line]:
    """The lines of the list; each stands for a place and a part of it: answers/price, steps, gate/designed.

    A document `is_outdated` where something was changed since it was published.
    """
    parts = _parts(process, glyphs, is_outdated)
    return [*_questions(checklist, process, glyphs), *parts, *_gates(checklist, process, glyphs, today)]


def heading(checklist: Checklist, process: Process) -> str:
    """How far the questions are."""
    so_far = progress(checklist, process)
    parked = f", {so_far.parked} parked" if so_far.parked else ""
    return f"Questions {so_far.settled}/{so_far.total}{parked}"


def sign(state: AnswerState, glyphs: Glyphs) -> str:
    """The sign of a state."""
    signs = {AnswerState.ANSWERED: glyphs.done, AnswerState.NOT_APPLICABLE: "-", AnswerState.PARKED: "P"}
    return signs.get(state, " ")


def _questions(checklist: Checklist, process: Process, glyphs: Glyphs) -> Iterator[Line]:
    for consideration, title in checklist.considerations.items():
        asked = checklist.of(consideration)
        so_far = progress(checklist, process, consideration)
        if asked:
            yield Line("", ((f"{title}", "head"), (f"  {so_far.settled}/{so_far.total}", "quiet")))
        for question in asked:
            yield _question(checklist, process, question, glyphs)


def _question(checklist: Checklist, process: Process, question: Question, glyphs: Glyphs) -> Line:
    state = state_of(process, question)
    text = f" {sign(state, glyphs)} {checklist.number(question):>2} {question.label}"
    return Line(f"answers/{question.id}", ((text, "alarm" if state is AnswerState.PARKED else ""),))


def _parts(process: Process, glyphs: Glyphs, is_outdated: bool) -> Iterator[Line]:
    version = latest(process.versions)
    able = {person for item in process.training for person in process.performers if item.learner(person)}
    waiting = sum(one.waits for one in process.proposals)
    yield Line.of("Then", kind="head")
    for place, held in (
        ("steps", len(process.steps)),
        ("practices", len(process.practices)),
        ("risks", len(process.risks)),
        ("training", f"{len(process.training)} for {len(able) or 'nobody yet'}" if process.training else 0),
        ("bench", len(process.bench)),
        ("document", version.id if version else 0),
        ("proposals", f"{waiting} waiting" if waiting else len(process.proposals)),
    ):
        mark = glyphs.alarm if place == "proposals" and waiting else glyphs.done if held else " "
        since = ", changed" if place == "document" and is_outdated else ""
        yield Line(
            place, ((f" {mark}    {ENGINEER[place]}", ""), (f"  {held}" if held else "", "quiet"), (since, "alarm"))
        )


def _gates(checklist: Checklist, process: Process, glyphs: Glyphs, today: date) -> Iterator[Line]:
    yield Line.of("Gates", kind="head")
    for stage in GATES:
        if stage is not Stage.OWNED:
            gate = passed(process, stage)
            on = f"  {gate.on}" if gate and gate.on else ""
            gaps = "  with gaps" if gate and gate.because else ""
            name = f" {glyphs.done if gate else ' '}    {stage}", ""
            since = _since(checklist, process, gate, today) if gate else ""
            yield Line(f"gates/{stage}", (name, (since, "alarm"), (on + gaps, "quiet")))


def _since(checklist: Checklist, process: Process, gate: Gate, today: date) -> str:
    """What became of a gate since it was passed."""
    new = len(new_gaps(checklist, process, gate, today))
    return "  drifted" if gone_of(process, gate) else f"  since: {count(new, 'gap')}" if new else ""
