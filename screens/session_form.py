"""What is written for a coaching session: agreed, reviewed by the coach, answered by the performer, promised."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from workbench.domain.coaching import CoachingSession
from workbench.domain.dates import read_day
from workbench.domain.errors import BadInput, WorkbenchError
from workbench.screens import asking, journal_form
from workbench.screens.entry_writing import writer
from workbench.screens.form import Field
from workbench.screens.taking_over import take_up, unless_written
from workbench.services import coaching

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp
    from workbench.store.drafts import Draft

MEET, REVIEW, ANSWERS, PROMISE = "agree on a session", "session review", "session answers", "session promise"
AGENDA, MOVE, DONE = "session agenda", "session day", "session promise done"
FORMS = frozenset({MEET, REVIEW, ANSWERS, PROMISE})
LINES = frozenset({AGENDA, MOVE, DONE})
KINDS = FORMS | LINES

Place = Mapping[str, str]


def session_at(app: "WorkbenchApp", place: Place) -> CoachingSession:
    """The session that something is written for. Raises NotFound."""
    return coaching.session_of(app.store, app.actor, place["record"])


def begin(app: "WorkbenchApp", kind: str, record: str = "", part: str = "") -> None:
    """Open the form for something, or ask for it in a line."""
    me = writer(app)
    if me is None:
        return
    place = {"kind": kind, "journal": me.by, "record": record, "part": part}
    if kind in LINES:
        _ask(app, place)
    else:
        unless_written(app, place, partial(_OPENED[kind], app, place))


def write(app: "WorkbenchApp", one: CoachingSession) -> None:
    """Open the form of whoever sits here: the coach's review, or the performer's answers."""
    record = coaching.named_for(app.actor, one)
    if app.actor.by == one.coach:
        begin(app, REVIEW, record)
    elif one.questions:
        begin(app, ANSWERS, record)
    else:
        app.say("There is no question to answer yet: i puts something on the agenda.")


def resume(app: "WorkbenchApp", draft: "Draft") -> None:
    """Go on with what was left."""
    place = draft.writing.place
    if place["kind"] in LINES:
        _ask(app, place)
    else:
        take_up(app, draft, partial(_OPENED[place["kind"]], app, place))


def texts_now(app: "WorkbenchApp", place: Place) -> dict[str, str] | None:
    """What stands now where something was being written; None where the session is gone, or cannot be seen."""
    try:
        one = session_at(app, place) if place.get("record") else None
    except WorkbenchError:
        return None
    match place["kind"]:
        case "session review" if one:
            return {"review": one.review, "questions": "", "next_step": one.next_step}
        case "session answers" if one:
            return {asked.id: asked.answer for asked in one.questions}
        case "session promise":
            return {"text": "", "until": ""}
        case "agree on a session":
            return dict.fromkeys(("whom", "on", "role", "process", "agenda"), "")
        case _:
            return {"answer": ""}


# Forms


def _meet(app: "WorkbenchApp", place: Place, draft: "Draft | None" = None) -> None:
    organization, me = app.store.organization, app.actor
    process = organization.processes.get(app.current or "")
    others = [one.name for one in organization.people.values() if not one.team and one.left is None and one.id != me.by]
    coaches = bool(process and process.coached_by == me.by)
    fields = [
        Field("whom", "with whom: exactly one person", known=lambda: others),
        Field("on", "the day: fri, +1w, 2026-12-01"),
        Field("role", "what you are in it: coach or performer", known=lambda: ("coach", "performer")),
        Field("process", "about which process; empty: none", known=lambda: list(organization.processes)),
        Field("agenda", "what you want to talk about, a line each", long=True),
    ]

    def keep(texts: Mapping[str, str]) -> str:
        said = {**before, **texts}
        if said["role"] not in ("coach", "performer"):
            raise BadInput("Role: say coach or performer, which you are in it.")
        day, agenda = read_day(said["on"], app.today), said["agenda"].splitlines()
        is_coach = said["role"] == "coach"
        made = coaching.agree(app.store, app.actor, said["whom"], day, is_coach, said["process"], agenda)
        return f"{coaching.named_for(app.actor, made)} is agreed for {made.on}"

    role = "coach" if coaches else "performer"
    coach = organization.name_of(process.coached_by) if process and process.coached_by and not coaches else ""
    before = {"whom": coach, "on": "+1w", "role": role, "process": process.id if process else "", "agenda": ""}
    journal_form.push(app, "A coaching session of two", fields, before, place, keep, draft)


def _review(app: "WorkbenchApp", place: Place, draft: "Draft | None" = None) -> None:
    one = session_at(app, place)
    fields = [
        Field("review", "what you saw and make of it", long=True),
        Field("questions", "what you ask, a line each; added to those that stand there", long=True),
        Field("next_step", "one next step", long=True),
    ]

    def keep(texts: Mapping[str, str]) -> str:
        questions = [line for line in texts.get("questions", "").splitlines() if line.strip()]
        review, step = texts.get("review"), texts.get("next_step")
        coaching.write(app.store, app.actor, session_at(app, place), review, step, questions)
        return f"kept {place['record']}; {app.store.organization.name_of(one.performer)} reads it"

    before = {"review": one.review, "questions": "", "next_step": one.next_step}
    about = [f"{asked.id} {asked.question}" for asked in one.questions]
    title = f"{one.id} with {app.store.organization.name_of(one.performer)}"
    journal_form.push(app, title, fields, before, place, keep, draft, about)


def _answers(app: "WorkbenchApp", place: Place, draft: "Draft | None" = None) -> None:
    one = session_at(app, place)
    fields = [Field(asked.id, asked.question, long=True) for asked in one.questions]

    def keep(texts: Mapping[str, str]) -> str:
        for question, text in texts.items():
            coaching.answer(app.store, app.actor, session_at(app, place), question, text)
        return f"answered; {app.store.organization.name_of(one.coach)} reads it"

    before = {asked.id: asked.answer for asked in one.questions}
    about = [f"{asked.id} {asked.question}" for asked in one.questions]
    title = f"{one.id} with {app.store.organization.name_of(one.coach)}"
    journal_form.push(app, title, fields, before, place, keep, draft, about)


def _promise(app: "WorkbenchApp", place: Place, draft: "Draft | None" = None) -> None:
    fields = [Field("text", "what you promise the other, in a line"), Field("until", "by which day; empty: none")]

    def keep(texts: Mapping[str, str]) -> str:
        until = texts.get("until", "").strip()
        day = read_day(until, app.today) if until else None
        changed = coaching.promise(app.store, app.actor, session_at(app, place), texts.get("text", ""), day)
        return f"{changed.promises[-1].id} is promised"

    journal_form.push(app, "What you promise", fields, {"text": "", "until": ""}, place, keep, draft)


_OPENED: Mapping[str, Callable[..., None]] = {MEET: _meet, REVIEW: _review, ANSWERS: _answers, PROMISE: _promise}


# Lines


def _ask(app: "WorkbenchApp", place: Place) -> None:
    question, hint, act = _ASKED[place["kind"]]
    asking.ask(app, question, place, lambda text: act(app, place, text), hint=hint)


def _on_agenda(app: "WorkbenchApp", place: Place, text: str) -> str:
    coaching.put_on_agenda(app.store, app.actor, session_at(app, place), text)
    return "It is on the agenda of both."


def _moved(app: "WorkbenchApp", place: Place, text: str) -> str:
    one = coaching.move(app.store, app.actor, session_at(app, place), read_day(text, app.today))
    return f"{place['record']} is on {one.on} now"


def _done(app: "WorkbenchApp", place: Place, text: str) -> str:
    coaching.keep(app.store, app.actor, session_at(app, place), place.get("part", ""), app.today, text)
    return f"{place.get('part')} is done"


_ASKED: Mapping[str, tuple[str, str, Callable[["WorkbenchApp", Place, str], str]]] = {
    AGENDA: ("What do you want to talk about?", "in a line", _on_agenda),
    MOVE: ("On which day instead?", "fri, +1w, 2026-12-01", _moved),
    DONE: ("What became of it?", "a word, if you like", _done),
}
