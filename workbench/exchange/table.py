"""From a table of cells to an outline: the same for a CSV and for a list of JSON objects."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from workbench.domain.errors import BadInput
from workbench.domain.outline import Outline, PersonRow, ProcessRow
from workbench.domain.records import BODIES, LONGEST_LINE
from workbench.domain.text import clean_body, clean_line
from workbench.exchange import hierarchy
from workbench.exchange.headers import Columns, choose
from workbench.exchange.notes import Notes
from workbench.exchange.values import is_nobody, live, parted, understood

_PEOPLE = ("owner", "coach", "engineer")
_LISTS = ("performers", "customers", "tags")
_CHECKED = ("kind", "importance", "review_interval", "next_review", "retired")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each as wide as the headers, with the line each begins on.

    `inert` cells may carry the mark that keeps a spreadsheet from running them; `above` is known
    where the file itself nests its rows; `parent_by` says what a parent cell names first; `of_processes`
    where the file says so itself, so that no guess at people is made.
    """

    headers: Sequence[str]
    lines: Sequence[int]
    rows: Sequence[Sequence[str]]
    header_line: int = 1
    inert: bool = False
    above: hierarchy.Above | None = None
    parent_by: tuple[str, ...] = ("code", "id", "name")
    of_processes: bool = False

    def cells(self, at: int) -> list[str]:
        """The cells of one column as they are meant."""
        cells = [row[at] for row in self.rows]
        return [live(cell) if cell[:1] == "'" else cell for cell in cells] if self.inert else cells

    def column(self, at: int, clean: Callable[[str], str]) -> list[str]:
        """The cells of one column, cleaned."""
        cells = self.cells(at)
        together = "".join(cells)
        if together.isascii() and together.isprintable():
            return [cell.strip() for cell in cells]
        return [clean(cell) for cell in cells]


def outline_of(table: Table, columns: Mapping[str, str]) -> Outline:
    """The processes or the people that the rows are. Raises BadInput."""
    chosen = choose(table.headers, columns, table.header_line, nested=table.of_processes or table.above is not None)
    outline = _people(table, chosen) if chosen.people else _processes(table, chosen)
    return replace(
        outline,
        mapping=chosen.mapping + outline.mapping,
        notes=outline.notes + chosen.left_out(),
    )


def named(line: int, name: str) -> str:
    """The name, which must be there and fit. Raises BadInput."""
    if not name:
        raise BadInput(f"Line {line} has no name. Give it one, or take the line out.")
    if len(name) > LONGEST_LINE:
        raise BadInput(f"Line {line}: its name is {len(name):,} characters long; {LONGEST_LINE:,} is the limit.")
    return name


def somebody(text: str, line: int, notes: Notes) -> str:
    """The person a cell names, "" where it holds a placeholder."""
    if text and is_nobody(text):
        notes.add(line, f"“{text}” names nobody and was left out.")
        return ""
    return text


def _people(table: Table, chosen: Columns) -> Outline:
    fields = chosen.fields
    names = _names(table, fields["name"][0])
    handles = table.column(fields["handle"][0], clean_line) if "handle" in fields else [""] * len(names)
    several = {field: _several(table, fields.get(field, [])) for field in ("contacts", "accounts")}
    rows = zip(table.lines, names, handles, several["contacts"], several["accounts"], strict=True)
    return Outline(
        people=tuple(
            PersonRow(line=line, name=name, handle=handle.removeprefix("@"), contacts=contacts, accounts=accounts)
            for line, name, handle, contacts, accounts in rows
        )
    )


def _several(table: Table, places: Sequence[int]) -> list[tuple[str, ...]]:
    columns = [[parted(cell) for cell in table.cells(at)] for at in places]
    if not columns:
        return [()] * len(table.lines)
    return [tuple(dict.fromkeys(chain.from_iterable(parts))) for parts in zip(*columns, strict=True)]


def _names(table: Table, at: int) -> list[str]:
    return [named(line, name) for line, name in zip(table.lines, table.column(at, clean_line), strict=True)]


def _processes(table: Table, chosen: Columns) -> Outline:
    notes = Notes()
    texts = _texts(table, chosen)
    above, mark = _above(table, texts, notes)
    values: dict[str, Sequence[object]] = {
        field: _values(field, cells, table.lines, notes)
        for field, cells in texts.items()
        if field not in ("id", "parent", "level")
    }
    values |= {"key": texts["id"]} if "id" in texts else {}
    retired = texts.get("retired", [""] * len(above))
    if "code" in texts:
        hierarchy.refuse_doubles(table.lines, texts["code"], retired)
    rows = _ordered(table.lines, above, values)
    by = (("above", chosen.headers[chosen.fields[mark][0]]),) if mark else ()
    return Outline(processes=rows, mapping=by, notes=notes.said())


def _texts(table: Table, chosen: Columns) -> dict[str, list[str]]:
    texts: dict[str, list[str]] = {}
    for field, (at, *_) in chosen.fields.items():
        if field == "name":
            texts[field] = _names(table, at)
        elif field in _LISTS:
            texts[field] = table.cells(at)
        elif field not in ("handle", "contacts", "accounts"):
            texts[field] = table.column(at, clean_body if field in BODIES else clean_line)
    return texts


def _above(table: Table, texts: Mapping[str, list[str]], notes: Notes) -> tuple[hierarchy.Above, str]:
    """What stands above each row, and the field that said so."""
    if table.above is not None:
        return table.above, ""
    if "parent" in texts:
        columns = [texts[field] for field in table.parent_by if field in texts]
        return hierarchy.by_parent(table.lines, texts["parent"], columns), "parent"
    if "level" in texts:
        return hierarchy.by_level(table.lines, texts["level"]), "level"
    if "code" in texts:
        return hierarchy.by_code(table.lines, texts["code"], notes), "code"
    return [None] * len(table.lines), ""


def _values(field: str, cells: Sequence[str], lines: Sequence[int], notes: Notes) -> Sequence[object]:
    rows = zip(cells, lines, strict=True)
    if field in _PEOPLE:
        return [somebody(cell, line, notes) if cell else "" for cell, line in rows]
    if field == "performers":
        return [tuple(who for who in parted(cell) if somebody(who, line, notes)) for cell, line in rows]
    if field in _LISTS:
        return [parted(cell) if cell else () for cell in cells]
    if field not in _CHECKED:
        return cells
    checked = [_checked(field, cell, line, notes) if cell else "" for cell, line in rows]
    return [int(text) if text else None for text in checked] if field == "importance" else checked


def _checked(field: str, cell: str, line: int, notes: Notes) -> str:
    try:
        return understood(field, cell)
    except BadInput as error:
        notes.add(line, f"the {field.replace('_', ' ')} was left out. {error}")
        return ""


def _ordered(
    lines: Sequence[int], above: hierarchy.Above, values: Mapping[str, Sequence[object]]
) -> tuple[ProcessRow, ...]:
    order = hierarchy.in_order(above)
    columns: list[Sequence[object]] = [lines, above, *values.values()]
    if order:
        places = {index: place for place, index in enumerate(order)}
        lines = [lines[index] for index in order]
        above = [None if (parent := above[index]) is None else places[parent] for index in order]
        columns = [lines, above, *([cells[index] for index in order] for cells in values.values())]
    hierarchy.refuse_depth(lines, above)
    fields = ("line", "above", *values)
    row: Callable[..., ProcessRow] = ProcessRow
    return tuple([row(**dict(zip(fields, cells, strict=True))) for cells in zip(*columns, strict=True)])
