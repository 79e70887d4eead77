"""A chart as it grows line by line, the way outlines are written."""

from dataclasses import dataclass, field

from workbench.domain.errors import BadInput
from workbench.domain.outline import ProcessRow
from workbench.domain.rules import DEEPEST
from workbench.domain.text import clean_body
from workbench.exchange.hierarchy import refuse_doubles
from workbench.exchange.table import named

Place = tuple[int, int]


@dataclass(slots=True)
class Draft:
    """A process of which more lines may still speak."""

    line: int
    name: str
    code: str = ""
    owner: str = ""
    tags: tuple[str, ...] = ()
    above: int | None = None
    body: list[str] = field(default_factory=list[str])


class Tree:
    """Drafts in the order of the file, and those that the next line could stand under."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self._open: list[tuple[Place, Draft, int]] = []

    def add(self, place: Place, draft: Draft) -> None:
        """Put a draft under the nearest one whose place is further out."""
        while self._open and self._open[-1][0] >= place:
            self._open.pop()
        if len(self._open) >= DEEPEST:
            raise BadInput(f"Line {draft.line} stands more than {DEEPEST} levels down; a chart ends there.")
        draft.name = named(draft.line, draft.name)
        draft.above = self._open[-1][2] if self._open else None
        self._open.append((place, draft, len(self.drafts)))
        self.drafts.append(draft)

    def around(self, place: Place) -> tuple[Place, Draft] | None:
        """The innermost draft that something at this place belongs to."""
        return next(((at, draft) for at, draft, _ in reversed(self._open) if at < place), None)

    def rows(self) -> tuple[ProcessRow, ...]:
        """The processes as they have been told. Raises BadInput when two have one code."""
        drafts = self.drafts
        refuse_doubles([draft.line for draft in drafts], [draft.code for draft in drafts], [""] * len(drafts))
        return tuple(
            ProcessRow(
                line=draft.line, name=draft.name, above=draft.above, code=draft.code, owner=draft.owner,
                tags=draft.tags, description=clean_body("\n".join(draft.body)),
            )
            for draft in drafts
        )  # fmt: skip
