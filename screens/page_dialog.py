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
    """Lines of several kinds under a title; `markdown` is what they were made of, `called` names a file of it."""

    app: "WorkbenchApp"

    CSS_PATH = "page.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "close", "Close", id="page.close", tooltip="Close what is read"),
        Binding("y", "copy", "Copy", id="page.copy", tooltip="Copy what is read"),
        Binding("X", "write", "Write out", id="page.write", tooltip="Write what is read into a file"),
    ]

    def __init__(self, title: str, texts: Sequence[tuple[str, str]], markdown: str = "", called: str = "page") -> None:
        super().__init__()
        self._title, self._texts, self._called = title, texts, called
        self._text = markdown or "\n".join(text for _, text in texts)
        self._ending = ".md" if markdown else ".txt"
        self._page = Page()

    def compose(self) -> ComposeResult:
        """The page in a box."""
        with Vertical(id="page-box"):
            yield self._page

    def on_mount(self) -> None:
        """Begin at the top."""
        box = self.query_one("#page-box")
        box.border_title = lit(self._title)
        box.border_subtitle = lit("y copy · X write out · Esc close")
        self._page.tell("", self._texts, "")
        self._page.focus()

    def action_copy(self) -> None:
        """Offer the text to the clipboard."""
        said = put_on_clipboard(self.app, self._text)
        self.query_one("#page-box").border_subtitle = lit(said)

    def action_write(self) -> None:
        """Close it, and ask for the file it is to be written into."""
        from workbench.screens.exchanging import write_text

        app = self.app
        self.dismiss(None)
        app.call_later(write_text, app, self._text, self._called, self._ending)

    def action_close(self) -> None:
        """Close it."""
        self.dismiss(None)
