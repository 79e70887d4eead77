"""Documents that lie sealed: written without the key, read with it, and each of them whole or said to be damaged."""

import json
from collections.abc import Collection
from typing import Any

import pytest

from workbench.domain.errors import Refused
from workbench.store.edits import Doc, Edits, Tables, apply, inverse
from workbench.store.errors import ChangedElsewhere
from workbench.store.sealed import Seal
from workbench.store.sealing import KeyPair, is_sealed, new_pair
from workbench.store.unlocked import Locked

ANA, RECOVERY = new_pair(), new_pair()
FIRST = {"on": "2026-11-22", "text": "Kept my voice down.", "tags": ["self"]}


class Journal:
    """A table of entries that lies sealed, and what is asked of it with the key or without."""

    def __init__(self) -> None:
        self.raw: Tables = {"entries": {}}
        self.readers: tuple[str, ...] = (ANA.public, RECOVERY.public)
        self.key: KeyPair | None = ANA
        self.checked: list[Doc | None] = []
        self.seal = Seal("journal/ana", self._pair)

    def _pair(self) -> KeyPair:
        if self.key is None:
            raise Locked
        return self.key

    def write(self, edits: Edits) -> Edits:
        sealed = self.seal.edits(self.raw, edits, lambda doc: self.readers, self._check)
        apply(self.raw, sealed)
        return sealed

    def _check(self, tables: Tables, records: Collection[str]) -> None:
        self.checked += [tables["entries"].get(record) for record in records]

    def lock(self) -> None:
        self.key = None
        self.seal.forget()

    @property
    def entries(self) -> dict[str, Doc]:
        return dict(self.seal.tables(self.raw)["entries"].items())


@pytest.fixture
def journal() -> Journal:
    journal = Journal()
    journal.write({"E1": [None, FIRST]})
    return journal


def test_writing_needs_no_key_and_leaves_nothing_to_be_read(journal: Journal) -> None:
    journal.lock()
    line = journal.write({"E2": [None, {"on": "2026-11-23", "text": "Written locked."}]})
    assert "Written" not in json.dumps([line, journal.raw])
    assert is_sealed(journal.raw["entries"]["E2"])
    with pytest.raises(Locked):
        journal.entries["E2"]
    journal.key = ANA
    assert journal.entries["E2"]["text"] == "Written locked."


def test_an_entry_is_changed_where_it_still_says_what_was_seen(journal: Journal) -> None:
    line = journal.write({"E1.text": ["Kept my voice down.", "Kept it down."], "E1.tags+": ["calm"]})
    assert list(line) == ["E1.sealed"]
    assert journal.entries["E1"] == {**FIRST, "text": "Kept it down.", "tags": ["calm", "self"]}
    with pytest.raises(ChangedElsewhere, match=r"E1\.text was changed meanwhile"):
        journal.write({"E1.text": ["Kept my voice down.", "Something else."]})
    assert journal.entries["E1"]["text"] == "Kept it down."


def test_what_is_checked_is_what_can_be_read(journal: Journal) -> None:
    journal.write({"E1.star": [None, True]})
    assert journal.checked == [FIRST, {**FIRST, "star": True}]


def test_a_change_and_its_undo_are_lines_that_say_nothing(journal: Journal) -> None:
    before = json.loads(json.dumps(journal.raw))
    line = journal.write({"E1.text": ["Kept my voice down.", "Kept it down."]})
    journal.lock()
    assert journal.write(inverse(line)) == inverse(line)
    assert journal.raw == before


def test_an_entry_is_taken_out_as_it_was_seen_or_as_it_lies_there(journal: Journal) -> None:
    journal.write({"E2": [None, FIRST]})
    journal.write({"E1": [FIRST, None]})
    journal.lock()
    journal.write({"E2": [journal.raw["entries"]["E2"], None]})
    assert journal.raw == {"entries": {}}


def test_two_entries_put_in_each_others_place_are_damaged_and_the_others_are_not(journal: Journal) -> None:
    journal.write({"E2": [None, FIRST]})
    journal.write({"E3": [None, FIRST]})
    entries = journal.raw["entries"]
    entries["E1"], entries["E2"] = entries["E2"], entries["E1"]
    journal.seal.forget()
    assert journal.entries == {"E1": {}, "E2": {}, "E3": FIRST}
    why = "cannot be opened: it is damaged, or was sealed to another key"
    assert journal.seal.unopened(journal.raw) == [f"E1 {why}", f"E2 {why}"]


def test_sealing_and_unsealing_leave_each_entry_to_be_read_in_one_way(journal: Journal) -> None:
    journal.readers = ()
    journal.write({"E2": [None, FIRST]})
    assert journal.raw["entries"]["E2"] == FIRST
    assert journal.entries == {"E1": FIRST, "E2": FIRST}
    plain = journal.seal.resealed(journal.raw, lambda doc: journal.readers)
    assert plain == {"entries": {"E1": FIRST, "E2": FIRST}}
    journal.readers = (ANA.public,)
    journal.lock()
    journal.raw = journal.seal.resealed(plain, lambda doc: journal.readers)
    assert all(is_sealed(doc) for doc in journal.raw["entries"].values())
    journal.key = ANA
    assert journal.entries == {"E1": FIRST, "E2": FIRST}


def test_an_entry_that_is_refused_is_not_sealed_and_changes_nothing(journal: Journal) -> None:
    before = json.loads(json.dumps(journal.raw))

    def refuse(tables: Tables, records: Collection[str]) -> Any:
        raise Refused("No.")

    with pytest.raises(Refused):
        journal.seal.edits(journal.raw, {"E1.text": [FIRST["text"], "x"]}, lambda doc: journal.readers, refuse)
    assert journal.raw == before


def test_what_was_opened_is_forgotten_when_it_locks(journal: Journal) -> None:
    assert journal.entries["E1"] == FIRST
    journal.lock()
    with pytest.raises(Locked):
        journal.entries["E1"]
    assert "Kept my voice" not in repr(vars(journal.seal))
