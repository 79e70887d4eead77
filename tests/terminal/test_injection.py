"""No text that anybody wrote reaches a terminal as something that it obeys, by whatever way it comes."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.poisoned import PAYLOADS, PLACES, poisoned
from tests.terminal.conftest import LOGIN, ROOT, environment
from tests.terminal.harness import Program
from tests.terminal.spoken import parted

SENT_AS = {
    "enter": "\r", "escape": "\x1b[27u", "tab": "\t", "shift+tab": "\x1b[Z", "backspace": "\x7f", "down": "\x1b[B",
    "right": "\x1b[C", "pagedown": "\x1b[6~", "f5": "\x1b[15~", "f6": "\x1b[17~", "f7": "\x1b[18~", "slash": "/",
    "at": "@", "minus": "-", "number_sign": "#", "question_mark": "?", "colon": ":",
}  # fmt: skip
OBEYED = [payload for payload in PAYLOADS if payload[0] in "\x1b\u009b\u009d\u0090"]

ASKED = {"\x1b]11;?\x1b\\", "\x1b[c"}  # doctor asks the terminal for its background

Opened = Callable[..., Program]


@pytest.fixture
def opened() -> Iterator[Opened]:
    """Run Python on a terminal; whatever still runs is ended behind the test."""
    running: list[Program] = []

    def run(*words: str, **changes: str | None) -> Program:
        running.append(Program([sys.executable, *words], environment(**changes), size=(120, 40), cwd=ROOT))
        return running[-1]

    yield run
    for program in running:
        program.close()


def is_harmless(program: Program) -> bool:
    """All that was sent are the workbench's own words."""
    assert program.terminal.strays == []
    assert not [payload for payload in OBEYED if payload in program.terminal.everything]
    return True


def test_no_place_of_the_program_hands_on_what_a_terminal_obeys(tmp_path: Path, opened: Opened) -> None:
    folder = poisoned(tmp_path / "store", LOGIN)
    program = opened("-m", "workbench", "--store", str(folder))
    program.shows("quit")
    program.quiet()
    for place, keys in PLACES:
        for key in keys:
            program.type(SENT_AS.get(key, key))
            program.quiet(0.05)
        assert is_harmless(program), place
    program.type("\x11")
    assert program.ended() == 0
    assert is_harmless(program)
    assert program.terminal.left_on() == []


WORDS = (
    ["who", "a"], ["who", "a", "--tsv"], ["who", "a", "--json"], ["owned-by", "dana"], ["unowned"], ["tree"],
    ["tree", "--json"], ["tree", "--as-of", "today"], ["show", "P1"], ["show", "P1", "--json"], ["due"], ["history"],
    ["diff", "2020-01-01"], ["check", "--strict"], ["doctor"], ["person", "list"], ["team", "list"],
    ["customer", "list"], ["organization", "show"], ["undo"], ["redo"],
    *(["export", kind] for kind in ("csv", "people-csv", "json", "markdown", "text")),
)  # fmt: skip


def test_no_command_hands_on_what_a_terminal_obeys(tmp_path: Path, opened: Opened) -> None:
    folder = poisoned(tmp_path / "store", LOGIN)
    said = (
        "import sys\nfrom workbench import cli\n"
        f"for words in {WORDS!r}: print(words[0]); print(cli.run(['--store', sys.argv[1], *words]))"
    )
    program = opened("-c", said, str(folder))
    assert program.ended() == 0
    assert is_harmless(program)
    assert program.terminal.everything.count("\r\n") > 200
    assert {word.text for word in parted(program.terminal.everything)[0] if "\x1b" in word.text} <= ASKED


