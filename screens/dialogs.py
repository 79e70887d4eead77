"""Small questions: a line of text, or one of a few answers by its first letter."""

from collections.abc import Mapping
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from workbench.screens.one_line import OneLine
from workbench.screens.safe import lit


class Ask(ModalScreen[str | None]):
    """One line of text; the answer is None when the question was left."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", id="ask.leave", tooltip="Leave the question unanswered")
    ]

    def __init__(self, question: str, text: str = "", hint: str = "") -> None:
        super().__init__()
        self._question, self._text, self._hint = question, text, hint

    def compose(self) -> ComposeResult:
        """The question above a field."""
        with Vertical(classes="dialog"):
            yield Label(lit(self._question))
            yield OneLine(self._text, placeholder=self._hint)

    @on(Input.Submitted)
    def _answered(self, message: Input.Submitted) -> None:
        if self.is_current:
            self.dismiss(message.value)

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)


class Choose(ModalScreen[str | None]):
    """One of a few answers, each by a letter of its own; Esc leaves things as they are."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", id="choose.leave", tooltip="Leave things as they are")
    ]

    def __init__(self, question: str, answers: Mapping[str, str]) -> None:
        super().__init__()
        self._question, self._answers = question, answers

    def compose(self) -> ComposeResult:
        """The question above its answers."""
        with Vertical(classes="dialog"):
            yield Label(lit(self._question))
            for letter, answer in self._answers.items():
                yield Label(lit(f"  {letter}  {answer}"))
            yield Label(lit("  Esc  leave it"), classes="quiet")

    def on_key(self, event: events.Key) -> None:
        """A letter is an answer; every other key is none."""
        if event.character in self._answers and self.is_current:
            event.stop()
            self.dismiss(event.character)

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)
