"""All that the command line says goes through what keeps a terminal from obeying it."""

import ast
from pathlib import Path

import pytest

DOORS = Path("cli/columns.py")
BY_THE_WINDOW = {"print", "sys.stdout.write", "sys.stderr.write", "sys.stdout.writelines", "os.write"}
HERE = Path(__file__).parents[2] / "workbench"
FILES = [
    path.relative_to(HERE)
    for layer in ("cli", "services", "exchange", "domain")
    for path in (HERE / layer).glob("*.py")
]


@pytest.mark.parametrize("path", sorted({*FILES} - {DOORS}), ids=str)
def test_nothing_is_printed_but_by_the_two_doors(path: Path) -> None:
    tree = ast.parse((HERE / path).read_text(encoding="utf-8"))
    called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert not called & BY_THE_WINDOW
