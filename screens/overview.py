"""What there is to look after, as a list: first of the organization as a whole, then of the current process."""

from collections.abc import Iterator

from workbench.domain.feedback import Benchmark, Feedback, Investigation
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.domain.reviews import Review
from workbench.screens.listing import Line
from workbench.screens.place_names import OVERSIGHT
from workbench.screens.waits import Waits
from workbench.store.store import Store


def overview(store: Store, waits: Waits, process: Process | None) -> Iterator[Line]:
    """The lines of the list; each stands for a place."""
    yield _place("waiting", waits.in_short())
    yield _place("six")
    yield _place("cost")
    yield _place("since")
    yield _place("progress")
    yield _place("enterprise")
    if process:
        yield Line.of(f" {_named(store.organization, process)}", kind="head")
        yield _place("sight")
        yield from _kept(store, process)
        yield _place("maturity")
        yield _place("iso")
        yield _place("careers")


def _kept(store: Store, process: Process) -> Iterator[Line]:
    """What is kept of a process, each with how much there is."""
    dated = store.dated
    feedback, looked_into = dated.of(Feedback, process.id), dated.of(Investigation, process.id)
    waits = sum(one.waits for one in feedback)
    is_open = sum(one.closed is None for one in looked_into)
    short = sum(bool(one.short) for one in process.means)
    yield _place("measures", len(process.measures))
    yield _place("feedback", f"{waits} of {len(feedback)} wait" if waits else len(feedback))
    yield _place("investigations", f"{is_open} open" if is_open else len(looked_into))
    yield _place("benchmarks", len(dated.of(Benchmark, process.id)))
    yield _place("resources", f"{short} short" if short else len(process.means))
    yield _place("practices", len(process.practices))
    yield _place("reviews", len(dated.newest_ids(Review, process.id)))


def _place(place: str, held: str | int = "") -> Line:
    """A place, and in short what is in it."""
    return Line(place, ((f" {OVERSIGHT[place]}", ""), (f"  {held}" if held else "", "quiet")))


def _named(organization: Organization, process: Process) -> str:
    return f"{organization.label(process)} {process.name}".strip()
