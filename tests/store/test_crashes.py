"""Whatever fails, and wherever a program dies: the store holds what was acknowledged, and no half of anything.

Every system call of an act is made to fail, once and for good, and is made the last one of its
program, before it is carried out and after. Then the store is opened again.
"""

import errno
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import workbench
from tests.store.acts import ACTS, AChange, Act, now, rename
from tests.store.acts_of_journals import AForgetting
from tests.store.acts_of_keys import AnUnsealing, APassphraseChange, ASealing
from tests.store.faults import (
    DIED,
    READING,
    WRITING,
    Fault,
    dying_after,
    dying_before,
    dying_half_way,
    failing,
    filling_up,
)
from workbench.store.errors import NotWritten, StoreError
from workbench.store.store import Store

ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EMFILE, errno.EROFS, errno.EDQUOT)


@pytest.fixture(
    params=[*ACTS, AForgetting(), APassphraseChange(), ASealing(), AnUnsealing()], ids=lambda act: type(act).__name__
)
def act(request: pytest.FixtureRequest) -> Act:
    found: Act = request.param
    return found


class Trial:
    """The act done again and again from the same beginning, in a folder of its own each time."""

    def __init__(self, act: Act, tmp_path: Path) -> None:
        self.act, self._path, self._number = act, tmp_path, 0
        self._first = tmp_path / "first"
        act.prepare(self._first)
        folder = self.fresh()
        self.states = [act.state(folder)]
        for _ in act.steps(folder):
            self.states.append(act.state(folder))

    def fresh(self) -> Path:
        if self._number:
            shutil.rmtree(self._path / str(self._number))
        self._number += 1
        folder = self._path / str(self._number)
        shutil.copytree(self._first, folder)
        return folder

    def calls(self, calls: tuple[str, ...]) -> range:
        """The places of the system calls that the act makes."""
        fault = Fault(0, failing(0), calls)
        folder = self.fresh()
        with fault.on():
            for _ in self.act.steps(folder):
                pass
        return range(1, len(fault.made) + 1)

    def judge(self, folder: Path, acknowledged: int, where: str) -> None:
        """What stands is what was acknowledged, or the step that was not is done whole; and the store goes on."""
        allowed = self.states[acknowledged : acknowledged + 2]
        assert self.act.state(folder) in allowed, where
        self.act.go_on(folder)
        assert [path.name for path in folder.rglob("*.tmp-*")] == [], where


def _acknowledged(fault: Fault, act: Act, folder: Path) -> int:
    """How many steps were acknowledged; what is not, is refused in a sentence."""
    done, refusal = 0, "Nothing."
    with fault.on():
        try:
            for _ in act.steps(folder):
                done += 1
        except StoreError as error:
            refusal = str(error)
    assert refusal.endswith(".")
    return done


@pytest.mark.parametrize("for_good", [False, True], ids=["once", "for good"])
def test_a_system_call_that_fails_leaves_the_old_state_or_the_new_one(
    act: Act, for_good: bool, tmp_path: Path, scale: int
) -> None:
    trial = Trial(act, tmp_path)
    for number in trial.calls(READING + WRITING):
        for code in ERRORS if scale > 1 else [ERRORS[number % len(ERRORS)]]:
            folder = trial.fresh()
            fault = Fault(number, failing(code), READING + WRITING, for_good)
            done = _acknowledged(fault, act, folder)
            trial.judge(folder, done, f"call {number} {fault.made[number - 1 : number]} {errno.errorcode[code]}")


def test_a_disk_that_fills_up_in_the_middle_of_a_write_leaves_the_old_state_or_the_new_one(
    act: Act, tmp_path: Path
) -> None:
    trial = Trial(act, tmp_path)
    for number in trial.calls(("write", "pwrite")):
        folder = trial.fresh()
        done = _acknowledged(Fault(number, filling_up(), ("write", "pwrite"), for_good=True), act, folder)
        trial.judge(folder, done, f"write {number}")


def test_short_writes_are_gone_on_with(act: Act, tmp_path: Path) -> None:
    def short(name: str, real: Callable[..., Any], arguments: Any, options: Any) -> Any:
        return real(arguments[0], arguments[1][:7])

    trial = Trial(act, tmp_path)
    folder = trial.fresh()
    assert _acknowledged(Fault(1, short, ("write",), for_good=True), act, folder) == len(trial.states) - 1
    trial.judge(folder, len(trial.states) - 1, "short writes")


@pytest.mark.parametrize("strike", [dying_before, dying_half_way, dying_after])
def test_a_program_that_dies_at_a_system_call_leaves_the_old_state_or_the_new_one(
    act: Act, strike: Callable[..., Any], tmp_path: Path
) -> None:
    trial = Trial(act, tmp_path)
    calls = WRITING if strike is not dying_half_way else ("write",)
    for number in trial.calls(calls):
        folder = trial.fresh()
        said = tmp_path / "said"
        said.write_bytes(b"")
        fault = Fault(number, strike, calls)
        child = os.fork()
        if not child:
            _die(fault, act, folder, said)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == DIED
        trial.judge(folder, len(said.read_bytes()), f"call {number}")


