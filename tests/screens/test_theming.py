"""Readable everywhere: themes, plain signs, no colour at all."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.console import Console
from textual.theme import BUILTIN_THEMES

from workbench.screens import glyphs
from workbench.screens.terminal.colours import LIGHT_THEMES, THEMES, choose, colour_system
from workbench.store import config, paths

if TYPE_CHECKING:
    from tests.screens.conftest import Golden, Sitting

TRUE = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


def theme(environment: Mapping[str, str], option: str = "", setting: str = "", light: bool | None = None) -> str:
    return choose(option, setting, environment, lambda: light).theme


def test_the_option_stands_above_the_configuration_above_the_environment_above_the_terminal() -> None:
    said = {**TRUE, "WORKBENCH_THEME": "nord"}
    assert theme(said, "dracula", "gruvbox") == "dracula"
    assert theme(said, "", "gruvbox") == "gruvbox"
    assert theme(said) == "nord"
    assert theme(TRUE) == "textual-dark"


def test_a_theme_that_there_is_not_is_passed_over() -> None:
    assert theme({**TRUE, "WORKBENCH_THEME": "mauve"}, "", "pink") == "textual-dark"


@pytest.mark.parametrize(
    "environment",
    [{**TRUE, "NO_COLOR": "1"}, {"TERM": "linux"}, {"TERM": "screen"}, {"TERM": "xterm"}, {"TERM": "vt100"},
     {**TRUE, "TEXTUAL_COLOR_SYSTEM": "standard"}],
    ids=str,
)  # fmt: skip
def test_where_few_colours_are_promised_the_terminal_s_own_are_used(environment: dict[str, str]) -> None:
    assert theme(environment) == "ansi-dark"
    assert theme(environment, light=True) == "ansi-light"
    assert theme({**environment, "COLORFGBG": "0;15"}) == "ansi-light"


@pytest.mark.parametrize("environment", [TRUE, {"TERM": "xterm", "COLORTERM": "truecolor"}, {"TERM": "tmux-256color"}])
def test_where_many_are_promised_the_background_decides(environment: dict[str, str]) -> None:
    assert theme(environment, light=True) == "textual-light"
    assert theme(environment, light=False) == "textual-dark"
    assert theme({**environment, "COLORFGBG": "15;default;0"}, light=None) == "textual-dark"
    assert theme({**environment, "COLORFGBG": "0;7"}, light=None) == "textual-light"
    assert theme({**environment, "COLORFGBG": "0;default"}, light=None) == "textual-dark"


def test_an_empty_no_color_says_nothing() -> None:
    assert theme({**TRUE, "NO_COLOR": ""}) == "textual-dark"


def test_the_look_says_why() -> None:
    assert choose("", "", {"TERM": "linux"}, lambda: None).why == (
        "TERM=linux promises no more than 16 colours; the background is not known, so it is taken for dark"
    )
    assert choose("", "", TRUE, lambda: True).why == "the terminal says that its background is light"


def test_the_themes_are_those_of_textual() -> None:
    assert sorted(THEMES) == sorted(BUILTIN_THEMES)
    assert sorted(LIGHT_THEMES) == sorted(name for name, theme in BUILTIN_THEMES.items() if not theme.dark)


@pytest.mark.parametrize(
    "term", ["xterm", "xterm-256color", "xterm-kitty", "linux", "screen", "dumb", "", "tmux-16color"]
)
@pytest.mark.parametrize("colorterm", ["", "truecolor", "24bit", "yes"])
def test_the_colours_promised_are_those_that_rich_works_out(term: str, colorterm: str) -> None:
    environment = {"TERM": term, "COLORTERM": colorterm}
    assert colour_system(environment) == (Console(force_terminal=True, _environ=environment).color_system or "")


@pytest.mark.parametrize(
    ("environment", "plain"),
    [({}, False), ({"LANG": "en_US.UTF-8"}, False), ({"LANG": "C.utf8"}, False), ({"LANG": "de_DE"}, True),
     ({"LANG": "de_DE", "LC_ALL": "de_DE.UTF-8"}, False), ({"LC_ALL": "C", "LANG": "en_US.UTF-8"}, True),
     ({"LANG": "en_US.UTF-8", "TERM": "linux"}, True)],
    ids=str,
)  # fmt: skip
def test_plain_signs_are_drawn_for_the_console_and_where_the_locale_has_no_others(
    environment: dict[str, str], plain: bool
) -> None:
    assert (glyphs.chosen("auto", environment) is glyphs.ASCII) == plain
    assert glyphs.chosen("unicode", environment) is glyphs.UNICODE
    assert glyphs.chosen("ascii", environment) is glyphs.ASCII


@pytest.mark.parametrize("name", ["textual-dark", "textual-light", "ansi-dark", "ansi-light"])
async def test_the_chart_is_painted_as_it_should_be(sample: "Sitting", painting: "Golden", name: str) -> None:
    async with sample((80, 24), theme=name) as desk:
        await desk.press("down", "v", "down")
        painting(desk, f"paint-chart-{name}")


async def test_without_colour_the_chart_is_told_by_weight_and_signs(
    sample: "Sitting", painting: "Golden", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with sample((80, 24), theme="ansi-dark") as desk:
        await desk.press("down", "v", "down")
        painting(desk, "paint-chart-no-color")


@pytest.mark.parametrize("name", ["textual-dark", "nord", "ansi-light"])
@pytest.mark.parametrize("keys", [["w"], ["enter"], ["f"], ["d"], ["r"], ["question_mark"]], ids=str)
async def test_without_colour_no_screen_sends_any(
    sample: "Sitting", monkeypatch: pytest.MonkeyPatch, name: str, keys: list[str]
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with sample((80, 24), theme=name) as desk:
        await desk.press(*keys)
        assert {style.color for _, style in desk.runs if style.color and not style.color.is_default} == set()
        assert {style.bgcolor for _, style in desk.runs if style.bgcolor and not style.bgcolor.is_default} == set()
        assert any(style.reverse for _, style in desk.runs) or keys == ["d"]


@pytest.mark.parametrize("keys", [[], ["w"], ["w", "w"], ["enter"], ["f"], ["d"], ["r"], ["question_mark"]], ids=str)
async def test_on_a_console_every_screen_is_drawn_in_plain_signs(sample: "Sitting", keys: list[str]) -> None:
    async with sample((80, 24), "ascii") as desk:
        await desk.press(*keys)
        assert {letter for letter in desk.text if not letter.isascii()} <= {*"ëüŁó田中結衣é"}


async def test_the_form_on_a_console_looks_as_it_should(sample: "Sitting", golden: "Golden") -> None:
    async with sample((80, 24), "ascii") as desk:
        await desk.press("down", "down", "enter")
        golden(desk, "form-ascii-80x24")


async def test_a_theme_is_shown_as_the_cursor_stands_on_it_and_kept_by_enter(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("f4")
        await desk.write("nord")
        assert desk.app.theme == "nord"
        await desk.press("enter")
        assert desk.sentence == "The theme is nord from now on."
        assert config.read().theme == "nord"


async def test_esc_puts_the_theme_before_back(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("f4", "down", "down")
        assert desk.app.theme != "textual-dark"
        await desk.press("escape")
        assert desk.app.theme == "textual-dark"
        assert config.read().theme == ""


async def test_the_theme_can_be_left_to_the_terminal_again(sample: "Sitting") -> None:
    config.set_value("theme", "nord")
    async with sample(theme="nord") as desk:
        await desk.press("f4")
        await desk.write("as the")
        await desk.press("enter")
        assert desk.app.theme == "textual-dark"
        assert config.read().theme == ""


async def test_a_theme_that_cannot_be_kept_is_worn_for_now_and_it_is_said(sample: "Sitting") -> None:
    config.set_value("theme", "nord")
    path = Path(paths.config())
    path.write_text("theme = ")
    async with sample() as desk:
        await desk.press("f4")
        await desk.write("dracula")
        await desk.press("enter")
        assert desk.app.theme == "dracula"
        assert "dracula for now." in desk.text
