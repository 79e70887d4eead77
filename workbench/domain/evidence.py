"""What stands in a record as evidence: answers, and what is listed for a question."""

from workbench.domain.answers import Answer, AnswerState
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
