"""Readings from a table: a row each, with a header that names what stands in its columns."""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from workbench.domain.errors import BadInput
from workbench.domain.folding import fold

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "process": ("process", "id", "code", "place"),
    "measure": ("measure", "metric", "indicator", "kpi"),
    "actual": ("actual", "value", "reading", "figure"),
    "on": ("on", "date", "day"),
    "by": ("by", "person", "taken by", "performer"),
    "note": ("note", "comment", "remark"),
}
NEEDED = ("actual",)


class Row(NamedTuple):
    """One reading as it was written, and the line it stood on."""

    line: int
    process: str = ""
    measure: str = ""
    actual: str = ""
    on: str = ""
    by: str = ""
    note: str = ""


def read(text: str) -> list[Row]:
    """The readings of a table with commas, semicolons or tabs between its cells. Raises BadInput."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    sign = max("\t;,", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    try:
        return list(_rows(rows))
    except csv.Error as error:
        raise BadInput(f"The table cannot be read: {error}.") from None


def _rows(rows: Iterator[list[str]]) -> Iterator[Row]:
    header: list[str] = []
    for number, cells in enumerate(rows, 1):
        if not any(cell.strip() for cell in cells):
            continue
        if not header:
            header = [_field(cell) for cell in cells]
            if lacking := [name for name in NEEDED if name not in header]:
                known = ", ".join(COLUMNS)
                raise BadInput(f"Line {number} names no column {lacking[0]}. The columns are: {known}.")
            continue
        named = {name: cell.strip() for name, cell in zip(header, cells, strict=False) if name}
        if not named.get("actual"):
            continue
        yield Row(number, **named)
    if not header:
        raise BadInput("The file is empty: there is no header on line 1 or below it.")


def _field(cell: str) -> str:
    wanted = fold(cell).strip()
    return next((name for name, words in COLUMNS.items() if wanted in words), "")
