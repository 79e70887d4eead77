"""The command as the shell starts it: entry point, pipes that close, other locales."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

Started = Callable[..., "subprocess.CompletedProcess[bytes]"]
HERE = Path(__file__).parents[2]
PYTHON = (sys.executable, "-m", "workbench")


@pytest.fixture
def start(tmp_path: Path) -> Started:
    """Run the workbench in a process of its own, on a store that lies in the test's folder."""

    def run(*words: str, **how: object) -> "subprocess.CompletedProcess[bytes]":
        changes = cast(dict[str, str], how.pop("env", {}))
        environment = {**os.environ, "WORKBENCH_STORE": str(tmp_path / "store"), **changes}
        how = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **how}
        return subprocess.run([*PYTHON, *words], cwd=HERE, env=environment, timeout=30, **how)  # type: ignore[call-overload,no-any-return]  # pyright: ignore

    return run


def test_the_workbench_runs_as_a_module_and_as_a_command(start: Started) -> None:
    version = start("--version")
    assert (version.returncode, version.stderr) == (0, b"")
    assert version.stdout.startswith(b"process-workbench ")
    command = Path(sys.executable).with_name("workbench")
    if command.exists():
        assert subprocess.run([command, "--version"], capture_output=True, check=True).stdout == version.stdout


def test_a_store_is_begun_changed_and_asked_by_processes_of_their_own(start: Started) -> None:
    assert start("init", "--name", "Lakeside").returncode == 0
    assert start("process", "add", "Zahnärztliche Prüfung 検査").stdout == b"P1\n"
    assert start("process", "set", "P1", "description", "-", stdin=None, input=b"one\n\xff two\n").returncode == 0
    assert start("who", "prufung").stdout.decode() == "P1  1  Zahnärztliche Prüfung 検査  — nobody —\n"
    assert "one\n� two" in start("show", "P1").stdout.decode()
    assert start("verify", "P1", "nobody").returncode == 1


@pytest.mark.parametrize("env", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
                                 {"PYTHONIOENCODING": "ascii"}])  # fmt: skip
def test_in_a_poor_locale_it_prints_what_it_can(start: Started, env: dict[str, str]) -> None:
    for words in (["tree"], ["who", "a"], ["who", "a", "--json"], ["show", "P9"], ["check"]):
        said = start("--sample", *words, env=env)
        assert said.returncode in (0, 1)
        assert b"Traceback" not in said.stderr
        assert said.stdout


@pytest.mark.parametrize("words", [["--sample", "tree"], ["--sample", "history", "--limit", "0"], ["--help"],
                                   ["--sample", "export", "json"]], ids=" ".join)  # fmt: skip
def test_a_pipe_that_closes_ends_it_quietly(start: Started, words: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        said = start(*words, stdout=writing)
    finally:
        os.close(writing)
    assert (said.returncode, said.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_behind_standard_output_is_told_in_a_sentence(start: Started) -> None:
    with Path("/dev/full").open("wb") as full:
        said = start("--sample", "tree", stdout=full)
    assert (said.returncode, said.stderr) == (1, b"The output could not be written: No space left on device.\n")


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", ">&- 2>&-"])
def test_without_one_of_its_streams_it_still_does_its_work(start: Started, tmp_path: Path, closed: str) -> None:
    start("init")
    environment = {**os.environ, "WORKBENCH_STORE": str(tmp_path / "store")}
    line = f'"{sys.executable}" -m workbench process add x {closed}'
    said = subprocess.run(line, shell=True, cwd=HERE, env=environment, capture_output=True, timeout=30)
    assert (said.returncode, said.stderr) == (0, b"")
    assert b"x" in start("tree").stdout


def test_without_a_terminal_it_prints_what_is_due_and_no_escape(start: Started) -> None:
    said = start("--sample", env={"TERM": "xterm-256color"})
    assert said.returncode == 0
    assert b"needs an owner" in said.stdout
    assert b"\x1b" not in said.stdout + said.stderr


def test_what_it_makes_is_for_its_owner_alone_whatever_the_umask(start: Started, tmp_path: Path) -> None:
    start("init", preexec_fn=lambda: os.umask(0))
    for path in [tmp_path / "store", *(tmp_path / "store").rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0


def test_an_export_to_a_file_has_the_mode_that_the_person_wants(start: Started, tmp_path: Path) -> None:
    start("--sample", "export", "json", "-o", str(tmp_path / "out.json"), preexec_fn=lambda: os.umask(0o027))
    assert (tmp_path / "out.json").stat().st_mode & 0o777 == 0o640
