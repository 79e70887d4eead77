"""Copies of a journal are as open as the journal itself, and bring back what stood when they were made."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from workbench.domain.errors import Refused
from workbench.domain.journal import Entry
from workbench.services import journal, journal_copies, journal_health, sealing
from workbench.services.setup import begin
from workbench.store import identity
from workbench.store.errors import ReadOnly
from workbench.store.identity import Identity
from workbench.store.journal_copies import AnotherKey, NothingToCopy
from workbench.store.lines import Actor
from workbench.store.store import Store
from workbench.store.unlocked import Locked
from workbench.store.wrapping import Cost

ANA = Actor("ana", "ana")
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
WORD = "four words are good"


def a_key() -> Identity:
    return identity.begin(WORD, Cost(memory=64, passes=1, lanes=1))[0]


KEY = a_key()


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The folder of the account's own journals."""
    return tmp_path / "own" / "journal" / "ana"


@pytest.fixture
def reopened(tmp_path: Path) -> Iterator[Callable[[], Store]]:
    """Open the store anew, as another command does."""
    opened: list[Store] = []

    def reopen() -> Store:
        store = Store.open(tmp_path / "store")
        store.private = tmp_path / "own"
        opened.append(store)
        return store

    yield reopen
    for store in opened:
        store.close()


@pytest.fixture
def store(tmp_path: Path, reopened: Callable[[], Store]) -> Store:
    begin(tmp_path / "store", "Lakeside", "ana", "Ana")[0].close()
    store = reopened()
    for text in ("cobalt one", "cobalt two"):
        journal.write(store, ANA, text, {}, NOW)
    return store


def texts(store: Store) -> list[str]:
    return [entry.text for entry in journal.own(store, ANA).values(Entry)]


def with_key(store: Store) -> Store:
    store.journals.keys.unlocked.hold(KEY.opened(WORD), store.clock())
    return store


def test_what_was_deleted_and_written_since_a_copy_is_gone_back_on_and_that_taken_back(
    store: Store, tmp_path: Path
) -> None:
    copy = journal_copies.copy_to(store, ANA, tmp_path / "copy")
    journal.delete(store, ANA, ["E1"])
    journal.write(store, ANA, "three", {}, NOW)
    assert journal_copies.go_back(store, ANA, str(copy))
    assert texts(store) == ["cobalt one", "cobalt two"]
    assert journal_copies.go_back(store, ANA, str(copy)) is None
    store.undo(ANA)
    assert texts(store) == ["cobalt two", "three"]


def test_a_journal_that_was_lost_is_put_back_whole_and_gives_no_id_twice(
    store: Store, reopened: Callable[[], Store], own: Path, tmp_path: Path
) -> None:
    journal.delete(store, ANA, ["E2"])
    copy = journal_copies.copy_to(store, ANA, tmp_path / "copy")
    shutil.rmtree(own)
    assert journal_copies.go_back(lost := reopened(), ANA, str(copy)) is None
    assert texts(lost) == ["cobalt one"]
    assert journal.write(lost, ANA, "after", {}, NOW).id == "E3"
    assert {path.stat().st_mode & 0o077 for path in own.rglob("*")} == {0}


def test_a_backup_beside_the_journal_is_found_by_its_name(store: Store) -> None:
    path = journal_copies.keep(store, ANA)
    journal.write(store, ANA, "three", {}, NOW)
    assert path in journal_copies.backups(store, ANA)
    journal_copies.go_back(store, ANA, path.name)
    assert texts(store) == ["cobalt one", "cobalt two"]


def test_the_copy_of_a_sealed_journal_holds_no_word_and_opens_with_its_passphrase(
    store: Store, reopened: Callable[[], Store], own: Path, tmp_path: Path
) -> None:
    sealing.encrypt(store, ANA, KEY)
    copy = journal_copies.copy_to(store, ANA, tmp_path / "copy")
    assert not [path for path in copy.rglob("*") if path.is_file() and b"cobalt" in path.read_bytes()]
    shutil.rmtree(own)
    lost = reopened()
    journal_copies.go_back(lost, ANA, str(copy))
    with pytest.raises(Locked):
        texts(lost)
    assert texts(with_key(lost)) == ["cobalt one", "cobalt two"]


