"""What holds for every command: options, exit codes, and words that are no command."""

import json
import os
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from workbench import cli
from workbench.cli.commands import COMMANDS, parser_for, whole_parser
from workbench.domain.errors import Refused
from workbench.store.errors import StoreError

Run = Callable[..., Any]

LISTS = [
    ["who", "e"], ["owned-by", "dana"], ["unowned"], ["tree"], ["due"], ["person", "list"], ["team", "list"],
    ["customer", "list"], ["check"], ["history"], ["diff", "2020-01-01"], ["doctor"],
]  # fmt: skip


@pytest.mark.parametrize("words", LISTS, ids=" ".join)
def test_every_list_is_an_array_of_objects_in_json(anywhere: Run, words: list[str]) -> None:
    found = anywhere("--sample", "--json", *words).json
    assert found
    assert all(isinstance(item, dict) for item in found)


@pytest.mark.parametrize(
    "words", [["--json", "--sample", "tree"], ["tree", "--json", "--sample"], ["--sample", "tree", "--json"]]
)
def test_options_for_every_command_stand_before_or_behind_it(anywhere: Run, words: list[str]) -> None:
    assert len(anywhere(*words).json) > 20


def test_an_option_may_be_joined_to_its_value(lakeside: Run, anywhere: Run, folder: Path) -> None:
    assert anywhere(f"--store={folder}", "--as=zoe", "process", "add", "x").code == 0


@pytest.mark.parametrize("option", ["--store", "--as", "--for"])
def test_an_option_without_its_value_is_wrong_usage(anywhere: Run, option: str) -> None:
    assert anywhere("tree", option) == (2, "", f"workbench: {option} needs a value.\n")


def test_behind_two_dashes_every_word_is_a_word(lakeside: Run) -> None:
    assert lakeside("process", "add", "--", "--json").out == "P5\n"
    assert lakeside("process", "set", "P5", "name", "--", "--sample").out == "P5\n"
    assert lakeside("show", "P5").lines[0] == "3 --sample  (P5)"


