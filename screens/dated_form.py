"""The form of a dated record: a feedback and its reply, an investigation, a benchmark, a reading, a review."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from workbench.domain.errors import WorkbenchError
from workbench.domain.feedback import Feedback, Tone
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.screens.dialogs import Choose
from workbench.screens.form import Field, Form
from workbench.screens.taking_over import take_up, unless_written
from workbench.services import recording, reviewing
from workbench.services.dated_kinds import (
    DATED_KINDS,
    FEEDBACK,
    INVESTIGATION,
    REVIEW,
    DatedKind,
    dated_texts,
    read_dated,
)
from workbench.services.waiting import REPLY_MINUTES
from workbench.store.errors import ChangedElsewhere
from workbench.store.store import Store

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp
    from workbench.store.drafts import Draft

DATED = "dated"
REPLY = DatedKind(Feedback, "F", "reply", ("reply", "outcome", "minutes"))
KINDS = (*DATED_KINDS, REPLY)


def place_of(process: str, kind: DatedKind, record: str, check: str = "") -> dict[str, str]:
    """Where a draft of a dated record's form belongs; "" is the record of a new one."""
    return {"kind": DATED, "record": process, "of": kind.word, "part": record, "check": check}


def texts_now(store: Store, place: Mapping[str, str]) -> dict[str, str] | None:
    """What stands now where a dated record was being written, None where it is gone."""
    kind, part = _kind(place), place.get("part", "")
    try:
        seen = store.dated.get(part) if part else None
    except WorkbenchError:
        return None
    return _texts(store.organization, kind, seen) if seen else dict.fromkeys(kind.fields, "")


def _kind(place: Mapping[str, str]) -> DatedKind:
    return next((kind for kind in KINDS if kind.word == place.get("of")), FEEDBACK)


def _texts(organization: Organization, kind: DatedKind, record: Any) -> dict[str, str]:
    texts = dated_texts(organization, kind, record)
    return {**texts, "minutes": ""} if kind is REPLY else texts


def resume(app: "WorkbenchApp", process: Process, draft: "Draft") -> None:
    """Go on with a form that was being written."""
    writing = draft.writing
    kind, place = _kind(writing.place), dict(writing.place)
    take_up(app, draft, partial(_open, app, process, kind, place, dict(writing.base), writing.field))


def open_form(
    app: "WorkbenchApp",
    process: Process,
    kind: DatedKind,
    record: str = "",
    begun: Mapping[str, str] | None = None,
    first: str = "",
    check: str = "",
) -> None:
    """Open the form of a dated record, or of a new one that begins with some texts; `check` is what a review is of."""
    place = place_of(process.id, kind, record, check)
    unless_written(app, place, partial(_open, app, process, kind, place, dict(begun or {}), first))


def _open(
    app: "WorkbenchApp",
    process: Process,
    kind: DatedKind,
    place: Mapping[str, str],
    begun: Mapping[str, str],
    first: str,
    draft: "Draft | None" = None,
) -> None:
    record = place.get("part", "")
    seen: list[Any] = [app.store.dated.get(record) if record else None]
    said = [""]

    def keep(texts: Mapping[str, str], making: bool) -> None:
        try:
            if seen[0]:
                said[0] = _kept(app, kind, seen[0], texts)
            else:
                said[0] = _added(app, process, kind, {**begun, **texts}, place.get("check", ""))
        except ChangedElsewhere:
            seen[0] = app.store.dated.get(record)
            raise

    texts = _texts(app.store.organization, kind, seen[0]) if seen[0] else begun
    title = f"{record} {kind.word}" if record else f"A new {kind.word}"
    if kind is REVIEW and not record:
        title = f"What was found: {reviewing.meant(app.store, process, place.get('check', '')).recurring.name}"
    fields = _fields(app, process, kind)
    first = first if first in kind.fields else ""
    about = [f"{seen[0].giver or seen[0].tone.capitalize()}: {seen[0].text}"] if kind is REPLY else []
    title = f"{title} · {process.id} {process.name}"
    form = Form(title, fields, texts, keep, lambda texts: (), first, place, draft, about)

    def closed(kept: bool | None) -> None:
        app.look_again()
        app.say(said[0] if kept else "")

    app.push_screen(form, closed)


def _added(app: "WorkbenchApp", process: Process, kind: DatedKind, texts: Mapping[str, str], check: str) -> str:
    if kind is REVIEW:
        seen = reviewing.meant(app.store, process, check)
        made = reviewing.review(app.store, app.actor, seen, **_review(app, texts))
        due = reviewing.meant(app.store, process, check).due
        return f"{made.id}: {made.outcome}{f'; next on {due}' if due else ''}; u takes it back"
    written = {field: text for field, text in texts.items() if text}
    noted = recording.note(app.store, app.actor, kind, process, written, app.today)
    opened = f"; {noted.investigation.id} looks into it" if noted.investigation else ""
    return f"added {noted.record.id}{opened}; u takes it back"


