"""Who may read and write what the store makes, and what is said to those who may not."""

import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from workbench.store import lookup
from workbench.store.errors import NotWritten, StoreError
from workbench.store.lines import Actor
from workbench.store.store import Store

Revise = Callable[..., None]
NOBODY = 65534


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def modes(folder: Path) -> tuple[set[int], set[int]]:
    """The modes of the folders, and of the files, in a store."""
    paths = [folder, *folder.rglob("*")]
    return {mode(path) for path in paths if path.is_dir()}, {mode(path) for path in paths if path.is_file()}


def used(store: Store, revise: Revise) -> None:
    """Let the store make every kind of file that it makes."""
    revise(store, "P1", name="Look")
    store.keeping.settle(at_once=True)
    store.keeping.back_up()
    path = store.folder / "organization" / "store.json"
    path.write_text(path.read_text().replace("Bill", "Send bills"))
    store.follow()
    store.keeping.settle(at_once=True)


@pytest.fixture(params=[0o000, 0o022, 0o077], ids=["umask 000", "umask 022", "umask 077"])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def test_a_store_is_for_its_account_alone(umask: int, folder: Path, beginning: Any, revise: Revise, ana: Actor) -> None:
    store = Store.create(folder, beginning, ana, "init")
    used(store, revise)
    store.close()
    assert modes(folder) == ({0o700}, {0o600})


def test_a_shared_store_is_for_its_group(umask: int, folder: Path, beginning: Any, revise: Revise, ana: Actor) -> None:
    store = Store.create(folder, beginning, ana, "init", group=os.getgid())
    store.close()
    again = Store.open(folder)
    used(again, revise)
    again.close()
    assert modes(folder) == ({0o2770}, {0o660})
    assert {path.stat().st_gid for path in folder.rglob("*")} == {os.getgid()}


@pytest.mark.parametrize("name", ["organization/store.json.tmp-{pid}", "lookup.tsv.tmp-{pid}"])
def test_a_link_planted_where_a_temporary_file_goes_is_not_followed(
    store: Store, folder: Path, tmp_path: Path, revise: Revise, name: str
) -> None:
    victim = tmp_path / "victim"
    victim.write_text("theirs")
    (folder / name.format(pid=os.getpid())).symlink_to(victim)
    revise(store, "P1", name="Look")
    store.keeping.settle(at_once=True)
    assert victim.read_text() == "theirs"
    assert not (folder / "organization" / "store.json").is_symlink()


def test_a_checkpoint_that_is_a_link_is_read_and_replaced_not_written_through(
    store: Store, folder: Path, tmp_path: Path, revise: Revise
) -> None:
    path = folder / "organization" / "store.json"
    elsewhere = tmp_path / "elsewhere.json"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)
    before = elsewhere.read_bytes()
    revise(store, "P1", name="Look")
    store.keeping.settle(at_once=True)
    assert elsewhere.read_bytes() == before
    assert not path.is_symlink()
    assert Store.open(folder).organization.processes["P1"].name == "Look"


@pytest.mark.parametrize("name", ["lock", "history/2026-11.jsonl"])
def test_a_link_in_place_of_the_lock_or_the_history_is_refused(
    store: Store, folder: Path, tmp_path: Path, revise: Revise, name: str
) -> None:
    store.close()
    path = folder / "organization" / name
    victim = tmp_path / "victim"
    path.rename(victim)
    path.symlink_to(victim)
    before = victim.read_bytes()
    now = Store.open(folder, store.clock)
    with pytest.raises(NotWritten, match=r"Not saved: .*\. The store is as it was\."):
        revise(now, "P1", name="Look")
    now.close()
    assert victim.read_bytes() == before


# Without the rights of root, in a forked program


