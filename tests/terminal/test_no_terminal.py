"""Where there is no terminal, or a poor one, the workbench says plainly what it can and ends."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.terminal.conftest import ROOT, environment
from workbench.store.store import Store

if TYPE_CHECKING:
    from tests.terminal.conftest import Start

Ran = Callable[..., "subprocess.CompletedProcess[bytes]"]
WORKBENCH = (sys.executable, "-m", "workbench")
SOON = 5.0


@pytest.fixture
def in_shell(begun: Path) -> Ran:
    """Run a shell line in which `workbench` is the workbench on the store; nothing of it is a terminal."""

    def run(line: str, **changes: str | None) -> "subprocess.CompletedProcess[bytes]":
        program = f'workbench() {{ "{sys.executable}" -m workbench --store "{begun}" "$@"; }}; {line}'
        return subprocess.run(
            ["bash", "-c", program], env=environment(**changes), cwd=ROOT, capture_output=True, timeout=SOON * 6,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip

    return run


@pytest.mark.parametrize(("stream", "told"), [("stdin", b""), ("stderr", b"The panes draw on standard error")])
def test_with_one_stream_that_is_no_terminal_it_prints_what_is_due_and_ends(
    stream: str, told: bytes, start: "Start", tmp_path: Path
) -> None:
    with (tmp_path / "elsewhere").open("w+b") as elsewhere:
        program = start(streams={stream: elsewhere})
        assert program.ended(SOON) == 0
    assert "Call to visit" in program.terminal.text
    assert "\x1b" not in program.terminal.everything
    assert (tmp_path / "elsewhere").read_bytes().partition(b",")[0] == told


@pytest.mark.parametrize("term", ["dumb", "", None])
def test_on_a_terminal_that_can_do_nothing_it_goes_line_by_line(term: str | None, start: "Start") -> None:
    program = start(env={"TERM": term})
    program.shows("Call to visit")
    program.type("q\r")
    assert program.ended() == 0
    assert "\x1b" not in program.terminal.everything
    assert program.terminal.left_on() == []


@pytest.mark.parametrize("streams", ["<&-", "2>/dev/full", "</dev/null >/dev/null", "2>&-", "<&- 2>&-", "| cat"])
def test_without_a_terminal_it_ends_at_once_and_sends_no_escape(streams: str, in_shell: Ran) -> None:
    begun_at = time.monotonic()
    said = in_shell(f"workbench {streams}; exit $?")
    assert said.returncode == 0
    assert b"\x1b" not in said.stdout + said.stderr
    assert b"Traceback" not in said.stderr
    assert time.monotonic() - begun_at < SOON


@pytest.mark.parametrize("words", ["who call", "owned-by ana", "unowned", "tree", "show P1", "due", "history", "check"])
def test_every_command_works_without_a_terminal_or_on_a_dumb_one(words: str, in_shell: Ran, start: "Start") -> None:
    said = in_shell(f"workbench {words}", TERM=None)
    assert said.returncode in (0, 1)
    assert b"\x1b" not in said.stdout + said.stderr
    program = start(*words.split(), env={"TERM": "dumb"})
    assert program.ended(SOON) == said.returncode
    assert "\x1b" not in program.terminal.everything


@pytest.mark.parametrize("words", ["who call", "unowned", "tree", "history"])
def test_a_pipe_that_is_closed_early_is_no_trouble(words: str, in_shell: Ran) -> None:
    said = in_shell(f"workbench {words} | true; exit ${{PIPESTATUS[0]}}")
    assert said.returncode in (0, 141)
    assert said.stderr == b""


@pytest.mark.parametrize(
    "locale",
    [
        {"LANG": "C"},
        {"LANG": None, "LC_ALL": "C"},
        {"LANG": None, "LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
    ids=str,
)
def test_in_a_poor_locale_the_chart_is_legible_and_the_store_right(
    locale: dict[str, str | None], panes: "Start", begun: Path
) -> None:
    program = panes(env=locale, encoding=locale.get("PYTHONIOENCODING") or "utf-8")
    program.type("aZahn")
    program.shows("Zahn")
    program.type("ärztin 検査\r\r")
    program.until(lambda: "Zahnärztin 検査" in names(begun), "the name in the store")
    program.quiet()
    assert "\\u" not in program.terminal.text
    assert "\\x" not in program.terminal.text
    program.type("\x11")
    assert program.ended() == 0
    assert program.terminal.strays == []


def test_in_a_locale_without_line_drawing_borders_are_plain(panes: "Start") -> None:
    program = panes(env={"LANG": None, "LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"})
    program.quiet()
    assert program.terminal.text.isascii()


def names(store: Path) -> list[str]:
    opened = Store.open(store)
    found = [process.name for process in opened.organization.running()]
    opened.close()
    return found


def test_the_environment_names_no_key_log(panes: "Start", tmp_path: Path) -> None:
    program = panes(env={"TEXTUAL_DEBUG": "1"})
    program.type("\x11")
    assert program.ended() == 0
    assert not [path for path in (ROOT / "keys.log", Path(os.environ["HOME"]) / "keys.log") if path.exists()]