def _die(fault: Fault, act: Act, folder: Path, said: Path) -> None:
    """Do the act in a forked program, saying after each step that it is done."""
    tell = os.open(said, os.O_WRONLY | os.O_APPEND)
    say = os.write
    try:
        with fault.on():
            for _ in act.steps(folder):
                say(tell, b".")
    finally:
        os._exit(1)


def test_a_change_that_failed_can_be_made_again_in_the_same_session(tmp_path: Path) -> None:
    act = AChange()
    act.prepare(tmp_path / "first")
    for for_good in (False, True):
        for number in range(1, 200):
            folder = tmp_path / f"{number}-{for_good}"
            shutil.copytree(tmp_path / "first", folder)
            store = Store.open(folder, now)
            fault = Fault(number, failing(ERRORS[number % len(ERRORS)]), READING + WRITING, for_good)
            with fault.on():
                try:
                    rename(store, "Look")
                    store.keeping.settle(at_once=True)
                except StoreError:
                    pass
            rename(store, "Look twice")
            assert store.organization.processes["P1"].name == "Look twice"
            store.keeping.settle(at_once=True)
            store.close()
            assert (act.state(folder) or {})["processes"]["P1"]["name"] == "Look twice"
            shutil.rmtree(folder)
            if not fault.has_struck:
                break
        else:
            pytest.fail("there are more calls than were tried")


def test_a_change_that_could_not_be_synced_is_not_acknowledged_and_leaves_no_line(store: Store, folder: Path) -> None:
    history = next((folder / "organization" / "history").iterdir())
    before = history.read_bytes()
    with Fault(1, failing(errno.EIO), ("fsync",)).on(), pytest.raises(NotWritten, match="The store is as it was"):
        rename(store, "Look")
    assert history.read_bytes() == before
    assert store.organization.processes["P1"].name == "Examine"


def _calls_on(folder: Path, act: Callable[[], object]) -> list[str]:
    """The writing system calls of an act, with the file that each is about."""
    said: list[str] = []
    fault = Fault(1, failing(0), ("open", "write", "fsync", "replace"), for_good=True)

    def note(name: str, real: Callable[..., Any], arguments: Any, options: Any) -> Any:
        about = arguments[0]
        path = Path(f"/proc/self/fd/{about}").readlink() if isinstance(about, int) else Path(about)
        if name != "open" and folder in (path, *path.parents):
            said.append(f"{name} {path.relative_to(folder).as_posix().partition('.tmp-')[0]}")
        return real(*arguments, **options)

    fault.strike = note
    with fault.on():
        act()
    return said


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="asks /proc which file a handle is about")
def test_a_change_is_written_and_synced_before_it_is_acknowledged(store: Store, folder: Path) -> None:
    line = "organization/history/2026-11.jsonl"
    assert _calls_on(folder, lambda: rename(store, "Look")) == [f"write {line}", f"fsync {line}"]


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="asks /proc which file a handle is about")
def test_a_checkpoint_is_synced_before_it_takes_its_name_and_the_folder_after(store: Store, folder: Path) -> None:
    rename(store, "Look")
    calls = _calls_on(folder, lambda: store.keeping.settle(at_once=True))
    first = calls.index("write organization/store.json")
    assert calls[first : first + 4] == [
        "write organization/store.json",
        "fsync organization/store.json",
        "replace organization/store.json",
        "fsync organization",
    ]
    assert "fsync organization/history/2026-11.jsonl" in calls[:first]


WRITER = """
import sys
from pathlib import Path
from workbench.domain.process import Process
from workbench.store.lines import Actor
from workbench.store.store import Store
store = Store.open(Path(sys.argv[1]))
while True:
    with store.change(Actor("ana", "ana"), "process.add") as change:
        process = Process(id=change.new_id("P"), name="x" * 3000)
        change.put(None, process)
    print(process.id, flush=True)
    store.keeping.settle(at_once=int(process.id[1:]) % 3 == 0)
"""


def test_a_writer_killed_at_any_moment_loses_nothing_that_it_acknowledged(
    store: Store, folder: Path, scale: int, reopened: Callable[[], Store]
) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(workbench.__file__).parents[1])}
    told: list[str] = []
    for round in range(5 * scale):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE, text=True, env=environment
        )
        assert writer.stdout
        told += [writer.stdout.readline().strip() for _ in range(4 + 7 * round % 20)]
        writer.send_signal(signal.SIGKILL)
        told += writer.stdout.read().split()
        writer.stdout.close()
        writer.wait()
        now = reopened()
        assert not now.read_only
        assert set(told) <= set(now.organization.processes)
    now = reopened()
    now.keeping.settle(at_once=True)
    assert sorted(folder.rglob("*.tmp-*")) == []
    assert now.keeping.differs_from_history() == []
