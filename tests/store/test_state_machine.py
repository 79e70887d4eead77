"""Two programs at one store, doing whatever comes to mind, held against a plain dictionary."""

import json
import os
import shutil
import tempfile
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from workbench.domain.errors import Refused
from workbench.domain.process import Process
from workbench.store.errors import ChangedElsewhere
from workbench.store.lines import Actor
from workbench.store.store import Store

SCALE = int(os.environ.get("WORKBENCH_TEST_SCALE", "1"))
PEOPLE = {"ana": {"name": "Ana"}, "bo": {"name": "Bo"}}

Docs = dict[str, dict[str, Any]]


@dataclass
class Edit:
    """What one change did to the model: a field, a whole record (no field), or a text in a set (no before)."""

    record: str
    field: str
    before: Any
    after: Any

    def turned(self) -> "Edit":
        return Edit(self.record, self.field, self.after, self.before)

    def fits(self, docs: Docs) -> bool:
        if not self.field:
            return bool(docs.get(self.record) == self.before)
        if self.record not in docs:
            return False
        return bool(self.field == "tags" or docs[self.record].get(self.field) == self.before)

    def carry_out(self, docs: Docs) -> None:
        if not self.field:
            _set(docs, self.record, deepcopy(self.after))
        elif self.field == "tags":
            held = set(docs[self.record].get("tags", ()))
            held = held | {self.after} if self.after else held - {self.before}
            _set(docs[self.record], "tags", sorted(held) or None)
        else:
            _set(docs[self.record], self.field, self.after)


def _set(into: dict[str, Any], key: str, value: Any) -> None:
    if value is None:
        into.pop(key, None)
    else:
        into[key] = value


def breaks_a_rule(docs: Docs) -> bool:
    """A parent that is missing or is retired above one that is not, or a ring."""
    for record, doc in docs.items():
        above = doc.get("parent")
        for _ in docs:
            if above is None:
                break
            if above == record or above not in docs or ("retired" in docs[above] and "retired" not in doc):
                return True
            above = docs[above].get("parent")
        else:
            return True
    return False


names = st.sampled_from(["Bill", "Examine", "Sterilize “all”", "Zähne", "歯", "x.y+", "a\tb"])
tags = st.sampled_from(["daily", "new", "a,b", "x+"])
who = st.sampled_from(["ana", "bo"])


