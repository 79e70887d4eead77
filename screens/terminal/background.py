"""Asking the terminal for its background, while the panes are being loaded and before they begin."""

import os
import re
import select
import termios
import time
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

QUESTION = b"\x1b]11;?\x1b\\\x1b[c"
LIMIT = 0.15

_colour = re.compile(rb"\x1b\]11;rgba?:([0-9a-fA-F]+)/([0-9a-fA-F]+)/([0-9a-fA-F]+)[^\x07\x1b]*(?:\x07|\x1b\\)")
_attributes = re.compile(rb"\x1b\[\?[\d;]*c")


class Background:
    """One question to the terminal; within the block around it nothing typed is echoed, and behind it all is as before.

    Every terminal answers the second half of the question, so that one that does not know the first keeps nobody
    waiting. `typed` is what the person typed meanwhile.
    """

    def __init__(self, environment: Mapping[str, str], into: int = 0, out: int = 2) -> None:
        self._into, self._out = into, out
        self._can_ask = environment.get("TERM", "dumb") not in ("", "dumb", "linux") and _is_ours(into, out)
        self._before: list[Any] | None = None
        self._asked_at: float | None = None
        self.is_light: bool | None = None
        self.typed = ""

    def __enter__(self) -> Self:
        """Ask; the answer comes while other things are done."""
        if self._can_ask:
            self._before = termios.tcgetattr(self._into)
            quiet = termios.tcgetattr(self._into)
            quiet[3] &= ~(termios.ECHO | termios.ICANON)
            termios.tcsetattr(self._into, termios.TCSANOW, quiet)
            os.write(self._out, QUESTION)
            self._asked_at = time.monotonic()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Leave the terminal as it was."""
        if self._before is not None:
            termios.tcsetattr(self._into, termios.TCSANOW, self._before)
            self._before = None

    def answer(self) -> bool | None:
        """Whether the background is light; None where that is not said in time."""
        if self._before is not None and self._asked_at is not None:
            said = self._heard(self._asked_at + LIMIT)
            self._asked_at = None
            found = _colour.search(said)
            self.is_light = None if found is None else _is_light(found.groups())
            self.typed = _attributes.sub(b"", _colour.sub(b"", said)).decode(errors="ignore")
        return self.is_light

    def _heard(self, until: float) -> bytes:
        said = b""
        while not _attributes.search(said):
            ready, _, _ = select.select([self._into], [], [], max(0.0, until - time.monotonic()))
            new = os.read(self._into, 4096) if ready else b""
            if not new:
                break
            said += new
        return said


def _is_ours(into: int, out: int) -> bool:
    """Whether this is a terminal, and we are in front of it."""
    try:
        return os.isatty(into) and os.isatty(out) and os.tcgetpgrp(into) == os.getpgrp()
    except OSError:
        return False


def _is_light(parts: tuple[bytes, ...]) -> bool:
    red, green, blue = (int(part, 16) / int(b"f" * len(part), 16) for part in parts)
    return 0.299 * red + 0.587 * green + 0.114 * blue > 0.5
