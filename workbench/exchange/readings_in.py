"""Readings from a table: a row each, with a header that names what stands in its columns."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from workbench.domain.errors import BadInput
from workbench.domain.folding import fold
from workbench.domain.text import clean_line

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


class Table(NamedTuple):
    """The readings of a table, and what of it was left out, in sentences."""

    rows: list[Row]
    left_out: list[str]


def read(text: str) -> Table:
    """The readings of a table with commas, semicolons or tabs between its cells. Raises BadInput."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    sign = max("\t;,", key=first.count)
    cells = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    lines: list[tuple[int, list[str]]] = []
    begins = 1
    try:
        for row in cells:
            lines.append((begins, row))
            begins = cells.line_num + 1
    except csv.Error as error:
        why = "a quote is not closed" if "end of data" in str(error) else str(error)
        raise BadInput(f"Line {begins}: {why}. Nothing was taken in.") from None
    return _table([(line, row) for line, row in lines if any(cell.strip() for cell in row)])


def _table(lines: Sequence[tuple[int, list[str]]]) -> Table:
    if not lines:
        raise BadInput("The file is empty: there is no header on line 1 or below it.")
    number, names = lines[0]
    header = [_field(name) for name in names]
    if lacking := [name for name in NEEDED if name not in header]:
        raise BadInput(f"Line {number} names no column {lacking[0]}. The columns are: {', '.join(COLUMNS)}.")
    left_out = [
        f"“{clean_line(name)}”" for name, known in zip(names, header, strict=True) if not known and name.strip()
    ]
    notes = [f"Columns left out: {', '.join(left_out)}."] if left_out else []
    told = [(line, _named(header, cells)) for line, cells in lines[1:]]
    if empty := [str(line) for line, named in told if not named.get("actual")]:
        more = f" and {len(empty) - 5} more" if len(empty) > 5 else ""
        notes.append(f"Lines without a figure, left out: {', '.join(empty[:5])}{more}.")
    return Table([Row(line, **named) for line, named in told if named.get("actual")], notes)


def _named(header: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    return {name: cell.strip() for name, cell in zip(header, cells, strict=False) if name}


def _field(cell: str) -> str:
    wanted = fold(cell).strip()
    return next((name for name, words in COLUMNS.items() if wanted in words), "")
