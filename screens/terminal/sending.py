"""Which keys a terminal sends, and who on the way keeps some: tried with xterm, ssh, tmux, screen and mosh."""

_SENT_AS = {"i": "tab", "m": "enter", "h": "backspace", "j": "enter", "left_square_bracket": "escape"}
_PLAIN_ONLY = {"enter", "tab", "backspace", "space", "escape"}
_TAKEN = {
    "ctrl+b": "tmux keeps ctrl+b for itself",
    "ctrl+a": "screen, and many a tmux, keeps ctrl+a for itself",
    "ctrl+circumflex_accent": "mosh keeps ctrl+^ for itself",
    "tilde": "ssh holds ~ back behind Enter",
    "ctrl+underscore": "some terminals send it as ctrl+slash or ctrl+shift+minus; give it all three",
    "ctrl+slash": "most terminals send it as ctrl+underscore; give it both",
    "ctrl+space": "most terminals send it as ctrl+@; give it both",
    "ctrl+q": "the terminal of VS Code keeps ctrl+q for itself",
    "f10": "some terminals keep f10 for their menu",
    "f11": "most terminals keep f11 for the whole screen",
}


def why_never(key: str) -> str:
    """Why no terminal sends a key, or sends it as another; "" for one that can be pressed."""
    held, last = _parts(key)
    if held & {"super", "hyper", "meta", "cmd"}:
        return f"no terminal sends {key}; ctrl and alt are what it can send."
    if "ctrl" in held and last in _SENT_AS:
        return f"a terminal sends {key} as {_SENT_AS[last]}."
    if held == {"shift"} and len(last) == 1:
        return f"a terminal sends no {key}; a capital letter stands for itself, like {last.upper()}."
    if "ctrl" in held and len(last) == 1 and not (last.isascii() and last.isalpha()):
        return f"not every terminal sends {key}; ctrl goes with a letter."
    return ""


def why_seldom(key: str) -> str:
    """Why a key may only stand beside another one: few terminals tell it from a plainer key; "" for all others."""
    held, last = _parts(key)
    if last in _PLAIN_ONLY and held and held not in ({"shift"}, {"ctrl"}):
        return f"few terminals send {key}"
    if last in _PLAIN_ONLY and held and f"{next(iter(held))}+{last}" not in ("shift+tab", "ctrl+space"):
        return f"most terminals send {key} as {last}, or not at all"
    if {"ctrl", "shift"} <= held and len(last) == 1:
        return f"most terminals send {key} as ctrl+{last}"
    if "alt" in held and (last.isdecimal() or last in ("minus", "equals_sign", "-", "=")):
        return f"a Mac sends {key} as another sign"
    return ""


def advice(key: str) -> str:
    """Who on the way to the workbench keeps a key for itself; "" when nobody is known to."""
    held, last = _parts(key)
    return _TAKEN.get("+".join([*sorted(held), last]), "")


def _parts(key: str) -> tuple[set[str], str]:
    *held, last = key.split("+") if len(key) > 1 else [key]
    return {*held}, last
