"""No screen hands a text to a widget in a way by which it could be read as markup."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.screens.app import WorkbenchApp
from workbench.screens.safe import ControlGuard
from workbench.screens.welcome import Welcome
from workbench.services import setup

HERE = Path(__file__).parents[2] / "screens"
SCREENS = sorted(HERE.rglob("*.py"))
PARSING = {
    "Label", "Static", "Button", "Checkbox", "RadioButton", "Option", "Select", "Selection", "Collapsible", "TabPane",
    "Tab", "Tree", "Placeholder", "Digits", "Link", "SystemCommand", "Hit", "DiscoveryHit", "notify", "update",
    "add_option", "set_options", "add_row", "add_column", "add_columns", "add", "add_leaf", "add_tab", "write",
    "with_tooltip",
}  # fmt: skip
ATTRIBUTES = {"border_title", "border_subtitle", "tooltip", "label", "prompt"}
WORDS = {"tooltip", "label", "prompt", "content", "renderable", "help", "title"}
FORBIDDEN = {"Markdown", "MarkdownViewer", "RichLog", "from_markup", "from_rich_text", "render_str", "escape"}
LITERAL = {"lit", "Content", "Content.assemble", "Text", "self._shown"}


def is_safe(node: ast.expr) -> bool:
    """A literal of ours, or something made literal."""
    if isinstance(node, ast.IfExp):
        return is_safe(node.body) and is_safe(node.orelse)
    if isinstance(node, ast.Call):
        called = node.func
        if isinstance(called, ast.Attribute) and called.attr == "join" and isinstance(called.value, ast.Call):
            return is_safe(called.value)
        return ast.unparse(called) in LITERAL
    return isinstance(node, ast.Constant)


def suspects(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The places where a text that is not known to be ours meets what would parse it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _in_call(node)
        elif isinstance(node, ast.Assign):
            targets = [target for group in node.targets for target in getattr(group, "elts", [group])]
            values = getattr(node.value, "elts", [node.value])
            for target, value in zip(targets, values, strict=False):
                if isinstance(target, ast.Attribute) and target.attr in ATTRIBUTES and not is_safe(value):
                    yield node.lineno, ast.unparse(target)
        elif isinstance(node, ast.FunctionDef) and node.name == "render":
            for inner in ast.walk(node):
                if isinstance(inner, ast.Return) and inner.value and not is_safe(inner.value):
                    yield inner.lineno, "render"


def _in_call(node: ast.Call) -> Iterator[tuple[int, str]]:
    name = ast.unparse(node.func).rpartition(".")[2]
    if name in FORBIDDEN and ast.unparse(node.func) != "re.escape":
        yield node.lineno, name
    words = {word.arg: word.value for word in node.keywords}
    if _is_off(words.get("markup")):
        return
    if "markup" in words or (name in PARSING and not _is_a_set(node) and not all(map(is_safe, node.args[:1]))):
        yield node.lineno, name
    if name in PARSING | {"TextArea"}:
        told = {
            word: value for word, value in words.items() if word in WORDS or (word, name) == ("placeholder", "TextArea")
        }
        yield from ((node.lineno, f"{name}({word}=)") for word, value in told.items() if not is_safe(value))


def _is_off(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is False


def _is_a_set(node: ast.Call) -> bool:
    """Sets, files and buses have verbs of these names too; widgets are reached by query_one or kept as one."""
    called = ast.unparse(node.func)
    verb = called.rpartition(".")[2]
    return verb in {"add", "write"} and "query_one" not in called


@pytest.mark.parametrize("path", SCREENS, ids=lambda path: str(path.relative_to(HERE)))
def test_every_text_is_handed_over_literally(path: Path) -> None:
    assert list(suspects(ast.parse(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    "source",
    [
        "Label(name)", "Static(f'{name}')", "self.notify(str(error))", "box.border_title = name", "Label(lit(a) + b)",
        "Option(name if name else lit(''))", "options.add_option(name)", "Label('x', markup=True)", "Markdown(text)",
        "Content.from_markup(text)", "box.tooltip = process.name", "Button(label=name)", "TextArea(placeholder=name)",
        "def render(self):\n return self.text", "a, box.border_subtitle = b, name", "escape(name)",
    ],
)  # fmt: skip
def test_what_could_be_read_as_markup_is_found(source: str) -> None:
    assert list(suspects(ast.parse(source)))


def test_the_guard_stands_between_the_screens_and_the_terminal(tmp_path: Path) -> None:
    store, _ = setup.begin(tmp_path / "store", "Ours", "tester", "Tess Ter")
    for app in (WorkbenchApp(store), Welcome("folder", lambda file: "")):
        assert any(isinstance(line_filter, ControlGuard) for line_filter in app.get_line_filters())
