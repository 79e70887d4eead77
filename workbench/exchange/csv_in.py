"""Tables of processes or people with commas, semicolons, tabs or bars between the cells.

The header may stand below a title. Between the cells stands whichever sign lets the header be
understood best. A row may be shorter than the header when it reaches its name: some programs
leave empty cells at the end out.
"""

import csv
import io
import re
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice

from workbench.domain.errors import BadInput, count
from workbench.domain.outline import Outline
from workbench.exchange.decoding import line_at
from workbench.exchange.headers import choose, known_fields
from workbench.exchange.table import Table, outline_of

MOST_ROWS = 200_000
LONGEST_CELL = 1_000_000

_SIGNS = ",;\t|"
_HEADER_WITHIN = 10
_HEADER_BEFORE = 100_000
_quoted = re.compile('"(?:[^"]|"")*("|$)', re.DOTALL)
Numbered = list[tuple[int, list[str]]]


def read(text: str, columns: Mapping[str, str]) -> Outline:
    """What a table brings in. Raises BadInput, and then nothing is brought in."""
    with _long_cells():
        sign = max(_SIGNS, key=lambda sign: _score(text[:_HEADER_BEFORE], sign, columns))
        rows = _rows(text, sign)
    if not rows:
        raise BadInput("The file is empty: no line of it holds a cell.")
    return outline_of(_table(rows, columns), columns)


def is_table(text: str) -> bool:
    """The text has a header of more than one column that names what processes or people have."""
    with _long_cells():
        scores = [_score(text[:_HEADER_BEFORE], sign, {}) for sign in _SIGNS]
    return any(named and cells > 1 for named, _, cells in scores)


@contextmanager
def _long_cells() -> Generator[None]:
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _score(text: str, sign: str, columns: Mapping[str, str]) -> tuple[bool, int, int]:
    """How well the header is understood: has it a name, how many fields, how many cells."""
    try:
        rows = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=sign), _HEADER_WITHIN))
    except csv.Error:
        return False, 0, 0
    known = [known_fields(row, columns) for row in rows]
    return max((("name" in fields, len(fields), len(row)) for fields, row in zip(known, rows, strict=True)))


def _rows(text: str, sign: str) -> Numbered:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    rows: Numbered = []
    line = 1
    try:
        for row in reader:
            if "".join(row).strip():
                rows.append((line, row))
                if len(rows) > MOST_ROWS:
                    raise BadInput(f"Line {line}: the table has more than {MOST_ROWS:,} rows. Split it.")
            line = reader.line_num + 1
    except csv.Error as error:
        raise _unreadable(text, line, reader.line_num, str(error)) from None
    return rows


def _unreadable(text: str, begins: int, ends: int, error: str) -> BadInput:
    if "limit" in error or "unexpected end" in error:
        line = _open_quote(text, begins)
        return BadInput(
            f"Line {line}: a cell begins with a quotation mark that is not closed within {LONGEST_CELL:,} "
            "characters. Close it, or write the mark twice if it belongs to the text."
        )
    where = f"Line {begins}" if ends == begins else f"Lines {begins} to {ends}"
    return BadInput(
        f"{where}: a quoted cell is followed by something that begins no new cell. "
        "Write a quotation mark twice where it belongs to the text."
    )


def _open_quote(text: str, begins: int) -> int:
    """The line on which the quoted cell begins that never ends, at or after the line its row begins on."""
    start = 0
    for _ in range(begins - 1):
        start = text.find("\n", start) + 1
    for found in _quoted.finditer(text, start):
        if not found[1] or found.end() - found.start() > LONGEST_CELL:
            return line_at(text, found.start())
    return begins


def _table(rows: Numbered, columns: Mapping[str, str]) -> Table:
    at, (header_line, headers) = _header(rows, columns)
    name = choose(headers, columns, header_line).fields["name"][0]
    below = rows[at + 1 :]
    cells = [_fitted(row, len(headers), name, line) for line, row in below]
    return Table(headers, [line for line, _ in below], cells, header_line, inert=True)


def _header(rows: Numbered, columns: Mapping[str, str]) -> tuple[int, tuple[int, list[str]]]:
    """The first row within sight that names the most fields, a name among them."""

    def named(at: int) -> tuple[bool, int]:
        fields = known_fields(rows[at][1], columns)
        return "name" in fields, len(fields)

    best = max(range(min(len(rows), _HEADER_WITHIN)), key=named)
    return best, rows[best]


def _fitted(row: Sequence[str], width: int, name: int, line: int) -> Sequence[str]:
    if len(row) == width:
        return row
    if len(row) > width and not "".join(row[width:]).strip():
        return row[:width]
    if name < len(row) < width:
        return [*row, *[""] * (width - len(row))]
    raise BadInput(
        f"Line {line} has {count(len(row), 'cell')} and the header {width}. "
        "Quote a cell that holds the sign between cells, or mend the row."
    )
