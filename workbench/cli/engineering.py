"""The engineering checklist from the shell: asked, answered, parked, and what came of it."""

import sys
from argparse import ArgumentParser, Namespace
from typing import Any

from workbench.cli.arguments import past_day
from workbench.cli.columns import aligned
from workbench.cli.session import Session
from workbench.domain.answers import AnswerState
from workbench.domain.checklist import Checklist, Question
from workbench.domain.dates import read_day
from workbench.domain.engineering import gaps, in_short, next_gate, next_open, progress, state_of, still_to_do, unasked
from workbench.domain.evidence import answer_to
from workbench.domain.process import Process
from workbench.domain.promise import kept
from workbench.exchange.process_sheet import answer_rows, summary
from workbench.services import checklist as questions
from workbench.services import engineering
from workbench.services.documenting import history_of
from workbench.services.related import related
from workbench.store.documents import to_doc
from workbench.store.errors import shown

MARKS = {
    AnswerState.ANSWERED: "✓",
    AnswerState.NOT_APPLICABLE: "–",
    AnswerState.PARKED: "P",
    AnswerState.OPEN: " ",
}

WIDEST = 120


def configure(verb: str, parser: ArgumentParser) -> None:
    """Give the parser of a command its acts and their arguments."""
    parser.add_argument("process")
    parser.set_defaults(act=show)
    acts = parser.add_subparsers(title="acts", metavar="ACT")
    ask = acts.add_parser("ask", help="one question whole: why it is asked, what was said; else the next open one")
    ask.add_argument("question", nargs="?", help="its id, the beginning of it, or its number")
    ask.set_defaults(act=ask_one)
    reply = acts.add_parser("answer", help="answer a question")
    reply.add_argument("question")
    reply.add_argument("text", nargs="?", help="the answer in words, - reads it from stdin")
    for field in engineering.ANSWER_FIELDS:
        if field != "text":
            reply.add_argument(f"--{field}", metavar=field.upper())
    reply.add_argument("--open", action="store_true", help="keep what is written, the question stays open")
    reply.set_defaults(act=answer)
    park = acts.add_parser("park", help="somebody finds it out")
    park.add_argument("question")
    park.add_argument("--who", metavar="PERSON", help="who finds it out, else you")
    park.add_argument("--until", metavar="DATE", help="by when: 2026-11-27, fri, +2w")
    park.set_defaults(act=park_one)
    skip = acts.add_parser("skip", help="it does not apply")
    skip.add_argument("question")
    skip.add_argument("--because", default="", metavar="REASON")
    skip.set_defaults(act=skip_one)
    again = acts.add_parser("open", help="open it again; what was written stays")
    again.add_argument("question")
    again.set_defaults(act=open_one)
    confirm = acts.add_parser("confirm", help="a customer was asked, and it still holds")
    confirm.add_argument("question")
    confirm.add_argument("--on", type=past_day, metavar="DATE", help="the day, else today")
    confirm.set_defaults(act=confirm_one)
    acts.add_parser("summary", help="what was decided, parked and left open, in Markdown").set_defaults(act=sum_up)


def _meant(session: Session, arguments: Namespace) -> tuple[Checklist, Process, Question]:
    asked = questions.checklist(session.organization)
    return asked, session.organization.process(arguments.process), asked.question(arguments.question)


def show(session: Session, arguments: Namespace) -> int:
    """Print how far the engineering of a process is."""
    organization = session.organization
    asked = questions.checklist(organization)
    process = organization.process(arguments.process)
    lacking = _lacking(session, asked, process)
    if session.options.json:
        session.data(
            {
                "id": process.id,
                "stage": process.stage,
                "round": process.round or None,
                "questions": [_as_data(asked, process, question) for question in asked.questions],
                "next_gate": next_gate(process),
                "gaps": lacking,
            }
        )
        return 0
    lines = iter(aligned([_row(asked, process, question) for question in asked.questions]))
    for consideration, title in asked.considerations.items():
        found = [next(lines) for _ in asked.of(consideration)]
        session.text("\n".join([title, *found]))
    if kept := unasked(asked, process):
        session.text("Asked no more")
        session.rows([["    ", answer.id, answer.says] for answer in kept])
    session.talk(_standing(asked, process, lacking))
    return 0


def _row(asked: Checklist, process: Process, question: Question) -> list[str]:
    return [
        f"  {MARKS[state_of(process, question)]}",
        str(asked.number(question)),
        question.id,
        question.label,
        in_short(process, question),
    ]


def _standing(asked: Checklist, process: Process, lacking: list[dict[str, str]]) -> str:
    stage, done = next_gate(process), progress(asked, process)
    counted = f"{done.settled} of {done.total} settled" + (f", {done.parked} parked" if done.parked else "")
    coming = next_open(asked, process)
    ask = f" Next: workbench engineer {process.id} ask {coming.id}." if coming else ""
    gate = f" {len(lacking)} to go until {stage}." if stage and lacking else ""
    return f"{counted}.{gate}{ask}"


