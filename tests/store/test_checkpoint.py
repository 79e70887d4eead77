"""The checkpoint: read back as it was written, strict about what people and disks do to it."""

import json
import os
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.store.checkpoint import Meta, encode, read, untouched_meta
from workbench.store.edits import Tables, no_tables
from workbench.store.errors import Damaged, NewerFormat, StoreError
from workbench.store.store import Store

META = Meta("s1", 2, 412, "2026-11-22T09:41:07Z", "2026-11-e2.jsonl", 7041, {"P": 9}, frozenset({"old"}), 1, "0.1.0")

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
documents = st.dictionaries(texts, json_values, max_size=3)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.json"


@given(
    st.dictionaries(st.sampled_from(["P1", "P2", "“P”\n"]), documents), st.dictionaries(texts, documents, max_size=2)
)
def test_tables_read_back_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, processes: Tables, unknown: Any
) -> None:
    path = tmp_path_factory.getbasetemp() / "checkpoint.json"
    tables = no_tables() | {"processes": processes, "later version": unknown}
    path.write_bytes(encode(META, tables))
    point = read(path)
    assert (point.meta, point.tables, point.edited) == (META, tables, "")
    assert json.loads(path.read_bytes())["processes"] == processes


def test_one_document_stands_on_each_line_sorted() -> None:
    tables = no_tables() | {"processes": {"P2": {"name": "Bill"}, "P1": {"name": "Examine"}}}
    assert b'\n"P1":{"name":"Examine"},\n"P2":{"name":"Bill"}\n' in encode(META, tables)


def test_what_is_reformatted_or_edited_keeps_its_meta_and_is_known_as_edited(path: Path) -> None:
    content = json.loads(encode(META, no_tables() | {"processes": {"P1": {"name": "Examine"}}}))
    content["processes"]["P1"]["name"] = "Look"
    path.write_text(json.dumps(content, indent=2, sort_keys=True))
    point = read(path)
    assert point.edited
    assert (point.meta, point.tables["processes"]) == (META, {"P1": {"name": "Look"}})
    assert untouched_meta(path) is None


BODY = '{"name":"Examine"}'


@pytest.mark.parametrize(
    ("old", "new", "where", "why"),
    [
        (BODY, '{"name":"Examine","name":"Look"}', "", "“name” stands twice in one object"),
        (BODY, '{"name":NaN}', "", "NaN is no number JSON knows"),
        (BODY, '{"name":-Infinity}', "", "-Infinity is no number JSON knows"),
        (BODY, '{"name":1e400}', "", "1e400 is too large a number"),
        (BODY, '{"name":' + "9" * 5000 + "}", "", "a number of 5,000 digits is too large"),
        (BODY, '{"name":' + "[" * 100_000 + "]" * 100_000 + "}", "", "it is nested too deeply"),
        (BODY, '{"name":"\\ud800"}', "", "it holds half a character, a lone surrogate"),
        (BODY, '{"name":"Examine"', "line 9, column 1", "it is no JSON: Expecting ',' delimiter"),
        (BODY, '{"name":"Exa\nmine"}', "line 6, column 18", "it is no JSON: Invalid control character at"),
        ('"processes":{', '"processes":[{', "line 8, column 11", "it is no JSON: Expecting ',' delimiter"),
        ('"people":{}', '"peopel":{}', "", "the table “people” is missing"),
        ('"people":{}', '"people":[]', "", "the table “people” must be an object"),
        (
            '"_meta":{',
            '"_meta":{"extra":1,',
            "",
            "its _meta, which only the workbench writes, is missing or was changed",
        ),
        ('"_meta":{', '"meta":{', "", "its _meta, which only the workbench writes, is missing or was changed"),
        ('"seq":412', '"seq":413', "", "its _meta, which only the workbench writes, is missing or was changed"),
    ],
)
def test_a_file_that_is_not_sound_is_damaged_and_says_where_and_why(
    path: Path, old: str, new: str, where: str, why: str
) -> None:
    text = encode(META, no_tables() | {"processes": {"P1": {"name": "Examine"}}}).decode()
    assert old in text
    path.write_text(text.replace(old, new))
    with pytest.raises(Damaged) as damage:
        read(path)
    assert (damage.value.path, damage.value.where, damage.value.why) == (path, where, why)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "the file is empty"),
        (b"\n\n", "it is no JSON"),
        (b"\0" * 300, "it is no JSON"),
        (b"[]", "it does not hold an object"),
        (b'"text"', "it does not hold an object"),
        (b'{"_default": {"1": {"name": "TinyDB"}}}', "its _meta"),
        (b'{"_meta": []}', "its _meta"),
        (b'{"name": "caf\xe9"}', "it is not UTF-8 text"),
        (b"\xff\xfe{}", "it is not UTF-8 text"),
    ],
)
def test_what_is_no_checkpoint_is_damaged_never_empty(path: Path, data: bytes, why: str) -> None:
    path.write_bytes(data)
    with pytest.raises(Damaged, match=why):
        read(path)


