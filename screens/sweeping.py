"""When somebody leaves: all that they hold is passed on, each part to whom one says."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from workbench.domain.folding import fold, matches
from workbench.domain.ids import PersonId, ProcessId
from workbench.domain.organization import Organization
from workbench.screens.form import Field, Form
from workbench.screens.picker import Choice, Picker
from workbench.screens.taking_over import unless_written
from workbench.services import passing_on
from workbench.services.handing_over import Terms
from workbench.services.passing_on import Passed

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp
    from workbench.store.drafts import Draft

SWEEP, BECAUSE = "sweep", "because"


def ask(app: "WorkbenchApp") -> None:
    """Ask who leaves, then who takes what."""
    organization = app.store.organization
    held = {person: found for person in organization.people if (found := passing_on.holdings(organization, person))}

    def search(text: str) -> Sequence[Choice]:
        known = sorted((organization.people[person] for person in held), key=lambda person: fold(person.name))
        return [
            Choice(person.name, person.id, "has left" if person.left else "")
            for person in known
            if matches(fold(text).split(), fold(person.name))
        ]

    def chosen(person: str | None) -> None:
        if person:
            place = place_of(person, held[person][0].process)
            unless_written(app, place, partial(open_form, app, person))

    app.push_screen(Picker("Who leaves, or passes everything on?", search, "a name"), chosen)


def place_of(person: PersonId, process: ProcessId) -> dict[str, str]:
    """Where a draft of what somebody passes on belongs; one of their processes stands for all."""
    return {"kind": "handoff", "record": process, "handoff": "", "act": SWEEP, "person": person}


def texts_now(organization: Organization, person: PersonId) -> dict[str, str]:
    """Nothing yet, for each process of which the person is something."""
    return {**dict.fromkeys(_roles(organization, person), ""), BECAUSE: ""}


def _roles(organization: Organization, person: PersonId) -> dict[ProcessId, str]:
    """By process, what the person is to it, in words."""
    held = passing_on.holdings(organization, person)
    return {one.process: ", ".join(other.role for other in held if other.process == one.process) for one in held}


def open_form(app: "WorkbenchApp", person: PersonId, draft: "Draft | None" = None) -> None:
    """A field for each process; an empty one stays with who holds it."""
    organization = app.store.organization
    roles, name = _roles(organization, person), organization.name_of(person)
    made: list[str] = []

    def names() -> Sequence[str]:
        return sorted(other.name for other in organization.people.values() if not other.left and other.id != person)

    def keep(texts: Mapping[str, str], making: bool) -> None:
        written = {process: text.strip() for process, text in texts.items() if process in roles and text.strip()}
        to = {process: organization.person(named).id for process, named in written.items()}
        passed = [
            Passed(one, to[one.process]) for one in passing_on.holdings(organization, person) if one.process in to
        ]
        because = texts.get(BECAUSE, "")
        passing_on.pass_on(app.store, app.actor, person, passed, app.today, because, Terms())
        made.append(passing_on.said(organization, passed) if passed else "Nothing was passed on.")

    fields = [
        Field(
            process,
            f"{name} {said} {organization.processes[process].name}: to whom it goes; empty: it stays",
            known=names,
            label=f"{process} {organization.processes[process].name}",
        )
        for process, said in roles.items()
    ]
    why = Field(BECAUSE, "why; one reason for all that is not ready, and the new owners read it", long=True)
    place = draft.writing.place if draft else place_of(person, next(iter(roles)))
    title, blank = f"What {name} passes on", texts_now(organization, person)
    form = Form(title, [*fields, why], blank, keep, lambda texts: (), place=place, draft=draft)

    def closed(kept: bool | None) -> None:
        app.look_again()
        if kept and made:
            app.say(f"{made[-1]} u takes it all back.")

    app.push_screen(form, closed)
