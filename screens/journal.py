"""The journal pane: what a performer writes, reads back and reconsiders, each view of it a place."""

from collections.abc import Sequence
from contextlib import suppress
from typing import ClassVar, Protocol, cast

from textual import events
from textual.binding import Binding, BindingType

from workbench.domain.errors import WorkbenchError
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.screens import entry_writing, unlocking
from workbench.screens.listing import Line
from workbench.screens.places import PlacesScreen
from workbench.services import seen_by
from workbench.store.lines import Actor

GLANCE = 20.0

VIEWS = {
    "timeline": "Timeline",
}


class View(Protocol):
    """One way to look at a journal."""

    def show(self, organization: Organization, process: Process | None, part: str) -> None:
        """Show it, at a part of it."""
        ...


class JournalScreen(PlacesScreen):
    """One's own journal, and what others share of theirs with whoever sits here; opened in the timeline."""

    mode = "journal"
    first = ("journal.write", "entries.write", "journal.template", "entries.star", "entries.tags", "journal.view")
    kinds: ClassVar = {
        "timeline": "timeline_pane.TimelinePane",
    }
    shown = "what is written"
    CSS_PATH: ClassVar = ["places.tcss", "journal.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Go in", show=False, id="journal.open", tooltip="Go into the view"),
        Binding("a", "write_new", "Write", id="journal.write", tooltip="Write an entry of today"),
        Binding("A", "template", "Template", id="journal.template", tooltip="Write an entry under questions"),
        Binding("L", "lock", "Lock", show=False, id="journal.lock", tooltip="Unlock a sealed journal, or lock it"),
        Binding("w", "view(1)", "View", id="journal.view", tooltip="The next view of the journal"),
        Binding("W", "view(-1)", "View before", show=False, id="journal.view-before", tooltip="The view before"),
    ]

    def on_mount(self) -> None:
        """Begin in the timeline; lock what lies idle."""
        self.call_after_refresh(self.action_go, "timeline")
        self.set_interval(GLANCE, lambda: unlocking.lock_when_idle(self.app, self._look_again))

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Show what was written while something else was looked at."""
        self._look_again()

    @property
    def me(self) -> Actor | None:
        """Who sits here; nobody where the account is nobody's, or where one acts for somebody else."""
        with suppress(WorkbenchError):
            return None if self.app.actor.acts_for else self.app.actor
        return None

    def show(self, organization: Organization) -> None:
        """Show it while it is looked at."""
        if self.is_current:
            super().show(organization)
            self.say_the_other()

    def standing(self) -> str:
        """Who can read it."""
        return seen_by.in_a_line(self.app.store, self.me) if self.me else ""

    def lines(self, organization: Organization) -> Sequence[Line]:
        """The views."""
        return [Line.of(f" {name}", view) for view, name in VIEWS.items()]

    def heading(self, organization: Organization) -> tuple[str, str]:
        """Whose journal it is."""
        return "Journal", organization.name_of(self.me.by) if self.me else ""

    def fill(self, organization: Organization, name: str, part: str) -> None:
        """Let a view show a part of it."""
        cast(View, self.place(name)).show(organization, self.process, part)

    # Acts

    def action_open(self) -> None:
        """Go into the view."""
        self.go_into(self.chosen()[0])

    def action_view(self, step: int) -> None:
        """Turn to the next view, or the one before."""
        views = list(VIEWS)
        self.action_go(views[(views.index(self.chosen()[0]) + step) % len(views)])

    def action_write_new(self) -> None:
        """Write an entry of today."""
        entry_writing.write(self.app)

    def action_lock(self) -> None:
        """Ask for the passphrase of a sealed journal, or lock it."""
        unlocking.lock_or_unlock(self.app, self._look_again)

    def action_template(self) -> None:
        """Write under the questions of a template."""
        entry_writing.choose_template(self.app)
