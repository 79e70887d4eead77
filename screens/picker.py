"""A list to choose from while typing: behind find, the palette, help, and every question for a record."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Offset
from textual.screen import ModalScreen
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from workbench.screens.one_line import OneLine
from workbench.screens.safe import fit, joined, lit


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: how it is shown, what it stands for, why it cannot be chosen now, if so.

    `whole` is said below the list of what is too long for a line of it.
    """

    label: str
    value: Any
    note: str = ""
    why_not: str = ""
    whole: str = ""


Search = Callable[[str], Sequence[Choice]]
LONGEST = 200


class Picker(ModalScreen[Any]):
    """Type to narrow, Enter to choose; the answer is the chosen value, None when nothing was chosen.

    `seen` is told the value that the cursor comes to stand on.
    """

    CSS_PATH = "picker.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Close", id="picker.close", tooltip="Close without choosing"),
        Binding("down,ctrl+n", "step(1)", "Down", show=False, id="picker.down", tooltip="One down"),
        Binding("up,ctrl+p", "step(-1)", "Up", show=False, id="picker.up", tooltip="One up"),
        Binding("pagedown", "step(10)", "Page down", show=False, id="picker.page-down", tooltip="Ten down"),
        Binding("pageup", "step(-10)", "Page up", show=False, id="picker.page-up", tooltip="Ten up"),
    ]

    def __init__(
        self, title: str, search: Search, hint: str = "", text: str = "", seen: Callable[[Any], None] | None = None
    ) -> None:
        super().__init__()
        self._seen = seen
        self._title, self._search, self._hint, self._text = title, search, hint, text
        self._choices: Sequence[Choice] = ()
        self._is_stepping = False
        self._cut = set[str]()

    def compose(self) -> ComposeResult:
        """An input above a list."""
        with Vertical(id="picker"):
            yield OneLine(self._text, placeholder=self._hint)
            options = OptionList(compact=True)
            options.can_focus = False
            yield options
            yield Label("", markup=False, id="why")

    def on_mount(self) -> None:
        """Show what there is before anything is typed."""
        self.query_one("#picker", Vertical).border_title = lit(self._title)
        self._narrow(self._text)

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        self._narrow(message.value)

    def _narrow(self, text: str) -> None:
        self._choices, self._is_stepping, self._cut = self._search(text[:LONGEST]), False, set[str]()
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(self._shown(choice)) for choice in self._choices])
        options.highlighted = 0 if self._choices else None
        self._explain()

    def _shown(self, choice: Choice) -> Content:
        width = max(20, min(self.app.size.width * 9 // 10, 90) - 7)  # pyright: ignore[reportUnknownMemberType]
        said = joined(["not now" if choice.why_not else "", choice.note])
        note = fit(said, min(cell_len(said), width // 2)) if said and width > 50 else ""
        label = fit(choice.label, width - cell_len(note) - 1) if note else fit(choice.label, width)
        self._cut |= {choice.label} if label.rstrip() != choice.label.rstrip() else set()
        return Content.assemble((label, "dim" if choice.why_not else ""), (f" {note}" if note else "", "dim"))

    @on(OptionList.OptionHighlighted)
    def _explain(self) -> None:
        choice = self._choice()
        empty = "" if self._choices else "Nothing answers to that."
        self.query_one("#why", Label).update(lit(choice.why_not or self._whole(choice) if choice else empty))
        if choice and self._seen:
            self._seen(choice.value)

    def _whole(self, choice: Choice) -> str:
        """What is said of a choice in full; nothing where its line says the same already."""
        is_said = choice.whole == " ".join(choice.label.split()) and choice.label not in self._cut
        return "" if is_said else choice.whole

    def _choice(self) -> Choice | None:
        place = self.query_one(OptionList).highlighted
        return self._choices[place] if place is not None and place < len(self._choices) else None

    def action_step(self, step: int) -> None:
        """Go down or up the list."""
        options = self.query_one(OptionList)
        if self._choices:
            place = options.highlighted or 0
            options.highlighted = max(0, min(len(self._choices) - 1, place + step))
            self._is_stepping = True

    @property
    def cursor_screen_offset(self) -> Offset | None:
        """Where the terminal's own cursor stands: on the list while one goes through it, else in the field."""
        options = self.query_one(OptionList)
        if not self._is_stepping or options.highlighted is None:
            return None
        return options.content_region.offset + Offset(0, options.highlighted - options.scroll_offset.y)

    @on(Input.Submitted)
    def _take(self) -> None:
        choice = self._choice()
        if choice and choice.why_not:
            self._explain()
        elif choice and self.is_current:
            self.dismiss(choice.value)

    @on(OptionList.OptionSelected)
    def _clicked(self, message: OptionList.OptionSelected) -> None:
        self.action_step(message.option_index - (self.query_one(OptionList).highlighted or 0))
        self._take()

    def action_leave(self) -> None:
        """Close without choosing."""
        self.dismiss(None)
