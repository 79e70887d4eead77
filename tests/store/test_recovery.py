"""What is lost or damaged is made whole from what is left, with a sentence; what cannot be is named, never empty."""

import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from workbench.domain.errors import Refused
from workbench.store import checkpoint
from workbench.store.backups import KEPT
from workbench.store.errors import Damaged, Exists, NoStore, NotAStore, NotRead, ReadOnly
from workbench.store.lines import Actor
from workbench.store.store import Store

Revise = Callable[..., None]
Reopened = Callable[[], Store]


@pytest.fixture
def path(folder: Path) -> Path:
    return folder / "organization" / "store.json"


def history_of(folder: Path) -> Path:
    return max((folder / "organization" / "history").iterdir())


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != "lock"}


def names(store: Store) -> list[str]:
    return [process.name for _, process in sorted(store.organization.processes.items())]


def damage(path: Path, old: bytes, new: bytes) -> None:
    assert old in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(old, new))


def test_a_torn_last_line_is_left_out_and_said_when_the_next_change_cuts_it_off(
    store: Store, folder: Path, reopened: Reopened, revise: Revise
) -> None:
    revise(store, "P1", name="Look")
    with history_of(folder).open("ab") as file:
        file.write(b'{"seq":3,"at":"2026-11-22T09:05')
    now = reopened()
    assert names(now) == ["Look", "Bill", "Sterilize"]
    assert not now.read_only
    revise(now, "P2", name="Send bills")
    assert now.notices == ["The history ended in 31 bytes of a change that was never saved; cut off."]
    assert names(reopened()) == ["Look", "Send bills", "Sterilize"]


@pytest.mark.parametrize("content", [None, b"", b"{", b"\0" * 500, b'{"_default":{}}'])
def test_a_missing_or_damaged_checkpoint_is_rebuilt_from_the_history_and_kept_aside(
    store: Store, folder: Path, path: Path, reopened: Reopened, revise: Revise, content: bytes | None
) -> None:
    revise(store, "P1", name="Look")
    store.keeping.settle(at_once=True)
    revise(store, "P2", name="Send bills")
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    now = reopened()
    assert names(now) == ["Look", "Send bills", "Sterilize"]
    assert len(now.notices) == 1
    assert now.notices[0].startswith(str(path))
    assert now.notices[0].endswith("Everything was rebuilt from the history; nothing that was saved is lost.")
    now.keeping.settle()
    assert reopened().notices == []
    aside = list((folder / "backups").glob("organization-damaged-*.json"))
    assert [path.read_bytes() for path in aside] == ([] if content is None else [content])


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir], ids=["fifo", "folder"])
def test_what_stands_in_the_checkpoints_place_and_is_no_file_is_moved_aside(
    store: Store, folder: Path, path: Path, reopened: Reopened, revise: Revise, make: Callable[[Path], None]
) -> None:
    revise(store, "P1", name="Look")
    path.unlink()
    make(path)
    now = reopened()
    assert names(now) == ["Look", "Bill", "Sterilize"]
    revise(store, "P2", name="Send bills")
    now.keeping.settle(at_once=True)
    assert path.is_file()
    assert names(reopened()) == ["Look", "Send bills", "Sterilize"]


def test_temporary_files_of_dead_programs_are_swept_and_all_else_is_left(
    store: Store, folder: Path, revise: Revise
) -> None:
    dead = os.fork()
    if not dead:
        os._exit(0)
    os.waitpid(dead, 0)
    stray = [folder / f"organization/store.json.tmp-{dead}", folder / f"lookup.tsv.tmp-{dead}"]
    stray.append(folder / f"backups/x.json.tmp-{dead}")
    kept = [folder / f"organization/store.json.tmp-{os.getppid()}", folder / "notes.tmp-mine"]
    store.keeping.back_up()
    for one in [*stray, *kept]:
        one.write_bytes(b"half")
    revise(store, "P1", name="Look")
    store.keeping.settle(at_once=True)
    assert [one.exists() for one in [*stray, *kept]] == [False, False, False, True, True]


