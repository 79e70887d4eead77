"""How every app of the workbench looks: its theme, its signs, and nothing drawn that a terminal could obey."""

import os
from collections.abc import Sequence
from typing import TypeVar

from rich.segment import Segment
from textual.binding import Binding
from textual.color import Color
from textual.filter import LineFilter, Monochrome, NoColor

from workbench.screens.glyphs import ASCII, UNICODE, Glyphs, plain
from workbench.screens.safe import ControlGuard
from workbench.screens.terminal.app import TerminalApp
from workbench.screens.terminal.colours import Look

Result = TypeVar("Result")


class PlainSigns(LineFilter):
    """Draws every sign of the screens with one of ASCII that is as wide; letters stay as they were written."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments in plain signs."""
        return [
            segment if segment.control or segment.text.isascii() else Segment(plain(segment.text), segment.style)
            for segment in segments
        ]


class Dressed(TerminalApp[Result], inherit_bindings=False):
    """An app in the theme and the signs that the terminal can show."""

    glyphs: Glyphs = UNICODE

    def dress(self, look: Look, signs: Glyphs) -> None:
        """Put on a theme and a set of signs before anything is drawn."""
        self.look, self.glyphs = look, signs
        self.no_color = bool(os.environ.get("NO_COLOR"))
        self.theme = self.parsed_theme = look.theme
        self.stylesheet.set_variables(self.get_css_variables())

    def get_key_display(self, binding: Binding) -> str:
        """The key as it stands on the keyboard; by its name where the terminal lacks the sign."""
        shown = super().get_key_display(binding)
        return shown if self.glyphs is UNICODE or shown.isascii() else binding.key.partition(",")[0]

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Nothing that a terminal could obey is drawn, no sign that it lacks, and no colour where none is wanted."""
        filters = [one for one in super().get_line_filters() if not isinstance(one, Monochrome | NoColor)]
        if self.no_color:
            filters.append(NoColor())
        if self.glyphs is ASCII:
            filters.append(PlainSigns())
        return [*filters, ControlGuard()]
