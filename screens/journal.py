"""The journal pane: what a performer writes, reads back and reconsiders, each view of it a place."""

from collections.abc import Sequence
from typing import ClassVar, Protocol, cast

from textual import events
from textual.binding import Binding, BindingType

from workbench.domain.ids import number_of
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.screens import commitment_form, entry_writing, sealing_journal, unlocking
from workbench.screens.dialogs import Ask
from workbench.screens.listing import Line
from workbench.screens.place_names import JOURNAL
from workbench.screens.places import PlacesScreen
from workbench.screens.timeline_pane import TimelinePane
from workbench.services import searching, seen_by
from workbench.store.lines import Actor

GLANCE = 20.0

KEYS_OF = {"calendar": "calendar", "growth": "growth", "sessions": "coaching"}
HINT = "words #tag is:decision in:P7 since:-3m until:2026-05-22 *"


class View(Protocol):
    """One way to look at a journal."""

    def show(self, organization: Organization, process: Process | None, part: str) -> None:
        """Show it, at a part of it."""
        ...


class JournalScreen(PlacesScreen):
    """One's own journal, and what others share of theirs with whoever sits here; opened in the timeline."""

    mode = "journal"
    first = (
        "journal.write", "entries.write", "growth.kept", "coaching.meet", "coaching.write", "entries.star",
        "entries.tags", "journal.view", "entries.verdict", "entries.readers", "journal.template",
    )  # fmt: skip
    kinds: ClassVar = {
        "timeline": "timeline_pane.TimelinePane",
        "calendar": "calendar_pane.CalendarPane",
        "day": "other_views.ThisDayPane",
        "back": "other_views.ComingBackPane",
        "growth": "growth_pane.GrowthPane",
        "sessions": "sessions_pane.SessionsPane",
        "shared": "other_views.SharedPane",
    }
    shown = "what is written"
    CSS_PATH: ClassVar = ["places.tcss", "journal.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Go in", show=False, id="journal.open", tooltip="Go into the view"),
        Binding("a", "write_new", "Write", id="journal.write", tooltip="Write an entry of today"),
        Binding("A", "template", "Template", id="journal.template", tooltip="Write an entry under questions"),
        Binding("plus", "commit", "Commit", id="journal.commit", tooltip="Commit to something harder than before"),
        Binding("L", "lock", "Lock", show=False, id="journal.lock", tooltip="Unlock a sealed journal, or lock it"),
        Binding(
            "S", "sealing", "Seal", show=False, id="journal.sealing", tooltip="Seal the journal; passphrase, recovery"
        ),
        Binding("slash", "search", "Search", id="journal.search", tooltip="Everything you may read: words, tags, days"),
        Binding("w", "view(1)", "View", id="journal.view", tooltip="The next view of the journal"),
        Binding("W", "view(-1)", "View before", show=False, id="journal.view-before", tooltip="The view before"),
    ]

    def on_mount(self) -> None:
        """Begin in the timeline; lock what lies idle."""
        self.watch(self.app, "journals", self._look_again, init=False)
        self.call_after_refresh(self.action_go, "timeline")
        self.app.store.journals.keys.unlocked.is_watched = True
        self.set_interval(GLANCE, lambda: unlocking.lock_when_idle(self.app, self._look_anew))

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Show what was written while something else was looked at; not below the next thing that is looked at."""
        if self.app.screen is self:
            self._look_again()

    def on_key(self, event: events.Key) -> None:
        """Say where the keys of what is written act, while the views are listed."""
        if not self.is_within and event.key not in self.active_bindings and self._acts_within(event.key):
            self.app.say("That acts on what is written: Enter goes there.")

    def _acts_within(self, key: str) -> bool:
        """The key is one of what the view holds."""
        from workbench.screens import keymap

        return bool(keymap.acts_of(self.app.config, KEYS_OF.get(self.chosen()[0], "entries")).get(key))

    def _look_anew(self) -> None:
        """Look again, with nothing kept of what the views have shown."""
        for view in self.query_one("#place").children:
            if not view.display:
                view.remove()
        for timeline in self.query(TimelinePane):
            timeline.forget_search()
        self._look_again()

    @property
    def me(self) -> Actor | None:
        """Who sits here; nobody where the account is nobody's, or where one acts for somebody else."""
        known = self.app.known
        return None if known and known.acts_for else known

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
        return [Line.of(f" {name}", view) for view, name in JOURNAL.items()]

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
        views = list(JOURNAL)
        self.action_go(views[(views.index(self.chosen()[0]) + step) % len(views)])

    def action_go(self, place: str) -> None:
        """Go to a view and into it; the id of a record alone goes to where it is read."""
        super().action_go(place if place.partition("/")[0] in JOURNAL else f"{_view_of(place)}/{place}")

    def stand_on(self, record: str) -> None:
        """Set the cursor on an entry that was just written, where the timeline is looked at."""
        if self.chosen()[0] == "timeline":
            self._look_again()
            self.query_one(TimelinePane).show_entry(record)

    def action_back(self) -> None:
        """Let a search go; else back to the list."""
        timeline = self.query(TimelinePane)
        if self.chosen()[0] == "timeline" and timeline and timeline.first().is_searched:
            timeline.first().search("")
        else:
            super().action_back()

    def action_search(self) -> None:
        """Ask what is looked for, and show in the timeline what holds it."""
        searched = self.query(TimelinePane)

        def asked(text: str) -> None:
            searching.wanted_in(text, self.app.store.organization, self.app.today)

        def closed(text: str | None) -> None:
            if text is not None:
                self.action_go("timeline")
                self.query_one(TimelinePane).search(text)

        before = searched.first().asked if searched else ""
        self.app.push_screen(Ask("Look for what?", before, HINT, keep=asked), closed)

    def action_write_new(self) -> None:
        """Write an entry of today."""
        entry_writing.write(self.app)

    def action_lock(self) -> None:
        """Ask for the passphrase of a sealed journal, or lock it."""
        unlocking.lock_or_unlock(self.app, self._look_anew)

    def action_sealing(self) -> None:
        """Seal the journal, or change how it is sealed."""
        sealing_journal.manage(self.app, self._look_anew)

    def action_template(self) -> None:
        """Write under the questions of a template."""
        entry_writing.choose_template(self.app)

    def action_commit(self) -> None:
        """Commit to a step out of what one knows."""
        commitment_form.add(self.app)


def _view_of(record: str) -> str:
    """The view in which a record is read."""
    numbered = number_of(record.rpartition("/")[2])
    return {"K": "growth", "W": "sessions"}.get(numbered[0] if numbered else "", "timeline")
