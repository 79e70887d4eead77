"""Dated records gathered by process: an index for each table, made when it is first asked for and kept up to date."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from workbench.domain.ids import table_of
from workbench.store.edits import Doc, Edits, Tables
from workbench.store.late import LateTable

ABOUT = "process"

Order = tuple[str, int, str]


def order_of(record: str, doc: Doc) -> Order:
    """What sorts dated records by their day, those of one day by their ids."""
    return str(doc.get("on")), len(record), record


class Gathered:
    """Which records there are about each process, and the newest of them for each value of a field."""

    def __init__(self, tables: Callable[[], Tables]) -> None:
        self._tables = tables
        self._about: dict[str, dict[str, dict[str, None]]] = {}
        self._few: dict[tuple[str, str], list[str]] = {}
        self._newest: dict[tuple[str, str], dict[str, dict[str, str]]] = {}
        self._whole: set[tuple[str, str]] = set()

    def forget(self) -> None:
        """Gather anew when asked next: others have changed something."""
        self._about, self._few, self._newest, self._whole = {}, {}, {}, set()

    def by_process(self, table: str) -> dict[str, dict[str, None]]:
        """The records of a table by process."""
        if table not in self._about:
            index = self._about[table] = defaultdict[str, dict[str, None]](dict)
            for record, doc in self._tables()[table].items():
                index[str(doc.get(ABOUT, ""))][record] = None
        return self._about[table]

    def of(self, table: str, process: str) -> Iterable[str]:
        """The records of a table about one process; of a table that waits to be read, these alone are."""
        if (table, process) in self._few:
            return self._few[table, process]
        docs = self._tables()[table]
        some = docs.where(ABOUT, process) if table not in self._about and isinstance(docs, LateTable) else None
        if some is None:
            return self.by_process(table).get(process, ())
        self._few[table, process] = some
        return some

    def newest(self, table: str, process: str, field: str) -> dict[str, str]:
        """The newest record about a process for each value of a field."""
        if table in self._about and (table, field) not in self._whole:
            self._gather_newest(table, field)
        known = self._newest.setdefault((table, process), {})
        if field not in known:
            docs = self._tables()[table]
            known[field] = _newest_of(((record, docs[record]) for record in self.of(table, process)), field)[process]
        return known[field]

    def _gather_newest(self, table: str, field: str) -> None:
        """Find the newest about every process at once: the whole table was read, and others will be asked for too."""
        self._whole.add((table, field))
        found = _newest_of(self._tables()[table].items(), field)
        for process in self._about[table]:
            self._newest.setdefault((table, process), {})[field] = found[process]

    def note(self, edits: Edits) -> None:
        """Take in what was changed, which stands in the tables already."""
        for path, values in edits.items():
            record, _, field = path.partition(".")
            table = table_of(record) or ""
            doc: Doc = values[1] or values[0] if not field else self._tables()[table].get(record, {})
            about = str(doc.get(ABOUT, ""))
            self._newest.pop((table, about), None)
            self._few.pop((table, about), None)
            if field == ABOUT:
                self.forget()
            elif not field and table in self._about:
                if values[1] is None:
                    self._about[table][about].pop(record, None)
                else:
                    self._about[table][about][record] = None


def _newest_of(docs: Iterable[tuple[str, Doc]], field: str) -> dict[str, dict[str, str]]:
    """By process, the newest of some records for each value of a field."""
    newest: dict[tuple[str, str], Order] = {}
    for record, doc in docs:
        key, order = (str(doc.get(ABOUT, "")), str(doc.get(field, ""))), order_of(record, doc)
        known = newest.get(key)
        if known is None or known < order:
            newest[key] = order
    found = defaultdict[str, dict[str, str]](dict)
    for (process, value), (_, _, record) in newest.items():
        found[process][value] = record
    return found
