"""What waits: everything that needs a look, about how long it takes, done on the spot."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, cast

from workbench.domain.due import Due
from workbench.screens.listing import Line
from workbench.screens.part_pane import PartPane

if TYPE_CHECKING:
    from workbench.screens.oversight import OversightScreen

EMPTY = "Nothing needs a look. That is the aim."


class WaitingPane(PartPane):
    """Everything that waits, the oldest first, above what is known of the one under the cursor."""

    @property
    def waits(self) -> Sequence[Due]:
        """Everything that waits."""
        return cast("OversightScreen", self.screen).waits

    @property
    def due(self) -> Due | None:
        """What the cursor stands on."""
        chosen = self.listing.chosen
        return next((item for item in self.waits if key_of(item) == chosen), None)

    def heading(self) -> str:
        """How much waits, and about how long it takes."""
        waits = self.waits
        minutes = sum(item.minutes for item in waits)
        return f"What waits: {len(waits)}, about {minutes} min" if waits else "What waits"

    def lines(self) -> Sequence[Line]:
        """What waits, each of which process and since when."""
        return [self._line(item) for item in self.waits] or [Line.of(f" {EMPTY}")]

    def _line(self, item: Due) -> Line:
        return Line.of(f" {item.on or ''!s:<10} {item.what} · {item.name}", key_of(item))

    def text(self) -> tuple[str, Sequence[tuple[str, str]]]:
        """What is known of it."""
        item = self.due
        return (item.what if item else "", list(self._said(item)) if item else [])

    def _said(self, item: Due) -> Iterator[tuple[str, str]]:
        yield "strong", item.name


def key_of(item: Due) -> str:
    """What tells one thing that waits from every other."""
    return f"{item.record} {item.kind} {item.about} {item.what}"
