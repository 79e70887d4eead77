"""Whatever comes in from a terminal, however fast and however broken: nothing is lost, and the program lives."""

import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from workbench.store.store import Store

if TYPE_CHECKING:
    from tests.terminal.conftest import Start
    from tests.terminal.harness import Program

Drafted = Callable[[], str]

MANY = int(os.environ.get("WORKBENCH_FAULTS", "4"))
IDLE = 0.2  # of a second of processor time in a second; an idle program needs next to none


def names_in(store: Path) -> list[str]:
    """The names on the chart, as they are on the disk."""
    opened = Store.open(store)
    names = [process.name for process in opened.organization.running()]
    opened.close()
    return names


def left(program: "Program") -> None:
    """Leave by the key, as the program offers it."""
    program.type("\x11")
    assert program.ended() == 0
    assert program.terminal.left_on() == []
    assert program.terminal.strays == []


def test_a_window_of_any_size_keeps_what_is_being_written(writing: "Start", begun: Path) -> None:
    program = writing()
    program.type("Before ")
    program.shows("Before")
    written = "Before"
    for number, size in enumerate([(20, 5), (1, 1), (2, 2), (0, 0), (500, 200), (400, 1)]):
        program.terminal.set_size(size)
        program.quiet(0.1)
        program.type(f"w{number} ")
        written += f" w{number}"
        program.quiet(0.1)
        program.terminal.set_size((80, 24))
        program.shows(written)
    program.type("\r\r")
    program.until(lambda: written in names_in(begun))
    left(program)


def test_who_looks_at_another_window_goes_on_writing_where_they_were(writing: "Start", begun: Path) -> None:
    program = writing()
    program.type("Before ")
    program.shows("Before")
    program.type("\x1b[O")
    program.quiet()
    program.type("\x1b[I")
    program.quiet()
    program.type("and behind")
    program.shows("Before and behind")
    program.type("\r\r")
    program.until(lambda: "Before and behind" in names_in(begun))
    left(program)


def test_a_storm_of_resizes_costs_no_letter(writing: "Start", begun: Path) -> None:
    program = writing()
    chance = random.Random(1)
    text = "".join(chance.choice("abcdefghij klmnop") for _ in range(75 * MANY)).strip()
    for letter in text:
        program.terminal.set_size((chance.randint(30, 160), chance.randint(6, 50)))
        program.type(letter)
    program.terminal.set_size((80, 24))
    program.type("\r\r")
    program.until(lambda: len(names_in(begun)) == 2, "the name")
    assert names_in(begun)[1] == text
    program.type("k")
    program.quiet()
    shown = program.terminal.text
    program.type("\x0c")
    program.quiet()
    assert program.terminal.text == shown
    left(program)


def test_keys_that_come_faster_than_they_are_drawn_are_all_taken(writing: "Start", begun: Path) -> None:
    program = writing()
    chance = random.Random(2)
    text = "".join(chance.choice("abcdefghijklmnop") for _ in range(100 * MANY))
    program.type(text)
    program.type("\r\r")
    program.until(lambda: len(names_in(begun)) == 2, "the name")
    assert names_in(begun)[1] == text
    left(program)


@pytest.mark.parametrize(
    "text",
    ["x" * 1_000_000, "\n".join(f"line {number:>5} of long text" for number in range(36_000))],
    ids=["one line", "36,000 lines"],
)
def test_a_megabyte_is_pasted_whole(text: str, panes: "Start", begun: Path) -> None:
    program = panes()
    program.type("\r")
    program.shows("purpose")
    program.type("\t\t\t")
    program.type(f"\x1b[200~{text}\x1b[201~")
    program.spells("x" * 40 if text.startswith("x") else "line35999of")
    program.type("\x13")
    program.shows("kept P1")
    store = Store.open(begun)
    assert store.organization.processes["P1"].purpose == text
    store.close()
    left(program)


