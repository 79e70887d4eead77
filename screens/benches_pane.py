"""The bench of all processes: what hangs on one person, and who is on the way to own or coach what."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from workbench.domain.bench import in_words, on_the_way
from workbench.domain.depth import Alone, one_deep
from workbench.domain.depth import in_words as alone_in_words
from workbench.domain.process import Process
from workbench.screens.going import go
from workbench.screens.listing import Line
from workbench.screens.page import ITEM
from workbench.screens.part_pane import PartPane

NOTHING = "Nothing hangs on one person, and nobody is on the way."


class BenchesPane(PartPane):
    """The processes that are one-deep, then those with somebody on the bench; every row is a process."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "bench", "Its bench", id="benches.open", tooltip="To the bench of the process"),
    ]

    def heading(self) -> str:
        """How much hangs on one person."""
        alone = len(self._alone)
        return f"The bench: {alone:,} one-deep" if alone else "The bench"

    @property
    def _alone(self) -> dict[str, list[Alone]]:
        """By process, what of it hangs on one person."""
        organization, today = self.organization, self.app.today
        found = ((process.id, one_deep(organization, process, today)) for process in organization.running())
        return {process: alone for process, alone in found if alone}

    @property
    def chosen(self) -> Process | None:
        """The process under the cursor."""
        return self.organization.processes.get(self.listing.chosen.partition("/")[2])

    def moved(self) -> None:
        """Tell of the one under the cursor."""
        self.draw_page()

    def lines(self) -> Sequence[Line]:
        """What is one-deep, and who is on the way."""
        alone = self._alone
        benches = [process for process in self.organization.running() if on_the_way(self.organization, process)]
        if not alone and not benches:
            return [Line.of(f" {NOTHING}", kind="quiet")]
        return [*self._one_deep(alone), *self._on_the_way(benches)]

    def _one_deep(self, alone: dict[str, list[Alone]]) -> Iterator[Line]:
        if alone:
            yield Line.of(" hangs on one person", kind="head")
        for process, found in alone.items():
            named = self._named(self.organization.processes[process])
            said = "; ".join(alone_in_words(self.organization, one) for one in found)
            parts = ((f" {self.app.glyphs.alarm}", "alarm"), (f" {named}", ""), (f"  {said}", "quiet"))
            yield Line(f"deep/{process}", parts)

    def _on_the_way(self, benches: Sequence[Process]) -> Iterator[Line]:
        if benches:
            yield Line.of(" on the way", kind="head")
        for process in benches:
            found = on_the_way(self.organization, process)
            people = ", ".join(dict.fromkeys(self.organization.name_of(one.person) for one in found))
            yield Line(f"bench/{process.id}", ((f" {self._named(process)}", ""), (f"  {people}", "quiet")))

    def _named(self, process: Process) -> str:
        return f"{self.organization.label(process)} {process.name}".strip()

    def text(self) -> tuple[str, Sequence[tuple[str, str]]]:
        """What of the process hangs on one person, and who is on the way."""
        return ("", list(self._told(self.chosen))) if self.chosen else ("", [])

    def _told(self, process: Process) -> Iterator[tuple[str, str]]:
        organization = self.organization
        yield "strong", self._named(process)
        for alone in one_deep(organization, process, self.app.today):
            yield ITEM, alone_in_words(organization, alone)
        found = on_the_way(organization, process)
        for one in found:
            yield ITEM, f"{organization.name_of(one.person)}, on the way to {one.seat} it: {in_words(one)}"
        if not found:
            yield "", "Nobody is on the way yet."
        yield "quiet", "Enter goes to its bench."

    def action_bench(self) -> None:
        """Go to the bench of the process."""
        if self.chosen:
            go(self.app, "engineer", "bench", self.chosen.id)

    def why_not(self, action: str) -> str:
        """Why a key does nothing now."""
        return NOTHING if action == "bench" and self._shown and self.chosen is None else ""
