"""How far the engineering of a process is: what each question has, what each gate lacks, what has gone since."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from workbench.domain.answers import SETTLED, Answer, AnswerState, Met
from workbench.domain.checklist import Checklist, Question
from workbench.domain.design import totals
from workbench.domain.document import Heading
from workbench.domain.errors import Refused, Unexplained, count
from workbench.domain.evidence import answer_to, standing, unweighed
from workbench.domain.process import GATES, Gate, Process, Stage
from workbench.domain.promise import time_promise
from workbench.domain.training import yet_to


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that a gate wants: whether it is there, in what words it is missed, and where it is mended.

    `key` names it as evidence of the gate; `place` is answers, steps, practices, document, training or form, and
    `part` what in it: a question, a heading, a person, a field.
    """

    key: str
    is_there: bool
    what: str
    place: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many questions stand how."""

    answered: int = 0
    open: int = 0
    parked: int = 0
    not_applicable: int = 0

    @property
    def total(self) -> int:
        """How many questions there are."""
        return self.answered + self.open + self.parked + self.not_applicable

    @property
    def settled(self) -> int:
        """How many need no more work."""
        return self.answered + self.not_applicable


def state_of(process: Process, question: Question) -> AnswerState:
    """How a question stands; one that asks for a list is answered once all that is listed is judged, or settled."""
    return standing(process, question.id, question.lists)


def still_to_do(process: Process, question: Question) -> str:
    """What of a list is still to be worked out: "N2, N3 not judged", "" for nothing."""
    ids = ", ".join(unweighed(process, question.lists)) if question.lists else ""
    return f"{ids} not {'settled' if question.lists == 'conflicts' else 'judged'}" if ids else ""


def in_short(process: Process, question: Question) -> str:
    """What is known on a question in one line: its figure and first line, what is listed, who finds it out."""
    answer = answer_to(process, question.id)
    if answer.state is AnswerState.PARKED:
        return " ".join(filter(None, ("parked:", answer.who, f"by {answer.until}" if answer.until else "")))
    if question.lists == "conflicts":
        named = (f"{one.name}{'' if one.settled else ' (not settled)'}" for one in process.conflicts)
        return "; ".join(named) or answer.says
    judged: list[str] = [need.met or "not judged" for need in process.fit if need.side == question.lists]
    counted = (f"{judged.count(word)} {word}" for word in (*Met, "not judged") if word in judged)
    return " · ".join(filter(None, (", ".join(counted), answer.says)))


def progress(checklist: Checklist, process: Process, consideration: str = "") -> Progress:
    """How the questions of a process stand, all of them or those of one consideration."""
    asked = checklist.of(consideration) if consideration else checklist.questions
    states = [state_of(process, question) for question in asked]
    return Progress(
        states.count(AnswerState.ANSWERED),
        states.count(AnswerState.OPEN),
        states.count(AnswerState.PARKED),
        states.count(AnswerState.NOT_APPLICABLE),
    )


def unasked(checklist: Checklist, process: Process) -> list[Answer]:
    """Answers to questions that are asked no more; they are kept."""
    asked = {question.id for question in checklist.questions}
    return [answer for answer in process.answers if answer.id not in asked]


def next_open(checklist: Checklist, process: Process, behind: str = "", back: bool = False) -> Question | None:
    """The next question that is open or parked, behind one and round from the start; None when all are settled."""
    asked = [*checklist.questions]
    at = next((n for n, question in enumerate(asked) if question.id == behind), -1)
    turned = asked[at + 1 :] + asked[: at + 1]
    if back:
        start = at if at >= 0 else 0
        turned = asked[:start][::-1] + asked[start:][::-1]
    for state in (AnswerState.OPEN, AnswerState.PARKED):
        for question in turned:
            if state_of(process, question) is state:
                return question
    return None


def wanted(checklist: Checklist, process: Process, stage: Stage, today: date) -> list[Gap]:
    """Everything that a gate wants, there or not, in the order in which it is worked on."""
    match stage:
        case Stage.DESIGNED:
            return [*_answers(checklist, process), *_steps(process), *_promise(process)]
        case Stage.DOCUMENTED:
            return [*_practices(process), _version(process)]
        case Stage.TRAINED:
            return [*_training(process, today)]
        case _:
            return []


def gaps(checklist: Checklist, process: Process, stage: Stage, today: date) -> list[Gap]:
    """What a gate lacks."""
    return [gap for gap in wanted(checklist, process, stage, today) if not gap.is_there]


def _answers(checklist: Checklist, process: Process) -> Iterator[Gap]:
    for question in checklist.questions:
        state = state_of(process, question)
        answer = answer_to(process, question.id)
        parked = f", parked until {answer.until}" if answer.until else ", parked"
        lacking = still_to_do(process, question)
        more = parked if state is AnswerState.PARKED else f": {lacking}" if lacking else ""
        yield Gap(f"answers/{question.id}", state in SETTLED, f"{question.label} is open{more}", "answers", question.id)


def _steps(process: Process) -> Iterator[Gap]:
    yield Gap("steps", bool(process.steps), "no step is drawn", "steps")
    if endless := totals(process.steps).endless:
        yield Gap("steps/end", False, f"{', '.join(endless)} never come to an end", "steps", endless[0])


def _promise(process: Process) -> Iterator[Gap]:
    if promised := time_promise(process):
        yield Gap("promise", not promised.over, str(promised), "steps")


def _practices(process: Process) -> Iterator[Gap]:
    held = {practice.heading for practice in process.practices}
    for heading in Heading:
        yield Gap(f"practices/{heading}", heading in held, f"no best practice to {heading}", "practices", heading)


def _version(process: Process) -> Gap:
    return Gap("versions", bool(process.versions), "no version is published", "document")


def _training(process: Process, today: date) -> Iterator[Gap]:
    yield Gap("training", bool(process.training), "nothing to be learned is named", "training")
    yield Gap("performers", bool(process.performers), _nobody_performs(process), "form", "performers")
    if not process.training:
        return
    for person in sorted(process.performers):
        lacking = yet_to(process.training, person, today)
        yield Gap(f"training/{person}", not lacking, f"{person} has {lacking}", "training", person)


def _nobody_performs(process: Process) -> str:
    """That nobody is named who performs it; the performers of its steps are roles, which train nobody."""
    roles = any(step.performer for step in process.steps)
    return f"nobody is named who performs it{'; those of its steps are roles' if roles else ''}"


def passed(process: Process, stage: Stage) -> Gate | None:
    """The gate of a stage as it was passed in the present round of engineering."""
    gate = next((gate for gate in process.gates if gate.id == stage), None)
    is_first = not process.rounds or process.round == process.rounds[0].id
    return gate if gate and (gate.round == process.round or (is_first and not gate.round)) else None


def next_gate(process: Process) -> Stage | None:
    """The gate that is to be passed next in the present round; None when all are."""
    return next((stage for stage in GATES if passed(process, stage) is None), None)


def refuse_early(process: Process, stage: Stage) -> None:
    """Raise Refused for a gate whose earlier one is not passed, or which only a handoff passes."""
    if stage is Stage.OWNED:
        raise Refused(f"{process.id} {process.name} becomes owned by an accepted handoff, by no gate of the engineer.")
    for earlier in GATES[: GATES.index(stage)]:
        if passed(process, earlier) is None:
            raise Refused(f"{process.id} {process.name} must be {earlier} before it is {stage}.")


def refuse_unsaid_gaps(process: Process, stage: Stage, lacking: list[Gap], because: str) -> None:
    """Raise Refused for a gate that is passed with gaps and without a reason."""
    if lacking and not because:
        named = "; ".join(gap.what for gap in lacking[:5]) + ("; …" if len(lacking) > 5 else "")
        raise Unexplained(
            f"{process.id} {process.name} lacks {count(len(lacking), 'thing')} to be {stage}: {named}. "
            "Mend them, or pass it with a reason that stays visible."
        )


def hanging(processes: Iterator[Process]) -> list[Process]:
    """The processes that still hang on an engineer: engineering has begun, or begun again, and no owner has it."""
    return [process for process in processes if not process.retired and _hangs(process)]


def _hangs(process: Process) -> bool:
    if process.rounds:
        return process.rounds[-1].closed is None
    has_begun = bool(process.gates or process.answers or process.steps or process.practices or process.training)
    return has_begun and process.stage is not Stage.OWNED
