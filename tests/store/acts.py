"""What a program does to a store, in steps, so that faults can be struck at every one of them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from workbench.domain.process import Process
from workbench.store.edits import Tables
from workbench.store.errors import NoStore
from workbench.store.lines import Actor
from workbench.store.space import Space
from workbench.store.store import Store

ANA = Actor("ana", "ana")
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)

Step = Iterator[None]
State = Tables | None


class Act:
    """Something a program does to a store: steps, after each of which a part of it is acknowledged."""

    def prepare(self, folder: Path) -> None:
        store = Store.create(folder, beginning(), ANA, "init", clock=now)
        rename(store, "Examine and explain")
        store.keeping.settle(at_once=True)
        rename(store, "Examine, explain")
        store.close()

    def steps(self, folder: Path) -> Step:
        raise NotImplementedError

    def state(self, folder: Path) -> State:
        store = Store.open(folder, now)
        store.close()
        return store.space.tables

    def go_on(self, folder: Path) -> None:
        """A later change and a later checkpoint, which work."""
        store = Store.open(folder, now)
        assert not store.read_only
        with store.change(ANA, "process.add") as change:
            change.put(None, Process(id=change.new_id("P"), name="Later"))
        store.keeping.settle(at_once=True)
        store.close()
        assert "Later" in [doc["name"] for doc in (self.state(folder) or {})["processes"].values()]


class AChange(Act):
    def steps(self, folder: Path) -> Step:
        store = Store.open(folder, now)
        rename(store, "Look")
        yield
        store.keeping.settle(at_once=True)
        yield
        rename(store, "Look again")
        yield
        store.close()


class AnUndo(Act):
    def steps(self, folder: Path) -> Step:
        store = Store.open(folder, now)
        store.undo(ANA)
        yield
        store.redo(ANA)
        yield
        store.close()


class AHandEdit(Act):
    """Somebody edited the checkpoint; the next change takes it in, then a new checkpoint is written.

    Nobody has acknowledged the edit: where the file cannot be read it may be set aside, but it is not lost.
    """

    def prepare(self, folder: Path) -> None:
        super().prepare(folder)
        path = folder / "organization" / "store.json"
        path.write_text(path.read_text().replace('"Bill"', '"Send bills"'))

    def state(self, folder: Path) -> State:
        tables = super().state(folder) or {}
        bill = tables["processes"].pop("P2")
        aside = [path.read_text() for path in (folder / "backups").glob("organization-*-2*.json")]
        assert bill["name"] == "Send bills" or any("Send bills" in text for text in aside)
        return tables

    def steps(self, folder: Path) -> Step:
        store = Store.open(folder, now)
        rename(store, "Look")
        yield
        store.keeping.settle(at_once=True)
        yield
        store.close()


class ARestore(Act):
    def prepare(self, folder: Path) -> None:
        super().prepare(folder)
        store = Store.open(folder, now)
        store.keeping.back_up()
        rename(store, "Something else")
        store.close()

    def steps(self, folder: Path) -> Step:
        store = Store.open(folder, now)
        store.keeping.restore(store.keeping.backups()[-1], ANA)
        yield
        store.close()


class ARestoreOfADamagedStore(ARestore):
    def prepare(self, folder: Path) -> None:
        super().prepare(folder)
        history = next((folder / "organization" / "history").iterdir())
        lines = history.read_bytes().splitlines(keepends=True)
        history.write_bytes(b"".join([*lines[:-1], lines[-1].replace(b"Something", b"Somebody?")]))
        assert Store.open(folder).read_only

    def go_on(self, folder: Path) -> None:
        store = Store.open(folder, now)
        if store.read_only:
            store.keeping.restore(store.keeping.backups()[-1], ANA)
        store.close()
        super().go_on(folder)


class AnInit(Act):
    def prepare(self, folder: Path) -> None:
        folder.mkdir(mode=0o700)

    def steps(self, folder: Path) -> Step:
        store = Store.create(folder, beginning(), ANA, "init", clock=now)
        yield
        store.close()

    def state(self, folder: Path) -> State:
        try:
            return super().state(folder)
        except NoStore:
            return None

    def go_on(self, folder: Path) -> None:
        if self.state(folder) is None:
            Store.create(folder, beginning(), ANA, "init", clock=now).close()
        super().go_on(folder)


class AMigration(Act):
    """The program knows format 2, in which a process has a title instead of a name."""

    def steps(self, folder: Path) -> Step:
        space = _second(folder)
        space.load()
        with space.writing():
            edits = {"P2.title": ["Bill", "Send bills"]}
            space.append(ANA, "process.set", edits, NOW)
        yield
        space.checkpoint(NOW)
        yield
        space.close()

    def state(self, folder: Path) -> State:
        space = _second(folder)
        space.load()
        space.close()
        return space.tables

    def go_on(self, folder: Path) -> None:
        space = _second(folder)
        space.load()
        with space.writing():
            space.append(ANA, "process.set", {"P2.code": [None, "B"]}, NOW)
        space.checkpoint(NOW)
        assert (self.state(folder) or {})["processes"]["P2"]["code"] == "B"


def _second(folder: Path) -> Space:
    return Space(folder / "organization", folder / "backups", format=2, steps={1: _names_become_titles})


def _names_become_titles(tables: Tables) -> Tables:
    processes = {
        record: {("title" if field == "name" else field): value for field, value in doc.items()}
        for record, doc in tables["processes"].items()
    }
    return {**tables, "processes": processes}


def now() -> datetime:
    return NOW


def beginning() -> Tables:
    return {
        "organization": {"organization": {"name": "Lakeside Dental"}},
        "people": {"ana": {"name": "Ana", "accounts": ["ana"]}},
        "processes": {"P1": {"name": "Examine"}, "P2": {"name": "Bill", "rank": "p"}},
    }


def rename(store: Store, name: str) -> None:
    with store.change(ANA, "process.rename") as change:
        before = change.organization.processes["P1"]
        change.put(before, replace(before, name=name))


ACTS = [AChange(), AnUndo(), AHandEdit(), ARestore(), ARestoreOfADamagedStore(), AnInit(), AMigration()]
