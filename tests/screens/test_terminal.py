"""The terminal itself: asked for its background, heard when late, and shown key by key."""

import os
import pty
import termios
from collections.abc import Iterator
from threading import Thread

import pytest
from textual import events

from workbench.screens.terminal import key_test
from workbench.screens.terminal.answers import Parser
from workbench.screens.terminal.background import QUESTION, Background
from workbench.screens.terminal.keyboard import Keyboard

HERE = {"TERM": "xterm-256color"}
DONE = b"\x1b[?62;22c"


class Line:
    """A terminal of which the test is the other end."""

    def __init__(self) -> None:
        self.far, self.near = pty.openpty()

    @property
    def attributes(self) -> list[object]:
        return termios.tcgetattr(self.near)

    def send(self, sent: bytes) -> None:
        os.write(self.far, sent)

    def shown(self) -> str:
        return os.read(self.far, 65536).decode()


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Iterator[Line]:
    """A terminal in front of which we are."""
    made = Line()

    def in_front(handle: int) -> int:
        return os.getpgrp()

    monkeypatch.setattr("os.tcgetpgrp", in_front)
    yield made
    os.close(made.far)
    os.close(made.near)


def asked(line: Line, answer: bytes) -> Background:
    """What is known of the background once the terminal has answered so."""
    with Background(HERE, line.near, line.near) as background:
        assert os.read(line.far, 100) == QUESTION
        line.send(answer)
        background.answer()
    return background


@pytest.mark.parametrize(
    ("said", "is_light"),
    [(b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\", True), (b"\x1b]11;rgb:1e1e/1e1e/2e2e\x07", False),
     (b"\x1b]11;rgb:fd/f6/e3\x1b\\", True), (b"\x1b]11;rgba:0000/0000/0000/ffff\x1b\\", False), (b"", None)],
    ids=repr,
)  # fmt: skip
def test_the_terminal_says_whether_its_background_is_light(line: Line, said: bytes, is_light: bool | None) -> None:
    assert asked(line, said + DONE).is_light is is_light


def test_a_terminal_that_does_not_answer_is_not_waited_for_long(line: Line) -> None:
    assert asked(line, b"").is_light is None


def test_what_is_typed_while_the_terminal_is_asked_is_not_lost(line: Line) -> None:
    background = asked(line, "jé".encode() + b"\x1b]11;rgb:0/0/0\x1b\\" + b"a" + DONE)
    assert (background.is_light, background.typed) == (False, "jéa")


def test_the_terminal_is_as_before_behind_the_question_even_when_it_goes_wrong(line: Line) -> None:
    before = line.attributes
    asked(line, DONE)
    assert line.attributes == before
    with pytest.raises(KeyboardInterrupt):
        interrupted(line)
    assert line.attributes == before


def interrupted(line: Line) -> None:
    before = line.attributes
    with Background(HERE, line.near, line.near):
        assert line.attributes != before
        raise KeyboardInterrupt


@pytest.mark.parametrize("term", ["dumb", "linux", ""])
def test_a_terminal_that_would_print_the_question_is_not_asked(line: Line, term: str) -> None:
    before = line.attributes
    with Background({"TERM": term}, line.near, line.near) as background:
        assert background.answer() is None
        assert line.attributes == before


def test_what_is_no_terminal_is_not_asked() -> None:
    into, out = os.pipe()
    with Background(HERE, into, out) as background:
        assert background.answer() is None
    os.close(into)
    os.close(out)


@pytest.mark.parametrize("parts", [1, 2, 5])
@pytest.mark.parametrize(
    "late",
    ["\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\", "\x1b]11;rgb:ffff/ffff/ffff\x07", "\x1b[?62;22c", "\x1b]10;rgb:0/0/0\x07"],
)
def test_an_answer_that_comes_late_is_no_key(late: str, parts: int) -> None:
    parser = Parser()
    sent = f"j{late}k"
    step = 4 + len(sent) // parts
    found = [event for at in range(0, len(sent), step) for event in parser.feed(sent[at : at + step])]
    assert [event.key for event in found if isinstance(event, events.Key)] == ["j", "k"]


def test_keys_that_begin_like_an_answer_are_keys() -> None:
    parser = Parser()
    found = [*parser.feed("\x1b[A"), *parser.feed("x")]
    assert [event.key for event in found if isinstance(event, events.Key)] == ["up", "x"]


def test_the_panes_read_the_terminal_through_it() -> None:
    keyboard = Keyboard()
    assert not [event for event in keyboard.feed(b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\", 0.0)]


def watched(line: Line, sent: bytes) -> str:
    """What the key test shows for what was sent; it ends with what was sent last."""
    acts = key_test.acts_by_key(
        {"outline": {"a": ["chart.add"], "q": ["app.quit"]}, "form": {"escape": ["form.close"]}}
    )
    watching = Thread(target=key_test.watch, args=(acts, line.near, line.near, 0.3))
    shown = ""
    watching.start()
    while "ends this" not in shown:
        shown += line.shown()
    line.send(sent)
    watching.join(10)
    assert not watching.is_alive()
    while not shown.endswith(key_test.AS_BEFORE):
        shown += line.shown()
    return shown


def test_the_key_test_shows_bytes_name_and_act(line: Line) -> None:
    shown = watched(line, b"a\x04")
    assert "61 04" in shown
    assert "chart.add (outline)" in shown


@pytest.mark.parametrize(
    ("sent", "name"),
    [(b"\x1b[A", "up"), (b"\x1b[1;5C", "ctrl+right"), (b"\x1b[13;5u", "ctrl+enter"), (b"\x1b\x1b[B", "down"),
     (b"\x1b", "form.close (form)"), (b"\x1b[200~two words\x1b[201~", "a paste of 9 characters"), (b"\xc3\xa9", "é")],
    ids=repr,
)  # fmt: skip
def test_the_key_test_names_what_the_panes_hear(line: Line, sent: bytes, name: str) -> None:
    assert name in watched(line, sent)


@pytest.mark.parametrize("sent", [b"\x04", b"", b"\x1b[31mred\x9b"], ids=repr)
def test_the_key_test_ends_and_leaves_the_terminal_as_before(line: Line, sent: bytes) -> None:
    before = line.attributes
    shown = watched(line, sent)
    assert line.attributes == before
    assert "\x1b[31m" not in shown
