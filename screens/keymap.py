"""Every key of the panes, for the README's table and for checking a configuration."""

from collections.abc import Iterable

from textual.binding import Binding
from textual.theme import BUILTIN_THEMES

from workbench.screens.app import WorkbenchApp
from workbench.screens.chart import ChartScreen
from workbench.screens.chart_pane import ChartPane
from workbench.screens.form import Form
from workbench.screens.name_entry import NameEntry
from workbench.screens.naming_pane import NamingPane
from workbench.screens.outline import Outline
from workbench.screens.outline_pane import Filter
from workbench.screens.picker import Picker
from workbench.screens.picture import Picture
from workbench.screens.sheet import Sheet
from workbench.store.config import Config

OWNERS = (WorkbenchApp, ChartScreen, NamingPane, ChartPane, Outline, Sheet, Picture, NameEntry, Filter, Form, Picker)


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
    found: dict[str, Binding] = {}
    for owner in OWNERS:
        for ancestor in owner.__mro__:
            for binding in ancestor.__dict__.get("BINDINGS", ()):
                if isinstance(binding, Binding) and binding.id:
                    found.setdefault(binding.id, binding)
    return list(found.values())
