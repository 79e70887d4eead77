"""Parts of a process as people write them: steps, needs, practices, risks, training; each field read and written."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from workbench.domain.answers import Met, Need, NeedConflict, Side
from workbench.domain.bench import Candidate, Seat
from workbench.domain.dates import Interval, kept_day, read_date
from workbench.domain.document import Heading, Practice, Risk
from workbench.domain.errors import BadInput, NotFound
from workbench.domain.means import Check, Means, MeansSort
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.domain.proposals import Proposal
from workbench.domain.quantities import Quantity, read_chance, read_money, read_time
from workbench.domain.readings import Aim, Indicator
from workbench.domain.records import said
from workbench.domain.steps import END, Step, Symbol, ValueClass, Way, places
from workbench.domain.training import Level, TrainingItem
from workbench.exchange.step_chart import ASCII, SYMBOLS, time_in_words, way_in_words

_waits = re.compile(r"(.*?)(?:\band\s+)?\b(?:then\s+)?wait(?:s|ing)?\b\s*(?:of\s+)?(.+)", re.IGNORECASE)
CODES = {
    "USD": "$",
    "EUR": "€",
    "GBP": "£",
    "JPY": "¥",
    "INR": "₹",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of part: the field of the process it stands in, its class, the letter of its ids, what it is called."""

    field: str
    made: type[Any]
    letter: str
    word: str
    fields: tuple[str, ...]


STEP = Kind(
    "steps", Step, "S", "step",
    ("name", "symbol", "performer", "value", "active", "wait", "cost", "system", "note", "ways"),
)  # fmt: skip
NEED = Kind("fit", Need, "N", "need", ("name", "side", "met", "note"))
CONFLICT = Kind("conflicts", NeedConflict, "K", "conflict", ("name", "between", "settled"))
PRACTICE = Kind("practices", Practice, "B", "best practice", ("name", "heading", "note", "source", "confirmed"))
RISK = Kind("risks", Risk, "R", "risk", ("name", "response"))
TRAINING = Kind("training", TrainingItem, "T", "training item", ("name", "how", "renewal"))
MEASURE = Kind("measures", Indicator, "M", "measure", ("name", "target", "range", "every", "who", "aim", "note"))
MEANS = Kind("means", Means, "U", "means", ("name", "sort", "needed", "there", "allocated", "assessed", "note"))
CHECK = Kind("checks", Check, "X", "check", ("name", "every", "first", "from_date", "minutes"))
PROPOSAL = Kind("proposals", Proposal, "G", "proposal", ("name", "why"))
BENCH = Kind("bench", Candidate, "L", "bench entry", ("person", "seat", "level", "next", "until"))
KINDS = (STEP, NEED, CONFLICT, PRACTICE, RISK, TRAINING, MEASURE, MEANS, CHECK, PROPOSAL, BENCH)


def part_of(process: Process, kind: Kind, text: str) -> Any:
    """The part that is meant, by its id; a step by its place in the order too. Raises NotFound."""
    parts: Sequence[Any] = getattr(process, kind.field)
    text = step_at(process, text) if kind is STEP else text
    for part in parts:
        if part.id == text.upper():
            return part
    raise NotFound(f"{kind.word} of {process.id}", text, [part.id for part in parts][:10])


def step_at(process: Process, text: str) -> str:
    """The id of the step that stands at a place, 3 or 3 S7 as it is shown; any other text as it is."""
    place, _, id = text.strip().partition(" ")
    found = next((step for step, number in places(process.steps).items() if str(number) == place), text)
    return found if not id or id.strip().upper() == found else text


def new_id(process: Process, kind: Kind, used: Iterable[str] = ()) -> str:
    """The next free id for a part of this kind; those that were `used` by what is gone are not free."""
    ids = (*(part.id for part in getattr(process, kind.field)), *used)
    return f"{kind.letter}{max((int(id[1:]) for id in ids if id[1:].isdecimal()), default=0) + 1}"


def read_fields(organization: Organization, kind: Kind, texts: Mapping[str, str], today: date) -> dict[str, Any]:
    """The values that texts mean for the fields of a part; "" empties one. Raises BadInput beside the field.

    A day may be told from `today` on.
    """
    values: dict[str, Any] = {}
    for field, text in texts.items():
        if field not in kind.fields:
            raise BadInput(f"A {kind.word} has no field “{field}”. It has: {', '.join(kind.fields)}.")
        reader = READERS.get(field)
        try:
            bare = kept_day(text, today, field in PAST_DAYS) if field in DAYS else text.strip()
            values[field] = reader(organization, bare) if reader else text
        except BadInput as error:
            raise BadInput(f"{said(field).capitalize()}: {error}") from None
    return values


def texts_of(kind: Kind, part: Any) -> dict[str, str]:
    """Every field of a part as a person would write it."""
    return {field: written(field, getattr(part, field)) for field in kind.fields}


def written(field: str, value: Any) -> str:
    """The value of a field as a person would write it."""
    if field in ("active", "wait"):
        return time_in_words(value)
    if field == "ways":
        return "; ".join(way_in_words(way) for way in value)
    if field in ("renewal", "every"):
        return Interval.read(value).in_words() if value else ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, frozenset):
        return ", ".join(sorted(value))  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    return "" if value is None else str(value)


