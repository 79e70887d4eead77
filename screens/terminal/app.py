"""An app that is at home in any terminal."""

from contextlib import ExitStack
from typing import TypeVar

from textual.app import App

from workbench.screens.terminal.curtain import Curtain
from workbench.screens.terminal.driver import TerminalDriver, UnthriftyDriver
from workbench.screens.terminal.lifeline import Lifeline
from workbench.screens.terminal.thrift import Thrift
from workbench.screens.terminal.vowel_signs import give_cells

Answer = TypeVar("Answer")


class TerminalApp(App[Answer], inherit_bindings=False):
    """Survives its line, moves nothing for show, and sends only what changed."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, is_thrifty: bool = True) -> None:
        give_cells()
        self.curtain = Curtain()
        super().__init__(driver_class=TerminalDriver if is_thrifty else UnthriftyDriver)
        self.animation_level = "none"
        self._until_whole = ExitStack()
        self._is_opening, self.parsed_theme = True, self.theme

    def on_load(self) -> None:
        """Show the first screen when it is whole: what is drawn while it is being built would be drawn again."""
        self._until_whole.enter_context(self.batch_update())

    def _show(self) -> None:
        self._is_opening = False
        self._until_whole.close()

    def refresh_css(self, animate: bool = True) -> None:
        """Apply the styles anew, but not those that were parsed a moment ago."""
        if not self._is_opening or self.theme != self.parsed_theme:
            super().refresh_css(animate)

    def on_mount(self) -> None:
        """Be ready for the end of the line, from here on."""
        if isinstance(self._driver, TerminalDriver):
            Lifeline(self, self._driver, self.save_writing)
        self.screen.call_later(self.call_later, self._show)

    @property
    def shown(self) -> Thrift | None:
        """What the terminal shows, where that is kept."""
        return self._driver.shown if isinstance(self._driver, TerminalDriver) else None

    def save_writing(self) -> None:
        """Put on the disk what is being written; called from a signal's handler, so it is quick."""

    def forget_screen(self) -> None:
        """Draw everything anew, also what the terminal is believed to show."""
        if isinstance(self._driver, TerminalDriver):
            self._driver.forget()
        self.refresh(layout=True)
