"""Many programs at one store at once: no change is lost, nobody is shut out, nobody's text is overwritten unseen."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import workbench
from workbench.domain.errors import Refused
from workbench.domain.feedback import Feedback
from workbench.store.errors import Busy, ChangedElsewhere
from workbench.store.lines import Actor
from workbench.store.lock import Lock
from workbench.store.store import Store

SESSION = Path(__file__).with_name("session.py")
LONGEST = 60

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(folder: Path) -> Iterator[Start]:
    """Starts a session in a program of its own: `start("add", "ana", 10)`."""
    programs: list[subprocess.Popen[str]] = []
    environment = {**os.environ, "PYTHONPATH": str(Path(workbench.__file__).parents[1])}

    def starting(*words: object) -> subprocess.Popen[str]:
        command = [sys.executable, str(SESSION), str(folder), *map(str, words)]
        programs.append(
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)
        )
        return programs[-1]

    yield starting
    for program in programs:
        program.kill()
        program.communicate()


def said(program: subprocess.Popen[str]) -> str:
    """The next thing that a program says."""
    assert program.stdout
    return program.stdout.readline().strip()


def all_said(program: subprocess.Popen[str]) -> list[str]:
    """Everything that a program says until it ends well."""
    text, _ = program.communicate(timeout=LONGEST)
    assert program.returncode == 0
    return text.splitlines()


def tell(program: subprocess.Popen[str]) -> None:
    """Let a program that waits go on."""
    assert program.stdin
    program.stdin.write("\n")
    program.stdin.flush()


def gone_on(program: subprocess.Popen[str]) -> str:
    tell(program)
    return said(program)


@pytest.mark.parametrize("writers", [2, 4])
def test_everything_that_many_writers_add_is_there(
    store: Store, start: Start, reopened: Callable[[], Store], writers: int, scale: int
) -> None:
    programs = [start("add", f"writer{number}", 250 * scale) for number in range(writers)]
    told = [line.split(" ", 1) for program in programs for line in all_said(program)]
    now = reopened()
    assert len(told) == writers * 250 * scale
    assert {record: now.organization.processes[record].name for record, _ in told} == dict(map(tuple, told))  # type: ignore[arg-type]
    assert len(now.organization.processes) == 3 + len(told)
    assert not now.read_only
    assert now.notices == []


def test_several_programs_may_write_checkpoints_while_others_write(
    store: Store, start: Start, reopened: Callable[[], Store], scale: int
) -> None:
    programs = [start("add", f"writer{number}", 60 * scale, settling) for number, settling in enumerate((1, 2, 0))]
    told = [line.split()[0] for program in programs for line in all_said(program)]
    now = reopened()
    assert len(set(told)) == 3 * 60 * scale
    assert set(told) <= set(now.organization.processes)
    assert now.keeping.differs_from_history() == []
    assert not now.read_only


def test_many_who_begin_the_dated_records_at_once_lose_none_of_them(
    store: Store, start: Start, reopened: Callable[[], Store], scale: int
) -> None:
    programs = [start("note", f"writer{number}", 30 * scale) for number in range(4)]
    told = [line.split(" ", 1) for program in programs for line in all_said(program)]
    now = reopened()
    assert sorted((said.id, said.text) for said in now.dated.all(Feedback)) == sorted(map(tuple, told))
    assert len(told) == 4 * 24 * scale
    assert now.dated.space
    assert now.dated.space.notices == []
    assert now.keeping.differs_from_history() == []
    assert [line.act for line in now.dated.backwards()].count("begin") == 1


def test_a_reader_never_meets_an_error_or_half_a_state(store: Store, start: Start, scale: int) -> None:
    writers = [start("add", f"writer{number}", 120 * scale, 1) for number in range(2)]
    reader = start("read", 120 * scale)
    for writer in writers:
        all_said(writer)
    seen = all_said(reader)
    counts = [int(line) for line in seen]
    assert counts == sorted(counts)
    assert len(counts) == 120 * scale


def test_two_who_change_different_fields_of_one_process_both_succeed(
    store: Store, start: Start, reopened: Callable[[], Store]
) -> None:
    first = start("revise", "ana", "P1", "name", "Examine well")
    second = start("revise", "bo", "P1", "purpose", "Health")
    assert (said(first), said(second)) == ("seen", "seen")
    assert (gone_on(first), gone_on(second)) == ("done", "done")
    process = reopened().organization.processes["P1"]
    assert (process.name, process.purpose) == ("Examine well", "Health")
    assert {line.actor.by for line in list(store.history())[:2]} == {"ana", "bo"}


def test_of_two_who_change_the_same_field_one_is_refused_with_both_texts(
    store: Store, start: Start, reopened: Callable[[], Store]
) -> None:
    programs = [start("revise", "ana", "P1", "name", "Look"), start("revise", "bo", "P1", "name", "Inspect")]
    assert [said(program) for program in programs] == ["seen", "seen"]
    for program in programs:
        tell(program)
    answers = [said(program) for program in programs]
    stands, lost = ("Look", "Inspect") if answers[0] == "done" else ("Inspect", "Look")
    refusal = next(answer for answer in answers if answer != "done")
    assert refusal.startswith("ChangedElsewhere: P1.name was changed meanwhile by")
    assert f"“{stands}”" in refusal
    assert f"“{lost}”" in refusal
    assert reopened().organization.processes["P1"].name == stands


def test_whoever_is_refused_sees_the_new_text_and_can_save_at_once(
    store: Store, reopened: Callable[[], Store], revise: Callable[..., None], bo: Actor
) -> None:
    other = reopened()
    seen = store.organization.processes["P1"]
    revise(other, "P1", bo, name="Inspect")
    with pytest.raises(ChangedElsewhere) as refusal:
        revise(store, "P1", saw=seen, name="Look")
    assert [tuple(conflict) for conflict in refusal.value.conflicts] == [("P1.name", "Examine", "Inspect", "Look")]
    now = store.organization.processes["P1"]
    assert now.name == "Inspect"
    revise(store, "P1", saw=now, name="Look")
    other.follow()
    assert other.organization.processes["P1"].name == "Look"


def test_what_a_refused_change_took_in_is_still_told_to_the_follower(
    store: Store, reopened: Callable[[], Store], revise: Callable[..., None], bo: Actor
) -> None:
    other = reopened()
    seen = store.organization.processes["P1"]
    revise(other, "P1", bo, name="Inspect")
    with pytest.raises(ChangedElsewhere):
        revise(store, "P1", saw=seen, name="Look")
    assert [line.actor.by for line in store.follow().lines] == ["bo"]
    assert not store.follow()


def test_two_moves_that_would_make_a_ring_do_not_both_succeed(
    store: Store, start: Start, reopened: Callable[[], Store]
) -> None:
    first = start("revise", "ana", "P1", "parent", "P2")
    second = start("revise", "bo", "P2", "parent", "P1")
    assert (said(first), said(second)) == ("seen", "seen")
    assert gone_on(first) == "done"
    assert gone_on(second) == "Refused: P2 Bill cannot stand under P1: that one stands under it."
    assert reopened().organization.full_chart.rings == []


def test_one_who_deletes_and_one_who_names_what_is_deleted_do_not_both_succeed(
    store: Store, reopened: Callable[[], Store], revise: Callable[..., None], remove: Callable[..., None], bo: Actor
) -> None:
    other = reopened()
    remove(other, "P2", bo)
    seen = store.organization.processes["P3"]
    with pytest.raises(Refused, match="cannot stand under P2, which does not exist"):
        revise(store, "P3", saw=seen, parent="P2")
    seen = store.organization.processes["P1"]
    remove(other, "P3", bo)
    remove(other, "P1", bo)
    with pytest.raises(ChangedElsewhere) as refusal:
        revise(store, "P1", saw=seen, name="Look")
    assert refusal.value.conflicts[0].now is None


def test_a_stopped_holder_of_the_lock_is_named_and_nothing_is_changed(store: Store, folder: Path, start: Start) -> None:
    holder = start("hold")
    assert said(holder) == "held"
    holder.send_signal(signal.SIGSTOP)
    impatient = Lock(folder / "organization" / "lock", patience=0.05)
    with pytest.raises(Busy, match=f"is being written by process {holder.pid} of user {os.getuid()}"), impatient.held():
        pytest.fail("two held the lock")
    impatient.close()


def test_the_lock_of_a_holder_that_was_killed_is_free_at_once(
    store: Store, start: Start, add: Callable[..., str]
) -> None:
    holder = start("hold")
    assert said(holder) == "held"
    holder.kill()
    holder.wait()
    impatient = Lock(store.folder / "organization" / "lock", patience=0)
    with impatient.held():
        pass
    impatient.close()
    assert add(store, "Archive") == "P4"


def test_a_lock_file_that_somebody_removed_shuts_nobody_out_and_lets_no_two_in(
    store: Store, folder: Path, start: Start, add: Callable[..., str]
) -> None:
    add(store, "Before")
    (folder / "organization" / "lock").unlink()
    holder = start("hold")
    assert said(holder) == "held"
    mine = store.space._lock
    mine._patience = 0.05
    with pytest.raises(Busy):
        add(store, "Meanwhile")
    gone_on(holder)
    assert add(store, "After") == "P5"


def test_a_follower_reads_only_the_new_lines(
    store: Store,
    reopened: Callable[[], Store],
    revise: Callable[..., None],
    bo: Actor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = reopened()
    revise(other, "P1", bo, name="Inspect")
    read: list[int] = []
    really = os.read

    def counted(handle: int, size: int) -> bytes:
        data = really(handle, size)
        read.append(len(data))
        return data

    history = next((store.folder / "organization" / "history").iterdir())
    before = history.stat().st_size
    revise(other, "P2", bo, name="Send bills")
    store.follow()
    revise(other, "P3", bo, name="Clean")
    monkeypatch.setattr(os, "read", counted)
    followed = store.follow()
    monkeypatch.undo()
    assert [line.edits for line in followed.lines] == [{"P3.name": ["Sterilize", "Clean"]}]
    assert sum(read) < history.stat().st_size - before
    assert [store.organization.processes[record].name for record in ("P1", "P2", "P3")] == [
        "Inspect",
        "Send bills",
        "Clean",
    ]
    assert not store.follow()


def test_an_open_store_follows_a_checkpoint_without_reading_everything_anew(
    store: Store, reopened: Callable[[], Store], revise: Callable[..., None], bo: Actor
) -> None:
    other = reopened()
    revise(other, "P1", bo, name="Inspect")
    other.keeping.settle(at_once=True)
    followed = store.follow()
    assert (len(followed.lines), followed.anew) == (1, False)


def test_an_older_fold_never_replaces_a_newer_one(
    store: Store, reopened: Callable[[], Store], add: Callable[..., str], folder: Path
) -> None:
    other = reopened()
    added = [add(other, f"Process {number}") for number in range(5)]
    other.keeping.settle(at_once=True)
    newest = (folder / "organization" / "store.json").read_bytes()
    store.keeping.settle(at_once=True)
    assert (folder / "organization" / "store.json").read_bytes() == newest
    assert set(added) <= set(store.organization.processes)


def test_an_organization_that_somebody_looks_at_does_not_change_under_them(
    store: Store, reopened: Callable[[], Store], revise: Callable[..., None], bo: Actor
) -> None:
    seen = store.organization
    revise(reopened(), "P1", bo, name="Inspect")
    store.follow()
    assert seen.processes["P1"].name == "Examine"
    assert store.organization.processes["P1"].name == "Inspect"


def test_a_folder_that_vanishes_takes_no_change_and_serves_again_when_it_is_back(
    store: Store, folder: Path, add: Callable[..., str], tmp_path: Path
) -> None:
    add(store, "Before")
    away = tmp_path / "away"
    folder.rename(away)
    for _ in range(2):
        with pytest.raises(Exception, match=r"Not saved|There is no store"):
            add(store, "Nowhere")
        with pytest.raises(Exception, match="There is no store"):
            store.follow()
    assert store.organization.processes["P4"].name == "Before"
    away.rename(folder)
    store.follow()
    assert add(store, "Back") == "P5"
    assert Store.open(folder).organization.processes["P5"].name == "Back"


def test_a_history_file_put_in_place_of_another_is_the_one_that_is_written_on(
    store: Store, folder: Path, add: Callable[..., str], reopened: Callable[[], Store]
) -> None:
    add(store, "Before")
    history = next((folder / "organization" / "history").iterdir())
    copy = history.with_name("copy")
    copy.write_bytes(history.read_bytes())
    copy.replace(history)
    add(store, "After")
    assert reopened().organization.processes["P5"].name == "After"


def test_adding_to_a_set_what_another_has_added_already_is_no_change_to_take_back(
    store: Store, reopened: Callable[[], Store], revise: Callable[..., None], ana: Actor, bo: Actor
) -> None:
    seen = store.organization.processes["P1"]
    revise(reopened(), "P1", bo, tags=frozenset({"clinic", "daily"}))
    revise(store, "P1", saw=seen, tags=frozenset({"clinic", "daily", "new"}))
    moment = next(store.history()).moment
    revise(store, "P1", tags=frozenset())
    assert store.organization_at(moment).processes["P1"].tags == {"clinic", "daily", "new"}
    store.undo(ana)
    store.undo(ana)
    assert store.organization.processes["P1"].tags == {"clinic", "daily"}
