"""The panes: one screen each, around one store, one current process and one who acts."""

import os
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from workbench.domain.errors import Refused, WorkbenchError
from workbench.domain.organization import Organization
from workbench.screens.chart import ChartScreen
from workbench.screens.desk import Desk
from workbench.screens.pane import NORMAL, PANES, WIDE, PaneScreen
from workbench.services import story
from workbench.store.lines import Actor, Line
from workbench.store.store import Store
from workbench.store.undoing import Stays
from workbench.store.views import Record

if TYPE_CHECKING:
    from workbench.services.find import Entry


def _lazily(place: str) -> Callable[[], Screen[None]]:
    """A pane that is loaded when it is first gone to."""
    module, _, kind = place.partition(".")

    def made() -> Screen[None]:
        pane: Screen[None] = getattr(import_module(f"workbench.screens.{module}"), kind)()
        return pane

    return made


class WorkbenchApp(Desk, inherit_bindings=False):
    """The workbench on a terminal. What every pane shares lives here, and no act of any pane.

    What is seen only when asked for, forms and lists, is loaded then: the first screen comes sooner.
    """

    CSS_PATH = ["workbench.tcss", "chart.tcss", "plain.tcss"]  # noqa: RUF012
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NORMAL, "-normal"), (WIDE, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-middle"), (34, "-high")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "help", "Help", id="app.help", tooltip="The keys of this place; Enter runs one"),
        Binding("q,ctrl+q", "quit", "Quit", id="app.quit", tooltip="Leave; everything is saved"),
        *(
            Binding(digit, f"pane('{mode}')", name, show=False, id=f"app.{mode}", tooltip=f"The {name} pane")
            for digit, (mode, name) in PANES.items()
        ),
        Binding("f,ctrl+f", "find", "Find", id="app.find", tooltip="Find anything and go there"),
        Binding("colon,ctrl+p", "commands", "Commands", show=False, id="app.commands", tooltip="Everything by name"),
        Binding("f5", "people", "People", show=False, id="app.people", tooltip="The list of people and teams"),
        Binding("f6", "customers", "Customers", show=False, id="app.customers", tooltip="The list of customers"),
        Binding("f7", "profile", "Organization", show=False, id="app.profile", tooltip="What it says of itself"),
        Binding("f8", "drafts", "Drafts", show=False, id="app.drafts", tooltip="Text that was left unfinished"),
        Binding(
            "semicolon",
            "write",
            "Journal",
            show=False,
            id="app.write",
            tooltip="Write in your journal, of this process",
        ),
        Binding("f3", "since", "News", show=False, id="app.since", tooltip="What others changed since you were here"),
        Binding("f4", "theme", "Theme", show=False, id="app.theme", tooltip="The colours, shown as you choose"),
        Binding("f9", "keep_sample", "Keep this", show=False, id="app.keep-sample", tooltip="Make the sample yours"),
        Binding("u,ctrl+z", "undo", "Undo", show=False, id="app.undo", tooltip="Take back your newest change"),
        Binding("U,ctrl+y,ctrl+r", "redo", "Redo", show=False, id="app.redo", tooltip="Do again what you took back"),
        Binding("X", "export", "Export", show=False, id="app.export", tooltip="Write out a list, or what was copied"),
        Binding("no_key_import", "bring_in", "Import", show=False, id="app.import", tooltip="Bring in a file"),
        Binding("no_key_suspend", "suspend_process", show=False, id="app.suspend", tooltip="Suspend; fg comes back"),
        Binding("ctrl+c", "explain", show=False, system=True),
        Binding("ctrl+l", "redraw", "Redraw", show=False, id="app.redraw", tooltip="Draw the whole screen anew"),
    ]

    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {
        "chart": ChartScreen,
        "engineer": _lazily("engineer.EngineerScreen"),
        "handoff": _lazily("handoff.HandoffScreen"),
        "journal": _lazily("journal.JournalScreen"),
        "oversight": _lazily("oversight.OversightScreen"),
    }
    DEFAULT_MODE = "chart"

    _sure_of: tuple[Line, Line] | None = None

    def on_mount(self) -> None:
        """Offer what was being written when a session ended without its end."""
        self.call_after_refresh(self._offer_drafts)

    def _offer_drafts(self) -> None:
        if waiting := self.drafts.waiting():
            from workbench.screens.resuming import was_cut_off

            if any(was_cut_off(self, draft) for draft in waiting):
                self.action_drafts()
        elif elsewhere := self.drafts.elsewhere():
            self.say(f"{elsewhere[0].writing.title} is being written in another session: F8 takes it over.")

    def action_drafts(self) -> None:
        """Show what was being written and is not kept yet."""
        from workbench.screens import recovery

        recovery.offer(self)

    # What every pane can do

    def action_undo(self) -> None:
        """Take back the newest change of whoever is acting, and say what it was."""
        self._turn(self._undone, story.taken_back, "taken back")

    def _undone(self, store: Store, actor: Actor) -> Line:
        """Take it back; where the newest change stays, say so once, with what comes next."""
        try:
            return store.undo(actor)
        except Stays as stays:
            if self._sure_of == (stays.newest, stays.line):
                return store.undo(actor, is_sure=True)
            self._sure_of = stays.newest, stays.line
            before = story.told(stays.line, store.organization)[0]
            raise Refused(f"{stays} u again takes back what was before it: {before}") from None

    def action_redo(self) -> None:
        """Do again what was taken back, and say what it was."""
        self._turn(Store.redo, story.told, "done again")

    def _turn(
        self, turn: Callable[[Store, Actor], Line], tell: Callable[[Line, Organization], list[str]], done: str
    ) -> None:
        line = self.act(turn)
        if line:
            told = tell(line, self.store.organization)
            more = f" (and {len(told) - 1} more)" if len(told) > 1 else ""
            self.say(f"{done}: {told[0] if told else line.act}{more}")

    def action_explain(self) -> None:
        """Say how to leave, to those who try the key that leaves other programs."""
        self.say("q leaves the workbench; everything is saved.")

    def action_redraw(self) -> None:
        """Draw the whole screen anew."""
        self.forget_screen()

    def action_pane(self, mode: str) -> None:
        """Go to a pane; where one is in it already, to what it is opened for."""
        screen = self.screen
        if mode == self.current_mode and isinstance(screen, PaneScreen):
            screen.come_again()
        else:
            self.switch_mode(mode)

    def action_help(self) -> None:
        """List the keys of this place; run the one that is chosen."""
        from workbench.screens import finding

        finding.show_keys(self)

    def action_commands(self) -> None:
        """List what can be done now; run the one that is chosen."""
        from workbench.screens import finding

        finding.show_commands(self)

    def action_find(self) -> None:
        """Find anything, and go there."""
        from workbench.screens import finding

        finding.find_anything(self, self.go)

    def action_write(self) -> None:
        """Write in one's own journal, about the process one stands on."""
        from workbench.screens import entry_writing

        entry_writing.write(self, process=self.current or "")

    def action_since(self) -> None:
        """List what others changed since the person was here."""
        from workbench.screens import changes

        changes.show(self)

    def go(self, entry: "Entry | None") -> None:
        """Go to what was found, if anything was."""
        organization = self.store.organization
        if entry is None:
            return
        if entry.kind == "person":
            self.open_form(organization.people[entry.id])
        elif entry.kind == "customer":
            self.open_form(organization.customers[entry.id])
        elif entry.kind == "process" and self.current_mode in ("engineer", "handoff", "oversight"):
            self.current = entry.id
        else:
            self.switch_mode("chart")
            self.post_to_chart(entry)

    def post_to_chart(self, entry: "Entry") -> None:
        """Let the chart go to a process, or be filtered by a tag."""
        for screen in self.screen_stack:
            if isinstance(screen, ChartScreen):
                screen.go(entry)

    def action_people(self) -> None:
        """The list of people and teams."""
        from workbench.screens import finding

        finding.show_people(self)

    def action_customers(self) -> None:
        """The list of customers."""
        from workbench.screens import finding

        finding.show_customers(self)

    def action_theme(self) -> None:
        """The colours."""
        from workbench.screens import theming

        theming.choose_theme(self)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A sample alone can be kept, and what a shell has started be suspended."""
        return None if self.why_not(action) else True

    def why_not(self, action: str) -> str:
        """Why a key of every pane does nothing now."""
        if action == "keep_sample" and not self.opening.keep_in:
            return "This is your own store already."
        if action == "suspend_process" and os.getpgrp() == os.getsid(0):
            return "No shell waits behind the workbench that could bring it back."
        return ""

    def action_keep_sample(self) -> None:
        """Copy the sample to where one's own store would be, and go on there."""
        try:
            folder = self.store.keeping.copy_to(self.opening.keep_in or self.store.folder)
            kept = Store.open(folder, self.store.clock)
        except WorkbenchError as error:
            self.say(str(error), warns=True)
            return
        self.store.close()
        self.store = kept
        self.opening = replace(self.opening, keep_in=None)
        self.look_again()
        self.say(f"The sample is yours now, in {folder}.")

    def action_export(self) -> None:
        """Write out the organization, or what was copied; where one's own journal is looked at, that."""
        from workbench.screens import exchanging, taking_journal

        (taking_journal if self.current_mode == "journal" else exchanging).give_out(self)

    def action_bring_in(self) -> None:
        """Bring in a file, once what it would bring was shown; into one's own journal where that is looked at."""
        from workbench.screens import exchanging, taking_journal

        (taking_journal if self.current_mode == "journal" else exchanging).bring_in(self)

    def action_profile(self) -> None:
        """What the organization says of itself."""
        self.open_form(self.store.organization.profile)

    def open_form(self, record: Record, first: str = "") -> None:
        """Open the form of a record, at one of its fields."""
        from workbench.screens.record_forms import open_form

        open_form(self, record, first)
