"""How far the chart has come towards the preferred future, branch by branch, as small lines over half a year."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from workbench.domain.amounts import in_percent
from workbench.domain.errors import WorkbenchError
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.domain.sparkline import sparkline
from workbench.screens.page import CUT, Page
from workbench.screens.safe import fit
from workbench.services.progress import Come, shares

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp

NO_FUTURE = "Nobody has written the preferred future yet: F7."


class ProgressPane(Page):
    """The preferred future, and under it the shares that are designed, documented, trained and owned."""

    app: "WorkbenchApp"

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._come: tuple[object, list[Come]] | None = None

    def show(self, organization: Organization, process: Process | None, part: str) -> None:
        """Show how far it has come."""
        self.tell("Progress", list(self._told(organization)), "progress")

    @property
    def come(self) -> list[Come]:
        """How far each branch has come; reckoned once, until something changes. Raises Damaged."""
        of = (self.app.store.position, self.app.today)
        if self._come is None or self._come[0] != of:
            self._come = of, shares(self.app.store, self.app.today)
        return self._come[1]

    def _told(self, organization: Organization) -> Iterator[tuple[str, str]]:
        yield "head", "The preferred future"
        yield "", organization.profile.preferred_future or NO_FUTURE
        try:
            come = self.come
        except WorkbenchError as error:
            yield "", ""
            yield "strong", str(error)
            return
        if come[0].shares[-1] is None:
            yield "quiet", "There is no process yet of which a share could be drawn."
            return
        branch = None
        for one in come:
            if one.branch != branch:
                branch = one.branch
                yield "", ""
                yield "head", self._named(organization, branch)
            yield CUT, self._line(one)
        yield "", ""
        yield (
            "quiet",
            f"Each bar is the end of a month, from {come[0].days[0]} to today; only what has nothing under it counts.",
        )

    def _named(self, organization: Organization, branch: str) -> str:
        known = organization.processes.get(branch)
        return f"{organization.label(known)} {known.name}".strip() if known else "The whole chart"

    def _line(self, one: Come) -> str:
        known = [share for share in one.shares if share is not None]
        bars = sparkline([float(share) for share in known], bars=self.app.glyphs.bars, between=(0, 1))
        drawn = bars.rjust(len(one.shares))
        first, now = known[0], known[-1]
        was = f"  was {in_percent(first)}" if in_percent(first) != in_percent(now) else ""
        return f"  {fit(one.stage, 11)}{drawn}  {in_percent(now):>5}{was}"
