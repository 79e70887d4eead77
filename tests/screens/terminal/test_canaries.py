"""The private names of Textual that the panes lean on: each of these fails on the release that changes it."""

import inspect

import pytest
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers._writer_thread import WriterThread
from textual.drivers.linux_driver import LinuxDriver
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widgets import Input


@pytest.mark.parametrize(
    "name",
    [
        "_get_terminal_size", "_enable_mouse_pixels", "_sigtstp_application", "_sigcont_application",
        "run_input_thread", "process_message",
    ],
)  # fmt: skip
def test_the_driver_has_what_ours_overrides(name: str) -> None:
    assert name in vars(LinuxDriver)


def test_the_driver_makes_its_writer_under_the_name_that_ours_answers_for() -> None:
    started = inspect.getsource(LinuxDriver.start_application_mode)
    assert "self._writer_thread = WriterThread(self._file)" in started
    assert "self._writer_thread.start()" in started
    assert "self._writer_thread.write(data)" in inspect.getsource(LinuxDriver.write)
    assert "self._writer_thread.stop()" in inspect.getsource(LinuxDriver.close)
    assert "write" in vars(WriterThread)


def test_the_driver_asks_for_the_size_at_every_change_of_it() -> None:
    assert "self._get_terminal_size()" in inspect.getsource(LinuxDriver.start_application_mode)


def test_the_driver_keeps_how_it_found_the_line() -> None:
    assert "self.attrs_before" in inspect.getsource(LinuxDriver)


def test_the_parser_is_fed_and_ticked() -> None:
    parser = XTermParser()
    assert [message for message in parser.feed("a")]
    assert not [message for message in parser.tick()]


def test_an_update_is_one_piece_between_begin_and_end() -> None:
    shown = inspect.getsource(vars(App)["_display"])
    assert "self._begin_update()" in shown
    assert "self._driver.write(terminal_sequence)" in shown


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        (App, "_handle_exception"),
        (App, "_fatal_error"),
        (MessagePump, "_close_messages_no_wait"),
        (MessagePump, "_parent"),
        (Input, "_on_paste"),
        (App, "_batch_count"),
        (Screen, "_compositor"),
        (Screen, "_compositor_refresh"),
    ],
)
def test_the_app_has_what_ours_leans_on(owner: type, name: str) -> None:
    assert hasattr(owner, name) or f"self.{name}" in inspect.getsource(owner)