def _review(app: "WorkbenchApp", texts: Mapping[str, str]) -> dict[str, Any]:
    values = read_dated(app.store.organization, REVIEW, texts, app.today)
    by_hand = values.pop("done_by_hand", False)
    return {"on": app.today, **values, "by_hand": by_hand}


def _kept(app: "WorkbenchApp", kind: DatedKind, seen: Any, texts: Mapping[str, str]) -> str:
    if kind is REPLY:
        usual = REPLY_MINUTES if seen.answered is None else None
        minutes = recording.read_spent(app.store.organization, texts.get("minutes")) or usual
        reply, outcome = texts.get("reply", seen.reply), texts.get("outcome")
        on = app.today if "reply" in texts or seen.answered is None else seen.answered
        recording.answer(app.store, app.actor, seen, reply, on, minutes, outcome, instead=True)
        return f"{seen.id} is answered; u takes it back"
    recording.set_record(app.store, app.actor, seen, texts, app.today)
    return f"kept {seen.id}; u takes it back"


def delete(app: "WorkbenchApp", record: str, told: str) -> None:
    """Ask, then take a dated record out that was a mistake."""

    def answered(answer: str | None) -> None:
        if answer and app.act(recording.delete_record, record):
            app.say(f"deleted {record}; u brings it back")

    app.push_screen(Choose(f"Delete {record} {told}?", {"x": "delete it, it was a mistake"}), answered)


def _fields(app: "WorkbenchApp", process: Process, kind: DatedKind) -> Sequence[Field]:
    def one_of(*words: str) -> Callable[[], Sequence[str]]:
        return lambda: words

    organization, dated = app.store.organization, app.store.dated
    people = [person.id for person in organization.people.values() if person.left is None]
    customers = [customer.name for customer in organization.customers.values()]
    channels = sorted({one.channel for one in dated.of(Feedback, process.id)} - {""})
    records = [one.id for one in dated.of(Feedback, process.id)]
    yes = one_of("yes", "no")
    usual = ", empty: as usual" if kind in (REPLY, REVIEW) else ""
    asked = {
        field.name: field
        for field in [
            Field("actual", "the figure that was read: 47 min, 93.5 %"),
            Field("text", "what was said, in their words", long=True),
            Field("tone", "praise, wish or complaint; a complaint is looked into", known=one_of(*Tone)),
            Field("customer", "which customer, by name", known=lambda: customers),
            Field("giver", "who said it"),
            Field("channel", "how it came: telephone, at the door, a form", known=lambda: channels),
            Field("about", "what it is of, in a word or two", known=lambda: records),
            Field("reply_wanted", "yes: it waits until it is answered", known=yes),
            Field("reply_by", "until which day: fri, +1w, 2026-12-01"),
            Field("reply", "what the giver was told", long=True),
            Field("outcome", "what the giver made of the reply", long=True),
            Field("name", "what went wrong, in one line"),
            Field("facts", "what happened, and how often; no guesses yet", long=True),
            Field("causes", "why it came to that; ask why of each answer again", long=True),
            Field("action", "what is changed, so that it does not come back", long=True),
            Field("check", "how and when it is seen that it holds", long=True),
            Field("who", "who looks into it", known=lambda: people),
            Field("until", "until which day"),
            Field("whose", "who reaches it: a competitor, another branch, a standard"),
            Field("what", "what is compared, in a few words"),
            Field("figure", "what they reach: 1 d, 97 %, $95"),
            Field("ours", "what we reach, in the same unit"),
            Field("source", "where the figure comes from"),
            Field("competitor", "yes where our customers could go there", known=yes),
            Field("found", "what was found; empty: nothing had changed", long=True),
            Field("done_by_hand", "yes: you also did the process yourself, from end to end", known=yes),
            Field("on", "the day: yesterday, 2026-11-22; empty is today"),
            Field("note", "anything else there is to say"),
            Field("by", "who read it", known=lambda: people),
            Field("minutes", f"how long it took you{usual}; it counts as cost of oversight"),
        ]
    }  # fmt: skip
    if kind is INVESTIGATION:
        asked["about"] = Field(
            "about", "what opened it: a reading or a feedback by its id, R2 or F3", known=lambda: records
        )
    if kind.word == "benchmark":
        asked["action"] = Field("action", "what we do about the gap", long=True)
    return [asked[name] for name in kind.fields]
