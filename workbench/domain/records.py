"""Records as people write them: every text cleaned in one place before it becomes part of a record."""

from dataclasses import replace
from typing import Any, TypeVar, cast

from workbench.domain.errors import Refused
from workbench.domain.people import Customer, Person, Profile
from workbench.domain.process import Flow, Process
from workbench.domain.rank import is_rank
from workbench.domain.text import clean_body, clean_line

Record = TypeVar("Record", bound=Process | Person | Customer | Profile | Flow)

IMPORTANCE = range(1, 6)

BODIES = frozenset(
    {"description", "purpose", "trigger", "result", "decision_rights", "needs", "preferred_future", "because"}
)
LONGEST_LINE = 1_000
LONGEST_BODY = 1_000_000


def cleaned(field: str, value: Any) -> Any:
    """The value as it may stand in a record. Raises Refused when a text is too long."""
    if isinstance(value, str) and type(value) is str:
        text = clean_body(value) if field in BODIES else clean_line(value)
        longest = LONGEST_BODY if field in BODIES else LONGEST_LINE
        if len(text) > longest:
            raise Refused(f"The {said(field)} is {len(text):,} characters long; {longest:,} is the limit.")
        return text
    if isinstance(value, frozenset):
        items = cast(frozenset[object], value)
        return frozenset(text for item in items if (text := cleaned(field, item)))
    if isinstance(value, tuple):
        parts = cast(tuple[object, ...], value)
        return tuple(revised(part) if isinstance(part, Flow) else part for part in parts)
    return value


def revised(record: Record, **changes: Any) -> Record:
    """The same record with some fields written anew, cleaned. Raises Refused for an empty name."""
    texts = {"name": record.name, **changes}
    result = replace(record, **{field: cleaned(field, value) for field, value in texts.items()})
    if not result.name:
        raise Refused("A name is needed: nothing is left of this one when control characters and spaces go.")
    return result


def refuse_nonsense(record: Process | Person | Customer | Profile) -> None:
    """Raise Refused for a record no command would have made: nameless, or of an importance or rank there is not."""
    if not clean_line(record.name):
        raise Refused(f"{record.id} has no name.")
    if isinstance(record, Process) and record.importance is not None and record.importance not in IMPORTANCE:
        raise Refused(f"the importance of {record.id} cannot be {record.importance}; it goes from 1 to 5.")
    if isinstance(record, Process) and not is_rank(record.rank):
        raise Refused(f"the rank of {record.id} cannot be “{record.rank}”; it is letters from a to z, the last not a.")


def said(field: str) -> str:
    """A field's name as it is said: next_review is "next review"."""
    return field.replace("_", " ")