def test_a_history_whose_older_part_is_lost_is_rebuilt_from_the_newest_backup(
    store: Store, folder: Path, path: Path, reopened: Reopened, revise: Revise, add: Callable[..., str]
) -> None:
    first = history_of(folder)
    revise(store, "P1", name="Look")
    store.keeping.back_up()
    store.clock = lambda: datetime(2027, 1, 5, tzinfo=UTC)
    revise(store, "P2", name="Send bills")
    first.unlink()
    path.unlink()
    now = reopened()
    assert names(now) == ["Look", "Send bills", "Sterilize"]
    assert not now.read_only
    assert now.notices
    assert add(now, "Archive") == "P4"
    with pytest.raises(Damaged, match="the changes before change 3 are missing"):
        now.organization_at(datetime(2026, 1, 1, tzinfo=UTC))


def test_damage_in_the_history_is_named_and_the_rest_is_shown_read_only(
    store: Store, folder: Path, reopened: Reopened, revise: Revise, ana: Actor
) -> None:
    for name in ("One", "Two", "Three"):
        revise(store, "P1", name=name)
    damage(history_of(folder), b"Two", b"Tow")
    before = everything(folder)
    now = reopened()
    assert names(now) == ["One", "Bill", "Sterilize"]
    assert f"{history_of(folder)}, line 3: its check sum does not fit" in now.read_only
    assert "Everything up to change 2 is shown" in now.read_only
    with pytest.raises(ReadOnly, match="line 3"):
        revise(now, "P2", name="Send bills")
    with pytest.raises(ReadOnly):
        now.undo(ana)
    now.keeping.settle(at_once=True)
    assert everything(folder) == before


def test_damage_that_comes_while_a_store_is_open_turns_it_read_only(
    store: Store, folder: Path, reopened: Reopened, revise: Revise, bo: Actor
) -> None:
    revise(reopened(), "P1", bo, name="Inspect")
    damage(history_of(folder), b"Inspect", b"Suspect")
    assert store.follow().anew
    assert "Everything up to change 1 is shown" in store.read_only
    with pytest.raises(ReadOnly):
        revise(store, "P2", name="Send bills")


def test_a_damaged_store_is_restored_from_a_backup_in_a_new_epoch_and_no_id_comes_twice(
    store: Store, folder: Path, path: Path, reopened: Reopened, revise: Revise, add: Callable[..., str], ana: Actor
) -> None:
    backup = store.keeping.back_up()
    add(store, "Archive")
    follower = reopened()
    revise(store, "P1", name="Look")
    damage(history_of(folder), b"Look", b"Book")
    damaged = reopened()
    assert damaged.read_only
    damaged.keeping.restore(backup, ana)
    assert not damaged.read_only
    assert names(damaged) == ["Examine", "Bill", "Sterilize"]
    assert add(damaged, "Anew") == "P5"
    assert follower.follow().anew
    assert names(follower) == ["Examine", "Bill", "Sterilize", "Anew"]
    path.unlink()
    rebuilt = reopened()
    assert names(rebuilt) == ["Examine", "Bill", "Sterilize", "Anew"]
    assert add(rebuilt, "After all") == "P6"
    assert b"Book" in (folder / "organization" / "history" / "2026-11.jsonl").read_bytes()


def test_two_who_restore_a_damaged_store_do_it_once(
    store: Store, folder: Path, reopened: Reopened, revise: Revise, add: Callable[..., str], ana: Actor, bo: Actor
) -> None:
    backup = store.keeping.back_up()
    revise(store, "P1", name="Look")
    damage(history_of(folder), b"Look", b"Book")
    first, second = reopened(), reopened()
    first.keeping.restore(backup, ana)
    added = add(first, "Archive")
    second.keeping.restore(backup, bo)
    assert add(second, "Anew") != added
    assert [line.act for line in islice(second.history(), 3)] == ["process.add", "restore", "process.add"]
    first.follow()
    assert names(first) == ["Examine", "Bill", "Sterilize", "Anew"]


def test_where_nothing_reaches_back_the_damage_is_named_and_nothing_is_written(
    store: Store, folder: Path, path: Path
) -> None:
    store.close()
    path.unlink()
    damage(history_of(folder), b"Lakeside", b"Seaside!")
    before = everything(folder)
    with pytest.raises(Damaged, match=r"store.json: the file is missing"):
        Store.open(folder)
    with pytest.raises(NotAStore, match="left as it is"):
        Store.create(folder, {}, Actor("ana", "ana"), "init")
    assert everything(folder) == before


