"""The lesson: a process leaf by leaf, read by somebody who performs it, who signs at the end."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from workbench.domain.document import has_read, latest
from workbench.domain.errors import WorkbenchError
from workbench.domain.ids import ProcessId
from workbench.domain.process import Process
from workbench.screens.page import Page
from workbench.screens.safe import lit
from workbench.services import documenting
from workbench.services.acting import NobodyHere
from workbench.services.checklist import checklist
from workbench.services.lesson import Leaf, lesson

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp


class Lesson(ModalScreen[None]):
    """One leaf at a time; the last records that one has read it."""

    app: "WorkbenchApp"

    CSS_PATH = "page.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,n,enter,space", "turn(1)", "Next", id="lesson.next", tooltip="The next leaf"),
        Binding("left,b,backspace", "turn(-1)", "Back", id="lesson.back", tooltip="The leaf before"),
        Binding("s", "sign", "I read it", id="lesson.sign", tooltip="On the last leaf: you have read it"),
        Binding("escape,q", "close", "Close", id="lesson.close", tooltip="Leave the lesson"),
    ]

    def __init__(self, process: ProcessId) -> None:
        super().__init__()
        self._walked, self._place = process, 0
        self._page = Page()

    def compose(self) -> ComposeResult:
        """The leaf above what the keys do."""
        with Vertical(id="page-box"):
            yield self._page
            yield Label("", markup=False, id="lesson-said")

    def on_mount(self) -> None:
        """Begin with what it is for, and follow what others change."""
        self._page.focus()
        self.watch(self.app, "organization", self._show)

    @property
    def _process(self) -> Process | None:
        return self.app.store.organization.processes.get(self._walked)

    def _leaves(self, process: Process) -> list[Leaf]:
        organization = self.app.store.organization
        return [*lesson(organization, checklist(organization), process), Leaf("To sign", self._end(process))]

    def _end(self, process: Process) -> tuple[tuple[str, str], ...]:
        version = latest(process.versions)
        if version is None:
            return (("", "No version of it is published yet, so there is nothing to sign."),)
        published = ("", f"{version.id}, published {version.on or ''}: {version.comment}")
        person = self.app.known.by if self.app.known else ""
        reader = next((reader for reader in process.readers if reader.id == person), None)
        if reader and reader.version == version.id:
            return (published, ("", ""), ("strong", f"You have read {version.id}, {reader.on or ''}."))
        if reader and has_read(process.versions, reader):
            holds = f"You have read {reader.version}; only minor edits came since."
            return (published, ("", ""), ("", holds), ("strong", f"s: I have read {version.id}."))
        return (published, ("", ""), ("strong", f"s: I have read {version.id}."))

    def _show(self) -> None:
        process, box = self._process, self.query_one("#page-box")
        if process is None:
            self.dismiss(None)
            return
        leaves = self._leaves(process)
        self._place = min(self._place, len(leaves) - 1)
        leaf = leaves[self._place]
        box.border_title = lit(f"{process.id} {process.name} · {self._place + 1} of {len(leaves)}")
        box.border_subtitle = lit("n next · b back · Esc leave")
        self._page.tell(leaf.title, (("title", leaf.title), ("", ""), *leaf.texts), f"{self._place}")

    def _tell(self, sentence: str) -> None:
        self.query_one("#lesson-said", Label).update(lit(sentence))

    def action_turn(self, step: int) -> None:
        """Go a leaf on, or back."""
        process = self._process
        if process:
            self._place = max(0, min(self._place + step, len(self._leaves(process)) - 1))
            self._tell("")
            self._show()

    def action_sign(self) -> None:
        """Record that whoever sits here has read it, once they have come to the end."""
        process = self._process
        if process is None:
            return
        if self._place < len(self._leaves(process)) - 1:
            self._tell("It is signed at its end: n goes on.")
            return
        try:
            changed = documenting.sign(self.app.store, self.app.actor, process, self.app.today)
        except NobodyHere:
            self.app.ask_who()
        except WorkbenchError as error:
            self._tell(str(error))
        else:
            self.app.look_again()
            self._tell(f"You have read {changed.readers[-1].version} of {changed.name}.")

    def action_close(self) -> None:
        """Leave the lesson."""
        self.dismiss(None)
