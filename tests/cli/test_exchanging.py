"""import and export, config and completion."""

import io
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

Run = Callable[..., Any]

FRAMEWORK = Path(__file__).parents[3] / "shared/data/apqc-cross-industry-csv/framework.csv"
LIST = "code,name,owner\n1,Order to cash,ana\n1.1,Bill it,B. Halvorsen\n1.2,Ship it,\n"


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    return str(path)


def test_an_import_says_what_it_took_in_and_undo_takes_it_back(workbench: Run, file: str) -> None:
    said = workbench("import", file)
    assert (said.code, said.out) == (0, "")
    assert "line 3: B. Halvorsen is nobody here, or more than one; P2 Bill it needs an owner" in said.err
    assert said.err.endswith("Took in 3 processes (1 at the top, then 2 below). `workbench undo` takes it back.\n")
    assert workbench("who", "1.1").out == "P2  1.1  Bill it  — nobody — (B. Halvorsen?)\n"
    workbench("undo")
    assert workbench("tree").out == ""


def test_a_dry_run_changes_nothing_and_asks_for_nobody(
    workbench: Run, file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.cli.session._account", lambda: ("guest", ""))
    said = workbench("import", file, "--dry-run", "--add-people", "--json")
    assert said.code == 0
    assert (said.json["processes"], said.json["people"]) == (3, 1)
    assert said.err.endswith("Would take in 3 processes, 1 person (1 at the top, then 2 below). Nothing was changed.\n")
    assert workbench("history", "--json").json[0]["act"] == "init"
    assert workbench("import", file).code == 1


def test_an_import_stands_under_a_process_and_makes_people_when_asked(lakeside: Run, file: str) -> None:
    assert lakeside("import", file, "--under", "P4", "--add-people").code == 0
    assert [node["id"] for node in lakeside("tree", "P4", "--json").json] == ["P4", "P5", "P6", "P7"]
    assert lakeside("owned-by", "halvorsen").lines[0].startswith("P6")


def test_an_import_may_come_through_standard_input(workbench: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(LIST.encode())))
    assert workbench("import", "-", "--format", "csv").code == 0
    assert len(workbench("tree").lines) == 3


def test_a_column_can_be_named(workbench: Run, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("Was,Wer\nBill it,ana\n")
    assert workbench("import", str(path), "--column", "name=Was", "--column", "owner=Wer").code == 0
    assert workbench("verify", "P1", "ana").code == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["none.csv"], 1),
        (["/"], 1),
        (["list.csv", "--format", "unheard-of"], 2),
        (["list.csv", "--under", "P9"], 1),
        (["list.csv", "--column", "name"], 1),
        ([], 2),
    ],
)
def test_what_cannot_be_taken_in_is_told_in_a_sentence(
    workbench: Run, file: str, monkeypatch: pytest.MonkeyPatch, words: list[str], code: int
) -> None:
    monkeypatch.chdir(Path(file).parent)
    said = workbench("import", *words)
    assert (said.code, said.out) == (code, "")
    assert said.err
    assert workbench("tree").out == ""


@pytest.mark.skipif(not FRAMEWORK.exists(), reason=f"{FRAMEWORK} is not here")
def test_a_framework_is_taken_in_with_its_levels(workbench: Run) -> None:
    said = workbench("import", str(FRAMEWORK))
    assert "1,921 processes (13 at the top, then 72, 350, 1,297, 189 below)" in said.err
    assert len(workbench("tree", "--json").json) == 1_921
    assert workbench("who", "9.0").out.startswith("P")
    assert workbench("undo").code == 0
    assert workbench("tree").out == ""


