"""Lines no wider than the terminal, parted between words: a screen reader, too, reads line by line."""

import io
import os
import textwrap
from typing import TextIO


class Folded(io.TextIOBase):
    """A terminal that is written to; what is wider than it goes on below, in whole words."""

    def __init__(self, terminal: TextIO) -> None:
        super().__init__()
        self._terminal = terminal

    def write(self, text: str, /) -> int:
        """Write a text, its long lines parted."""
        width = self._width()
        self._terminal.write("\n".join(_parted(line, width) for line in text.split("\n")))
        return len(text)

    def _width(self) -> int:
        try:
            return os.get_terminal_size(self._terminal.fileno()).columns
        except OSError:
            return 0

    def flush(self) -> None:
        """Let everything be seen that was written."""
        self._terminal.flush()

    def isatty(self) -> bool:
        """It is the terminal that it writes to."""
        return self._terminal.isatty()

    def fileno(self) -> int:
        """The handle of the terminal."""
        return self._terminal.fileno()


def _parted(line: str, width: int) -> str:
    if not 0 < width < len(line):
        return line
    parts = textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False, expand_tabs=False)
    return "\n".join(parts) + (" " if line.endswith(" ") else "")
