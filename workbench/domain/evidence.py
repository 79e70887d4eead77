"""The evidence on which a gate was passed, and what of it has gone since."""

from workbench.domain.answers import SETTLED, Answer, AnswerState, Side
from workbench.domain.process import Process


def answer_to(process: Process, question: str) -> Answer:
    """What is known on a question; an open answer without a word where nothing is."""
    return next((answer for answer in process.answers if answer.id == question), Answer(id=question))


def is_listed(process: Process, lists: str) -> bool:
    """Something is listed for a question that asks for a list: needs of one side, or conflicts."""
    if lists == "conflicts":
        return bool(process.conflicts)
    return any(need.side == lists for need in process.fit)


def unweighed(process: Process, lists: str) -> list[str]:
    """What of a list is still to be worked out, by its ids: needs that nobody judged, conflicts not settled."""
    if lists == "conflicts":
        return [conflict.id for conflict in process.conflicts if not conflict.settled]
    return [need.id for need in process.fit if need.side == lists and need.met is None]


def standing(process: Process, question: str, lists: str) -> AnswerState:
    """How a question stands; one that asks for a list is answered once all that is listed is judged, or settled."""
    state = answer_to(process, question).state
    if state in (AnswerState.OPEN, AnswerState.ANSWERED) and is_listed(process, lists):
        return AnswerState.OPEN if unweighed(process, lists) else AnswerState.ANSWERED
    return state


def gone(process: Process) -> list[str]:
    """The evidence that was there when a gate was passed and is there no more."""
    return [word for gate in process.gates for key in sorted(gate.evidence) if (word := _gone(process, key))]


def _gone(process: Process, key: str) -> str:
    place, _, part = key.partition("/")
    match place:
        case "answers":
            lists = next((side for side in Side if part == f"{side}-needs"), part)
            return "" if standing(process, part, lists) in SETTLED else f"answer to {part.replace('-', ' ')}"
        case "steps":
            return "" if process.steps else "steps"
        case "practices":
            held = any(practice.heading == part for practice in process.practices)
            return "" if held else f"best practice to {part}"
        case "versions":
            return "" if process.versions else "published version"
        case "training":
            return "" if process.training else "training"
        case _:
            return ""
