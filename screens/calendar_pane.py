"""The months of a journal, each as a calendar with the days on which something was written."""

from calendar import Calendar, monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from typing import ClassVar

from textual.binding import Binding, BindingType

from workbench.screens.journal_pane import JournalPane
from workbench.screens.listing import Line
from workbench.screens.page import CUT
from workbench.screens.part_pane import Wanted
from workbench.screens.timeline_pane import TimelinePane, month_of
from workbench.services import journal

WEEK = "Mo Tu We Th Fr Sa Su"


class CalendarPane(JournalPane):
    """The months in which something was written, beside the one under the cursor as a calendar."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "read_month", "Its entries", id="calendar.open", tooltip="The entries of the month"),
    ]

    def title(self) -> str:
        """What it is called."""
        return "Calendar"

    def empty(self) -> str:
        """That there is no month yet."""
        return "Nothing is written yet."

    def listed(self) -> Sequence[Line]:
        """The months, the newest first."""
        months = dict.fromkeys(day[:7] for _, day in journal.own(self.app.store, self.me).days())
        return [Line.of(f" {month_of(month)}", month) for month in months]

    def read(self) -> tuple[str, Sequence[tuple[str, str]]]:
        """The month, with its days."""
        month = self.listing.chosen
        return month_of(month), list(self._month(month))

    def _month(self, month: str) -> Iterator[tuple[str, str]]:
        written = journal.days_written(self.app.store, self.me, month)
        first = date.fromisoformat(f"{month}-01")
        yield CUT, ""
        yield CUT, WEEK
        for week in Calendar().monthdatescalendar(first.year, first.month):
            yield CUT, "".join(self._day(day, day in written) if day.month == first.month else "   " for day in week)
        yield CUT, ""
        for entry in journal.own(self.app.store, self.me).matching(lambda doc: str(doc.get("on")).startswith(month)):
            yield CUT, f"{entry.on:%d %a}  {entry.title}"

    def _day(self, day: date, is_written: bool) -> str:
        return f"{day.day:>2}{self.app.glyphs.mark if is_written else ' '}"

    def action_read_month(self) -> None:
        """Show the entries of the month in the timeline."""
        month = self.listing.chosen
        if month:
            last = monthrange(int(month[:4]), int(month[5:]))[1]
            self.post_message(Wanted("timeline"))
            self.call_after_refresh(self._show_entries, f"since:{month}-01 until:{month}-{last}")

    def _show_entries(self, asked: str) -> None:
        self.screen.query_one(TimelinePane).search(asked)
