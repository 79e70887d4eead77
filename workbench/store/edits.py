"""Edits: paths with their value before and after, and what can be done with them.

A document is a dictionary; its lists are sets of texts, kept sorted; its dictionaries hold parts
by their id. A path is `P7` (the whole record), `P7.name`, `P7.outputs.O1` (a part),
`P7.outputs.O1.name`, and `P7.tags+` or `P7.tags-` for what is added to and taken from a set.
Documents are never changed in place: an edit makes new ones, so that whoever holds the old ones
still has them whole.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from workbench.domain.ids import DATED, PROFILE, table_of
from workbench.store.errors import Conflict

Doc = dict[str, Any]
Json = Doc | list[Any] | str | int | float | bool | None
Tables = dict[str, dict[str, Doc]]
Edits = dict[str, list[Any]]

TABLES = (PROFILE, "people", "customers", "processes", "handoffs")
DATED_TABLES = tuple(DATED.values())


def no_tables(names: Sequence[str] = TABLES) -> Tables:
    """The tables of a space in which nothing stands yet."""
    return {table: {} for table in names}


def diff(record: str, before: Doc | None, after: Doc | None) -> Edits:
    """The edits that make one document of the other."""
    if before is None or after is None:
        return {} if before is after else {record: [before, after]}
    edits: Edits = {}
    for field in sorted(before.keys() | after.keys()):
        edits |= _diff_value(f"{record}.{field}", before.get(field), after.get(field))
    return edits


def _diff_value(path: str, old: Any, new: Any) -> Edits:
    if old == new:
        return {}
    if _are(dict, old, new):
        return _diff_parts(path, old or {}, new or {})
    if _are_sets(old, new):
        added, taken = set(new or ()) - set(old or ()), set(old or ()) - set(new or ())
        changes = {f"{path}+": sorted(added), f"{path}-": sorted(taken)}
        return {key: values for key, values in changes.items() if values}
    return {path: [old, new]}


def _are(kind: type, old: Any, new: Any) -> bool:
    return isinstance(old if new is None else new, kind) and (old is None or isinstance(old, kind))


def _are_sets(old: Any, new: Any) -> bool:
    """Both are lists of texts; any other list, as people may write by hand, is a value like a text."""
    return _are(list, old, new) and all(type(item) is str for item in [*(old or ()), *(new or ())])


def _diff_parts(path: str, old: Doc, new: Doc) -> Edits:
    edits: Edits = {}
    for part in sorted(old.keys() | new.keys()):
        edits |= diff(f"{path}.{part}", old.get(part), new.get(part))
    return edits


def diff_tables(before: Tables, after: Tables, names: Sequence[str] = TABLES) -> Edits:
    """The edits that make one state of a whole space of the other."""
    edits: Edits = {}
    for table in names:
        old, new = before.get(table, {}), after.get(table, {})
        for record in old.keys() | new.keys():
            if old.get(record) is not new.get(record):
                edits |= diff(record, old.get(record), new.get(record))
    return edits


def inverse(edits: Edits) -> Edits:
    """The edits that take these back."""
    turned: Edits = {}
    for path, values in reversed(edits.items()):
        if path[-1] in "+-":
            turned[_opposite(path)] = values
        else:
            turned[path] = values[::-1]
    return turned


def _opposite(path: str) -> str:
    return path[:-1] + ("-" if path[-1] == "+" else "+")


def touched(edits: Iterable[str]) -> set[str]:
    """The records that the edits touch."""
    return {path.partition(".")[0] for path in edits}


def conflicts(tables: Tables, edits: Mapping[str, list[Any]]) -> list[Conflict]:
    """The edits whose value before is not the one that stands there, or whose record has gone."""
    found: list[Conflict] = []
    for path, values in edits.items():
        in_set = path[-1] in "+-"
        now = None if in_set else value_at(tables, path)
        if _is_lost(tables, path):
            found.append(Conflict(path, "there" if in_set else values[0], None, values if in_set else values[1]))
        elif not in_set and _or_nothing(now) != _or_nothing(values[0]):
            found.append(Conflict(path, values[0], now, values[1]))
    return found


def _or_nothing(value: Any) -> Any:
    """None for what an empty field may be written as by hand."""
    return None if value is False or value in ("", [], {}) else value


def _is_lost(tables: Tables, path: str) -> bool:
    """The record, or the part, that the path goes through is not there any more."""
    steps = path.split(".")
    return any(value_at(tables, ".".join(steps[:depth])) is None for depth in range(1, len(steps), 2))


def value_at(tables: Tables, path: str) -> Any:
    """What stands at a path, None for nothing."""
    record, *steps = path.split(".")
    value: Json = tables.get(table_of(record) or "", {}).get(record)
    for step in steps:
        if not isinstance(value, dict):
            return None
        value = value.get(step)
    return value


def taking_effect(tables: Tables, edits: Mapping[str, list[Any]]) -> Edits:
    """The edits without what a set holds, or lacks, already; so that their inverse takes back no more than they did."""
    real: Edits = {}
    for path, values in edits.items():
        if path[-1] in "+-":
            held, both = value_at(tables, path[:-1]) or (), edits.get(_opposite(path), ())
            values = [value for value in values if (value in held) == (path[-1] == "-") or value in both]
        if values:
            real[path] = values
    return real


def apply(tables: Tables, edits: Mapping[str, list[Any]]) -> None:
    """Carry the edits out on the tables, all or none; the documents that stood there are left as they were.

    Raises KeyError for an id that belongs to no table, TypeError for a path through a text.
    """
    docs: dict[str, Any] = {}
    for path, values in edits.items():
        record, *steps = path.split(".")
        if steps:
            doc = docs[record] if record in docs else tables[table_of(record) or record].get(record)
            docs[record] = _changed(doc, steps, values)
        else:
            docs[record] = values[1]
    for record, doc in docs.items():
        _put(tables[table_of(record) or record], record, doc)


def _put(into: Doc, key: str, value: Any) -> None:
    if value is None or value == {} or value == []:
        into.pop(key, None)
    else:
        into[key] = value


def _changed(doc: Json, steps: list[str], values: list[Any]) -> Doc:
    if doc is not None and not isinstance(doc, dict):
        raise TypeError(f"nothing can stand under {steps[0]}")
    copy = dict(doc or {})
    step, rest = steps[0], steps[1:]
    if rest:
        _put(copy, step, _changed(copy.get(step), rest, values))
    elif step[-1] == "+":
        _put(copy, step[:-1], sorted({*copy.get(step[:-1], ()), *values}))
    elif step[-1] == "-":
        _put(copy, step[:-1], sorted({*copy.get(step[:-1], ())} - {*values}))
    else:
        _put(copy, step, values[1])
    return copy
