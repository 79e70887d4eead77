"""The line of sight of a performer: the customer, what goes in and out, the measure, the practices, the coach."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.domain.errors import WorkbenchError
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.screens.reading import Reading
from workbench.services import sight

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp


class SightPane(Reading):
    """What a performer sees of the process from where they stand."""

    app: "WorkbenchApp"

    def show(self, organization: Organization, process: Process | None, part: str) -> None:
        """Show it for whoever sits here."""
        if process:
            self.tell(title_of(organization, process), rows_for(self.app, process), process.id)


def title_of(organization: Organization, process: Process) -> str:
    """Whose line of sight it is of."""
    return f"Line of sight · {organization.label(process)} {process.name}"


def rows_for(app: "WorkbenchApp", process: Process) -> Sequence[tuple[str, str]]:
    """The lines of it, for whoever sits here where that is known."""
    try:
        person = app.actor.by
    except WorkbenchError:
        person = ""
    return sight.rows(app.store, process, person, bars=app.glyphs.bars)
