"""Rows of the look-up table made from documents, and brought up to date with what the history adds."""

from collections.abc import Iterable, Mapping
from typing import Any

from workbench.domain.chart import Chart
from workbench.domain.folding import fold
from workbench.domain.ids import table_of
from workbench.store.edits import Doc, Tables, apply, no_tables, touched, value_at
from workbench.store.lines import decode
from workbench.store.lookup import KINDS, Row

_STRUCTURE = {"parent", "rank", "retired"}
_FREE_SETS = {"tags", "contacts"}


def rows(tables: Tables, owners: Mapping[str, str] | None = None, coming: Mapping[str, str] | None = None) -> list[str]:
    """The lines of the table: processes in the order of the chart, then people.

    `owners` are those who took a process over from whom its record names, `coming` those who will, each with the day.
    """
    running = {record: doc for record, doc in tables["processes"].items() if not doc.get("retired")}
    chart = Chart((record, doc.get("parent"), doc.get("rank", "n")) for record, doc in running.items())
    running |= {record: {**running[record], "owner": owner} for record, owner in _taken(owners, running)}
    running |= {record: {**running[record], "coming": text} for record, text in _taken(coming, running)}
    lines = [_process(record, running[record], chart.place(record)) for record, _ in chart.walk()]
    people = sorted((fold(str(doc.get("name"))), record) for record, doc in tables["people"].items())
    return lines + [_person(record, tables["people"][record]) for _, record in people]


def _taken(owners: Mapping[str, str] | None, running: Mapping[str, Doc]) -> list[tuple[str, str]]:
    return [(record, owner) for record, owner in (owners or {}).items() if record in running]


def _process(record: str, doc: Doc, place: str) -> str:
    tags, code = doc.get("tags", ()), doc.get("code", "")
    folded = _folded(code, doc["name"], *(tag.replace(",", " ") for tag in tags))
    return _row(
        folded, "process", record, code, place, doc["name"],
        doc.get("owner", ""), doc.get("coach", ""), ",".join(doc.get("performers", ())), ",".join(tags), "",
        doc.get("parent", ""), doc.get("rank", "n"), doc.get("named_owner", ""), doc.get("coming", ""),
    )  # fmt: skip


def _person(record: str, doc: Doc) -> str:
    kind = "team" if doc.get("team") else "left" if doc.get("left") else "person"
    contact = ", ".join(doc.get("contacts", ()))
    members = ",".join(doc.get("members", ()))
    name = doc["name"]
    return _row(
        _folded(record, name), kind, record, "", "", name, "", "", members, "", contact, "", "", "",
        doc.get("too_much", ""),
    )  # fmt: skip


def _folded(*texts: str) -> str:
    return fold(" ".join(text for text in texts if text))


def _row(*fields: str) -> str:
    return "\t".join(field.replace("\t", " ").replace("\n", " ") for field in fields)


def overlaid(text: str, tail: bytes) -> str | None:
    """The lines with the changes of a history's tail in them; None where they must be made from the records."""
    changes = _changes(tail)
    if changes is None:
        return None
    paths = {path for change in changes for path in change}
    moves = any(_moves(path) for path in paths)
    read = _rows_of(text, None if moves else touched(paths))
    tables = _tables(read)
    for change in changes:
        if any(_needs_the_record(path, values, tables) for path, values in change.items()):
            return None
        apply(tables, change)
    return _joined(rows(tables)) if moves else _mended(text, read, tables, touched(paths))


def _changes(tail: bytes) -> list[Mapping[str, list[Any]]] | None:
    """What the whole lines of a tail change of what the table shows; None where one cannot be read."""
    changes: list[Mapping[str, list[Any]]] = []
    *whole, torn = tail.split(b"\n")
    for raw in [*whole, torn]:
        try:
            edits = decode(raw).edits if raw else {}
        except ValueError:
            if raw is not torn:
                return None
            edits = {}
        changes.append({path: values for path, values in edits.items() if _is_shown(path, values)})
    return changes


def _rows_of(text: str, records: set[str] | None) -> list[Row]:
    """The rows of these records, of None all."""
    if records is None:
        return [Row(line.split("\t")) for line in text.split("\n") if line]
    found = (text.find(f"\t{kind}\t{record}\t") for record in records for kind in KINDS)
    starts = (text.rfind("\n", 0, at) + 1 for at in found if at >= 0)
    return [Row(text[start : text.find("\n", start)].split("\t")) for start in starts]


def _joined(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _needs_the_record(path: str, values: list[Any], tables: Tables) -> bool:
    """The change cannot be told from the rows alone.

    It is one of a record that has no row, of a set whose texts a row does not tell apart, of an owner who is not
    the one that the row shows, because somebody took the process over, or of who has a part from which day on.
    """
    record, _, field = path.partition(".")
    if field.startswith("appointments") or any(isinstance(doc, dict) and "appointments" in doc for doc in values):
        return True
    if field == "owner" and (value_at(tables, path) or None) != (values[0] or None):
        return True
    is_handoff = table_of(record) == "handoffs"
    return is_handoff or (bool(field) and (value_at(tables, record) is None or field.rstrip("+-") in _FREE_SETS))


def _is_shown(path: str, values: list[Any]) -> bool:
    record, _, field = path.partition(".")
    if table_of(record) == "handoffs":
        return field == "since" or (not field and any("since" in doc for doc in values if doc))
    return table_of(record) in ("processes", "people")


def _moves(path: str) -> bool:
    record, _, field = path.partition(".")
    return record[:1].isupper() and (not field or field in _STRUCTURE)


def _mended(text: str, read: list[Row], tables: Tables, changed: set[str]) -> str:
    """The text with the rows of the changed records made anew, and those of new people at the end."""
    text = f"\n{text}"
    for row in read:
        doc = tables["processes" if row.is_process else "people"].get(row.id)
        new = "" if doc is None else _process(row.id, doc, row.place) if row.is_process else _person(row.id, doc)
        text = text.replace(f"\n{row.line()}\n", f"\n{new}\n" if new else "\n", 1)
    fresh = sorted(changed - {row.id for row in read})
    return text[1:] + _joined(
        _person(record, tables["people"][record]) for record in fresh if record in tables["people"]
    )


def _tables(read: Iterable[Row]) -> Tables:
    """As much of the documents as the rows hold."""
    tables = no_tables()
    for row in read:
        if row.is_process:
            doc: Doc = {
                "name": row.name, "code": row.code, "owner": row.owner, "coach": row.coach, "parent": row.parent,
                "rank": row.rank, "named_owner": row.named_owner, "tags": _set(row.tags),
                "performers": _set(row.performers), "coming": row.says,
            }  # fmt: skip
        else:
            doc = {"name": row.name, "contacts": _set(row.contact, ", "), "members": _set(row.performers)}
            doc["too_much"] = row.says
            doc |= {"team": True} if row.kind == "team" else {"left": "-"} if row.kind == "left" else {}
        tables["processes" if row.is_process else "people"][row.id] = {k: v for k, v in doc.items() if v}
    return tables


def _set(joined: str, by: str = ",") -> list[str]:
    return joined.split(by) if joined else []
