"""The history in words: what each change did, and what differs between two moments."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, cast

from workbench.domain.errors import count
from workbench.domain.ids import DATED, JOURNAL, table_of
from workbench.domain.organization import Organization
from workbench.domain.records import said
from workbench.store.errors import shown
from workbench.store.lines import Line

ACTS = {
    "init": "began the store",
    "sample": "began the sample",
    "restore": "went back to a backup",
    "migrate": "brought the store to a new format",
    "hand-edit": "edited the store by hand",
}


def told(line: Line, organization: Organization, record: str = "") -> list[str]:
    """What a change did, a sentence for each value; of one record only, when one is named."""
    edits = {
        path: values
        for path, values in line.edits.items()
        if (not record or path.partition(".")[0] == record) and not _DECISION.search(path)
    }
    start = f"{line.act} {line.of}: " if line.of else ""
    if own := _of_journal(line):
        return own
    if line.act in ACTS and not record:
        return [f"{ACTS[line.act]} ({len(line.edits)} values)"]
    if len(edits) > 20 and not record:
        return [f"{start or f'{line.act}: '}{_summary(edits)}"]
    because = f", because {line.extra['because']}" if line.extra.get("because") else ""
    of_handoffs, rest = _of_handoffs(edits, organization)
    of_rest = [f"{_edit(path, values, organization)}{because}" for path, values in rest.items()]
    return [f"{start}{sentence}" for sentence in [*of_handoffs, *of_rest]]


_DECISION = re.compile(r"\.proposals\.[^.]+\.(decided|decided_by|decided_for|version)$")  # told with the state


def _of_handoffs(
    edits: Mapping[str, list[Any]], organization: Organization
) -> tuple[list[str], Mapping[str, list[Any]]]:
    """What was done with handoffs, in a sentence each, and the edits of everything else."""
    records = dict.fromkeys(path.partition(".")[0] for path in edits)
    handoffs = [record for record in records if table_of(record) == "handoffs"]
    if not handoffs:
        return [], edits
    from workbench.services import handoff_story

    said = {
        record: handoff_story.told(
            record, {path: v for path, v in edits.items() if path.partition(".")[0] == record}, organization
        )
        for record in handoffs
    }
    rest = {path: values for path, values in edits.items() if not said.get(path.partition(".")[0])}
    return [sentence for sentence in said.values() if sentence], rest


def taken_back(line: Line, organization: Organization) -> list[str]:
    """What stands again since a change was taken back, a sentence for each value."""
    if own := _of_journal(line):
        return own
    if line.act in ACTS or line.of or len(line.edits) > 20 or line.act.startswith("handoff."):
        return told(line, organization)
    return [_back(path, values, organization) for path, values in line.edits.items()]


def _of_journal(line: Line) -> list[str]:
    """What a change of somebody's own journal was about, by its ids alone or their number; nothing for any other."""
    paths = dict.fromkeys(path.partition(".")[0] for path in line.edits)
    records = [record for record in paths if table_of(record) in JOURNAL.values()]
    if len(records) > 20:
        return [f"{count(len(records), 'record')} of your journal"]
    return [f"{record} of your journal" for record in records]


def _back(path: str, values: list[Any], organization: Organization) -> str:
    record, _, field = path.partition(".")
    name = _with_kind(_named(record, organization))
    if not field and values[1] is None:
        return f"{name} is there again"
    if not field:
        return f"{_with_kind(record)} {shown(_titled(values[1]))} is gone again"
    if field.rpartition(".")[2] == "rank":
        return _edit(path, values, organization)
    if field[-1] in "+-":
        other = "-" if field[-1] == "+" else "+"
        return f"{_edit(path[:-1] + other, values, organization)} again"
    if "." in field:
        return f"{_edit(path, values[::-1], organization)} again"
    return f"{said(field)} of {name} is {_value(field, values[0], organization)} again"


def who(line: Line, organization: Organization) -> str:
    """Who made a change: the person by name, else the account."""
    return organization.name_of(line.actor.by) if line.actor.by else f"account {line.actor.login}"


_COUNTED = {"processes": ("process", ""), "people": ("person", "people"), "customers": ("customer", "")}


def _summary(edits: Mapping[str, list[Any]]) -> str:
    """A large change in numbers: what was added and deleted, and how much was changed beside."""
    whole = {path: values for path, values in edits.items() if "." not in path}
    added = _numbered(record for record, values in whole.items() if values[0] is None)
    deleted = _numbered(record for record, values in whole.items() if values[1] is None)
    rest = len(edits) - len(whole)
    parts = (
        f"added {added}" if added else "",
        f"deleted {deleted}" if deleted else "",
        f"changed {count(rest, 'value')}" if rest else "",
    )
    return ", ".join(filter(None, parts))


def _numbered(records: Iterable[str]) -> str:
    tables = [table_of(record) for record in records]
    counted = (count(tables.count(table), *words) for table, words in _COUNTED.items() if table in tables)
    return ", ".join(counted)


def _edit(path: str, values: list[Any], organization: Organization) -> str:
    record, _, field = path.partition(".")
    name = _with_kind(_named(record, organization))
    if not field:
        whole = values[1] if values[0] is None else values[0]
        return f"{'added' if values[0] is None else 'deleted'} {_with_kind(record)} {shown(_titled(whole))}"
    if field[-1] in "+-":
        verb = "gained" if field[-1] == "+" else "lost"
        return f"{name} {verb} {said(field[:-1])} {_value(field[:-1], values, organization)}"
    if field == "rank":
        return f"{name} moved among its neighbours"
    part, _, key = field.partition(".")
    if key:
        return _of_part(name, organization, record, part, key, values)
    before, after = (_value(field, value, organization) for value in values)
    return f"{name}: {said(field)} {before} → {after}"


