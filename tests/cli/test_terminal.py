"""What the command line says of the terminal and of the keys."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workbench.screens.terminal import report
from workbench.screens.terminal.colours import Look
from workbench.store.config import Config

Run = Callable[..., Any]
ESCAPES = {"set-clipboard": "external", "escape-time": "500"}


def told(environment: dict[str, str], settings: Config | None = None, tmux: dict[str, str] | None = None) -> str:
    found = report.report(environment, settings or Config(), Look("nord", "so"), (tmux or {}).__getitem__)
    return "\n".join(f"{'!!' if not h.sound else '->' if h.advises else 'ok'} {h.part} {h.what}" for h in found)


def test_the_doctor_says_how_the_terminal_is(anywhere: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("NO_COLOR", "1")
    said = anywhere("--sample", "doctor")
    assert said.code == 0
    assert "TERM=xterm-256color" in said.out
    assert "NO_COLOR is set, so none is sent" in said.out
    assert "ansi-dark: NO_COLOR is set; the background is not known, so it is taken for dark" in said.out
    parts = {item["part"] for item in anywhere("--sample", "--json", "doctor").json}
    assert {"terminal", "colours", "theme", "signs", "editor"} <= parts


def test_the_doctor_says_which_theme_was_asked_for(anywhere: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "dracula: --theme says so" in anywhere("--sample", "--theme", "dracula", "doctor").out
    assert anywhere("config", "set", "theme", "nord").code == 0
    assert "nord: the configuration says so" in anywhere("--sample", "doctor").out
    monkeypatch.setenv("WORKBENCH_THEME", "norf")
    said = anywhere("--sample", "doctor")
    assert said.code == 1
    assert "WORKBENCH_THEME: There is no theme “norf”. Did you mean nord?" in said.out


def test_the_doctor_advises_on_tmux() -> None:
    said = told({"TERM": "tmux-256color", "TMUX": "x", "SSH_CONNECTION": "x"}, tmux=ESCAPES)
    assert "ok terminal TERM=tmux-256color, through tmux and ssh" in said
    assert "-> tmux set-clipboard is external: `set -s set-clipboard on`" in said
    assert "-> tmux escape-time is 500 ms: `set -s escape-time 20`" in said
    assert "tmux set" not in told({"TMUX": "x"}, tmux={"set-clipboard": "on", "escape-time": "10"})
    assert "tmux set" not in told({"TMUX": "x"}, tmux={"set-clipboard": "", "escape-time": ""})


def test_the_doctor_says_which_signs_are_drawn_and_why() -> None:
    assert "ok signs box characters" in told({"LANG": "C.UTF-8"})
    assert "ok signs plain ASCII: the Linux console has no other signs" in told({"TERM": "linux"})
    assert "ok signs plain ASCII: the locale de_DE is not a UTF-8 one" in told({"LANG": "de_DE"})
    assert "ok signs plain ASCII: the configuration says so" in told({}, Config(glyphs="ascii"))


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"EDITOR": "sh -c x"}, "ok editor EDITOR is sh -c x"),
        ({"VISUAL": "no-such-editor", "EDITOR": "sh"}, "!! editor VISUAL is no-such-editor, which is not found"),
        ({"EDITOR": "vim 'x"}, "!! editor EDITOR is vim 'x, which is not found"),
        ({}, "-> editor neither VISUAL nor EDITOR is set"),
    ],
)
def test_the_doctor_looks_for_the_editor(environment: dict[str, str], said: str) -> None:
    assert said in told(environment)


def test_every_key_is_listed_as_it_is_configured(anywhere: Run) -> None:
    assert anywhere("config", "set", "keys.chart.move", "ctrl+g,?").code == 1
    assert anywhere("config", "set", "keys.chart.move", "ctrl+g,f12").code == 0
    said = anywhere("keys")
    assert said.code == 0
    assert any(line.split()[:3] == ["ctrl+g", "f12", "chart.move"] for line in said.lines)
    moved = next(item for item in anywhere("keys", "--json").json if item["id"] == "chart.move")
    assert moved == {
        "id": "chart.move", "keys": ["ctrl+g", "f12"], "does": "Move it under another process", "usual": ["m"],
    }  # fmt: skip


def test_a_key_that_tmux_keeps_is_set_and_counselled_against(anywhere: Run) -> None:
    said = anywhere("config", "set", "keys.chart.move", "ctrl+b")
    assert (said.code, said.err) == (0, "chart.move: tmux keeps ctrl+b for itself.\n")
    assert anywhere("config", "check") == (0, "", "chart.move: tmux keeps ctrl+b for itself.\n")


def test_without_a_terminal_no_key_can_be_tested(anywhere: Run) -> None:
    assert anywhere("keys", "--test") == (2, "", "There is no terminal here whose keys could be shown.\n")


def test_a_theme_that_there_is_not_is_wrong_usage(anywhere: Run, tmp_path: Path) -> None:
    said = anywhere("--store", str(tmp_path / "store"), "--theme", "norf")
    assert said == (2, "", "workbench: there is no theme “norf”. Did you mean nord?\n")
