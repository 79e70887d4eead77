"""Text that people typed, as the screens may draw it: literal, never markup, never an escape sequence."""

import re
from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter

from workbench.domain.text import printable

_controls = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)

_joiner = re.compile("\ufe0f|\u200d(?=[\u2190-\u2bff\U0001f000-\U0001faff])")


def lit(text: str) -> Content:
    """The text as content that is drawn letter by letter."""
    return Content(printable(text))


def fit(text: str, width: int) -> str:
    """The text in exactly so many cells: cut with an ellipsis, or filled up with spaces.

    Joined emoji are drawn one by one and without their variants, since terminals differ in how wide they draw them.
    """
    if text.isascii() and text.isprintable():
        return text.ljust(width) if len(text) <= width else f"{text[: max(width - 1, 0)]}…"[:width]
    shown = _joiner.sub("", _controls.sub("", text.replace("\n", " ").replace("\t", " ")))
    if cell_len(shown) <= width:
        return set_cell_size(shown, width)
    return set_cell_size(set_cell_size(shown, width - 1).rstrip() + "…", width) if width > 1 else "…"[:width]


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most so many cells, broken between words where it can be."""
    lines: list[str] = []
    for paragraph in printable(text).expandtabs(4).split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if cell_len(longer) <= width:
                line = longer
                continue
            lines += [line] if line else []
            *full, line = _broken(word, width)
            lines += full
        lines.append(line)
    return lines


def _broken(word: str, width: int) -> list[str]:
    """A word in pieces that fit; looked at a little at a time, since it may be a million letters long."""
    pieces: list[str] = []
    at, ahead = 0, 4 * width
    while cell_len(word[at : at + ahead]) > width:
        piece = set_cell_size(word[at : at + ahead], width).rstrip(" ") or word[at]
        pieces.append(piece)
        at += len(piece)
    return [*pieces, word[at:]]


class ControlGuard(LineFilter):
    """Keeps everything that a terminal could obey out of what is drawn, wherever it came from."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments without control characters."""
        return [_guarded(segment) for segment in segments]


def _guarded(segment: Segment) -> Segment:
    text, style, control = segment
    if control or text.isprintable() or not _controls.search(text):
        return segment
    return Segment(_controls.sub("", text), style)


def joined(parts: Sequence[str]) -> str:
    """The parts that say something, with a dot between."""
    return " · ".join(part for part in parts if part)
