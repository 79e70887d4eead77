"""Text of several kinds that is drawn, to be read and scrolled: headings, items, what was added and removed."""

from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip

from workbench.domain.errors import count
from workbench.screens.reading import Reading
from workbench.screens.safe import fit, joined, lit, wrapped

BOLD = ("title", "head", "strong", "added")
KINDS = (*BOLD, "removed", "quiet")
ITEM, CUT = "item", "cut"


class Page(Reading):
    """Lines below each other, each text behind its kind; an item hangs on a dash, what is cut keeps to one line."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"page--{kind}" for kind in KINDS}

    def _lay_out(self) -> None:
        width = max(8, self.content_size.width)
        self._lines = []
        for kind, text in self._texts:
            hang = 2 if kind == ITEM else 0
            lines = [text] if kind == CUT else wrapped(text, width - hang)
            for number, line in enumerate(lines):
                sign = ("- " if number == 0 else "  ") if hang else ""
                self._lines.append((kind, sign + line))
        self._turn(self._top)

    def _say_more(self, below: int) -> None:
        self.border_title = lit(joined([self._title, f"{count(below, 'line')} more" if below else ""]))

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        width = self.content_size.width
        kind, text = self._lines[y + self._top] if y + self._top < len(self._lines) else ("", "")
        style = self.get_component_rich_style(f"page--{kind}") if kind in KINDS else self.rich_style
        return Strip([Segment(fit(text, width), style)], width)
