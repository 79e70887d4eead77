"""How mature a process is (Hammer's process and enterprise maturity model): enablers, elements, and levels from 0 to 4.

An enabler stands where its weakest element does, a process where its weakest enabler does, and no higher than the
enterprise around it. What the records show counts until somebody judges an element.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workbench.domain.assessments import Assessment, Judged
from workbench.domain.errors import NotFound

HIGHEST = 4


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


@dataclass(frozen=True, slots=True)
class ElementLevel:
    """Where an element stands, on which evidence, since when it is judged (None: the records show it), what is next."""

    element: Element
    level: int
    evidence: str
    judged: date | None = None

    @property
    def missing(self) -> str:
        """The statement for the next level, "" at the highest."""
        return self.element.levels[self.level] if self.level < HIGHEST else ""


@dataclass(frozen=True, slots=True)
class EnablerLevel:
    """Where an enabler stands: where its weakest element does."""

    enabler: Enabler
    elements: Sequence[ElementLevel]

    @property
    def level(self) -> int:
        """The level of its weakest element."""
        return min(element.level for element in self.elements)

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


def judged_last(assessments: Iterable[Assessment]) -> Mapping[str, tuple[Judged, date]]:
    """By element, what was judged last; the assessments come oldest first."""
    return {one.id: (one, assessment.on) for assessment in assessments for one in assessment.judged}


def maturity(
    enablers: Sequence[Enabler],
    shown: Mapping[str, Shown],
    judged: Mapping[str, tuple[Judged, date]],
    cap: int | None = None,
) -> Maturity:
    """Where all the enablers stand."""
    return Maturity([EnablerLevel(one, [_level(e, shown, judged) for e in one.elements]) for one in enablers], cap)


def _level(element: Element, shown: Mapping[str, Shown], judged: Mapping[str, tuple[Judged, date]]) -> ElementLevel:
    found = shown.get(element.id, Shown(0, "nothing recorded"))
    if element.id not in judged:
        return ElementLevel(element, found.level, found.evidence)
    one, on = judged[element.id]
    return ElementLevel(element, min(max(one.level, 0), HIGHEST), one.note or "judged", on)