def test_what_comes_from_a_plain_copy_lies_sealed_where_the_journal_is(store: Store, own: Path, tmp_path: Path) -> None:
    copy = journal_copies.copy_to(store, ANA, tmp_path / "copy")
    sealing.encrypt(store, ANA, KEY)
    journal.delete(store, ANA, ["E1"])
    journal_copies.go_back(with_key(store), ANA, str(copy))
    assert texts(with_key(store)) == ["cobalt one", "cobalt two"]
    assert not [path for path in own.rglob("*") if path.is_file() and b"cobalt" in path.read_bytes()]


def test_what_comes_from_a_sealed_copy_lies_open_where_the_journal_does(
    store: Store, reopened: Callable[[], Store], tmp_path: Path
) -> None:
    sealing.encrypt(store, ANA, KEY)
    copy = journal_copies.copy_to(store, ANA, tmp_path / "copy")
    sealing.decrypt(with_key(store), ANA)
    journal.delete(store, ANA, ["E1"])
    journal_copies.go_back(with_key(store), ANA, str(copy))
    assert texts(reopened()) == ["cobalt one", "cobalt two"]


def test_a_copy_that_is_sealed_to_another_key_is_refused(store: Store, tmp_path: Path) -> None:
    sealing.encrypt(store, ANA, KEY)
    copy = journal_copies.copy_to(store, ANA, tmp_path / "copy")
    identity.keep(store.journals.keys.folder("ana"), a_key())
    with pytest.raises(AnotherKey):
        journal_copies.go_back(store, ANA, str(copy))


@pytest.mark.parametrize("is_sealed", [False, True])
def test_a_damaged_journal_goes_back_to_a_copy(
    store: Store, reopened: Callable[[], Store], own: Path, tmp_path: Path, is_sealed: bool
) -> None:
    copy = journal_copies.copy_to(store, ANA, tmp_path / "copy")
    if is_sealed:
        sealing.encrypt(store, ANA, KEY)
    journal.write(store, ANA, "three", {}, NOW)
    for path in (own / "history").iterdir():
        path.write_bytes(path.read_bytes()[:-40] + b"x\n")
    (own / "store.json").unlink()
    damaged = reopened()
    with pytest.raises(ReadOnly, match="workbench journal restore BACKUP"):
        journal.write(damaged, ANA, "four", {}, NOW)
    journal_copies.go_back(with_key(damaged), ANA, str(copy))
    assert texts(with_key(damaged)) == ["cobalt one", "cobalt two"]
    journal.write(damaged, ANA, "four", {}, NOW)
    assert len(texts(with_key(reopened()))) == 3
    stands = (own / "store.json").read_bytes() + b"".join(path.read_bytes() for path in (own / "history").iterdir())
    assert (b"cobalt" in stands) is not is_sealed


def test_a_journal_never_takes_the_place_of_the_organization_nor_the_other_way_round(
    store: Store, tmp_path: Path
) -> None:
    copy = journal_copies.copy_to(store, ANA, tmp_path / "copy")
    whole = store.keeping.copy_to(tmp_path / "whole")
    with pytest.raises(Refused, match="journal restore"):
        store.keeping.restore_named(str(copy), ANA)
    with pytest.raises(Refused, match="holds no journal"):
        journal_copies.go_back(store, ANA, str(whole / "organization"))


def test_where_nothing_is_written_nothing_is_copied(store: Store, tmp_path: Path) -> None:
    with pytest.raises(NothingToCopy):
        journal_copies.copy_to(store, Actor("sol", "sol"), tmp_path / "copy")


def test_a_journal_into_which_others_can_look_that_lost_its_key_or_a_line_is_not_sound(
    store: Store, reopened: Callable[[], Store], own: Path
) -> None:
    def said(store: Store) -> str:
        return " ".join(found.what for found in journal_health.report(store, "ana") if not found.sound)

    assert said(store) == ""
    (own / "store.json").chmod(0o644)
    assert f"chmod -R go-rwx {own}" in said(store)
    (own / "store.json").chmod(0o600)
    [history] = (own / "history").iterdir()
    history.write_bytes(history.read_bytes().replace(b"cobalt one", b"cobalt eno"))
    assert "line 2" in said(reopened())
    history.write_bytes(history.read_bytes().replace(b"cobalt eno", b"cobalt one"))
    sealing.encrypt(store, ANA, KEY)
    (own / identity.NAME).unlink()
    assert "`workbench journal recover` makes it anew" in said(reopened())
