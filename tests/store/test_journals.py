"""A journal is its account's alone, lies outside the store, and forgets what is deleted from it for good."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from workbench.domain.commitments import Commitment
from workbench.domain.errors import NotFound
from workbench.domain.journal import Entry
from workbench.store.errors import ForeignFolder
from workbench.store.journal_space import JournalSpace
from workbench.store.lines import Actor
from workbench.store.store import Store

ANA = Actor("ana", "ana")


@pytest.fixture
def own(tmp_path: Path, store: Store) -> Path:
    """Where Ana's journal lies."""
    return tmp_path / "home/.local/share/workbench" / store.id / "journal/ana"


def write(space: JournalSpace, text: str, **fields: Any) -> Entry:
    with space.change(ANA, "journal.add") as change:
        said: dict[str, Any] = {"id": change.new_id("E"), "on": date(2026, 11, 22), "text": text, **fields}
        entry = Entry(**said)
        change.put(None, entry)
    return entry


def modes(folder: Path) -> set[int]:
    return {path.stat().st_mode & 0o7777 for path in [folder, *folder.rglob("*")]}


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_a_journal_is_its_accounts_alone_and_no_word_of_it_lies_in_the_store(
    umask: int, store: Store, folder: Path, own: Path
) -> None:
    before = os.umask(umask)
    try:
        write(store.journals.of("ana"), "cobalt")
        store.keeping.settle(at_once=True)
        store.journals.of("ana").purge([], ANA)
    finally:
        os.umask(before)
    assert modes(own) == {0o700, 0o600}
    assert not any(b"cobalt" in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_journal_that_others_could_look_into_is_closed_before_anything_is_written(store: Store, own: Path) -> None:
    own.mkdir(parents=True)
    own.chmod(0o755)
    write(store.journals.of("ana"), "cobalt")
    assert own.stat().st_mode & 0o777 == 0o700


def test_nothing_private_is_written_through_a_link(store: Store, own: Path, tmp_path: Path) -> None:
    own.parent.mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    own.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ForeignFolder, match="not a folder of this account"):
        write(store.journals.of("ana"), "cobalt")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_what_is_shared_in_a_team_folder_can_be_read_and_answered_by_the_group(
    tmp_path: Path, beginning: Any, clock: Any
) -> None:
    store = Store.create(tmp_path / "team", beginning, ANA, "init", group=os.getgid(), clock=clock)
    write(store.journals.shared_by("ana"), "shared")
    store.keeping.settle(at_once=True)
    assert modes(tmp_path / "team/shared") == {0o2770, 0o660}
    store.close()


def test_the_spaces_that_are_there_say_whose_they_are(store: Store) -> None:
    write(store.journals.shared_by("ana"), "shared")
    with store.journals.between("ana", "bo").change(ANA, "session.add") as change:
        change.new_id("W")
    assert store.journals.who_share() == ["ana"]
    assert store.journals.pairs_of("bo") == [("ana", "bo")]
    assert store.journals.pairs_of("zoe") == []


def test_another_program_reads_what_was_written_and_what_was_forgotten(
    store: Store, reopened: Callable[[], Store]
) -> None:
    first, other = store.journals.of("ana"), reopened().journals.of("ana")
    write(first, "one")
    assert [entry.text for entry in other.values(Entry)] == ["one"]
    write(other, "two")
    assert first.follow()
    first.purge(["E1"], ANA)
    assert other.follow()
    assert [entry.text for entry in other.values(Entry)] == ["two"]
    assert write(other, "three").id == "E3"


def test_an_id_comes_back_not_even_when_everything_was_forgotten(store: Store, reopened: Callable[[], Store]) -> None:
    space = store.journals.of("ana")
    with space.change(ANA, "commitment.add") as change:
        change.put(None, Commitment(id=change.new_id("K"), on=date(2026, 11, 22), name="Lead a morning"))
    write(space, "one")
    space.purge(["E1", "K1"], ANA)
    again = reopened().journals.of("ana")
    assert write(again, "two").id == "E2"
    with pytest.raises(NotFound):
        again.get("K1")


def test_records_stand_in_the_order_of_their_moments(store: Store) -> None:
    space = store.journals.of("ana")
    for day in (22, 3, 10):
        write(space, f"on {day}", on=date(2026, 11, day))
    assert [entry.text for entry in space.values(Entry, newest_first=True)] == ["on 22", "on 10", "on 3"]


def test_one_entry_is_found_and_one_is_added_while_the_others_are_not_read(
    store: Store, reopened: Callable[[], Store]
) -> None:
    for number in range(30):
        write(store.journals.of("ana"), f"entry {number}")
    store.keeping.settle(at_once=True)
    space = reopened().journals.of("ana")
    assert space.space
    table: Any = space.space.tables["entries"]
    assert space.get("e7").text == "entry 6"
    assert table.raw
    write(space, "one more")
    assert [entry.text for entry in space.values(Entry)][-2:] == ["entry 29", "one more"]
