"""Questions for a step: who does it, and where it leads to beside the next one."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from workbench.domain.errors import WorkbenchError
from workbench.domain.folding import fold, matches
from workbench.domain.organization import Organization
from workbench.domain.people import Person
from workbench.domain.process import Process
from workbench.domain.steps import END, Step, in_order, places
from workbench.exchange.step_chart import way_in_words, way_told
from workbench.screens.asking import as_seen, ask
from workbench.screens.picker import Choice, Picker
from workbench.services import engineering
from workbench.services.parts import STEP, part_of

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp

NOBODY, WAY = "", "way"


def performers(organization: Organization, process: Process) -> Mapping[str, str]:
    """Whoever may do a step, with what is known of them: those of this process first, then roles, then people."""
    found = dict.fromkeys((step.performer for step in process.steps if step.performer), "does other steps here")
    here = sorted(person for person in process.performers if person in organization.people)
    for person in [*here, *(person.id for person in organization.people.values() if not person.left)]:
        found.setdefault(person, organization.people[person].name)
    for other in organization.running():
        for step in other.steps:
            if step.performer:
                found.setdefault(step.performer, f"a role in {other.id}")
    return found


def choose_performer(app: "WorkbenchApp", process: Process, step: Step) -> None:
    """Ask who does a step: a person, a role that is known, or any other word for one."""
    known, people = performers(app.store.organization, process), app.store.organization.people

    def search(text: str) -> Sequence[Choice]:
        words, said = fold(text).split(), text.strip()
        found = [Choice(name, name, note) for name, note in known.items() if matches(words, fold(f"{name} {note}"))]
        if not said:
            return [*found[:50], Choice("— nobody —", NOBODY)]
        found.sort(key=lambda choice: not _is_named(choice, said))
        meant = [choice for choice in found if _is_named(choice, said) or _begins(choice, people, said)]
        others = [choice for choice in found if choice not in meant][:50]
        is_known = bool(meant) and _is_named(meant[0], said)
        return [*meant, *([] if is_known else [Choice(f"+ {said}", said, "a role")]), *others]

    def chosen(name: str | None) -> None:
        if name is None:
            return
        if app.act(engineering.set_part, process, STEP, step.id, {"performer": name}):
            app.say(f"{step.id} {step.name}: {_understood(app.store.organization, name)}; u takes it back")

    app.push_screen(Picker(f"Who does “{step.name}”?", search, "a person or a role; any word makes a role"), chosen)


def _is_named(choice: Choice, said: str) -> bool:
    """What was typed is its whole name, or the whole name of the person."""
    return fold(said) in (fold(choice.label), fold(choice.note))


def _begins(choice: Choice, people: Mapping[str, Person], said: str) -> bool:
    """What was typed begins the name of a role; a person is never guessed from a part of a name."""
    return choice.value not in people and fold(choice.label).startswith(fold(said))


def _understood(organization: Organization, performer: str) -> str:
    if performer in organization.people:
        return f"done by {organization.name_of(performer)}, a person"
    return f"done by {performer}, a role" if performer else "done by nobody yet"


def branch(app: "WorkbenchApp", process: Process, step: Step) -> None:
    """Ask where a step leads to beside the next one, then in how many of a hundred runs, and when."""
    ordered, place = in_order(process.steps), places(process.steps)
    ways = {way.to: way_told(way, place) for way in step.ways}

    def choices() -> Iterator[Choice]:
        for other in ordered:
            back = "back" if place[other.id] <= place[step.id] else "on"
            yield Choice(f"{place[other.id]} {other.id} {other.name}", other.id, ways.get(other.id, back))
        yield Choice("end: nothing more is done", END, ways.get(END, "out"))

    def search(text: str) -> Sequence[Choice]:
        words = fold(text).split()
        return [choice for choice in choices() if matches(words, fold(choice.label))]

    def chosen(to: str | None) -> None:
        if to is not None:
            ask_chance(app, process, step, to)

    app.push_screen(Picker(f"Where does “{step.name}” lead to as well?", search, "a step, or end"), chosen)


def place_of(process: str, step: str, to: str) -> dict[str, str]:
    """Where a draft of a way belongs."""
    return {"kind": WAY, "record": process, "part": step, "to": to}


def way_text(step: Step, to: str) -> str:
    """A way as it is asked for: "20 %: not yet", "" where there is none."""
    way = next((way for way in step.ways if way.to == to), None)
    return "" if way is None else f"{way.chance} %" + (f": {way.name}" if way.name else "")


def ask_chance(app: "WorkbenchApp", process: Process, step: Step, to: str) -> None:
    """Ask in how many of a hundred runs a way is taken."""
    act = as_seen(app, process, engineering.set_part)

    def keep(text: str) -> str:
        act(STEP, step.id, {"ways": _with(step, to, text)})
        return f"{step.id} leads to {to} in {text.strip()}; u takes it back" if text.strip() else f"not to {to}"

    place = places(process.steps)
    led = f"{place[to]} {to}" if to in place else to
    question = f"In how many of 100 runs from {place[step.id]} {step.id} to {led}, and when?"
    hint = "20 %: not understood; empty takes the way out"
    ask(app, question, place_of(process.id, step.id, to), keep, way_text(step, to), hint)


def _with(step: Step, to: str, text: str) -> str:
    """The ways of a step, as they are written, with another one to a step."""
    chance, found, name = text.strip().partition(":")
    others = [way_in_words(way) for way in step.ways if way.to != to]
    new = [f"{chance.strip()} to {to}{found} {name.strip()}".strip()] if text.strip() else []
    return "; ".join([*others, *new])


def step_of(process: Process, step: str) -> Step | None:
    """The step of a process, None where it is gone."""
    try:
        found: Step = part_of(process, STEP, step)
    except WorkbenchError:
        return None
    return found
