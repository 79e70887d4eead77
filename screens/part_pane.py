"""What a place of a pane is made of where it lists something: a list above a text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget

from workbench.domain.engineering import Gap
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.screens.listing import Line, Listing
from workbench.screens.page import Page
from workbench.screens.safe import lit

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp


@dataclass
class Wanted(Message):
    """Somebody wants to go to a place of the pane: answers/price, steps, training/zoe."""

    place: str


class PartPane(Vertical):
    """A list of one part of a process, and under it a text on what the cursor stands on.

    The lines of one that `is_fitted` are made for the room there is, and made anew when that changes.
    """

    app: "WorkbenchApp"
    is_fitted: ClassVar[bool] = False

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:
        self.listing, self.page = Listing(), Page()
        super().__init__(*self.above(), self.listing, self.page, id=id, classes=classes)
        self._shown: tuple[Organization, Process | None] | None = None
        self.part = ""

    def show(self, organization: Organization, process: Process | None, part: str) -> None:
        """Show a part of a process, or of the organization as a whole, the cursor on what is named of it."""
        self._shown, self.part = (organization, process), part
        self.draw()
        if part and self.listing.go(self.line_of(part)):
            self.draw_page()

    def stand_on(self, line: str) -> None:
        """Set the cursor on a line, and draw what follows it."""
        if self.listing.go(line):
            self.moved()
            self.refresh_bindings()

    def on_resize(self) -> None:
        """Give the lines the room there is now."""
        if self.is_fitted and self._shown:
            self.call_after_refresh(self.draw)

    def above(self) -> Iterable[Widget]:
        """What stands above the list."""
        return ()

    @property
    def organization(self) -> Organization:
        """The organization that is shown."""
        assert self._shown
        return self._shown[0]

    @property
    def process(self) -> Process:
        """The process that is shown."""
        assert self._shown
        assert self._shown[1]
        return self._shown[1]

    def draw(self) -> None:
        """Draw the list and the text anew."""
        lines = self.lines()
        self.listing.show(lines)
        self.listing.styles.height = max(1, len(lines))
        self.border_title = lit(self.heading())
        self.draw_page()

    def heading(self) -> str:
        """What stands above it: what it is called, and of which process it is."""
        label = f"{self.organization.label(self.process)} {self.process.name}".strip()
        return f"{self.title()} · {label}"

    @on(Listing.Moved)
    def _moved(self, message: Listing.Moved) -> None:
        message.stop()
        if self._shown:
            self.moved()
            self.refresh_bindings()

    def moved(self) -> None:
        """Draw what follows the cursor."""
        self.draw()

    def draw_page(self) -> None:
        """Draw the text on what the cursor stands on."""
        title, texts = self.text()
        process = self._shown[1] if self._shown else None
        self.page.tell(title, texts, f"{process.id if process else ''} {self.part} {self.listing.chosen}")

    def title(self) -> str:
        """What the part is called."""
        raise NotImplementedError

    def lines(self) -> Sequence[Line]:
        """What is listed."""
        raise NotImplementedError

    def text(self) -> tuple[str, Sequence[tuple[str, str]]]:
        """The text on what the cursor stands on, under its title."""
        raise NotImplementedError

    def line_of(self, part: str) -> str:
        """The line that stands for a part of the part."""
        return part

    def missed(self, gap: Gap) -> str:
        """What a gate misses, people by their names."""
        is_person = gap.place == "training" and gap.part
        return gap.what.replace(gap.part, self.organization.name_of(gap.part), 1) if is_person else gap.what

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now."""
        return None if self.why_not(action) else True

    def why_not(self, action: str) -> str:
        """Why a key does nothing now."""
        return ""
