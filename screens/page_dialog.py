"""A page over the pane: read, copied, closed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from workbench.screens.clipboard import put_on_clipboard
from workbench.screens.page import Page
from workbench.screens.safe import lit

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp


class PageDialog(ModalScreen[None]):
    """Lines of several kinds under a title."""

    app: "WorkbenchApp"

    CSS_PATH = "page.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "close", "Close", id="page.close", tooltip="Close what is read"),
        Binding("y", "copy", "Copy", id="page.copy", tooltip="Copy what is read"),
    ]

    def __init__(self, title: str, texts: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._title, self._texts = title, texts
        self._page = Page()

    def compose(self) -> ComposeResult:
        """The page in a box."""
        with Vertical(id="page-box"):
            yield self._page

    def on_mount(self) -> None:
        """Begin at the top."""
        box = self.query_one("#page-box")
        box.border_title = lit(self._title)
        box.border_subtitle = lit("y copy · Esc close")
        self._page.tell("", self._texts, "")
        self._page.focus()

    def action_copy(self) -> None:
        """Offer the text to the clipboard."""
        said = put_on_clipboard(self.app, "\n".join(text for _, text in self._texts))
        self.query_one("#page-box").border_subtitle = lit(said)

    def action_close(self) -> None:
        """Close it."""
        self.dismiss(None)
