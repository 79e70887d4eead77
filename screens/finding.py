"""Find anything and go there; every key as a command; the small lists of people and customers."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from workbench.domain.folding import fold, matches
from workbench.domain.people import Customer, Person
from workbench.screens.going import go
from workbench.screens.lines import live_keys
from workbench.screens.picker import Choice, Picker
from workbench.screens.place_names import PLACES
from workbench.screens.record_forms import open_form
from workbench.services import people
from workbench.services.find import Entry, Finder

if TYPE_CHECKING:
    from textual.binding import ActiveBinding

    from workbench.screens.app import WorkbenchApp
    from workbench.screens.desk import Desk

NEW = "\x00new"
NO_KEY = "no_key_"
KINDS = {"@": frozenset({"person"}), "#": frozenset({"tag"})}


def find_anything(app: "WorkbenchApp", go: Callable[[Entry], None]) -> None:
    """Ask for anything: words for all, @ for people, # for tags, > for commands."""
    finder = Finder.of(app.store.organization)
    keys = live_keys(app.screen)

    def search(text: str) -> Sequence[Choice]:
        if text.startswith(">"):
            return _commands(app, keys, text[1:], with_idle=False)
        found = finder.find(text, KINDS.get(text[:1], frozenset()))
        return [
            Choice(entry.label, entry, f"{entry.note} · {entry.kind}" if entry.note else entry.kind) for entry in found
        ]

    def chosen(answer: "Entry | ActiveBinding | None") -> None:
        if isinstance(answer, Entry):
            go(answer)
        elif answer:
            _run(app, answer)

    app.push_screen(Picker("Find", search, "words; @ a person, # a tag, > a command"), chosen)


def show_keys(app: "WorkbenchApp") -> None:
    """List the keys of this place, those that do nothing now with the reason; run the one that is chosen."""
    keys = live_keys(app.screen)
    search = partial(_commands, app, keys, with_idle=True)
    app.push_screen(Picker("Keys of this place", search, "type to search; Enter runs one"), lambda key: _run(app, key))


def show_commands(app: "WorkbenchApp") -> None:
    """Everything that can be done now, and every place of the panes, by name."""
    keys = live_keys(app.screen)

    def search(text: str) -> Sequence[Choice]:
        return [*_commands(app, keys, text, with_idle=False), *_places(text)]

    def chosen(answer: "ActiveBinding | str | None") -> None:
        if isinstance(answer, str):
            pane, _, place = answer.partition("/")
            go(app, pane, place)
        else:
            _run(app, answer)

    app.push_screen(Picker("Commands", search, "what do you want to do, or where to go?"), chosen)


def _places(text: str) -> list[Choice]:
    """The places of the panes, to be gone to."""
    words = fold(text).split()
    return [
        Choice(f"{'go to':<9} {name}", f"{pane}/{place}", pane)
        for pane, names in PLACES.items()
        for place, name in names.items()
        if matches(words, fold(f"go to {name}"))
    ]


def _commands(app: "WorkbenchApp", keys: Sequence["ActiveBinding"], text: str, with_idle: bool) -> list[Choice]:
    words = fold(text).split()
    return [
        Choice(shown, key, key.binding.id or "", "" if key.enabled else _why_not(key), " ".join(shown.split()))
        for key in keys
        if (key.enabled or with_idle)
        and (shown := _shown(app, key))
        and matches(words, fold(f"{shown} {key.binding.description} {key.binding.id}"))
    ]


def _shown(app: "WorkbenchApp", key: "ActiveBinding") -> str:
    said = "" if key.binding.key.startswith(NO_KEY) else app.get_key_display(key.binding)
    return f"{said:<9} {key.binding.tooltip or key.binding.description}"


def _why_not(key: "ActiveBinding") -> str:
    reason: Callable[[str], str] | None = getattr(key.node, "why_not", None)
    return (reason(key.binding.action.partition("(")[0]) if reason else "") or "Not just now."


def _run(app: "WorkbenchApp", key: "ActiveBinding | None") -> None:
    if key:
        app.call_later(app.run_action, key.binding.action, key.node)


def show_people(app: "WorkbenchApp") -> None:
    """The list of people and teams: choose one to read and write, or make a new one."""
    _show_list(app, "person", "People", people.add_person, "contacts")


def show_customers(app: "WorkbenchApp") -> None:
    """The list of customers: choose one to read and write, or make a new one."""
    _show_list(app, "customer", "Customers", people.add_customer, "needs")


def _show_list(app: "WorkbenchApp", kind: str, title: str, add: Callable[..., Person | Customer], first: str) -> None:
    """A list of records of one kind; `first` is where the form of a new one begins."""
    finder = Finder.of(app.store.organization)

    def search(text: str) -> Sequence[Choice]:
        found = [Choice(entry.label, entry.id, entry.note) for entry in finder.find(text, frozenset({kind}))]
        return [*found, *_new(text, kind)]

    def chosen(answer: str | None) -> None:
        organization = app.store.organization
        if answer and answer.startswith(NEW):
            record = app.act(add, answer.removeprefix(NEW))
            if record:
                open_form(app, record, first)
        elif answer:
            open_form(app, organization.people.get(answer) or organization.customers[answer])

    app.push_screen(Picker(title, search, f"a name; a new one makes a {kind}"), chosen)


def ask_who(app: "Desk", then: Callable[[str], None]) -> None:
    """Ask which person the login account belongs to."""
    finder = Finder.of(app.store.organization)

    def search(text: str) -> Sequence[Choice]:
        people = app.store.organization.people
        here = [
            entry for entry in finder.find(text, KINDS["@"]) if not people[entry.id].team and not people[entry.id].left
        ]
        return [*(Choice(entry.label, entry.id, entry.note) for entry in here), *_new(text, "person")]

    def chosen(answer: str | None) -> None:
        if answer:
            then(answer.removeprefix(NEW))

    title = f"Who are you? The account {app.opening.login} belongs to nobody here yet."
    app.push_screen(Picker(title, search, "your name; a new one makes a person of you"), chosen)


def _new(text: str, what: str) -> list[Choice]:
    return [Choice(f"+ a new {what}: {text.strip()}", NEW + text.strip())] if text.strip() else []
