"""The evidence on which a gate was passed, and what of it has gone since."""

from workbench.domain.answers import SETTLED, Answer, Side
from workbench.domain.process import Process


def answer_to(process: Process, question: str) -> Answer:
    """What is known on a question; an open answer without a word where nothing is."""
    return next((answer for answer in process.answers if answer.id == question), Answer(id=question))


def is_listed(process: Process, lists: str) -> bool:
    """Something is listed for a question that asks for a list: needs of one side, or conflicts."""
    if lists == "conflicts":
        return bool(process.conflicts)
    return any(need.side == lists for need in process.fit)


def gone(process: Process) -> list[str]:
    """The evidence that was there when a gate was passed and is there no more."""
    return [word for gate in process.gates for key in sorted(gate.evidence) if (word := _gone(process, key))]


def _gone(process: Process, key: str) -> str:
    place, _, part = key.partition("/")
    match place:
        case "answers":
            listed = next((side for side in Side if part == f"{side}-needs"), part)
            settled = answer_to(process, part).state in SETTLED or is_listed(process, listed)
            return "" if settled else f"answer to {part.replace('-', ' ')}"
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
