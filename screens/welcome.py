"""The first-run card: look round in a sample, start one's own organization, or bring one in."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Label

from workbench.screens.dialogs import Ask
from workbench.screens.dressed import Dressed
from workbench.screens.glyphs import UNICODE, Glyphs
from workbench.screens.safe import lit
from workbench.screens.terminal.colours import Look

CARD = """\
A place to build an organization out of processes.
Nothing has been written yet.

 s  look round in a sample firm (a copy, thrown away)
 n  start your own: asks one question
 o  import one  (CSV, JSON, Markdown, indented text)
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the person wants to begin with: `sample`, `new` with a name, or `import` with a file."""

    kind: str
    text: str = ""


class Welcome(Dressed[Answer], inherit_bindings=False):
    """The card that stands where no store is yet. Its answer is None when the person leaves.

    `problem` says what is wrong with a file that is to be brought in, "" for nothing.
    """

    CSS_PATH = ["welcome.tcss", "plain.tcss"]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "sample", "Sample", id="welcome.sample", tooltip="Look round in a sample firm"),
        Binding("n", "begin", "New", id="welcome.new", tooltip="Start your own organization"),
        Binding("o", "bring_in", "Import", id="welcome.import", tooltip="Bring in a file"),
        Binding("q,ctrl+q,ctrl+c,escape", "quit", "Quit", id="welcome.quit", tooltip="Leave; nothing is written"),
    ]

    def __init__(
        self, folder: str, problem: Callable[[str], str], look: Look | None = None, signs: Glyphs = UNICODE
    ) -> None:
        super().__init__()
        self.dress(look or Look(), signs)
        self._folder, self._problem = folder, problem
        self._left: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """The card."""
        with VerticalScroll(id="card"):
            yield Label(lit(CARD))
            yield Label(lit(f"Your data will be in {self._folder} (change: --store)"), id="where")
            yield Label("", id="trouble", markup=False)

    def on_mount(self) -> None:
        """Name the card."""
        card = self.query_one("#card")
        card.border_title, card.border_subtitle = "workbench", "q quit"

    def action_sample(self) -> None:
        """Look round in the sample."""
        self.exit(Answer("sample"))

    def action_begin(self) -> None:
        """Ask the one question."""
        self._ask("What do you call the organization?", "new", "Lakeside Dental")

    def action_bring_in(self) -> None:
        """Ask for the file."""
        self._ask("Which file?", "import", "processes.csv")

    def _ask(self, question: str, kind: str, hint: str) -> None:
        line = Ask(question, self._left.get(kind, ""), hint, left=partial(self._left.__setitem__, kind))
        self.push_screen(line, lambda text: self._answered(kind, text))

    def _answered(self, kind: str, text: str | None) -> None:
        given = (text or "").strip()
        if not given:
            return
        trouble = self._problem(given) if kind == "import" else ""
        label = self.query_one("#trouble", Label)
        label.update(lit(trouble))
        label.scroll_visible(animate=False)
        if not trouble:
            self.exit(Answer(kind, given))
