"""The chart as it is shaped: the outline with the acts on its processes."""

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from workbench.domain.errors import count
from workbench.domain.organization import Organization
from workbench.screens.glyphs import Glyphs
from workbench.screens.outline import Outline
from workbench.screens.safe import joined, lit


class ChartPane(Container):
    """The outline, and what a person does to the processes in it."""

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, glyphs: Glyphs, today: Callable[[], date], classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._outline = Outline(glyphs, today)

    def compose(self) -> ComposeResult:
        """The outline."""
        yield self._outline

    def show(self, organization: Organization) -> None:
        """Show an organization anew."""
        self._outline.show(organization)
        running = len(list(organization.running()))
        unowned = len(organization.unowned())
        self.border_title = lit("Process chart")
        self.border_subtitle = lit(joined([count(running, "process"), f"{unowned} without owner" if unowned else ""]))
