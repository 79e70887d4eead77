"""How the terminal is: what the panes would look like on it, and what could be better about it."""

import shlex
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping

from workbench.screens import glyphs
from workbench.screens.terminal.colours import THEMES, Look, colour_system, unknown_theme
from workbench.services.health import Health
from workbench.store.config import Config

TmuxOption = Callable[[str], str]


def report(environment: Mapping[str, str], settings: Config, look: Look, tmux: TmuxOption) -> list[Health]:
    """Everything there is to say about a terminal."""
    plain = glyphs.why_plain(settings.glyphs, environment)
    wish = environment.get("WORKBENCH_THEME", "")
    return [
        Health("terminal", True, _terminal(environment)),
        Health("colours", True, _colours(environment)),
        Health("theme", True, f"{look.theme}: {look.why}"),
        *([Health("theme", False, f"WORKBENCH_THEME: {unknown_theme(wish)}")] if wish and wish not in THEMES else []),
        Health("signs", True, f"plain ASCII: {plain}" if plain else "box characters"),
        *(_tmux(tmux) if environment.get("TMUX") else ()),
        _editor(environment),
    ]


def _terminal(environment: Mapping[str, str]) -> str:
    term = environment.get("TERM", "")
    through = [
        name for name, sign in (("tmux", "TMUX"), ("screen", "STY"), ("ssh", "SSH_CONNECTION")) if environment.get(sign)
    ]
    return f"TERM={term or '(not set)'}{', through ' + ' and '.join(through) if through else ''}"


def _colours(environment: Mapping[str, str]) -> str:
    promised = {"truecolor": "16 million", "256": "256", "standard": "16", "": "no colours"}
    said = promised.get(colour_system(environment), colour_system(environment))
    return f"{said}; NO_COLOR is set, so none is sent" if environment.get("NO_COLOR") else said


def _tmux(option: TmuxOption) -> Iterator[Health]:
    clipboard, escape = option("set-clipboard"), option("escape-time")
    if clipboard and clipboard != "on":
        what = f"set-clipboard is {clipboard}: `set -s set-clipboard on` in ~/.tmux.conf lets y reach your clipboard"
        yield Health("tmux", True, what, advises=True)
    if escape.isdecimal() and int(escape) > 50:
        what = f"escape-time is {escape} ms: `set -s escape-time 20` in ~/.tmux.conf lets Esc act at once"
        yield Health("tmux", True, what, advises=True)


def tmux_option(name: str) -> str:
    """How an option of the tmux around us is set; "" where that is not told."""
    try:
        told = subprocess.run(["tmux", "show-options", "-sv", name], capture_output=True, text=True, timeout=2)
    except (OSError, subprocess.SubprocessError):
        return ""
    return told.stdout.strip()


def _editor(environment: Mapping[str, str]) -> Health:
    for name in ("VISUAL", "EDITOR"):
        if given := environment.get(name, "").strip():
            try:
                found = shutil.which(shlex.split(given)[0])
            except (ValueError, IndexError):
                found = None
            return Health("editor", bool(found), f"{name} is {given}{'' if found else ', which is not found'}")
    return Health(
        "editor", True, "neither VISUAL nor EDITOR is set: export EDITOR=nano, or the one you like", advises=True
    )
