"""Work of many small steps, done while the screen stays alive; it can be stopped until something is changed."""

import asyncio
from collections.abc import Callable, Iterator
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from workbench.domain.errors import WorkbenchError
from workbench.screens.safe import lit

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp

SLICE, BREATH = 0.05, 0.005
DONE = ""


class Working(ModalScreen[str | None]):
    """How far the steps have come; the answer is DONE, what stood in the way, or None where they were stopped."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "stop", "Stop", id="working.stop", tooltip="Stop it; nothing was changed yet")
    ]

    def __init__(self, what: str, steps: Iterator[object], total: int) -> None:
        super().__init__()
        self._what, self._steps, self._total = what, steps, total
        self._far = Label(lit(self._told(0)))

    def compose(self) -> ComposeResult:
        """How far it is, above the way out."""
        with Vertical(classes="dialog"):
            yield self._far
            yield Label(lit("  Esc  stop; nothing was changed yet"), classes="quiet")

    def on_mount(self) -> None:
        """Begin."""
        self._worker = self.run_worker(self._work())

    def _told(self, done: int) -> str:
        return f"{self._what}: {done:,} of {self._total:,} records"

    async def _work(self) -> None:
        """Take the steps a slice at a time, and let the screen breathe in between."""
        ends = monotonic() + SLICE
        try:
            for done, _ in enumerate(self._steps, 1):
                if monotonic() > ends:
                    self._far.update(lit(self._told(done)))
                    await asyncio.sleep(BREATH)
                    ends = monotonic() + SLICE
        except WorkbenchError as error:
            self.dismiss(str(error))
        else:
            self.dismiss(DONE)

    def action_stop(self) -> None:
        """Stop what is under way."""
        self._worker.cancel()
        self.dismiss(None)


def work(
    app: "WorkbenchApp", what: str, steps: Iterator[object], total: int, then: Callable[[], None],
    stopped: Callable[[], object],
) -> None:  # fmt: skip
    """Take the steps, then go on; where they are stopped, or something stands in the way, `stopped` clears up."""
    app.push_screen(Working(what, steps, total), partial(_ended, app, then, stopped))


def _ended(
    app: "WorkbenchApp", then: Callable[[], None], stopped: Callable[[], object], answer: str | None
) -> None:  # fmt: skip
    if answer == DONE:
        app.say("A moment more.")
        app.call_after_refresh(then)
        return
    stopped()
    app.say(answer or "It was stopped; nothing was changed.", warns=bool(answer))
