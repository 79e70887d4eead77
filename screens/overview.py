"""What there is to look after, as a list: first of the organization as a whole, then of the current process."""

from collections.abc import Iterator

from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.screens.listing import Line
from workbench.screens.waits import Waits
from workbench.store.store import Store


def overview(store: Store, waits: Waits, process: Process | None) -> Iterator[Line]:
    """The lines of the list; each stands for a place."""
    yield _place("waiting", "What waits", waits.in_short())
    if process:
        yield Line.of(f" {_named(store.organization, process)}", kind="head")


def _place(place: str, name: str, held: str | int) -> Line:
    """A place, and in short what is in it."""
    return Line(place, ((f" {name}", ""), (f"  {held}" if held else "", "quiet")))


def _named(organization: Organization, process: Process) -> str:
    return f"{organization.label(process)} {process.name}".strip()
