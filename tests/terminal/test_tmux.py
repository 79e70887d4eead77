"""A session that is left standing in tmux and taken up again elsewhere."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.terminal.conftest import ROOT, environment
from tests.terminal.harness import Program
from workbench.store.store import Store

Tmux = Callable[..., str]

needs_tmux = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")


@pytest.fixture
def socket(tmp_path: Path) -> Iterator[Path]:
    """The socket of a tmux server of the test's own, which ends with the test."""
    path = tmp_path / "tmux"
    yield path
    subprocess.run(["tmux", "-S", path, "kill-server"], capture_output=True, check=False)


@needs_tmux
def test_a_detached_session_is_taken_up_at_another_size_as_it_was_left(socket: Path, begun: Path) -> None:
    tmux = ["tmux", "-S", str(socket), "-f", "/dev/null"]
    command = [sys.executable, "-m", "workbench", "--store", str(begun)]
    first = Program([*tmux, "new-session", *command], environment(), cwd=ROOT)
    first.shows("Call to visit")
    first.type("aBegun at home")
    first.shows("Begun at home")
    first.terminal.hang_up()
    assert first.ended() >= 0
    first.close()

    second = Program([*tmux, "attach"], environment(), size=(120, 40))
    try:
        second.shows("Begun at home")
        second.type(" and ended in the train")
        second.shows("Begun at home and ended in the train")
        second.type("\r\r")
        second.shows("added P2")
        second.type("q")
        assert second.ended() == 0
    finally:
        second.close()
    store = Store.open(begun)
    assert store.organization.processes["P2"].name == "Begun at home and ended in the train"
    store.close()
