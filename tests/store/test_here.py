"""Who sits at the panes: shown while their session lives, and not a moment longer."""

import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from workbench.store.here import Here, Sitting

NINE = datetime(2026, 11, 22, 9, 41, tzinfo=UTC)
TEN = datetime(2026, 11, 22, 10, 2, tzinfo=UTC)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Here, Here]]:
    """Two sessions on one store."""
    ours, theirs = Here(tmp_path / "here", (0o700, 0o600)), Here(tmp_path / "here", (0o700, 0o600))
    yield ours, theirs
    ours.close()
    theirs.close()


def test_each_sees_the_other_and_nobody_themself(two: tuple[Here, Here]) -> None:
    ours, theirs = two
    ours.enter("ana", NINE)
    theirs.enter("bo", TEN)
    assert ours.others() == [Sitting("bo", TEN)]
    assert theirs.others() == [Sitting("ana", NINE)]
    assert ours.others() == [Sitting("bo", TEN)]


def test_who_leaves_is_gone_at_once_and_leaves_nothing_behind(two: tuple[Here, Here], tmp_path: Path) -> None:
    ours, theirs = two
    theirs.enter("bo", TEN)
    assert ours.others()
    theirs.leave()
    assert ours.others() == []
    assert not list((tmp_path / "here").iterdir())


def test_who_is_killed_is_gone_at_once_and_what_they_left_is_swept(two: tuple[Here, Here], tmp_path: Path) -> None:
    program = (
        "import sys, pathlib, datetime\nfrom workbench.store.here import Here\n"
        f"here = Here(pathlib.Path({str(tmp_path / 'here')!r}), (0o700, 0o600))\n"
        "here.enter('bo', datetime.datetime.now(datetime.UTC))\nprint('in', flush=True)\nsys.stdin.read()"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout
        assert other.stdout.readline() == b"in\n"
        assert [sitting.person for sitting in two[0].others()] == ["bo"]
        other.send_signal(signal.SIGKILL)
        other.wait()
    assert two[0].others() == []
    assert not list((tmp_path / "here").iterdir())


def test_a_shared_store_lets_the_group_see_and_a_private_one_nobody(tmp_path: Path) -> None:
    for modes in ((0o2770, 0o660), (0o700, 0o600)):
        here = Here(tmp_path / oct(modes[1]) / "here", modes)
        here.enter("ana", NINE)
        [path] = here.folder.iterdir()
        assert (stat.S_IMODE(here.folder.stat().st_mode), stat.S_IMODE(path.stat().st_mode)) == modes
        here.close()


def test_where_nothing_can_be_written_nobody_enters_and_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "here").write_text("a file stands in the way")
    here = Here(tmp_path / "here", (0o700, 0o600))
    here.enter("ana", NINE)
    assert not here.has_entered
    assert here.others() == []


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b'{"person": 7, "since": "x"}', b"\xff" * 5000])
def test_a_file_that_says_nothing_is_nobody(two: tuple[Here, Here], tmp_path: Path, content: bytes) -> None:
    two[1].enter("bo", TEN)
    [path] = (tmp_path / "here").iterdir()
    path.write_bytes(content)
    assert two[0].others() == []
