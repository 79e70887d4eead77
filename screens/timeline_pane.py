"""The timeline of a journal: every entry under its month, the newest first."""

from collections.abc import Sequence

from workbench.screens.entries_pane import EntriesPane
from workbench.screens.journal_pane import Headed
from workbench.screens.listing import Line
from workbench.services import journal


class TimelinePane(EntriesPane):
    """Every entry of one's own, by its month."""

    def title(self) -> str:
        """What it is called."""
        return "Timeline"

    def listed(self) -> Sequence[Line]:
        """The entries under their months."""
        days = journal.own(self.app.store, self.me).days()
        return Headed(((month_of(day), id) for id, day in days), self.line) if days else ()


def month_of(day: str) -> str:
    """The month of a day, as it stands above its entries."""
    from calendar import month_name

    number = day[5:7]
    return f"{month_name[int(number)]} {day[:4]}" if number.isdecimal() and 0 < int(number) < 13 else day
