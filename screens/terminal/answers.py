"""What a terminal answers late, kept from being taken for keys: a slow line brings it after the wait is over."""

import re
from collections.abc import Iterable

from textual._xterm_parser import XTermParser
from textual.message import Message

_answers = re.compile("\x1b\\](?:4;\\d+|1\\d);[^\x07\x1b]*(?:\x07|\x1b\\\\)|\x1b\\[\\?[\\d;]*c")
_begun = re.compile("\x1b\\](?:4;|1\\d)[\\d;:/a-fA-Frg]{0,40}\x1b?\\Z|\x1b\\[\\?[\\d;]*\\Z")


class Parser(XTermParser):
    """Textual's reader of what a terminal sends, which hears no letters in answers to questions."""

    _held = ""

    def feed(self, data: str) -> Iterable[Message]:
        """The events in what was sent; of an answer that has only begun the rest is waited for."""
        if not data:
            return super().feed(data)
        data = _answers.sub("", self._held + data)
        begun = _begun.search(data)
        self._held = begun[0] if begun else ""
        keys = data[: len(data) - len(self._held)]
        return super().feed(keys) if keys else ()
