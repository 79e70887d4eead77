"""Gates and questions of one's own from the shell."""

from argparse import ArgumentParser, Namespace

from workbench.cli.session import Session
from workbench.domain.drift import gone_of
from workbench.domain.engineering import gaps, hanging, passed, progress
from workbench.domain.errors import count
from workbench.domain.process import GATES, Process, Stage
from workbench.services import checklist as questions
from workbench.services import gates


def configure(verb: str, parser: ArgumentParser) -> None:
    """Give the parser of a command its acts and their arguments."""
    if verb == "question":
        _configure_question(parser)
        return
    parser.add_argument("process", nargs="?", help="without one: what still hangs on an engineer")
    parser.add_argument("stage", nargs="?", choices=[str(stage) for stage in GATES[:-1]], help="pass this gate")
    parser.add_argument("--because", default="", metavar="REASON", help="why, in spite of what is missing")
    parser.add_argument("--reopen", action="store_true", help="begin another round of engineering, with --because")
    parser.set_defaults(act=gate)


def _configure_question(parser: ArgumentParser) -> None:
    acts = parser.add_subparsers(title="acts", metavar="ACT", required=True)
    acts.add_parser("list", help="every question in its order").set_defaults(act=list_questions)
    change = acts.add_parser("set", help="one of your own, or your words for a shipped one")
    change.add_argument("question", help="its id: lower-case letters, digits and inner hyphens")
    change.add_argument("field", choices=questions.FIELDS)
    change.add_argument("value")
    change.set_defaults(act=set_question)
    delete = acts.add_parser("delete", help="take your question, or your words, away; the answers stay")
    delete.add_argument("question")
    delete.set_defaults(act=delete_question)


def list_questions(session: Session, arguments: Namespace) -> int:
    """List the questions in their order."""
    asked = questions.checklist(session.organization)
    if session.options.json:
        session.data([{"id": q.id, "label": q.label, "question": q.question, "own": q.own} for q in asked.questions])
    else:
        session.rows(
            [
                [str(asked.number(q)), q.id, asked.considerations[q.consideration], "own" if q.own else "", q.question]
                for q in asked.questions
            ]
        )
    return 0


def set_question(session: Session, arguments: Namespace) -> int:
    """Set one field of a question of one's own, or of one's words for a shipped one."""
    fields = {arguments.field: arguments.value}
    return session.result(questions.set_question(session.store, session.actor, arguments.question, fields).id)


def delete_question(session: Session, arguments: Namespace) -> int:
    """Take a question of one's own, or one's words for a shipped one, away."""
    questions.delete_question(session.store, session.actor, arguments.question)
    return session.result(arguments.question)


def gate(session: Session, arguments: Namespace) -> int:
    """Print what each gate lacks, or pass one; without a process, which ones still hang on an engineer."""
    if not arguments.process:
        return _hanging(session)
    process = session.organization.process(arguments.process)
    if arguments.reopen:
        changed = gates.reopen(session.store, session.actor, process, session.today, arguments.because)
        return session.result(changed.id, round=changed.round)
    if arguments.stage:
        stage = Stage(arguments.stage)
        changed = gates.pass_gate(session.store, session.actor, process, stage, session.today, arguments.because)
        return session.result(changed.id, stage=changed.stage)
    asked = questions.checklist(session.organization)
    lacking = {stage: gaps(asked, process, stage, session.today) for stage in GATES[:-1]}
    if session.options.json:
        session.data(
            {
                stage: {
                    "passed": bool(passed(process, stage)),
                    "gaps": [gap.what for gap in found],
                    "since": [gap.what for gap in gates.since(session.organization, process, stage, session.today)],
                }
                for stage, found in lacking.items()
            }
        )
        return 0
    for stage, found in lacking.items():
        since = {gap.key for gap in gates.since(session.organization, process, stage, session.today)}
        told = (f"! {'since then: ' if gap.key in since else ''}{gap.what}" for gap in found)
        session.rows(
            [[stage, _passed(session, process, stage)], *(["", one] for one in (*_gone(process, stage), *told))]
        )
    return 0


def _gone(process: Process, stage: Stage) -> list[str]:
    gate = passed(process, stage)
    return [f"! gone since: {word}" for word in gone_of(process, gate)] if gate else []


def _passed(session: Session, process: Process, stage: Stage) -> str:
    gate = passed(process, stage)
    if gate is None:
        return "not passed"
    because = f", because {gate.because}" if gate.because else ""
    return f"passed {gate.on or ''} by {session.organization.name_of(gate.by) or 'somebody'}{because}"


def _hanging(session: Session) -> int:
    asked = questions.checklist(session.organization)
    found = hanging(iter(session.organization.processes.values()))
    if session.options.json:
        session.data([{"id": p.id, "name": p.name, "engineer": p.engineer, "stage": p.stage} for p in found])
        return 0
    rows: list[list[str]] = []
    for process in found:
        done = progress(asked, process)
        settled = f"{done.settled}/{done.total}"
        rows.append([process.id, process.name, process.stage, settled, session.organization.name_of(process.engineer)])
    session.rows(rows)
    session.talk(f"{count(len(found), 'process')} still hang{'s' if len(found) == 1 else ''} on an engineer.")
    return 0