def test_a_byte_order_mark_is_damage_said_in_words(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + encode(META, no_tables()))
    with pytest.raises(Damaged, match="line 1, column 1: it is no JSON"):
        read(path)


def test_a_newer_format_is_refused_with_what_wrote_it_and_left_alone(path: Path) -> None:
    data = encode(META._replace(format=3, written_by="2.0.0"), no_tables())
    path.write_bytes(data)
    with pytest.raises(
        NewerFormat, match=r"has format 3 \(written by 2.0.0\), this version knows 1. .*nothing was changed"
    ):
        read(path)
    with pytest.raises(NewerFormat):
        untouched_meta(path)
    assert path.read_bytes() == data


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir], ids=["fifo", "folder"])
def test_what_is_no_file_is_damaged_and_nobody_waits_for_it(path: Path, make: Callable[[Path], None]) -> None:
    make(path)
    with pytest.raises(Damaged, match="is not a plain file"):
        read(path)


# What a damaged checkpoint is to a store that has its history


def _states(store: Store) -> Tables:
    return deepcopy(store.space.tables)


def _damaged(data: bytes, scale: int) -> Iterator[bytes]:
    step = max(1, 3 // scale)
    yield from (data[:length] for length in range(0, len(data), step))
    for place in range(0, len(data) * 8, step):
        flipped = bytearray(data)
        flipped[place // 8] ^= 1 << place % 8
        yield bytes(flipped)


def test_a_checkpoint_cut_anywhere_or_with_any_bit_flipped_hides_nothing(
    store: Store, folder: Path, revise: Callable[..., None], scale: int, reopened: Callable[[], Store]
) -> None:
    """Every record is still there; a flip inside a value counts as an edit by hand, with the old value in reach."""
    revise(store, "P1", name="Look")
    store.keeping.settle(at_once=True)
    revise(store, "P2", name="Send bills")
    stands = _states(store)
    store.close()
    path = folder / "organization" / "store.json"
    whole = path.read_bytes()
    damaged = detected = edited = 0
    for data in _damaged(whole, scale):
        path.write_bytes(data)
        now = Store.open(folder)
        damaged += 1
        if now.space.by_hand:
            edited += 1
            before = now.space.back_at(next(now.history()).moment)
            assert {table: before[table] for table in stands} == stands
        else:
            assert {table: now.space.tables[table] for table in stands} == stands
            detected += bool(now.notices)
        now.close()
    assert damaged > 500
    assert detected > edited


def test_a_history_cut_anywhere_or_with_any_bit_flipped_is_named_or_its_end_was_torn(
    store: Store, folder: Path, revise: Callable[..., None], scale: int
) -> None:
    """With the checkpoint gone too: what is read is a beginning of what was, and damage is said."""
    states = [_states(store)]
    for number in range(3):
        revise(store, "P1", name=f"Look {number}")
        states.append(_states(store))
    store.close()
    (folder / "organization" / "store.json").unlink()
    path = next((folder / "organization" / "history").iterdir())
    whole = path.read_bytes()
    for data in _damaged(whole, scale):
        path.write_bytes(data)
        try:
            now = Store.open(folder)
        except StoreError:
            assert len(whole.split(b"\n")[0]) >= len(data) or data[:800] != whole[:800]
            continue
        assert now.space.tables in states
        if len(data) == len(whole) and now.space.tables != states[-1]:
            assert now.read_only or data[-1:] != b"\n"
        now.close()
