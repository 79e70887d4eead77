"""The panes: one screen each, around one store, one current process and one who acts."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date
from typing import Any, ClassVar, TypeVar

from textual.app import App
from textual.binding import ActiveBinding, Binding, BindingType
from textual.driver import Driver
from textual.filter import LineFilter
from textual.reactive import var
from textual.theme import BUILTIN_THEMES

from workbench.domain.errors import WorkbenchError
from workbench.domain.folding import fold, matches
from workbench.domain.ids import ProcessId
from workbench.domain.organization import Organization
from workbench.screens import glyphs
from workbench.screens.chart import ChartScreen
from workbench.screens.lines import SentenceLine, live_keys
from workbench.screens.picker import Choice, Picker, Search
from workbench.screens.safe import ControlGuard
from workbench.services import story
from workbench.services.acting import acting
from workbench.store.config import Config
from workbench.store.errors import StoreError
from workbench.store.lines import Actor, Line
from workbench.store.store import Store

Result = TypeVar("Result")

FOLLOWED_EVERY = 1.0
SETTLED_AFTER = 20.0


class WorkbenchApp(App[int], inherit_bindings=False):
    """The workbench on a terminal. What every pane shares lives here, and no act of any pane."""

    CSS_PATH = "workbench.tcss"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-normal"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-middle"), (34, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "help", "Help", id="app.help", tooltip="The keys of this place; Enter runs one"),
        Binding("q,ctrl+q", "quit", "Quit", id="app.quit", tooltip="Leave; everything is saved"),
        Binding("u,ctrl+z", "undo", "Undo", show=False, id="app.undo", tooltip="Take back your newest change"),
        Binding("U,ctrl+y,ctrl+r", "redo", "Redo", show=False, id="app.redo", tooltip="Do again what you took back"),
        Binding("ctrl+c", "explain", show=False, system=True),
        Binding("ctrl+l", "redraw", "Redraw", show=False, id="app.redraw", tooltip="Draw the whole screen anew"),
    ]

    MODES = {"chart": ChartScreen}  # noqa: RUF012
    DEFAULT_MODE = "chart"

    organization: var[Organization | None] = var(None)
    current: var[ProcessId | None] = var(None)

    def __init__(
        self,
        store: Store,
        login: str = "",
        claimed: str = "",
        acts_for: str = "",
        config: Config | None = None,
        driver_class: type[Driver] | None = None,
    ) -> None:
        super().__init__(driver_class=driver_class)
        self.store = store
        self.config = config or Config()
        self.glyphs = glyphs.chosen(self.config.glyphs)
        self._who = login, claimed, acts_for
        self._actor: Actor | None = None
        self.animation_level = "none"
        if self.config.keys:
            self.set_keymap(self.config.keys)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Nothing that a terminal could obey is ever drawn."""
        return [*super().get_line_filters(), ControlGuard()]

    def on_mount(self) -> None:
        """Open the chart, and look for what others do."""
        if self.config.theme in self.available_themes:
            self.theme = self.config.theme
        self.organization = self.store.organization
        self.set_interval(FOLLOWED_EVERY, self._follow)
        self.set_interval(SETTLED_AFTER, self._settle)

    # Who, when, what happened

    @property
    def today(self) -> date:
        """The day it is where the person sits."""
        return self.store.clock().astimezone().date()

    @property
    def actor(self) -> Actor:
        """Who is acting. Raises Refused, saying how to map the account."""
        if self._actor is None:
            self._actor = acting(self.store, *self._who)
        return self._actor

    def say(self, sentence: str, warns: bool = False) -> None:
        """Put a sentence on the sentence line of the screen."""
        for line in self.screen.query(SentenceLine):
            line.sentence, line.is_warning = sentence, warns

    def act(self, service: Callable[..., Result], *arguments: Any, **keywords: Any) -> Result | None:
        """Let the person who is acting do something; what stands in the way is said, and nothing is done."""
        try:
            result = service(self.store, self.actor, *arguments, **keywords)
        except WorkbenchError as error:
            self.say(str(error), warns=True)
            self.look_again()
            return None
        self.look_again()
        return result

    def look_again(self) -> None:
        """Show what the store holds now."""
        self.organization = self.store.organization

    # Others, and the disk

    def _follow(self) -> None:
        with suppress(StoreError):
            if self.store.follow():
                self.look_again()

    def _settle(self) -> None:
        with suppress(StoreError):
            self.store.settle()

    # What every pane can do

    def action_undo(self) -> None:
        """Take back the newest change of whoever is acting, and say what it was."""
        self._turn(Store.undo, "undone")

    def action_redo(self) -> None:
        """Do again what was taken back, and say what it was."""
        self._turn(Store.redo, "done again")

    def _turn(self, turn: Callable[[Store, Actor], Line], done: str) -> None:
        line = self.act(turn)
        if line:
            told = story.told(line, self.store.organization)
            more = f" (and {len(told) - 1} more)" if len(told) > 1 else ""
            self.say(f"{done}: {told[0] if told else line.act}{more}")

    def action_explain(self) -> None:
        """Say how to leave, to those who try the key that leaves other programs."""
        self.say("q leaves the workbench; everything is saved.")

    def action_redraw(self) -> None:
        """Draw the whole screen anew."""
        self.refresh(layout=True)

    def action_help(self) -> None:
        """List the keys of this place; run the one that is chosen."""
        self.push_screen(Picker("Keys of this place", self._keys_search(), "type to search"), self._run)

    def _keys_search(self) -> Search:
        keys = live_keys(self.screen)

        def search(text: str) -> list[Choice]:
            words = fold(text).split()
            return [
                Choice(
                    f"{self.get_key_display(key.binding):<9} {key.binding.tooltip or key.binding.description}",
                    key,
                    key.binding.id or "",
                    "" if key.enabled else self._why_not(key),
                )
                for key in keys
                if matches(words, fold(f"{key.binding.key} {key.binding.description} {key.tooltip} {key.binding.id}"))
            ]

        return search

    def _why_not(self, key: ActiveBinding) -> str:
        reason = getattr(key.node, "why_not", None)
        return reason(key.binding.action) if reason else "Not just now."

    def _run(self, key: ActiveBinding | None) -> None:
        if key:
            self.call_later(self.run_action, key.binding.action, key.node)


def unknown_settings(config: Config) -> list[str]:
    """What in a configuration names no theme, no action or one key twice, each with what comes near."""
    problems: list[str] = []
    if config.theme and config.theme not in BUILTIN_THEMES:
        problems.append(f"There is no theme “{config.theme}”.{_near(config.theme, BUILTIN_THEMES)}")
    known = {binding.id: binding for binding in all_bindings()}
    for action in config.keys:
        if action not in known:
            problems.append(f"There is no action “{action}”.{_near(action, filter(None, known))}")
    return problems


def _near(word: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), 1)
    return f" Did you mean {near[0]}?" if near else ""


def all_bindings() -> list[Binding]:
    """Every key there is with an id, each act once: what the README's table and the configuration go by."""
    from workbench.screens.chart_pane import ChartPane
    from workbench.screens.outline import Outline

    found: dict[str, Binding] = {}
    for owner in (WorkbenchApp, ChartScreen, ChartPane, Outline):
        for binding in owner.BINDINGS:
            if isinstance(binding, Binding) and binding.id:
                found.setdefault(binding.id, binding)
    return list(found.values())
