"""How far the person at the panes had looked when they came."""

from typing import TYPE_CHECKING

from workbench.domain.dates import when
from workbench.domain.errors import WorkbenchError
from workbench.screens.coming_back import key_of
from workbench.services import news
from workbench.store import remembered
from workbench.store.lines import Actor, Line
from workbench.store.remembered import Visit

if TYPE_CHECKING:
    from workbench.screens.desk import Desk


class LastVisit:
    """How far a person had looked when they came; how far they have looked now is remembered for the next time."""

    def __init__(self, app: "Desk") -> None:
        self._app = app
        self._kept = -1
        found = remembered.last_visit(app.store.id, app.person)
        self.is_first = found is None
        self.visit = found or Visit(app.store.position, app.came_at)

    def keep(self, at_once: bool = False) -> None:
        """Remember that everything up to now was looked at; a sample is not come back to."""
        app = self._app
        if not app.opening.keep_in and (at_once or self._kept != app.store.position):
            self._kept = app.store.position
            remembered.keep_visit(app.store.id, app.person, Visit(self._kept, app.store.clock()))

    def lines(self) -> list[Line]:
        """What others changed since. Raises StoreError."""
        app = self._app
        return news.since(app.store, app.known or Actor("", app.opening.login), self.visit.seq)

    @property
    def said(self) -> str:
        """When it was."""
        return when(self.visit.at, self._app.today)

    def greeting(self) -> str:
        """What changed since, in a sentence; "" for nothing."""
        try:
            lines = self.lines()
        except WorkbenchError:
            return ""
        if not lines:
            return ""
        changes = news.in_short(lines, self._app.store.organization)
        key = key_of(self._app, "app.since").title() or ":"
        return f"Since you were here ({self.said}): {changes}. {key} shows them."
