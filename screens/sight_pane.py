"""The line of sight of a performer: the customer, the measure, the coach, the practices, and where it sits."""

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from workbench.domain.errors import WorkbenchError
from workbench.domain.folding import fold, matches
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.screens.picker import Choice, Picker
from workbench.screens.reading import Reading
from workbench.services import sight

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp


class SightPane(Reading):
    """What a performer sees of the process from where they stand."""

    app: "WorkbenchApp"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "performer", "Performer", id="sight.performer", tooltip="With what another performer has learned"),
    ]

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id, classes)
        self._person = ""

    def show(self, organization: Organization, process: Process | None, part: str) -> None:
        """Show it for the performer that was chosen, else for whoever sits here."""
        if process:
            whose = f" · for {organization.name_of(self._person)}" if self._person else ""
            title = f"{title_of(organization, process)}{whose}"
            self.tell(title, rows_for(self.app, process, self._person), process.id)

    def action_performer(self) -> None:
        """Ask for whom it is shown."""
        organization = self.app.store.organization
        process = organization.processes.get(self.app.current or "")
        performers = [one.id for one in organization.people.values() if process and one.id in process.performers]

        def search(text: str) -> Sequence[Choice]:
            words = fold(text).split()
            names = ((person, organization.name_of(person)) for person in performers)
            found = [Choice(name, person) for person, name in names if matches(words, fold(name))]
            return [*([] if text else [Choice("yourself", "")]), *found]

        def chosen(person: str | None) -> None:
            if person is not None:
                self._person = person
                self.show(organization, process, "")

        self.app.push_screen(Picker("For which of its performers?", search, "a name"), chosen)


def title_of(organization: Organization, process: Process) -> str:
    """Whose line of sight it is of."""
    return f"Line of sight · {organization.label(process)} {process.name}"


def rows_for(app: "WorkbenchApp", process: Process, person: str = "") -> Sequence[tuple[str, str]]:
    """The lines of it for one of its performers, else for whoever sits here where that is known."""
    with suppress(WorkbenchError):
        person = person or app.actor.by
    return sight.rows(app.store, process, person, bars=app.glyphs.bars)