_TITLES = ("name", "text", "actual", "whose", "found", "outcome")


def _titled(doc: dict[str, Any]) -> dict[str, Any]:
    """A record under the name by which it is told of; a dated one has its first words instead."""
    if "name" in doc:
        return doc
    said = next((str(doc[field]) for field in _TITLES if doc.get(field)), "")
    about = f" ({doc['process']})" if doc.get("process") else ""
    return {"name": f"{said.partition(chr(10))[0][:60]}{about}"} if said else {"name": f"…{about}"}


_WORDS = {
    "answers": "answer",
    "fit": "need",
    "practices": "best practice",
    "training": "training item",
    "readers": "reader",
    "questions": "question",
    "bench": "bench entry",
}


def _of_part(name: str, organization: Organization, record: str, part: str, key: str, values: list[Any]) -> str:
    """What became of a part of a record, or of one field of it."""
    word = _WORDS.get(part) or said(part).removesuffix("s")
    id, _, field = key.partition(".")
    if field == "rank":
        return f"{name}: {_called(organization, record, part, id)} moved among the {part}"
    if isinstance(values[0] or values[1], dict) and not field:
        doc: dict[str, Any] = values[0] or values[1]
        if part == "answers" and not values[0]:
            return f"{name}: {_answered(_called(organization, record, part, id), doc)}"
        if part == "appointments":
            to_come = f"{organization.name_of(doc.get('to'))} {doc.get('role')} it from {doc.get('since')} on"
            return f"{name}: {f'it is no more to come that {to_come}' if values[0] else to_come}"
        verb = "lost" if values[0] else "gained"
        called = doc.get("comment") or organization.name_of(doc.get("person")) or id.replace("-", " ")
        return f"{name} {verb} the {word} {shown({'name': called, **doc})}"
    if field.startswith("learners.") and (level := _level(field, values[1])):
        person = field.split(".")[1]
        return f"{name}: {organization.name_of(person)} came to {level} in {_called(organization, record, part, id)}"
    called = _called(organization, record, part, id)
    if part == "proposals" and field == "state":
        again = " again" if values[1] == "open" else ""
        return f"{name}: the {word} {called} is {values[1]}{again}"
    before, after = (_value(field, value, organization) for value in values)
    return f"{name}: {said(field).replace('.', ' ')} of the {word} {called} {before} → {after}"


_STATES = {"answered": "answered", "parked": "parked", "not applicable": "set aside"}


def _answered(question: str, doc: Mapping[str, Any]) -> str:
    """The first answer to a question in words: what was said, or what became of it."""
    state = {"answered": "answered", "parked": "parked", "not applicable": "set aside"}.get(
        doc.get("state", ""), "noted"
    )
    text = str(doc.get("figure") or doc.get("text") or doc.get("because") or "").partition("\n")[0]
    return f"{state} {question}" + (f" {shown(text[:80])}" if text else "")


def _level(field: str, after: Any) -> str:
    """The level that somebody reached by an edit of what they learn."""
    if isinstance(after, dict):
        doc = cast(Mapping[str, Any], after)
        return str(doc.get("level", "begin"))
    return str(after or "") if field.endswith(".level") else ""


_OF_PEOPLE = {"owner", "coach", "engineer", "performers", "members", "who", "taught_by", "person", "said_by"}


def _value(field: str, value: Any, organization: Organization) -> str:
    """A stored value in the words in which it was written; who and what it names by their names."""
    from workbench.exchange.step_chart import time_in_words

    field = field.rpartition(".")[2]
    if value and field in _OF_PEOPLE:
        return ", ".join(organization.name_of(person) for person in ([value] if isinstance(value, str) else value))
    if field == "parent":
        return _named(value, organization) if value else "the top"
    if isinstance(value, list):
        items = cast(Iterable[Any], value)
        return ", ".join(_named(str(item), organization) for item in items) or shown(None)
    return f"“{time_in_words(value)}”" if field in ("active", "wait") and value else shown(value)


def _called(organization: Organization, record: str, part: str, id: str) -> str:
    """A part by its id and name, as far as it still stands; a question by its label."""
    if part == "answers":
        return label_of(id, organization)
    parts: Iterable[Any] = getattr(organization.processes.get(record), part, ())
    name = next((getattr(found, "name", "") for found in parts if found.id == id), "")
    return f"{id} “{name}”" if name else id.replace("-", " ")


def label_of(question: str, organization: Organization) -> str:
    """What a question of the checklist is called; anything else by its id."""
    from workbench.services.checklist import checklist

    asked = {found.id: found.label for found in checklist(organization).questions}
    return asked.get(question, question.replace("-", " "))


def _named(record: str, organization: Organization) -> str:
    for table in (organization.processes, organization.people, organization.customers):
        if record in table and table[record].name != record:
            return f"{record} {table[record].name}"
    return record


def _with_kind(record: str) -> str:
    """A record by its id; a benchmark by its kind too, since a practice of a process may be called B1 as well."""
    return f"the benchmark {record}" if table_of(record) == DATED["B"] else record
