"""A line of history says who did what when, and notices whatever happens to its bytes."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.store.errors import Damaged
from workbench.store.history import START, History, Position, file_for
from workbench.store.lines import Actor, Line, decode, encode, stamp

LINE = Line(
    412, "2026-11-22T09:41:07Z", Actor("ana", "desk", "sol"), "process.rename", {"P7.name": ["Prüfen", "Look “in”"]}, 7,
    {"because": "it was asked for"},
)  # fmt: skip

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
paths = st.builds("P{}.{}".format, st.integers(1, 99), st.sampled_from(["name", "tags+", "outputs.O1.name"]))


def line_after(seq: int, name: str = "x") -> bytes:
    return encode(Line(seq, "2026-11-22T09:41:07Z", Actor("ana", "ana"), "process.rename", {"P7.name": ["", name]}))


@pytest.fixture
def history(tmp_path: Path) -> History:
    return History(tmp_path)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "2026-11.jsonl"


@given(st.dictionaries(paths, st.tuples(texts, texts).map(list), max_size=3), texts, texts)
def test_a_line_reads_back_as_it_was_written(edits: dict[str, list[Any]], by: str, because: str) -> None:
    line = Line(1, "2026-11-22T09:41:07Z", Actor(by, "login"), "act", edits, None, {"because": because})
    raw = encode(line)
    assert raw.endswith(b"\n")
    assert raw.count(b"\n") == 1
    assert decode(raw) == line


def test_a_line_is_plain_json_that_other_programs_read() -> None:
    fields = json.loads(encode(LINE))
    assert (fields["seq"], fields["by"], fields["login"], fields["for"]) == (412, "ana", "desk", "sol")
    assert fields["set"] == {"P7.name": ["Prüfen", "Look “in”"]}
    assert fields["because"] == "it was asked for"


def test_every_flipped_bit_of_a_line_is_noticed_or_does_no_harm() -> None:
    raw = encode(LINE)[:-1]
    for place in range(len(raw) * 8):
        flipped = bytearray(raw)
        flipped[place // 8] ^= 1 << place % 8
        try:
            line = decode(bytes(flipped))
        except ValueError:
            continue
        assert line._replace(extra=LINE.extra) == LINE
        assert place // 8 >= raw.rindex(b"sum")


def test_every_torn_line_is_noticed() -> None:
    raw = encode(LINE)
    for length in range(1, len(raw) - 1):
        with pytest.raises(ValueError, match=r"\w"):
            decode(raw[:length])
    assert decode(raw[:-1]) == LINE


def test_a_line_mended_by_hand_may_leave_its_sum_out() -> None:
    fields = json.loads(encode(LINE))
    del fields["sum"]
    assert decode(json.dumps(fields, indent=None).encode()) == LINE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"seq":412', '"seq":"412"'),
        ('"seq":412', '"seq":NaN'),
        ('"seq":412', '"seq":1e400'),
        ('"seq":412', f'"seq":{"9" * 5000}'),
        ('"seq":412', '"seq":412,"seq":413'),
        ('"at":"2026-11-22T09:41:07Z"', '"at":"yesterday"'),
        ('"by":"ana"', '"by":null'),
        ('"P7.name":', '"P7..name":'),
        ('"P7.name":', '"":'),
        ('["Prüfen","Look “in”"]', '["Prüfen"]'),
        ('["Prüfen","Look “in”"]', '"Prüfen"'),
        ("Prüfen", "\\ud800"),
        ('"act":"process.rename",', ""),
        ('{"seq"', "[" * 100_000),
    ],
)
def test_a_line_mended_wrongly_is_named_as_damage(old: str, new: str) -> None:
    text = encode(LINE).decode()
    body = text[: text.index(',"sum"')] + "}"
    assert old in body
    with pytest.raises(ValueError, match=r"\w"):
        decode(body.replace(old, new).encode())


def test_bytes_that_are_no_text_are_damage() -> None:
    with pytest.raises(ValueError, match=r"\w"):
        decode(b'{"seq":1,"by":"\xff"}')


def test_a_moment_is_written_in_utc_to_the_second() -> None:
    there = timezone(timedelta(hours=-6))
    assert stamp(datetime(2026, 11, 22, 3, 41, 7, 999, there)) == "2026-11-22T09:41:07Z"
    assert LINE.moment == datetime(2026, 11, 22, 9, 41, 7, tzinfo=UTC)


def test_reading_goes_on_where_it_stopped(history: History, file: Path) -> None:
    file.write_bytes(line_after(1) + line_after(2))
    found = history.read()
    assert [line.seq for line in found.lines] == [1, 2]
    with file.open("ab") as more:
        more.write(line_after(3))
    assert [line.seq for line in history.read(found.position).lines] == [3]
    assert history.read(history.read().position).lines == []


def test_a_torn_end_is_left_out_and_the_next_line_cuts_it_off(history: History, file: Path) -> None:
    whole = line_after(1)
    for length in range(1, len(line_after(2)) - 1):
        file.write_bytes(whole + line_after(2)[:length])
        found = history.read()
        assert ([line.seq for line in found.lines], found.torn, found.damage) == ([1], length, None)
        history.append(file.name, found.position.offset, line_after(2, "y"))
        assert file.read_bytes() == whole + line_after(2, "y")


def test_a_line_that_lacks_only_its_newline_counts_and_gets_it(history: History, file: Path) -> None:
    file.write_bytes(line_after(1)[:-1])
    found = history.read()
    assert [line.seq for line in found.lines] == [1]
    history.append(file.name, found.position.offset, line_after(2))
    assert file.read_bytes() == line_after(1) + line_after(2)


def test_damage_between_lines_is_named_with_its_line(history: History, file: Path) -> None:
    file.write_bytes(line_after(1) + line_after(2).replace(b"P7", b"P8") + line_after(3))
    found = history.read()
    assert [line.seq for line in found.lines] == [1]
    assert str(found.damage) == f"{file}, line 2: its check sum does not fit; something in it was changed."
    with pytest.raises(Damaged, match="line 2"):
        list(history.backwards())


def test_walking_back_meets_every_line_newest_first(history: History, tmp_path: Path) -> None:
    (tmp_path / "2026-11.jsonl").write_bytes(line_after(1) + line_after(2) + line_after(3)[:20])
    (tmp_path / "2026-12.jsonl").write_bytes(line_after(3) + line_after(4)[:-1])
    (tmp_path / "notes.txt").write_text("not ours")
    assert [line.seq for line in history.backwards()] == [4, 3, 2, 1]


def test_walking_back_names_lines_that_are_missing(history: History, file: Path) -> None:
    file.write_bytes(line_after(1) + line_after(3))
    with pytest.raises(Damaged, match="change 2 is not in it"):
        list(history.backwards())
    file.write_bytes(line_after(5))
    with pytest.raises(Damaged, match="before change 5 are missing"):
        list(history.backwards())


def test_files_of_a_later_epoch_stand_behind_those_before_it_and_are_read_apart(
    history: History, tmp_path: Path
) -> None:
    for number, name in enumerate(["2026-11.jsonl", "2027-01.jsonl", "2026-12-e2.jsonl", "2026-11-e10.jsonl"], 1):
        (tmp_path / name).write_bytes(line_after(number))
    assert history.files() == ["2026-11.jsonl", "2027-01.jsonl", "2026-12-e2.jsonl", "2026-11-e10.jsonl"]
    assert history.epoch == 10
    assert [line.seq for line in history.read().lines] == [1, 2]
    assert [line.seq for line in history.read(Position("2026-12-e2.jsonl", 0)).lines] == [3]
    assert file_for("2026-12-01T00:00:00Z", 2) == "2026-12-e2.jsonl"


def test_nothing_is_read_where_nothing_is(tmp_path: Path) -> None:
    history = History(tmp_path / "nowhere")
    assert history.read().position == START
    assert list(history.backwards()) == []
    assert (history.epoch, history.is_blank) == (1, True)


@pytest.mark.parametrize(
    ("content", "blank"), [(b"", True), (b'{"seq":1,', True), (line_after(1), False), (b"?\n", False)]
)
def test_a_history_is_blank_until_a_whole_line_stands_in_it(
    history: History, file: Path, content: bytes, blank: bool
) -> None:
    file.write_bytes(content)
    assert history.is_blank is blank


def test_a_line_goes_to_the_file_of_its_month(store: Any, folder: Path, add: Callable[..., str]) -> None:
    moments = iter([datetime(2026, 12, 31, 23, 59, tzinfo=UTC), datetime(2027, 1, 1, 0, 0, tzinfo=UTC)])
    store.clock = lambda: next(moments)
    add(store, "Old year")
    add(store, "New year")
    names = sorted(path.name for path in (folder / "organization" / "history").iterdir())
    assert names == ["2026-11.jsonl", "2026-12.jsonl", "2027-01.jsonl"]


def test_a_clock_that_goes_back_does_not_take_the_history_with_it(
    store: Any, folder: Path, add: Callable[..., str]
) -> None:
    moments = iter([datetime(2027, 1, 1, tzinfo=UTC), datetime(2016, 1, 1, tzinfo=UTC)])
    store.clock = lambda: next(moments)
    add(store, "Right")
    add(store, "Ten years early")
    assert [line.at for line in store.history()][:2] == ["2027-01-01T00:00:00Z"] * 2
