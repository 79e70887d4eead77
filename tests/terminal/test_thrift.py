"""The output stage on a terminal: the same screens as without it, in the bytes that the changed cells are worth."""

from collections.abc import Iterator

import pytest

from tests.terminal.conftest import Start
from tests.terminal.harness import Program, Terminal
from workbench.screens.terminal.thrift import ALTERNATE_ON, Thrift
from workbench.screens.terminal.vowel_signs import give_cells

JOURNEY = {
    "down": b"\x1b[B", "down again": b"\x1b[B", "page down": b"\x1b[6~", "home": b"\x1b[H",
    "map": b"w", "boxes": b"w", "outline": b"w", "fold": b" ", "filter": b"/", "a letter": b"r", "clear": b"\x1b",
    "rename": b"e", "a written letter": b"x", "take it back": b"\x7f", "keep it": b"\r",
    "find": b"f", "a letter to find": b"z", "close it": b"\x1b",
    "form": b"\r", "a letter in a field": b"q", "and back": b"\x7f", "close the form": b"\x1b",
    "engineer": b"2", "next question": b"j", "chart": b"1",
}  # fmt: skip
MOST_FOR_START = 8_000
MOST_FOR_A_LETTER = 300
A_MOVE, A_COLOUR = len("\x1b[24;80H"), len("\x1b[38;2;255;255;255m")

Screen = list[list[tuple[object, ...]]]


def shown(terminal: Terminal) -> Screen:
    """Every cell with what is seen of it: a blank has no colour of its own but its ground."""
    buffer, screen = terminal.screen.buffer, terminal.screen
    return [[_seen(buffer[y][x]) for x in range(screen.columns)] for y in range(screen.lines)]


def _seen(cell: tuple[object, ...]) -> tuple[object, ...]:
    data, _, bg, _, _, underscore, strikethrough, reverse, *_ = cell
    return (" ", bg) if data == " " and not (underscore or strikethrough or reverse) else tuple(cell)


def worth(before: Screen, after: Screen) -> int:
    """The bytes of the cells that changed, with a move for each run and a colour where it changes."""
    size, pen = A_MOVE, None
    for old, new in zip(before, after, strict=True):
        last = -9
        for x, cell in enumerate(new):
            if cell == old[x]:
                continue
            size += A_MOVE if x - last > 4 else 0
            size += A_COLOUR if cell[1:] != pen else 0
            size += len(str(cell[0]).encode())
            pen, last = cell[1:], x
    return size


def opened(start: Start, output: str = "thrifty") -> Program:
    """The panes on the sample, once all is drawn."""
    program: Program = start("--sample", env={"WORKBENCH_OUTPUT": output}, size=(120, 40))
    program.shows("without owner")
    program.quiet()
    return program


def journey(start: Start, output: str) -> Iterator[tuple[str, Screen, int]]:
    """What stands on the screen after each step, and what was sent for it."""
    program = opened(start, output)
    sent = 0
    for name, keys in {"start": b"", **JOURNEY}.items():
        program.type(keys)
        program.quiet()
        yield name, shown(program.terminal), program.terminal.sent - sent
        sent = program.terminal.sent


@pytest.mark.parametrize("cut", ["\x1b[0m\x1b[1m", "\x1b[0m\x1b[1;3H\x1b[1m"])
def test_a_mark_stays_with_its_letter_where_textual_cuts_between_them(cut: str) -> None:
    stage = Thrift(20, 2, erases=True)
    stage.take(ALTERNATE_ON)
    drawn = f"\x1b[1;1H\x1b[1m\u0e21\u0e19{cut}\u0e38\u0e29\x1b[0m"
    stage.take(drawn)
    assert "\u0e19\u0e38" in stage.due()
    stage.take(drawn)
    assert stage.due() == ""


def test_a_vowel_sign_has_a_cell_of_its_own_and_is_not_drawn_without_its_letter() -> None:
    give_cells()
    stage = Thrift(20, 2, erases=True)
    stage.take(ALTERNATE_ON)
    stage.take("\x1b[1;1H\x1b[1m\u0915\u0940\u0915\x1b[0m")
    assert "\u0915\x1b[1;2H \b\u0940\x1b[1;3H\u0915" in stage.due()
    stage.take("\x1b[1;1H\x1b[1m\u0915\u093e\u0915\x1b[0m")
    assert stage.due().startswith("\u0915\x1b[1;2H \b\u093e")


def test_every_screen_is_the_same_as_without_the_stage_and_costs_no_more_than_its_cells(start: Start) -> None:
    before: Screen = [[(" ", "default")] * 120 for _ in range(40)]
    for (name, thrifty, sent), (_, plain, _) in zip(journey(start, "thrifty"), journey(start, "plain"), strict=True):
        assert thrifty == plain, name
        if name == "start":
            assert sent <= MOST_FOR_START
        else:
            assert sent <= 1.2 * worth(before, thrifty) + 2 * A_MOVE, name
        if "letter in a field" in name or "written letter" in name:
            assert sent <= MOST_FOR_A_LETTER, name
        before = thrifty


def test_an_idle_screen_sends_nothing(start: Start) -> None:
    program = opened(start)
    sent = program.terminal.sent
    assert not program.terminal.look(3.0)
    assert program.terminal.sent == sent


@pytest.mark.parametrize("size", [(90, 30), (160, 50)])
def test_after_another_size_the_whole_screen_is_as_drawn_anew(start: Start, size: tuple[int, int]) -> None:
    program = opened(start)
    program.type(b"jj")
    program.terminal.set_size(size)
    program.quiet()
    resized = shown(program.terminal)
    program.terminal.screen.reset()
    program.type(b"\x0c")
    program.quiet()
    assert shown(program.terminal) == resized
