"""The terminal that the panes stand on: Textual's own, made to survive what happens to lines and to send little."""

import os
import select
import signal
import termios
from contextlib import suppress
from threading import Thread
from time import monotonic
from typing import Any

from textual import events
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from workbench.screens.terminal.curtain import Curtain
from workbench.screens.terminal.keyboard import Keyboard
from workbench.screens.terminal.output import Output
from workbench.screens.terminal.thrift import Thrift, Unthrifty

HEARS_EVERY = 100
INSISTS_EVERY = 0.5


class TerminalDriver(LinuxDriver):
    """A driver that sends only what changed, is never held up by a slow line, and ends with its terminal.

    It leans on these private names of Textual 8.2: `_writer_thread`, `_key_thread`, `_get_terminal_size`,
    `_enable_mouse_pixels`, `_sigtstp_application`, `_sigcont_application` of LinuxDriver, and XTermParser.
    """

    stage: type[Thrift | Unthrifty] = Thrift

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        self._output: Output | None = None
        self._stage: Thrift | Unthrifty | None = None
        self._was_stopped_by_us = False
        self._has_begun = self.is_hang_up_heard = False
        self._curtain: Curtain = arguments[0].curtain
        keywords["debug"] = False  # Textual would write every key to a file
        super().__init__(*arguments, **keywords)  # pyright: ignore[reportUnknownMemberType]

    @property  # type: ignore[override]
    def _writer_thread(self) -> Output | None:  # pyright: ignore[reportIncompatibleVariableOverride]
        """The thread that writes; set by LinuxDriver to one of its own, in whose place ours is taken."""
        return self._output

    @_writer_thread.setter
    def _writer_thread(self, thread: Thread | None) -> None:  # pyright: ignore[reportIncompatibleVariableOverride]
        if thread is None:
            self._output = None
            return
        assert self._file is not None
        handle, encoding = self._file.fileno(), self._file.encoding or "utf-8"
        if self._stage is None:
            self._stage = self.stage(*super()._get_terminal_size(), erases=_fills_what_it_erases())
            if isinstance(self._stage, Thrift) and (picture := self._curtain.give()):
                self._stage.stands(picture)
        self._output = Output(handle, encoding, self._stage, self._ask_anew)

    def start_application_mode(self) -> None:
        """Take the terminal over, from the curtain where one stands on it."""
        super().start_application_mode()  # type: ignore[no-untyped-call]  # pyright: ignore[reportUnknownMemberType]
        self.attrs_before = self._curtain.attributes or self.attrs_before
        self._has_begun = True

    @property
    def shown(self) -> Thrift | None:
        """What the terminal shows, where that is kept."""
        return self._stage if isinstance(self._stage, Thrift) else None

    # Output

    def _ask_anew(self) -> None:
        """Let everything be told anew, once it is laid out for the size that the terminal has now."""
        self._app.call_later(self._app.refresh, layout=True)

    def forget(self) -> None:
        """Send the whole picture anew."""
        if self._output:
            self._output.forget()

    def _get_terminal_size(self) -> tuple[int, int]:
        """The size of the terminal; asked for when it may have changed, and then what it shows is not known."""
        if self._has_begun:
            self.forget()
        return super()._get_terminal_size()

    def _enable_mouse_pixels(self) -> None:
        """Cells are all that is pointed at here; Textual would leave the terminal counting pixels behind it."""

    # Being stopped and going on

    def _sigtstp_application(self, *arguments: Any) -> None:
        self._was_stopped_by_us = True
        super()._sigtstp_application(*arguments)  # pyright: ignore[reportUnknownMemberType]

    def _sigcont_application(self, *arguments: Any) -> None:
        """Enter the terminal again only if we left it; the kernel also sends this signal on a hang-up."""
        if self._was_stopped_by_us:
            self._was_stopped_by_us = False
            super()._sigcont_application(*arguments)  # pyright: ignore[reportUnknownMemberType]
        else:
            self.forget()

    # Input

    @property
    def is_hung_up(self) -> bool:
        """Nobody is at the other end of the line any more."""
        line = select.poll()
        line.register(self.fileno, 0)
        gone = select.POLLHUP | select.POLLERR | select.POLLNVAL
        return any(state & gone for _, state in line.poll(0))

    def run_input_thread(self) -> None:
        """Hand on what comes, until the terminal or the program ends."""
        keyboard = Keyboard()
        line = select.poll()
        line.register(self.fileno, select.POLLIN)
        while not self.exit_event.is_set():
            data = None
            if line.poll(HEARS_EVERY):
                data = b""
                with suppress(OSError):
                    data = os.read(self.fileno, 65536)
                if not data:
                    return self._hang_up()
            for message in keyboard.feed(data, monotonic()) if data else keyboard.tick(monotonic()):
                self.process_message(message)
        return None

    def _hang_up(self) -> None:
        """Say that the line is gone until somebody hears it: the program may only just have begun."""
        while not self.is_hang_up_heard:
            os.kill(os.getpid(), signal.SIGHUP)
            if self.exit_event.wait(INSISTS_EVERY):
                return

    def process_message(self, message: Message) -> None:
        """Hand on an event; a new size makes what the terminal shows unknown."""
        if isinstance(message, events.Resize):
            self.forget()
        super().process_message(message)

    def restore_attributes(self) -> None:
        """Give the terminal line back as it was found."""
        if self.attrs_before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)


class UnthriftyDriver(TerminalDriver):
    """The same, but sending everything that Textual sends."""

    stage = Unthrifty


def _fills_what_it_erases() -> bool:
    """Whether erased cells get the colour of the pen: in every terminal in use but screen and what says it is that."""
    return not os.environ.get("TERM", "").startswith("screen")
