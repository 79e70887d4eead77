"""A key is open for as long as it is used, locks when it lies idle, and is kept on no disk while it is open."""

import resource
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from workbench.store import unlocked
from workbench.store.sealing import new_pair
from workbench.store.unlocked import IDLE, Locked, NoPlaceInMemory, Unlocked, wait_after

KEY = new_pair()
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "run"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    return folder


def test_nothing_is_read_before_the_key_was_opened() -> None:
    with pytest.raises(Locked, match="The journal is locked"):
        Unlocked().pair(NOON)


def test_every_use_puts_off_the_locking() -> None:
    key = Unlocked()
    key.hold(KEY, NOON)
    for minutes in range(0, 60, 14):
        assert key.pair(NOON + minutes * MINUTE) == KEY
    with pytest.raises(Locked):
        key.pair(NOON + 56 * MINUTE + IDLE + MINUTE)
    assert not key.is_open(NOON + 56 * MINUTE)


def test_where_somebody_sits_at_it_only_what_they_press_puts_off_the_locking() -> None:
    key = Unlocked()
    key.is_watched = True
    key.hold(KEY, NOON)
    key.use(NOON + 10 * MINUTE)
    assert key.pair(NOON + 24 * MINUTE) == KEY
    with pytest.raises(Locked):
        key.pair(NOON + 26 * MINUTE)


def test_it_locks_when_told_to_and_where_the_clock_was_put_back() -> None:
    key = Unlocked()
    key.hold(KEY, NOON)
    key.lock()
    assert not key.is_open(NOON)
    key.hold(KEY, NOON)
    assert not key.is_open(NOON - timedelta(hours=1))


def test_a_program_with_an_open_key_leaves_no_core() -> None:
    Unlocked().hold(KEY, NOON)
    assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)


def test_the_wait_after_wrong_guesses_grows_to_half_a_minute() -> None:
    assert [wait_after(failures) for failures in (0, 1, 2, 3, 5, 6, 1000)] == [0, 1, 2, 4, 16, 30, 30]


def test_a_key_left_open_serves_the_commands_to_come_until_it_lies_idle(runtime: Path) -> None:
    unlocked.keep("s1", "ana", KEY, NOON)
    assert unlocked.kept("s1", "ana", NOON + 14 * MINUTE) == KEY
    assert unlocked.kept("s1", "ana", NOON + 28 * MINUTE) == KEY
    assert unlocked.kept("s1", "ana", NOON + 44 * MINUTE) is None
    assert list(runtime.rglob("*.json")) == []


def test_a_key_left_open_is_for_its_account_and_person_alone(runtime: Path) -> None:
    unlocked.keep("s1", "ana", KEY, NOON)
    assert unlocked.kept("s1", "bo", NOON) is unlocked.kept("s2", "ana", NOON) is None
    (path,) = runtime.rglob("*.json")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert unlocked.forget("s1", "ana")
    assert not unlocked.forget("s1", "ana")
    assert unlocked.kept("s1", "ana", NOON) is None


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"key": "x", "used": "2026-11-22T12:00:00Z", "seconds": 900}', '{"used": 7}']
)
def test_a_damaged_open_key_is_none_and_goes(runtime: Path, text: str) -> None:
    unlocked.keep("s1", "ana", KEY, NOON)
    (path,) = runtime.rglob("*.json")
    path.write_text(text)
    assert unlocked.kept("s1", "ana", NOON) is None
    assert not path.exists()


def test_where_there_is_no_place_in_memory_no_key_is_left_on_a_disk(
    runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runtime.chmod(0o755)
    with pytest.raises(NoPlaceInMemory):
        unlocked.keep("s1", "ana", KEY, NOON)
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    with pytest.raises(NoPlaceInMemory):
        unlocked.keep("s1", "ana", KEY, NOON)
    assert unlocked.kept("s1", "ana", NOON) is None
