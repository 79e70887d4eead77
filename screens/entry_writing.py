"""Writing in a journal: the page opens with the cursor in it, and what is on it is kept when it is left."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from workbench.domain.errors import Refused, WorkbenchError
from workbench.domain.folding import fold, matches
from workbench.domain.journal import Entry
from workbench.domain.text import clean_body
from workbench.domain.writing import ANSWER
from workbench.screens.picker import Choice, Picker
from workbench.screens.taking_over import take_up, unless_written
from workbench.screens.written_page import WrittenPage
from workbench.services import journal, seen_by, sharing, templates
from workbench.store.lines import Actor

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp
    from workbench.store.drafts import Draft

ENTRY, REPLY = "entry", "reply to entry"

Place = Mapping[str, str]


@runtime_checkable
class HasEntries(Protocol):
    """A screen on which entries are listed."""

    def stand_on(self, record: str) -> None:
        """Set the cursor on one of them."""
        ...


def writer(app: "WorkbenchApp") -> Actor | None:
    """Who writes in a journal of their own; who it is is asked where nobody knows, and else said."""
    me = app.who()
    try:
        if me:
            journal.own(app.store, me)
    except WorkbenchError as error:
        app.say(str(error), warns=True)
        return None
    return me


# A new entry


def write(app: "WorkbenchApp", template: str = "", reconsiders: Entry | None = None, process: str = "") -> None:
    """Open a page for a new entry, about a process or about none; what was left on such a page stands there."""
    if me := writer(app):
        again, process = (reconsiders.id, reconsiders.process) if reconsiders else ("", process)
        place = {
            "kind": ENTRY, "journal": me.by, "record": "", "process": process, "template": template,
            "reconsiders": again,
        }  # fmt: skip
        _begin(app, place)


def choose_template(app: "WorkbenchApp") -> None:
    """Ask for a template, each with what it is for, and open a page with its questions."""
    known = templates.templates(app.store.organization)
    turns = sorted({one.rotation for one in known.values() if one.rotation})
    choices = [
        *(Choice(f"today's of the {turn}", turn, _turn(app, turn)) for turn in turns),
        *(Choice(one.name, one.id, one.about, whole=" ".join(one.asked)) for one in known.values()),
    ]

    def search(text: str) -> Sequence[Choice]:
        words = fold(text).split()
        return [one for one in choices if matches(words, fold(f"{one.label} {one.value} {one.note}"))]

    def chosen(template: str | None) -> None:
        if template:
            write(app, templates.template_of(app.store.organization, template, app.today).id)

    app.push_screen(Picker("Write under which questions?", search, "type to search"), chosen)


def _turn(app: "WorkbenchApp", rotation: str) -> str:
    return templates.template_of(app.store.organization, rotation, app.today).name


def _begin(app: "WorkbenchApp", place: Place) -> None:
    """Open a page, with what was left at such a place; a page of another session is asked about."""
    left = next((draft for draft in app.drafts.waiting() if _is_same(draft.writing.place, place)), None)
    if left and not left.trouble:
        take_up(app, left, partial(_open, app, dict(left.writing.place)))
    else:
        unless_written(app, place, partial(_open, app, place))


def _is_same(one: Place, other: Place) -> bool:
    """Both are pages for the same, whichever process they are about."""
    return {**one, "process": ""} == {**other, "process": ""}


def resume(app: "WorkbenchApp", draft: "Draft") -> None:
    """Go on with a page that was left."""
    take_up(app, draft, partial(_open, app, dict(draft.writing.place)))


def texts_now(app: "WorkbenchApp", place: Place) -> dict[str, str] | None:
    """What stands now where something was being written; None where that is gone, or cannot be seen."""
    record = place.get("record", "")
    if place["kind"] == REPLY:
        return {ANSWER: ""}
    if not record:
        return {ANSWER: _laid_out(app, place.get("template", ""))}
    try:
        return {ANSWER: journal.own(app.store, app.actor).get(record).text}
    except WorkbenchError:
        return None


def _laid_out(app: "WorkbenchApp", template: str) -> str:
    known = templates.templates(app.store.organization).get(template)
    return templates.laid_out(known) if known else ""


def _open(app: "WorkbenchApp", place: Place, draft: "Draft | None" = None) -> None:
    if place["kind"] == REPLY:
        _open_reply(app, place, draft)
        return
    if place.get("record"):
        _open_old(app, place, draft)
        return
    text = _laid_out(app, place.get("template", ""))
    known = templates.templates(app.store.organization).get(place.get("template", ""))
    again = f", looking again at {place['reconsiders']}" if place.get("reconsiders") else ""
    title = f"{app.today:%a} {app.today}{f' · {known.name}' if known else ''}{again}"
    made: list[Entry] = []

    def keep(place: Place, text: str) -> str:
        said, entry = _added(app, place, text)
        made.append(entry)
        return said

    def closed(said: str | None) -> None:
        _closed(app, said)
        if made and isinstance(app.screen, HasEntries):
            app.screen.stand_on(made[0].id)

    page = WrittenPage(title, text, place, keep, draft)
    page.abouts = [process, ""] if (process := place.get("process") or app.current) else []
    app.push_screen(page, closed)


def _added(app: "WorkbenchApp", place: Place, text: str) -> tuple[str, Entry]:
    """Keep a new entry; what is said of it, and the entry."""
    template = templates.templates(app.store.organization).get(place.get("template", ""))
    written = templates.without_unanswered(template, text) if template else text
    if not written.strip():
        raise Refused("Nothing was answered yet, and nothing is kept.")
    fields = {field: place[field] for field in ("process", "reconsiders") if place.get(field)}
    if fields.get("process") not in app.store.organization.processes:
        fields.pop("process", None)
    me, before = app.actor, journal.known_tags(app.store, app.actor)
    entry = journal.write(app.store, me, written, fields, app.now, template)
    told = f"{entry.id} is kept; seen by {seen_by.of_own(app.store, me)}"
    return f"{told}{alike(before, entry.tags)}", entry


def alike(before: Iterable[str], tags: frozenset[str]) -> str:
    """A warning of tags that are nearly ones there were before."""
    near = journal.similar_tags(before, tags)
    return "".join(f"; #{tag} is new and looks like #{one}" for tag, one in near.items())


# One that stands there


def write_on(app: "WorkbenchApp", entry: Entry) -> None:
    """Open a page with an entry of one's own."""
    if me := writer(app):
        _begin(app, {"kind": ENTRY, "journal": me.by, "record": entry.id})


