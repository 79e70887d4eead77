"""The look-up table brought up to date by the history's tail is the one that would be made anew."""

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.domain.errors import WorkbenchError
from workbench.domain.people import Person
from workbench.domain.process import Process
from workbench.store import lookup
from workbench.store.edits import Tables
from workbench.store.lines import Actor
from workbench.store.lookup import Row
from workbench.store.store import Store


def lines(text: str | None) -> list[str] | None:
    """The rows of a table, None for one that must be made anew."""
    return None if text is None else text.split("\n")[:-1]


SCALE = int(os.environ.get("WORKBENCH_TEST_SCALE", "1"))
ANA = Actor("ana", "ana")

names = st.sampled_from(["Bill", "Examine", "Zähne", "Ω & co", "with, comma", "歯"])
free_texts = st.frozensets(st.sampled_from(["daily", "a,b", "a", "b", "Room 5, left", "x"]), max_size=3)
people = st.sampled_from(["ana", "bo", "cy", "desk"])
processes = st.sampled_from([f"P{number}" for number in range(1, 7)])

process_fields = st.one_of(
    st.fixed_dictionaries({"name": names}),
    st.fixed_dictionaries({"code": st.sampled_from(["", "B1", "1.2"])}),
    st.fixed_dictionaries({"owner": st.none() | people}),
    st.fixed_dictionaries({"coach": st.none() | people}),
    st.fixed_dictionaries({"performers": st.frozensets(people, max_size=3)}),
    st.fixed_dictionaries({"tags": free_texts}),
    st.fixed_dictionaries({"parent": st.none() | processes}),
    st.fixed_dictionaries({"rank": st.sampled_from(["b", "n", "t"])}),
    st.fixed_dictionaries({"retired": st.none() | st.just(date(2026, 11, 1))}),
    st.fixed_dictionaries({"named_owner": st.sampled_from(["", "Dr. Who"])}),
    st.fixed_dictionaries({"purpose": names, "importance": st.integers(1, 5)}),
)
person_fields = st.one_of(
    st.fixed_dictionaries({"name": names}),
    st.fixed_dictionaries({"contacts": free_texts}),
    st.fixed_dictionaries({"left": st.none() | st.just(date(2026, 11, 1))}),
    st.fixed_dictionaries({"team": st.booleans()}),
    st.fixed_dictionaries({"members": st.frozensets(people, max_size=2)}),
    st.fixed_dictionaries({"public_key": names}),
)
acts = st.one_of(
    st.tuples(st.just("process"), processes, process_fields),
    st.tuples(st.just("person"), people, person_fields),
    st.tuples(st.just("add"), names, process_fields),
    st.tuples(st.just("join"), people, person_fields),
    st.tuples(st.just("delete"), processes | people, st.just({})),
    st.tuples(st.just("undo"), st.just(""), st.just({})),
)


def _carry_out(store: Store, act: str, about: str, fields: dict[str, Any]) -> None:
    if act == "undo":
        store.undo(ANA)
        return
    with store.change(ANA, act) as change:
        organization = change.organization
        if act == "process" and about in organization.processes:
            process = organization.processes[about]
            change.put(process, replace(process, **fields))
        elif act == "person" and about in organization.people:
            person = organization.people[about]
            change.put(person, replace(person, **fields))
        elif act == "add":
            change.put(None, replace(Process(id=change.new_id("P"), name=about), **fields))
        elif act == "join" and not change.was_used(about):
            change.put(None, replace(Person(id=about, name=about.title()), **fields))
        elif act == "delete" and (about in organization.processes or about in organization.people):
            change.remove(about)


@pytest.mark.parametrize("settled_after", [0, 4])
def test_a_table_brought_up_to_date_equals_a_fresh_one(settled_after: int) -> None:
    @settings(max_examples=40 * SCALE)
    @given(st.lists(acts, min_size=1, max_size=14))
    def holds(changes: list[tuple[str, str, dict[str, Any]]]) -> None:
        home = Path(tempfile.mkdtemp(prefix="workbench-lookup-"))
        try:
            tables: Tables = {
                "organization": {"organization": {"name": "Lakeside"}},
                "people": {"ana": {"name": "Ana"}, "bo": {"name": "Bo"}, "desk": {"name": "Desk", "team": True}},
                "processes": {"P1": {"name": "Examine", "tags": ["a", "a,b"]}, "P2": {"name": "Bill", "parent": "P1"}},
            }
            store = Store.create(home / "store", tables, ANA, "init", clock=lambda: datetime(2026, 11, 22, tzinfo=UTC))
            for number, (act, about, fields) in enumerate(changes):
                try:
                    _carry_out(store, act, about, fields)
                except WorkbenchError:
                    continue
                found = lines(lookup.read(str(home / "store")))
                table = (home / "store" / lookup.NAME).read_bytes()
                fresh = store.keeping.look_up()
                if found is not None:
                    assert sorted(found) == sorted(fresh)
                    assert [line for line in found if Row(line.split("\t")).is_process] == [
                        line for line in fresh if Row(line.split("\t")).is_process
                    ]
                if number < settled_after:
                    assert lines(lookup.read(str(home / "store"))) == fresh
                else:
                    (home / "store" / lookup.NAME).write_bytes(table)
            store.close()
        finally:
            shutil.rmtree(home)

    holds()


