"""The output stage: the terminal shows the same with it, and is sent only what changed."""

from collections.abc import Sequence

import pyte
import pyte.modes
import pyte.screens
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import set_cell_size

from workbench.screens.terminal.thrift import ALTERNATE_OFF, ALTERNATE_ON, SYNC_ON, Thrift

WIDTH, HEIGHT = 24, 5
COLUMNS = ((0, 9), (9, 6), (15, 9))

styles = st.sampled_from(
    ["0", "1", "38;2;1;2;3", "1;38;2;1;2;3;48;2;9;9;9", "48;2;9;9;9", "7", "4;31", "2;38;5;7;48;5;17", "3;9", "48;5;17"]
)
texts = st.text(st.sampled_from("ab  │─é漢字한글ｶ"), max_size=12)


@st.composite
def updates(draw: st.DrawFn) -> str:
    """A repaint of some regions, in the language in which Textual sends it."""
    parts: list[str] = []
    for _ in range(draw(st.integers(1, 4))):
        x, width = draw(st.sampled_from(COLUMNS))
        y = draw(st.integers(0, HEIGHT - 1))
        parts.append(f"\x1b[{y + 1};{x + 1}H")
        room = width
        for style, text in draw(st.lists(st.tuples(styles, texts), max_size=4)):
            piece = text if len(text.encode()) < room else set_cell_size(text, room)
            room -= sum(2 if wide(letter) else 1 for letter in piece)
            parts.append(f"\x1b[{style}m{piece}\x1b[0m")
        parts.append(" " * room)
    x, y = draw(st.integers(0, WIDTH - 1)), draw(st.integers(0, HEIGHT - 1))
    return "".join([*parts, f"\x1b[{y + 1};{x + 1}H"])


def wide(letter: str) -> bool:
    return letter in "漢字한글"


class Terminal:
    """What a terminal shows of what it is sent."""

    def __init__(self) -> None:
        self.screen = pyte.Screen(WIDTH, HEIGHT)
        self.screen.reset_mode(pyte.modes.DECAWM)
        self.stream = pyte.Stream(self.screen)

    def feed(self, text: str) -> None:
        self.stream.feed(text.replace(ALTERNATE_ON, "").replace(ALTERNATE_OFF, ""))

    @property
    def shown(self) -> list[list[tuple[object, ...]]]:
        """Every cell with what is seen of its colours."""
        return [[seen(self.screen.buffer[y][x]) for x in range(WIDTH)] for y in range(HEIGHT)]

    @property
    def cursor(self) -> tuple[int, int]:
        return self.screen.cursor.x, self.screen.cursor.y


def seen(cell: pyte.screens.Char) -> tuple[object, ...]:
    if cell.data == " " and not (cell.reverse or cell.underscore or cell.strikethrough):
        return " ", cell.bg
    return tuple(cell)


def started(erases: bool = True) -> Thrift:
    stage = Thrift(WIDTH, HEIGHT, erases)
    stage.take(ALTERNATE_ON)
    return stage


@settings(max_examples=60)
@given(st.lists(st.tuples(updates(), st.booleans(), st.booleans()), min_size=1, max_size=6), st.booleans())
def test_the_terminal_shows_what_it_would_show_without_the_stage(
    journey: Sequence[tuple[str, bool, bool]], erases: bool
) -> None:
    stage, thrifty, stock = started(erases), Terminal(), Terminal()
    for update, is_free, forgets in journey:
        stage.take(update)
        stock.feed(update)
        if forgets:
            stage.forget()
        if is_free:
            thrifty.feed(stage.due())
            assert thrifty.shown == stock.shown
            assert thrifty.cursor == stock.cursor
    thrifty.feed(stage.due())
    assert thrifty.shown == stock.shown
    assert not stage.is_due


@settings(max_examples=30)
@given(updates())
def test_what_is_shown_already_is_not_sent_again(update: str) -> None:
    stage = started()
    stage.take(update)
    stage.due()
    stage.take(update)
    assert stage.due() == ""


def test_a_changed_letter_costs_its_place_and_itself() -> None:
    stage = started()
    stage.take("\x1b[2;1H\x1b[38;2;1;2;3m|hello           |\x1b[0m\x1b[2;7H")
    stage.due()
    stage.take("\x1b[2;1H\x1b[38;2;1;2;3m|hellow          |\x1b[0m\x1b[2;8H")
    assert stage.due() == "w"


def test_what_came_while_the_line_was_busy_is_sent_as_it_stands_in_the_end() -> None:
    stage = started()
    for letter in "abcdefgh":
        stage.take(f"\x1b[1;1H{letter}\x1b[1;2H")
    assert stage.due().endswith("h")


def test_nothing_is_drawn_on_the_screen_that_was_there_before() -> None:
    stage = started()
    stage.due()
    stage.take("\x1b[1;1Hpicture\x1b[1;1H")
    stage.take(ALTERNATE_OFF)
    assert stage.due() == ALTERNATE_OFF


def test_on_coming_back_the_whole_picture_is_sent() -> None:
    stage = started()
    stage.take("\x1b[1;1Hpicture\x1b[1;1H")
    stage.due()
    stage.take(ALTERNATE_OFF)
    stage.take(ALTERNATE_ON)
    assert "picture" in stage.due()


def test_after_something_unknown_the_whole_picture_is_sent() -> None:
    stage = started()
    stage.take("\x1b[1;1Hpicture\x1b[1;1H")
    stage.due()
    stage.take("\x1b[2J")
    assert "picture" in stage.due()
    stage.take("\x1b]0;a title\x07")
    assert stage.due() == "\x1b]0;a title\x07"


def test_in_another_size_nothing_of_the_old_picture_is_sent() -> None:
    stage = started()
    stage.take("\x1b[1;1Hpicture\x1b[1;1H")
    stage.resize(10, 3)
    stage.take("\x1b[3;8Hnew picture\x1b[4;1H")
    assert "new" in (sent := stage.due())
    assert "pict" not in sent


def test_only_what_may_tear_is_sent_as_one() -> None:
    stage = started()
    stage.take("\x1b[1;1Hsmall\x1b[1;1H")
    assert SYNC_ON not in stage.due(synchronized=True)
    for y in range(1, HEIGHT + 1):
        stage.take("".join(f"\x1b[{y};{x}H\x1b[38;2;{x};0;0mx\x1b[0m" for x in range(1, WIDTH)))
    assert stage.due(synchronized=True).startswith(SYNC_ON)


def test_after_a_sign_whose_width_terminals_disagree_on_the_next_one_is_placed() -> None:
    stage = started()
    stage.take("\x1b[1;1H👩\u200d🔧 b\x1b[1;1H")
    assert "\x1b[1;3H" in stage.due()


@settings(max_examples=30)
@given(st.lists(updates(), min_size=1, max_size=4))
def test_a_picture_that_stands_already_costs_nothing(journey: Sequence[str]) -> None:
    whole = "".join(f"\x1b[{y};1H{' ' * WIDTH}" for y in range(1, HEIGHT + 1))
    stage, later, terminal = started(), Thrift(WIDTH, HEIGHT, True), Terminal()
    for update in [whole, *journey]:
        stage.take(update)
    terminal.feed(stage.drawn())
    shown = Terminal()
    shown.feed(stage.due())
    assert terminal.shown == shown.shown
    later.stands(stage.picture)
    for update in [whole, *journey]:
        later.take(update)
    assert later.due() == ""


def test_a_picture_of_which_something_is_unknown_is_none() -> None:
    stage = started()
    stage.take("\x1b[1;1Hpart\x1b[1;1H")
    assert stage.picture == ""
