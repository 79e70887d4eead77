"""Any key habit: keys are configured by id, what cannot be is named, and letters are text where text is written."""

from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.widgets import Input, TextArea

from workbench.screens import keymap
from workbench.screens.terminal.sending import advice, why_never, why_seldom
from workbench.store.config import Config

if TYPE_CHECKING:
    from tests.screens.conftest import Desk, Sitting


def wrong(**keys: str) -> list[str]:
    return keymap.unknown_settings(Config(keys={action.replace("_", "."): key for action, key in keys.items()}))


ONLY = "only one of them can have it."
ALSO = "give it another key as well."


def test_no_key_of_the_program_itself_stands_for_two_acts_of_a_place() -> None:
    for place in keymap.PLACES:
        doubles = {key: acts for key, acts in keymap.acts_of(Config(), place).items() if len(acts) > 1}
        assert doubles == {}, place


def test_every_act_of_the_program_has_a_key_that_every_terminal_sends() -> None:
    for binding in filter(lambda binding: keymap.has_key(binding.key), keymap.all_bindings()):
        keys = keymap.parted(binding.key)
        assert any(not why_never(key) and not why_seldom(key) and not advice(key) for key in keys), binding.id


def test_every_key_of_the_program_can_be_configured_as_it_is() -> None:
    assert keymap.unknown_settings(Config(keys={b.id or "": b.key for b in keymap.all_bindings()})) == []


