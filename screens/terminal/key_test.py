"""What the terminal sends for each key that is pressed, and what the panes make of it."""

import os
import select
import termios
import tty
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

from textual import constants, events
from textual._xterm_parser import XTermParser
from textual.message import Message

from workbench.domain.text import printable
from workbench.screens.terminal.answers import Parser

KITTY_KEYS, PASTES = "\x1b[>25u", "\x1b[?2004h"
AS_BEFORE = "\x1b[<u\x1b[?2004l"
IDLE, SETTLED = 10.0, 0.2

Acts = Callable[[str], Sequence[str]]


def watch(acts: Acts, into: int = 0, out: int = 2, idle: float = IDLE) -> None:
    """Show every key until q is pressed twice, Ctrl+D once, or nothing for a while; the terminal is as before then."""

    def say(line: str) -> None:
        os.write(out, f"{line}\r\n".encode(errors="replace"))

    with _raw(into, out):
        say("Press keys. q twice, Ctrl+D, or ten seconds without a key ends this.")
        before = ""
        for sent, found in _presses(into, idle):
            keys = [_name(event) for event in found]
            say(_line(sent, keys, acts))
            if "ctrl+d" in keys or ("q", "q") in pairwise([before, *keys]):
                break
            before = keys[-1] if keys else ""


@contextmanager
def _raw(into: int, out: int) -> Generator[None]:
    """The terminal as the panes have it: every key at once, and nothing echoed."""
    before: list[Any] = termios.tcgetattr(into)
    kitty = "" if constants.DISABLE_KITTY_KEY else KITTY_KEYS
    try:
        tty.setraw(into, termios.TCSANOW)
        os.write(out, f"{kitty}{PASTES}".encode())
        yield
    finally:
        os.write(out, AS_BEFORE.encode())
        termios.tcsetattr(into, termios.TCSANOW, before)


def _presses(into: int, idle: float) -> Iterator[tuple[bytes, list[Message]]]:
    """What was sent at a time, and what it is for the panes; ends when nothing comes for so long."""
    parser: XTermParser = Parser()
    sent = b""
    while True:
        ready, _, _ = select.select([into], [], [], SETTLED if sent else idle)
        new = os.read(into, 4096) if ready else b""
        if not new and not sent:
            return
        sent += new
        found = list(parser.feed(new.decode(errors="replace")) if new else parser.tick())
        if found or not new:
            yield sent, found
            sent = b""


def _name(event: Message) -> str:
    match event:
        case events.Key():
            return event.key
        case events.Paste():
            return f"a paste of {len(event.text):,} characters"
        case _:
            return type(event).__name__


def _line(sent: bytes, keys: Sequence[str], acts: Acts) -> str:
    shown = sent[:12].hex(" ") + (" …" if len(sent) > 12 else "")
    runs = "; ".join(
        f"{key}: {', '.join(found)}" if len(keys) > 1 else ", ".join(found) for key in keys if (found := acts(key))
    )
    return printable(f"{shown:<24} {_readable(sent[:12]):<14} {' '.join(keys[:8]) or 'nothing':<20} {runs}").rstrip()


def _readable(sent: bytes) -> str:
    return "".join(chr(byte) if 32 <= byte < 127 else f"^{chr(byte ^ 64)}" if byte < 128 else "." for byte in sent)


def acts_by_key(table: Mapping[str, Mapping[str, Sequence[str]]]) -> Acts:
    """What a key runs, and where, from the keys of each place."""

    def acts(key: str) -> list[str]:
        found: dict[str, list[str]] = {}
        for place, keys in table.items():
            for action in keys.get(key, ()):
                found.setdefault(action, []).append(place)
        return [f"{action} ({', '.join(places)})" for action, places in found.items()]

    return acts
