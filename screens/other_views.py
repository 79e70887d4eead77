"""Further views of a journal: this day in other years, what comes back, and what others share."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from workbench.screens.entries_pane import EntriesPane
from workbench.screens.journal_pane import Headed
from workbench.screens.listing import Line
from workbench.services import journal, reconsidering, sharing
from workbench.services.reconsidering import MONTH


class ThisDayPane(EntriesPane):
    """What was written on this day in earlier years."""

    def title(self) -> str:
        """What it is called."""
        return f"On this day, {self.app.today:%d %B}"

    def empty(self) -> str:
        """That there is none."""
        return "Nothing of this day."

    def help(self) -> Sequence[tuple[str, str]]:
        """What would stand there."""
        return [("", "What you wrote on this day of earlier years stands here; nothing was.")]

    def listed(self) -> Sequence[Line]:
        """The entries under their years."""
        found = journal.on_this_day(self.app.store, self.me, self.app.today)
        return Headed([(str(entry.on.year), entry.id) for entry in found], self.line)


class ComingBackPane(EntriesPane):
    """What was done, met or decided, and wants another look now or soon."""

    def title(self) -> str:
        """What it is called."""
        return "What comes back"

    def empty(self) -> str:
        """That nothing does."""
        return "Nothing comes back within a month."

    def help(self) -> Sequence[tuple[str, str]]:
        """What does."""
        return [("", "What was done, met or decided comes back after a week, a month, six months: o says what it is.")]

    def listed(self) -> Sequence[Line]:
        """The entries, those that are due first."""
        today = self.app.today
        asked = reconsidering.waiting(self.app.store, self.me, today, MONTH)
        looks = sorted((item.on or today, item.record) for item in asked if item.kind == "look")
        due = {record for on, record in looks if on <= today}
        return Headed([("Now" if record in due else "Within a month", record) for _, record in looks], self.line)


class SharedPane(EntriesPane):
    """What others share of their journals with whoever sits here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "again", "Answer", id="shared.answer", tooltip="Answer it; its writer reads that"),
    ]

    def title(self) -> str:
        """What it is called."""
        return "Shared with me"

    def empty(self) -> str:
        """That nobody does."""
        return "Nobody shares anything with you."

    def help(self) -> Sequence[tuple[str, str]]:
        """How it comes here."""
        return [("", "What others share with you stands here for as long as they do. Nobody is asked to.")]

    def listed(self) -> Sequence[Line]:
        """The entries under their writers."""
        me = self.me
        journal.own(self.app.store, me)
        found = sharing.shared_with(self.app.store, me.by)
        name_of = self.organization.name_of
        return Headed([(name_of(entry.by), f"{entry.by}/{entry.id}") for entry in found], self.line)
