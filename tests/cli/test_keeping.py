"""init, check, history, backup, restore, doctor: keeping the store."""

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from workbench.store import remembered
from workbench.store.lines import Actor
from workbench.store.store import Store

Run = Callable[..., Any]


def edit(run: Run, folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Edit the checkpoint by hand, once everything stands in it."""
    run("backup")
    path = folder / "organization/store.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(json.dumps(content), encoding="utf-8")


def test_a_second_init_leaves_the_store_as_it_is(lakeside: Run, folder: Path) -> None:
    before = lakeside("tree")
    said = lakeside("init", "--name", "Other")
    assert said == (1, "", f"There is a store in {folder} already. It is left as it is.\n")
    assert lakeside("tree") == before


def test_nobody_is_acted_as_in_a_store_that_is_begun(anywhere: Run, tmp_path: Path) -> None:
    refused = anywhere("--store", str(tmp_path / "new"), "--as", "dana", "init")
    assert "you become its first person" in refused.err
    assert not (tmp_path / "new").exists()


def test_init_leaves_a_folder_with_something_else_in_it_alone(anywhere: Run, tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "letters.txt").write_text("dear")
    said = anywhere("init", "--store", str(folder))
    assert said.code == 3
    assert "letters.txt stands in it already" in said.err


def test_init_for_a_group_that_is_not_there_is_refused(anywhere: Run, tmp_path: Path) -> None:
    said = anywhere("init", "--shared", "no-such-group", "--store", str(tmp_path / "s"))
    assert (said.code, said.err) == (1, "There is no group no-such-group on this machine.\n")


def test_check_is_silent_when_clean(workbench: Run) -> None:
    workbench("customer", "add", "Bob")
    workbench("process", "add", "Bill it", "--owner", "ana", "--result", "A paid bill", "--purpose", "To be paid")
    workbench("process", "set", "P1", "customers", "C1")
    assert workbench("check") == (0, "", "")
    assert workbench("check", "--strict") == (0, "", "")
    assert workbench("check", "--json").json == []


def test_check_prints_a_finding_a_line_with_the_way_to_mend_it(lakeside: Run) -> None:
    said = lakeside("check")
    assert said.code == 1
    assert "P4  has no owner     workbench process set P4 owner PERSON" in said.lines
    assert all(line.startswith("P") and "workbench process set" in line for line in said.lines)
    strict = lakeside("check", "--strict", "--json").json
    assert {"id": "P3", "what": "is owned by the team desk; a person must answer",
            "mend": "workbench process set P3 owner PERSON"} in strict  # fmt: skip
    assert len(strict) > len(said.lines)


def test_check_prints_the_first_of_each_kind_and_says_how_many_more_there_are(lakeside: Run) -> None:
    for name in ("Greet", "Record", "Explain"):
        lakeside("process", "add", name, "--owner", "ana")
    said = lakeside("check", "--limit", "1")
    told = [line.split("workbench")[0].split(maxsplit=1)[1].strip() for line in said.lines]
    assert len(told) == len(set(told)) < len(lakeside("check").lines)
    assert "more like “has no result”" in said.err
    assert said.err.endswith(" --limit 0 shows all.\n")
    every = lakeside("check", "--limit", "0")
    assert (len(every.lines), every.err) == (len(lakeside("--json", "check", "--limit", "1").json), "")


def test_what_check_finds_is_mended_as_it_says(lakeside: Run, folder: Path) -> None:
    broken: dict[str, list[Any]] = {
        "P1.parent": [None, "P2"], "P3.performers+": ["ghost"], "P4.customers+": ["C9"],
    }  # fmt: skip
    with closing(Store.open(folder)) as store, store.space.writing():
        store.space.append(Actor("ana", "ana"), "process.set", broken, store.clock())
    found = {item["id"]: item for item in lakeside("check", "--json").json if "no " not in item["what"]}
    assert {record: item["what"] for record, item in found.items()} == {
        "P1": "stands under itself, together with P2",
        "P3": "names ghost as performer, who is nobody here",
        "P4": "names the missing customer C9",
    }
    assert len(lakeside("tree").lines) == 4
    for item in found.values():
        assert lakeside(*item["mend"].split()[1:]).code == 0
    assert all("has no" in item["what"] for item in lakeside("check", "--json").json)


def test_history_tells_each_change_the_newest_first(lakeside: Run) -> None:
    lakeside("process", "set", "P4", "name", "Hire to mastery")
    lines = lakeside("history").lines
    assert lines[0].endswith("ana  P4 Hire to mastery: name “Hire” → “Hire to mastery”")
    assert lines[-1].endswith("ana  began the store (2 values)")
    assert len(lakeside("history", "--limit", "3").lines) == 3
    assert len(lakeside("history", "P4").lines) == 2
    assert len(lakeside("history", "zoe", "--limit", "0").lines) == 1
    assert [line["act"] for line in lakeside("history", "9.10", "--json").json] == ["process.add"]


def test_history_of_what_is_deleted_is_still_told(lakeside: Run) -> None:
    lakeside("process", "delete", "P4")
    assert "deleted P4 “Hire”" in lakeside("history", "P4").out
    assert lakeside("history", "P9") == (1, "", "Nothing in the history concerns “P9”.\n")


def test_a_backup_is_made_listed_and_gone_back_to(lakeside: Run) -> None:
    assert lakeside("restore") == (1, "", "There is no backup yet. `workbench backup` makes one.\n")
    assert lakeside("restore", "--json").json == []
    path = lakeside("backup").out.strip()
    assert Path(path).is_file()
    before = lakeside("tree")
    lakeside("process", "delete", "P1", "--all")
    assert path in lakeside("restore").lines
    assert path in lakeside("restore", "--json").json
    said = lakeside("restore", path)
    assert said.code == 0
    assert "3 values changed. `workbench undo` takes it back." in said.err
    assert lakeside("tree") == before
    assert lakeside("undo").code == 0
    assert len(lakeside("tree").lines) == 1


def test_an_id_is_not_given_again_after_going_back(lakeside: Run) -> None:
    path = lakeside("backup").out.strip()
    lakeside("process", "add", "Later")
    lakeside("restore", path)
    assert lakeside("process", "add", "Later still").out == "P6\n"


def test_a_backup_can_be_a_whole_store_of_its_own(lakeside: Run, anywhere: Run, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    assert lakeside("backup", "--to", str(copy)).out == f"{copy}\n"
    assert anywhere("tree", "--store", str(copy)) == lakeside("tree")
    assert lakeside("backup", "--to", str(copy)).code == 3


def test_going_back_to_what_is_no_backup_is_refused(lakeside: Run, tmp_path: Path) -> None:
    assert lakeside("restore", str(tmp_path / "none.json")).code == 3
    (tmp_path / "letter.json").write_text("dear")
    assert lakeside("restore", str(tmp_path / "letter.json")).code == 3
    assert len(lakeside("tree").lines) == 4


def test_doctor_says_how_the_store_is(lakeside: Run, folder: Path) -> None:
    said = lakeside("doctor")
    assert said.code == 0
    assert all(line.startswith(("ok  ", "->  ")) for line in said.lines)
    assert {"store", "history", "checkpoint", "records", "backups"} <= {
        item["part"] for item in lakeside("doctor", "--json").json
    }
    edit(lakeside, folder, lambda content: content["processes"].update(P4={"name": 7}))
    said = lakeside("doctor")
    assert said.code == 1
    assert any(line.startswith("!!  ") and "P4: name cannot be “7”" in line for line in said.lines)


@pytest.mark.parametrize("words", [["tree"], ["doctor"], ["check"], ["process", "add", "x"], ["backup"], []])
def test_where_there_is_no_store_every_command_says_how_to_begin_one(
    anywhere: Run, tmp_path: Path, words: list[str]
) -> None:
    said = anywhere(*words, "--store", str(tmp_path / "none"))
    assert (said.code, said.out) == (3, "")
    assert "`workbench init` begins one; `--sample` shows one" in said.err


def test_a_damaged_store_is_named_and_never_taken_for_an_empty_one(lakeside: Run, folder: Path) -> None:
    history = next((folder / "organization/history").glob("*.jsonl"))
    history.write_bytes(b"not a line\n")
    (folder / "organization/store.json").write_bytes(b"{")
    said = lakeside("tree")
    assert (said.code, said.out) == (3, "")
    assert str(folder) in said.err


def test_an_edit_by_hand_is_told_once_by_the_command_that_takes_it_in(lakeside: Run, folder: Path) -> None:
    edit(lakeside, folder, lambda content: content["processes"]["P4"].update(name="Hire well", purpose="Hands"))
    assert lakeside("tree").err == "store.json was edited by hand: 2 values were taken in.\n"
    assert lakeside("tree").err == ""
    assert lakeside("history", "--json").json[0]["act"] == "hand-edit"


def test_where_the_organization_is_gone_all_commands_name_the_way_back(lakeside: Run, folder: Path) -> None:
    backup = Path(lakeside("backup").out.strip())
    before = lakeside("tree").out
    shutil.rmtree(folder / "organization")
    for words in (["tree"], ["init"]):
        said = lakeside(*words)
        assert backup.name in said.err
        assert "`workbench restore BACKUP` goes back to one" in said.err
    assert lakeside("restore", backup.name).code == 0
    assert lakeside("tree") == (0, before, "")


def test_init_begins_anew_where_nothing_is_left_to_be_read(lakeside: Run, folder: Path) -> None:
    (folder / "organization/store.json").unlink()
    next((folder / "organization/history").iterdir()).write_bytes(b"")
    assert "`workbench init` begins one" in lakeside("tree").err
    assert lakeside("init", "--name", "Anew").code == 0
    assert lakeside("tree").out == ""


def test_doctor_names_a_torn_end_and_a_damaged_line_in_words_of_its_own(lakeside: Run, folder: Path) -> None:
    history = next((folder / "organization/history").iterdir())
    whole = history.read_bytes()
    history.write_bytes(whole + b'{"seq":')
    assert "it ends in 7 bytes of a change that was never saved" in lakeside("doctor").out
    history.write_bytes(whole + b"no line\n" + whole)
    said = lakeside("doctor")
    assert said.code == 1
    assert "it is no JSON" in said.out
    assert "workbench doctor" not in said.out
    assert "does not need it" not in said.out


def test_doctor_misses_what_the_history_has_lost(lakeside: Run, folder: Path) -> None:
    lakeside("backup")
    next((folder / "organization/history").iterdir()).write_bytes(b"")
    assert "it ends with change 0, and what stands now with 8" in lakeside("doctor").out


def test_history_says_where_it_stopped(lakeside: Run) -> None:
    assert lakeside("history", "--limit", "3").err == "3 of 8 changes; --limit 0 shows all.\n"
    assert lakeside("history", "--limit", "8").err == ""
    lakeside("process", "set", "P4", "name", "Hire to mastery")
    assert lakeside("history", "P4", "--limit", "1").err == "The newest; --limit 0 shows all.\n"


def test_a_backup_into_a_folder_that_is_there_says_so(lakeside: Run, tmp_path: Path) -> None:
    said = lakeside("backup", "--to", str(tmp_path))
    assert said.code == 3
    assert said.err.startswith(f"{tmp_path} exists already.")


def test_what_others_did_since_one_left_the_panes_can_be_asked_for(lakeside: Run, folder: Path) -> None:
    said = lakeside("history", "--since-last")
    assert said.code == 1
    assert said.err.startswith("You have not been at the panes of this store yet")
    with closing(Store.open(folder)) as store:
        remembered.keep_visit(store.id, "account-ana", remembered.Visit(store.position, store.clock()))
    lakeside("process", "set", "P1", "importance", "2")
    assert lakeside("history", "--since-last").err == "Nobody else has changed anything since you left the panes.\n"
    lakeside("process", "set", "P1", "importance", "3", "--as", "zoe")
    said = lakeside("history", "--since-last")
    assert said.code == 0
    assert [line.split("  ")[-1] for line in said.lines] == ["P1 Order to cash: importance “2” → “3”"]


def test_going_back_to_what_stands_already_says_so(lakeside: Run) -> None:
    backup = lakeside("backup").out.strip()
    before = lakeside("history", "--limit", "0").out
    said = lakeside("restore", backup)
    assert said.code == 0
    assert said.err == f"What stands now is what {backup} holds: nothing was changed.\n"
    assert lakeside("history", "--limit", "0").out == before


def test_a_copy_of_a_store_that_is_not_whole_says_what_to_do(lakeside: Run, folder: Path, tmp_path: Path) -> None:
    lakeside("backup")
    shutil.rmtree(folder / "organization")
    said = lakeside("backup", "--to", str(tmp_path / "copy"))
    assert said.code == 3
    assert "`workbench restore BACKUP` goes back to one" in said.err.splitlines()[-1]
    assert not (tmp_path / "copy").exists()
