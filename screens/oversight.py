"""The oversight pane: six functions over processes, never over people, and as little of it as will do."""

from collections.abc import Sequence
from typing import ClassVar, Protocol, cast

from textual import events
from textual.binding import Binding, BindingType

from workbench.domain.errors import WorkbenchError
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.screens.coming_back import decided, everything, journal_position, own
from workbench.screens.listing import Line
from workbench.screens.overview import overview
from workbench.screens.places import PlacesScreen
from workbench.screens.waits import Waits


class Place(Protocol):
    """What is shown beside the list for one of its lines."""

    def show(self, organization: Organization, process: Process | None, part: str) -> None:
        """Show a part of it; of the current process, where it is a place of one."""
        ...


class OversightScreen(PlacesScreen):
    """What waits, the organization as a whole, and the records of one process; every row is a process.

    It is opened in what waits, so that this can be done there and then.
    """

    mode = "oversight"
    first = (
        "waits.do", "waits.check", "waits.found", "waits.later", "waits.drop", "waits.longer", "waits.mine",
        "board.mend", "board.branch", "cost.drop", "feedback.reply", "investigation.close",
        "investigation.learn", "oversight.open",
    )  # fmt: skip
    kinds: ClassVar = {
        "waiting": "waiting_pane.WaitingPane",
        "six": "board_pane.BoardPane",
        "cost": "cost_pane.CostPane",
        "measures": "measures_pane.MeasuresPane",
        "feedback": "feedback_pane.FeedbackPane",
        "investigations": "investigations_pane.InvestigationsPane",
        "benchmarks": "benchmarks_pane.BenchmarksPane",
        "resources": "means_pane.MeansPane",
        "practices": "held_pane.HeldPane",
        "reviews": "reviews_pane.ReviewsPane",
        "since": "since_pane.SincePane",
        "progress": "progress_pane.ProgressPane",
        "enterprise": "maturity_pane.EnterprisePane",
        "sight": "sight_pane.SightPane",
        "maturity": "maturity_pane.MaturityPane",
        "iso": "iso_pane.IsoPane",
        "careers": "careers_pane.CareersPane",
    }
    shown = "what waits"
    CSS_PATH: ClassVar = ["places.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Go in", id="oversight.open", tooltip="Go into what the line stands for"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._waits: tuple[object, Waits] = (None, Waits())
        self.came_from = ""

    def on_mount(self) -> None:
        """Follow the dated records, and begin in what waits."""
        self.watch(self.app, "records", self._look_again, init=False)
        self.call_after_refresh(self.action_go, "waiting")

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Show what has changed while other panes were looked at."""
        self._look_again()

    @property
    def waits(self) -> Waits:
        """Everything that waits now; it is gathered once, until something changes."""
        seen = (self.app.store.changes, journal_position(self.app), self.app.today)
        if self._waits[0] != seen:
            self._waits = (seen, self._gathered())
        return self._waits[1]

    def _gathered(self) -> Waits:
        store = self.app.store
        try:
            alone = (*decided(self.app), *own(self.app))
            return Waits.of(everything(self.app), store.organization, self.me, alone)
        except WorkbenchError as error:
            self.app.say(str(error), warns=True)
            return Waits()

    @property
    def me(self) -> str:
        """Who looks, "" where nobody knows."""
        return self.app.known.by if self.app.known else ""

    def show(self, organization: Organization) -> None:
        """Show it while it is looked at; what changes meanwhile is shown when it is come back to."""
        if self.is_current:
            super().show(organization)

    def lines(self, organization: Organization) -> Sequence[Line]:
        """What waits, the organization as a whole, and the current process."""
        return list(overview(self.app.store, self.waits, self.process))

    def heading(self, organization: Organization) -> tuple[str, str]:
        """That it is of process."""
        return "Oversight", "process, not people"

    def fill(self, organization: Organization, name: str, part: str) -> None:
        """Let a place show a part of it."""
        cast(Place, self.place(name)).show(organization, self.process, part)

    def action_open(self) -> None:
        """Go into what the line stands for."""
        self.came_from = ""
        self.go_into(self.chosen()[0])

    def come_again(self) -> None:
        """Back into what waits."""
        self.came_from = ""
        self.action_go("waiting")

    def action_back(self) -> None:
        """Back into what waits or the board, where it was gone into from there; else to the list."""
        came_from, self.came_from = self.came_from, ""
        if came_from and self.is_within and self.chosen()[0] != came_from:
            self.action_go(came_from)
        else:
            super().action_back()

    def standing(self) -> str:
        """What the signs in what waits mean."""
        glyphs = self.app.glyphs
        is_waits = self.is_within and self.chosen()[0] == "waiting" and bool(self.waits.items)
        return f"{glyphs.mark} waits for you, {glyphs.alarm} is late." if is_waits else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What one is in already cannot be gone into."""
        return None if self.why_not(action) else True

    def why_not(self, action: str) -> str:
        """Why a key does nothing now."""
        is_within = action == "open" and self.is_mounted and self.is_within
        return "You are in it. Esc goes back to the list." if is_within else ""
