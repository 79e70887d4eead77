"""A table of a checkpoint that is read when it is first looked into: the readings of years wait until then."""

import json
from collections.abc import ItemsView, Iterator, KeysView, ValuesView
from typing import Any

from workbench.store.edits import Doc


class LateTable(dict[str, Doc]):
    """The documents of a table, parsed from their bytes at the first look; what is put in before then waits beside."""

    def __init__(self, raw: bytes) -> None:
        super().__init__()
        self._raw = raw
        self._put: dict[str, Doc | None] = {}

    @property
    def raw(self) -> bytes:
        """The bytes it was made from, as long as they still are what stands in it; then none."""
        return b"" if self._put else self._raw

    def _wake(self) -> None:
        if self._raw:
            raw, self._raw = self._raw, b""
            super().update(json.loads(raw))
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
        """The document of a record."""
        self._wake()
        return super().get(record, default)

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
        self._wake()
        return super().__contains__(record)

    def __eq__(self, other: object) -> bool:
        self._wake()
        return super().__eq__(other)

    __hash__ = None
