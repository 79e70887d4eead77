"""A defect of the program's own: what was written is kept, what anybody wrote is not told to the terminal or a file."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.conftest import ROOT, environment, ready
from tests.terminal.harness import Program

BREAKS = """
import sys
from workbench.cli import main
from workbench.screens.{module} import {owner}
def broken(self, *arguments):
    secret = "a private word"
    raise RuntimeError(secret)
setattr({owner}, {name!r}, broken)
main()
"""


@pytest.mark.parametrize(
    ("module", "owner", "name", "keys"),
    [
        ("outline", "Outline", "action_move", "j"),
        ("chart_pane", "ChartPane", "action_delete", "d"),
        ("picker", "Picker", "_narrow", "f"),
        ("sheet", "Sheet", "render_line", "j"),
        ("name_entry", "NameEntry", "action_level", "aa word of mine\t"),
    ],
)
def test_a_defect_ends_it_in_order(
    module: str, owner: str, name: str, keys: str, begun: Path, drafted: Callable[[], str]
) -> None:
    broken = BREAKS.format(module=module, owner=owner, name=name)
    program = Program([sys.executable, "-c", broken, "--store", str(begun)], environment(), cwd=ROOT)
    try:
        if name != "render_line":
            ready(program)
        program.type(keys)
        assert program.ended() == 70
        assert program.terminal.left_on() == []
        assert program.terminal.strays == []
        assert "RuntimeError" in program.terminal.everything
        assert "a private word" not in program.terminal.everything
        (crash,) = (Path(os.environ["XDG_STATE_HOME"]) / "workbench" / "crashes").iterdir()
        assert crash.stat().st_mode & 0o777 == 0o600
        assert "a private word" not in crash.read_text()
        if "mine" in keys:
            assert "a word of mine" in drafted()
    finally:
        program.close()
