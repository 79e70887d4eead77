"""Answering one question of the checklist: the form of its answer, parking it, setting it aside, confirming it."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from workbench.domain.answers import AnswerState
from workbench.domain.checklist import Question
from workbench.domain.dates import Interval, read_day
from workbench.domain.evidence import answer_to
from workbench.domain.process import Process
from workbench.screens.asking import as_seen, ask
from workbench.screens.choosing import choose_owner
from workbench.screens.form import Field, Form
from workbench.screens.taking_over import take_up, unless_written
from workbench.services import engineering
from workbench.store.errors import ChangedElsewhere

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp
    from workbench.store.drafts import Draft

KIND, ASIDE, UNTIL = "answer", "aside", "until"


def place_of(process: Process, question: Question) -> dict[str, str]:
    """Where a draft of an answer belongs."""
    return {"kind": KIND, "record": process.id, "question": question.id}


def answer(app: "WorkbenchApp", process: Process, question: Question) -> None:
    """Open the form of an answer; ask first where another session is writing it."""
    unless_written(app, place_of(process, question), partial(_open, app, process, question))


def resume(app: "WorkbenchApp", process: Process, question: Question, draft: "Draft") -> None:
    """Go on with an answer that was being written."""
    take_up(app, draft, partial(_open, app, process, question))


def _open(app: "WorkbenchApp", process: Process, question: Question, draft: "Draft | None" = None) -> None:
    """Open the form; what others changed meanwhile is told, and keeping it again is done knowingly."""
    seen = [process]

    def keep(texts: Mapping[str, str], making: bool) -> None:
        try:
            engineering.answer(app.store, app.actor, seen[0], question, texts)
        except ChangedElsewhere:
            seen[0] = app.store.organization.processes.get(process.id, process)
            raise

    fields, place = _fields(question), place_of(process, question)
    left = draft.writing.field if draft else ""
    begins = "figure" if question.takes_figure else "text"
    first = left if any(field.name == left for field in fields) else begins
    title = f"{question.label} · {process.id} {process.name}"
    about = [question.question, f"Good: {question.good}" if question.good else ""]
    form = Form(title, fields, texts_now(process, question), keep, lambda texts: (), first, place, draft, about)

    def closed(kept: bool | None) -> None:
        app.look_again()
        if kept:
            app.say(f"{question.label}: kept; n goes to the next open question, u takes it back.")

    app.push_screen(form, closed)


def _fields(question: Question) -> list[Field]:
    figure = f"{_measures(question)}; e.g. {_figure_of(question.example)}" if question.takes_figure else ""
    fields = [
        Field("figure", figure) if question.takes_figure else None,
        Field("text", question.good, long=True, label="answer"),
        Field("basis", "what it is reckoned from") if "basis" in question.asks else None,
        Field("horizon", "by when it shows: 6 months") if "horizon" in question.asks else None,
        Field("evidence", "who said so, which number, when", long=True) if "evidence" in question.asks else None,
        Field("checked", "the day a customer was last asked: today, 2026-11-22") if question.belief else None,
    ]
    return [field for field in fields if field]


def _figure_of(example: str) -> str:
    """The figure that an example begins with, before its words."""
    return example.partition(":")[0].partition(", ")[0]


def _measures(question: Question) -> str:
    scale = ("high, middle, low, none",) if question.scaled else ()
    return " or ".join([*(measure.value for measure in question.measures), *scale])


def texts_now(process: Process, question: Question) -> dict[str, str]:
    """What stands in each field of an answer."""
    known = answer_to(process, question.id)
    horizon = Interval.read(known.horizon).in_words() if known.horizon else ""
    checked = known.checked.isoformat() if known.checked else ""
    return {
        "figure": known.figure, "text": known.text, "basis": known.basis,
        "horizon": horizon, "evidence": known.evidence, "checked": checked,
    }  # fmt: skip


def set_aside(app: "WorkbenchApp", process: Process, question: Question) -> None:
    """Say that a question does not apply, and why; one that does not apply can be opened again."""
    if answer_to(process, question.id).state is AnswerState.NOT_APPLICABLE:
        app.act(engineering.open_again, process, question)
        return

    ask_why(app, process, question)


def ask_why(app: "WorkbenchApp", process: Process, question: Question) -> None:
    """Ask why a question does not apply."""
    act = as_seen(app, process, engineering.set_aside)

    def keep(reason: str) -> str:
        act(question, reason)
        return f"{question.label} does not apply; x opens it again."

    asked = f"Why does “{question.label}” not apply here?"
    place = {"kind": ASIDE, "record": process.id, "question": question.id}
    ask(app, asked, place, keep, hint="the reason stays visible")


def park(app: "WorkbenchApp", process: Process, question: Question) -> None:
    """Park a question: somebody finds out, by a day."""

    def by(who: str | None) -> None:
        if who:
            ask_until(app, process, question, who)

    choose_owner(app, by, "Who finds it out?")


def ask_until(app: "WorkbenchApp", process: Process, question: Question, who: str) -> None:
    """Ask by when somebody finds it out."""
    act = as_seen(app, process, engineering.park)

    def keep(text: str) -> str:
        day = read_day(text, app.today) if text.strip() else None
        act(question, who, day)
        when = f" by {day}" if day else ""
        return f"{app.store.organization.name_of(who)} finds out about {question.label}{when}."

    place = {"kind": UNTIL, "record": process.id, "question": question.id, "who": who}
    ask(app, "By when?", place, keep, hint="2026-11-27, fri, +2w; empty for no day")


def confirm(app: "WorkbenchApp", process: Process, question: Question) -> None:
    """Say that a customer confirmed the answer today."""
    if app.act(engineering.confirm, process, question, app.today):
        app.say(f"{question.label}: confirmed with a customer today.")
