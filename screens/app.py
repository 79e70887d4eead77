"""The panes: one screen each, around one store, one current process and one who acts."""

import gc
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.reactive import var
from textual.screen import Screen
from textual.widgets import Input

from workbench.domain.errors import WorkbenchError, count
from workbench.domain.ids import ProcessId
from workbench.domain.organization import Organization
from workbench.screens import company, glyphs
from workbench.screens.chart import ChartScreen
from workbench.screens.cursor import CursorFollows
from workbench.screens.drafting import Drafts
from workbench.screens.last_visit import LastVisit
from workbench.screens.lines import SentenceLine
from workbench.screens.one_key import OneKeyAtATime
from workbench.screens.pane import PANES
from workbench.screens.terminal import answers
from workbench.screens.terminal.colours import Look
from workbench.screens.terminal.curtain import Curtain
from workbench.services import story
from workbench.services.acting import NobodyHere, acting, be
from workbench.store import drafts, remembered
from workbench.store.config import Config
from workbench.store.errors import StoreError
from workbench.store.here import Sitting
from workbench.store.lines import Actor, Line
from workbench.store.store import Store
from workbench.store.views import Record
from workbench.store.writer import Writer

if TYPE_CHECKING:
    from workbench.services.find import Entry

Result = TypeVar("Result")

FOLLOWED_EVERY = 1.0
SETTLED_AFTER = 20.0
STANDS_AFTER = 1.5


@dataclass(frozen=True, slots=True)
class Opening:
    """How the panes were opened: by which account, as whom, for whom, in which look; what was found then.

    `keep_in` is where a sample could be kept, `typed` what was typed before they stood, `theme` the one that was
    asked for this time, `curtain` what stands on the terminal meanwhile.
    """

    login: str = ""
    claimed: str = ""
    acts_for: str = ""
    keep_in: Path | None = None
    is_new: bool = False
    found: tuple[str, ...] = ()
    look: Look = field(default_factory=Look)
    typed: str = ""
    theme: str = ""
    curtain: Curtain = field(default_factory=Curtain)


def _engineer() -> Screen[None]:
    from workbench.screens.engineer import EngineerScreen

    return EngineerScreen()


