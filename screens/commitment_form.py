"""The form of a commitment: what, in which arena, why it is harder than before, by when, with whose support."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from workbench.domain.commitments import Commitment, Harder
from workbench.domain.errors import Refused, WorkbenchError
from workbench.screens import journal_form
from workbench.screens.entry_writing import writer
from workbench.screens.form import Field
from workbench.screens.taking_over import take_up, unless_written
from workbench.services import committing
from workbench.services.committing import FIELDS
from workbench.services.entry_fields import as_written

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp
    from workbench.store.drafts import Draft

COMMITMENT = "commitment"
NEW, EDIT, CHANGE = "new", "edit", "change"
WORD = Field("word", "why it is changed, in a word")


def texts_of(one: Commitment) -> dict[str, str]:
    """The fields of a commitment as they are written."""
    return {field: as_written(getattr(one, field)) for field in FIELDS}


def add(app: "WorkbenchApp") -> None:
    """Open the form of a new commitment, about the process one stands on."""
    _begin(app, NEW, "", app.current or "")


def open_form(app: "WorkbenchApp", one: Commitment) -> None:
    """Open the form of a commitment."""
    _begin(app, EDIT, one.id)


def change(app: "WorkbenchApp", one: Commitment) -> None:
    """Open the form of one that takes its place."""
    _begin(app, CHANGE, one.id)


def _begin(app: "WorkbenchApp", act: str, record: str, process: str = "") -> None:
    if me := writer(app):
        place = {"kind": COMMITMENT, "journal": me.by, "record": record, "act": act}
        unless_written(app, place, partial(_open, app, place, process))


def resume(app: "WorkbenchApp", draft: "Draft") -> None:
    """Go on with a form that was left."""
    writing = draft.writing
    take_up(app, draft, partial(_open, app, writing.place, writing.base.get("process", "")))


def texts_now(
    app: "WorkbenchApp", place: Mapping[str, str], begun: Mapping[str, str] | None = None
) -> dict[str, str] | None:
    """What stands now in the fields of a commitment, of a new one what it began from; None where it is gone."""
    if not place.get("record"):
        return {**dict.fromkeys(FIELDS, ""), **(begun or {})}
    try:
        texts = texts_of(committing.commitment_of(app.store, app.actor, place["record"]))
    except WorkbenchError:
        return None
    return {**texts, WORD.name: ""}


def _open(app: "WorkbenchApp", place: Mapping[str, str], process: str, draft: "Draft | None" = None) -> None:
    record, act = place.get("record", ""), place.get("act", NEW)
    before = texts_now(app, place) if record else {"process": process}
    if before is None:
        app.say(f"{record} cannot be read.", warns=True)
        return

    def keep(texts: Mapping[str, str]) -> str:
        return _kept(app, act, record, {"process": process, **texts} if act == NEW and process else texts)

    title = {NEW: "A step out of what you know", EDIT: record, CHANGE: f"In place of {record}"}[act]
    fields = [*_fields(app), *([WORD] if act == CHANGE else [])]
    journal_form.push(app, title, fields, before, place, keep, draft)


def _kept(app: "WorkbenchApp", act: str, record: str, texts: Mapping[str, str]) -> str:
    """Keep what is written; what is said of it."""
    store, me, today = app.store, app.actor, app.today
    if act == NEW:
        return f"{committing.commit(store, me, texts, today).id} is committed to; only you see it"
    if act == EDIT:
        return f"kept {committing.set_fields(store, me, record, texts, today).id}"
    fields = {field: text for field, text in texts.items() if field != WORD.name}
    made = committing.change(store, me, record, fields, texts.get(WORD.name, ""), today)
    return f"{made.id} stands in place of {record}"


def _fields(app: "WorkbenchApp") -> Sequence[Field]:
    def one_of(*known: str) -> Callable[[], Sequence[str]]:
        return lambda: known

    organization = app.store.organization
    processes = [name for one in organization.processes.values() for name in (one.name, one.id)]
    people = [person.name for person in organization.people.values() if person.left is None]

    def measures(texts: Mapping[str, str]) -> Sequence[str]:
        try:
            return [one.name for one in organization.process_named(texts["process"].strip()).measures]
        except Refused:
            return ()

    return [
        Field("name", "what you will do, in a line"),
        Field("arena", "where: with whom, in which process, before which customers"),
        Field("harder", f"it asks for more {', '.join(Harder)} than before", known=one_of(*Harder), parted_by=","),
        Field("why", "why it is harder than what you did before", long=True),
        Field("difficulty", "how far it is from what you know, 1 to 5"),
        Field("until", "by which day: +1m, 2026-12-01"),
        Field("support", "whose support you ask for", known=lambda: people, parted_by=","),
        Field("process", "of which process, by name or id; empty: none", known=lambda: processes),
        Field("measure", "which of its measures should move", among=measures),
    ]
