"""Dated records stand in a space of their own: made by the first, opened by the first question, undone in order."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from workbench.domain.errors import Refused
from workbench.domain.feedback import Feedback
from workbench.domain.readings import Reading
from workbench.store.errors import ChangedElsewhere, Damaged, ReadOnly
from workbench.store.lines import Actor
from workbench.store.store import Store

DAY = date(2026, 11, 20)


def read(store: Store, actor: Actor, actual: str = "47 min", process: str = "P1", on: date = DAY) -> Reading:
    with store.dated.change(actor, "reading.add") as change:
        reading = Reading(id=change.new_id("R"), process=process, measure="M1", on=on, actual=actual, by=actor.by)
        change.put(None, reading)
    return reading


def rename(store: Store, actor: Actor, name: str) -> None:
    seen = store.organization.processes["P1"]
    with store.change(actor, "process.set") as change:
        change.put(seen, replace(seen, name=name))


def test_a_store_without_dated_records_is_simply_empty(store: Store, folder: Path) -> None:
    assert store.dated.all(Reading) == []
    assert store.dated.of(Feedback, "P1") == []
    assert not (folder / "records").exists()


def test_the_first_record_makes_the_space_and_another_program_reads_it(
    store: Store, reopened: Callable[[], Store], ana: Actor
) -> None:
    reading = read(store, ana)
    assert reading.id == "R1"
    assert reopened().dated.of(Reading, "P1") == [reading]
    assert reopened().dated.of(Reading, "P2") == []


def test_the_first_record_of_another_program_is_found_once_it_is_followed(
    store: Store, reopened: Callable[[], Store], ana: Actor
) -> None:
    assert store.dated.of(Reading, "P1") == []
    reading = read(reopened(), ana)
    store.follow()
    assert store.dated.of(Reading, "P1") == [reading]


def test_a_first_record_is_written_beside_one_of_another_program_that_was_first(
    store: Store, reopened: Callable[[], Store], ana: Actor
) -> None:
    assert store.dated.of(Reading, "P1") == []
    readings = [read(reopened(), ana), read(store, ana)]
    assert store.dated.of(Reading, "P1") == readings


def test_what_does_not_ask_for_dated_records_never_opens_their_files(
    store: Store, reopened: Callable[[], Store], ana: Actor
) -> None:
    read(store, ana)
    other = reopened()
    assert other.organization.process("P1").name == "Examine"
    assert other.keeping.look_up()
    other.keeping.settle()
    assert not other.dated.is_open


def test_records_of_one_process_come_oldest_first_whatever_order_they_were_written_in(store: Store, ana: Actor) -> None:
    later = read(store, ana, on=DAY)
    earlier = read(store, ana, on=date(2026, 1, 2))
    read(store, ana, process="P2")
    assert store.dated.of(Reading, "P1") == [earlier, later]
    assert store.dated.latest(Reading, "P1", "measure") == {"M1": later}


def test_undo_takes_back_the_newest_change_in_whichever_space_it_stands(store: Store, ana: Actor) -> None:
    rename(store, ana, "Look")
    reading = read(store, ana)
    rename(store, ana, "Look and tell")
    assert store.undo(ana).act == "process.set"
    assert store.organization.processes["P1"].name == "Look"
    assert store.undo(ana).act == "reading.add"
    assert store.dated.all(Reading) == []
    assert store.undo(ana).act == "process.set"
    assert store.organization.processes["P1"].name == "Examine"
    assert [store.redo(ana).act for _ in range(3)] == ["process.set", "reading.add", "process.set"]
    assert store.dated.all(Reading) == [reading]


def test_within_one_second_the_line_tells_which_change_of_the_other_space_it_stood_by(
    folder: Path, beginning: Any, ana: Actor
) -> None:
    from datetime import UTC, datetime

    store = Store.create(folder, beginning, ana, "init", clock=lambda: datetime(2026, 11, 22, 9, tzinfo=UTC))
    for number in range(3):
        rename(store, ana, f"Name {number}")
        read(store, ana)
    acts = [store.undo(ana).act for _ in range(6)]
    assert acts == ["reading.add", "process.set"] * 3
    store.close()


def test_one_person_never_undoes_the_reading_of_another(store: Store, ana: Actor, bo: Actor) -> None:
    read(store, ana)
    with pytest.raises(Refused, match="nothing of yours"):
        store.undo(bo)


def test_what_others_write_is_followed_once_something_was_asked(
    store: Store, reopened: Callable[[], Store], ana: Actor, bo: Actor
) -> None:
    read(store, ana)
    other = reopened()
    assert len(other.dated.all(Reading)) == 1
    read(store, bo)
    assert other.follow()
    assert [reading.by for reading in other.dated.of(Reading, "P1")] == ["ana", "bo"]


def test_a_space_begun_by_another_program_meanwhile_is_added_to(
    store: Store, reopened: Callable[[], Store], ana: Actor, bo: Actor
) -> None:
    other = reopened()
    assert other.dated.all(Reading) == []
    read(store, ana)
    assert read(other, bo).id == "R2"
    store.follow()
    assert len(store.dated.of(Reading, "P1")) == 2


def test_a_record_that_somebody_changed_meanwhile_is_not_overwritten(
    store: Store, reopened: Callable[[], Store], ana: Actor, bo: Actor
) -> None:
    seen = read(store, ana)
    other = reopened()
    with other.dated.change(bo, "reading.set") as change:
        change.put(seen, replace(seen, actual="50 min"))
    with pytest.raises(ChangedElsewhere), store.dated.change(ana, "reading.set") as change:
        change.put(seen, replace(seen, actual="45 min"))
    assert store.dated.get("R1").actual == "50 min"


def test_a_record_about_no_process_of_the_organization_is_refused(store: Store, ana: Actor) -> None:
    with pytest.raises(Refused, match="P77, which is no process here"):
        read(store, ana, process="P77")
    assert store.dated.all(Reading) == []


def test_an_edit_by_hand_enters_the_history_of_the_records(
    store: Store, folder: Path, reopened: Callable[[], Store], ana: Actor
) -> None:
    read(store, ana)
    store.keeping.settle(at_once=True)
    path = folder / "records" / "store.json"
    path.write_text(path.read_text(encoding="utf-8").replace("47 min", "48 min"), encoding="utf-8")
    other = reopened()
    assert other.dated.get("R1").actual == "48 min"
    read(other, ana)
    assert [line.act for line in other.dated.backwards()] == ["reading.add", "hand-edit", "reading.add", "begin"]


def test_an_edit_by_hand_that_is_no_record_is_set_aside_and_hides_nothing(
    store: Store, folder: Path, reopened: Callable[[], Store], ana: Actor
) -> None:
    read(store, ana)
    kept = read(store, ana, process="P2")
    store.keeping.settle(at_once=True)
    path = folder / "records" / "store.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"process":"P1"', '"process":"P99"'), encoding="utf-8")
    other = reopened()
    assert other.dated.of(Reading, "P2") == [kept]
    space = other.dated.space
    assert space
    assert any("P99" in notice for notice in space.notices)
    assert len(other.dated.of(Reading, "P1")) == 1


def test_without_its_checkpoint_the_space_is_rebuilt_from_its_history(
    store: Store, folder: Path, reopened: Callable[[], Store], ana: Actor
) -> None:
    reading = read(store, ana)
    store.keeping.settle(at_once=True)
    (folder / "records" / "store.json").unlink()
    assert reopened().dated.all(Reading) == [reading]


def test_a_backup_and_a_copy_hold_the_records_too_and_a_restore_brings_them_back(
    store: Store, folder: Path, tmp_path: Path, ana: Actor
) -> None:
    reading = read(store, ana)
    store.keeping.back_up()
    backup = [path for path in store.keeping.backups() if path.name.startswith("records-")][-1]
    store.keeping.copy_to(tmp_path / "copy")
    with store.dated.change(ana, "reading.delete") as change:
        change.remove(reading.id)
    store.keeping.restore(backup, ana)
    assert store.dated.all(Reading) == [reading]
    store.undo(ana)
    assert store.dated.all(Reading) == []
    assert store.keeping.restore_named(str(tmp_path / "copy"), ana)
    assert store.dated.all(Reading) == [reading]
    assert store.organization.processes["P1"].name == "Examine"
    assert read(store, ana).id == "R2"


def test_the_checkpoint_holds_one_record_a_line_for_grep(store: Store, folder: Path, ana: Actor) -> None:
    read(store, ana)
    store.keeping.settle(at_once=True)
    text = (folder / "records" / "store.json").read_text(encoding="utf-8")
    assert '"R1":{"process":"P1","measure":"M1","on":"2026-11-20","actual":"47 min","by":"ana"}' in text
    assert json.loads(text)["readings"].keys() == {"R1"}


def test_a_record_whose_process_was_deleted_is_found_adrift(store: Store, ana: Actor) -> None:
    read(store, ana, process="P2")
    seen = store.organization.processes["P2"]
    with store.change(ana, "process.delete") as change:
        change.put(seen, None)
    assert list(store.dated.adrift()) == [("R1", "P2")]


def test_the_newest_reading_of_each_measure_is_known_after_every_change(
    store: Store, reopened: Callable[[], Store], ana: Actor, bo: Actor
) -> None:
    def newest(of: Store) -> str:
        found = of.dated.latest(Reading, "P1", "measure")
        return found["M1"].id if found else ""

    assert newest(store) == ""
    first = read(store, ana, on=date(2026, 1, 1))
    assert newest(store) == first.id
    second = read(store, ana, on=date(2026, 1, 8))
    assert newest(store) == second.id
    with store.dated.change(ana, "reading.set") as change:
        change.put(second, replace(second, on=date(2025, 1, 1)))
    assert newest(store) == first.id
    store.undo(ana)
    assert newest(store) == second.id
    other = reopened()
    assert newest(other) == second.id
    third = read(other, bo, on=date(2026, 1, 9))
    store.follow()
    assert newest(store) == third.id
    with store.dated.change(ana, "reading.delete") as change:
        change.remove(third.id)
    assert newest(store) == second.id


def test_dated_records_that_cannot_be_read_hide_nothing_of_the_organization_and_stop_none_of_its_changes(
    store: Store, folder: Path, reopened: Callable[[], Store], ana: Actor
) -> None:
    read(store, ana)
    store.keeping.settle(at_once=True)
    (folder / "records" / "store.json").write_text("{", encoding="utf-8")
    for path in [*(folder / "records" / "history").iterdir(), *(folder / "backups").glob("records-*")]:
        path.write_text("no line\n", encoding="utf-8")
    other = reopened()
    rename(other, ana, "Look")
    assert other.organization.processes["P1"].name == "Look"
    with pytest.raises(Damaged):
        other.dated.all(Reading)


def test_dated_records_that_are_only_read_let_the_changes_of_the_organization_be_undone(
    store: Store, folder: Path, reopened: Callable[[], Store], ana: Actor
) -> None:
    first = read(store, ana)
    store.keeping.settle(at_once=True)
    read(store, ana)
    history = next((folder / "records" / "history").iterdir())
    lines = history.read_bytes().splitlines(keepends=True)
    history.write_bytes(b"".join([*lines[:-1], b"no line\n"]))
    other = reopened()
    rename(other, ana, "Look")
    assert other.dated.all(Reading) == [first]
    assert other.dated.space
    assert other.dated.space.read_only
    assert other.undo(ana).act == "process.set"
    with pytest.raises(ReadOnly):
        read(other, ana)