def _open_old(app: "WorkbenchApp", place: Place, draft: "Draft | None") -> None:
    try:
        entry = journal.entry_of(app.store, app.actor, place["record"])
    except WorkbenchError as error:
        app.say(str(error), warns=True)
        return
    seen = [entry]

    def keep(place: Place, text: str) -> str:
        said, seen[0] = kept(app, seen[0], text)
        return said

    page = WrittenPage(f"{entry.id} · {entry.on:%a} {entry.on}", entry.text, place, keep, draft)
    app.push_screen(page, partial(_closed, app))


def kept(app: "WorkbenchApp", seen: Entry, text: str) -> tuple[str, Entry]:
    """Keep other words in an entry; what is said of it, and the entry as it is now."""
    before = list(journal.known_tags(app.store, app.actor))
    changed = journal.revise(app.store, app.actor, seen, {"text": text}, app.now)
    old = (
        "; others see it as it was: P renews the copy" if sharing.is_out_of_date(app.store, app.actor, changed) else ""
    )
    return f"kept {changed.id}{old}{alike(before, changed.tags)}", changed


def reply(app: "WorkbenchApp", record: str) -> None:
    """Open a page for an answer to what somebody shares."""
    if me := writer(app):
        _begin(app, {"kind": REPLY, "journal": me.by, "record": record})


def _open_reply(app: "WorkbenchApp", place: Place, draft: "Draft | None") -> None:
    def keep(place: Place, text: str) -> str:
        sharing.reply(app.store, app.actor, place["record"], text, app.now)
        return f"answered; {app.store.organization.name_of(place['record'].partition('/')[0])} reads it"

    page = WrittenPage(f"An answer to {place['record']}", "", place, keep, draft)
    app.push_screen(page, partial(_closed, app))


def edit_outside(app: "WorkbenchApp", entry: Entry) -> None:
    """Write on in one's own editor; what cannot be kept stays in its file, which is named."""
    from workbench.screens.editor import edited

    try:
        page, text = edited(app, entry.id, entry.text)
    except WorkbenchError as error:
        app.say(str(error), warns=True)
        return
    try:
        said = "Nothing was changed." if text == clean_body(entry.text) else kept(app, entry, text)[0]
    except WorkbenchError as error:
        app.say(f"{error} {page.left_behind()}", warns=True)
        return
    page.forget()
    app.say(said)


def _closed(app: "WorkbenchApp", said: str | None) -> None:
    app.look_again()
    if said:
        app.say(said)
