"""A screen that is drawn when it is whole."""

from typing import TypeVar

from textual.screen import Screen

Result = TypeVar("Result")


class TerminalScreen(Screen[Result]):
    """A pane's screen. Textual would draw it also while an update is being put together, and throw that away."""

    def _compositor_refresh(self) -> None:
        if not self.app._batch_count:  # pyright: ignore[reportUnknownMemberType]
            super()._compositor_refresh()
