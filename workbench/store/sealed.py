"""Documents that are sealed where they lie: opened one by one as they are asked for, and sealed as they are written.

The space keeps what is sealed as it keeps everything: whole, in its checkpoint, its history and its backups. So
nothing that is written down anywhere can be read without the key, and nothing needs the key to be written.
"""

from collections.abc import Callable, Collection, ItemsView, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, cast

from workbench.domain.ids import table_of
from workbench.store.bundle import Bundle, Known, digest
from workbench.store.edits import Doc, Edits, Tables, apply, conflicts, diff, touched
from workbench.store.errors import ChangedElsewhere
from workbench.store.sealing import SEALED, KeyPair, Unopened, is_sealed, opened_doc, seal, to_be_sealed

FEW = 200

Readers = Callable[[Doc], Sequence[str]]
Check = Callable[[Tables, Collection[str]], object]


class Seal:
    """How the documents of one space are sealed and opened.

    `place` is bound into each of them; `key` is the reader's own, and raises Locked while it cannot be had; `each`
    is told of every document that is sealed, or opened alone, since many of them take their time.
    `readers`, where they are asked for, are the public keys that a document is for; none where it stays plain.
    """

    def __init__(
        self, place: str, key: Callable[[], KeyPair], bundle: Bundle | None = None, each: Callable[[], object] = bool
    ) -> None:
        self._place, self._key, self._bundle, self._each = place, key, bundle, each
        self.forget()

    def forget(self) -> None:
        """Keep nothing in memory of what was opened, or sealed ahead."""
        self._ahead: dict[str, tuple[Sequence[str], bytes, Doc]] = {}
        self._opened: Known = {}
        self._bundled: Known | None = None
        self._alone = 0

    def opened(self, record: str, doc: Doc) -> Doc:
        """The document as it can be read; one that is not sealed, as it is. Raises Unopened, Locked."""
        if not is_sealed(doc):
            return doc
        key, sealed = self._key(), doc[SEALED]
        known = self._opened.get(record)
        if known is None or known[0] != sealed:
            known = self._opened[record] = sealed, self._open(record, doc, key)
        return known[1]

    def _open(self, record: str, doc: Doc, key: KeyPair) -> Doc:
        if self._bundle and self._bundled is None and self._opened:
            self._bundled = self._bundle.read(key.secret)
        known = (self._bundled or {}).get(record)
        if known and known[0] == digest(doc[SEALED]):
            return known[1]
        self._alone += 1
        self._each()
        return opened_doc(f"{self._place}/{record}", doc, key.secret)

    @property
    def has_much_alone(self) -> bool:
        """Much was opened one by one that could have been opened together."""
        return self._bundle is not None and self._alone > max(FEW, len(self._bundled or ()) // 10)

    def bundle(self, raw: Tables, to: Sequence[str]) -> None:
        """Keep together what is open and still stands, for the next time."""
        if self._bundle and to:
            stands = {record: doc.get(SEALED) for table in raw.values() for record, doc in table.items()}
            known = {record: told for record, told in self._opened.items() if stands.get(record) == told[0]}
            self._bundle.write({record: (digest(sealed), doc) for record, (sealed, doc) in known.items()}, to)
            self._alone = 0

    def drop_bundle(self) -> None:
        """Let nothing of what is to be forgotten stand in a bundle. Raises OSError."""
        if self._bundle:
            self._bundle.drop()

    def sealed(self, record: str, doc: Doc, readers: Readers) -> Doc:
        """The document as it is to lie on the disk: sealed to its readers, or as it is where it has none."""
        to = readers(doc)
        if not to:
            return doc
        text = to_be_sealed(f"{self._place}/{record}", doc)
        known = self._ahead.get(record)
        if known and known[:2] == (to, text):
            return known[2]
        self._each()
        return {SEALED: seal(text, to)}

    def seal_ahead(self, raw: Tables, to: Sequence[str]) -> Iterator[str]:
        """Seal what is plain, a record at a time, so that it takes no time when it is written."""
        plain = [(record, doc) for table in raw.values() for record, doc in table.items() if not is_sealed(doc)]
        for record, doc in plain:
            text = to_be_sealed(f"{self._place}/{record}", doc)
            self._ahead[record] = to, text, {SEALED: seal(text, to)}
            yield record

    def open_ahead(self, raw: Tables) -> Iterator[str]:
        """Open what is sealed, a record at a time; what cannot be opened stays as it is. Raises Locked."""
        for record, doc in [item for table in raw.values() for item in table.items()]:
            with suppress(Unopened):
                self.opened(record, doc)
            yield record

    def tables(self, raw: Tables) -> Tables:
        """The tables as they can be read, each document opened when it is looked at."""
        return {name: cast(dict[str, Doc], OpenedTable(table, self)) for name, table in raw.items()}

    def with_plain_sealed(self, raw: Tables, readers: Readers) -> Tables:
        """The tables with what is plain in them sealed, and known as if it were opened; no key is needed."""
        return _each(raw, lambda record, doc: doc if is_sealed(doc) else self._newly_sealed(record, doc, readers))

    def _newly_sealed(self, record: str, doc: Doc, readers: Readers) -> Doc:
        sealed = self.sealed(record, doc, readers)
        if is_sealed(sealed):
            self._opened[record] = sealed[SEALED], doc
            self._alone += 1
        return sealed

    def resealed(self, raw: Tables, readers: Readers) -> Tables:
        """The tables with each document sealed as it would be if it were written now; a damaged one stays as it is.

        Raises Locked.
        """
        return _each(raw, lambda record, doc: self._resealed(record, doc, readers))

    def _resealed(self, record: str, doc: Doc, readers: Readers) -> Doc:
        try:
            plain = self.opened(record, doc)
        except Unopened:
            return doc
        return self.sealed(record, plain, readers)

    def unopened(self, raw: Tables) -> list[str]:
        """What is wrong with each document that the key does not open."""
        wrong: list[str] = []
        for table in raw.values():
            for record, doc in table.items():
                try:
                    self.opened(record, doc)
                except Unopened as error:
                    wrong.append(str(error).rstrip("."))
        return wrong

    # Edits

    def edits(self, raw: Tables, edits: Edits, readers: Readers, check: Check) -> Edits:
        """The edits, made for what can be read, as they are to be carried out on what is sealed.

        `check` is asked with what would stand. Raises ChangedElsewhere where something else stands than was seen.
        """
        as_they_are = {path: values for path, values in edits.items() if _is_about_sealed(path, values)}
        plain = {path: values for path, values in edits.items() if path not in as_they_are}
        records = touched(plain)
        small: Tables = {name: {} for name in raw}
        for record in records:
            if doc := _doc(raw, record):
                small[table_of(record) or ""][record] = self.opened(record, doc)
        if found := conflicts(small, plain):
            raise ChangedElsewhere(found)
        apply(small, plain)
        check(small, records)
        for record in sorted(records):
            after = _doc(small, record)
            sealed = self.sealed(record, after, readers) if after is not None else None
            as_they_are |= diff(record, _doc(raw, record), sealed)
        return as_they_are


def _each(raw: Tables, made: Callable[[str, Doc], Doc]) -> Tables:
    return {name: {record: made(record, doc) for record, doc in table.items()} for name, table in raw.items()}


def _doc(tables: Tables, record: str) -> Doc | None:
    return tables.get(table_of(record) or "", {}).get(record)


def _is_about_sealed(path: str, values: list[Any]) -> bool:
    """The edit is about what is sealed as it lies there: to take it out, or to take back what was written."""
    record, _, field = path.partition(".")
    whole = not field and all(value is None or is_sealed(value) for value in values)
    return bool(record) and (field == SEALED or whole)


class OpenedTable(Mapping[str, Doc]):
    """A table whose documents are opened when they are looked at; one that cannot be opened is an empty one."""

    def __init__(self, raw: Mapping[str, Doc], seal: Seal) -> None:
        self._raw, self._seal = raw, seal

    def __getitem__(self, record: str) -> Doc:
        doc = self._raw[record]
        return self._opened(record, doc) if is_sealed(doc) else doc

    def get(self, record: str, default: Any = None) -> Any:
        """The document of a record; the others wait on."""
        doc = self._raw.get(record)
        return default if doc is None else self._opened(record, doc)

    def _opened(self, record: str, doc: Doc) -> Doc:
        try:
            return self._seal.opened(record, doc)
        except Unopened:
            return {}

    def __contains__(self, record: object) -> bool:
        return record in self._raw

    def __iter__(self) -> Iterator[str]:
        return iter(self._raw)

    def __len__(self) -> int:
        return len(self._raw)

    def items(self) -> ItemsView[str, Doc]:
        """The records with their documents."""
        return ItemsView(self)
