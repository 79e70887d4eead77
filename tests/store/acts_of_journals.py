"""What a program does to a journal, in steps, so that faults can be struck at every one of them."""

from pathlib import Path

from tests.store.acts import ANA, NOW, Act, State, Step, now
from workbench.domain.journal import Entry
from workbench.store.store import Store


class AForgetting(Act):
    """An entry is deleted for good; whatever of it a program that died leaves, the next one removes."""

    def prepare(self, folder: Path) -> None:
        super().prepare(folder)
        store = with_journal(folder)
        for text in ("Said too much, cobalt.", "Said enough."):
            write(store, text)
            store.keeping.settle(at_once=True)
        own = folder / "own" / "journal" / "ana"
        (own / "backups" / "ana-edited-20261101T080000Z.json").write_text('{"E1":"cobalt"}')
        store.close()

    def steps(self, folder: Path) -> Step:
        store = with_journal(folder)
        store.journals.of("ana").purge(["E1"], ANA)
        yield
        write(store, "Slept on it.")
        yield
        store.keeping.settle(at_once=True)
        yield
        store.close()

    def state(self, folder: Path) -> State:
        store = with_journal(folder)
        store.close()
        return {name: dict(table) for name, table in store.journals.of("ana").tables.items()}

    def go_on(self, folder: Path) -> None:
        store = with_journal(folder)
        write(store, "Later")
        store.keeping.settle(at_once=True)
        store.close()
        texts = {record: doc["text"] for record, doc in (self.state(folder) or {})["entries"].items()}
        assert "Later" in texts.values()
        left = [path for path in folder.rglob("*") if path.is_file() and b"cobalt" in path.read_bytes()]
        assert bool(left) == ("E1" in texts)
        if "E1" not in texts:
            assert [line.act for line in store.journals.of("ana").backwards()][-1] == "purge"


def with_journal(folder: Path) -> Store:
    """The store in a folder, with the journals of its account in it too."""
    store = Store.open(folder, now)
    store.private = folder / "own"
    return store


def write(store: Store, text: str) -> None:
    """Write an entry into Ana's journal."""
    with store.journals.of("ana").change(ANA, "journal.add") as change:
        change.put(None, Entry(id=change.new_id("E"), on=NOW.date(), text=text))
