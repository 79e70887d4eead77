"""The terminal is lent to other programs and taken back whole."""

import os
import pwd
import signal
from pathlib import Path

import pytest

from tests.cli.conversation import Conversation
from workbench.services import chart
from workbench.services.setup import begin
from workbench.store.lines import Actor
from workbench.store.store import Store


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """A store of whoever runs the tests, with one process."""
    login = pwd.getpwuid(os.getuid()).pw_name
    store, person = begin(tmp_path / "ours", "Lakeside", login, "Ana Lima")
    chart.add(store, Actor(person.id, login), "Reconcile")
    store.close()
    return store.folder


def test_the_editor_has_the_terminal_and_ctrl_c_in_it_ends_nothing_else(
    ours: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "editor"
    script.write_text('#!/bin/sh\ntrap : INT\nstty -a > "$HOME/stty"\nkill -INT 0\necho mine > "$1"\n')
    script.chmod(0o700)
    monkeypatch.setenv("VISUAL", str(script))
    with Conversation("--store", str(ours), term="xterm-256color") as talk:
        talk.until("Reconcile")
        assert not talk.takes_lines
        talk.press(b"E", "description")
        assert not talk.takes_lines
        assert talk.leave("q") == 0
        assert Store.open(ours).organization.processes["P1"].description == "mine"
        assert " icanon" in (tmp_path / "home/stty").read_text()


def test_suspending_gives_the_terminal_back_and_coming_back_draws_everything(ours: Path) -> None:
    with Conversation("--store", str(ours), term="xterm-256color", as_job=True) as talk:
        talk.until("Reconcile")
        talk.press(b":suspend\r", "?1049l")
        _, status = os.waitpid(talk.program.pid, os.WUNTRACED)
        assert os.WIFSTOPPED(status)
        assert talk.takes_lines
        talk.program.send_signal(signal.SIGCONT)
        talk.until("Reconcile")
        assert talk.leave("q") == 0


def test_where_no_shell_waits_nothing_is_suspended(ours: Path) -> None:
    with Conversation("--store", str(ours), term="xterm-256color") as talk:
        talk.until("Reconcile")
        talk.press(b"?suspend", "waits")
