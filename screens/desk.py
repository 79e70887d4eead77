"""The desk that every pane stands on: one store, one who acts, what is said, what others do, what is being written."""

import gc
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from textual import events
from textual.app import ScreenStackError
from textual.reactive import var
from textual.widgets import Input

from workbench.domain.errors import Refused, WorkbenchError, count
from workbench.domain.ids import ProcessId
from workbench.domain.organization import Organization
from workbench.screens import company, glyphs
from workbench.screens.cursor import CursorFollows
from workbench.screens.drafting import Drafts
from workbench.screens.last_visit import LastVisit
from workbench.screens.lines import SentenceLine
from workbench.screens.one_key import OneKeyAtATime
from workbench.screens.terminal import answers
from workbench.screens.terminal.colours import Look
from workbench.screens.terminal.curtain import Curtain
from workbench.services.acting import NobodyHere, acting, be
from workbench.store import drafts, remembered
from workbench.store.config import Config
from workbench.store.drafts import Draft
from workbench.store.errors import StoreError
from workbench.store.here import Sitting
from workbench.store.lines import Actor
from workbench.store.store import Store
from workbench.store.writer import Writer

if TYPE_CHECKING:
    from workbench.domain.due import Due

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


class Desk(OneKeyAtATime, CursorFollows, inherit_bindings=False):
    """An app at one store, for the person who sits there."""

    organization: var[Organization | None] = var(None)
    current: var[ProcessId | None] = var(None)
    records: var[int] = var(0)
    journals: var[int] = var(0)
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
        self.offered = self.waits = ""
        self.gathered: tuple[object, Sequence[Due]] = (None, ())
        self.misunderstood = self._take_keys()
        writer = Writer.here(self.person, self.opening.login)
        self.drafts = Drafts(self._places_of_drafts, writer, self._clock, self._readers_of_drafts, self._opened_draft)
        self.set_reactive(Desk.organization, store.organization)

    def on_mount(self) -> None:
        """Open the chart, and look for what others do."""
        for event in answers.Parser().feed(self.opening.typed) if self.opening.typed else ():
            self.post_message(event)
        self.call_after_refresh(self._greet)
        self.set_interval(FOLLOWED_EVERY, self._follow)
        self.set_interval(SETTLED_AFTER, self._settle)
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

        with suppress(ScreenStackError):  # it is over already
            first_sight.keep(self)

    def _greet(self) -> None:
        """Say what others changed since the person was here and what waits, unless something else is being said."""
        from workbench.screens import coming_back

        if any(line.sentence for line in self.screen.query(SentenceLine)):
            return
        news, self.waits = self.last_visit.greeting(), coming_back.waits(self)
        self.say(" ".join(filter(None, (news, self.waits))))

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
        if journals := self.store.opened_journals:
            journals.keys.unlocked.use(self.store.clock())
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
    def now(self) -> datetime:
        """This moment on the clock where the person sits."""
        return self.store.clock().astimezone()

    @property
    def _me(self) -> str:
        with suppress(WorkbenchError):
            return self.actor.by
        return ""

    @property
    def actor(self) -> Actor:
        """Who is acting. Raises Refused, saying how to map the account."""
        if self._actor is None:
            self._actor = acting(self.store, self.opening.login, self.opening.claimed, self.opening.acts_for)
        return self._actor

    @property
    def known(self) -> Actor | None:
        """Who is acting, as far as it is known: None for an account that is nobody's, which may read everything."""
        with suppress(WorkbenchError):
            return self.actor
        return None

    def who(self) -> Actor | None:
        """Who is acting; where nobody knows, they are asked, and what else stands in the way is said."""
        try:
            return self.actor
        except NobodyHere:
            self.ask_who()
        except WorkbenchError as error:
            self.say(str(error), warns=True)
        return None

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
        self.records = self.store.dated.position
        self.journals = self.store.journal_position
        new = [notice for notice in self.store.notices if notice not in self._told]
        self._told |= set(new)
        if new:
            self.say(new[-1], warns=True)

    # Others, and the disk

    def _follow(self) -> None:
        self.drafts.tell()
        with suppress(StoreError):
            if bool(self.store.follow()) | self.store.follow_journals():
                self.look_again()
        self.company = company.look_round(self)

    def _settle(self) -> None:
        """Write the checkpoint once nobody has changed anything for a while; remember what was looked at."""
        self.last_visit.keep()
        is_idle = self._settled_to == self.store.position
        self._settled_to = self.store.position
        with suppress(StoreError):
            self.store.keeping.settle(at_once=is_idle and self.store.is_behind)

    # Drafts

    def _places_of_drafts(self) -> Sequence[Path]:
        """Where drafts go; those of a sample are thrown away with it."""
        return (self.store.folder.parent / "drafts",) if self.opening.keep_in else drafts.folders(self.store.id)

    def _readers_of_drafts(self, place: Mapping[str, str]) -> Sequence[str]:
        """To whom the drafts of a place are sealed: of what belongs in a journal, to whom that is."""
        journal = place.get("journal")
        return self.store.journals.keys.for_own(journal) if journal else ()

    def _opened_draft(self, draft: Draft) -> Draft | None:
        """A sealed draft, opened where the journal is unlocked; of somebody else's journal none is shown."""
        if not draft.is_shown_to(self._me):
            return None
        if draft.sealed:
            with suppress(Refused):
                return drafts.unsealed(draft, self.store.journals.keys.pair())
        return draft

    def _clock(self) -> datetime:
        return self.store.clock()

    def save_writing(self) -> None:
        """Put on the disk what is being written; a signal in the middle of anything may call it."""
        self.drafts.save()
