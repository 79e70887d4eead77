"""A table of a checkpoint that is read when it is first looked into: the readings of years wait until then.

One document is found among the bytes by its key, which stands at the beginning of a line, as nothing else does.
"""

import json
from collections.abc import ItemsView, Iterator, KeysView, ValuesView
from typing import Any

from workbench.store.edits import Doc

FEW = 8


class LateTable(dict[str, Doc]):
    """The documents of a table, parsed from their bytes at the first look; what is put in before then waits beside."""

    def __init__(self, raw: bytes) -> None:
        super().__init__()
        self._raw = raw
        self._put: dict[str, Doc | None] = {}
        self._found: dict[str, Doc | None] = {}

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
        if self._raw and record not in self._put and record not in self._found:
            self._find(record)
        if not self._raw:
            return super().get(record, default)
        found = self._put[record] if record in self._put else self._found[record]
        return default if found is None else found

    def _find(self, record: str) -> None:
        """Look one document up among the bytes; who looks up many has them all read."""
        if len(self._found) == FEW:
            self._wake()
            return
        key = f"\n{json.dumps(record)}:".encode()
        start = self._raw.find(key)
        end = self._raw.find(b"\n", start + 1)
        self._found[record] = json.loads(self._raw[start + len(key) : end].rstrip(b",")) if start >= 0 else None

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
