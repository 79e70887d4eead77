"""An entry as it is read: who can see it, its words, what it is tied to, what became of it."""

from collections.abc import Iterator
from datetime import date

from workbench.domain.dates import Interval
from workbench.domain.errors import WorkbenchError, count
from workbench.domain.journal import Entry, EntryKind
from workbench.domain.organization import Organization
from workbench.screens.glyphs import Glyphs
from workbench.screens.safe import joined
from workbench.services import journal, seen_by, sharing, templates
from workbench.store.lines import Actor
from workbench.store.store import Store

Texts = Iterator[tuple[str, str]]

LONGEST, NBSP = 20_000, "\u00a0"


def title(entry: Entry) -> str:
    """What stands above an entry: whose it is, its id, its moment."""
    named = f"{entry.by}/{entry.id}" if entry.by else entry.id
    return joined([named, f"{entry.on:%a} {entry.on}", f"{entry.at:%H:%M}" if entry.at else ""])


def own_page(store: Store, actor: Actor, entry: Entry, glyphs: Glyphs) -> Texts:
    """An entry of one's own."""
    yield "quiet", f"Seen by: {seen_by.of_entry(store, actor, entry)}."
    if entry.shared and sharing.is_out_of_date(store, actor, entry):
        yield "strong", "Others see it as it was when you shared it: P renews the copy."
    yield "", ""
    yield from words(entry.text)
    yield "", ""
    yield from _tied(store.organization, entry)
    if entry.energy:
        yield "quiet", f"energy {glyphs.mark * entry.energy}{glyphs.none * (5 - entry.energy)} (only in your own)"
    yield from _linked(store, actor, entry)
    yield from _looks(entry, store.today)
    yield from answers(store.organization, entry)


def shared_page(store: Store, actor: Actor, entry: Entry) -> Texts:
    """An entry that somebody else shares."""
    organization = store.organization
    whom = seen_by.readers(organization, entry)
    yield "strong", f"From {organization.name_of(entry.by)}"
    yield "quiet", f"Seen by: {seen_by.of_shared(store, actor, entry)}; shared with {whom}."
    yield "", ""
    yield from words(entry.text)
    yield "", ""
    yield from _tied(organization, entry)
    yield from answers(organization, entry)


def words(text: str) -> Texts:
    """What was written, a heading in bold; of a very long text its beginning."""
    for line in text[:LONGEST].splitlines():
        yield "head" if line.startswith("#") and line.lstrip("#")[:1] == " " else "", _indented(line)
    if len(text) > LONGEST:
        yield "quiet", f"… {len(text) - LONGEST} more letters: e shows all of it."


def _indented(line: str) -> str:
    """A line with spaces in front that are not wrapped away, as code and lists want them."""
    words = line.expandtabs(4).lstrip(" ")
    return NBSP * (len(line.expandtabs(4)) - len(words)) + words


def _tied(organization: Organization, entry: Entry) -> Texts:
    """Its tags, what it is, under which questions it was written, and what it is about."""
    tags = " ".join(f"#{tag}" for tag in sorted(entry.tags))
    kind = "" if entry.kind is EntryKind.NOTE else str(entry.kind)
    shipped = templates.templates(organization).get(entry.template)
    if said := joined(["starred" if entry.star else "", kind, tags, shipped.name if shipped else entry.template]):
        yield "quiet", said
    names = templates.lenses()
    if entry.lenses:
        yield "quiet", ", ".join(names.get(lens, lens) for lens in sorted(entry.lenses))
    if process := organization.processes.get(entry.process):
        version = f", version {entry.version}" if entry.version else ""
        yield "quiet", f"about {organization.label(process)} {process.name}{version}".replace("about  ", "about ")
    if entry.about:
        yield "quiet", f"about {', '.join(sorted(entry.about))}"
    if entry.with_whom:
        yield "quiet", f"with {', '.join(organization.name_of(who) for who in sorted(entry.with_whom))}"


def _linked(store: Store, actor: Actor, entry: Entry) -> Texts:
    """The earlier entry that it looks at again, and the later ones that look at it."""
    if entry.reconsiders:
        yield "quiet", f"looks again at {entry.reconsiders}{_titled(store, actor, entry.reconsiders)}"
    for later in journal.reopened_by(store, actor, entry.id):
        yield "quiet", f"looked at again in {later.id}, {later.on}: {later.title}"


def _titled(store: Store, actor: Actor, record: str) -> str:
    try:
        return f": {journal.own(store, actor).get(record).title}"
    except WorkbenchError:
        return ", which is gone"


def _looks(entry: Entry, today: date) -> Texts:
    """What was thought of it later, and when it comes back."""
    if entry.verdicts:
        yield "", ""
        yield "head", "Looked at again"
    for verdict in sorted(entry.verdicts, key=lambda verdict: verdict.on):
        said = joined([str(verdict.stance or ""), verdict.text])
        yield "item", f"{_after(verdict.id)}, {verdict.on}: {said}"
    if due := entry.look_due(today):
        yield "strong", f"It came back {_after(due[0])}, on {due[1]}: v says how it looks by now."
    elif to_come := entry.look_to_come(today):
        yield "quiet", f"It comes back {_after(to_come[0])}, on {to_come[1]}."


def _after(look: str) -> str:
    return f"after {Interval.read(look).in_words()}" if look.startswith("P") else look


def answers(organization: Organization, entry: Entry) -> Texts:
    """What those answered with whom it is shared."""
    if entry.replies:
        yield "", ""
        yield "head", count(len(entry.replies), "answer")
    for reply in entry.replies:
        yield "strong", f"{organization.name_of(reply.by)}, {reply.at.date()}"
        yield "", reply.text
