"""The whole organization as one JSON object, a record a line, so that two exports can be compared."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, cast

from workbench.domain.organization import Organization
from workbench.domain.text import natural, printable
from workbench.exchange.decoding import encode

VERSION = 1


def write(organization: Organization) -> bytes:
    """Everything that is known of the organization; processes in the order of the chart, retired ones too."""
    walk = organization.full_chart.walk()
    parts = [
        '  "format": "workbench"',
        f'  "version": {VERSION}',
        f'  "organization": {line_of(organization.profile)}',
        list_of("people", _by_id(organization.people)),
        list_of("customers", _by_id(organization.customers)),
        list_of("processes", (organization.processes[process] for process, _ in walk)),
        list_of("handoffs", _by_id(organization.handoffs)),
    ]
    return encode("{\n" + ",\n".join(parts) + "\n}\n")


def _by_id(records: Mapping[str, object]) -> Iterable[object]:
    return [records[key] for key in sorted(records, key=natural)]


def list_of(name: str, records: Iterable[object]) -> str:
    """A member of a JSON object that holds records, a line each."""
    lines = ",\n".join(f"    {line_of(record)}" for record in records)
    return f'  "{name}": [\n{lines}\n  ]' if lines else f'  "{name}": []'


def line_of(record: object) -> str:
    """A record in one line of JSON, in its own letters; escaped where one of them could be obeyed."""
    value = value_of(record)
    line = json.dumps(value, ensure_ascii=False)
    return line if printable(line) == line else json.dumps(value)


def value_of(value: Any) -> Any:
    """A value as JSON has it: sets sorted, days as text, what is empty left out."""
    if is_dataclass(value):
        told = {field.name: value_of(getattr(value, field.name)) for field in fields(value)}
        return {name: inner for name, inner in told.items() if not _is_empty(inner)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(map(str, cast(frozenset[object], value)))
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Sequence):
        return [value_of(item) for item in cast(Sequence[object], value)]
    return value


def _is_empty(value: object) -> bool:
    return value is None or value is False or value == "" or value == []