class WorkbenchApp(OneKeyAtATime, CursorFollows, inherit_bindings=False):
    """The workbench on a terminal. What every pane shares lives here, and no act of any pane.

    What is seen only when asked for, forms and lists, is loaded then: the first screen comes sooner.
    """

    CSS_PATH = ["workbench.tcss", "chart.tcss", "plain.tcss"]  # noqa: RUF012
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-normal"), (110, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-middle"), (34, "-high")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "help", "Help", id="app.help", tooltip="The keys of this place; Enter runs one"),
        Binding("q,ctrl+q", "quit", "Quit", id="app.quit", tooltip="Leave; everything is saved"),
        *(
            Binding(str(digit), f"pane('{mode}')", name, show=False, id=f"app.{mode}", tooltip=f"The {name} pane")
            for digit, (mode, name) in enumerate(PANES.items(), 1)
        ),
        Binding("f,ctrl+f", "find", "Find", id="app.find", tooltip="Find anything and go there"),
        Binding("colon,ctrl+p", "commands", "Commands", show=False, id="app.commands", tooltip="Everything by name"),
        Binding("f5", "people", "People", show=False, id="app.people", tooltip="The list of people and teams"),
        Binding("f6", "customers", "Customers", show=False, id="app.customers", tooltip="The list of customers"),
        Binding("f7", "profile", "Organization", show=False, id="app.profile", tooltip="What it says of itself"),
        Binding("f8", "drafts", "Drafts", show=False, id="app.drafts", tooltip="Text that was left unfinished"),
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

    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {"chart": ChartScreen, "engineer": _engineer}
    DEFAULT_MODE = "chart"

    organization: var[Organization | None] = var(None)
    current: var[ProcessId | None] = var(None)
    company: var[tuple[Sitting, ...]] = var(tuple[Sitting, ...])

    def __init__(self, store: Store, config: Config | None = None, opening: Opening | None = None) -> None:
        self.config = config or Config()
        super().__init__(is_thrifty=self.config.output == "thrifty")
        self.store = store
        self.opening = opening or Opening()
        self.curtain = self.opening.curtain
        self.dress(self.opening.look, glyphs.chosen(self.config.glyphs))
        self.came_at = store.clock()
        self.last_visit = LastVisit(self)
        self._actor: Actor | None = None
        self._settled_to = -1
        self._told = set(store.notices)
        self.defect: Exception | None = None
        self.offered = ""
        self.misunderstood = self._take_keys()
        self.drafts = Drafts(self._places_of_drafts, Writer.here(self.person, self.opening.login), self._clock)
        self.set_reactive(WorkbenchApp.organization, store.organization)

    def on_mount(self) -> None:
        """Open the chart, and look for what others do."""
        for event in answers.Parser().feed(self.opening.typed) if self.opening.typed else ():
            self.post_message(event)
        self.call_after_refresh(self._greet)
        self.set_interval(FOLLOWED_EVERY, self._follow)
        self.set_interval(SETTLED_AFTER, self._settle)
        self.call_after_refresh(self._offer_drafts)
        self.set_timer(STANDS_AFTER, self._keep_first_sight)
        gc.freeze()
        gc.enable()

    def on_unmount(self) -> None:
        """Save what is still being written, remember what was looked at, and be gone for the others."""
        self.drafts.close()
        self.last_visit.keep(at_once=True)
        self.store.here.leave()

    def _keep_first_sight(self) -> None:
        from workbench.screens import first_sight

        first_sight.keep(self)

    def _greet(self) -> None:
        """Say what others changed since the person was here, unless something else is being said."""
        if any(line.sentence for line in self.screen.query(SentenceLine)):
            return
        if sentence := self.last_visit.greeting():
            self.say(sentence)

    def _take_keys(self) -> str:
        """Let the configured keys act; what in the configuration cannot be followed, in a sentence."""
        problems = list(self.config.problems)
        if self.config.keys or self.config.theme:
            from workbench.screens import keymap

            self.set_keymap(keymap.usable(self.config))
            problems += [*keymap.unknown_settings(self.config), *keymap.counsel(self.config)]
        more = f" (and {len(problems) - 1} more: `workbench config check`)" if len(problems) > 1 else ""
        return f"Configuration: {problems[0]}{more}" if problems else ""

    def _handle_exception(self, error: Exception) -> None:
        self.save_writing()
        self.defect = self.defect or error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Leave without a traceback, in which what people wrote would stand."""
        self._close_messages_no_wait()

    def key_begins(self, event: events.Key | events.Paste) -> None:
        """Let what was said before go, and say why a key that cannot act does nothing."""
        if not isinstance(event, events.Key) or self._is_written(event):
            return
        self.say("")
        active = self.screen.active_bindings.get(event.key)
        if active and not active.enabled:
            reason = getattr(active.node, "why_not", None)
            self.say((reason(active.binding.action.partition("(")[0]) if reason else "") or "Not just now.", warns=True)

    def _is_written(self, event: events.Key) -> bool:
        """The key is for the text field that has the focus."""
        return isinstance(self.focused, Input) or (
            self.focused is not None and self.focused.check_consume_key(event.key, event.character)
        )

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted where nothing is written does nothing, which is said."""
        self.say(f"Nothing was done with the {count(len(event.text), 'character')} pasted: no text is written here.")

    # Who, when, what happened

    @property
    def today(self) -> date:
        """The day it is where the person sits."""
        return self.store.clock().astimezone().date()

    @property
    def actor(self) -> Actor:
        """Who is acting. Raises Refused, saying how to map the account."""
        if self._actor is None:
            self._actor = acting(self.store, self.opening.login, self.opening.claimed, self.opening.acts_for)
        return self._actor

    @property
    def person(self) -> str:
        """Who sits here, for what the panes remember: whoever they say they are, else whose account it is."""
        return remembered.sitter(self.opening.login, self.opening.claimed)

    def say(self, sentence: str, warns: bool = False) -> None:
        """Put a sentence on the sentence line of the screen."""
        for line in self.screen.query(SentenceLine):
            line.sentence, line.is_warning = sentence, warns

    def act(self, service: Callable[..., Result], *arguments: Any, **keywords: Any) -> Result | None:
        """Let the person who is acting do something; what stands in the way is said, and nothing is done."""
        try:
            result = service(self.store, self.actor, *arguments, **keywords)
        except NobodyHere:
            self.ask_who()
            return None
        except WorkbenchError as error:
            self.say(str(error), warns=True)
            self.look_again()
            return None
        self.look_again()
        return result

    def ask_who(self) -> None:
        """Ask who sits here, once, where the account maps to nobody."""
        from workbench.screens import finding

        finding.ask_who(self, self._be)

    def _be(self, name: str) -> None:
        try:
            self._actor = be(self.store, self.opening.login, name)
        except WorkbenchError as error:
            self.say(str(error), warns=True)
            return
        self.store.here.leave()
        self.look_again()
        self.say(
            f"You are {self.store.organization.name_of(self._actor.by)} here. Nothing was changed yet: do it again."
        )

    def look_again(self) -> None:
        """Show what the store holds now, and say what was found in its files."""
        self.organization = self.store.organization
        new = [notice for notice in self.store.notices if notice not in self._told]
        self._told |= set(new)
        if new:
            self.say(new[-1], warns=True)

    # Others, and the disk

    def _follow(self) -> None:
        self.drafts.tell()
        with suppress(StoreError):
            if self.store.follow():
                self.look_again()
        self.company = company.look_round(self)

    def _settle(self) -> None:
        """Write the checkpoint once nobody has changed anything for a while; remember what was looked at."""
        self.last_visit.keep()
        is_idle = self._settled_to == self.store.position
        self._settled_to = self.store.position
        with suppress(StoreError):
            self.store.settle(at_once=is_idle and self.store.is_behind)

    # Drafts

    def _places_of_drafts(self) -> Sequence[Path]:
        """Where drafts go; those of a sample are thrown away with it."""
        return (self.store.folder.parent / "drafts",) if self.opening.keep_in else drafts.folders(self.store.id)

    def _clock(self) -> datetime:
        return self.store.clock()

    def _offer_drafts(self) -> None:
        if self.drafts.waiting():
            self.action_drafts()
        elif elsewhere := self.drafts.elsewhere():
            self.say(f"{elsewhere[0].writing.title} is being written in another session: F8 takes it over.")

    def action_drafts(self) -> None:
        """Show what was being written and is not kept yet."""
        from workbench.screens import recovery

        recovery.offer(self)

    def save_writing(self) -> None:
        """Put on the disk what is being written; a signal in the middle of anything may call it."""
        self.drafts.save()

    # What every pane can do

    def action_undo(self) -> None:
        """Take back the newest change of whoever is acting, and say what it was."""
        self._turn(Store.undo, story.taken_back, "taken back")

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
        """Go to a pane."""
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
        elif entry.kind == "process" and self.current_mode == "engineer":
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
            folder = self.store.copy_to(self.opening.keep_in or self.store.folder)
            self.store = Store.open(folder, self.store.clock)
        except WorkbenchError as error:
            self.say(str(error), warns=True)
            return
        self.opening = replace(self.opening, keep_in=None)
        self.look_again()
        self.say(f"The sample is yours now, in {folder}.")

    def action_export(self) -> None:
        """Write out the organization, or what was copied."""
        from workbench.screens import exchanging

        exchanging.give_out(self)

    def action_bring_in(self) -> None:
        """Bring in a file, once what it would bring was shown."""
        from workbench.screens import exchanging

        exchanging.bring_in(self)

    def action_profile(self) -> None:
        """What the organization says of itself."""
        self.open_form(self.store.organization.profile)

    def open_form(self, record: Record, first: str = "") -> None:
        """Open the form of a record, at one of its fields."""
        from workbench.screens.record_forms import open_form

        open_form(self, record, first)