HOSTILE = "no\x1b]52;c;SGVsbG8=\x07such\u009b31337m\u202e"
WRONG = (
    [HOSTILE], ["--store", f"/tmp/{HOSTILE}", "tree"], ["--as", HOSTILE, "undo"], ["--for", HOSTILE, "undo"],
    [f"--{HOSTILE}"], ["who", HOSTILE], ["verify", HOSTILE, HOSTILE], ["show", HOSTILE], ["tree", f"--{HOSTILE}"],
    ["import", f"/tmp/{HOSTILE}.csv"], ["import", "-", "--format", HOSTILE], ["export", HOSTILE],
    ["export", "json", "-o", f"/nowhere/{HOSTILE}"], ["backup", "--to", f"/nowhere/{HOSTILE}"],
    ["tree", "--as-of", HOSTILE],
    ["restore", HOSTILE], ["config", "set", HOSTILE, HOSTILE], ["config", "set", "theme", HOSTILE], ["config", "check"],
    ["config", "path"], ["completion", HOSTILE], ["history", HOSTILE], ["init", "--shared", HOSTILE],
    ["process", "set", "P1", HOSTILE, HOSTILE], ["person", "set", HOSTILE, "name", "x"], ["due", "--within", HOSTILE],
)  # fmt: skip


def test_nothing_that_goes_wrong_is_told_in_words_that_a_terminal_obeys(tmp_path: Path, opened: Opened) -> None:
    folder = poisoned(tmp_path / "store", LOGIN)
    config = tmp_path / f"config{HOSTILE}" / "workbench"
    config.mkdir(parents=True)
    (config / "config.toml").write_text(f"theme = {HOSTILE.encode('unicode_escape').decode().join('xx')!r}\n")
    said = (
        "import sys\nfrom workbench import cli\n"
        f"for words in {WRONG!r}: print(cli.run(['--store', sys.argv[1], *words]))"
    )
    program = opened("-c", said, str(folder), XDG_CONFIG_HOME=str(config.parent))
    assert program.ended() == 0
    assert is_harmless(program)
    assert "\x1b" not in program.terminal.everything


DEFECT = """
import sys
from workbench.cli import main, commands
def broken(options, words):
    secret = 'private text ' + sys.argv[1]
    raise RuntimeError(secret)
commands.dispatch = broken
main()
"""


def test_a_defect_is_told_without_the_text_that_it_met(tmp_path: Path, opened: Opened) -> None:
    state = tmp_path / f"state{HOSTILE}"
    program = opened("-c", DEFECT, HOSTILE, XDG_STATE_HOME=str(state))
    assert program.ended() == 70
    assert is_harmless(program)
    assert "\x1b" not in program.terminal.everything
    (crash,) = (state / "workbench" / "crashes").iterdir()
    assert crash.stat().st_mode & 0o777 == 0o600
    assert "private" not in crash.read_text() + program.terminal.everything
    assert crash.read_text().isprintable() or "\x1b" not in crash.read_text()


ACCOUNT = """
import sys
from workbench.cli import main, session
account = sys.argv.pop(), sys.argv.pop()
session._account = lambda: account
main()
"""


@pytest.mark.parametrize("store", ["store", "none yet"])
def test_the_names_of_accounts_and_folders_are_drawn_harmlessly(tmp_path: Path, opened: Opened, store: str) -> None:
    folder = poisoned(tmp_path / "store", LOGIN)
    named = tmp_path / f"folder{HOSTILE}"
    if store == "store":
        folder.rename(named)
    account = ("-c", ACCOUNT, "--store", str(named), HOSTILE, HOSTILE)
    program = opened(*account, TERM="xterm-256color", USER=HOSTILE, LOGNAME=HOSTILE, COLORTERM=HOSTILE)
    program.shows("quit")
    for key in ("n", HOSTILE.replace("\x1b", "").replace("\x07", ""), "\r", "x", "\r"):
        program.type(key)
        program.quiet(0.2)
    assert is_harmless(program)


@pytest.mark.parametrize("term", ["xterm\x1b]52;c;SGVsbG8=\x07", "xterm-\u009b31337m", "../../etc/passwd"])
def test_the_name_of_the_terminal_is_never_repeated_to_it(tmp_path: Path, opened: Opened, term: str) -> None:
    program = opened("-m", "workbench", "--sample", TERM=term, COLORTERM=HOSTILE, LINES=HOSTILE, COLUMNS=HOSTILE)
    program.shows("quit")
    program.type("q")
    assert program.ended() == 0
    assert is_harmless(program)
