"""The drafts that nobody is writing any more: gone on with, compared, copied or thrown away."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from workbench.domain.dates import ago
from workbench.domain.errors import count
from workbench.screens import resuming
from workbench.screens.clipboard import put_on_clipboard
from workbench.screens.compare import Compare, cut
from workbench.screens.dialogs import Choose
from workbench.screens.safe import fit, joined, lit
from workbench.screens.taking_over import being_written
from workbench.store.drafts import Draft

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp

KEYS = "Enter go on · c compare · y copy · d discard · Esc later"


def offer(app: "WorkbenchApp") -> None:
    """Show the drafts that are waiting, and those of other sessions; go on with the one that is chosen."""
    found = _found(app)
    if not found:
        app.say("No draft is waiting: everything that was written was kept.")
        return
    app.push_screen(Recovery(found), lambda draft: resuming.go_on(app, draft) if draft else None)


def _found(app: "WorkbenchApp") -> list[Draft]:
    return [*app.drafts.waiting(), *app.drafts.elsewhere()]


class Recovery(ModalScreen[Draft | None]):
    """A list of drafts above the text of the one under the cursor; the answer is the one to go on with."""

    app: "WorkbenchApp"

    CSS_PATH = "recovery.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Go on", id="drafts.go-on", tooltip="Go on writing where it was left"),
        Binding("c", "compare", "Compare", id="drafts.compare", tooltip="Hold it against what stands there now"),
        Binding("y", "copy", "Copy", id="drafts.copy", tooltip="Copy its text"),
        Binding("d", "discard", "Discard", id="drafts.discard", tooltip="Throw it away; asks once more"),
        Binding("j", "step(1)", "Down", show=False, id="drafts.down", tooltip="One draft down"),
        Binding("k", "step(-1)", "Up", show=False, id="drafts.up", tooltip="One draft up"),
        Binding("L", "unlock", "Unlock", id="drafts.unlock", tooltip="Open what is sealed, with your passphrase"),
        Binding("escape", "later", "Later", id="drafts.later", tooltip="Leave them for later"),
    ]

    def __init__(self, waiting: Sequence[Draft]) -> None:
        super().__init__()
        self._drafts = list(waiting)

    def compose(self) -> ComposeResult:
        """The list, the text, and what stands in the way."""
        with Vertical(id="recovery"):
            yield OptionList(compact=True)
            with VerticalScroll(can_focus=False):
                yield Label("", markup=False, id="draft-text")
            yield Label("", markup=False, id="draft-trouble")
            yield Label(lit(KEYS), id="draft-keys")

    def on_mount(self) -> None:
        """Show them."""
        self.query_one("#recovery").border_title = lit("Drafts: written, and not kept yet")
        self._show()
        self.query_one(OptionList).focus()

    def _show(self) -> None:
        options = self.query_one(OptionList)
        place = options.highlighted or 0
        options.clear_options()
        options.add_options([Option(self._shown(draft)) for draft in self._drafts])
        options.highlighted = min(place, len(self._drafts) - 1)

    def _shown(self, draft: Draft) -> Content:
        width = max(20, min(self.app.size.width * 9 // 10, 100) - 5)
        when = ago(draft.saved, self.app.store.clock())
        size = "locked" if draft.sealed else count(sum(map(len, draft.writing.written.values())), "letter")
        by = "" if draft.writer.person in ("", self.app.person) else f"by {draft.writer.person}"
        note = joined([f"{draft.saved.astimezone():%H:%M}, {when}", size, by]) if width > 50 else when
        if draft.writer.is_alive:
            note = being_written(draft) if width > 50 else draft.writer.tty
        return Content.assemble(fit(draft.writing.title, width - len(note) - 1), (f" {fit(note, len(note))}", "dim"))

    @property
    def _chosen(self) -> Draft:
        return self._drafts[self.query_one(OptionList).highlighted or 0]

    @on(OptionList.OptionHighlighted)
    def _preview(self) -> None:
        if self._drafts:
            self.query_one("#draft-text", Label).update(lit(cut(self._chosen.writing.in_full)))
            self._tell(resuming.why_not(self.app, self._chosen))

    def _tell(self, sentence: str) -> None:
        self.query_one("#draft-trouble", Label).update(lit(sentence))

    def action_step(self, step: int) -> None:
        """Go to the next draft, or the one before."""
        options = self.query_one(OptionList)
        options.highlighted = max(0, min(len(self._drafts) - 1, (options.highlighted or 0) + step))

    @on(OptionList.OptionSelected)
    def action_go_on(self) -> None:
        """Go on with the draft; where something else stands there now, both are seen first."""
        if self._chosen.sealed:
            self.action_unlock()
            return
        now = resuming.texts_now(self.app, self._chosen.writing)
        if why := resuming.why_not(self.app, self._chosen):
            self._tell(f"{why} y copies what was written.")
        elif now and self._chosen.writing.clashes(now):
            self.action_compare()
        else:
            self.dismiss(self._chosen)

    def action_compare(self) -> None:
        """Show what was written beside what it began from and what stands there now."""
        draft = self._chosen
        why = resuming.why_not(self.app, draft)
        by = resuming.who_changed(self.app, draft.writing)
        compare = Compare(draft.writing, resuming.texts_now(self.app, draft.writing), why, by)
        self.app.push_screen(compare, lambda goes_on: self._compared(draft, goes_on))

    def _compared(self, draft: Draft, goes_on: bool | None) -> None:
        if goes_on:
            self.dismiss(draft)

    def action_copy(self) -> None:
        """Offer the text to the clipboard."""
        self._tell(put_on_clipboard(self.app, self._chosen.writing.in_full))

    def action_unlock(self) -> None:
        """Ask for the passphrase that opens what is sealed."""
        from workbench.screens import unlocking

        if self._chosen.sealed and not self.app.store.journals.keys.unlocked.is_open(self.app.store.clock()):
            unlocking.lock_or_unlock(self.app, self._show_opened)
        else:
            self._tell("It cannot be opened: it was sealed to another key." if self._chosen.sealed else "")

    def _show_opened(self) -> None:
        self._drafts = _found(self.app) or self._drafts
        self._show()

    def action_discard(self) -> None:
        """Throw the draft away, once the person has said so with another key."""
        draft = self._chosen
        if draft.writer.is_alive:
            self._tell("Another session is writing it: Enter takes it over; it can be thrown away there.")
            return
        question = f"Throw away what was written at “{draft.writing.title}”? It cannot be brought back."
        self.app.push_screen(Choose(question, {"x": "throw it away"}), lambda answer: self._discarded(draft, answer))

    def _discarded(self, draft: Draft, answer: str | None) -> None:
        if answer != "x":
            return
        self.app.drafts.discard(draft)
        self._drafts.remove(draft)
        if self._drafts:
            self._show()
        else:
            self.dismiss(None)

    def action_later(self) -> None:
        """Leave them where they are; F8 brings them back."""
        self.dismiss(None)
        self.app.call_later(self.app.say, f"{count(len(self._drafts), 'draft')} left for later: F8 shows them.")
