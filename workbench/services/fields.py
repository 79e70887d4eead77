"""What a person writes for a field, read as its value: for the command line, forms and imports alike."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar, cast

from workbench.domain.dates import Interval, kept_day, read_date
from workbench.domain.errors import BadInput, Refused
from workbench.domain.organization import Organization
from workbench.domain.process import Flow, Kind, Process

Where = TypeVar("Where")
Reader = Callable[[Organization, str, Any], Any]


def unknown(what: str, field: str, names: Sequence[str]) -> Refused:
    """That something has no such field: which one comes near, and which it has."""
    from difflib import get_close_matches

    near = get_close_matches(field, names, 1)
    hint = f" Did you mean {near[0]}?" if near else ""
    return Refused(f"{what} has no field “{field}”.{hint} It has: {', '.join(names)}.")


def read(organization: Organization, field: str, text: str, now: Any, today: date) -> Any:
    """The value that a text means for a field whose value is `now`. Raises BadInput, NotFound, Ambiguous.

    A set takes `a, b` (these), `+a, b` (these too) and `-a, b` (no longer these); "" empties any field.
    What stands in a set can be taken out by the id alone, whether anything answers to it or not. A day may be
    told from `today` on.
    """
    reader = READERS.get(field)
    if reader is None:
        known = ", ".join(sorted(READERS))
        raise BadInput(f"There is no field “{field}”. The fields are: {known}.")
    bare = kept_day(text, today, field in PAST_DAYS) if field in DAYS else text.strip()
    return reader(organization, bare, now)


def written(organization: Organization, value: Any) -> str:
    """A value as a person would write it, so that `read` gives the same value back."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case frozenset():
            return ", ".join(sorted(_in_set(organization, item) for item in cast(frozenset[str], value)))
        case tuple():
            flows = cast(tuple[Flow, ...], value)
            return "; ".join(f"{flow.name} ({flow.process})" if flow.process else flow.name for flow in flows)
        case _:
            return str(value)


def _in_set(organization: Organization, item: str) -> str:
    customer = organization.customers.get(item)
    return customer.name if customer and "," not in customer.name else item


def _text(organization: Organization, text: str, now: str) -> str:
    return text


def _kind(organization: Organization, text: str, now: Kind | None) -> Kind | None:
    if not text:
        return None
    try:
        return Kind(text.lower())
    except ValueError:
        raise BadInput(f"“{text}” is no kind of process. The kinds are core, enabling and management.") from None


def _number(lowest: int, highest: int) -> Reader:
    def number(organization: Organization, text: str, now: int | None) -> int | None:
        if not text:
            return None
        if not (text.isascii() and text.isdecimal() and len(text) < 10 and lowest <= int(text) <= highest):
            raise BadInput(f"“{text}” should be a whole number from {lowest} to {highest}.")
        return int(text)

    return number


def _percent(organization: Organization, text: str, now: int | None) -> int | None:
    share: int | None = _number(0, 100)(organization, text.removesuffix("%").rstrip(), now)
    return share


def _day(organization: Organization, text: str, now: date | None) -> date | None:
    return read_date(text) if text else None


def _interval(organization: Organization, text: str, now: str) -> str:
    return str(Interval.read(text)) if text else ""


def _yes(organization: Organization, text: str, now: bool) -> bool:
    if text.lower() not in ("yes", "no", ""):
        raise BadInput(f"“{text}” should be yes or no.")
    return text.lower() == "yes"


def _person(organization: Organization, text: str, now: str | None) -> str | None:
    return organization.person(text).id if text else None


def set_of(one: Callable[[Where, str], str], by_spaces: bool = False) -> Callable[[Where, str, Any], Any]:
    """What reads a set, parted by commas: the whole of it, or with + or - in front what comes to it or goes."""

    def read_set(where: Where, text: str, now: frozenset[str]) -> frozenset[str]:
        sign, listed = (text[0], text[1:]) if text[:1] in ("+", "-") else ("", text)
        listed = listed.replace(" ", ",") if by_spaces else listed
        written = [item.strip() for item in listed.split(",") if item.strip()]
        if sign == "-":
            return now - {item if item in now else one(where, item) for item in written}
        items = frozenset(one(where, item) for item in written)
        return now | items if sign == "+" else items

    return read_set


def _flows(prefix: str) -> Reader:
    def flows(organization: Organization, text: str, now: tuple[Flow, ...]) -> tuple[Flow, ...]:
        sign, listed = (text[0], text[1:]) if text[:1] in ("+", "-") else ("", text)
        written = [_flow(organization, item.strip()) for item in listed.split(";") if item.strip()]
        if sign == "-":
            gone = {name for name, _ in written}
            return tuple(flow for flow in now if flow.name not in gone)
        kept = now if sign == "+" else ()
        first = max((int(flow.id[1:]) for flow in now if flow.id[1:].isdecimal()), default=0) + 1
        new = (Flow(id=f"{prefix}{first + n}", name=name, process=end) for n, (name, end) in enumerate(written))
        return (*kept, *new)

    return flows


def _flow(organization: Organization, text: str) -> tuple[str, str | None]:
    """A flow as it is written, with the process it comes from or goes to: `Signed plan (P3)`."""
    name, found, end = text.removesuffix(")").rpartition(" (")
    if found and text.endswith(")") and (end in organization.processes or end.isupper()):
        return name, organization.process(end).id
    return text, None


def _handle(organization: Organization, text: str) -> str:
    return organization.person(text).id


def _customer(organization: Organization, text: str) -> str:
    return organization.customer(text).id


def _same(organization: Organization, text: str) -> str:
    return text


PAST_DAYS = ("last_checked", "left")
DAYS = ("next_review", *PAST_DAYS)
INTERVALS = ("review_interval", "chart_review_interval", "belief_interval")
READERS: Mapping[str, Reader] = {
    **dict.fromkeys(
        ("name", "code", "description", "purpose", "trigger", "result", "decision_rights", "too_much", "needs",
         "named_owner", "preferred_future", "time_zone", "currency", "public_key"),
        _text,
    ),
    **dict.fromkeys(("owner", "coach", "engineer"), _person),
    **dict.fromkeys(DAYS, _day),
    **dict.fromkeys(INTERVALS, _interval),
    **dict.fromkeys(("performers", "members"), set_of(_handle)),
    **dict.fromkeys(("contacts", "accounts"), set_of(_same)),
    "tags": set_of(_same, by_spaces=True),
    "customers": set_of(_customer),
    "kind": _kind,
    "importance": _number(1, 5),
    "management_cap": _percent,
    **dict.fromkeys(("inside", "review_from_date"), _yes),
    "inputs": _flows("I"),
    "outputs": _flows("O"),
}  # fmt: skip

PROCESS = tuple(name for name in Process.__dataclass_fields__ if name in READERS and name != "named_owner")
