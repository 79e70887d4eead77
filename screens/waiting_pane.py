"""What waits: everything that needs a look, about how long it takes, done on the spot."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType

from workbench.domain.due import Due
from workbench.screens import looking
from workbench.screens.listing import Line, Unmade
from workbench.screens.part_pane import PartPane
from workbench.screens.safe import fit
from workbench.screens.waiting_page import page, seen_of
from workbench.screens.waits import Waits

if TYPE_CHECKING:
    from workbench.screens.oversight import OversightScreen

EMPTY = "Nothing needs a look. That is the aim."
EMPTY_OF_MINE = "Nothing waits for you. m shows what waits for others."
ONLY = {
    "check": (
        ("review", "belief", "commitment"),
        "c says that nothing has changed in a check; this is none. Enter does it.",
    ),
    "found": (("review",), "Only a check can find something. Enter does this one."),
    "later": (("review",), "Only a check can be put off. Enter does this one."),
    "drop": (("review",), "Only a check can be dropped. Enter does this one."),
    "longer": (("review",), "Only a check comes back. Enter does this one."),
}


class WaitingPane(PartPane):
    """Everything that waits, one's own first, above what is known of the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "check", "Checked", id="waits.check", tooltip="Nothing has changed; or it was kept"),
        Binding("enter,e", "do", "Do it", id="waits.do", tooltip="Do it here, or go to where it is done"),
        Binding("r", "found", "Found", id="waits.found", tooltip="Looked at it: write down what was found"),
        Binding("s", "later", "Later", id="waits.later", tooltip="Put it off until a day"),
        Binding("x", "drop", "Drop", id="waits.drop", tooltip="Drop a check that is not worth its minutes"),
        Binding("plus", "longer", "Rarer", id="waits.longer", tooltip="Let it come back less often"),
        Binding("t", "time", "Minutes", show=False, id="waits.time", tooltip="Say how long it took you"),
        Binding("m", "mine", "Mine", id="waits.mine", tooltip="What waits for you alone, or for everybody"),
    ]

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id, classes)
        self._mine = False
        self._spent: dict[str, int] = {}
        self._done, self._is_gone = "", False

    @property
    def waits(self) -> Waits:
        """Everything that waits."""
        return cast("OversightScreen", self.screen).waits

    @property
    def due(self) -> Due | None:
        """What the cursor stands on."""
        return self.waits.items.get(self.listing.chosen)

    @property
    def minutes(self) -> int:
        """How long it takes, or took."""
        return self._spent.get(self.listing.chosen, self.due.minutes if self.due else 0)

    def heading(self) -> str:
        """How much waits, and about how long it takes."""
        whom = " for you" if self._mine else ""
        found = self.waits.in_short(self._mine)
        return f"What waits{whom}{f': {found}' if found else ''}"

    def lines(self) -> Sequence[Line]:
        """What waits, each of which process and since when."""
        keys = self.waits.keys(self._mine)
        if not keys:
            return [Line.of(f" {EMPTY_OF_MINE if self._mine and self.waits.items else EMPTY}")]
        return Unmade(keys, self._line)

    def _line(self, key: str) -> Line:
        item, glyphs = self.waits.items[key], self.app.glyphs
        own = glyphs.mark if key in self.waits.mine and not self._mine else " "
        is_late = bool(item.on and item.on < self.app.today)
        room = self.listing.wide - 16
        what = room * 3 // 5
        cells = f"{fit(item.what, what)} {fit(item.name, room - what - 1)} {item.on or '—'}"
        return Line(key, ((f" {own}", "quiet"), (glyphs.alarm if is_late else " ", "alarm"), (f" {cells}", "")))

    def draw(self) -> None:
        """Draw it anew; what was done last and comes back, taken back, is stood on again."""
        super().draw()
        if self._done not in self.waits.items:
            self._is_gone = True
        elif self._is_gone:
            self._is_gone = False
            self.stand_on(self._done)

    def moved(self) -> None:
        """Tell of what the cursor stands on."""
        self.draw_page()

    def text(self) -> tuple[str, Sequence[tuple[str, str]]]:
        """What is known of it."""
        item = self.due
        return (item.what, list(page(self.app.store, item, self.minutes))) if item else ("", [])

    # Acts

    def action_check(self) -> None:
        """Say that it was looked at, and that nothing has changed."""
        if self.due:
            self._begins()
            looking.checked(self.app, self.due, self.minutes)
            cast("OversightScreen", self.screen).show(self.organization)

    def _begins(self) -> None:
        self._done, self._is_gone = self.listing.chosen, False

    def action_do(self) -> None:
        """Do it here, or go to where it is done."""
        if self.due:
            cast("OversightScreen", self.screen).came_from = "waiting"
            looking.do(self.app, self.due, self.minutes)

    def action_found(self) -> None:
        """Write down what was found."""
        if self.due:
            self._begins()
            looking.found(self.app, self.due)

    def action_later(self) -> None:
        """Put it off until a day."""
        if self.due:
            self._begins()
            looking.put_off(self.app, self.due)

    def action_drop(self) -> None:
        """Say how often it found something, ask once, and drop it."""
        process = self.organization.processes.get(self.due.record) if self.due else None
        if self.due and process:
            self._begins()
            looking.drop(self.app, process, seen_of(self.app.store, self.due))

    def action_longer(self) -> None:
        """Let it come back less often."""
        if self.due:
            looking.lengthen(self.app, self.due)

    def action_time(self) -> None:
        """Say how many minutes it took."""
        key = self.listing.chosen

        def spent(minutes: int) -> None:
            self._spent[key] = minutes
            self.draw_page()

        looking.ask_minutes(self.app, self.minutes, spent)

    def action_mine(self) -> None:
        """Show what waits for oneself alone, or for everybody."""
        self._mine = not self._mine
        self.draw()
        self.refresh_bindings()

    def why_not(self, action: str) -> str:
        """Why a key does nothing now."""
        if action == "mine" or not self.is_mounted:
            return "" if not self.is_mounted or self.waits.mine or self._mine else "Nothing waits for you."
        if self.due is None:
            return EMPTY
        kinds, why = ONLY.get(action, ((), ""))
        if kinds and self.due.kind not in kinds:
            return why
        if action in ("drop", "longer") and self.due.record not in self.organization.processes:
            return "How often the chart is looked at stands in the organization's form: F7."
        return ""
