"""Records as people write them: every text cleaned in one place before it becomes part of a record."""

from collections.abc import Sequence
from dataclasses import MISSING, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from workbench.domain.errors import BadInput, Refused
from workbench.domain.people import Customer, Person, Profile
from workbench.domain.process import Flow, Process
from workbench.domain.rank import is_rank
from workbench.domain.text import clean_body, clean_line

if TYPE_CHECKING:
    from workbench.domain.steps import Step

Record = TypeVar("Record", bound=Process | Person | Customer | Profile | Flow)

IMPORTANCE = range(1, 6)

BODIES = frozenset(
    {
        "description",
        "purpose",
        "trigger",
        "result",
        "decision_rights",
        "too_much",
        "needs",
        "preferred_future",
        "because",
    }
    | {
        "text",
        "basis",
        "evidence",
        "note",
        "response",
        "settled",
        "how",
        "comment",
        "facts",
        "causes",
        "action",
        "check",
        "reply",
        "outcome",
        "found",
        "question",
        "why",
        "good",
        "example",
        "said",
        "prompts",
        "word",
        "review",
        "next_step",
        "answer",
    }
)
_NAMELESS = "A name is needed: nothing is left of this one when control characters and spaces go."
LONGEST_LINE = 1_000
LONGEST_BODY = 2_000_000


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
    if isinstance(value, Sequence) and not isinstance(value, str):
        return tuple(cleaned_part(part) for part in cast(Sequence[Any], value))  # type: ignore[redundant-cast]
    return value


def cleaned_part(part: Any) -> Any:
    """A part of a record with every text in it cleaned. Raises Refused for an empty name."""
    if not is_dataclass(part) or isinstance(part, type):
        return part
    texts = {field.name: cleaned(field.name, getattr(part, field.name)) for field in fields(part) if field.name != "id"}
    if any(field.name == "name" and field.default is MISSING and not texts["name"] for field in fields(part)):
        raise Refused(_NAMELESS)
    return replace(part, **texts)


def revised(record: Record, **changes: Any) -> Record:
    """The same record with some fields written anew, cleaned. Raises Refused for an empty name."""
    texts = {"name": record.name, **changes}
    result = replace(record, **{field: cleaned(field, value) for field, value in texts.items()})
    if not result.name:
        raise Refused(_NAMELESS)
    return result


def refuse_nonsense(record: Process | Person | Customer | Profile) -> None:
    """Raise Refused for a record no command would have made: nameless, or of an importance or rank there is not."""
    if not clean_line(record.name):
        raise Refused(f"{record.id} has no name.")
    if isinstance(record, Process) and record.importance is not None and record.importance not in IMPORTANCE:
        raise Refused(f"the importance of {record.id} cannot be {record.importance}; it goes from 1 to 5.")
    if isinstance(record, Process) and not is_rank(record.rank):
        raise Refused(f"the rank of {record.id} cannot be “{record.rank}”; it is letters from a to z, the last not a.")
    if isinstance(record, Process):
        for step in record.steps:
            _refuse_nonsense_in(record.id, step)


def _refuse_nonsense_in(process: str, step: "Step") -> None:
    """Raise Refused for a step that could not be drawn or reckoned with."""
    from workbench.domain.quantities import read_chance, read_money, read_time

    try:
        if not is_rank(step.rank):
            raise BadInput(f"its rank cannot be “{step.rank}”")
        for time in filter(None, (step.active, step.wait)):
            read_time(time)
        if step.cost:
            read_money(step.cost)
        shares = [read_chance(way.chance) for way in step.ways]
    except BadInput as wrong:
        raise Refused(f"the step {step.id} of {process} makes no sense: {wrong}") from None
    if sum(shares) > 100:
        raise Refused(f"the ways on from {step.id} of {process} take more than 100 of 100 runs.")


def said(field: str) -> str:
    """A field's name as it is said: next_review is "next review"."""
    return field.replace("_", " ")
