"""The field in which the name of a step is written."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from workbench.screens.name_entry import Entry


class StepEntry(Entry):
    """One line over the list of steps; Tab gives a new step another symbol."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "level(1)", "symbol", id="steps.next-symbol", tooltip="Give the new step the next symbol"),
        Binding(
            "shift+tab", "level(-1)", "symbol before", show=False, id="steps.symbol-before",
            tooltip="Give the new step the symbol before",
        ),
    ]  # fmt: skip
