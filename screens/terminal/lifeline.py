"""When the line drops or somebody ends the program, what was written is saved; then it ends, in any case."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any

from textual.app import App

from workbench.screens.terminal.curtain import RESTORED
from workbench.screens.terminal.driver import TerminalDriver

SIGNALS = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT, signal.SIGQUIT)
GRACE = 3.0


class Lifeline:
    """The handlers of the signals that end a program.

    They are plain handlers, which run even while the event loop is held up. `save` is called first: it
    must be quick and wait for nothing. A living terminal is left in good order; after three seconds, or
    at once where nobody is at the other end, the program ends whatever it is doing. Its exit code is 128
    and the number of the signal.
    """

    def __init__(self, app: App[Any], driver: TerminalDriver, save: Callable[[], None]) -> None:
        self._app, self._driver, self._save = app, driver, save
        self._loop = asyncio.get_running_loop()
        self._ended_by = 0
        self._is_saved = False
        for number in SIGNALS:
            signal.signal(number, self._end)
        signal.signal(signal.SIGALRM, self._end_now)
        if driver.is_hung_up:
            self._end(signal.SIGHUP, None)

    def _end(self, number: int, frame: FrameType | None) -> None:
        if self._ended_by:  # the kernel's hang-up and our own may come within each other
            if self._is_saved:
                self._end_now(number, frame)
            return
        self._ended_by = number
        self._driver.is_hang_up_heard = True
        with suppress(Exception):
            self._save()
        self._is_saved = True
        for other in (signal.SIGCONT, signal.SIGTSTP):
            signal.signal(other, signal.SIG_IGN)
        if self._driver.is_hung_up:
            os._exit(128 + number)
        signal.setitimer(signal.ITIMER_REAL, GRACE)
        with suppress(RuntimeError):  # the app is over already
            self._loop.call_soon_threadsafe(self._app.exit, None, 128 + number)

    def _end_now(self, number: int, frame: FrameType | None) -> None:
        self._driver.restore_attributes()
        with suppress(OSError):
            handle = sys.__stderr__.fileno() if sys.__stderr__ else 2
            os.set_blocking(handle, False)
            os.write(handle, RESTORED)
        os._exit(128 + (self._ended_by or number))
