"""What is seldom: a line taken back, a restore of the same, a damaged past, a beginning that is lost."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.store.errors import Damaged, NotWhole
from workbench.store.lines import Actor
from workbench.store.store import Store

Revise = Callable[..., None]
Reopened = Callable[[], Store]


def history_of(folder: Path) -> Path:
    return max((folder / "organization" / "history").iterdir())


def names(store: Store) -> list[str]:
    return [process.name for _, process in sorted(store.organization.processes.items())]


def test_a_line_taken_back_and_replaced_by_one_as_long_does_not_escape_a_follower(
    store: Store, folder: Path, reopened: Reopened, revise: Revise
) -> None:
    follower = reopened()
    sound = history_of(folder).read_bytes()
    revise(store, "P1", name="Look")
    follower.follow()
    assert names(follower)[0] == "Look"
    history_of(folder).write_bytes(sound)
    other = reopened()
    revise(other, "P1", name="Book")
    assert history_of(folder).stat().st_size == follower.space.fold.position.offset
    assert follower.follow().anew
    assert names(follower)[0] == "Book"
    revise(follower, "P2", name="Send bills")
    assert names(reopened()) == ["Book", "Send bills", "Sterilize"]


def test_one_who_writes_before_following_notices_it_too(
    store: Store, folder: Path, reopened: Reopened, revise: Revise
) -> None:
    sound = history_of(folder).read_bytes()
    revise(store, "P1", name="Look")
    history_of(folder).write_bytes(sound)
    revise(reopened(), "P1", name="Book")
    revise(store, "P2", name="Send bills")
    assert names(store) == names(reopened()) == ["Book", "Send bills", "Sterilize"]


def test_going_back_to_what_stands_already_adds_no_line(store: Store, folder: Path, ana: Actor) -> None:
    backup = store.keeping.back_up()
    before = history_of(folder).read_bytes()
    assert store.keeping.restore(backup, ana) is None
    assert history_of(folder).read_bytes() == before


def test_damage_before_the_checkpoint_names_the_way_out(
    store: Store, folder: Path, reopened: Reopened, revise: Revise
) -> None:
    revise(store, "P1", name="Look")
    revise(store, "P1", name="See")
    store.keeping.settle(at_once=True)
    path = history_of(folder)
    path.write_bytes(path.read_bytes().replace(b'"Look"]', b'"Book"]'))
    now = reopened()
    assert names(now)[0] == "See"
    assert not now.read_only
    with pytest.raises(Damaged, match=r"line 2: .*What stands now is whole.*Put the line back from a copy"):
        list(now.history())


def test_a_store_whose_new_beginning_is_lost_opens_read_only_with_what_stood_before(
    store: Store, folder: Path, reopened: Reopened, revise: Revise, ana: Actor
) -> None:
    backup = store.keeping.back_up()
    revise(store, "P1", name="Look")
    revise(store, "P2", name="Send bills")
    path = history_of(folder)
    path.write_bytes(path.read_bytes().replace(b"Send bills", b"Lend bills"))
    damaged = reopened()
    damaged.keeping.restore(backup, ana)
    revise(damaged, "P3", name="Clean")
    (folder / "organization" / "store.json").unlink()
    shutil.rmtree(folder / "backups")
    now = reopened()
    assert names(now) == ["Look", "Bill", "Sterilize"]
    assert "the history began anew" in now.read_only
    assert "Everything up to change 2 is shown" in now.read_only
    now.follow()
    assert names(now) == ["Look", "Bill", "Sterilize"]


def test_a_copy_of_what_is_not_whole_is_refused_with_the_way_out(
    store: Store, folder: Path, reopened: Reopened, tmp_path: Path
) -> None:
    store.keeping.back_up()
    shutil.rmtree(folder / "organization")
    now = reopened()
    assert names(now) == ["Examine", "Bill", "Sterilize"]
    with pytest.raises(NotWhole, match="workbench restore BACKUP"):
        now.keeping.copy_to(tmp_path / "copy")
    assert not (tmp_path / "copy").exists()
