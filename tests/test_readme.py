"""The README says what is so: its commands run, its keys are the keys, its picture is the screen."""

import importlib.util
import re
import shlex
from pathlib import Path
from types import ModuleType

import pytest

from workbench.cli import run
from workbench.cli.commands import COMMANDS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("readme_tool", ROOT / "tools" / "readme.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def commands() -> list[list[str]]:
    block = README.partition("```sh\n")[2].partition("```")[0]
    return [shlex.split(line, comments=True)[1:] for line in block.splitlines() if line]


def test_the_minute_of_use_runs_as_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WORKBENCH_STORE", str(tmp_path / "store"))
    for words in commands():
        assert run(words) == 0, (words, capsys.readouterr().err)
        if words[0] == "who":
            assert "P2  1.1  Answer and book  Mia Chen (mia)  mia@example.org" in capsys.readouterr().out


def test_the_key_table_is_made_from_the_bindings(tool: ModuleType) -> None:
    assert tool.with_keys(README) == README


async def test_the_picture_is_the_real_screen_and_needs_nothing_from_elsewhere(tool: ModuleType) -> None:
    drawn = (ROOT / "docs" / "chart.svg").read_text(encoding="utf-8")

    def texts(svg: str) -> list[str]:
        return re.findall(r"<text[^>]*>(.*?)</text>", svg)

    assert texts(drawn) == texts(await tool.picture())
    assert not re.search(r"url\(|@import|<image", drawn.replace("url(#", "("))


def test_every_command_stands_in_the_readme() -> None:
    table = README.partition("| command | does |")[2].partition("\n\n")[0]
    assert [verb for verb in COMMANDS if not re.search(rf"`[^`]*\b{verb}\b", table)] == []
