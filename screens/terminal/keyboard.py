"""What a terminal sends, as Textual's events: whatever comes, the keyboard lives on and nothing runs by itself."""

import re
from codecs import getincrementaldecoder
from collections.abc import Iterator

from textual import events
from textual.message import Message

from workbench.domain.text import printable
from workbench.screens.terminal.answers import Parser

PASTE_ON, PASTE_OFF = "\x1b[200~", "\x1b[201~"
PASTE_ENDS_AFTER = 2.0
LONGEST_PARAMETERS = 64
LARGEST_SIDE = 1000
PARAMETERS = "0123456789:;<=>?"

_overlong = re.compile(rf"\x1b\[[0-?]{{{LONGEST_PARAMETERS},}}([@-~]?)")
_pieces = re.compile(r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b\[[0-?]*[@-~]|[^\x1b]+|\x1b")
_unfinished = re.compile(r"\x1b\[[0-?]+$")


class Keyboard:
    """Bytes in, events out.

    Bytes that are no UTF-8 become U+FFFD. A paste is one event, cleaned of what a terminal could obey;
    Textual would take what follows an ESC in it for keys. One that is never ended ends two seconds after
    its last byte. Sequences of absurd length, and what Textual cannot read, are dropped.
    """

    def __init__(self) -> None:
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._parser = Parser()
        self._begun = ""
        self._skips = False
        self._pasted: list[str] | None = None
        self._heard_at = 0.0

    def feed(self, data: bytes, now: float) -> Iterator[Message]:
        """The events that these bytes complete; `now` in seconds of any clock that never goes back."""
        self._heard_at = now
        text = self._decode(data)
        while text:
            if self._pasted is None:
                before, found, text = f"{self._begun}{text}".partition(PASTE_ON)
                self._begun = ""
                yield from self._keys(self._limited(before, not found))
                if found:
                    self._pasted = []
            else:
                paste, text = self._take_paste(self._pasted, text)
                if paste is not None:
                    self._pasted = None
                    yield events.Paste(paste)

    def tick(self, now: float) -> Iterator[Message]:
        """The events that are complete because nothing followed."""
        if self._pasted is not None and now - self._heard_at > PASTE_ENDS_AFTER:
            yield from self.feed(PASTE_OFF.encode(), now)
        begun, self._begun = self._begun, ""
        yield from self._keys(begun)
        try:
            yield from self._parser.tick()
        except Exception:
            self._parser = Parser()

    @staticmethod
    def _take_paste(pasted: list[str], text: str) -> tuple[str | None, str]:
        """The whole paste where its end has come, and what follows; what has come is looked through only once."""
        last = pasted.pop() if pasted else ""
        body, found, after = (last + text).partition(PASTE_OFF)
        if found:
            return printable("".join([*pasted, body])), after
        pasted += [body[: -len(PASTE_OFF)], body[-len(PASTE_OFF) :]]
        return None, ""

    def _keys(self, text: str) -> Iterator[Message]:
        for piece in _pieces.findall(text):
            try:
                for message in self._parser.feed(piece):
                    if not _is_idle(message):
                        yield message
            except Exception:  # whatever a terminal sends: what cannot be read is dropped
                self._parser = Parser()

    def _limited(self, text: str, may_go_on: bool) -> str:
        """The text without sequences of absurd length; one that is not finished waits for its rest."""
        if self._skips:
            rest = text.lstrip(PARAMETERS)
            self._skips, text = not rest and may_go_on, rest[1:]
        for overlong in _overlong.finditer(text):
            self._skips = not overlong[1]
        text = _overlong.sub("", text)
        unfinished = _unfinished.search(text) if may_go_on else None
        if unfinished:
            text, self._begun = text[: unfinished.start()], unfinished[0]
        return text


def _is_idle(message: Message) -> bool:
    """What changes nothing: a window, or a place in one, too large to be true; that the person looks elsewhere.

    Textual would take the focus from the field meanwhile, and what is typed next would run as keys.
    """
    if isinstance(message, events.AppFocus | events.AppBlur):
        return True
    if isinstance(message, events.MouseEvent):
        return max(message.x, message.y) > LARGEST_SIDE
    return isinstance(message, events.Resize) and max(message.size) > LARGEST_SIDE
