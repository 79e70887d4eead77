"""Choosing the colours: every theme is shown while the cursor stands on it, and the chosen one is kept."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.domain.errors import WorkbenchError
from workbench.domain.folding import fold, matches
from workbench.screens.picker import Choice, Picker
from workbench.screens.terminal.colours import ANSI_DARK, ANSI_LIGHT, LIGHT_THEMES, THEMES
from workbench.store import config

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp

AUTOMATIC = ""


def choose_theme(app: "WorkbenchApp") -> None:
    """Ask for a theme; Enter keeps it for every session to come, Esc puts the one before back."""
    before = app.theme
    choices = [Choice("as the terminal is", AUTOMATIC, app.look.automatic), *(_choice(name) for name in THEMES)]
    choices.sort(key=lambda choice: choice.value != before)

    def search(text: str) -> Sequence[Choice]:
        words = fold(text).split()
        return [choice for choice in choices if matches(words, fold(f"{choice.label} {choice.note}"))]

    def wear(theme: str) -> None:
        app.theme = theme or app.look.automatic

    def chosen(theme: str | None) -> None:
        if theme is None:
            app.theme = before
            return
        wear(theme)
        try:
            config.set_value("theme", theme)
        except WorkbenchError as error:
            app.say(f"{app.theme} for now. {error}", warns=True)
        else:
            app.say(f"The theme is {theme or 'chosen by what the terminal can show'} from now on.")

    title = "Theme (NO_COLOR is set, so none shows its colours)" if app.no_color else "Theme"
    app.push_screen(Picker(title, search, "Enter keeps it, Esc puts the one before back", seen=wear), chosen)


def _choice(theme: str) -> Choice:
    if theme in (ANSI_DARK, ANSI_LIGHT):
        return Choice(theme, theme, f"{'light' if theme in LIGHT_THEMES else 'dark'}, the terminal's own")
    return Choice(theme, theme, "light" if theme in LIGHT_THEMES else "dark")