def test_what_is_exported_as_json_can_be_imported_elsewhere(lakeside: Run, anywhere: Run, tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    said = lakeside("export", "json", "-o", str(path))
    assert said == (0, "", f"Wrote {path}.\n")
    assert json.loads(path.read_text(encoding="utf-8")) == lakeside("export", "json").json
    other = ("--store", str(tmp_path / "other"))
    anywhere(*other, "init")
    assert anywhere(*other, "import", str(path)).code == 0
    assert anywhere(*other, "tree") == lakeside("tree")


def test_an_export_that_cannot_be_written_says_so(lakeside: Run, tmp_path: Path) -> None:
    said = lakeside("export", "json", "-o", str(tmp_path / "no" / "such" / "folder.json"))
    assert said.code == 3
    assert str(tmp_path) in said.err
    assert lakeside("export", "stone-tablet").code == 2


def test_the_configuration_is_set_found_and_checked(anywhere: Run, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    path = anywhere("config", "path").out.strip()
    assert path == str(tmp_path / "config/workbench/config.toml")
    assert anywhere("config", "check") == (0, "", "")
    assert anywhere("config", "set", "glyphs", "ascii").code == 0
    assert 'glyphs = "ascii"' in Path(path).read_text()
    assert anywhere("config", "set", "glyphs", "").code == 0
    assert anywhere("config", "set", "theme", "").code == 0
    assert anywhere("config", "check").code == 0
    assert anywhere("config", "set", "glyphs", "ascii").code == 0
    assert anywhere("config", "set", "colour", "red").code == 1
    assert anywhere("config", "set", "glyphs", "-x").code == 1
    Path(path).write_text('glyphs = "runes"\ncolour = 1\n')
    said = anywhere("config", "check")
    assert said.code == 1
    assert len(said.lines) == 2


@pytest.mark.parametrize("shell", ["bash", "fish", "zsh", "tcsh"])
def test_completion_knows_every_command(anywhere: Run, shell: str) -> None:
    said = anywhere("completion", shell)
    assert said.code == 0
    for verb in ("owned-by", "unowned", "process", "restore"):
        assert verb in said.out


@pytest.mark.skipif(not shutil.which("fish"), reason="fish is not here")
def test_fish_completes_commands_acts_options_and_choices(anywhere: Run, tmp_path: Path) -> None:
    (tmp_path / "workbench.fish").write_text(anywhere("completion", "fish").out)

    def completed(line: str) -> list[str]:
        words = ["fish", "--no-config", "-c", f"source {tmp_path}/workbench.fish; complete -C '{line}'"]
        found = subprocess.run(words, capture_output=True, text=True, check=True, timeout=20)
        return [shown.partition("\t")[0] for shown in found.stdout.splitlines()]

    assert completed("workbench ow") == ["owned-by"]
    assert sorted(completed("workbench person ")) == ["add", "delete", "leave", "list", "set"]
    assert "--under" in completed("workbench process add --u")
    assert "people-csv" in completed("workbench export ")


def test_completion_for_an_unknown_shell_is_wrong_usage(anywhere: Run) -> None:
    assert anywhere("completion", "cmd.exe").code == 2


def test_an_import_that_adds_nothing_says_so_and_leaves_nothing_to_undo(workbench: Run, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("handle,name\nana,Ana Lima\n")
    before = workbench("history").out
    assert workbench("import", str(path)).err.endswith("Nothing new: nothing was changed.\n")
    assert workbench("history").out == before


def test_an_importance_that_there_is_not_is_noted_and_left_out(workbench: Run, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("process,importance\nBill it,77\nShip it,5\n")
    said = workbench("import", str(path))
    assert "Line 2: the importance was left out. “77” is no importance. Write a whole number from 1 to 5." in said.err
    assert "importance" not in workbench("export", "json").json["processes"][0]


def test_what_a_file_calls_a_process_is_one(workbench: Run, tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text('{"processes": [{"name": 5}]}')
    assert workbench("import", str(path)).code == 0
    assert [node["name"] for node in workbench("tree", "--json").json] == ["5"]


def test_an_import_may_come_through_a_pipe(workbench: Run, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = Thread(target=pipe.write_text, args=(LIST,))
    writer.start()
    assert workbench("import", str(pipe), "--format", "csv").code == 0
    writer.join()
    assert len(workbench("tree").lines) == 3


def test_an_export_to_a_dash_goes_to_standard_output(lakeside: Run) -> None:
    assert lakeside("export", "json", "-o", "-") == lakeside("export", "json")


def test_what_no_program_knows_is_not_set(anywhere: Run, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name, value, said in (
        ("theme", "monokay", "Did you mean monokai?"),
        ("keys.chart.ad", "a", "Did you mean chart.add?"),
        ("keys.chart.add", "ctrl+i", "a terminal sends ctrl+i as tab"),
        ("keys.chart.add", "super+a", "no terminal sends super+a"),
        ("keys.chart.add", "q", "The key q stands for chart.add and for app.quit"),
    ):
        refused = anywhere("config", "set", name, value)
        assert refused.code == 1
        assert said in refused.err
    assert not (tmp_path / "config").exists()
    assert anywhere("config", "set", "keys.chart.add", "a,insert").code == 0


def test_a_configuration_that_is_no_toml_is_told_with_its_line(
    anywhere: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "workbench").mkdir()
    (tmp_path / "workbench/config.toml").write_text('theme = "nord"\nglyphs = \n')
    assert "at line 2, column" in anywhere("config", "check").out


def test_keys_that_clash_are_found_by_the_check(anywhere: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "workbench").mkdir()
    (tmp_path / "workbench/config.toml").write_text('[keys]\n"chart.retire" = "d"\n')
    said = anywhere("config", "check")
    assert said.code == 1
    assert said.lines == ["The key d stands for chart.delete and for chart.retire; only one of them can have it."]


def test_what_customers_want_comes_back_from_a_json_export(workbench: Run, anywhere: Run, tmp_path: Path) -> None:
    assert anywhere("--sample", "export", "json", "-o", str(tmp_path / "all.json")).code == 0
    said = workbench("import", str(tmp_path / "all.json"))
    assert said.code == 0
    assert "what the organization says of its name, preferred future" in said.err

    def wants(customers: list[dict[str, str]]) -> set[tuple[str, str | None, str | None]]:
        return {(c["name"], c.get("needs"), c.get("last_checked")) for c in customers}

    mine, theirs = workbench("customer", "list", "--json"), anywhere("--sample", "customer", "list", "--json")
    assert wants(mine.json) == wants(theirs.json)


def test_a_dry_run_needs_no_store_that_can_be_written(lakeside: Run, folder: Path, tmp_path: Path) -> None:
    path = max((folder / "organization/history").iterdir())
    path.write_bytes(path.read_bytes() + b"{}\n")
    (tmp_path / "more.txt").write_text("Sell\n  Quote\n")
    said = lakeside("import", str(tmp_path / "more.txt"), "--dry-run")
    assert "Nothing can be changed" not in said.err
    assert said.code == 0
    assert "Would take in 2 processes" in said.err
    assert lakeside("import", str(tmp_path / "more.txt")).code == 3
