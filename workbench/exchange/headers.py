"""Which column holds what, guessed from its header; what the person says of a column comes first."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from workbench.domain.errors import BadInput
from workbench.domain.folding import fold

# Per field the words for it, by how surely they mean it: the surest that occur win.
WORDS: Mapping[str, tuple[str, ...]] = {
    "code": (
        "code|hierarchy id|hierarchical id|hierarchy code|process code|wbs|outline number",
        "number|no|nr|num|process number|ref|reference",
    ),
    "id": ("id|pcf id|process id|element id|identifier|uuid|guid|key",),
    "name": (
        "name|process|process name|name of process|person|person name|full name|display name",
        "title|process title|activity|capability|function|task|label|employee|member|performer name",
    ),
    "parent": ("parent|parent id|parent code|parent process|parent name|above|under|belongs to",),
    "level": ("level|indent|depth|hierarchy level|outline level|indentation",),
    "kind": ("kind|process kind", "type|process type"),
    "description": (
        "description|element description|process description",
        "definition|details|summary",
        "notes|note|comment|comments",
    ),
    "purpose": ("purpose", "objective|goal|aim"),
    "owner": ("owner|process owner|owner name|owned by", "accountable|responsible"),
    "coach": ("coach|coached by",),
    "engineer": ("engineer|process engineer|engineered by",),
    "performers": ("performers|performer|performed by|done by",),
    "customers": ("customers|customer",),
    "trigger": ("trigger|triggered by|begins with|starts with",),
    "result": ("result|results|ends with", "outcome|outcomes"),
    "importance": ("importance", "priority"),
    "tags": ("tags|tag", "keywords|labels"),
    "decision_rights": ("decision rights",),
    "review_interval": ("review interval|review every",),
    "next_review": ("next review|next review on",),
    "retired": ("retired|retired on",),
    "handle": ("handle",),
    "contacts": ("contacts|contact|email|e mail|emails|mail|email address|phone|telephone|mobile",),
    "accounts": ("accounts|account|login|logins|login account|login accounts|username|user name",),
}

SEVERAL = frozenset({"contacts", "accounts"})
PEOPLE_FIELDS = frozenset({"name", "handle", "contacts", "accounts"})
_PROCESS_ONLY = frozenset(WORDS) - PEOPLE_FIELDS - {"id"}
_PERSON = frozenset(["person", "person name", "full name", "employee", "employee name", "member", "display name"])
_PEOPLE_HINTS = frozenset(["locale", "script", "first name", "last name", "surname"])
_PROCESS = frozenset(
    [
        "process",
        "process name",
        "name of process",
        "process title",
        "title",
        "activity",
        "capability",
        "function",
        "task",
    ]
)
_ranks = {
    word: (field, tier)
    for field, tiers in WORDS.items()
    for tier, words in enumerate(tiers)
    for word in words.split("|")
}


@dataclass(frozen=True, slots=True)
class Columns:
    """What was found in a header: per field the places of its columns, and whether the rows are people."""

    fields: Mapping[str, Sequence[int]]
    headers: Sequence[str]
    people: bool

    @property
    def mapping(self) -> tuple[tuple[str, str], ...]:
        """Every field with the header it is read from."""
        return tuple((field, self.headers[at]) for field, places in self.fields.items() for at in places)

    def left_out(self) -> tuple[str, ...]:
        """One note that names the columns nothing is read from."""
        taken = {at for places in self.fields.values() for at in places}
        left = [header for at, header in enumerate(self.headers) if header.strip() and at not in taken]
        return (f"Columns left out: {_listed(left)}.",) if left else ()


def folded(header: str) -> str:
    """A header as it is compared: "Decision_Rights" and "decision rights" are one."""
    return " ".join(re.sub(r"[\W_]+", " ", fold(header)).split())


def known_fields(row: Iterable[str], columns: Mapping[str, str]) -> set[str]:
    """The fields that a row names, if it is the header."""
    words = {folded(cell) for cell in row}
    said = {_plain(field) for field, header in columns.items() if folded(header) in words}
    return said | {_ranks[word][0] for word in words if word in _ranks}


def choose(headers: Sequence[str], columns: Mapping[str, str], line: int, nested: bool = False) -> Columns:
    """Which column holds what; rows that nest are no people.

    Raises BadInput without a name column, or when two columns could be the same.
    """
    fields: dict[str, Sequence[int]] = {_plain(field): [_place(headers, h)] for field, h in columns.items()}
    fields |= _guessed(headers, fields, line)
    people = not nested and _are_people(headers, fields, columns)
    if "name" not in fields:
        raise _no_name(headers, line)
    if people:
        fields = {field: places for field, places in fields.items() if field in PEOPLE_FIELDS}
    elif "id" in fields and "code" not in fields:
        fields["code"] = fields.pop("id")
    elif "parent" not in fields:
        fields.pop("id", None)
    ordered = {field: fields[field] for field in WORDS if field in fields}
    return Columns(ordered, [" ".join(header.split()) for header in headers], people)


def _plain(field: str) -> str:
    field = field.strip().lower().replace(" ", "_").replace("-", "_")
    if field in ("person", "process"):
        return "name"
    if field in WORDS:
        return field
    raise BadInput(f"“{field}” is no field that a column can fill. These are: process, person, {', '.join(WORDS)}.")


def _place(headers: Sequence[str], header: str) -> int:
    for alike in (str.strip, folded):
        for at, other in enumerate(headers):
            if alike(other) == alike(header):
                return at
    raise BadInput(f"No column is headed “{header}”. There are: {_listed(headers)}.")


def _guessed(headers: Sequence[str], said: Mapping[str, Sequence[int]], line: int) -> dict[str, list[int]]:
    taken = {at for places in said.values() for at in places}
    found: dict[str, dict[int, list[int]]] = {}
    for at, header in enumerate(headers):
        field, tier = _ranks.get(folded(header), ("", 0))
        if field and field not in said and at not in taken:
            found.setdefault(field, {}).setdefault(tier, []).append(at)
    best = {field: tiers[min(tiers)] for field, tiers in found.items()}
    for field, places in best.items():
        if len(places) > 1 and field not in SEVERAL:
            _refuse_two(headers, field, places, line)
    return best


def _refuse_two(headers: Sequence[str], field: str, places: Sequence[int], line: int) -> None:
    names = " and ".join(f"“{headers[at].strip()}” (column {at + 1})" for at in places)
    other = headers[places[-1]].strip()
    raise BadInput(
        f"Line {line}: {names} could each be the {field.replace('_', ' ')}. "
        f"Choose with --column {field}={other!r}, or rename one that has the same header."
    )


def _are_people(headers: Sequence[str], fields: Mapping[str, object], columns: Mapping[str, str]) -> bool:
    said = {field.strip().lower() for field in columns}
    words = {folded(header) for header in headers}
    if "person" in said or "process" in said:
        return "person" in said
    if words & _PERSON:
        return True
    if fields.keys() & _PROCESS_ONLY:
        return False
    if fields.keys() & {"handle", "contacts", "accounts"} or words & _PEOPLE_HINTS:
        return True
    return "id" not in fields and not words & _PROCESS


def _no_name(headers: Sequence[str], line: int) -> BadInput:
    if "".join(headers).lstrip().startswith(("{", "[")):
        return BadInput(f"Line {line} begins like JSON, not like a table. Try --format json.")
    if "".join(headers).lstrip().startswith("<"):
        return BadInput(f"Line {line} begins like HTML or XML, not like a table of processes.")
    return BadInput(
        f"No column holds the name. Line {line} has: {_listed(headers)}. Say which one it is with --column name=HEADER."
    )


def _listed(headers: Sequence[str]) -> str:
    names = [" ".join(header.split())[:40] for header in headers if header.strip()]
    more = f" and {len(names) - 20} more" if len(names) > 20 else ""
    return ", ".join(names[:20]) + more