def test_a_store_begun_and_never_finished_is_none_and_can_be_begun(folder: Path, beginning: Any, ana: Actor) -> None:
    history = folder / "organization" / "history"
    history.mkdir(parents=True)
    (folder / "organization" / "lock").touch()
    (history / "2026-11.jsonl").write_bytes(b'{"seq":1,"at":"2026-')
    with pytest.raises(NoStore, match="`workbench init` begins one"):
        Store.open(folder)
    store = Store.create(folder, beginning, ana, "init", clock=lambda: datetime(2026, 11, 22, tzinfo=UTC))
    assert len(names(store)) == 3
    store.close()


@pytest.mark.parametrize(
    "name", ["notes.txt", "organization/store.json", "backups/organization-20260101T000000Z-7.json"]
)
def test_a_folder_with_something_else_in_it_is_no_store_and_is_left_alone(folder: Path, name: str, ana: Actor) -> None:
    (folder / name).parent.mkdir(parents=True)
    (folder / name).write_text("mine")
    with pytest.raises((NotAStore, NoStore, Damaged)):
        Store.open(folder)
    with pytest.raises(NotAStore, match="is not a workbench store"):
        Store.create(folder, {}, ana, "init")
    assert everything(folder) == {str(folder / name): b"mine"}


def test_a_file_where_the_store_should_be_is_left_alone(folder: Path, ana: Actor) -> None:
    folder.write_text("mine")
    with pytest.raises(NoStore):
        Store.open(folder)
    with pytest.raises(Exception, match=r"\.$"):
        Store.create(folder, {}, ana, "init")
    assert folder.read_text() == "mine"


def test_the_checkpoint_of_another_store_is_not_taken_for_ones_own(
    store: Store, folder: Path, path: Path, tmp_path: Path, reopened: Reopened, revise: Revise, ana: Actor
) -> None:
    for name in ("One", "Two"):
        revise(store, "P1", name=name)
    other = Store.create(tmp_path / "other", {"people": {"ana": {"name": "Ana"}}}, ana, "init", clock=store.clock)
    other.close()
    shutil.copy(tmp_path / "other" / "organization" / "store.json", path)
    before = everything(folder)
    assert reopened().read_only
    assert store.follow().anew
    assert store.read_only
    assert everything(folder) == before


def test_an_old_checkpoint_put_back_by_hand_loses_nothing(
    store: Store, folder: Path, path: Path, reopened: Reopened, revise: Revise
) -> None:
    old = path.read_bytes()
    revise(store, "P1", name="Look")
    store.keeping.settle(at_once=True)
    path.write_bytes(old)
    assert names(reopened()) == ["Look", "Bill", "Sterilize"]
    revise(store, "P2", name="Send bills")
    assert names(reopened()) == ["Look", "Send bills", "Sterilize"]


def test_backups_are_kept_a_day_apart_and_rolled_over(store: Store, revise: Revise) -> None:
    for day in range(KEPT + 6):
        store.clock = lambda day=day: datetime(2027, 1, 1, tzinfo=UTC) + timedelta(days=day)  # type: ignore[misc]
        for hour in range(2):
            revise(store, "P1", name=f"Day {day}, {hour}")
            store.keeping.settle(at_once=True)
    kept = store.keeping.backups()
    assert len(kept) == KEPT
    assert [checkpoint.read(path).tables["processes"]["P1"]["name"] for path in kept][-2:] == ["Day 17, 1", "Day 18, 1"]