def _lacking(session: Session, asked: Checklist, process: Process) -> list[dict[str, str]]:
    stage = next_gate(process)
    found = gaps(asked, process, stage, session.today) if stage else []
    return [{"what": gap.what, "place": gap.place, "part": gap.part} for gap in found]


def _as_data(asked: Checklist, process: Process, question: Question) -> dict[str, Any]:
    answer = to_doc(answer_to(process, question.id))
    return {
        "id": question.id,
        "number": asked.number(question),
        "consideration": question.consideration,
        "label": question.label,
        "question": question.question,
        **answer,
        "state": state_of(process, question),
    }


def ask_one(session: Session, arguments: Namespace) -> int:
    """Print one question with all that helps to answer it."""
    organization = session.organization
    asked, process = questions.checklist(organization), organization.process(arguments.process)
    question = asked.question(arguments.question) if arguments.question else next_open(asked, process)
    if question is None:
        session.talk("Every question is settled.")
        return 1
    past = history_of(session.store, process.id, f"answers.{question.id}")
    if session.options.json:
        told = [{"at": str(p.at), "by": p.by, "field": p.field, "before": p.before, "after": p.after} for p in past]
        more = {"why": question.why, "good": question.good, "example": question.example, "history": told}
        session.data({**_as_data(asked, process, question), **more})
        return 0
    heading = f"{asked.number(question)} {question.label} — {process.id} {process.name}"
    session.text(f"{heading}\n\n{question.question}\n")
    helps = (("why", question.why), ("good", question.good), ("e.g.", question.example))
    session.rows([[name, text] for name, text in helps if text])
    promised, lacking = kept(process, question.id), still_to_do(process, question)
    said = [*answer_rows(organization, process, question), ("Design", promised), ("Still open", lacking)]
    if any(text for _, text in said):
        session.text("\nSo far")
        session.rows([[f"  {name}", text] for name, text in said if text])
    elsewhere = related(organization, asked, process, question)
    if elsewhere:
        session.text("\nSaid elsewhere")
        session.rows([[f"  {name}", text] for name, text in elsewhere])
    if past:
        session.text("\nHistory of this answer")
        session.rows(
            [
                [f"  {one.at.astimezone():%Y-%m-%d}", one.by, field, f"{shown(before)} → {shown(after)}"]
                for one in past
                for field, before, after in one.changed
            ]
        )
    return 0


def answer(session: Session, arguments: Namespace) -> int:
    """Answer a question; print the process."""
    _, process, question = _meant(session, arguments)
    texts = {field: text for field in engineering.ANSWER_FIELDS if (text := getattr(arguments, field)) is not None}
    if texts.get("text") == "-":
        texts["text"] = sys.stdin.read()
    changed = engineering.answer(session.store, session.actor, process, question, texts, not arguments.open)
    return _told(session, changed, question)


def _told(session: Session, process: Process, question: Question) -> int:
    kept = answer_to(process, question.id)
    session.talk(f"{question.label}: {state_of(process, question)}{f' ({kept.figure})' if kept.figure else ''}")
    return session.result(process.id, question=question.id, state=state_of(process, question))


def park_one(session: Session, arguments: Namespace) -> int:
    """Park a question with somebody; print the process."""
    _, process, question = _meant(session, arguments)
    who = session.organization.person(arguments.who).id if arguments.who else session.actor.by
    until = read_day(arguments.until, session.today) if arguments.until else None
    return _told(session, engineering.park(session.store, session.actor, process, question, who, until), question)


def skip_one(session: Session, arguments: Namespace) -> int:
    """Say that a question does not apply; print the process."""
    _, process, question = _meant(session, arguments)
    changed = engineering.set_aside(session.store, session.actor, process, question, arguments.because)
    return _told(session, changed, question)


def open_one(session: Session, arguments: Namespace) -> int:
    """Open a question again; print the process."""
    _, process, question = _meant(session, arguments)
    return _told(session, engineering.open_again(session.store, session.actor, process, question), question)


def confirm_one(session: Session, arguments: Namespace) -> int:
    """Note that a customer was asked and an answer holds; print the process."""
    _, process, question = _meant(session, arguments)
    on = arguments.on or session.today
    return _told(session, engineering.confirm(session.store, session.actor, process, question, on), question)


def sum_up(session: Session, arguments: Namespace) -> int:
    """Print what a session over the checklist came to."""
    process = session.organization.process(arguments.process)
    session.text(summary(session.organization, questions.checklist(session.organization), process).rstrip("\n"))
    return 0
