"""The timeline of a journal: every entry under its month, the newest first; or what was searched for."""

from calendar import month_name
from collections.abc import Iterator, Sequence
from functools import cache
from typing import ClassVar

from textual.binding import Binding, BindingType

from workbench.domain.journal import Entry
from workbench.screens.entries_pane import EntriesPane
from workbench.screens.journal_pane import Headed
from workbench.screens.listing import Line
from workbench.services import journal, searching
from workbench.services.coaching import named_for
from workbench.services.searching import Wanted


class TimelinePane(EntriesPane):
    """Every entry of one's own, by its month; while something is searched for, all that one may read and holds it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "hit(1)", "Next hit", show=False, id="entries.hit", tooltip="To the next hit"),
        Binding("N", "hit(-1)", "Hit before", show=False, id="entries.hit-before", tooltip="To the hit before"),
    ]

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id, classes)
        self.asked = ""
        self._wanted = Wanted()

    @property
    def is_searched(self) -> bool:
        """Only what was asked for is shown."""
        return bool(self.asked)

    def search(self, text: str) -> None:
        """Show only what holds what a line asks for; "" shows everything again. Raises BadInput, NotFound."""
        self._wanted = searching.wanted_in(text, self.organization, self.app.today)
        self.asked = text.strip()
        self.look()

    def forget_search(self) -> None:
        """Keep nothing of what was searched for."""
        self.asked, self._wanted = "", Wanted()

    def show_entry(self, record: str) -> None:
        """Set the cursor on an entry."""
        if self.listing.go(record):
            self.draw_page()

    def title(self) -> str:
        """What it is called, and what is searched for."""
        return f"Timeline · {self.asked} · Esc shows all" if self.asked else "Timeline"

    def empty(self) -> str:
        """That nothing answers, or is written."""
        return "Nothing you may read holds that." if self.asked else super().empty()

    def called(self, entry: Entry) -> str:
        """The line of it that holds what is searched for, else what it says first."""
        held, title = searching.line_that_holds(entry.text, self._wanted.folded), super().called(entry)
        return title if title in held else held or title

    def help(self) -> Sequence[tuple[str, str]]:
        """How a journal begins."""
        return () if self.asked else super().help()

    def listed(self) -> Sequence[Line]:
        """The entries under their months."""
        found = list(self._found())
        return Headed(found, self.line) if found else ()

    def _found(self) -> Iterator[tuple[str, str]]:
        store, me, wanted = self.app.store, self.me, self._wanted
        own = journal.own(store, me)
        days = own.days_found(wanted.folded, wanted.fits) if self.asked else own.days()
        yield from ((month_of(day[:7]), id) for id, day in days)
        if self.asked:
            others = searching.others_entries(store, me, wanted)
            yield from (("Shared with me", f"{one.by}/{one.id}") for one in others)
            yield from (("Coaching", named_for(me, one)) for one in searching.sessions(store, me, wanted))

    def action_hit(self, step: int) -> None:
        """Go to the next hit, or the one before."""
        self.listing.action_move(step)

    def why_not(self, action: str) -> str:
        """Hits there are only while something is searched for."""
        if action == "hit":
            return "" if self.asked else "Nothing is searched for: / asks what."
        return super().why_not(action)


@cache
def month_of(month: str) -> str:
    """A month, 2026-11, as it stands above its entries."""
    year, _, number = month.partition("-")
    return f"{month_name[int(number)]} {year}" if number.isdecimal() and 0 < int(number) < 13 else month
