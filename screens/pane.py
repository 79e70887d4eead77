"""What every numbered pane is: a screen between the top line and the two bottom lines."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from workbench.domain.organization import Organization
from workbench.screens.lines import KeyLine, SentenceLine, TopLine
from workbench.screens.terminal.screen import TerminalScreen

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp

NORMAL, WIDE = 80, 110
PANES = {
    "1": ("chart", "Chart"),
    "2": ("engineer", "Engineer"),
    "3": ("handoff", "Handoff"),
    "4": ("journal", "Journal"),
    "5": ("oversight", "Oversight"),
}


class PaneScreen(TerminalScreen[None]):
    """A pane: its parts side by side, the organization followed as it changes.

    `mode` is its name among the panes, `first` are the ids of the keys that its key line names first.
    """

    app: "WorkbenchApp"
    mode: ClassVar[str]
    first: ClassVar[Sequence[str]] = ()

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", "Next part", show=False, id="app.next-part", tooltip="To the next part"),
        Binding(
            "shift+tab", "app.focus_previous", "Part before", show=False, id="app.part-before",
            tooltip="To the part before",
        ),
    ]  # fmt: skip

    def parts(self) -> Iterable[Widget]:
        """What stands side by side in the pane."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """The parts between the lines."""
        yield TopLine(id="top")
        with Horizontal(id="parts"):
            yield from self.parts()
        yield SentenceLine()
        yield KeyLine(self.first)

    def on_mount(self) -> None:
        """Follow the organization as it changes."""
        self.watch(self.app, "organization", self._organization_is)

    def _organization_is(self, organization: Organization | None) -> None:
        if organization is not None:
            top = self.query_one(TopLine)
            top.whose = f"{self._sample()}{organization.profile.name}"
            top.text, top.short = _tabs(self.mode), _tabs(self.mode, is_short=True)
            self.show(organization)

    def show(self, organization: Organization) -> None:
        """Show an organization anew."""
        raise NotImplementedError

    def come_again(self) -> None:
        """Be gone to where one is already."""

    def _sample(self) -> str:
        return "SAMPLE  " if self.app.opening.keep_in else ""


def _tabs(current: str, is_short: bool = False) -> str:
    """The panes with their digits, the current one in brackets; in short the digits, and the name of that one alone."""
    named = [
        (mode, digit if is_short and mode != current else f"{digit} {name}") for digit, (mode, name) in PANES.items()
    ]
    return "".join(f"[{name}]" if mode == current else f" {name} " for mode, name in named)
