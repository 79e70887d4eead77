"""Domain values to documents and back, by the types that their classes declare.

Empty fields are left out; sets are sorted lists; parts stand under their id; days are ISO 8601.
Moments carry their offset from UTC. Parts that a class declares as a Sequence are made to values when
they are first looked at.
A field that a document has and a class does not is carried through untouched, since only what
differs between two values is ever written.
"""

import types
from collections.abc import Callable, ItemsView, Iterator, Mapping, Sequence, ValuesView
from contextlib import suppress
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from functools import cache, cached_property, lru_cache, partial
from importlib import import_module
from typing import Any, Generic, TypeVar, get_args, get_origin, overload

from workbench.domain.people import Customer, Person, Profile
from workbench.domain.process import Process
from workbench.domain.text import natural
from workbench.store.edits import Doc, Json

Value = TypeVar("Value")

Field = str | int | date | frozenset[str] | Sequence[Any] | None

CLASSES: Mapping[str, type] = {
    "organization": Profile,
    "people": Person,
    "customers": Customer,
    "processes": Process,
}
_LATER = {
    "handoffs": "Handoff",
    "feedback": "Feedback",
    "reviews": "Review",
    "investigations": "Investigation",
    "benchmarks": "Benchmark",
    "assessments": "Assessment",
    "surveys": "Survey",
    "readings": "Reading",
    "entries": "Entry",
    "commitments": "Commitment",
    "sessions": "CoachingSession",
}

_MODULES = {
    "Answer": "answers",
    "Need": "answers",
    "NeedConflict": "answers",
    "OwnQuestion": "answers",
    "Step": "steps",
    "Practice": "document",
    "Risk": "document",
    "Version": "document",
    "Reader": "document",
    "TrainingItem": "training",
    "Indicator": "readings",
    "Means": "means",
    "Check": "means",
    "Proposal": "proposals",
    "Handoff": "handoff",
    "Item": "handoff",
    "Telling": "handoff",
    "Turn": "handoff",
    "Candidate": "bench",
    "Appointment": "appointments",
    "Feedback": "feedback",
    "Investigation": "feedback",
    "Benchmark": "feedback",
    "Review": "reviews",
    "Assessment": "assessments",
    "Survey": "assessments",
    "Reading": "readings",
    "Entry": "journal",
    "Commitment": "commitments",
    "CoachingSession": "coaching",
    "Template": "templates",
}


def class_of(table: str) -> type[Any]:
    """The class whose values the documents of a table are."""
    return CLASSES.get(table) or _class_of(_LATER[table])


@cache
def _class_of(name: str) -> type[Any]:
    """The class of a part, loaded when first met."""
    found: type[Any] = getattr(import_module(f"workbench.domain.{_MODULES[name]}"), name)
    return found


class BadRecord(Exception):
    """A document that is no record; says which field and why."""


def to_doc(value: Any) -> Doc:
    """The document of a value, without its id."""
    doc: Doc = {}
    for field in fields(value):
        if field.name != "id":
            written = _written(getattr(value, field.name))
            if written is not None:
                doc[field.name] = written
    return doc


def _written(value: Field) -> Json:
    match value:
        case None | "" | False:
            return None
        case StrEnum():
            return value.value
        case date():
            return value.isoformat()
        case frozenset():
            return sorted(value) or None
        case str() | int():
            return value
        case _:
            parts: Sequence[Any] = value
            return {part.id: to_doc(part) for part in parts} or None


def from_doc(table: str, record: str, doc: Doc) -> Any:
    """The value of a document. Raises BadRecord."""
    return _value(class_of(table), record, doc)


def _value(kind: type[Any], record: str, doc: Json) -> Any:
    if not isinstance(doc, dict):
        raise BadRecord(f"{record} must be an object")
    readers = _readers(kind)  # type: ignore[arg-type]
    try:
        return kind(id=record, **{name: readers[name](raw) for name, raw in doc.items() if name in readers})
    except BadRecord as error:
        raise BadRecord(f"{record}: {error}") from None
    except (TypeError, ValueError, AttributeError):
        raise BadRecord(_wrong(readers, record, doc)) from None


def _wrong(readers: Mapping[str, Callable[[Any], Any]], record: str, doc: Doc) -> str:
    """What keeps a document from being a record."""
    for name, raw in doc.items():
        try:
            readers.get(name, str)(raw)
        except (TypeError, ValueError, AttributeError):
            return f"{record}: {name} cannot be {_said(raw)}"
    return f"{record}: a name is missing"


def _said(raw: Any) -> str:
    return f"“{raw}”" if isinstance(raw, str | int | float) else f"a {type(raw).__name__}"


def problem(table: str, record: str, doc: Doc) -> str:
    """What is wrong with a document, "" when it is a sound record."""
    kind = class_of(table)
    try:
        value = _value(kind, record, doc)
        for name in _parted(kind):  # type: ignore[arg-type]
            if isinstance(parts := getattr(value, name), Parts):
                parts.refuse_bad()
    except BadRecord as error:
        return f"{record}: {error}" if not str(error).startswith(record) else str(error)
    return ""


