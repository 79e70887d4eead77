"""TinyDB over the tables of a space: the store's query surface, read only."""

from tinydb import TinyDB, where
from tinydb.storages import Storage
from tinydb.table import Table

from workbench.store.edits import Tables


class FoldStorage(Storage):
    """A TinyDB storage whose content is the fold of a history; changes go through the history alone."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def read(self) -> Tables:
        """The tables as they stand."""
        return self._tables

    def write(self, data: Tables) -> None:
        """Refuse: a change is a line of history."""
        raise NotImplementedError("a change is a line of history: use Store.change")


class RecordTable(Table):
    """A table whose documents are known by the ids of their records."""

    document_id_class = str  # type: ignore[assignment]
    default_query_cache_capacity = 0


class Database(TinyDB):
    """The tables as TinyDB sees them."""

    table_class = RecordTable


def database(tables: Tables) -> Database:
    """A TinyDB over these tables."""
    return Database(tables, storage=FoldStorage)


def people_with_account(tables: Tables, login: str) -> list[str]:
    """The handles of those whom a login account maps to."""
    people = database(tables).table("people")  # pyright: ignore[reportUnknownMemberType]
    return [str(doc.doc_id) for doc in people.search(where("accounts").any([login]))]
