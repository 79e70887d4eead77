"""When somebody leaves: what they hold is marked, and passed on to one or several others in one change."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from workbench.domain.dates import read_day
from workbench.domain.errors import BadInput, Unexplained, count
from workbench.domain.folding import fold, matches
from workbench.domain.ids import PersonId
from workbench.domain.organization import Organization
from workbench.domain.sides import refuse_passing_on
from workbench.screens import handing
from workbench.screens.choosing import make_known
from workbench.screens.form import Field, Form, beside
from workbench.screens.handoff_reasons import refused
from workbench.screens.marking import Mark
from workbench.screens.picker import Choice, Picker
from workbench.screens.taking_over import unless_written
from workbench.services import passing_on
from workbench.services.handing_over import Terms
from workbench.services.passing_on import Holding, Passed
from workbench.services.revising import strangers

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp
    from workbench.store.drafts import Draft

GOES_OVER = "What is owned is offered, and waits to be accepted; all else goes over at once, or on the day."
SWEEP, TO, EFFECTIVE, BECAUSE = "sweep", "to", "effective", "because"


def ask(app: "WorkbenchApp") -> None:
    """Ask who leaves, which of what they hold goes over, and to whom."""
    organization = app.store.organization
    people = organization.people
    held = {person: found for person in people if (found := passing_on.holdings(organization, person))}
    stays = {person: why for person in people if (why := passing_on.left_out(organization, person))}

    def search(text: str) -> Sequence[Choice]:
        known = sorted((people[person] for person in {**held, **stays}), key=lambda person: fold(person.name))
        return [
            Choice(person.name, person.id, "has left" if person.left else "")
            for person in known
            if matches(fold(text).split(), fold(person.name))
        ]

    def chosen(person: str | None) -> None:
        if person and person not in held:
            app.say(" ".join(stays[person].values()))
        elif person and (why := refused(app, refuse_passing_on, person)):
            app.say(why, warns=True)
        elif person:
            _ask_what(app, person, held[person], list(stays.get(person, {}).values()))

    if held or stays:
        app.push_screen(Picker("Who leaves, or passes something on?", search, "a name"), chosen)
    else:
        app.say("Nobody owns, coaches, engineers or performs anything yet.")


def _ask_what(app: "WorkbenchApp", person: PersonId, held: Sequence[Holding], stays: Sequence[str]) -> None:
    """Let what goes over be marked, above what cannot and why; what a draft began with is marked already."""
    organization = app.store.organization

    def marked(keys: Sequence[str] | None) -> None:
        if keys:
            place = place_of(person, keys)
            unless_written(app, place, partial(open_form, app, place))

    lines = {_key(one): _said(organization, one) + _then(organization, person, one) for one in held}
    app.push_screen(Mark(f"What {organization.name_of(person)} passes on", lines, stays), marked)


def _key(holding: Holding) -> str:
    """The name of the field for a holding: owns-P1."""
    return f"{holding.role}-{holding.process}"


def _label(organization: Organization, holding: Holding) -> str:
    return f"{holding.role} {organization.label(organization.processes[holding.process])}"


def _said(organization: Organization, holding: Holding) -> str:
    return f"{_label(organization, holding)} {organization.processes[holding.process].name}"


def _then(organization: Organization, person: PersonId, holding: Holding) -> str:
    """Who has it from which day on, where that is agreed already."""
    agreed = passing_on.agreed(organization, person, holding)
    return f"; {organization.name_of(agreed.to)} from {agreed.since}" if agreed else ""


def place_of(person: PersonId, marked: Sequence[str]) -> dict[str, str]:
    """Where a draft of what somebody passes on belongs; one of their processes stands for all."""
    process = marked[0].partition("-")[2]
    return {**handing.place_of(process, "", SWEEP), "person": person, "marked": " ".join(marked)}


def _marked(organization: Organization, place: Mapping[str, str]) -> list[Holding]:
    """What was marked and is still held; where nothing says what was marked, all."""
    held, marked = passing_on.holdings(organization, place.get("person", "")), place.get("marked", "").split()
    return [one for one in held if not marked or _key(one) in marked]


def texts_now(organization: Organization, place: Mapping[str, str]) -> dict[str, str]:
    """Nothing yet, for each holding that was marked."""
    return dict.fromkeys([TO, *map(_key, _marked(organization, place)), EFFECTIVE, BECAUSE], "")


def open_form(app: "WorkbenchApp", place: Mapping[str, str], draft: "Draft | None" = None) -> None:
    """To whom all goes, and a field for each holding that goes to somebody else."""
    organization, person = app.store.organization, place["person"]
    held = _marked(organization, place)
    made: list[str] = []

    def nobodys(texts: Mapping[str, str]) -> Sequence[str]:
        return strangers(app.store.organization, texts, [TO, *map(_key, held)])

    def keep(texts: Mapping[str, str], making: bool) -> None:
        if making:
            make_known(app, nobodys(texts))
        now = app.store.organization
        passed = list(_passed(now, held, texts))
        day = texts.get(EFFECTIVE, "").strip()
        since = beside(EFFECTIVE, partial(read_day, day, app.today)) if day else None
        terms, because = Terms(effective=since), texts.get(BECAUSE, "")
        try:
            begun = passing_on.pass_on(app.store, app.actor, person, passed, app.today, because, terms)
        except Unexplained as error:
            found = len(str(error).splitlines())
            unready = f"{count(found, 'process')} {'is' if found == 1 else 'are'} not ready"
            raise BadInput(f"Because: {unready}; say why all the same, or mend what is missing.") from None
        made.append(passing_on.said(now, passed, begun, since if since and since > app.today else None))

    title = f"What {organization.name_of(person)} passes on"
    fields, blank = list(_fields(organization, person, held)), texts_now(organization, place)
    form = Form(title, fields, blank, keep, nobodys, place=place, draft=draft, about=[GOES_OVER])

    def closed(kept: bool | None) -> None:
        app.look_again()
        if kept and made:
            app.say(f"{made[-1]} u takes it all back.")

    app.push_screen(form, closed)


def _fields(organization: Organization, person: PersonId, held: Sequence[Holding]) -> Iterator[Field]:
    def names() -> Sequence[str]:
        return sorted(other.name for other in organization.people.values() if not other.left and other.id != person)

    several = "; below, name somebody else for one" if len(held) > 1 else ""
    yield Field(TO, f"who takes all that is marked{several}", known=names)
    if len(held) > 1:
        for one in held:
            hint = f"{_said(organization, one)}: who takes it; empty: who takes all"
            yield Field(_key(one), hint, known=names, label=_label(organization, one))
    yield Field(EFFECTIVE, "the day from which they have it: fri, +2w; empty: now, or when accepted")
    yield Field(BECAUSE, "why; one reason for all that is not ready, and the new owners read it", long=True)


def _passed(organization: Organization, held: Sequence[Holding], texts: Mapping[str, str]) -> Iterator[Passed]:
    """What goes to whom: what names nobody of its own to whoever takes all. Raises BadInput beside the field."""
    for one in held:
        field = _key(one) if texts.get(_key(one), "").strip() else TO
        name = texts.get(field, "").strip()
        if not name:
            raise BadInput(f"To: nobody takes this yet: {_said(organization, one)}. Name who takes all, or this.")
        label = TO if field == TO else _label(organization, one)
        yield Passed(one, beside(label, partial(organization.person, name)).id)
