"""JSON as an outline: our own export, a list of objects, or a mapping from id to object, nested or not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from workbench.domain.errors import BadInput
from workbench.domain.outline import CustomerRow, Outline
from workbench.domain.text import clean_line
from workbench.exchange import json_own
from workbench.exchange.csv_in import LONGEST_CELL, MOST_ROWS
from workbench.exchange.headers import folded, known_fields
from workbench.exchange.hierarchy import Above
from workbench.exchange.json_out import VERSION
from workbench.exchange.json_text import JsonObject, as_list, parsed
from workbench.exchange.table import Table, outline_of
from workbench.exchange.values import joined

_CHILDREN = ("children", "subprocesses", "processes")


def read(text: str, columns: Mapping[str, str]) -> Outline:
    """What a JSON document brings in. Raises BadInput, and then nothing is brought in."""
    document = parsed(text)
    if isinstance(document, JsonObject) and document.get("format") == "workbench":
        return _own(document, columns)
    of_processes = isinstance(document, JsonObject) and bool(document.get("processes"))
    outline = outline_of(replace(_table(_records(document)), of_processes=of_processes), columns)
    if isinstance(document, JsonObject) and document.get("processes") and (people := document.get("people")):
        return _with_people(outline, _records(people), {"person": "name"})
    return outline


def _own(document: JsonObject, columns: Mapping[str, str]) -> Outline:
    version = str(document.get("version", "?"))
    if version != str(VERSION):
        raise BadInput(f"The file is a workbench export of version {version}; this workbench reads {VERSION}.")
    customers = {str(c.get("id")): str(c.get("name")) for c in _listed(document, "customers")}
    processes, people = _listed(document, "processes"), _listed(document, "people")
    of_processes, of_people = json_own.taken_out(processes), json_own.taken_out(people, of_people=True)
    for process in processes:
        served = as_list(process.get("customers")) or []
        process["customers"] = [customers.get(str(customer), str(customer)) for customer in served]
        process.setdefault("code", "")
        process.setdefault("parent", "")
        process.setdefault("owner", process.pop("named_owner", ""))
    outline = Outline()
    if processes:
        table = replace(_table(processes), parent_by=("id", "code"))
        outline = outline_of(table, {"process": "name", **columns})
    outline = _with_people(outline, people, {"person": "name", "handle": "id"})
    rows = [_customer(line, customer) for line, customer in enumerate(_listed(document, "customers"), 1)]
    outline = replace(outline, customers=tuple(filter(None, rows)), profile=json_own.profile(document))
    return json_own.put_back(outline, of_processes, of_people)


def _customer(line: int, customer: JsonObject) -> CustomerRow | None:
    name = clean_line(str(customer.get("name") or ""))
    if not name:
        return None
    return CustomerRow(
        line=line,
        name=name,
        inside=customer.get("inside") is True,
        needs=str(customer.get("needs") or ""),
        last_checked=str(customer.get("last_checked") or ""),
    )


def _listed(document: JsonObject, key: str) -> list[JsonObject]:
    values = as_list(document.get(key, []))
    if values is None:
        raise BadInput(f"“{key}” is no list, as it is in an export of the workbench.")
    return _all_objects(values, f"“{key}”")


def _with_people(outline: Outline, people: Sequence[JsonObject], columns: Mapping[str, str]) -> Outline:
    if not people:
        return outline
    found = outline_of(_table(people), columns)
    return replace(
        outline,
        people=outline.people + found.people,
        mapping=outline.mapping + found.mapping,
        notes=outline.notes + found.notes,
    )


def _records(document: Any) -> list[JsonObject]:
    """The objects that are the top of the chart."""
    if (values := as_list(document)) is not None:
        return _all_objects(values, "The list")
    if not isinstance(document, JsonObject):
        raise BadInput("The JSON holds a single value. Write a list of objects, one a process or a person.")
    if inner := document.get("processes") or document.get("people"):
        return _records(inner)
    if all(isinstance(value, JsonObject) for value in document.values()):
        fields = {key: known_fields(value, {}) for key, value in document.items()}
        if any(fields.values()):
            return _keyed(document, fields)
    lists = [values for value in document.values() if (values := as_list(value))]
    if len(lists) == 1:
        return _all_objects(lists[0], "The list")
    keys = ", ".join(key[:40] for key in list(document)[:10])
    raise BadInput(f"The JSON is neither a list of objects nor a mapping from id to object. Its keys are: {keys}.")


def _all_objects(values: Sequence[Any], where: str) -> list[JsonObject]:
    for number, value in enumerate(values, 1):
        if not isinstance(value, JsonObject):
            raise BadInput(f"{where} holds something that is no object at place {number}: {str(value)[:40]}.")
    return list(values)


def _keyed(document: JsonObject, fields: Mapping[str, set[str]]) -> list[JsonObject]:
    """The objects of a mapping; the key is the id where there is a name, else it is the name."""
    named = any("name" in known for known in fields.values())
    for key, value in document.items():
        if not named:
            value["name"] = key
        elif not fields[key] & {"code", "id"}:
            value["id"] = key
    return list(document.values())


@dataclass(frozen=True, slots=True)
class _Flat:
    """Nested objects one after the other, with what stands above each."""

    records: list[JsonObject]
    above: Above
    nesting: frozenset[str]


def _flat(top: Sequence[JsonObject]) -> _Flat:
    records: list[JsonObject] = []
    above: Above = []
    nesting: set[str] = set()
    stack: list[tuple[JsonObject, int | None]] = [(record, None) for record in reversed(top)]
    while stack:
        record, parent = stack.pop()
        if len(records) >= MOST_ROWS:
            raise BadInput(f"Line {record.line}: there are more than {MOST_ROWS:,} objects. Split the file.")
        for key, value in record.items():
            if folded(key) in _CHILDREN and (values := as_list(value)) is not None:
                nesting.add(key)
                below = _all_objects(values, f"Line {record.line}: “{key}”")
                stack.extend((child, len(records)) for child in reversed(below))
        records.append(record)
        above.append(parent)
    return _Flat(records, above, frozenset(nesting))


def _table(top: Sequence[JsonObject]) -> Table:
    flat = _flat(top)
    if not flat.records:
        raise BadInput("The list is empty: there is no process and no person in it.")
    keys = dict.fromkeys(key for record in flat.records for key in record if key not in flat.nesting)
    rows = [[_cell(record.get(key), record.line) for key in keys] for record in flat.records]
    lines = [record.line for record in flat.records]
    return Table(list(keys), lines, rows, lines[0], above=flat.above if flat.nesting else None)


def _cell(value: Any, line: int) -> str:
    """A value as a cell: text as it is, a list with its words side by side, an object by its name."""
    items = as_list(value)
    text = _word(value) if items is None else joined(filter(None, map(_word, items)))
    if len(text) > LONGEST_CELL:
        raise BadInput(f"Line {line}: a value is {len(text):,} characters long; {LONGEST_CELL:,} is the limit.")
    return text


def _word(value: Any) -> str:
    if isinstance(value, JsonObject):
        value = value.get("name") or value.get("id")
    if isinstance(value, bool):
        return "yes" if value else ""
    return value if isinstance(value, str) else ""
