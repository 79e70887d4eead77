"""The panes as a person has them: a terminal of some size, keys pressed, the screen read."""

import gc
import os
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from workbench.screens.app import WorkbenchApp
from workbench.screens.desk import Opening
from workbench.screens.terminal.colours import Look
from workbench.services import setup
from workbench.store.config import Config
from workbench.store.store import Store

TODAY = datetime(2026, 11, 23, 9, 41, tzinfo=UTC)
GOLDEN = Path(__file__).parents[1] / "golden"


class Desk:
    """One session at the panes."""

    def __init__(self, app: WorkbenchApp, pilot: Pilot[int]) -> None:
        self.app, self.pilot = app, pilot

    @property
    def store(self) -> Store:
        return self.app.store

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, waiting for each to have acted."""
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()

    async def write(self, text: str) -> None:
        """Type a text letter by letter."""
        await self.pilot.press(*("space" if letter == " " else letter for letter in text))
        await self.pilot.pause()

    async def burst(self, text: str) -> None:
        """Send keys all at once, as a slow line or a fast typist does; ↵ is Enter."""
        for letter in text.replace("↵", "\r"):
            key = "enter" if letter == "\r" else _character_to_key(letter)
            self.app.post_message(events.Key(key, letter))
        await self.pilot.pause()
        while self.app.is_holding_keys:
            await self.pilot.pause()
        await self.pilot.pause()

    @property
    def lines(self) -> list[str]:
        """What the screen shows, line by line."""
        strips = self.app.screen._compositor.render_strips()
        return [strip.text.rstrip() for strip in strips]

    @property
    def runs(self) -> list[tuple[str, Style]]:
        """What the screen shows, run by run, each with its style."""
        strips = self.app.screen._compositor.render_strips()
        return [(text, style or Style()) for strip in strips for text, style, _ in strip]

    @property
    def painting(self) -> str:
        """The screen, the same with a letter for the style of each cell, and what each letter means."""
        letters: dict[str, str] = {}
        painted: list[str] = []
        for strip in self.app.screen._compositor.render_strips():
            line = ""
            for text, style, _ in strip:
                line += letters.setdefault(str(style), chr(ord("a") + len(letters))) * cell_len(text)
            painted.append(line)
        return "\n".join([*self.lines, *painted, *(f"{letter}: {style}" for style, letter in letters.items())]) + "\n"

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"

    @property
    def sentence(self) -> str:
        """The line above the keys."""
        return self.lines[-2].strip()

    def line_with(self, text: str) -> str:
        return next((line for line in self.lines if text in line), "")


Sitting = Callable[..., AbstractAsyncContextManager[Desk]]
Golden = Callable[[Desk, str], None]


def at(
    store: Store,
    size: tuple[int, int],
    glyphs: str = "unicode",
    login: str = "tester",
    theme: str = "textual-dark",
    config: Config | None = None,
) -> AbstractAsyncContextManager[Desk]:
    @asynccontextmanager
    async def sitting() -> AsyncGenerator[Desk]:
        app = WorkbenchApp(store, config or Config(glyphs=glyphs), Opening(login=login, look=Look(theme)))
        try:
            async with app.run_test(size=size) as pilot:
                await pilot.pause()
                yield Desk(app, pilot)
        finally:
            app.store.close()
            gc.unfreeze()  # what a program begins with is left out of collection, which is not meant for many in one

    return sitting()


@pytest.fixture
def sample(tmp_path: Path) -> Sitting:
    """Sit down at the sample organization."""

    def sit(
        size: tuple[int, int] = (120, 40),
        glyphs: str = "unicode",
        theme: str = "textual-dark",
        config: Config | None = None,
    ) -> AbstractAsyncContextManager[Desk]:
        store = setup.sample(tmp_path / "store", "tester", TODAY, lambda: TODAY)
        return at(store, size, glyphs, theme=theme, config=config)

    return sit


@pytest.fixture
def empty(tmp_path: Path) -> Sitting:
    """Sit down at a store in which nothing stands but oneself."""

    def sit(size: tuple[int, int] = (80, 24)) -> AbstractAsyncContextManager[Desk]:
        store, _ = setup.begin(tmp_path / "store", "Ours", "tester", "Tess Ter", clock=lambda: TODAY)
        return at(store, size)

    return sit


@pytest.fixture
def later(tmp_path: Path) -> Sitting:
    """Sit down again at the store of this test, with the same account or another's."""

    def sit(size: tuple[int, int] = (120, 40), login: str = "tester") -> AbstractAsyncContextManager[Desk]:
        return at(Store.open(tmp_path / "store", lambda: TODAY), size, login=login)

    return sit


@pytest.fixture
def stranger(tmp_path: Path) -> Sitting:
    """Sit down at the store of this test with an account that belongs to nobody."""

    def sit(size: tuple[int, int] = (120, 40)) -> AbstractAsyncContextManager[Desk]:
        return at(Store.open(tmp_path / "store", lambda: TODAY), size, login="stranger")

    return sit


@pytest.fixture
def golden() -> Golden:
    """Hold a screen against the one that was looked at and found good; WORKBENCH_GOLDEN=write keeps it anew."""
    return lambda desk, name: _same(desk.text, name)


@pytest.fixture
def painting() -> Golden:
    """Hold a screen with its styles against the one that was looked at and found good."""
    return lambda desk, name: _same(desk.painting, name)


def _same(text: str, name: str) -> None:
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("WORKBENCH_GOLDEN") == "write":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
