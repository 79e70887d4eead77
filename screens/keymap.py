"""Every key of the panes, for the README's table and for checking a configuration."""

from collections.abc import Iterable

from textual.binding import Binding
from textual.theme import BUILTIN_THEMES

from workbench.screens.app import WorkbenchApp
from workbench.screens.chart import ChartScreen
from workbench.screens.chart_pane import ChartPane
from workbench.screens.compare import Compare
from workbench.screens.engineer import EngineerScreen
from workbench.screens.form import Form
from workbench.screens.merge import Merge
from workbench.screens.name_entry import NameEntry
from workbench.screens.naming_pane import NamingPane
from workbench.screens.outline import Outline
from workbench.screens.outline_pane import Filter
from workbench.screens.picker import Picker
from workbench.screens.picture import Picture
from workbench.screens.recovery import Recovery
from workbench.screens.sheet import Sheet
from workbench.store.config import Config

_SENT_AS = {"i": "tab", "m": "enter", "h": "backspace", "j": "enter", "left_square_bracket": "escape"}

OWNERS = (
    WorkbenchApp, ChartScreen, EngineerScreen, NamingPane, ChartPane, Outline, Sheet, Picture, NameEntry, Filter,
    Form, Merge, Picker, Recovery, Compare,
)  # fmt: skip


def unknown_settings(config: Config) -> list[str]:
    """What in a configuration names no theme or action, and which keys clash or are never sent, in sentences."""
    problems: list[str] = []
    if config.theme and config.theme not in BUILTIN_THEMES:
        problems.append(f"There is no theme “{config.theme}”.{_near(config.theme, BUILTIN_THEMES)}")
    known = {binding.id: binding for binding in all_bindings()}
    for action, keys in config.keys.items():
        if action not in known:
            problems.append(f"There is no action “{action}”.{_near(action, filter(None, known))}")
        problems += [f"{action}: {why}" for key in _parted(keys) if (why := _unsendable(key))]
    return [*problems, *_clashes(config)]


def _parted(keys: str) -> list[str]:
    return [key.strip() for key in keys.split(",") if key.strip()]


def _unsendable(key: str) -> str:
    """Why no terminal sends a key, or sends it as another; "" for one that can be pressed."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    if {*modifiers} & {"super", "hyper", "meta", "cmd"}:
        return f"no terminal sends {key}; ctrl and alt are what it can send."
    if "ctrl" in modifiers and last in _SENT_AS:
        return f"a terminal sends {key} as {_SENT_AS[last]}."
    if "shift" in modifiers and len(last) == 1:
        return f"a terminal sends no {key}; a capital letter stands for itself, like {last.upper()}."
    if "ctrl" in modifiers and len(last) == 1 and not (last.isascii() and last.isalpha()):
        return f"not every terminal sends {key}; ctrl goes with a letter."
    return ""


def _clashes(config: Config) -> list[str]:
    """The keys that a configuration gives to two acts of one place."""
    keys = {binding.id: config.keys.get(binding.id, binding.key) for binding in all_bindings() if binding.id}
    held: dict[tuple[str, str], list[str]] = {}
    for action, listed in keys.items():
        for key in dict.fromkeys(_parted(listed)):
            held.setdefault((_place(action), key), []).append(action)
    return [
        f"The key {key} stands for {' and for '.join(actions)}; only one of them can have it."
        for (_, key), actions in held.items()
        if len(actions) > 1 and any(action in config.keys for action in actions)
    ]


def _place(action: str) -> str:
    """Where a key holds; the chart, its list and the whole program hear the same keys."""
    place = action.partition(".")[0]
    return "chart" if place in ("app", "list") else place


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
