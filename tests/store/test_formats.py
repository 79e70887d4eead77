"""What earlier versions wrote opens for ever; what later ones wrote is refused and left as it is.

`formats/1` was written by the first version and is never written again. A format 2 is made up
here: in it a process has a title instead of a name.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from workbench.store import checkpoint
from workbench.store.edits import Tables
from workbench.store.errors import Damaged, NewerFormat
from workbench.store.lines import Actor
from workbench.store.space import Space
from workbench.store.store import Store

FORMATS = Path(__file__).with_name("formats")
ANA = Actor("ana", "ana")
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """A copy of a store as the first version wrote it: a checkpoint, and three lines behind it."""
    return Path(shutil.copytree(FORMATS / "1", tmp_path / "first"))


@pytest.fixture
def second(folder: Path) -> Iterator[Callable[[], Space]]:
    """Opens the store's space with a version that knows format 2."""
    opened: list[Space] = []

    def opening() -> Space:
        opened.append(Space(folder / "organization", folder / "backups", format=2, steps={1: names_become_titles}))
        opened[-1].load()
        return opened[-1]

    yield opening
    for space in opened:
        space.close()


def names_become_titles(tables: Tables) -> Tables:
    processes = {
        record: {("title" if field == "name" else field): value for field, value in doc.items()}
        for record, doc in tables["processes"].items()
    }
    return {**tables, "processes": processes}


def change(space: Space, path: str, old: Any, new: Any) -> None:
    with space.writing():
        edits = {path: [old, new]}
        space.refuse_conflicts(edits)
        space.append(ANA, "process.set", edits, NOW)


def titles(space: Space) -> list[str]:
    return [doc["title"] for _, doc in sorted(space.tables["processes"].items())]


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != "lock"}


