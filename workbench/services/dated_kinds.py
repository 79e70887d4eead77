"""Dated records as people write them: what each kind is called, and how its fields are read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from workbench.domain.dates import read_day
from workbench.domain.errors import BadInput
from workbench.domain.feedback import Benchmark, Feedback, Investigation, Tone
from workbench.domain.organization import Organization
from workbench.domain.quantities import Quantity
from workbench.domain.readings import Reading
from workbench.domain.records import said
from workbench.domain.reviews import Review
from workbench.services.parts import one_of, read_minutes, written


@dataclass(frozen=True, slots=True)
class DatedKind:
    """A kind of dated record: its class, the letter of its ids, what it is called, the fields that people write."""

    made: type[Any]
    letter: str
    word: str
    fields: tuple[str, ...]


READING = DatedKind(Reading, "R", "reading", ("actual", "on", "note", "by", "minutes"))
FEEDBACK = DatedKind(
    Feedback, "F", "feedback",
    ("text", "tone", "customer", "giver", "channel", "about", "reply_wanted", "reply_by", "on", "outcome", "minutes"),
)  # fmt: skip
INVESTIGATION = DatedKind(
    Investigation, "I", "investigation",
    ("name", "about", "facts", "causes", "action", "check", "who", "until", "on", "minutes"),
)  # fmt: skip
BENCHMARK = DatedKind(
    Benchmark, "B", "benchmark",
    ("whose", "what", "figure", "ours", "source", "action", "competitor", "on", "minutes"),
)  # fmt: skip
REVIEW = DatedKind(Review, "V", "review", ("found", "on", "minutes", "done_by_hand"))
DATED_KINDS = (READING, FEEDBACK, INVESTIGATION, BENCHMARK, REVIEW)


def kind_of(record: Any) -> DatedKind:
    """The kind of a dated record that people write fields of. Raises BadInput for any other."""
    for kind in DATED_KINDS:
        if isinstance(record, kind.made):
            return kind
    raise BadInput(f"{record.id} has no fields to set; make another one instead.")


def dated_texts(organization: Organization, kind: DatedKind, record: Any) -> dict[str, str]:
    """Every field of a dated record as a person would write it; a customer by name."""
    texts = {field: written(field, getattr(record, field)) for field in kind.fields}
    customer = organization.customers.get(texts.get("customer", ""))
    return {**texts, "customer": customer.name} if customer else texts


def read_dated(organization: Organization, kind: DatedKind, texts: Mapping[str, str], today: date) -> dict[str, Any]:
    """The values that texts mean for the fields of a dated record; "" empties one. Raises BadInput by the field."""
    values: dict[str, Any] = {}
    for field, text in texts.items():
        if field not in kind.fields:
            raise BadInput(f"A {kind.word} has no field “{field}”. It has: {', '.join(kind.fields)}.")
        reader = READERS.get(field)
        try:
            values[field] = reader(organization, text.strip(), today) if reader else text
        except BadInput as error:
            raise BadInput(f"{said(field).capitalize()}: {error}") from None
    return values


def _day(organization: Organization, text: str, today: date) -> date | None:
    return read_day(text, today) if text else None


def _past(organization: Organization, text: str, today: date) -> date:
    day = read_day(text, today, is_past=True) if text else today
    if day > today:
        raise BadInput(f"{day} is still to come.")
    return day


def _yes(organization: Organization, text: str, today: date) -> bool:
    if text.lower() not in ("yes", "no", ""):
        raise BadInput(f"“{text}” should be yes or no.")
    return text.lower() == "yes"


def _figure(organization: Organization, text: str, today: date) -> str:
    return str(Quantity.read(text)) if text else ""


READERS: Mapping[str, Callable[[Organization, str, date], Any]] = {
    "on": _past,
    **dict.fromkeys(("until", "reply_by"), _day),
    **dict.fromkeys(("reply_wanted", "competitor", "done_by_hand"), _yes),
    **dict.fromkeys(("figure", "ours"), _figure),
    "tone": lambda organization, text, today: one_of(Tone, text, Tone.WISH),
    "customer": lambda organization, text, today: organization.customer(text).id if text else "",
    **dict.fromkeys(("who", "by"), lambda organization, text, today: organization.person(text).id if text else ""),
    "minutes": lambda organization, text, today: read_minutes(organization, text),
}