@pytest.mark.parametrize(
    ("action", "keys", "sentence"),
    [
        ("chart_ad", "x", "There is no action “chart.ad”. Did you mean chart.add?"),
        ("chart_add", "m", f"The key m stands for chart.move and for chart.add; {ONLY}"),
        ("chart_add", "?", f"The key question_mark stands for chart.add and for app.help; {ONLY}"),
        ("list_down", "f", f"The key f stands for list.down and for app.find; {ONLY}"),
        ("form_enlarge", "down", f"The key down stands for form.next and for form.enlarge; {ONLY}"),
        ("chart_add", "ctrl+i", "chart.add: a terminal sends ctrl+i as tab."),
        ("chart_add", "ctrl+m", "chart.add: a terminal sends ctrl+m as enter."),
        ("chart_add", "super+a", "chart.add: no terminal sends super+a; ctrl and alt are what it can send."),
        ("chart_add", "ctrl+enter",
         f"chart.add: most terminals send ctrl+enter as enter, or not at all; {ALSO}"),
        ("chart_add", "shift+enter",
         f"chart.add: most terminals send shift+enter as enter, or not at all; {ALSO}"),
        ("chart_add", "ctrl+tab",
         f"chart.add: most terminals send ctrl+tab as tab, or not at all; {ALSO}"),
        ("chart_add", "alt+1", f"chart.add: a Mac sends alt+1 as another sign; {ALSO}"),
        ("chart_add", "ctrl+shift+g", f"chart.add: most terminals send ctrl+shift+g as ctrl+g; {ALSO}"),
        ("chart_add", "pgup", "chart.add: no key is called pgup. Did you mean pageup?"),
        ("form_keep", "k", "form.keep: k is text where it would act."),
        ("picker_down", "space", "picker.down: space is text where it would act."),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_key_is_named(action: str, keys: str, sentence: str) -> None:
    assert wrong(**{action: keys}) == [sentence]


def test_a_key_that_few_terminals_send_may_stand_beside_another() -> None:
    assert wrong(chart_add="ctrl+enter,f12", form_keep="ctrl+enter,ctrl+s") == []


def test_a_key_that_somebody_on_the_way_keeps_is_counselled_against() -> None:
    config = Config(keys={"chart.add": "ctrl+b,tilde", "chart.move": "ctrl+g"})
    assert keymap.unknown_settings(config) == []
    assert keymap.counsel(config) == [
        "chart.add: tmux keeps ctrl+b for itself.", "chart.add: ssh holds ~ back behind Enter.",
    ]  # fmt: skip


async def test_a_configured_key_acts_and_stands_in_the_key_line(sample: "Sitting") -> None:
    async with sample(
        config=Config(keys={"chart.filter": "f12", "app.find": "g,ctrl+f", "list.first": "home"})
    ) as desk:
        assert "g find" in desk.lines[-1]
        await desk.press("f12")
        assert "filter" in desk.text
        assert isinstance(desk.app.focused, Input)


async def test_what_is_wrong_in_the_configuration_is_said_at_the_start(sample: "Sitting") -> None:
    keys = {"chart.ad": "x", "chart.move": "ctrl+i"}
    async with sample(config=Config(keys=keys, problems=("config.toml: there is no setting “them”.",))) as desk:
        assert desk.sentence == (
            "Configuration: config.toml: there is no setting “them”. (and 2 more: `workbench config check`)"
        )


async def test_a_letter_configured_for_a_form_still_writes_itself(sample: "Sitting") -> None:
    async with sample(config=Config(keys={"form.keep": "k,ctrl+s"})) as desk:
        await desk.press("enter", "end")
        await desk.write("kk")
        assert desk.app.screen.query_one("#field-name", Input).value == "Call to first visitkk"
        await desk.press("ctrl+s")
        assert desk.store.organization.processes["P1"].name == "Call to first visitkk"


@pytest.mark.parametrize("keys", [["enter"], ["f"], ["slash"], ["e"], ["r"]], ids=str)
async def test_letters_never_act_where_text_is_written(sample: "Sitting", keys: list[str]) -> None:
    async with sample() as desk:
        await desk.press(*keys)
        before, screen = desk.store.space.fold.seq, desk.app.screen
        await desk.write("qdxuaARJK:?/")
        assert desk.app.screen is screen
        assert desk.store.space.fold.seq == before
        assert isinstance(desk.app.focused, Input)
        assert desk.app.focused.value.endswith("qdxuaARJK:?/")


async def test_letters_never_act_in_a_long_text(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("enter")
        desk.app.screen.query_one("#field-purpose").focus()
        await desk.write("qdxu?")
        assert desk.app.screen.query_one("#field-purpose", TextArea).text.startswith("qdxu?Somebody")


async def paste(desk: "Desk", text: str) -> None:
    desk.app.post_message(events.Paste(text))
    await desk.pilot.pause()
    await desk.pilot.pause()


LINES = "one two\n  three\r\nfour\n"


@pytest.mark.parametrize("keys", [["enter", "end"], ["f"], ["slash"], ["at"], ["r"]], ids=str)
async def test_lines_pasted_where_one_is_written_are_joined_and_none_is_lost(
    sample: "Sitting", keys: list[str]
) -> None:
    async with sample() as desk:
        await desk.press(*keys)
        await paste(desk, LINES)
        assert isinstance(desk.app.focused, Input)
        assert desk.app.focused.value.endswith("one two   three four")


@pytest.mark.parametrize("keys", [["f"], ["slash"], ["r"], ["enter"]], ids=str)
async def test_a_megabyte_pasted_where_one_line_is_written_is_taken_whole(sample: "Sitting", keys: list[str]) -> None:
    async with sample((80, 24)) as desk:
        await desk.press(*keys)
        await paste(desk, "words of many a line\n" * 50_000)
        assert isinstance(desk.app.focused, Input)
        assert len(desk.app.focused.value) >= 50_000 * 21 - 1


async def test_a_megabyte_pasted_into_a_long_text_is_taken_whole(sample: "Sitting") -> None:
    async with sample((80, 24)) as desk:
        await desk.press("enter")
        area = desk.app.screen.query_one("#field-purpose", TextArea)
        area.focus()
        await paste(desk, "words of many a line\n" * 50_000)
        assert area.text.count("words of many a line\n") == 50_000


@pytest.mark.parametrize("text", ["quit", "d x", "dxdxdx"])
async def test_a_word_pasted_on_a_list_does_nothing_and_it_is_said(sample: "Sitting", text: str) -> None:
    async with sample() as desk:
        before = desk.store.space.fold.seq
        await paste(desk, text)
        assert desk.store.space.fold.seq == before
        assert "pasted" in desk.sentence


@pytest.mark.parametrize("keys", [["w"], ["tab"]], ids=str)
async def test_a_paste_elsewhere_on_the_screen_does_nothing_and_it_is_said(sample: "Sitting", keys: list[str]) -> None:
    async with sample() as desk:
        await desk.press(*keys)
        await paste(desk, "dx")
        assert "pasted" in desk.sentence
