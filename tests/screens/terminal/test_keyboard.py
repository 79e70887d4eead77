"""What a terminal sends: whatever comes, the keyboard lives on and nothing runs by itself."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from workbench.screens.terminal.keyboard import Keyboard


def typed(*parts: bytes, after: float = 10.0) -> list[Message]:
    keyboard = Keyboard()
    messages = [message for part in parts for message in keyboard.feed(part, 0.0)]
    return [*messages, *keyboard.tick(after)]


def keys(*parts: bytes) -> list[str]:
    return [message.key for message in typed(*parts) if isinstance(message, events.Key)]


def pastes(*parts: bytes) -> list[str]:
    return [message.text for message in typed(*parts) if isinstance(message, events.Paste)]


def test_letters_and_arrows_are_keys() -> None:
    assert keys("aé".encode(), b"\x1b[A", b"\x1b[5~") == ["a", "é", "up", "pageup"]


def test_an_arrow_in_two_parts_is_one_key() -> None:
    assert keys(b"\x1b[1;", b"5C") == ["ctrl+right"]


def test_bytes_that_are_no_text_are_shown_as_such_and_end_nothing() -> None:
    assert keys(b"\xe9a") == ["replacement_character", "a"]


def test_an_escape_in_a_paste_is_dropped_and_what_follows_stays_text() -> None:
    assert pastes(b"\x1b[200~hello \x1b[31mworld\x11\x1b[201~") == ["hello [31mworld"]
    assert keys(b"\x1b[200~hello \x1b[31mworld\x11\x1b[201~") == []


def test_a_paste_in_many_parts_is_one() -> None:
    whole = "1 MB, 漢\n".encode() * 1000
    data = b"\x1b[200~" + whole + b"\x1b[201~x"
    parts = [data[start : start + 7] for start in range(0, len(data), 7)]
    assert pastes(*parts) == [whole.decode()]
    assert keys(*parts) == ["x"]


def test_a_paste_without_an_end_is_delivered_two_seconds_after_its_last_byte() -> None:
    keyboard = Keyboard()
    assert not [*keyboard.feed(b"\x1b[200~begun", 0.0), *keyboard.tick(1.9)]
    (paste,) = keyboard.tick(2.1)
    assert isinstance(paste, events.Paste)
    assert paste.text == "begun"
    assert [key for key in keyboard.feed(b"x", 2.2) if isinstance(key, events.Key)]


@pytest.mark.parametrize(
    "hostile",
    [
        b"\x1b[99999999u",
        b"\x1b[1089::99;5u",
        b"\x1b[" + b"1;" * 50_000 + b"u",
        b"\x1b[" + b"9" * 100_000,
        b"\x1b[48;30000;30000;0;0t",
        b"\x1b[<" + b"9" * 60 + b";1;1M",
        b"\xff\xfe\xc0\x80\xed\xa0\x80",
    ],
)
def test_hostile_sequences_are_dropped_and_the_next_key_arrives(hostile: bytes) -> None:
    assert keys(hostile, b"z", b"a")[-1] == "a"
    assert not [message for message in typed(hostile) if isinstance(message, events.Resize)]


@pytest.mark.parametrize("hostile", [b"\x1b[99999999u", b"\x1b[1114112;1u", b"\x1b[1089::99;5u"])
def test_what_cannot_be_read_takes_nothing_with_it_that_comes_in_one_piece_with_it(hostile: bytes) -> None:
    assert keys(b"a" + hostile + b"b\x1b[A" + hostile + b"c")[-3:] == ["b", "up", "c"]


def test_looking_at_another_window_changes_nothing() -> None:
    assert not typed(b"\x1b[O\x1b[I")


def test_a_place_outside_every_window_is_none() -> None:
    assert not typed(b"\x1b[<0;99999;99999M")


@settings(max_examples=60)
@given(st.lists(st.binary(max_size=40), max_size=6))
def test_whatever_comes_a_key_after_it_arrives(parts: list[bytes]) -> None:
    keyboard = Keyboard()
    for part in parts:
        for _ in keyboard.feed(part, 0.0):
            pass
    for _ in range(3):
        for _ in keyboard.tick(10.0):
            pass
    came = [*keyboard.feed(b"\x1b[201~\x18\x1b\x1b", 11.0), *keyboard.feed(b"q", 11.0), *keyboard.tick(20.0)]
    assert any(isinstance(message, events.Key) for message in came)
