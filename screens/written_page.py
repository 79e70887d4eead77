"""A page to be written: a text over the whole screen, saved as it grows, and kept when it is left."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from workbench.domain.errors import WorkbenchError
from workbench.domain.writing import ANSWER, Writing
from workbench.screens.lines import KeyLine, SentenceLine
from workbench.screens.long_text import LongText
from workbench.screens.safe import joined, lit
from workbench.services.acting import NobodyHere

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp
    from workbench.store.drafts import Draft

Place = Mapping[str, str]
KEPT = "A draft is kept as you write; Esc is done, and keeps it."
KEPT_UNWRAPPED = "So long a text is not wrapped. A draft is kept as you write; Esc is done."
OF_QUESTIONS = "Tab: the next question. What is not answered is not kept; Esc is done, and keeps the rest."
NOTHING = "Nothing was written, and nothing is kept."


class WrittenPage(ModalScreen[str]):
    """A text with the cursor in it. Esc keeps it, and says so; the answer is what is said of it.

    `keep` is given the place and the text; what it raises stands below the text, which stays. `abouts` are the
    processes that it can be about, "" for none; F5 turns them.
    """

    app: "WorkbenchApp"

    CSS_PATH = "written_page.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+s", "done", "Done", id="words.done", tooltip="Keep what is written, and close",
                priority=True),
        Binding("f3", "edit_outside", "Editor", id="words.editor", tooltip="Write on in your own editor"),
        Binding("tab", "question(1)", "Next question", show=False, id="words.next",
                tooltip="Write under the next question"),
        Binding("shift+tab", "question(-1)", "Question before", show=False, id="words.before",
                tooltip="Write under the question before"),
        Binding("f5", "turn", "About", id="words.about", tooltip="Whether it is about the process you stand on"),
    ]  # fmt: skip

    def __init__(
        self, title: str, text: str, place: Place, keep: Callable[[Place, str], str], draft: "Draft | None" = None
    ) -> None:
        super().__init__()
        self._title, self._before, self._place, self._keep, self._draft = title, text, dict(place), keep, draft
        self._area = LongText(draft.writing.texts.get(ANSWER, text) if draft else text, lambda step: None)
        self.abouts: list[str] = []

    def compose(self) -> ComposeResult:
        """The text between its title and what stands in the way."""
        with Vertical(id="written"):
            yield self._area
            yield Label("", markup=False, id="written-trouble")
        yield SentenceLine()
        yield KeyLine(("words.done", "words.editor", "words.about"))

    def on_mount(self) -> None:
        """Put the cursor where one goes on writing."""
        self._show_title()
        written = KEPT if self._area.soft_wrap else KEPT_UNWRAPPED
        self.query_one(SentenceLine).standing = OF_QUESTIONS if self._place.get("template") else written
        self._area.focus()
        is_begun = bool(self._draft) or not self._place.get("template")
        self._area.move_cursor(self._area.document.end if is_begun else (1, 0))
        self.app.drafts.begin(self, self._draft)

    def _show_title(self) -> None:
        box, organization = self.query_one("#written", Vertical), self.app.store.organization
        process = organization.processes.get(self._place.get("process", ""))
        none = "about no process" if self.abouts else ""
        about = f"about {organization.label(process)} {process.name}" if process else none
        box.border_title = lit(joined([self._title, about]))
        box.border_subtitle = lit("F5 changes what it is about" if len(self.abouts) > 1 else "")

    @property
    def writing(self) -> Writing | None:
        """What is written."""
        return Writing(self._place, self._title, {ANSWER: self._area.text}, {ANSWER: self._before}, ANSWER)

    def told(self, sentence: str) -> None:
        """Say something below the text."""
        trouble = self.query_one("#written-trouble", Label)
        trouble.update(lit(sentence))
        trouble.display = bool(sentence)

    def action_done(self) -> None:
        """Keep it; where that cannot be, say so, and let it stay."""
        text = self._area.text
        if text == self._before or not (text.strip() or self._before):
            self._close(NOTHING if not self._before else "Nothing was changed.")
            return
        try:
            said = self._keep(self._place, text)
        except NobodyHere:
            self.app.ask_who()
        except WorkbenchError as error:
            self.told(str(error))
        else:
            self._close(said)

    def _close(self, said: str) -> None:
        self.app.drafts.done(self)
        self.dismiss(said)

    def action_edit_outside(self) -> None:
        """Write on in the person's own editor; it is kept with the page."""
        from workbench.screens.editor import edited

        try:
            page, text = edited(self.app, self._place.get("record") or "entry", self._area.text)
        except WorkbenchError as error:
            self.told(str(error))
            return
        page.forget()
        self._area.replace(text, self._area.document.start, self._area.document.end)

    def action_question(self, step: int) -> None:
        """Go below the next heading, or the one before; where there is none, stay."""
        lines, here = self._area.document.lines, self._area.cursor_location[0]
        below = [row for row, line in enumerate(lines[:-1], 1) if line.startswith("## ")]
        found = [row for row in below[::step] if (row - here) * step > 0]
        if found:
            self._area.move_cursor((found[0], len(lines[found[0]])))

    def action_turn(self) -> None:
        """Let it be about the process one stands on, or about none."""
        if self.abouts:
            now = self._place.get("process", "")
            place = self.abouts.index(now) + 1 if now in self.abouts else 0
            self._place["process"] = self.abouts[place % len(self.abouts)]
            self._show_title()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a new entry can be about the process one stands on, or not."""
        return None if action == "turn" and len(self.abouts) < 2 else True
