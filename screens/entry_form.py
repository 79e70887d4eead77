"""What an entry is, and what it is tied to, as a form."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from workbench.domain.errors import WorkbenchError
from workbench.domain.journal import Entry, EntryKind
from workbench.screens.entry_writing import alike, writer
from workbench.screens.form import Field, Form
from workbench.screens.taking_over import take_up, unless_written
from workbench.services import journal, templates
from workbench.services.entry_fields import as_written
from workbench.store.errors import ChangedElsewhere
from workbench.store.store import Store

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp
    from workbench.store.drafts import Draft

TIES = "entry ties"
FIELDS = ("tags", "kind", "process", "version", "about", "with_whom", "lenses", "on", "complexity", "reconsiders")


def texts_of(entry: Entry) -> dict[str, str]:
    """The fields of an entry as they are written."""
    texts = {field: as_written(getattr(entry, field)) for field in FIELDS}
    return {**texts, "on": f"{entry.on} {entry.at:%H:%M}" if entry.at else str(entry.on)}


def texts_now(app: "WorkbenchApp", place: Mapping[str, str]) -> dict[str, str] | None:
    """What stands now in the fields of an entry; None where it is gone, or cannot be seen."""
    try:
        return texts_of(journal.entry_of(app.store, app.actor, place.get("record", "")))
    except WorkbenchError:
        return None


def open_form(app: "WorkbenchApp", entry: Entry, first: str) -> None:
    """Open the form of an entry of one's own, at one of its fields."""
    if me := writer(app):
        place = {"kind": TIES, "journal": me.by, "record": entry.id}
        unless_written(app, place, partial(_open, app, place, first))


def resume(app: "WorkbenchApp", draft: "Draft") -> None:
    """Go on with a form that was left."""
    take_up(app, draft, partial(_open, app, draft.writing.place, draft.writing.field))


def _open(app: "WorkbenchApp", place: Mapping[str, str], first: str, draft: "Draft | None" = None) -> None:
    seen = [journal.entry_of(app.store, app.actor, place["record"])]
    said = [""]

    def keep(texts: Mapping[str, str], making: bool) -> None:
        before = list(journal.known_tags(app.store, app.actor))
        try:
            changed = journal.revise(app.store, app.actor, seen[0], texts, app.now)
        except ChangedElsewhere:
            seen[0] = journal.entry_of(app.store, app.actor, place["record"])
            raise
        said[0] = f"kept {changed.id}{alike(before, changed.tags)}"

    def closed(kept: bool | None) -> None:
        app.look_again()
        app.say(said[0] if kept else "")

    entry = seen[0]
    title = f"{entry.id} · {entry.title}"
    first = first if first in FIELDS else ""
    form = Form(
        title, _fields(app.store, place["journal"]), texts_of(entry), keep, lambda texts: (), first, place, draft
    )
    app.push_screen(form, closed)


def _fields(store: Store, me: str) -> Sequence[Field]:
    def one_of(*known: str) -> Callable[[], Sequence[str]]:
        return lambda: known

    organization = store.organization
    processes = [name for one in organization.processes.values() for name in (one.name, one.id)]
    people = [person.id for person in organization.people.values() if person.left is None and not person.team]
    customers = [customer.name for customer in organization.customers.values()]
    tags = store.journals.of(me).counted(Entry, "tags")
    return [
        Field(
            "tags", "words, parted by commas; completed from those there are", known=lambda: list(tags), parted_by=","
        ),
        Field(
            "kind", f"{', '.join(EntryKind)}; all but a note come back to be looked at again", known=one_of(*EntryKind)
        ),
        Field("process", "by name, id, code or place; empty: none", known=lambda: processes),
        Field("version", "of the document that held then: D2"),
        Field("about", "feedback, readings, customers, processes: F12, R9, C4, P7", parted_by=","),
        Field("with_whom", "people by handle or name", known=lambda: [*people, *customers], parted_by=","),
        Field(
            "lenses", "requirements of growth and marks of a career", known=one_of(*templates.lenses()), parted_by=","
        ),
        Field("on", "the day, and the time if you like: yesterday, 2026-11-20 14:30"),
        Field("complexity", "how complex it was, 1 to 5; yours alone"),
        Field("reconsiders", "an earlier entry that it looks at again: E3"),
    ]
