"""Readings from a table: a row each, with a header that names what stands in its columns, or figures alone."""

import csv
import io
import re
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
BARE = ("actual", "on")

_number = re.compile(r"\d+(?:[.,]\d+)*")
_with_a_comma = re.compile(r"(?:[1-9]\d{0,2}(?:\.\d{3})+|\d+)(?:,\d+)?")


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
    """The readings of a table, and what was left out of it or understood in it, in sentences."""

    rows: list[Row]
    notes: list[str]


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
    is_bare = _is_bare(lines[0][1])
    header, notes = (list(BARE), list[str]()) if is_bare else _header(*lines[0])
    told = [(line, _named(header, cells)) for line, cells in lines[0 if is_bare else 1 :]]
    if empty := [line for line, named in told if not named.get("actual")]:
        notes.append(f"Lines without a figure, left out: {_listed(empty)}.")
    rows, again = _each_once([Row(line, **named) for line, named in told if named.get("actual")])
    if again:
        notes.append(f"Lines that say again what a line above them says, left out: {_listed(again)}.")
    if _has_decimal_commas(rows):
        notes.append("A comma is taken for the decimal mark in this table.")
        rows = [row._replace(actual=_number.sub(_with_a_point, row.actual)) for row in rows]
    return Table(rows, notes)


def _header(line: int, names: Sequence[str]) -> tuple[list[str], list[str]]:
    """The field of each column, and a sentence on the columns that are none. Raises BadInput where one lacks."""
    header = [_field(name) for name in names]
    if lacking := [name for name in NEEDED if name not in header]:
        raise BadInput(f"Line {line} names no column {lacking[0]}. The columns are: {', '.join(COLUMNS)}.")
    left_out = [
        f"“{clean_line(name)}”" for name, known in zip(names, header, strict=True) if not known and name.strip()
    ]
    return header, [f"Columns left out: {', '.join(left_out)}."] if left_out else []


def _is_bare(cells: Sequence[str]) -> bool:
    """The first row is a figure already, and maybe its day, rather than names."""
    figure = cells[0].strip()
    return len(cells) <= len(BARE) and not figure[:1].isalpha() and any(sign.isdecimal() for sign in figure)


def _each_once(rows: Sequence[Row]) -> tuple[list[Row], list[int]]:
    """The rows without those that say of one day what was said before, and the lines of these."""
    seen, kept, again = set[Row](), list[Row](), list[int]()
    for row in rows:
        said = row._replace(line=0)
        if row.on and said in seen:
            again.append(row.line)
        else:
            kept.append(row)
            seen.add(said)
    return kept, again


def _listed(lines: Sequence[int]) -> str:
    more = f" and {len(lines) - 5} more" if len(lines) > 5 else ""
    return f"{', '.join(map(str, lines[:5]))}{more}"


def _has_decimal_commas(rows: Sequence[Row]) -> bool:
    """Every figure may be read with a comma as the decimal mark, and one of them in no other way."""
    numbers = [number for row in rows for number in _number.findall(row.actual)]
    parts = (number.rpartition(",") for number in numbers)
    return any(comma and len(last) != 3 for _, comma, last in parts) and all(map(_with_a_comma.fullmatch, numbers))


def _with_a_point(number: re.Match[str]) -> str:
    return number[0].replace(".", "").replace(",", ".")


def _named(header: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    return {name: cell.strip() for name, cell in zip(header, cells, strict=False) if name}


def _field(cell: str) -> str:
    wanted = fold(cell).strip()
    return next((name for name, words in COLUMNS.items() if wanted in words), "")
