"""The engineering checklist: small questions under the five considerations, and the answers to them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workbench.domain.amounts import Measure
from workbench.domain.errors import NotFound


class AnswerState(StrEnum):
    """How far a question has come: settled as answered or not applicable, else open or parked."""

    OPEN = "open"
    ANSWERED = "answered"
    PARKED = "parked"
    NOT_APPLICABLE = "not applicable"


SETTLED = frozenset({AnswerState.ANSWERED, AnswerState.NOT_APPLICABLE})


class Side(StrEnum):
    """Whose need it is: the customer's or the company's."""

    CUSTOMER = "customer"
    COMPANY = "company"


class Met(StrEnum):
    """How far the design meets a need."""

    MET = "met"
    PARTLY = "partly"
    NOT = "not"


SCALE = ("high", "middle", "low", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is known on one question of the checklist; the question is its id.

    `figure` is a quantity or a word of the scale; `who` finds out what is parked, until a day; `because`
    says why it does not apply; `checked` is the day on which a customer was last asked.
    """

    id: str
    state: AnswerState = AnswerState.OPEN
    text: str = ""
    figure: str = ""
    basis: str = ""
    evidence: str = ""
    horizon: str = ""
    because: str = ""
    who: str | None = None
    until: date | None = None
    checked: date | None = None

    @property
    def says(self) -> str:
        """The answer in one line: its figure, then its first line, or why there is none."""
        first = (self.because if self.state is AnswerState.NOT_APPLICABLE else self.text).partition("\n")[0]
        return " · ".join(filter(None, (self.figure, first)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Something that the customer or the company needs of the process, and how far the design meets it."""

    id: str
    name: str
    side: Side
    met: Met | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedConflict:
    """Needs that pull against each other, named, and how that is settled."""

    id: str
    name: str
    between: frozenset[str] = frozenset()
    settled: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnQuestion:
    """A question the organization adds, or, under the id of a shipped one, words and places of its own.

    `behind` is the question it stands behind; a `hidden` one is not asked, its answers are kept.
    """

    id: str
    consideration: str = ""
    label: str = ""
    question: str = ""
    why: str = ""
    good: str = ""
    example: str = ""
    behind: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One small question: why it is asked, what a good answer holds, an example, and which data it takes.

    `measures` are the kinds of quantity for its figure, `scaled` allows the words of the scale; `asks`
    names further fields; `belief` marks what only a customer can confirm; `lists` what is listed for it.
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
        belief=was.belief, lists=was.lists,
    )  # fmt: skip


def _place(order: Sequence[str], questions: Mapping[str, Question], mine: OwnQuestion) -> int:
    """Behind the question it names, else behind the last of its consideration."""
    if mine.behind in order:
        return order.index(mine.behind) + 1
    theme = questions[mine.id].consideration
    return max((n + 1 for n, id in enumerate(order) if questions[id].consideration == theme), default=len(order))
