"""The form of one part of a process: a step, a need, a best practice, a measure, what it needs, a check."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from workbench.domain.answers import Met, Side
from workbench.domain.bench import Seat
from workbench.domain.document import Heading
from workbench.domain.errors import WorkbenchError
from workbench.domain.means import MeansSort
from workbench.domain.process import Process
from workbench.domain.readings import Aim
from workbench.domain.steps import Symbol, ValueClass
from workbench.domain.training import LEVELS
from workbench.screens.branching import performers
from workbench.screens.form import Field, Form
from workbench.screens.taking_over import take_up, unless_written
from workbench.services import bench, engineering, proposing
from workbench.services.parts import BENCH, KINDS, PROPOSAL, STEP, Kind, part_of, texts_of
from workbench.store.errors import ChangedElsewhere

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp
    from workbench.store.drafts import Draft

PART = "part"


def place_of(process: Process, kind: Kind, part: str) -> dict[str, str]:
    """Where a draft of a part's form belongs; "" is the place of a new one."""
    return {"kind": PART, "record": process.id, "of": kind.field, "part": part}


def texts_now(process: Process, place: Mapping[str, str]) -> dict[str, str] | None:
    """What stands now where a part was being written, None where it is gone."""
    kind = kind_of(place)
    part = place.get("part", "")
    try:
        return texts_of(kind, part_of(process, kind, part)) if part else dict.fromkeys(kind.fields, "")
    except WorkbenchError:
        return None


def kind_of(place: Mapping[str, str]) -> Kind:
    """The kind of part that a place is for."""
    return next((kind for kind in KINDS if kind.field == place.get("of")), STEP)


def resume(app: "WorkbenchApp", process: Process, draft: "Draft") -> None:
    """Go on with a form that was being written."""
    place = draft.writing.place
    kind, begun = kind_of(place), dict(draft.writing.base)
    take_up(app, draft, partial(_open, app, process, kind, place.get("part", ""), begun, draft.writing.field))


def open_form(
    app: "WorkbenchApp",
    process: Process,
    kind: Kind,
    part: str = "",
    begun: Mapping[str, str] | None = None,
    first: str = "",
    then: Callable[[str], object] = str,
) -> None:
    """Open the form of a part, or of a new one that begins with some texts; ask where another session writes it.

    `then` is told the id of a new one once it is shown.
    """
    begin = partial(_open, app, process, kind, part, dict(begun or {}), first, then=then)
    unless_written(app, place_of(process, kind, part), begin)


def _open(
    app: "WorkbenchApp",
    process: Process,
    kind: Kind,
    part: str,
    begun: Mapping[str, str],
    first: str,
    draft: "Draft | None" = None,
    then: Callable[[str], object] = str,
) -> None:
    seen, said, made = [process], [""], [""]

    def keep(texts: Mapping[str, str], making: bool) -> None:
        try:
            if part:
                _set(app, seen[0], kind, part, texts)
                said[0] = f"kept {part} {texts.get(kind.fields[0], name)}; u takes it back"
            else:
                added = _added(app, process, kind, {**begun, **texts})
                made[0] = added.id
                said[0] = f"added {added.id} {getattr(added, kind.fields[0])}"
        except ChangedElsewhere:
            seen[0] = app.store.organization.processes.get(process.id, process)
            raise

    texts = texts_of(kind, part_of(process, kind, part)) if part else begun
    name = texts.get(kind.fields[0], "")
    title = f"{part} {name}" if part else f"A new {kind.word}"
    fields = _fields(app, process, kind)
    first = first if first in kind.fields else ""
    place = place_of(process, kind, part)
    form = Form(f"{title} · {process.id} {process.name}", fields, texts, keep, lambda texts: (), first, place, draft)

    def closed(kept: bool | None) -> None:
        app.look_again()
        app.say(said[0] if kept else "")
        if kept and made[0]:
            then(made[0])

    app.push_screen(form, closed)


def _added(app: "WorkbenchApp", process: Process, kind: Kind, texts: Mapping[str, str]) -> Any:
    """A new part; proposals and the bench have doors of their own."""
    if kind is PROPOSAL:
        return proposing.propose(app.store, app.actor, process.id, texts, app.today).proposal
    if kind is BENCH:
        return bench.add(app.store, app.actor, process.id, texts, app.today).part
    return engineering.add_part(app.store, app.actor, process.id, kind, texts).part


