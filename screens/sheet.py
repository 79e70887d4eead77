"""The sheet of the current process, beside or below the chart."""

from collections.abc import Callable

from workbench.domain.ids import ProcessId
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.screens.reading import Reading
from workbench.services.sheet import fields


def _as_it_is(process: Process) -> Process:
    return process


class Sheet(Reading):
    """Everything that is known of one process."""

    reviewed: Callable[[Process], Process] = staticmethod(_as_it_is)

    def show(self, organization: Organization, process: ProcessId | None) -> None:
        """Show a process; without one, nothing."""
        known = organization.processes.get(process) if process else None
        known = self.reviewed(known) if known else None
        if known is None:
            self.tell("", [], "")
            return
        said = [("", ""), ("", known.description)] if known.description else []
        title = f"{organization.label(known)} {known.name}".strip()
        self.tell(title, [*fields(organization, known), *said], known.id)
