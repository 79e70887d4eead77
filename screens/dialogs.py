"""Small questions: a line of text, or one of a few answers by its first letter."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Offset
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from workbench.domain.errors import WorkbenchError
from workbench.domain.writing import ANSWER, Writing
from workbench.screens.one_line import OneLine
from workbench.screens.safe import lit
from workbench.services.acting import NobodyHere

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp
    from workbench.store.drafts import Draft


class Ask(ModalScreen[str | None]):
    """One line of text; the answer is None when the question was left.

    With a `place`, what is written is saved as a draft of it; `draft` is one that is gone on with. `keep` does
    what the answer is for; what it raises is said below the line, which stays. `left` is told what was left in it.
    A text that `is_usual` is marked, so that what is typed replaces it.
    """

    app: "WorkbenchApp"

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", id="ask.leave", tooltip="Leave it; what is written stays a draft")
    ]

    def __init__(
        self,
        question: str,
        text: str = "",
        hint: str = "",
        place: Mapping[str, str] | None = None,
        draft: "Draft | None" = None,
        keep: Callable[[str], None] | None = None,
        left: Callable[[str], None] | None = None,
        is_usual: bool = False,
    ) -> None:
        super().__init__()
        self._question, self._text, self._place, self._draft = question, text, place, draft
        self._keep, self._left, self._is_usual = keep, left, is_usual and draft is None
        begun = draft.writing.texts.get(ANSWER, text) if draft else text
        self._box = OneLine(begun, placeholder=hint)

    def compose(self) -> ComposeResult:
        """The question above a field."""
        with Vertical(classes="dialog"):
            yield Label(lit(self._question))
            yield self._box
            yield Label("", markup=False, classes="trouble")

    def on_mount(self) -> None:
        """Let the cursor stand still, so that an idle screen sends nothing."""
        self._box.cursor_blink = False
        if self._is_usual:
            self._box.action_select_all()
        if self._place:
            self.app.drafts.begin(self, self._draft)

    @property
    def writing(self) -> Writing | None:
        """The answer as far as it is written."""
        if self._place is None:
            return None
        return Writing(self._place, self._question, {ANSWER: self._box.value}, {ANSWER: self._text}, ANSWER)

    def told(self, sentence: str) -> None:
        """Say something under the answer."""
        trouble = self.query_one(".trouble", Label)
        trouble.update(lit(sentence))
        trouble.add_class("-told")

    @on(Input.Submitted)
    def _answered(self, message: Input.Submitted) -> None:
        if self.is_current and self._is_kept(message.value):
            self._close(message.value)

    def _is_kept(self, answer: str) -> bool:
        try:
            if self._keep:
                self._keep(answer)
        except NobodyHere:
            self.app.ask_who()
        except WorkbenchError as error:
            self.told(str(error))
        else:
            return True
        return False

    def action_leave(self) -> None:
        """Leave without an answer; what was written stays a draft, where it belongs to a place."""
        writing = self.writing
        if self._left:
            self._left(self._box.value)
        if writing is None or not writing.written:
            self._close(None)
        elif self.app.drafts.leave(self):
            self.dismiss(None)
            again = "stands there when it is asked again, and F8 shows it" if self._keep else "waits, and F8 shows it"
            self.app.call_later(self.app.say, f"What you wrote is a draft: it {again}.")
        else:
            self.app.drafts.tell()

    def _close(self, answer: str | None) -> None:
        if self._place:
            self.app.drafts.done(self)
        self.dismiss(answer)


class Choose(ModalScreen[str | None]):
    """One of a few answers, each by a letter of its own; Esc leaves things as they are.

    Without any answer it is something to be read, and Esc goes on.
    """

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", id="choose.leave", tooltip="Leave things as they are"),
        Binding("down", "scroll(1)", "Down", show=False, id="choose.down", tooltip="The rest of a long question"),
        Binding("up", "scroll(-1)", "Up", show=False, id="choose.up", tooltip="Back up in a long question"),
    ]

    def __init__(self, question: str, answers: Mapping[str, str]) -> None:
        super().__init__()
        self._question, self._answers = question, answers
        self._other = "change nothing" if answers else "go on"

    def compose(self) -> ComposeResult:
        """The question above its answers."""
        with Vertical(classes="dialog"):
            yield Label(lit(self._question))
            for letter, answer in self._answers.items():
                yield Label(lit(f"  {letter}  {answer}"))
            yield Label(lit(f"  Esc  {self._other}"), classes="quiet")

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the terminal's own cursor stands."""
        return self.query_one(".dialog").content_region.offset

    def action_scroll(self, lines: int) -> None:
        """Show the rest of a question that is higher than the terminal."""
        self.query_one(".dialog").scroll_relative(y=lines, animate=False)

    def on_key(self, event: events.Key) -> None:
        """A letter is an answer; every other one is told that it is none."""
        if event.character in self._answers and self.is_current:
            event.stop()
            self.dismiss(event.character)
        elif event.key == "enter" or event.is_printable:
            self.query_one(".quiet", Label).update(lit(f"  Esc  {self._other}; it takes one of these keys"))

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)
