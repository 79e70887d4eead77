"""The fields that two people wrote at once: what stood there, theirs and mine, one of them to be chosen for each."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult, RenderResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Label

from workbench.domain.dates import when
from workbench.domain.records import BODIES, said
from workbench.screens.form import Field, Form
from workbench.screens.safe import lit
from workbench.services.merging import Clash

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp

WIDE = 9


class ClashBox(Widget, can_focus=True):
    """One field with its texts; the chosen one is marked."""

    def __init__(self, clash: Clash, today: date) -> None:
        super().__init__(classes="clash")
        self.clash, self._today = clash, today
        self.chosen, self.text = "", ""

    def choose(self, which: str, text: str) -> None:
        """Choose a text for the field."""
        self.chosen, self.text = which, text
        self.refresh(layout=True)

    def render(self) -> RenderResult:
        """The field, who changed it, and its texts."""
        clash = self.clash
        by = f"  changed by {clash.who}" if clash.who else ""
        at = f" at {when(clash.at, self._today)}" if clash.at else ""
        rows = {"before": clash.before, "theirs": clash.theirs, "mine": clash.mine}
        if self.chosen in ("both", "by hand"):
            rows[self.chosen] = self.text
        lines = [Content.assemble((said(clash.field), "bold"), lit(f"{by}{at}"))]
        for name, text in rows.items():
            sign = ">" if name == self.chosen else " "
            indented = (text or "(empty)").replace("\n", "\n" + " " * (WIDE + 2))
            lines.append(Content.assemble((f"{sign} {name:<{WIDE}}", "bold" if sign == ">" else "dim"), lit(indented)))
        return Content("\n").join(lines)


class Merge(ModalScreen[Mapping[str, str] | None]):
    """A text to be chosen for every clashing field; None goes back to the form."""

    app: "WorkbenchApp"

    CSS_PATH = "merge.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "mine", "Mine", id="merge.mine", tooltip="Let mine stand"),
        Binding("t", "theirs", "Theirs", id="merge.theirs", tooltip="Let theirs stand"),
        Binding("b", "both", "Both", id="merge.both", tooltip="Let both stand: lists united, long texts joined"),
        Binding("e", "edit", "By hand", id="merge.edit", tooltip="Write it by hand, from what is chosen"),
        Binding("down,j", "step(1)", "Next", show=False, id="merge.next", tooltip="To the next field"),
        Binding("up,k", "step(-1)", "Before", show=False, id="merge.before", tooltip="To the field before"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="merge.page-down", tooltip="One page down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="merge.page-up", tooltip="One page up"),
        Binding("ctrl+s", "keep", "Keep", id="merge.keep", tooltip="Keep what is chosen, as one change"),
        Binding("escape", "back", "Back", id="merge.back", tooltip="Back to the form, everything still in it"),
    ]

    def __init__(self, clashes: Sequence[Clash], others: Sequence[str]) -> None:
        super().__init__()
        self._clashes, self._others = clashes, others

    def compose(self) -> ComposeResult:
        """The fields below each other, above the sentence that says what is to be done."""
        with Vertical(id="merge"):
            with VerticalScroll(can_focus=False):
                for clash in self._clashes:
                    yield ClashBox(clash, self.app.today)
            yield Label(lit(self._beside()), id="merge-beside")
            yield Label("", id="merge-said", markup=False)

    def on_mount(self) -> None:
        """Say what the keys do."""
        box = self.query_one("#merge", Vertical)
        box.border_title = lit("Changed elsewhere while you wrote")
        box.border_subtitle = lit("m mine · t theirs · b both · e by hand · Ctrl+S keep · Esc back")
        self.query(ClashBox).first().focus()

    def _beside(self) -> str:
        others = ", ".join(map(said, self._others))
        return f"What you changed beside this ({others}) goes along by itself." if others else ""

    @property
    def _box(self) -> ClashBox:
        focused = self.focused
        return focused if isinstance(focused, ClashBox) else self.query(ClashBox).first()

    def _choose(self, which: str, text: str) -> None:
        self._box.choose(which, text)
        self._say("")
        if any(not box.chosen for box in self.query(ClashBox)):
            self.action_step(1)

    def _say(self, sentence: str) -> None:
        self.query_one("#merge-said", Label).update(lit(sentence))

    def action_mine(self) -> None:
        """Let mine stand."""
        self._choose("mine", self._box.clash.mine)

    def action_theirs(self) -> None:
        """Let theirs stand."""
        self._choose("theirs", self._box.clash.theirs)

    def action_both(self) -> None:
        """Let both stand, where the field can hold them."""
        clash = self._box.clash
        if clash.both:
            self._choose("both", clash.both)
        else:
            self._say(f"The {said(clash.field)} is one; choose m or t, or write it with e.")

    def action_edit(self) -> None:
        """Write the field by hand."""
        box = self._box
        field = Field(box.clash.field, long=box.clash.field in BODIES)

        def keep(texts: Mapping[str, str], making: bool) -> None:
            box.choose("by hand", texts[field.name])

        self.app.push_screen(Form("By hand", [field], {field.name: box.text or box.clash.mine}, keep, lambda texts: ()))

    def action_step(self, step: int) -> None:
        """Go to the next field, or the one before."""
        if step > 0:
            self.focus_next(ClashBox)
        else:
            self.focus_previous(ClashBox)

    def action_page(self, pages: int) -> None:
        """Read on in a long text, or back."""
        texts = self.query_one(VerticalScroll)
        texts.scroll_relative(y=pages * max(1, texts.size.height - 1), animate=False)

    def action_keep(self) -> None:
        """Keep what is chosen, once there is something for every field."""
        open_box = next((box for box in self.query(ClashBox) if not box.chosen), None)
        if open_box:
            open_box.focus()
            self._say(f"Choose for {said(open_box.clash.field)} first: m, t, b or e.")
        else:
            self.dismiss({box.clash.field: box.text for box in self.query(ClashBox)})

    def action_back(self) -> None:
        """Go back to the form."""
        self.dismiss(None)
