"""Passphrases and keys: read from the terminal without echo, or line by line from a file descriptor."""

import os
import termios
import time
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from getpass import getpass
from textwrap import wrap
from typing import TextIO

from workbench.cli.columns import put, tell
from workbench.domain.errors import BadInput, Refused
from workbench.services.recovery_key import ABOUT, asked_back, on_paper
from workbench.store.identity import Identity, has_groups
from workbench.store.sealing import KeyPair
from workbench.store.unlocked import wait_after
from workbench.store.wrapping import WrongPassphrase, check_length

TERMINAL = "/dev/tty"
_FIRST, _AGAIN = "Your recovery key, shown this once.", "Those were not the words. Here they are again."
UNASKED = (
    "This is the recovery key. It is shown this once: keep it on paper, away from this computer. Where the passphrase "
    "comes from a file descriptor nobody is asked for two of its words, as at a terminal: nothing has tried that you "
    "have it, and where passphrase and recovery key are lost nothing opens the journal."
)
TRIES = 3
_LONGEST = 10_000
_CLEAR = "\x1b[H\x1b[2J"
_ASIDE, _BACK = f"\x1b[?1049h{_CLEAR}", f"{_CLEAR}\x1b[?1049l"


class NoTerminal(Refused):
    """A passphrase is needed, and there is nobody to ask for it."""

    def __init__(self) -> None:
        super().__init__(
            "The journal is locked, and there is no terminal to ask for the passphrase. --passphrase-from FD "
            "behind `workbench journal unlock`, list, search, show or export reads it from a file descriptor, or from "
            "standard input with -."
        )


def add_source(parser: ArgumentParser) -> None:
    """Let a command read what is secret from a file descriptor."""
    parser.add_argument(
        "--passphrase-from", type=_descriptor, metavar="FD", dest="source",
        help="read it from this file descriptor, - for standard input, a line for each that is asked",
    )  # fmt: skip


def _descriptor(text: str) -> int:
    if text == "-":
        return 0
    if text.isascii() and text.isdecimal() and len(text) < 5:
        return int(text)
    raise ArgumentTypeError(f"“{text}” should be the number of a file descriptor, or -.")


class Secrets:
    """What a person is asked for and nobody shall see; from the terminal, or from a file descriptor."""

    def __init__(self, source: int | None = None) -> None:
        self._lines = None if source is None else _lines(source)

    @property
    def is_asked(self) -> bool:
        """There is a person at a terminal."""
        return self._lines is None

    def ask(self, prompt: str) -> str:
        """What is answered. Raises NoTerminal, and BadInput where the lines are at an end."""
        if self._lines is None:
            with _terminal():
                return _asked(f"{prompt}: ")
        if not self._lines:
            raise BadInput(f"{prompt}: the file descriptor holds no such line.")
        return self._lines.pop(0)

    def ask_new(self) -> str:
        """A new passphrase, at a terminal twice, with three tries. Raises BadInput where the two differ, TooShort."""
        if not self.is_asked:
            return self.ask("New passphrase")
        with _without_echo():
            for _ in range(1, TRIES):
                try:
                    return self._new()
                except BadInput as error:
                    tell(str(error))
            return self._new()

    def _new(self) -> str:
        given = self.ask("New passphrase")
        check_length(given)
        if self.ask("The same again") != given:
            raise BadInput("The two were not the same. Nothing was changed.")
        return given

    def opened(self, key: Identity) -> KeyPair:
        """The key, opened; at a terminal there are three tries, with a growing wait. Raises WrongPassphrase."""
        if not self.is_asked:
            return key.opened(self.ask("Passphrase"))
        with _without_echo():
            for failures in range(1, TRIES):
                try:
                    return key.opened(self.ask("Passphrase"))
                except WrongPassphrase:
                    tell("That passphrase does not open the key.")
                    time.sleep(wait_after(failures))
            return key.opened(self.ask("Passphrase"))


def _lines(source: int) -> list[str]:
    try:
        with os.fdopen(os.dup(source), "rb") as file:
            return file.read(_LONGEST).decode().splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"The file descriptor {source} cannot be read: {error}.") from None


@contextmanager
def _terminal() -> Generator[TextIO]:
    """The terminal of whoever is there. Raises NoTerminal."""
    try:
        handle = os.open(TERMINAL, os.O_WRONLY | os.O_NOCTTY | os.O_CLOEXEC)
    except OSError:
        raise NoTerminal from None
    with os.fdopen(handle, "w") as terminal:
        yield terminal


@contextmanager
def _without_echo() -> Generator[None]:
    """Show nothing of what is typed, also while nothing is asked; what was typed ahead is dropped at the end."""
    with _terminal() as terminal:
        handle = terminal.fileno()
        before = termios.tcgetattr(handle)
        silent = termios.tcgetattr(handle)
        silent[3] &= ~termios.ECHO
        termios.tcsetattr(handle, termios.TCSADRAIN, silent)
        try:
            yield
        finally:
            termios.tcsetattr(handle, termios.TCSAFLUSH, before)


def _asked(prompt: str) -> str:
    try:
        return getpass(prompt)
    except EOFError:
        raise Refused("Nothing was given, and nothing was changed.") from None


# The recovery key


def hand_over(recovery: str, secrets: Secrets) -> None:
    """Show the recovery key, once, and go on when two of its words were given back. Raises Refused where they were not.

    At a terminal it is shown on a page of its own, which leaves nothing in the scrollback. A program is asked for no
    words, since it would give back what it was given: that is said.
    """
    if not secrets.is_asked:
        put(recovery)
        tell(UNASKED)
        return
    for again in range(TRIES):
        numbers = asked_back(recovery)
        if has_groups(recovery, numbers, _shown_and_asked(recovery, numbers, _AGAIN if again else _FIRST)):
            return
    raise Refused("Those were not the words. Nothing was changed; `workbench journal encrypt` begins again.")


def _shown_and_asked(recovery: str, numbers: Sequence[int], head: str) -> list[str]:
    with _terminal() as terminal:
        _say(terminal, _ASIDE)
        try:
            _say(terminal, "\n".join([head, *wrap(ABOUT, 78), "", *on_paper(recovery)]))
            _asked("\n\nWrite it down, then press Enter; two of the words are asked back: ")
            _say(terminal, _CLEAR)
            return [_asked(f"Word {number} of the recovery key: ") for number in numbers]
        finally:
            _say(terminal, _BACK)


def _say(terminal: TextIO, text: str) -> None:
    terminal.write(text)
    terminal.flush()
