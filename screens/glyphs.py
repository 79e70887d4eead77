"""The signs the screens draw with: box characters where the terminal has them, plain ASCII elsewhere."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from workbench.domain.sparkline import ASCII_BARS, BARS


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One set of signs."""

    open: str = "▾"
    closed: str = "▸"
    mark: str = "●"
    done: str = "✓"
    alarm: str = "!"
    none: str = "—"
    flow: str = "▷"
    into: str = "◂"
    line: str = "─"
    bar: str = "│"
    upper: str = "╭"
    lower: str = "╰"
    branch: str = "├"
    cross: str = "┼"
    top: str = "┬"
    low: str = "┴"
    join: str = "┴"
    corner: str = "╮"
    fork: str = "┤"
    corners: str = "╭╮╰╯"
    bars: str = BARS


UNICODE = Glyphs()
ASCII = Glyphs(
    open="v", closed=">", mark="*", done="x", none="-", flow=">", into="<", line="-", bar="|", upper="+", lower="+",
    branch="+", cross="+", top="+", low="+", join="+", corner="+", fork="+", corners="++++", bars=ASCII_BARS,
)  # fmt: skip

_PLAIN = {
    ord(sign): plain
    for plain, signs in {
        ".": "…·", "-": "—–−─━┄═▔", "|": "│┃╎║▕", '"': "“”„", "'": "‘’", "*": "•●", ">": "→▸▷", "<": "←", "^": "↑▲",
        "v": "↓▾▼", "x": "✓", " ": "▁▂▃▄▅▆▇▀▉▊▋▌▍▎▏", "#": "█", "+": "╭╮╰╯┌┐└┘├┤┬┴┼┏┓┗┛╔╗╚╝",
    }.items()
    for sign in signs
}  # fmt: skip


def plain(text: str) -> str:
    """The text with the signs of the screens in ASCII."""
    return text.translate(_PLAIN)


def chosen(setting: str, environment: Mapping[str, str] | None = None) -> Glyphs:
    """The set that is set, else the one that the terminal can show."""
    return ASCII if why_plain(setting, os.environ if environment is None else environment) else UNICODE


def why_plain(setting: str, environment: Mapping[str, str]) -> str:
    """Why plain signs are drawn; "" when box characters are."""
    if setting != "auto":
        return "the configuration says so" if setting == "ascii" else ""
    if environment.get("TERM") == "linux":
        return "the Linux console has no other signs"
    names = [environment.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG")]
    locale = next(filter(None, names), "")
    if locale and "utf8" not in locale.lower().replace("-", ""):
        return f"the locale {locale} is not a UTF-8 one"
    return ""
