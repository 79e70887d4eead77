"""What was written beside what it began from and what stands there now, field by field."""

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Label

from workbench.domain.errors import count
from workbench.domain.writing import Writing
from workbench.screens.safe import joined, lit

LONGEST = 10_000


def cut(text: str) -> str:
    """A text no longer than a screen can bear; it says how much more there is."""
    more = len(text) - LONGEST
    return f"{text[:LONGEST]} … and {count(more, 'letter')} more" if more > 0 else text


class Compare(ModalScreen[bool]):
    """The texts of every field that was written; the answer is whether to go on with them."""

    CSS_PATH = "recovery.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Go on", id="compare.go-on", tooltip="Go on with what was written"),
        Binding("escape", "back", "Back", id="compare.back", tooltip="Back to the drafts"),
    ]

    def __init__(self, writing: Writing, now: Mapping[str, str] | None, why_not: str, by: str) -> None:
        super().__init__()
        self._writing, self._now, self._why_not, self._by = writing, now, why_not, by

    def compose(self) -> ComposeResult:
        """Three texts a field."""
        clashes = self._writing.clashes(self._now) if self._now is not None else []
        changed = f"{joined(clashes)} was changed meanwhile by {self._by}." if clashes else ""
        with Vertical(id="compare"):
            with VerticalScroll():
                for name, text in self._writing.written.items():
                    yield Label(lit(name.replace("_", " ")), classes="compare-field")
                    with Container(classes="compare-texts"):
                        yield from self._version("you wrote", text)
                        if self._writing.place:
                            yield from self._version("it began as", self._writing.base.get(name, ""))
                            yield from self._version("it is now", self._text_now(name))
            yield Label(lit(self._why_not or changed), id="compare-trouble")

    def _text_now(self, name: str) -> str:
        return "gone" if self._now is None else self._now.get(name, "")

    def _version(self, said: str, text: str) -> ComposeResult:
        with Vertical(classes="compare-version"):
            yield Label(lit(said), classes="compare-said")
            yield Label(lit(cut(text) or "(empty)"))

    def on_mount(self) -> None:
        """Begin at the top."""
        box = self.query_one("#compare")
        box.border_title = lit(self._writing.title)
        box.border_subtitle = lit("Esc back" if self._why_not else "Enter go on with what you wrote · Esc back")
        self.query_one(VerticalScroll).focus()

    def action_go_on(self) -> None:
        """Go on with what was written."""
        if not self._why_not:
            self.dismiss(True)

    def action_back(self) -> None:
        """Back to the drafts."""
        self.dismiss(False)
