"""The engineering checklist: small questions under the five considerations."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workbench.domain.amounts import Measure
from workbench.domain.answers import OwnQuestion
from workbench.domain.errors import NotFound


class Nothing(StrEnum):
    """Whether a figure may be nothing: never, only where a word says so, or freely."""

    REFUSED = "refused"
    EXPLAINED = "explained"
    ALLOWED = "allowed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One small question: why it is asked, what a good answer holds, an example, and which data it takes.

    `measures` are the kinds of quantity for its figure, `scaled` allows the words of the scale; `asks`
    names further fields; `belief` marks what only a customer can confirm; `lists` what is listed for it.
    `nothing` says whether its figure may be nothing; a share `of_whole` is 100 % at most.
    """

    id: str
    consideration: str
    label: str
    question: str
    why: str = ""
    good: str = ""
    example: str = ""
    measures: tuple[Measure, ...] = ()
    scaled: bool = False
    asks: frozenset[str] = frozenset()
    belief: bool = False
    lists: str = ""
    nothing: Nothing = Nothing.ALLOWED
    of_whole: bool = False
    own: bool = False

    @property
    def takes_figure(self) -> bool:
        """It is answered with a figure as well."""
        return bool(self.measures or self.scaled)


@dataclass(frozen=True)
class Checklist:
    """The questions in the order in which they are asked, under their considerations (id and title)."""

    considerations: Mapping[str, str]
    questions: Sequence[Question]

    def question(self, text: str) -> Question:
        """The question that is meant, by id, number, or the beginning of its id. Raises NotFound."""
        if text.isascii() and text.isdecimal() and len(text) < 5 and 0 < int(text) <= len(self.questions):
            return self.questions[int(text) - 1]
        begun = [question for question in self.questions if question.id.startswith(text.lower() or "?")]
        exact = [question for question in begun if question.id == text.lower()]
        if exact or len(begun) == 1:
            return (exact or begun)[0]
        raise NotFound("question", text, [question.id for question in begun or self.questions])

    def number(self, question: Question) -> int:
        """Its place in the list, from 1."""
        return self.questions.index(question) + 1

    def of(self, consideration: str) -> list[Question]:
        """The questions of one consideration."""
        return [question for question in self.questions if question.consideration == consideration]


def adapted(shipped: Checklist, own: Iterable[OwnQuestion]) -> Checklist:
    """The shipped checklist with an organization's own questions, words and order; answers hang on the ids alone."""
    questions = {question.id: question for question in shipped.questions}
    moved = list[OwnQuestion]()
    for mine in own:
        was = questions.get(mine.id)
        if mine.hidden:
            questions.pop(mine.id, None)
            continue
        questions[mine.id] = _worded(mine, was, next(iter(shipped.considerations)))
        if mine.behind or was is None:
            moved.append(mine)
    order = [id for id in questions if id not in {mine.id for mine in moved}]
    for mine in moved:
        order.insert(_place(order, questions, mine), mine.id)
    titles = dict.fromkeys(shipped.considerations)
    ranked = [questions[id] for title in titles for id in order if questions[id].consideration == title]
    return Checklist(shipped.considerations, ranked)


def _worded(mine: OwnQuestion, was: Question | None, first: str) -> Question:
    if was is None:
        label = mine.label or mine.id.replace("-", " ")
        return Question(
            id=mine.id, consideration=mine.consideration or first, label=label,
            question=mine.question or label, why=mine.why, good=mine.good, example=mine.example, own=True,
        )  # fmt: skip
    return Question(
        id=was.id, consideration=was.consideration, label=mine.label or was.label,
        question=mine.question or was.question, why=mine.why or was.why, good=mine.good or was.good,
        example=mine.example or was.example, measures=was.measures, scaled=was.scaled, asks=was.asks,
        belief=was.belief, lists=was.lists, nothing=was.nothing, of_whole=was.of_whole,
    )  # fmt: skip


def _place(order: Sequence[str], questions: Mapping[str, Question], mine: OwnQuestion) -> int:
    """Behind the question it names, else behind the last of its consideration."""
    if mine.behind in order:
        return order.index(mine.behind) + 1
    theme = questions[mine.id].consideration
    return max((n + 1 for n, id in enumerate(order) if questions[id].consideration == theme), default=len(order))
