"""What others reach at a process: whose figure it is, from which source, beside ours, and what we do about it."""

from collections.abc import Iterator
from typing import Any

from workbench.domain.feedback import Benchmark
from workbench.domain.readings import gap, gap_in_words
from workbench.screens.records_pane import RecordsPane, said
from workbench.services.dated_kinds import BENCHMARK


class BenchmarksPane(RecordsPane):
    """What others reach, the newest first."""

    kind = BENCHMARK
    nothing = "It was compared with nobody yet: a notes what a competitor or another branch reaches."

    def title(self) -> str:
        """It is what others reach."""
        return "Benchmarks"

    def told(self, record: Any) -> Iterator[tuple[str, str]]:
        """Whose figure it is, and how far we are from it."""
        yield f"{record.whose}", ""
        yield f"  {record.what}", "quiet"
        yield f"  {record.figure}", "strong"
        if off := gap_in_words(record.ours, record.figure):
            yield f", ours {off}", ""
        if not record.action and gap(record.ours, record.figure):
            yield "  nothing is done about it", "alarm"

    def known(self, record: Benchmark) -> Iterator[tuple[str, str]]:
        """All that is known of it."""
        yield "strong", f"{record.whose}{', a competitor' if record.competitor else ''}: {record.what}"
        off = gap_in_words(record.ours, record.figure)
        ours = f"; ours {record.ours}{f', {off}' if off else ''}" if record.ours else "; ours is not said"
        yield "", f"{record.figure or 'no figure'}{ours}"
        yield from said("Source", record.source)
        yield from said("What we do", record.action or "Nothing is said yet: Enter writes it.")
