"""The thread that writes to the terminal: it alone waits when the line is slow or dead, never the program."""

import os
from collections.abc import Callable
from threading import Condition, Thread

from workbench.screens.terminal.thrift import SYNC_OFF, SYNC_ON, Thrift, Unthrifty

LAST_WORDS_WITHIN = 1.0


class Output(Thread):
    """Stands where Textual's writer stands: takes output at once, and sends what is due when the line is free.

    `ask_anew` is called when the terminal has another size than it had: all that was told may be for the old one.
    """

    def __init__(self, fileno: int, encoding: str, stage: Thrift | Unthrifty, ask_anew: Callable[[], object]) -> None:
        super().__init__(daemon=True, name="workbench-output")
        self._fileno, self._encoding, self._stage, self._ask_anew = fileno, encoding, stage, ask_anew
        self._work = Condition()
        self._is_update_open = self._synchronizes = False
        self._is_over = False

    def write(self, text: str) -> None:
        """Take a piece of output; an update that is begun is sent when it is whole."""
        with self._work:
            if text in (SYNC_ON, SYNC_OFF):
                self._is_update_open, self._synchronizes = text == SYNC_ON, True
            else:
                self._measure()
                self._stage.take(text)
            self._work.notify()

    def flush(self) -> None:
        """Nothing is held back that could be sent."""

    def forget(self) -> None:
        """Send the whole picture anew: something else may have written over it."""
        with self._work:
            self._stage.forget()
            self._work.notify()

    def _measure(self) -> None:
        try:
            width, height = os.get_terminal_size(self._fileno)
        except OSError:
            return
        if width and height and (width, height) != (self._stage.width, self._stage.height):
            self._stage.resize(width, height)
            self._ask_anew()

    def run(self) -> None:
        """Send what is due until there is an end of it."""
        while True:
            with self._work:
                self._work.wait_for(lambda: self._is_over or (self._stage.is_due and not self._is_update_open))
                due = self._stage.due(self._synchronizes)
                if self._is_over and not due:
                    return
            try:
                self._send(due.encode(self._encoding, "replace"))
            except OSError:
                return

    def _send(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._fileno, data) :]

    def stop(self) -> None:
        """End, with everything sent that a living terminal takes within a second."""
        with self._work:
            self._is_over = True
            self._work.notify()
        if self.is_alive():
            self.join(LAST_WORDS_WITHIN)