def look_and_change(folder: Path) -> Iterator[str]:
    """What an account meets that looks at a store, then changes something."""
    try:
        store = Store.open(folder)
        yield f"{len(store.organization.processes)} | {store.read_only}"
        yield f"{lookup.read(str(folder)) is not None} {len(store.keeping.look_up())}"
        store.keeping.settle(at_once=True)
        with store.change(Actor("bo", "bo"), "process.set") as change:
            change.edits |= {"P1.name": ["Examine", "Look"]}
        yield "saved"
        store.keeping.settle(at_once=True)
    except StoreError as error:
        yield f"{type(error).__name__} | {error}"


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every account reaches, as tmp_path is not."""
    with tempfile.TemporaryDirectory(prefix="workbench-") as home:
        Path(home).chmod(0o755)
        yield Path(home)


@pytest.fixture
def as_somebody(open_folder: Path) -> Callable[..., list[str]]:
    """Looks and changes as an account that is not root."""
    if os.getuid():
        pytest.skip("only root can act as another account")

    def looking(folder: Path, group: int = NOBODY) -> list[str]:
        said = open_folder / "said"
        with said.open("w") as paper:
            child = os.fork()
            if not child:
                try:
                    os.setgroups([])
                    os.setgid(group)
                    os.setuid(NOBODY)
                    for line in look_and_change(folder):
                        paper.write(line + "\n")
                    paper.flush()
                    os._exit(0)
                finally:
                    os._exit(1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        return said.read_text().splitlines()

    return looking


@pytest.fixture
def theirs(open_folder: Path, beginning: Any, ana: Actor) -> Iterator[Store]:
    store = Store.create(open_folder / "store", beginning, ana, "init")
    yield store
    store.close()


def _make_modes(folder: Path, folders: int, files: int) -> None:
    for path in [*folder.rglob("*"), folder]:
        path.chmod(folders if path.is_dir() else files)


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_store_that_is_not_ones_own_to_write_is_looked_up_in(
    theirs: Store, as_somebody: Callable[..., list[str]]
) -> None:
    _make_modes(theirs.folder, 0o755, 0o644)
    before = everything(theirs.folder)
    said = as_somebody(theirs.folder)
    assert said[0] == f"3 | {theirs.folder / 'organization'} is not yours to write."
    assert said[1] == "True 5"
    assert said[2].startswith("ReadOnly | Nothing can be changed here: ")
    assert everything(theirs.folder) == before


def test_a_private_store_says_to_others_that_it_cannot_be_read(
    theirs: Store, as_somebody: Callable[..., list[str]]
) -> None:
    said = as_somebody(theirs.folder)
    assert said == [f"NotRead | {theirs.folder / 'organization' / 'store.json'} cannot be read: Permission denied."]


@pytest.mark.parametrize("name", ["lock", "history"])
def test_a_part_that_is_not_ones_own_to_write_is_named_and_nothing_is_changed(
    theirs: Store, as_somebody: Callable[..., list[str]], name: str
) -> None:
    _make_modes(theirs.folder, 0o777, 0o666)
    blocked = theirs.folder / "organization" / name
    _make_modes(blocked, 0o555, 0o444)
    before = everything(theirs.folder / "organization" / "history")
    said = as_somebody(theirs.folder)
    assert said[-1].startswith("NotWritten | Not saved: ")
    assert said[-1].endswith("Permission denied. The store is as it was.")
    assert everything(theirs.folder / "organization" / "history") == before


def test_everybody_in_the_group_writes_in_a_shared_store_in_turn(
    open_folder: Path, beginning: Any, ana: Actor, as_somebody: Callable[..., list[str]], revise: Revise
) -> None:
    group = 12345
    store = Store.create(open_folder / "team", beginning, ana, "init", group=group)
    assert as_somebody(store.folder, group)[-1] == "saved"
    revise(store, "P1", name="Look again")
    store.keeping.settle(at_once=True)
    revise(store, "P1", name="Examine")
    assert as_somebody(store.folder, group)[-1] == "saved"
    assert modes(store.folder) == ({0o2770}, {0o660})
    assert {path.stat().st_gid for path in store.folder.rglob("*")} == {group}
    assert as_somebody(store.folder) == [
        f"NotRead | {store.folder / 'organization' / 'store.json'} cannot be read: Permission denied."
    ]
    store.close()
