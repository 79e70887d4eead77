"""Who may read an entry: said before it is shared, ended by the same key."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from workbench.domain.errors import WorkbenchError
from workbench.domain.folding import fold
from workbench.domain.journal import Entry
from workbench.screens.dialogs import Choose
from workbench.screens.picker import Choice, Picker
from workbench.services import seen_by, sharing

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp

SHARE, END, ALL = "share", "end", ""


def choose(app: "WorkbenchApp", entry: Entry) -> None:
    """Ask with whom an entry is shared, or with whom no more."""
    choices = [*_endings(app, entry), *_readers(app, entry)]
    if not choices:
        app.say("Nobody else is known here yet with whom it could be shared.")
        return

    def search(text: str) -> Sequence[Choice]:
        words = fold(text).split()
        return [one for one in choices if all(word in fold(f"{one.label} {one.note}") for word in words)]

    def chosen(answer: tuple[str, str] | None) -> None:
        if answer and answer[0] == END:
            _end(app, entry, answer[1])
        elif answer:
            _ask(app, entry, answer[1])

    title = f"Who may read {entry.id}? Now: {seen_by.of_entry(app.store, app.actor, entry)}"
    app.push_screen(Picker(title, search, "a name"), chosen)


def _endings(app: "WorkbenchApp", entry: Entry) -> Iterator[Choice]:
    name_of = app.store.organization.name_of
    for one in entry.shared:
        yield Choice(f"{name_of(one.id)} no more", (END, one.id), f"since {one.since}")
    if len(entry.shared) > 1:
        yield Choice("nobody any more", (END, ALL))


def _readers(app: "WorkbenchApp", entry: Entry) -> Iterator[Choice]:
    organization, me = app.store.organization, app.actor.by
    process = organization.processes.get(entry.process)
    coach = process.coached_by if process else None
    people = [one for one in organization.people.values() if one.left is None and not one.team and one.id != me]
    for one in sorted(people, key=lambda one: (one.id != coach, fold(one.name))):
        again = "renews what they read" if one.id in entry.readers else ""
        yield Choice(one.name, (SHARE, one.id), again or ("coach of its process" if one.id == coach else one.id))
    if process:
        label = f"{organization.label(process)} {process.name}".strip()
        yield Choice(f"everybody of {label}", (SHARE, process.id), "owner, coach, performers")


def _ask(app: "WorkbenchApp", entry: Entry, whom: str) -> None:
    """Say what it means, and share once that is answered."""
    organization = app.store.organization
    try:
        meant = sharing.readers_meant(organization, app.actor, entry, [whom])
        app.store.journals.keys.check_readers(app.actor.by, meant)
    except WorkbenchError as error:
        app.say(str(error), warns=True)
        return
    names = ", ".join(map(organization.name_of, meant))
    question = (
        f"{names}: they read {entry.id} as it stands now, and can answer. The copy is seen by "
        f"{seen_by.before_sharing(app.store, app.actor)}. Your star, marks and verdicts are not in it. P ends it; "
        "what was read or copied meanwhile is beyond the workbench."
    )
    app.push_screen(Choose(question, {"s": "share it"}), partial(_shared, app, entry, whom))


def _shared(app: "WorkbenchApp", entry: Entry, whom: str, answer: str | None) -> None:
    if answer and (shared := app.act(sharing.share, entry.id, [whom], app.today)):
        app.say(f"{entry.id}: shared with {seen_by.readers(app.store.organization, shared)}; P ends it")


def _end(app: "WorkbenchApp", entry: Entry, whom: str) -> None:
    ended = app.act(sharing.unshare, entry.id, [whom] if whom else [])
    if ended:
        app.say(f"{entry.id}: seen by {seen_by.of_entry(app.store, app.actor, ended)}; its copy is gone")
