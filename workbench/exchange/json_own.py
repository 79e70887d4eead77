"""What only the workbench's own export tells: flows, gates, teams, who has left, the organization's own words."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from workbench.domain.errors import BadInput
from workbench.domain.outline import FlowRow, GateRow, Outline, PersonRow, ProcessRow
from workbench.domain.text import clean_body, clean_line
from workbench.exchange.json_text import JsonObject, as_list
from workbench.exchange.table import named

_OF_PROCESSES = {"inputs", "outputs", "gates"}
_LEFT_OUT = {
    "public_key": "The public keys of {} were left out: everybody gives their own.",
    "too_much": "What {} said of owning too much was left out: everybody says it themselves.",
}
_OF_PEOPLE = {"team", "members", "left", *_LEFT_OUT}

Parts = Mapping[str, JsonObject]


def taken_out(records: Sequence[JsonObject], of_people: bool = False) -> Parts:
    """By the id of its record, what no table holds; the records are left without it. Raises BadInput."""
    parts: dict[str, JsonObject] = {}
    known = _OF_PEOPLE if of_people else _OF_PROCESSES
    for record in records:
        found = JsonObject({key: record.pop(key) for key in known & record.keys()})
        found.line = record.line
        if found:
            parts[str(record.get("id", ""))] = found
    return parts


def put_back(outline: Outline, of_processes: Parts, of_people: Parts) -> Outline:
    """The outline with what was taken out of its records. Raises BadInput."""
    givers = {field: [handle for handle, part in of_people.items() if part.get(field)] for field in _LEFT_OUT}
    notes = tuple(note.format(", ".join(givers[field])) for field, note in _LEFT_OUT.items() if givers[field])
    return replace(
        outline,
        processes=tuple(_whole_process(row, of_processes.get(row.key)) for row in outline.processes),
        people=tuple(_whole_person(row, of_people.get(row.handle)) for row in outline.people),
        notes=outline.notes + notes,
    )


def _whole_process(row: ProcessRow, part: JsonObject | None) -> ProcessRow:
    if part is None:
        return row
    gates = tuple(
        GateRow(id=_line(gate, "id"), by=_line(gate, "by"), on=_line(gate, "on"), because=_body(gate, "because"))
        for gate in _objects(part, "gates")
    )
    return replace(row, inputs=_flows(part, "inputs"), outputs=_flows(part, "outputs"), gates=gates)


def _flows(part: JsonObject, key: str) -> tuple[FlowRow, ...]:
    return tuple(
        FlowRow(name=named(part.line, _line(flow, "name")), process=_line(flow, "process"))
        for flow in _objects(part, key)
    )


def _whole_person(row: PersonRow, part: JsonObject | None) -> PersonRow:
    if part is None:
        return row
    members = tuple(clean_line(str(member)) for member in as_list(part.get("members")) or ())
    return replace(row, team=part.get("team") is True, members=members, left=_line(part, "left"))


def profile(document: JsonObject) -> tuple[tuple[str, str], ...]:
    """What the organization says of itself, field by field."""
    told = document.get("organization")
    if not isinstance(told, JsonObject):
        return ()
    return tuple((field, clean_body(value)) for field, value in told.items() if isinstance(value, str) and value)


def _objects(part: JsonObject, key: str) -> list[JsonObject]:
    found = as_list(part.get(key, []))
    if found is None or not all(isinstance(one, JsonObject) for one in found):
        raise BadInput(f"Line {part.line}: “{key}” is no list of objects, as it is in an export of the workbench.")
    return found


def _line(record: JsonObject, key: str) -> str:
    value = record.get(key)
    return clean_line(value) if isinstance(value, str) else ""


def _body(record: JsonObject, key: str) -> str:
    value = record.get(key)
    return clean_body(value) if isinstance(value, str) else ""