def test_a_table_is_brought_up_to_date_without_being_made_anew(
    store: Store, folder: Path, revise: Callable[..., None], add: Callable[..., str]
) -> None:
    revise(store, "P2", owner="ana", performers=frozenset({"ana", "bo"}))
    add(store, "Archive", owner="bo")
    found = lines(lookup.read(str(folder)))
    assert found is not None
    rows = [Row(line.split("\t")) for line in found]
    assert [(row.id, row.place, row.owner, row.performers) for row in rows if row.is_process] == [
        ("P1", "1", "ana", ""),
        ("P3", "1.1", "", ""),
        ("P4", "2", "bo", ""),
        ("P2", "3", "ana", "ana,bo"),
    ]


def test_a_change_of_a_set_of_free_texts_has_the_table_made_anew(
    store: Store, folder: Path, revise: Callable[..., None]
) -> None:
    revise(store, "P1", tags=frozenset({"clinic", "a,b"}))
    assert lines(lookup.read(str(folder))) is None
    fresh = store.keeping.look_up()
    assert lines(lookup.read(str(folder))) == fresh


@pytest.mark.parametrize(
    "garbled",
    [
        b"",
        b"\n",
        b"\xff\xfe",
        b"workbench-lookup-0\t1-2-3\t2026-11.jsonl\t0\n",
        b"workbench-lookup-4\tno\ttabs",
        b"who owns what\nana\n",
    ],
)
def test_a_garbled_table_is_made_anew(store: Store, folder: Path, garbled: bytes) -> None:
    (folder / lookup.NAME).write_bytes(garbled)
    assert lines(lookup.read(str(folder))) is None
    fresh = store.keeping.look_up()
    assert lines(lookup.read(str(folder))) == fresh


@pytest.mark.parametrize("place", ["lookup.tsv", "organization/store.json", "organization/history/2026-11.jsonl"])
def test_a_table_without_what_it_folds_is_made_anew(store: Store, folder: Path, place: str) -> None:
    assert lines(lookup.read(str(folder))) is not None
    (folder / place).unlink()
    assert lines(lookup.read(str(folder))) is None


def test_a_table_is_made_anew_when_the_checkpoint_was_edited_or_replaced(
    store: Store, folder: Path, add: Callable[..., str]
) -> None:
    before = (folder / lookup.NAME).read_bytes()
    path = folder / "organization" / "store.json"
    path.write_text(path.read_text().replace("Bill", "Kill"))
    assert lines(lookup.read(str(folder))) is None
    add(store, "Archive")
    store.keeping.settle(at_once=True)
    assert lines(lookup.read(str(folder))) is not None
    (folder / lookup.NAME).write_bytes(before)
    assert lines(lookup.read(str(folder))) is None


def test_a_table_whose_history_was_cut_or_changed_is_made_anew(
    store: Store, folder: Path, add: Callable[..., str]
) -> None:
    history = next((folder / "organization" / "history").iterdir())
    folded = history.stat().st_size
    add(store, "Archive")
    add(store, "Audit")
    whole = history.read_bytes()
    history.write_bytes(whole[: folded - 1])
    assert lines(lookup.read(str(folder))) is None
    history.write_bytes(whole.replace(b"Archive", b"Orchive"))
    assert lines(lookup.read(str(folder))) is None
    history.write_bytes(whole[:-9])
    found = lines(lookup.read(str(folder)))
    assert found is not None
    assert len([line for line in found if "\tprocess\t" in line]) == 4


def test_the_files_of_an_earlier_epoch_are_no_part_of_the_tail(
    store: Store, folder: Path, add: Callable[..., str], reopened: Callable[[], Store]
) -> None:
    add(store, "Archive")
    store.keeping.back_up()
    add(store, "Audit")
    history = next((folder / "organization" / "history").iterdir())
    history.write_bytes(history.read_bytes().replace(b"Audit", b"Oudit"))
    damaged = reopened()
    assert damaged.read_only
    damaged.keeping.restore(damaged.keeping.backups()[-1], ANA)
    add(damaged, "Anew")
    found = lines(lookup.read(str(folder)))
    assert found is not None
    assert found == damaged.keeping.look_up()
    assert [Row(line.split("\t")).name for line in found][:5] == ["Examine", "Sterilize", "Archive", "Anew", "Bill"]


def test_a_damaged_store_is_looked_up_in_but_nothing_is_written(
    store: Store, folder: Path, add: Callable[..., str], reopened: Callable[[], Store]
) -> None:
    add(store, "Archive")
    history = next((folder / "organization" / "history").iterdir())
    history.write_bytes(history.read_bytes().replace(b"Archive", b"Orchive"))
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    damaged = reopened()
    assert len(damaged.keeping.look_up()) == 5
    damaged.keeping.settle(at_once=True)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