def test_the_store_is_the_one_named_else_that_of_the_environment_else_the_data_folder(
    anywhere: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert str(tmp_path / "data/workbench/store") in anywhere("tree").err
    monkeypatch.setenv("WORKBENCH_STORE", str(tmp_path / "chosen"))
    assert str(tmp_path / "chosen") in anywhere("tree").err
    assert str(tmp_path / "named") in anywhere("tree", "--store", str(tmp_path / "named")).err


@pytest.mark.parametrize(
    "words",
    [*LISTS, ["show", "P3"], ["verify", "P2", "mia"], ["backup"], ["organization"], ["export", "json"],
     ["process", "add", "x"], ["person", "add", "new"], ["undo"]],
    ids=" ".join,
)  # fmt: skip
def test_the_sample_works_with_every_command_and_is_thrown_away(
    anywhere: Run, words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = sorted(tmp_path.rglob("*"))
    assert anywhere("--sample", *words).code in (0, 1)
    assert sorted(tmp_path.rglob("*")) == before


def test_the_sample_is_the_same_each_time(anywhere: Run) -> None:
    assert anywhere("--sample", "process", "add", "x").out == anywhere("--sample", "process", "add", "y").out
    assert "B. Halvorsen" in anywhere("--sample", "unowned").out


def test_a_mistyped_command_is_wrong_usage_and_names_the_nearest(anywhere: Run) -> None:
    assert anywhere("tre") == (
        2,
        "",
        "workbench: there is no command “tre”. Did you mean tree? `workbench --help` lists them.\n",
    )
    assert "\x1b" not in anywhere("\x1b[31mtree").err
    assert "\x1b" not in anywhere("tree", "a", "\x1b[31mb").err


def test_what_an_act_does_not_know_is_told_with_its_own_usage(lakeside: Run) -> None:
    refused = lakeside("measure", "P1", "add", "Speed", "--foo")
    assert refused.code == 2
    assert refused.err.startswith("usage: workbench measure process add ")
    assert "unrecognized arguments: --foo" in refused.err


def test_options_are_never_guessed_from_their_beginnings(anywhere: Run) -> None:
    assert anywhere("--sample", "tree", "--dep", "1").code == 2


@pytest.mark.parametrize(
    "words", [["--help"], ["-h"], ["help"], ["--version"], *[[verb, "--help"] for verb in COMMANDS]]
)
def test_help_and_version_are_data(anywhere: Run, words: list[str]) -> None:
    said = anywhere(*words)
    assert (said.code, said.err) == (0, "")
    assert said.out


def parsers(parser: ArgumentParser) -> Iterator[ArgumentParser]:
    """A parser and all under it."""
    yield parser
    for action in parser._actions:
        choices: Any = action.choices
        if isinstance(choices, dict):
            for other in cast(dict[str, ArgumentParser], choices).values():
                yield from parsers(other)


def test_every_command_and_act_says_what_it_does() -> None:
    text = whole_parser().format_help()
    for verb, command in COMMANDS.items():
        assert verb in text
        assert command.help[0].islower() or command.help[0].isdigit()
        assert not command.help.endswith(".")
        assert command.help in " ".join(parser_for(verb).format_help().split())


def test_no_command_has_an_option_for_pay_or_for_the_worth_of_a_person() -> None:
    words = ("salary", "wage", "bonus", "score", "rating", "ranking", "performance", "appraisal", "boss",
             "subordinate", "supervis", "headcount")  # fmt: skip
    for verb in COMMANDS:
        for parser in parsers(parser_for(verb)):
            said = parser.format_help().lower()
            assert not [word for word in words if word in said]


@pytest.mark.parametrize(
    ("error", "code", "sentence"),
    [
        (Refused("It cannot be."), 1, "It cannot be.\n"),
        (StoreError("It cannot be read."), 3, "It cannot be read.\n"),
        (Refused("\x1b[31mred\x9b"), 1, "[31mred\n"),
        (OSError(28, "No space left on device"), 1, "The output could not be written: No space left on device.\n"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_what_goes_wrong_is_a_sentence_and_an_exit_code(
    anywhere: Run, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, sentence: str
) -> None:
    def fail(words: list[str]) -> int:
        raise error

    monkeypatch.setattr(cli, "_run", fail)
    assert anywhere("tree") == (code, "", sentence)


def test_a_defect_of_its_own_leaves_a_file_without_anybodys_words(
    lakeside: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*words: object) -> None:
        raise ZeroDivisionError("secret words of a journal")

    monkeypatch.setattr("workbench.services.sheet.as_text", fail)
    said = lakeside("show", "P1")
    assert (said.code, said.out) == (70, "")
    assert said.err.startswith("The workbench met a defect of its own (ZeroDivisionError); what you had saved is safe.")
    assert "Traceback" not in said.err
    path = Path(next(word for word in said.err.split() if word.endswith(".txt")))
    written = path.read_text()
    assert path.stat().st_mode & 0o077 == 0
    assert "secret" not in written
    assert "in show" in written


@pytest.mark.skipif(os.getuid() == 0, reason="root may write everywhere")
def test_a_store_that_is_not_mine_to_write_is_read_and_refuses_changes(lakeside: Run, folder: Path) -> None:
    (folder / "organization").chmod(0o500)
    try:
        assert lakeside("tree").code == 0
        assert lakeside("process", "add", "x").code == 3
    finally:
        (folder / "organization").chmod(0o700)


def test_json_says_days_and_letters_of_every_script_as_they_are(anywhere: Run) -> None:
    text = anywhere("--sample", "who", "田中", "--json").out
    assert "田中 結衣" in text
    assert json.loads(text)[0]["id"] == "yui"


def test_an_interrupt_ends_quietly_however_early_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    codes: list[int] = []

    def interrupted(code: int = 0) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_started", interrupted)
    monkeypatch.setattr("os._exit", codes.append)
    cli.main()
    assert codes == [130]