def test_a_disk_without_hard_links_keeps_backups_too(
    store: Store, revise: Revise, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    revise(store, "P1", name="Look")
    store.keeping.settle(at_once=True)
    assert len(store.keeping.backups()) == 1


def test_a_backup_of_another_store_is_not_restored(store: Store, tmp_path: Path, ana: Actor) -> None:
    other = Store.create(tmp_path / "other", {"people": {"ana": {"name": "Ana"}}}, ana, "init", clock=store.clock)
    backup = other.keeping.back_up()
    other.close()
    with pytest.raises(Refused, match="is a backup of another store"):
        store.keeping.restore(backup, ana)


@pytest.mark.parametrize(
    ("content", "error", "why"),
    [(None, Damaged, "there is no such backup"), (b"{}", Damaged, "_meta"), (b"", Damaged, "the file is empty")],
)
def test_what_is_no_backup_is_not_restored(
    store: Store, tmp_path: Path, ana: Actor, content: bytes | None, error: type[Exception], why: str
) -> None:
    backup = tmp_path / "backup.json"
    if content is not None:
        backup.write_bytes(content)
    with pytest.raises(error, match=why):
        store.keeping.restore(backup, ana)
    assert len(names(store)) == 3


def test_a_copy_is_a_whole_store_of_its_own(store: Store, tmp_path: Path, revise: Revise, ana: Actor) -> None:
    revise(store, "P1", name="Look")
    copy = Store.open(store.keeping.copy_to(tmp_path / "copy"), store.clock)
    copy.undo(ana)
    assert names(copy) == ["Examine", "Bill", "Sterilize"]
    assert names(store) == ["Look", "Bill", "Sterilize"]
    copy.close()
    with pytest.raises(Exists, match="copy exists already"):
        store.keeping.copy_to(tmp_path / "copy")


def test_a_line_that_was_read_and_then_taken_back_by_its_writer_does_not_stay(
    store: Store, folder: Path, reopened: Reopened, revise: Revise, bo: Actor
) -> None:
    history = history_of(folder)
    size = history.stat().st_size
    other = reopened()
    revise(other, "P1", bo, name="Inspect")
    store.follow()
    os.truncate(history, size)
    writer = reopened()
    revise(writer, "P1", bo, name="Inspect everything there is")
    assert store.follow().anew
    assert names(store) == ["Inspect everything there is", "Bill", "Sterilize"]
    assert not store.read_only


def test_a_disk_that_fails_while_one_looks_leaves_what_stood(
    store: Store, revise: Revise, monkeypatch: pytest.MonkeyPatch, reopened: Reopened, bo: Actor
) -> None:
    revise(reopened(), "P1", bo, name="Inspect")

    def fail(*_: object) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "read", fail)
    with pytest.raises(NotRead, match=r"cannot be read: Input/output error\."):
        store.follow()
    with pytest.raises(NotRead):
        revise(store, "P2", name="Send bills")
    monkeypatch.undo()
    assert names(store) == ["Examine", "Bill", "Sterilize"]
    store.follow()
    assert names(store) == ["Inspect", "Bill", "Sterilize"]


@pytest.mark.parametrize("rest", [False, True], ids=["no folder", "empty history"])
def test_without_checkpoint_and_history_the_newest_backup_is_shown_and_can_be_gone_back_to(
    store: Store, folder: Path, reopened: Reopened, revise: Revise, ana: Actor, rest: bool
) -> None:
    revise(store, "P1", name="Look")
    backup = store.keeping.back_up()
    store.close()
    shutil.rmtree(folder / "organization")
    if rest:
        (folder / "organization/history").mkdir(parents=True)
        (folder / "organization/history/2026-11.jsonl").touch()
    now = reopened()
    assert names(now) == ["Look", "Bill", "Sterilize"]
    assert str(backup) in now.read_only
    now.keeping.restore(now.keeping.backup_named(backup.name), ana)
    assert not now.read_only
    revise(now, "P2", name="Send bills")
    assert names(reopened()) == ["Look", "Send bills", "Sterilize"]


def test_a_store_is_copied_as_it_is_where_nothing_can_be_changed(
    store: Store, folder: Path, tmp_path: Path, reopened: Reopened, revise: Revise
) -> None:
    revise(store, "P1", name="Look")
    with history_of(folder).open("ab") as file:
        file.write(b"no line\n")
    now = reopened()
    assert now.read_only
    copy = now.keeping.copy_to(tmp_path / "copy")
    assert history_of(copy).read_bytes() == history_of(folder).read_bytes()


def test_a_copy_of_a_store_can_be_gone_back_to(store: Store, tmp_path: Path, revise: Revise, ana: Actor) -> None:
    copy = store.keeping.copy_to(tmp_path / "copy")
    revise(store, "P1", name="Look")
    store.keeping.restore(store.keeping.backup_named(str(copy)), ana)
    assert names(store) == ["Examine", "Bill", "Sterilize"]


def test_a_line_that_is_no_json_is_named_in_words_with_the_way_out(
    store: Store, folder: Path, reopened: Reopened
) -> None:
    with history_of(folder).open("ab") as file:
        file.write(b"no line\n")
    assert "line 2: it is no JSON." in reopened().read_only
    assert "`workbench restore BACKUP` goes back to one" in reopened().read_only
