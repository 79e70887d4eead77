"""Copying, writing out and bringing in from the panes, and what is said of it."""

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from workbench.screens.clipboard import MOST, put_on_clipboard

if TYPE_CHECKING:
    from tests.screens.conftest import Desk, Sitting


@pytest.fixture(autouse=True)
def _no_multiplexer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for variable in ("TMUX", "STY"):
        monkeypatch.delenv(variable, raising=False)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


@pytest.fixture
def tmux(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Stand in a tmux that does this with a text."""

    def make(does: str) -> None:
        (tmp_path / "tmux").write_text(f"#!/bin/sh\n{does}\n")
        (tmp_path / "tmux").chmod(0o700)
        monkeypatch.setenv("TMUX", "/tmp/tmux-0/default,1,0")
        monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")

    return make


WIDE = (250, 40)


# The clipboard


async def test_what_is_copied_is_offered_and_nothing_is_promised(sample: "Sitting") -> None:
    async with sample(WIDE) as desk:
        await desk.press("y")
        assert desk.app.clipboard.startswith("Call to first visit  @dana")
        assert (
            "It was offered to the clipboard; no terminal says whether it took it. X writes it to a file." in desk.text
        )


async def test_screen_is_known_to_let_nothing_through(sample: "Sitting", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STY", "1.pts")
    async with sample(WIDE) as desk:
        await desk.press("y")
        assert "but screen lets nothing through. X writes it to a file." in desk.text


async def test_tmux_is_asked_and_its_answer_is_said(
    sample: "Sitting", tmux: Callable[[str], None], tmp_path: Path
) -> None:
    async with sample(WIDE) as desk:
        tmux('[ "$*" = "load-buffer -w -" ] && cat > "$HOME/taken"')
        told = put_on_clipboard(desk.app, "a text")
        assert told == "tmux has it in its buffer and offered it to its terminal's clipboard. X writes it to a file."
        assert (tmp_path / "home/taken").read_text() == "a text"
        assert "too long for most clipboards" in put_on_clipboard(desk.app, "a" * (MOST + 1))
        tmux("cat > /dev/null; echo no server running >&2; exit 1")
        assert put_on_clipboard(desk.app, "a text").startswith("tmux did not take it: no server running.")


async def test_more_than_terminals_take_is_not_offered(sample: "Sitting") -> None:
    async with sample(WIDE) as desk:
        assert put_on_clipboard(desk.app, "ü" * (MOST // 2 + 1)).startswith(
            "It was not offered to the clipboard: 74,996"
        )
        assert desk.app.clipboard == ""


# Out


async def give_out(desk: "Desk", kind: str, where: str) -> None:
    await desk.press("X")
    await desk.write(kind)
    await desk.press("enter", where)


async def test_the_processes_are_written_to_a_file_that_only_oneself_reads(sample: "Sitting") -> None:
    async with sample(WIDE) as desk:
        await give_out(desk, "csv", "f")
        await desk.press("enter")
        path = Path("lakeside-dental-2026-11-23.csv").absolute()
        assert desk.sentence == f"wrote {path}, readable by you alone"
        assert path.read_bytes().count(b"\n") > 29
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


async def test_what_was_copied_can_be_written_to_a_file_instead(sample: "Sitting") -> None:
    async with sample(WIDE) as desk:
        await desk.press("X")
        assert "what was copied last" not in desk.text
        await desk.press("escape", "y")
        await give_out(desk, "copied", "f")
        await desk.press("enter")
        assert Path("lakeside-dental-part-2026-11-23.txt").read_text().startswith("Call to first visit  @dana")


async def test_a_file_that_is_there_is_written_over_only_when_that_is_said(sample: "Sitting") -> None:
    path = Path("lakeside-dental-2026-11-23.md")
    path.write_text("precious")
    async with sample(WIDE) as desk:
        await give_out(desk, "markdown", "f")
        await desk.press("enter")
        assert "is there already." in desk.text
        await desk.press("escape")
        assert path.read_text() == "precious"
        await give_out(desk, "markdown", "f")
        await desk.press("enter", "n")
        await desk.write("x")
        await desk.press("enter")
        assert Path(f"{path}x").exists()
        await give_out(desk, "markdown", "f")
        await desk.press("enter", "w")
        assert "Call to first visit" in path.read_text()


async def test_a_file_that_cannot_be_written_is_said_and_the_name_asked_again(sample: "Sitting") -> None:
    async with sample(WIDE) as desk:
        await give_out(desk, "json", "f")
        await desk.press("ctrl+u")
        await desk.write("no/such/folder.json")
        await desk.press("enter")
        assert "No such file or directory" in desk.text
        assert desk.app.screen.query_one(Input).value == "no/such/folder.json"


async def test_the_clipboard_is_the_second_way_out(sample: "Sitting") -> None:
    async with sample(WIDE) as desk:
        await give_out(desk, "people-csv", "c")
        assert "mia" in desk.app.clipboard
        assert desk.sentence.startswith("It was offered to the clipboard")


# In


async def bring_in(desk: "Desk", file: str) -> None:
    await desk.press("colon")
    await desk.write("bring in")
    await desk.press("enter")
    await desk.write(file)
    await desk.press("enter")


async def test_what_a_file_brings_is_shown_before_it_is_taken_in(sample: "Sitting") -> None:
    Path("list.csv").write_text("code,name,owner\n9,Order to cash,mia\n9.1,Bill it,B. Nobody\n")
    async with sample(WIDE) as desk:
        before = desk.store.position
        await bring_in(desk, "list.csv")
        assert "Would take in 2 processes (1 at the top, then 1 below). Nothing was changed." in desk.text
        assert "B. Nobody is nobody here" in desk.text
        await desk.press("escape")
        assert desk.store.position == before
        await bring_in(desk, "list.csv")
        await desk.press("u")
        assert desk.sentence == "Took in 2 processes (1 at the top, then 1 below). u takes it back."
        assert desk.store.organization.process("9").parent == "P1"
        await desk.press("u")
        await bring_in(desk, "list.csv")
        await desk.press("p")
        assert desk.store.organization.person("B. Nobody")


async def test_a_file_that_cannot_be_brought_in_is_said_and_asked_again(sample: "Sitting") -> None:
    async with sample(WIDE) as desk:
        await bring_in(desk, "none.csv")
        assert "none.csv cannot be read: No such file or directory." in desk.text
        await desk.press("escape")
        assert "Process chart" in desk.text
