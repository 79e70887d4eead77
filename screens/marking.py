"""A list of which some lines are marked, before something is done with those."""

from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from workbench.screens.listing import Line, Listing
from workbench.screens.safe import lit

ROOM = 60


class Mark(ModalScreen[list[str] | None]):
    """Lines by what they stand for, all marked at first, and beneath them what cannot be marked and why.

    The answer is what stays marked, None when it was left.
    """

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,v", "turn", "Mark", id="mark.turn", tooltip="Mark the line, or take its mark away"),
        Binding("a", "all", "All", id="mark.all", tooltip="Mark all, or none"),
        Binding("enter", "go_on", "Go on", id="mark.go-on", tooltip="Go on with what is marked"),
        Binding("escape", "leave", "Leave", id="mark.leave", tooltip="Leave things as they are"),
    ]

    def __init__(self, question: str, lines: Mapping[str, str], beside: Sequence[str] = ()) -> None:
        super().__init__()
        self._question, self._lines, self._beside = question, lines, beside
        self._marked: set[str] = set(lines)
        self._listing = Listing()

    def compose(self) -> ComposeResult:
        """The lines in a box."""
        with Vertical(id="marks"):
            yield self._listing

    def on_mount(self) -> None:
        """Begin at the first line."""
        self.query_one("#marks").border_title = lit(self._question)
        self._draw()
        self._listing.focus()

    def _draw(self) -> None:
        signs = {True: "[x]", False: "[ ]"}
        does = "Enter go on · space mark · a all, none" if self._marked else "nothing yet: space marks one, a all"
        says = f"{len(self._marked)} of {len(self._lines)} · {does} · Esc"
        self.query_one("#marks").border_subtitle = lit(says)
        lines = [Line.of(f" {signs[id in self._marked]} {said}", id) for id, said in self._lines.items()]
        beside = [Line.of(f"     {part}", kind="quiet") for text in self._beside for part in wrap(text, ROOM)]
        self._listing.styles.height = len(lines) + len(beside)
        self._listing.show([*lines, *beside])

    def action_turn(self) -> None:
        """Mark the line under the cursor, or take its mark away, and go to the next."""
        self._marked ^= {self._listing.chosen}
        self._draw()
        self._listing.action_move(1)

    def action_all(self) -> None:
        """Mark all; where all are marked, none."""
        self._marked = set[str]() if len(self._marked) == len(self._lines) else set(self._lines)
        self._draw()

    def action_go_on(self) -> None:
        """Go on with what is marked; with nothing there is nothing to go on with."""
        if self._marked:
            self.dismiss([id for id in self._lines if id in self._marked])

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)