def times_in_line(step: Step) -> str:
    """Both times of a step on one line, as they are read: "8 min, wait 2 d"."""
    wait = f"wait {time_in_words(step.wait)}" if step.wait else ""
    return ", ".join(filter(None, (time_in_words(step.active), wait)))


def read_times(text: str) -> dict[str, str]:
    """The texts of both times of a step that stand on one line; what is not said is empty. Raises BadInput."""
    line = text.strip()
    if found := _waits.fullmatch(line):
        return {"active": found[1].strip(" ,;"), "wait": found[2]}
    if "," in line and not re.search(r"[0-9],[0-9]", line):
        raise BadInput(f"“{line}”: say which of them is the wait, like 8 min, wait 2 d.")
    return {"active": line, "wait": ""}


def one_of(kind: type[StrEnum], text: str, empty: Any = None, signs: Mapping[str, Any] | None = None) -> Any:
    """The word of a list that a text means, by its beginning or its sign. Raises BadInput."""
    if not text:
        return empty
    if signs and text in signs:
        return signs[text]
    exact = [word for word in kind if word.lower() == text.lower()]
    found = exact or [word for word in kind if word.lower().startswith(text.lower())]
    if len(found) != 1:
        raise BadInput(f"“{text}” is none of {', '.join(kind)}.")
    return found[0]


def _symbol(organization: Organization, text: str) -> Symbol:
    signs = {sign: symbol for glyphs in (ASCII, SYMBOLS) for symbol, sign in glyphs.items()}
    symbol: Symbol = one_of(Symbol, text.upper() if len(text) == 1 else text, Symbol.OPERATION, signs)
    return symbol


def _required(kind: type[StrEnum]) -> Callable[[Organization, str], Any]:
    def read(organization: Organization, text: str) -> Any:
        if not text:
            raise BadInput(f"say which: {', '.join(kind)}.")
        return one_of(kind, text)

    return read


def _time(organization: Organization, text: str) -> str:
    return read_time(text).iso() if text else ""


def _cost(organization: Organization, text: str) -> str:
    currency = organization.profile.currency
    return str(read_money(text, CODES.get(currency, currency))) if text else ""


def _ways(organization: Organization, text: str) -> tuple[Way, ...]:
    written = [item for item in text.split(";") if item.strip()]
    return tuple(_way(number, item) for number, item in enumerate(written, 1))


def _way(number: int, text: str) -> Way:
    """A way on as it is written: `20 % to S2: not understood`."""
    where, _, name = text.partition(":")
    chance, found, to = where.partition(" to ")
    if not found or not to.strip():
        raise BadInput(f"“{text.strip()}” is no way on. Write it like 20 % to S2: not understood.")
    target = END if to.strip().lower() == END else to.strip().upper()
    return Way(id=f"W{number}", to=target, chance=f"{read_chance(chance):f}", name=name.strip())


def _quantity(organization: Organization, text: str) -> str:
    return str(Quantity.read(text)) if text else ""


def _person(organization: Organization, text: str) -> str:
    if not text:
        raise BadInput("say who: a handle or a name.")
    return organization.person(text).id


def _day(organization: Organization, text: str) -> date | None:
    return read_date(text) if text else None


def _interval(organization: Organization, text: str) -> str:
    return str(Interval.read(text)) if text else ""


def _yes(organization: Organization, text: str) -> bool:
    if text.lower() not in ("yes", "no", ""):
        raise BadInput(f"“{text}” should be yes or no.")
    return text.lower() == "yes"


def read_minutes(organization: Organization, text: str) -> int | None:
    """The minutes that a person wrote, None for nothing. Raises BadInput."""
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and 0 < int(text[:6]) <= 10_000 and len(text) < 6):
        raise BadInput(f"“{text}” should be a whole number of minutes.")
    return int(text)


PAST_DAYS = ("confirmed", "assessed")
DAYS = (*PAST_DAYS, "first", "until")
READERS: Mapping[str, Callable[[Organization, str], Any]] = {
    "symbol": _symbol,
    "value": lambda organization, text: one_of(ValueClass, text),
    "active": _time,
    "wait": _time,
    "cost": _cost,
    "ways": _ways,
    "side": _required(Side),
    "met": lambda organization, text: one_of(Met, text),
    "heading": _required(Heading),
    **dict.fromkeys(DAYS, _day),
    **dict.fromkeys(("renewal", "every"), _interval),
    **dict.fromkeys(("target", "range", "needed", "there", "allocated"), _quantity),
    "who": lambda organization, text: organization.person(text).id if text else None,
    "person": _person,
    "seat": lambda organization, text: one_of(Seat, text, Seat.OWN),
    "level": lambda organization, text: one_of(Level, text, Level.SEE),
    "aim": lambda organization, text: one_of(Aim, text),
    "sort": lambda organization, text: one_of(MeansSort, text, MeansSort.HOURS),
    "from_date": _yes,
    "minutes": read_minutes,
    "between": lambda organization, text: frozenset(item.strip().upper() for item in text.split(",") if item.strip()),
}
