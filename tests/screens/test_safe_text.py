"""No screen hands a text to a widget in a way by which it could be read as markup."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.screens.app import WorkbenchApp
from workbench.screens.safe import ControlGuard
from workbench.services import setup

SCREENS = sorted((Path(__file__).parents[2] / "screens").glob("*.py"))
PARSING = {"Label", "Static", "Button", "Checkbox", "Option", "Select", "Collapsible", "TabPane", "notify", "update"}
TITLES = {"border_title", "border_subtitle", "tooltip"}


def is_safe(node: ast.expr) -> bool:
    """A literal of ours, or something made literal."""
    if isinstance(node, ast.Constant):
        return True
    called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
    return called in ("lit", "self._shown", "Content.assemble", "Content")


def suspects(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in PARSING and node.args:
            literal = any(word.arg == "markup" for word in node.keywords)
            if not literal and not is_safe(node.args[0]):
                yield f"{path.name}:{node.lineno}"
        if isinstance(node, ast.Assign):
            targets = [target for group in node.targets for target in getattr(group, "elts", [group])]
            values = getattr(node.value, "elts", [node.value])
            for target, value in zip(targets, values, strict=False):
                if isinstance(target, ast.Attribute) and target.attr in TITLES and not is_safe(value):
                    yield f"{path.name}:{node.lineno}"


@pytest.mark.parametrize("path", SCREENS, ids=lambda path: path.name)
def test_every_text_is_handed_over_literally(path: Path) -> None:
    assert list(suspects(path)) == []


def test_the_guard_stands_between_the_screens_and_the_terminal(tmp_path: Path) -> None:
    store, _ = setup.begin(tmp_path / "store", "Ours", "tester", "Tess Ter")
    assert any(isinstance(line_filter, ControlGuard) for line_filter in WorkbenchApp(store).get_line_filters())
