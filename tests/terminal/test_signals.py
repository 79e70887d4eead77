"""The line drops, somebody stops the program: what was typed is kept, and nothing is left behind."""

import fcntl
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from workbench.store.store import Store

if TYPE_CHECKING:
    from tests.terminal.conftest import Start
    from tests.terminal.harness import Program

Drafted = Callable[[], str]

TIMES = int(os.environ.get("WORKBENCH_FAULTS", "4"))
GONE = 3.0 + 1.0  # the program has three seconds; the machine that runs the tests, one more
ENDING = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT, signal.SIGQUIT)


def said(number: int) -> str:
    """A sentence of its own for each of several programs."""
    return f"Sentence {number} being written when it happened"


def typed(program: "Program", number: int = 0) -> str:
    """Type a sentence and see it on the screen."""
    program.type(said(number))
    program.shows(said(number))
    return said(number)


def is_stopped(program: "Program") -> bool:
    stat = Path(f"/proc/{program.process.pid}/stat").read_text()
    return stat.rpartition(")")[2].split()[0] == "T"


def is_whole(store: Path) -> bool:
    """The store opens, and what was kept in it is there."""
    opened = Store.open(store)
    names = [process.name for process in opened.organization.running()]
    opened.close()
    return "Call to visit" in names


@pytest.mark.parametrize("number", ENDING, ids=lambda number: number.name)
def test_a_signal_ends_it_with_the_draft_kept_and_the_terminal_as_it_was(
    number: signal.Signals, writing: "Start", drafted: Drafted, begun: Path
) -> None:
    program = writing()
    sentence = typed(program)
    program.signal(number)
    assert program.ended(GONE) == 128 + number
    assert sentence in drafted()
    assert program.terminal.left_on() == []
    assert program.terminal.strays == []
    assert is_whole(begun)


def test_signals_that_interrupt_each_other_keep_the_draft_once(writing: "Start", drafted: Drafted) -> None:
    programs = [writing() for _ in range(TIMES)]
    for number, program in enumerate(programs):
        typed(program, number)
    for number, program in enumerate(programs):
        program.signal(ENDING[number % 4])
        program.signal(ENDING[(number + 1) % 4])
    for number, program in enumerate(programs):
        assert program.ended(GONE) in {128 + ENDING[number % 4], 128 + ENDING[(number + 1) % 4]}
        assert said(number) in drafted()


@pytest.mark.parametrize("ignoring", [(), (signal.SIGHUP,)], ids=["heard", "ignored"])
def test_a_dropped_line_loses_nothing_that_was_shown(
    ignoring: tuple[signal.Signals, ...], writing: "Start", drafted: Drafted, begun: Path
) -> None:
    programs = [writing(ignoring=ignoring) for _ in range(TIMES)]
    for number, program in enumerate(programs):
        typed(program, number)
        program.terminal.hang_up()
    for number, program in enumerate(programs):
        assert program.ended(GONE) == 129
        assert said(number) in drafted()
    assert is_whole(begun)


@pytest.mark.parametrize("ignoring", [(), (signal.SIGHUP,)], ids=["heard", "ignored"])
def test_a_line_that_drops_while_it_starts_leaves_no_orphan(
    ignoring: tuple[signal.Signals, ...], start: "Start"
) -> None:
    programs: list[Program] = []
    for number in range(2 * TIMES):
        program = start(ignoring=ignoring)
        programs.append(program)
        end = time.monotonic() + 1.2 * number / (2 * TIMES)
        while time.monotonic() < end:
            program.terminal.look(0.01)
        program.terminal.hang_up()
    for program in programs:
        program.ended(GONE)


def stalled(program: "Program", drafted: Drafted) -> str:
    """Type a line into a terminal that takes nothing any more, until it is in the draft."""
    for side in range(30):
        program.terminal.set_size((300 + side, 100))
        time.sleep(0.01)
    line = ""
    end = time.monotonic() + 20
    for number in range(3):
        part = f"word{number:03} " * 3
        while not program.terminal.push(part.encode()):
            assert time.monotonic() < end
        line += part
        while f"word{number:03}" not in drafted():
            assert time.monotonic() < end, f"{drafted()[-40:]} is all that was kept while the terminal took nothing"
            time.sleep(0.02)
    return line.strip()


def test_a_terminal_that_takes_nothing_does_not_keep_the_draft_from_the_disk(
    writing: "Start", drafted: Drafted
) -> None:
    program = writing()
    line = stalled(program, drafted)
    assert line in drafted()
    program.terminal.set_size((80, 24))
    program.type("!")
    program.shows("word002 !")
    program.type("\r\r")
    program.until(lambda: "word002" not in drafted(), "the kept draft to go")
    program.type("q")
    assert program.ended() == 0


def test_a_line_that_drops_after_it_stalled_loses_nothing(writing: "Start", drafted: Drafted) -> None:
    program = writing()
    line = stalled(program, drafted)
    program.terminal.hang_up()
    assert program.ended(GONE) == 129
    assert line in drafted()


def test_a_change_that_waits_for_the_lock_does_not_keep_it_from_ending(
    writing: "Start", begun: Path, drafted: Drafted
) -> None:
    program = writing()
    sentence = typed(program)
    with (begun / "organization" / "lock").open("r+b") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        program.type("\r")
        program.signal(signal.SIGTERM)
        assert program.ended(GONE) == 128 + signal.SIGTERM
    assert program.terminal.left_on() == []
    store = Store.open(begun)
    names = [process.name for process in store.organization.running()]
    store.close()
    assert names == ["Call to visit"] or names == ["Call to visit", sentence]
    assert sentence in drafted() or sentence in names


def test_a_kill_costs_at_most_a_second_of_typing(writing: "Start", drafted: Drafted) -> None:
    programs = [writing() for _ in range(TIMES)]
    written = [0.0] * len(programs)
    for number, program in enumerate(programs):
        typed(program, number)
        written[number] = time.monotonic()
    for number, program in enumerate(programs):
        while time.monotonic() < written[number] + 1.2:
            program.terminal.look(0.02)
        program.process.kill()
        assert program.ended() == -signal.SIGKILL
        assert said(number) in drafted()


def test_stopped_and_continued_it_draws_itself_anew_and_goes_on(writing: "Start") -> None:
    program = writing()
    threads = program.threads
    for number in range(TIMES):
        program.signal(signal.SIGTSTP)
        program.until(lambda: is_stopped(program), "the stop")
        while program.terminal.look():
            pass
        assert program.terminal.left_on() == []
        program.terminal.screen.reset()
        program.signal(signal.SIGCONT)
        program.shows("Call to visit")
        program.type(f"w{number} ")
        program.shows(f"w{number}")
    assert program.threads == threads


@pytest.mark.parametrize("stops", [True, False], ids=["stopped before", "out of the blue"])
def test_being_continued_changes_nothing(stops: bool, panes: "Start", begun: Path) -> None:
    program = panes()
    program.type("\r")
    program.shows("purpose")
    program.type("\t\t\t")
    program.quiet()
    threads = program.threads
    for _ in range(3):
        if stops:
            program.signal(signal.SIGSTOP)
            program.until(lambda: is_stopped(program), "the stop")
        program.signal(signal.SIGCONT)
    text = " ".join(f"word{number}" for number in range(2000))
    program.type(f"\x1b[200~{text}\x1b[201~")
    program.spells("word1999")
    assert program.threads == threads
    program.type("\x13")
    program.shows("kept P1")
    program.type("\x11")
    assert program.ended() == 0
    store = Store.open(begun)
    assert store.organization.processes["P1"].purpose == text
    store.close()
    assert program.terminal.left_on() == []