class StoreMachine(RuleBasedStateMachine):
    """`stores` are two open ones; `docs` is what stands; `moments` what stood when."""

    records = Bundle("records")

    @initialize()
    def begin(self) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="workbench-machine-"))
        self.folder = self.home / "store"
        self.time = datetime(2026, 11, 22, 9, tzinfo=UTC)
        tables = {"organization": {"organization": {"name": "Lakeside"}}, "people": PEOPLE}
        first = Store.create(self.folder, tables, Actor("", "init"), "init", clock=self.clock)
        self.stores = {"ana": first, "bo": Store.open(self.folder, self.clock)}
        self.docs: Docs = {}
        self.given = 0
        self.done: dict[str, list[list[Edit]]] = {"ana": [], "bo": []}
        self.undone: dict[str, list[list[Edit]]] = {"ana": [], "bo": []}
        self.moments: list[tuple[datetime, Docs]] = []

    def clock(self) -> datetime:
        self.time += timedelta(hours=5)
        return self.time

    def teardown(self) -> None:
        if hasattr(self, "home"):
            for store in self.stores.values():
                store.close()
            shutil.rmtree(self.home)

    def remember(self) -> None:
        self.moments.append((self.time, deepcopy(self.docs)))

    def attempt(self, person: str, edits: list[Edit], act: Callable[[Store, Actor], object]) -> bool:
        """Do in the store what the model says can be done, or see it refused."""
        after = deepcopy(self.docs)
        fits = all(edit.fits(self.docs) for edit in edits)
        if fits:
            for edit in edits:
                edit.carry_out(after)
        possible = fits and not breaks_a_rule(after)
        try:
            act(self.stores[person], Actor(person, person))
        except (Refused, ChangedElsewhere):
            assert not possible
            return False
        assert possible
        self.docs = after
        self.remember()
        return True

    def change(self, person: str, edits: list[Edit], before: Process | None, after: Process | None) -> None:
        def act(store: Store, actor: Actor) -> None:
            with store.change(actor, "process.set") as change:
                if after is None and before:
                    change.remove(before.id)
                else:
                    change.put(before, after)

        if edits and self.attempt(person, edits, act):
            self.done[person].append(edits)
            self.undone[person] = []

    def fresh(self, person: str, record: str) -> Process | None:
        self.stores[person].follow()
        return self.stores[person].organization.processes.get(record)

    # What people do

    @rule(target=records, person=who, name=names, tag=st.none() | tags)
    def add(self, person: str, name: str, tag: str | None) -> str:
        self.given += 1
        record = f"P{self.given}"
        doc = {"name": name, "rank": "n", **({"tags": [tag]} if tag else {})}

        def act(store: Store, actor: Actor) -> None:
            with store.change(actor, "process.add") as change:
                process = Process(id=change.new_id("P"), name=name, tags=frozenset([tag] if tag else []))
                assert process.id == record
                change.put(None, process)

        edits = [Edit(record, "", None, doc)]
        assert self.attempt(person, edits, act)
        self.done[person].append(edits)
        self.undone[person] = []
        return record

    @rule(person=who, record=records, name=names)
    def rename(self, person: str, record: str, name: str) -> None:
        if (seen := self.fresh(person, record)) and seen.name != name:
            self.change(person, [Edit(record, "name", seen.name, name)], seen, replace(seen, name=name))

    @rule(person=who, record=records, name=names, purpose=names)
    def change_what_was_seen_a_while_ago(self, person: str, record: str, name: str, purpose: str) -> None:
        seen = self.stores[person].organization.processes.get(record)
        if seen and (seen.name, seen.purpose) != (name, purpose):
            both = {"name": (seen.name, name), "purpose": (seen.purpose or None, purpose)}
            edits = [Edit(record, field, old, new) for field, (old, new) in both.items() if old != new]
            self.change(person, edits, seen, replace(seen, name=name, purpose=purpose))

    @rule(person=who, record=records, parent=st.none() | records)
    def move(self, person: str, record: str, parent: str | None) -> None:
        if (seen := self.fresh(person, record)) and seen.parent != parent:
            self.change(person, [Edit(record, "parent", seen.parent, parent)], seen, replace(seen, parent=parent))

    @rule(person=who, record=records)
    def retire_or_bring_back(self, person: str, record: str) -> None:
        if seen := self.fresh(person, record):
            day = None if seen.retired else date(2026, 11, 22)
            old, new = (value and value.isoformat() for value in (seen.retired, day))
            running = [doc for doc in self.docs.values() if doc.get("parent") == record and "retired" not in doc]
            if day is None or not running:
                self.change(person, [Edit(record, "retired", old, new)], seen, replace(seen, retired=day))

    @rule(person=who, record=records, tag=tags)
    def tag_or_untag(self, person: str, record: str, tag: str) -> None:
        if seen := self.fresh(person, record):
            held = tag in seen.tags
            edit = Edit(record, "tags", tag if held else None, None if held else tag)
            self.change(person, [edit], seen, replace(seen, tags=seen.tags ^ {tag}))

    @rule(person=who, record=records)
    def delete(self, person: str, record: str) -> None:
        if seen := self.fresh(person, record):
            self.change(person, [Edit(record, "", deepcopy(self.docs[record]), None)], seen, None)

    @rule(person=who)
    def undo(self, person: str) -> None:
        edits = self.done[person][-1] if self.done[person] else [Edit("nothing", "name", "", "")]
        if self.attempt(person, [edit.turned() for edit in reversed(edits)], Store.undo):
            self.undone[person].append(self.done[person].pop())

    @rule(person=who)
    def redo(self, person: str) -> None:
        edits = self.undone[person][-1] if self.undone[person] else [Edit("nothing", "name", "", "")]
        if self.attempt(person, edits, Store.redo):
            self.done[person].append(self.undone[person].pop())

    # What happens to a store

    @rule(person=who)
    def checkpoint(self, person: str) -> None:
        self.stores[person].keeping.settle(at_once=True)

    @rule(person=who)
    def reopen(self, person: str) -> None:
        self.stores[person].close()
        self.stores[person] = Store.open(self.folder, self.clock)

    @rule(length=st.integers(1, 120))
    def crash(self, length: int) -> None:
        """A program dies in the middle of writing a line."""
        history = max((self.folder / "organization" / "history").iterdir())
        whole = history.read_bytes()
        line = whole.rstrip(b"\n").rpartition(b"\n")[2]
        with history.open("ab") as file:
            file.write(line[: min(length, len(line) - 1)])

    @rule()
    def lose_the_checkpoint(self) -> None:
        (self.folder / "organization" / "store.json").unlink(missing_ok=True)

    @rule()
    def lose_the_lookup_table_and_the_backups(self) -> None:
        (self.folder / "lookup.tsv").unlink(missing_ok=True)
        shutil.rmtree(self.folder / "backups", ignore_errors=True)

    @rule(person=who, record=records, name=names)
    def edit_by_hand(self, person: str, record: str, name: str) -> None:
        if record not in self.docs or self.docs[record]["name"] == name:
            return
        self.stores["bo"].keeping.settle(at_once=True)
        path = self.folder / "organization" / "store.json"
        content = json.loads(path.read_text(encoding="utf-8"))
        assert content["processes"][record]["name"] == self.docs[record]["name"]
        content["processes"][record]["name"] = name
        path.write_text(json.dumps(content, indent=1, ensure_ascii=False), encoding="utf-8")
        self.docs[record]["name"] = name
        self.stores[person].keeping.settle(at_once=True)
        self.remember()

    # What holds

    @invariant()
    def every_session_shows_what_stands(self) -> None:
        for store in getattr(self, "stores", {}).values():
            if self.time.day % 2:
                store.follow()
                assert store.space.tables["processes"] == self.docs
                assert not store.read_only
                assert set(store.organization.processes) == set(self.docs)

    @rule(person=who)
    def look_at_how_it_stood(self, person: str) -> None:
        store = self.stores[person]
        store.follow()
        for moment, docs in self.moments:
            assert store.space.back_at(moment)["processes"] == docs

    @rule()
    def hold_it_against_its_history(self) -> None:
        assert Store.open(self.folder, self.clock).keeping.differs_from_history() == []


TestStore = StoreMachine.TestCase
TestStore.settings = settings(max_examples=60 * SCALE, stateful_step_count=40)
