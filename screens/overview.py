"""What there is to look after, as a list: first of the organization as a whole, then of the current process."""

from collections.abc import Iterator, Sequence

from workbench.domain.due import Due
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.screens.listing import Line
from workbench.store.store import Store


def overview(store: Store, waits: Sequence[Due], process: Process | None) -> Iterator[Line]:
    """The lines of the list; each stands for a place."""
    yield _place("waiting", "What waits", in_short(waits))
    if process:
        yield Line.of(f" {_named(store.organization, process)}", kind="head")


def in_short(waits: Sequence[Due]) -> str:
    """How much waits, and how many minutes it takes."""
    minutes = sum(item.minutes for item in waits)
    return f"{len(waits)}, {minutes} min" if minutes else str(len(waits))


def _place(place: str, name: str, held: str | int) -> Line:
    """A place, and in short what is in it."""
    return Line(place, ((f" {name}", ""), (f"  {held}" if held else "", "quiet")))


def _named(organization: Organization, process: Process) -> str:
    return f"{organization.label(process)} {process.name}".strip()
