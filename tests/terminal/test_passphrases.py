"""Passphrases and the recovery key at a terminal: asked without echo, shown on a page that leaves nothing behind."""

import re
import time
from functools import partial
from pathlib import Path

import pytest

from tests.terminal.conftest import Start, ready
from tests.terminal.harness import Program
from workbench.cli.passphrases import TRIES

WORD = "four words are good"


def words_shown(program: Program) -> dict[int, str]:
    """The numbered words of the recovery key that stand on the screen."""
    return {int(number): word for number, word in re.findall(r"\b(\d\d?) ([A-Z0-9]{2,4})\b", program.terminal.text)}


def asked_for(program: Program, after: str = "") -> int:
    """The number of the word that is asked for now."""
    pattern = re.compile(r"Word (\d+) of the recovery key:\s*$")
    found = program.until(
        lambda: [number for number in pattern.findall(program.terminal.text.rstrip()) if number != after],
        "the question",
    )
    return int(found[-1])


def seal(program: Program, right: bool = True) -> None:
    """Choose a passphrase, and give two words of the recovery key back."""
    program.shows("New passphrase:")
    program.type(f"{WORD}\r")
    program.shows("The same again:")
    program.type(f"{WORD}\r")
    give_back(program, right)


def give_back(program: Program, right: bool) -> None:
    program.shows("press Enter")
    words = words_shown(program)
    assert sorted(words) == list(range(1, 16))
    program.type("\r")
    first = asked_for(program)
    assert not [word for word in words.values() if len(word) == 4 and word in program.terminal.text]
    program.type(f"{words[first].lower() if right else 'XXXX'}\r")
    second = asked_for(program, str(first))
    program.type(f"{words[second]}\r")


def test_a_journal_is_sealed_at_a_terminal_and_nothing_secret_stays_on_it(start: Start, begun: Path) -> None:
    program = start("journal", "encrypt")
    seal(program)
    assert program.ended() == 0
    said = program.terminal.everything
    assert WORD not in said
    page = said.index("\x1b[?1049h"), said.rindex("\x1b[?1049l")
    assert page[0] < said.index("AGE-SECRET-KEY-1") < page[1]
    assert "AGE-SECRET" not in program.terminal.text
    assert "without passphrase or recovery key nobody reads it" in " ".join(program.terminal.text.split())
    assert program.terminal.left_on() == []


def test_words_that_are_not_given_back_rightly_are_shown_again_and_then_nothing_is_changed(
    start: Start, begun: Path
) -> None:
    program = start("journal", "encrypt")
    seal(program, right=False)
    for _ in range(TRIES - 1):
        program.shows("Here they are again")
        give_back(program, right=False)
    assert program.ended() == 1
    assert "Those were not the words. Nothing was changed" in program.terminal.text
    assert list(begun.parent.rglob("key.json")) == []


def test_three_tries_come_slower_and_slower_and_nothing_is_echoed(start: Start) -> None:
    program = start("journal", "encrypt")
    seal(program)
    assert program.ended() == 0
    program = start("journal", "passphrase")
    began = time.monotonic()
    for tried in range(TRIES):
        program.until(partial(was_asked, program, tried + 1), "the question")
        program.type("not these\r")
        program.type("nor these")
    assert program.ended() == 1
    assert time.monotonic() - began > 3
    assert not [said for said in ("not these", "nor these") if said in program.terminal.everything]
    assert "Nothingwaschangedworkbenchjournalrecoveropensit" in program.terminal.letters


def test_a_new_passphrase_that_cannot_be_is_asked_for_again_at_once(start: Start) -> None:
    program = start("journal", "encrypt")
    program.shows("New passphrase:")
    program.type("short\r")
    program.shows("8 characters or more")
    program.until(lambda: program.terminal.text.count("New passphrase:") == 2, "the question")
    program.type(f"{WORD}\r")
    program.shows("The same again:")
    program.type("four other words\r")
    program.shows("were not the same")
    program.until(lambda: program.terminal.text.count("New passphrase:") == 3, "the question")
    program.type(f"{WORD}\r")
    program.until(lambda: program.terminal.text.count("The same again:") == 2, "the question")
    program.type(f"{WORD}\r")
    give_back(program, True)
    assert program.ended() == 0
    program = start("journal", "recover")
    program.shows("Recovery key")
    program.type("these are no words of it\r")
    assert program.ended() == 1
    assert "New passphrase" not in program.terminal.everything


def was_asked(program: Program, times: int) -> bool:
    return program.terminal.text.count("Passphrase:") == times


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_whoever_leaves_the_question_leaves_everything_as_it_was(start: Start, begun: Path, key: str) -> None:
    program = start("journal", "encrypt")
    program.shows("New passphrase:")
    program.type(key)
    assert program.ended() in (1, 130)
    assert program.terminal.left_on() == []
    assert list(begun.parent.rglob("key.json")) == []


def test_no_passphrase_stands_in_the_list_of_processes_or_in_the_environment(start: Start) -> None:
    program = start("journal", "encrypt")
    program.shows("New passphrase:")
    program.type(f"{WORD}\r")
    program.shows("The same again:")
    told = Path(f"/proc/{program.process.pid}")
    assert WORD.encode() not in (told / "cmdline").read_bytes() + (told / "environ").read_bytes()


def test_the_panes_open_over_a_sealed_journal_and_a_dropped_line_leaves_no_plain_word(
    start: Start, begun: Path
) -> None:
    assert start("journal", "add", "zircon").ended() == 0
    program = start("journal", "encrypt")
    seal(program)
    assert program.ended() == 0
    program = start()
    ready(program)
    program.type("4")
    program.shows("Locked: L unlocks it.")
    assert "Passphrase" not in program.terminal.everything
    program.type("a")
    program.type("zircon in the middle")
    program.shows("zircon in the middle")
    program.terminal.hang_up()
    assert program.ended() == 129
    left = [path for path in begun.parent.rglob("*") if path.is_file()]
    assert [path for path in left if b"zircon" in path.read_bytes()] == []
    assert [path for path in left if path.parent.name == "drafts"]