@cache
def _readers(kind: type[Any]) -> Mapping[str, Callable[[Any], Any]]:
    return {field.name: _reader(field.type) for field in fields(kind) if field.name != "id"}


@cache
def _parted(kind: type[Any]) -> Sequence[str]:
    """The fields that hold parts, which are made when first looked at."""
    return [field.name for field in fields(kind) if get_origin(field.type) is Sequence]


def _reader(hint: Any) -> Callable[[Any], Any]:
    if isinstance(hint, types.UnionType):
        hint = next(arg for arg in get_args(hint) if arg is not types.NoneType)
    if hint is datetime:
        return _moment
    if hint is date:
        return _day
    if get_origin(hint) is frozenset:
        return _texts
    if get_origin(hint) is tuple:
        return lambda raw: _parts(get_args(hint)[0], raw)
    if get_origin(hint) is Sequence:
        return partial(Parts[Any], get_args(hint)[0])
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint
    return {str: _text, int: _number, bool: _flag}[hint]


def _text(raw: Any) -> str:
    if type(raw) is not str:
        raise TypeError
    return raw


def _number(raw: Any) -> int:
    if type(raw) is not int:
        raise TypeError
    return raw


def _flag(raw: Any) -> bool:
    if type(raw) is not bool:
        raise TypeError
    return raw


@lru_cache(maxsize=4096)
def _day(raw: Any) -> date:
    day = date.fromisoformat(raw)
    if day.isoformat() != raw:
        raise ValueError
    return day


def _moment(raw: Any) -> datetime:
    moment = datetime.fromisoformat(raw)
    if moment.tzinfo is None:
        raise ValueError
    return moment


def _texts(raw: Json) -> frozenset[str]:
    if type(raw) is not list or not all(type(item) is str for item in raw):
        raise TypeError
    return frozenset(raw)


def _parts(kind: type[Any], raw: Any) -> tuple[Any, ...]:
    return tuple(_value(kind, part, raw[part]) for part in sorted(raw, key=natural))


class Parts(Sequence[Value]):
    """The parts of a record as values, made when first looked at; one that cannot be read is left out."""

    __slots__ = ("_kind", "_made", "_raw")

    def __init__(self, kind: str, raw: Doc) -> None:
        if type(raw) is not dict:
            raise TypeError
        self._kind, self._raw = kind, raw
        self._made: tuple[Value, ...] | None = None

    @property
    def all(self) -> tuple[Value, ...]:
        """Every part that can be read, in the order of the ids."""
        if self._made is None:
            self._made = tuple(self._readable())
        return self._made

    def _readable(self) -> Iterator[Value]:
        for part in sorted(self._raw, key=natural):
            with suppress(BadRecord):
                yield _value(_class_of(self._kind), part, self._raw[part])

    def refuse_bad(self) -> None:
        """Raise BadRecord for a part that cannot be read."""
        _parts(_class_of(self._kind), self._raw)

    @overload
    def __getitem__(self, index: int) -> Value: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Value]: ...
    def __getitem__(self, index: int | slice) -> Value | Sequence[Value]:
        return self.all[index]

    def __len__(self) -> int:
        return len(self.all)

    def __bool__(self) -> bool:
        return bool(self._raw) and bool(self.all)

    def __iter__(self) -> Iterator[Value]:
        return iter(self.all)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Parts):
            return self._raw == other._raw
        return self.all == other

    def __hash__(self) -> int:
        return hash(self.all)

    def __repr__(self) -> str:
        return repr(self.all)


class Records(Mapping[str, Value], Generic[Value]):
    """The records of a table as values, made when first asked for; a document that is no record is left out."""

    def __init__(self, table: str, docs: Mapping[str, Doc], made: dict[str, tuple[Doc, Any]]) -> None:
        self._table, self._docs, self._made = table, docs, made

    @cached_property
    def _all(self) -> dict[str, Value]:
        values = ((record, self._value(record, doc)) for record, doc in self._docs.items())
        return {record: value for record, value in values if value is not None}

    def __getitem__(self, record: str) -> Value:
        value: Value | None = self._value(record, self._docs[record])
        if value is None:
            raise KeyError(record)
        return value

    def _value(self, record: str, doc: Doc) -> Any:
        known = self._made.get(record)
        if known and known[0] is doc:
            return known[1]
        try:
            value = from_doc(self._table, record, doc)
        except BadRecord:
            value = None
        self._made[record] = (doc, value)
        return value

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def values(self) -> ValuesView[Value]:
        """Every record as a value, made once."""
        return self._all.values()

    def items(self) -> ItemsView[str, Value]:
        """Every record with its id."""
        return self._all.items()

    def __contains__(self, record: object) -> bool:
        return record in self._docs and self._value(str(record), self._docs[str(record)]) is not None
