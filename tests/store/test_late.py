"""A table that is read at the first look holds what was put in and taken out before, and is written as it was."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from workbench.domain.feedback import Feedback
from workbench.domain.readings import Reading
from workbench.store.late import LateTable
from workbench.store.lines import Actor
from workbench.store.store import Store

RAW = b'{\n"R1":{"on":"2026-01-01"},\n"R2":{"on":"2026-01-02"}\n}'


def test_what_was_put_in_before_the_first_look_stands_in_it() -> None:
    table = LateTable(RAW)
    table["R3"] = {"on": "2026-01-03"}
    table["R2"] = {"on": "2026-02-02"}
    table.pop("R1", None)
    assert {**table} == {"R2": {"on": "2026-02-02"}, "R3": {"on": "2026-01-03"}}
    assert "R1" not in table
    assert len(table) == 2


def test_an_untouched_table_is_written_as_it_was_read_and_a_touched_one_anew() -> None:
    table = LateTable(RAW)
    assert table.raw == RAW
    table["R3"] = {}
    assert table.raw == b""
    assert dict(LateTable(RAW)) == json.loads(RAW)
    assert LateTable(RAW) == json.loads(RAW)
    assert bool(LateTable(RAW))


def test_what_is_about_one_process_is_found_while_the_others_wait() -> None:
    docs = {
        "R1": {"process": "P1", "note": 'she wrote "process":"P2"'},
        "R2": {"process": "P2"},
        "R3": {"process": "P21"},
        "R4": {"process": "P2"},
        "R5": {"process": "P3", "part": {"process": "P2"}},
        "R6": {"process": "P2"},
    }
    rows = ",\n".join(f'"{record}":{json.dumps(doc, separators=(",", ":"))}' for record, doc in docs.items())
    table = LateTable(f"{{\n{rows}\n}}".encode())
    table.pop("R4", None)
    table["R6"] = {"process": "P1"}
    table["R7"] = {"process": "P2"}
    assert table.where("process", "P2") == ["R2", "R7"]
    assert table["R2"] == {"process": "P2"}
    assert table["R7"] == {"process": "P2"}
    assert table.where("process", "P9") == []
    assert table.get("R3") == {"process": "P21"}
    assert list(table) == ["R1", "R2", "R3", "R5", "R6", "R7"]
    assert table.where("process", "P2") is None


def taken(store: Store, actor: Actor) -> Reading:
    with store.dated.change(actor, "reading.add") as change:
        day = date(2026, 11, 20)
        reading = Reading(id=change.new_id("R"), process="P1", measure="M1", on=day, actual="47 min")
        change.put(None, reading)
    return reading


def test_feedback_is_written_beside_readings_that_nobody_looked_into(
    store: Store, folder: Path, reopened: Callable[[], Store], ana: Actor
) -> None:
    reading = taken(store, ana)
    store.keeping.settle(at_once=True)
    other = reopened()
    with other.dated.change(ana, "feedback.add") as change:
        change.put(None, Feedback(id=change.new_id("F"), process="P1", on=date(2026, 11, 21), text="Good."))
    assert isinstance(table := other.dated.tables["readings"], LateTable)
    assert table.raw
    other.keeping.settle(at_once=True)
    assert table.raw
    third = reopened()
    assert third.dated.of(Reading, "P1") == [reading]
    assert [said.text for said in third.dated.of(Feedback, "P1")] == ["Good."]


def test_a_tail_of_new_readings_does_not_wake_the_old_ones_and_is_all_there(
    store: Store, reopened: Callable[[], Store], ana: Actor
) -> None:
    first = taken(store, ana)
    store.keeping.settle(at_once=True)
    second = taken(store, ana)
    other = reopened()
    assert other.dated.of(Feedback, "P1") == []
    assert other.dated.of(Reading, "P1") == [first, second]
    with other.dated.change(ana, "reading.set") as change:
        change.put(first, replace(first, actual="48 min"))
    store.follow()
    assert store.dated.get("R1").actual == "48 min"
