"""A table of a checkpoint that is read when it is first looked into: the readings of years wait until then.

One document is found among the bytes by its key, which stands at the beginning of a line, as nothing else does;
those about something, by the text of a field, as nothing else is written.
"""

import json
from collections.abc import ItemsView, Iterator, KeysView, ValuesView
from typing import Any

from workbench.store.edits import Doc

FEW = 4


class LateTable(dict[str, Doc]):
    """The documents of a table, parsed from their bytes at the first look; what is put in before then waits beside."""

    def __init__(self, raw: bytes) -> None:
        super().__init__()
        self._raw = raw
        self._put: dict[str, Doc | None] = {}
        self._found: dict[str, Doc | None] = {}
        self._searches = 0

    @property
    def raw(self) -> bytes:
        """The bytes it was made from, as long as they still are what stands in it; then none."""
        return b"" if self._put else self._raw

    def _wake(self) -> None:
        if self._raw:
            raw, self._raw = self._raw, b""
            super().update(json.loads(raw))
            super().update({record: doc for record, doc in self._found.items() if doc is not None})
            put, self._put = self._put, {}
            for record, doc in put.items():
                if doc is None:
                    super().pop(record, None)
                else:
                    super().__setitem__(record, doc)

    def __setitem__(self, record: str, doc: Doc) -> None:
        if self._raw:
            self._put[record] = doc
        else:
            super().__setitem__(record, doc)

    def pop(self, record: str, *default: Any) -> Any:
        """Take a document out; of one that was not looked into yet, what it was is not told."""
        if self._raw and default:
            self._put[record] = None
            return default[0]
        self._wake()
        return super().pop(record, *default)

    def get(self, record: str, default: Any = None) -> Any:
        """The document of a record; the others may wait on."""
        if record not in self._put and record not in self._found and self._may_search():
            self._found |= self._one(record)
        found = self._known(record) if self._raw else super().get(record)
        return default if found is None else found

    def where(self, field: str, text: str) -> list[str] | None:
        """The records of which a field is this text, while the others wait on; None once all have been read."""
        if not self._may_search():
            return None
        self._found = {**dict(self._lines_with(field, text)), **self._found}
        docs = {**self._found, **self._put}
        return [record for record, doc in docs.items() if doc is not None and doc.get(field) == text]

    def _may_search(self) -> bool:
        """They wait; who searches them often has them all read."""
        self._searches += 1
        if self._searches > FEW:
            self._wake()
        return bool(self._raw)

    def _one(self, record: str) -> dict[str, Doc | None]:
        start = self._raw.find(f"\n{_json(record)}:".encode())
        return dict([self._line(start + 1)]) if start >= 0 else {record: None}

    def _lines_with(self, field: str, text: str) -> Iterator[tuple[str, Doc]]:
        """The lines that hold a field with this text, be it a field of the document or of a part of it."""
        needle, at = f"{_json(field)}:{_json(text)}".encode(), -1
        while (at := self._raw.find(needle, at + 1)) >= 0:
            yield self._line(self._raw.rfind(b"\n", 0, at) + 1)

    def _line(self, start: int) -> tuple[str, Doc]:
        """The record and the document on the line that starts there."""
        line = self._raw[start : self._raw.find(b"\n", start)].rstrip(b",")
        found: dict[str, Doc] = json.loads(b"{%b}" % line)
        return found.popitem()

    def _known(self, record: str) -> Doc | None:
        return self._put[record] if record in self._put else self._found.get(record)

    def keys(self) -> KeysView[str]:  # type: ignore[override]
        """The records."""
        self._wake()
        return super().keys()

    def values(self) -> ValuesView[Doc]:  # type: ignore[override]
        """The documents."""
        self._wake()
        return super().values()

    def items(self) -> ItemsView[str, Doc]:  # type: ignore[override]
        """The records with their documents."""
        self._wake()
        return super().items()

    def __getitem__(self, record: str) -> Doc:
        if self._raw and (known := self._known(record)) is not None:
            return known
        self._wake()
        return super().__getitem__(record)

    def __iter__(self) -> Iterator[str]:
        self._wake()
        return super().__iter__()

    def __len__(self) -> int:
        self._wake()
        return super().__len__()

    def __bool__(self) -> bool:
        return bool(self._raw) or len(self) > 0

    def __contains__(self, record: object) -> bool:
        return self.get(str(record)) is not None

    def __eq__(self, other: object) -> bool:
        self._wake()
        return super().__eq__(other)

    __hash__ = None


def _json(text: str) -> str:
    """A text as it stands in a checkpoint."""
    return json.dumps(text, ensure_ascii=False)
