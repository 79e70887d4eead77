"""Figures of answers: read, held against what their question can mean, and kept in exact words."""

from workbench.domain.amounts import Measure
from workbench.domain.answers import SCALE, Answer
from workbench.domain.checklist import Nothing, Question
from workbench.domain.errors import BadInput
from workbench.domain.quantities import Quantity


def read_figure(question: Question, text: str) -> str:
    """The figure of an answer as it is kept: a quantity, or a word of the scale. Raises BadInput."""
    if not question.takes_figure:
        raise BadInput(f"{question.label} takes no figure. Write it into the answer.")
    if question.scaled and text.lower() in SCALE:
        return text.lower()
    try:
        quantity = Quantity.read(text, question.measures)
        _refuse_impossible(question, quantity)
    except BadInput as error:
        scale = f" Or one of {', '.join(SCALE)}." if question.scaled else ""
        raise BadInput(f"{error}{scale}") from None
    return str(quantity)


def _refuse_impossible(question: Question, quantity: Quantity) -> None:
    """Raise BadInput for a figure that cannot be: nothing where something must be, more than the whole."""
    low, high = quantity.span()
    if question.nothing is Nothing.REFUSED and high == 0:
        raise BadInput(f"“{quantity}” is nothing, which {question.label} cannot be. Write more than nothing.")
    if question.of_whole and quantity.measure is Measure.SHARE and max(low, high or low) > 100:
        raise BadInput(f"“{quantity}” is more than the whole. A share is 100 % at most, like ±5 % or 97 %.")


def refuse_unsaid_nothing(question: Question, given: Answer) -> None:
    """Raise BadInput for a figure of nothing that may be so, as long as no word says that it is meant."""
    if question.nothing is not Nothing.EXPLAINED or not given.figure or given.text:
        return
    if Quantity.read(given.figure).span()[1] == 0:
        raise BadInput(
            f"Figure: {given.figure} says that nobody pays for it. Where that is meant, say in the answer who bears "
            "what it costs; else write the price."
        )
