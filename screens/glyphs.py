"""The signs the screens draw with: box characters where the terminal has them, plain ASCII elsewhere."""

import locale
import os
from dataclasses import dataclass


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


UNICODE = Glyphs()
ASCII = Glyphs(
    open="v", closed=">", mark="*", done="x", none="-", flow=">", line="-", bar="|", upper="+", lower="+", branch="+",
    cross="+", top="+", low="+", join="+", corner="+", fork="+", corners="++++",
)  # fmt: skip


def chosen(setting: str) -> Glyphs:
    """The set that is set, else the one that the terminal can show."""
    if setting == "ascii" or (setting == "auto" and not _has_boxes()):
        return ASCII
    return UNICODE


def _has_boxes() -> bool:
    encoding = locale.getpreferredencoding(False).lower().replace("-", "")
    return encoding == "utf8" and os.environ.get("TERM") != "linux"
