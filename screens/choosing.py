"""Questions for a record: who shall own it, under which process shall it stand."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from workbench.domain.ids import PersonId, ProcessId
from workbench.screens.picker import Choice, Picker
from workbench.services import people
from workbench.services.find import Finder

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp

NOBODY, NEW, TOP = "", "\x00new:", "top"


def choose_owner(
    app: "WorkbenchApp", then: Callable[[PersonId | None], None], question: str = "Who answers for it?"
) -> None:
    """Ask for a person or team; a name that is nobody's yet makes one."""
    organization = app.store.organization
    finder = Finder.of(organization)

    def search(text: str) -> Sequence[Choice]:
        choices = [
            Choice(entry.label, entry.id, entry.note, "They have left." if organization.people[entry.id].left else "")
            for entry in finder.find(text, frozenset({"person"}))
        ]
        return [*choices, *(new_person(text) or [Choice("— nobody —", NOBODY)])]

    def chosen(answer: str | None) -> None:
        if answer == NOBODY:
            then(None)
        elif answer and (person := person_of(app, answer)):
            then(person)

    app.push_screen(Picker(question, search, "a name; a new one makes a person"), chosen)


def new_person(text: str) -> list[Choice]:
    """The choice to make a person of the name that is typed."""
    return [Choice(f"+ a new person: {text.strip()}", NEW + text.strip())] if text.strip() else []


def person_of(app: "WorkbenchApp", answer: str) -> PersonId | None:
    """The person that was chosen, made where it is a new one; None where that was refused."""
    if not answer.startswith(NEW):
        return answer
    person = app.act(people.add_person, answer.removeprefix(NEW))
    return person.id if person else None


def make_known(app: "WorkbenchApp", names: Iterable[str]) -> None:
    """Make a person of each name. Raises Refused."""
    for name in names:
        people.add_person(app.store, app.actor, name)


def choose_branch(app: "WorkbenchApp", then: Callable[[ProcessId | None], None]) -> None:
    """Ask for a branch of the chart, or all of it."""
    chart, finder = app.store.organization.chart, Finder.of(app.store.organization)

    def search(text: str) -> Sequence[Choice]:
        found = finder.find(text, frozenset({"process"}), 200)
        branches = [Choice(entry.label, entry.id, entry.note) for entry in found if chart.children(entry.id)]
        return [*([] if text else [Choice("the whole chart", TOP)]), *branches[:50]]

    def chosen(answer: str | None) -> None:
        if answer:
            then(None if answer == TOP else answer)

    app.push_screen(Picker("Which branch of the chart?", search, "words of its name, or its code"), chosen)


def choose_target(
    app: "WorkbenchApp", moved: Collection[ProcessId], then: Callable[[ProcessId], None], said: str = "it"
) -> None:
    """Ask for the process that others shall stand under; not one of them, nor under one."""
    organization = app.store.organization
    inside = {below for process in moved for below, _ in organization.chart.walk(process)}
    finder = Finder.of(organization)

    def search(text: str) -> Sequence[Choice]:
        found = finder.find(text, frozenset({"process"}), 200)
        running = [entry for entry in found if not organization.processes[entry.id].retired][:50]
        why = "It is what is moved, or stands under it."
        choices = [Choice(entry.label, entry.id, entry.note, why if entry.id in inside else "") for entry in running]
        return [
            *([] if text else [Choice("at the top", TOP)]),
            *sorted(choices, key=lambda choice: bool(choice.why_not)),
        ]

    def chosen(answer: str | None) -> None:
        if answer:
            then(answer)

    app.push_screen(Picker(f"Move {said} under which process?", search, "words of its name, or its code"), chosen)
