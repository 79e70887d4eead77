"""How mature a process is (Hammer's process and enterprise maturity model): enablers, elements, and levels from 0 to 4.

An element stands at the level up to which its statements are largely true, an enabler where its weakest element does, a
process where its weakest enabler does, and no higher than the enterprise around it. What the records show counts until
somebody judges a statement.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workbench.domain.assessments import Assessment, Truth
from workbench.domain.errors import NotFound

HIGHEST = 4
LEVELS = range(1, HIGHEST + 1)


@dataclass(frozen=True, slots=True)
class Element:
    """One thing that maturity is made of, and the statement for each of its four levels."""

    id: str
    title: str
    levels: Sequence[str]


@dataclass(frozen=True, slots=True)
class Enabler:
    """What a process, or the enterprise, must have; made of elements."""

    id: str
    title: str
    elements: Sequence[Element]


@dataclass(frozen=True, slots=True)
class Model:
    """The model: what the levels mean, the enablers of a process, the capabilities of the enterprise."""

    levels: Sequence[str]
    process: Sequence[Enabler]
    enterprise: Sequence[Enabler]

    def element(self, text: str, of_enterprise: bool = False) -> Element:
        """The element that is meant, by its id or the beginning of it. Raises NotFound."""
        enablers = self.enterprise if of_enterprise else self.process
        known = [element for enabler in enablers for element in enabler.elements]
        begun = [element for element in known if element.id.startswith(text.lower() or "?")]
        exact = [element for element in begun if element.id == text.lower()]
        if exact or len(begun) == 1:
            return (exact or begun)[0]
        raise NotFound("element", text, [element.id for element in begun or known])


@dataclass(frozen=True, slots=True)
class Shown:
    """What the records show of an element: the level they reach, and on what evidence."""

    level: int
    evidence: str


UNSHOWN = Shown(0, "nothing recorded")


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody said of a statement: how far it holds, on what, and when."""

    truth: Truth
    note: str
    on: date


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of an element: how far it holds (None: nobody knows), on what, and since when people say so.

    Without a day it is the records that show it.
    """

    id: str
    text: str
    truth: Truth | None
    evidence: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class ElementLevel:
    """Where an element stands: the level up to which its statements are largely true, as shown or as told."""

    element: Element
    shown: Shown
    told: Mapping[str, Told]
    level: int

    @property
    def statements(self) -> Sequence[Statement]:
        """Its four statements, the lowest first."""
        return [_statement(self.element, level, self.shown, self.told) for level in LEVELS]

    @property
    def evidence(self) -> str:
        """On what it stands where it does."""
        return _statement(self.element, max(self.level, 1), self.shown, self.told).evidence

    @property
    def judged(self) -> date | None:
        """When somebody judged it last; None while only the records speak."""
        names = (statement_id(self.element.id, level) for level in LEVELS)
        return max((self.told[name].on for name in names if name in self.told), default=None)

    @property
    def missing(self) -> str:
        """The statement for the next level, "" at the highest."""
        return self.element.levels[self.level] if self.level < HIGHEST else ""


@dataclass(frozen=True, slots=True)
class EnablerLevel:
    """Where an enabler stands: where its weakest element does."""

    enabler: Enabler
    elements: Sequence[ElementLevel]
    level: int

    @property
    def weakest(self) -> Sequence[ElementLevel]:
        """The elements that hold it where it is."""
        return [element for element in self.elements if element.level == self.level]


@dataclass(frozen=True, slots=True)
class Maturity:
    """Where a process, or the enterprise, stands; `cap` is the level of the enterprise, None while nobody judged it."""

    enablers: Sequence[EnablerLevel]
    cap: int | None = None

    @property
    def own(self) -> int:
        """The level of its weakest enabler."""
        return min(enabler.level for enabler in self.enablers)

    @property
    def level(self) -> int:
        """Its level, which is no higher than that of the enterprise."""
        return self.own if self.cap is None else min(self.own, self.cap)

    @property
    def is_capped(self) -> bool:
        """It would stand higher in another enterprise."""
        return self.level < self.own

    @property
    def weakest(self) -> EnablerLevel:
        """The enabler that decides."""
        return min(self.enablers, key=lambda enabler: enabler.level)


def statement_id(element: str, level: int) -> str:
    """What a statement is called: its element and its level, like uses-2."""
    return f"{element}-{level}"


def told_last(assessments: Iterable[Assessment]) -> Mapping[str, Told]:
    """By statement, what was said of it last; the assessments come oldest first.

    Judging an element says that its statements are largely true up to that level, and the next one is not.
    """
    told: dict[str, Told] = {}
    for assessment in assessments:
        for one in assessment.judged:
            for level in range(1, min(one.level + 1, HIGHEST) + 1):
                truth = Truth.LARGELY if level <= one.level else Truth.NOT
                told[statement_id(one.id, level)] = Told(truth, one.note, assessment.on)
        told |= {one.id: Told(one.truth, one.note, assessment.on) for one in assessment.held}
    return told


def maturity(
    enablers: Sequence[Enabler], shown: Mapping[str, Shown], told: Mapping[str, Told], cap: int | None = None
) -> Maturity:
    """Where all the enablers stand."""
    return Maturity([_enabler(enabler, shown, told) for enabler in enablers], cap)


def _enabler(enabler: Enabler, shown: Mapping[str, Shown], told: Mapping[str, Told]) -> EnablerLevel:
    elements = [_element(one, shown.get(one.id, UNSHOWN), told) for one in enabler.elements]
    return EnablerLevel(enabler, elements, min(element.level for element in elements))


def _element(element: Element, shown: Shown, told: Mapping[str, Told]) -> ElementLevel:
    lacking = (level for level in LEVELS if not _is_held(element, level, shown, told))
    return ElementLevel(element, shown, told, next(lacking, HIGHEST + 1) - 1)


def _is_held(element: Element, level: int, shown: Shown, told: Mapping[str, Told]) -> bool:
    said = told.get(statement_id(element.id, level)) if told else None
    return said.truth is Truth.LARGELY if said else level <= shown.level


def _statement(element: Element, level: int, shown: Shown, told: Mapping[str, Told]) -> Statement:
    name, text = statement_id(element.id, level), element.levels[level - 1]
    if said := told.get(name):
        return Statement(name, text, said.truth, said.note, said.on)
    is_shown = level <= shown.level
    evidence = shown.evidence if level <= max(shown.level, 1) else ""
    return Statement(name, text, Truth.LARGELY if is_shown else None, evidence)
