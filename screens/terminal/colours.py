"""Which theme the panes begin with, and why; decided before anything of Textual is loaded."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

DARK, LIGHT = "textual-dark", "textual-light"
ANSI_DARK, ANSI_LIGHT = "ansi-dark", "ansi-light"
LIGHT_THEMES = (LIGHT, "catppuccin-latte", "solarized-light", "rose-pine-dawn", "atom-one-light", ANSI_LIGHT)
THEMES = (
    DARK, "nord", "gruvbox", "catppuccin-mocha", "catppuccin-frappe", "catppuccin-macchiato", "dracula", "tokyo-night",
    "monokai", "flexoki", "solarized-dark", "rose-pine", "rose-pine-moon", "atom-one-dark", ANSI_DARK, *LIGHT_THEMES,
)  # fmt: skip

Brightness = Callable[[], bool | None]


@dataclass(frozen=True, slots=True)
class Look:
    """The theme to begin with, why it is that one, and the one that the terminal by itself would get."""

    theme: str = DARK
    why: str = "nothing says otherwise"
    automatic: str = DARK


def choose(option: str, setting: str, environment: Mapping[str, str], is_light: Brightness) -> Look:
    """The theme of the command line, else of the configuration, else of the environment, else what suits the terminal.

    `is_light` asks the terminal whether its background is light; None when it does not say.
    """
    automatic, why = _automatic(environment, is_light)
    for name, said in (
        (option, "--theme says so"),
        (setting, "the configuration says so"),
        (environment.get("WORKBENCH_THEME", ""), "WORKBENCH_THEME says so"),
    ):
        if name in THEMES:
            return Look(name, said, automatic)
    return Look(automatic, why, automatic)


def _automatic(environment: Mapping[str, str], is_light: Brightness) -> tuple[str, str]:
    few = _few_colours(environment)
    light, how = _background(environment, is_light)
    if few:
        return (ANSI_LIGHT if light else ANSI_DARK), f"{few}; {how}"
    return (LIGHT if light else DARK), how


def _few_colours(environment: Mapping[str, str]) -> str:
    """Why only the terminal's own colours can be relied on; "" when more can."""
    if environment.get("NO_COLOR"):
        return "NO_COLOR is set"
    if colour_system(environment) in ("standard", ""):
        return f"TERM={environment.get('TERM', '')} promises no more than 16 colours"
    return ""


def colour_system(environment: Mapping[str, str]) -> str:
    """The colours that the terminal promises, as Textual works it out: truecolor, 256, standard, or "" for none."""
    given = environment.get("TEXTUAL_COLOR_SYSTEM", "auto")
    if given != "auto":
        return given
    term = environment.get("TERM", "").strip().lower()
    if term in ("dumb", "unknown"):
        return ""
    if environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return "truecolor"
    return {"kitty": "256", "256color": "256"}.get(term.rpartition("-")[2], "standard")


def _background(environment: Mapping[str, str], is_light: Brightness) -> tuple[bool, str]:
    light = is_light()
    if light is not None:
        return light, f"the terminal says that its background is {'light' if light else 'dark'}"
    paint = environment.get("COLORFGBG", "").rpartition(";")[2]
    if paint.isdecimal():
        light = int(paint) == 7 or int(paint) > 8
        return light, f"COLORFGBG says that the background is {'light' if light else 'dark'}"
    return False, "the background is not known, so it is taken for dark"


def unknown_theme(name: str) -> str:
    """That there is no such theme, with the nearest one."""
    from difflib import get_close_matches

    near = get_close_matches(name, THEMES, 1)
    return f"There is no theme “{name}”.{f' Did you mean {near[0]}?' if near else ''}"