def test_a_paste_whose_end_never_comes_is_taken_and_the_keyboard_lives(writing: "Start", begun: Path) -> None:
    program = writing()
    program.type("\x1b[200~pasted without an end")
    program.shows("pasted without an end")
    program.type(" and typed")
    program.shows("pasted without an end and typed")
    program.type("\r\r")
    program.until(lambda: "pasted without an end and typed" in names_in(begun))
    left(program)


@pytest.mark.parametrize(
    ("pasted", "stands"),
    [
        ("one\x1b[31mtwo\x11three", "one[31mtwothree"),
        ("one\x1btwo\x1b\x1b[A\x7f\x08three", "onetwo[Athree"),
        ("one\x1b]52;c;eA==\x07two", "one]52;c;eA==two"),
        ("one\u009b31mtwo\u202ethree\U000e0041", "one31mtwothree"),
    ],
    ids=["quit", "escape", "clipboard", "c1 and bidi"],
)
def test_a_paste_is_text_and_never_a_key(pasted: str, stands: str, writing: "Start", begun: Path) -> None:
    program = writing()
    program.type(f"\x1b[200~{pasted}\x1b[201~")
    program.shows(stands)
    program.type("\r\r")
    program.until(lambda: stands in names_in(begun), f"“{stands}” on the chart")
    left(program)


def test_a_paste_that_ends_itself_ends_nothing_that_was_written(
    writing: "Start", begun: Path, drafted: Drafted
) -> None:
    program = writing()
    program.type("being written ")
    program.shows("being written")
    program.type("\x1b[200~pasted\x1b[201~\x11\x1b[201~")
    assert program.ended() == 0
    assert "being written pasted" in drafted() + "".join(names_in(begun))
    assert names_in(begun)[0] == "Call to visit"


BROKEN = {
    "latin-1": b"\xe9",
    "half a letter": b"\xc3",
    "most of an emoji": b"\xf0\x9f\x91",
    "overlong": b"\xc0\xaf",
    "half a pair": b"\xed\xa0\x80",
    "no utf-8": b"\xff\xfe",
    "five bytes": b"\xf8\x88\x80\x80\x80",
}


def test_what_is_no_utf8_is_marked_and_typing_goes_on(writing: "Start", begun: Path) -> None:
    program = writing()
    for number, broken in enumerate(BROKEN.values()):
        program.type(b"b" + broken + f"e{number} ".encode())
        program.shows(f"e{number}")
    program.type("\r\r")
    program.until(lambda: len(names_in(begun)) == 2, "the name")
    for number, (what, word) in enumerate(zip(BROKEN, names_in(begun)[1].split(), strict=True)):
        assert word.startswith("b\ufffd"), what
        assert word.strip("b\ufffd") == f"e{number}", what
    left(program)


HOSTILE = (
    "\x1b[99999999u",
    "\x1b[1114112;1u",
    "\x1b[55296u",
    f"\x1b[{'1;' * 50_000}m",
    f"\x1b[{'9' * 100_000}~",
    "\x1b[48;30000;30000;0;0t",
    "\x1b[48;0;0;0;0t",
    "\x1b[<0;99999;99999M",
    "\x1b[<0;-1;-1M\x1b[<;;M",
    "\x1b[" + "?" * 5000 + "c",
    "\x1b[12;70R\x1b[I\x1b[O",
    "\x1b[?2048;1$y\x1b[48;9999999999;1;1;1t",
)


def test_a_hostile_sequence_is_let_go_and_the_program_comes_to_rest(writing: "Start", begun: Path) -> None:
    program = writing()
    for number, hostile in enumerate(HOSTILE):
        program.type(f"{hostile}k{number} ")
        program.spells(f"k{number}")
    program.quiet(0.5)
    worked = program.work()
    program.terminal.look(1.0)
    assert program.work() - worked < IDLE
    program.type("\r\r")
    program.until(lambda: len(names_in(begun)) == 2, "the name")
    words = iter(names_in(begun)[1].split())
    assert all(any(word.endswith(f"k{number}") for word in words) for number in range(len(HOSTILE)))
    left(program)
