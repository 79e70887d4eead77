"""The first screen of last time stands at once where nothing has changed, and never where something has."""

import signal
from pathlib import Path

from tests.terminal.conftest import LOGIN, Start
from tests.terminal.harness import Program
from workbench.services import chart
from workbench.store.lines import Actor
from workbench.store.store import Store

SIZE = (100, 30)


def sights(tmp_path: Path) -> list[Path]:
    return [path for path in tmp_path.rglob("sights/*") if path.is_file()]


def kept(start: Start, tmp_path: Path) -> Program:
    """A session that stood long enough for its first screen to be kept, and is over."""
    program: Program = start(size=SIZE)
    program.until(lambda: sights(tmp_path), "the first screen was kept")
    program.quiet()
    program.type("q")
    assert program.ended() == 0
    return program


def test_it_stands_again_before_the_panes_do_and_they_draw_nothing_anew(start: Start, tmp_path: Path) -> None:
    first = kept(start, tmp_path)
    again: Program = start(size=SIZE)
    again.shows("without owner")
    again.quiet(1.0)
    again.type("q")
    assert again.ended() == 0
    assert again.terminal.sent < 1.1 * first.terminal.sent
    assert again.terminal.left_on() == []
    assert first.terminal.left_on() == []


def test_what_is_typed_before_the_panes_stand_is_taken_by_them(start: Start, tmp_path: Path) -> None:
    kept(start, tmp_path)
    again: Program = start(size=SIZE)
    again.shows("without owner")
    again.type("?")
    again.shows("Keys of this place")


def test_after_a_change_the_screen_of_before_is_not_shown(start: Start, begun: Path, tmp_path: Path) -> None:
    kept(start, tmp_path)
    store = Store.open(begun)
    person = next(iter(store.organization.people.values()))
    chart.set_fields(store, Actor(person.id, LOGIN), store.organization.processes["P1"], {"name": "Call to cure"})
    store.close()
    again: Program = start(size=SIZE)
    again.shows("Call to cure")
    assert "Call to visit" not in again.terminal.everything


def test_in_another_window_it_is_not_shown(start: Start, tmp_path: Path) -> None:
    first = kept(start, tmp_path)
    again: Program = start(size=(80, 24))
    again.shows("without owner")
    assert again.terminal.lines[0] != first.terminal.lines[0] or len(again.terminal.lines) == 24


def test_ended_before_the_panes_stand_it_leaves_the_terminal_as_it_was(start: Start, tmp_path: Path) -> None:
    kept(start, tmp_path)
    again: Program = start(size=SIZE)
    again.shows("without owner")
    again.signal(signal.SIGTERM)
    assert again.ended() == 128 + signal.SIGTERM
    assert again.terminal.left_on() == []


def test_a_session_in_which_something_was_typed_keeps_no_first_screen(start: Start, tmp_path: Path) -> None:
    program: Program = start(size=SIZE)
    program.shows("without owner")
    program.type("?")
    program.shows("Keys of this place")
    program.quiet(2.0)
    assert sights(tmp_path) == []
