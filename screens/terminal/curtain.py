"""What stands on the terminal until the panes do: the first screen as it stood last, where it still holds.

It comes before anything else is loaded, and so it loads nothing of Textual.
"""

import os
import sys
import termios
import time
from collections.abc import Callable
from typing import Any

from workbench import __version__
from workbench.store import sight

SEEN_BY = (
    "TERM", "COLORTERM", "COLORFGBG", "NO_COLOR", "LANG", "LC_ALL", "LC_CTYPE", "TERM_PROGRAM", "TMUX", "SSH_TTY",
    "WORKBENCH_THEME", "WORKBENCH_OUTPUT", "COLUMNS", "LINES",
)  # fmt: skip
UP, DOWN = "\x1b[?1049h\x1b[?25l\x1b[?7l", "\x1b[?7h\x1b[?1049l\x1b[?25h"
RESTORED = (
    b"\x1b[?2004l\x1b[?7h\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l\x1b[?2048l\x1b[<u\x1b[?1004l"
    b"\x1b[?1049l\x1b[?25h\x1b[0m"
)


def circumstances(claimed: str, acts_for: str, theme: str) -> str:
    """Everything beside the store that decides how the first screen looks: program, terminal, person, day."""
    size = os.get_terminal_size(2)
    named = [f"{name}={os.environ.get(name)}" for name in SEEN_BY]
    size_and_day = [f"{size.columns}x{size.lines}", time.strftime("%Y-%m-%d")]
    told = [__version__, *size_and_day, str(os.getuid()), claimed, acts_for, theme, *named]
    return "\t".join(part.replace("\n", " ").replace("\t", " ") for part in told)


class Curtain:
    """The first screen of last time, between the terminal and the panes. It is up or down; it falls on leaving."""

    def __init__(self) -> None:
        self.picture = ""
        self.attributes: list[Any] | None = None
        self._is_up = False

    def __enter__(self) -> "Curtain":
        return self

    def __exit__(self, *error: object) -> None:
        self.fall()

    def rise(self, store: str, circumstances: Callable[[], str]) -> None:
        """Show the first screen where it is known; what is typed from now on waits for the panes, and is not echoed."""
        if not (os.isatty(0) and os.isatty(2)) or os.environ.get("TERM", "dumb") in ("dumb", ""):
            return
        try:
            known = sight.kept(store, circumstances())
            if known is None or os.tcgetpgrp(0) != os.getpgrp():
                return
            attributes = termios.tcgetattr(0)
            quiet = [*attributes]
            quiet[3] &= ~(termios.ECHO | termios.ICANON | termios.ISIG | termios.IEXTEN)
            termios.tcsetattr(0, termios.TCSANOW, quiet)
        except (OSError, termios.error):
            return
        self.attributes, self._is_up = attributes, True
        import signal

        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT):
            signal.signal(number, self._end)
        drawn, self.picture = known
        sys.stderr.write(UP + drawn)
        sys.stderr.flush()

    def _end(self, number: int, frame: object) -> None:
        """End before the panes can be ended in order: nothing was written yet."""
        termios.tcsetattr(0, termios.TCSANOW, self.attributes or termios.tcgetattr(0))
        os.write(2, RESTORED)
        os._exit(128 + number)

    def give(self) -> str:
        """The picture that stands on the terminal, for the panes to go on from; "" where none does."""
        picture = self.picture if self._is_up else ""
        self._is_up = False
        return picture

    def fall(self) -> None:
        """Give the terminal back as it was, where the panes have not taken it over."""
        if self._is_up and self.attributes:
            self._is_up = False
            sys.stderr.write(DOWN)
            sys.stderr.flush()
            termios.tcsetattr(0, termios.TCSANOW, self.attributes)