EXPECTED: dict[str, dict[str, dict[str, Any]]] = json.loads((FORMATS / "1.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("without", [None, "organization/store.json"])
def test_what_the_first_version_wrote_opens_and_takes_changes(first: Path, without: str | None) -> None:
    if without:
        (first / without).unlink()
    store = Store.open(first, lambda: NOW)
    assert store.space.tables == {**EXPECTED, "handoffs": {}}
    assert not store.read_only
    assert store.broken() == []
    assert store.keeping.differs_from_history() == []
    assert [line.act for line in store.history()] == ["redo", "undo", "process.set", "process.add", "init"]
    assert set(store.organization_at(datetime(2026, 11, 22, 9, 1, tzinfo=UTC)).processes) == {"P1", "P2", "P3"}
    store.undo(ANA)
    store.keeping.settle(at_once=True)
    store.close()
    assert Store.open(first).organization.processes["P1"].name == "Examine"


def test_what_the_first_version_kept_as_a_backup_can_be_restored(first: Path) -> None:
    store = Store.open(first, lambda: NOW)
    backup = store.keeping.backups()[0]
    store.keeping.restore(backup, ANA)
    assert sorted(store.organization.processes) == ["P1", "P2", "P3"]
    store.close()


def test_an_older_format_is_read_in_the_new_one_and_nothing_is_written_until_a_change(
    store: Store, folder: Path, second: Callable[[], Space]
) -> None:
    before = everything(folder)
    space = second()
    assert titles(space) == ["Examine", "Bill", "Sterilize"]
    assert not space.checkpoint(NOW)
    assert everything(folder) == before


def test_the_first_change_migrates_and_keeps_the_old_files_as_they_were(
    store: Store, folder: Path, revise: Callable[..., None], second: Callable[[], Space]
) -> None:
    revise(store, "P1", name="Look")
    store.close()
    before = everything(folder)
    change(second(), "P2.title", "Bill", "Send bills")
    now = everything(folder)
    history = str(folder / "organization" / "history" / "2026-11.jsonl")
    assert now[history] == before[history]
    assert before[str(folder / "organization" / "store.json")] in now.values()
    assert titles(second()) == ["Look", "Send bills", "Sterilize"]
    assert [line.act for line in second().history.backwards()] == ["process.set", "migrate", "process.set", "init"]


def test_a_migrated_store_whose_checkpoint_is_lost_is_rebuilt_in_its_new_format(
    store: Store, folder: Path, second: Callable[[], Space]
) -> None:
    space = second()
    change(space, "P2.title", "Bill", "Send bills")
    change(space, "P1.title", "Examine", "Look")
    old = (folder / "organization" / "history" / "2026-11.jsonl").read_bytes()
    (folder / "organization" / "store.json").unlink()
    rebuilt = second()
    assert titles(rebuilt) == ["Look", "Send bills", "Sterilize"]
    change(rebuilt, "P3.title", "Sterilize", "Clean")
    rebuilt.checkpoint(NOW)
    assert titles(second()) == ["Look", "Send bills", "Clean"]
    assert (folder / "organization" / "history" / "2026-11.jsonl").read_bytes() == old


def test_an_old_checkpoint_put_back_over_a_migrated_store_is_left_and_rebuilt(
    store: Store, folder: Path, second: Callable[[], Space]
) -> None:
    path = folder / "organization" / "store.json"
    old = path.read_bytes()
    change(second(), "P2.title", "Bill", "Send bills")
    path.write_bytes(old)
    space = second()
    assert titles(space) == ["Examine", "Send bills", "Sterilize"]
    assert ["older than the history" in notice for notice in space.notices] == [True]


def test_an_older_format_without_a_checkpoint_is_known_by_its_first_line(
    store: Store, folder: Path, second: Callable[[], Space]
) -> None:
    (folder / "organization" / "store.json").unlink()
    space = second()
    assert titles(space) == ["Examine", "Bill", "Sterilize"]
    change(space, "P2.title", "Bill", "Send bills")
    assert titles(second()) == ["Examine", "Send bills", "Sterilize"]


def test_an_edit_by_hand_in_the_old_format_is_migrated_with_the_rest(
    store: Store, folder: Path, second: Callable[[], Space]
) -> None:
    path = folder / "organization" / "store.json"
    path.write_text(path.read_text().replace("Sterilize", "Clean"))
    space = second()
    assert titles(space) == ["Examine", "Bill", "Clean"]
    change(space, "P2.title", "Bill", "Send bills")
    assert titles(second()) == ["Examine", "Send bills", "Clean"]
    lines = list(second().history.backwards())
    assert [(line.act, line.edits) for line in lines][1:3] == [
        ("migrate", {}),
        ("hand-edit", {"P3.name": ["Sterilize", "Clean"]}),
    ]


def test_a_backup_of_an_older_format_is_restored_in_the_new_one(
    store: Store, folder: Path, second: Callable[[], Space]
) -> None:
    backup = store.keeping.back_up()
    space = second()
    change(space, "P2.title", "Bill", "Send bills")
    space.restore(checkpoint.read(backup, newest=2), ANA, NOW)
    assert titles(space) == ["Examine", "Bill", "Sterilize"]
    assert titles(second()) == ["Examine", "Bill", "Sterilize"]


def test_a_session_of_the_older_version_writes_nothing_more_and_still_shows_what_it_knew(
    store: Store, folder: Path, second: Callable[[], Space], revise: Callable[..., None]
) -> None:
    change(second(), "P2.title", "Bill", "Send bills")
    before = everything(folder)
    with pytest.raises(NewerFormat, match=r"has format 2 .*, this version knows 1\. Use a newer workbench"):
        store.follow()
    for _ in range(2):
        with pytest.raises(NewerFormat):
            revise(store, "P1", name="Look")
    assert store.organization.processes["P2"].name == "Bill"
    assert everything(folder) == before


@pytest.mark.parametrize("without", [None, "store.json"])
def test_a_newer_format_is_refused_with_a_sentence_and_left_as_it_is(
    store: Store, folder: Path, second: Callable[[], Space], without: str | None
) -> None:
    store.close()
    change(second(), "P2.title", "Bill", "Send bills")
    if without:
        (folder / "organization" / without).unlink()
    before = everything(folder)
    with pytest.raises((NewerFormat, Damaged)):
        Store.open(folder)
    assert everything(folder) == before