def _set(app: "WorkbenchApp", seen: Process, kind: Kind, part: str, texts: Mapping[str, str]) -> None:
    if kind is BENCH:
        bench.revise(app.store, app.actor, seen, part, texts, app.today)
    else:
        engineering.set_part(app.store, app.actor, seen, kind, part, texts)


def _fields(app: "WorkbenchApp", process: Process, kind: Kind) -> Sequence[Field]:
    def one_of(*words: str) -> Callable[[], Sequence[str]]:
        return lambda: words

    needs = [need.id for need in process.fit]
    listed = ", ".join(needs) or "none is listed yet"
    who = list(performers(app.store.organization, process))
    people = [person.id for person in app.store.organization.people.values() if person.left is None]
    learners = [one for one in app.store.organization.people.values() if not (one.team or one.left)]
    named = [word for one in learners for word in (one.id, one.name)]
    systems = sorted({step.system for other in app.store.organization.running() for step in other.steps} - {""})
    asked: dict[str, Field] = {
        field.name: field
        for field in [
            Field("name", "what is to change, in one line" if kind is PROPOSAL else "what it is called, in one line"),
            Field("why", "why: what is better then, and for whom", long=True),
            Field("symbol", "operation, transport, inspection, delay, storage, decision", known=one_of(*Symbol)),
            Field("performer", "a person or a role", known=one_of(*who)),
            Field("value", "to the customer VA, to the business BVA, to nobody NVA", known=one_of(*ValueClass)),
            Field("active", "how long somebody works on it: 8 min, 1 h 30 min"),
            Field("wait", "how long it lies: 2 d, 15 min"),
            Field("cost", "what it costs each time: $6, 12.50 EUR"),
            Field("system", "what it is done with", known=one_of(*systems)),
            Field("ways", "ways beside the next step: 20 % to S2: not understood; parted by ;"),
            Field("side", "customer or company", known=one_of(*Side)),
            Field("met", "met, partly, not; empty while nobody has judged it", known=one_of(*Met)),
            Field("between", f"the needs by their ids: {listed}", known=one_of(*needs), parted_by=","),
            Field("settled", "how it is settled, and who said so", long=True),
            Field("heading", "service needs, deliver, resolve complaints", known=one_of(*Heading)),
            Field("source", "where it was learned"),
            Field("confirmed", "the day it was last seen to hold: today, 2026-11-22"),
            Field("response", "what is done then", long=True),
            Field("how", "how it is learned", long=True),
            Field("renewal", "how long it holds: 2 years; empty for ever"),
            Field("target", "what is wanted: 45 min, 97 %, 24 sets"),
            Field("range", "what it should stay in: 35–55 min, at least 94 %"),
            Field("every", "how often: 1 week, 3 months; empty for no set period"),
            Field("who", "who reads it; empty: the owner", known=one_of(*people)),
            Field("aim", f"what it tells of: {', '.join(Aim)}", known=one_of(*Aim)),
            Field("sort", "hours, room, equipment, system, material, money", known=one_of(*MeansSort)),
            Field("needed", "how much it needs, people's hours with their period: 60 h per week, 2 rooms"),
            Field("there", "how much there is, in the same unit"),
            Field("allocated", "how much of it is given to the process, in the same unit"),
            Field("assessed", "the day it was last looked at: today, 2026-11-22"),
            Field("first", "the day it is due first: fri, +2w, 2026-12-01"),
            Field("from_date", "yes: count on from the day it was due, not made", known=one_of("yes", "no")),
            Field("minutes", "how long it takes"),
            Field("person", "a handle or a name", known=one_of(*named)),
            Field("seat", "own the process, or coach its performers: own, coach", known=one_of(*Seat)),
            Field("level", "see, do, teach", known=one_of(*LEVELS)),
            Field("next", "the next step"),
            Field("until", "the day by which it is taken: fri, +2w, 2026-12-01"),
            Field("note", "anything else there is to say", long=True),
        ]
    }  # fmt: skip
    return [asked[name] for name in kind.fields]


def delete(app: "WorkbenchApp", process: Process, kind: Kind, part: str) -> None:
    """Ask, then take a part out."""
    from workbench.screens.dialogs import Choose

    found: Any = part_of(process, kind, part)

    def answered(answer: str | None) -> None:
        if answer and app.act(engineering.delete_part, process, kind, part):
            app.say(f"deleted {part} {found.name}; u brings it back")

    app.push_screen(Choose(f"Delete {part} {found.name}?", {"x": "delete it"}), answered)
