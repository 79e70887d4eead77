"""The parts of a process from the shell: steps, needs, conflicts, best practices, risks, measures, means, checks."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import Any

from workbench.cli.arguments import past_day
from workbench.cli.session import Session
from workbench.domain.design import totals
from workbench.domain.means import MeansSort
from workbench.domain.readings import Aim
from workbench.domain.records import said
from workbench.exchange.process_sheet import price_line
from workbench.exchange.step_chart import COLUMNS, chart_rows, lane_rows, total_rows
from workbench.services import engineering, promised
from workbench.services.parts import (
    CHECK,
    CONFLICT,
    MEANS,
    MEASURE,
    NEED,
    PRACTICE,
    RISK,
    STEP,
    Kind,
    part_of,
    texts_of,
)
from workbench.store.documents import to_doc

KINDS = {
    "steps": STEP,
    "need": NEED,
    "conflict": CONFLICT,
    "practice": PRACTICE,
    "risk": RISK,
    "measure": MEASURE,
    "means": MEANS,
    "recurring": CHECK,
}
HELP = {
    "aim": ", ".join(Aim),
    "sort": ", ".join(MeansSort),
    "every": "how often: 1 week, 3 months",
    "range": "the range it should stay in: 40–50 min",
    "needed": "how much it needs; people's hours with their period: 40 h per week",
    "there": "how much there is",
    "allocated": "how much of it is given to the process",
}


def configure(verb: str, parser: ArgumentParser) -> None:
    """Give the parser of a command its acts and their arguments."""
    kind = KINDS[verb]
    parser.add_argument("process")
    if kind is STEP:
        parser.add_argument("--lanes", action="store_true", help="the flow in lanes, one for each performer")
    parser.set_defaults(act=show_steps if kind is STEP else show_parts, kind=kind)
    acts = parser.add_subparsers(title="acts", metavar="ACT")
    add_acts(acts, kind)
    if kind is STEP:
        move = acts.add_parser("move", help="stand it elsewhere")
        move.add_argument("part", metavar="STEP")
        _add_order(move)
        move.set_defaults(act=move_step)
    if kind is PRACTICE:
        confirm = acts.add_parser("confirm", help="it was looked at and still holds")
        confirm.add_argument("part", metavar="PRACTICE")
        confirm.add_argument("--on", type=past_day, metavar="DATE", help="the day, else today")
        confirm.set_defaults(act=confirm_practice)


def add_acts(acts: Any, kind: Kind) -> None:
    """Add the acts that every kind of part has."""
    add = acts.add_parser("add", help=f"a new {kind.word}; prints its id")
    add.add_argument("name")
    for field in kind.fields[1:]:
        add.add_argument(f"--{field.replace('_', '-')}", metavar=field.upper(), help=HELP.get(field))
    if kind is STEP:
        _add_order(add)
    add.set_defaults(act=add_part, kind=kind)
    change = acts.add_parser("set", help="change one field", epilog=f"The fields: {', '.join(kind.fields)}.")
    change.add_argument("part", metavar=kind.word.split()[-1].upper())
    change.add_argument("field", choices=kind.fields, metavar="FIELD")
    change.add_argument("value", help="the value; '' empties")
    change.set_defaults(act=set_part, kind=kind)
    delete = acts.add_parser("delete", help="take out a mistake")
    delete.add_argument("part", metavar=kind.word.split()[-1].upper())
    delete.set_defaults(act=delete_part, kind=kind)


def _add_order(parser: ArgumentParser) -> None:
    order = parser.add_mutually_exclusive_group()
    order.add_argument("--behind", default="", metavar="STEP", help="the step it stands behind, else the last")
    order.add_argument("--first", action="store_true", help="before all others")


def add_part(session: Session, arguments: Namespace) -> int:
    """Add a part to a process; print its id."""
    kind: Kind = arguments.kind
    process = session.organization.process(arguments.process)
    texts = {field: text for field in kind.fields if (text := getattr(arguments, field)) is not None}
    behind, first = getattr(arguments, "behind", ""), getattr(arguments, "first", False)
    if kind in (NEED, PRACTICE):
        needed = "side" if kind is NEED else "heading"
        texts.setdefault(needed, "")
    if kind is MEANS:
        texts.setdefault("assessed", str(session.today))
    added = engineering.add_part(session.store, session.actor, process.id, kind, texts, behind, first)
    return session.result(added.part.id, process=process.id, name=added.part.name)


def set_part(session: Session, arguments: Namespace) -> int:
    """Change one field of a part; print its id."""
    process = session.organization.process(arguments.process)
    texts = {arguments.field: arguments.value}
    part = part_of(process, arguments.kind, arguments.part).id
    engineering.set_part(session.store, session.actor, process, arguments.kind, part, texts)
    return session.result(part, process=process.id)


def delete_part(session: Session, arguments: Namespace) -> int:
    """Take out a part; print its id."""
    process = session.organization.process(arguments.process)
    part = part_of(process, arguments.kind, arguments.part).id
    engineering.delete_part(session.store, session.actor, process, arguments.kind, part)
    return session.result(part, process=process.id)


def move_step(session: Session, arguments: Namespace) -> int:
    """Stand a step elsewhere; print its id."""
    process = session.organization.process(arguments.process)
    step = part_of(process, STEP, arguments.part).id
    engineering.move_step(session.store, session.actor, process, step, arguments.behind, arguments.first)
    return session.result(step, process=process.id)


def confirm_practice(session: Session, arguments: Namespace) -> int:
    """Note that a best practice still holds; print its id."""
    process = session.organization.process(arguments.process)
    texts = {"confirmed": str(arguments.on or session.today)}
    engineering.set_part(session.store, session.actor, process, PRACTICE, arguments.part, texts)
    return session.result(arguments.part.upper(), process=process.id)


def show_parts(session: Session, arguments: Namespace) -> int:
    """List the parts of one kind."""
    kind: Kind = arguments.kind
    process = session.organization.process(arguments.process)
    parts: Sequence[Any] = getattr(process, kind.field)
    if session.options.json:
        session.data([{"id": part.id, **to_doc(part)} for part in parts])
    else:
        session.rows(
            [[part.id, *(text.replace("\n", " ") for text in texts_of(kind, part).values())] for part in parts]
        )
        if not parts:
            session.talk(f"{process.id} {process.name} has no {kind.word} yet.")
    return 0 if parts else 1


def show_steps(session: Session, arguments: Namespace) -> int:
    """Print the flow process chart, and what a run comes to."""
    process = session.organization.process(arguments.process)
    reckoned = totals(process.steps)
    if session.options.json:
        session.data(
            {"steps": [{"id": s.id, **to_doc(s)} for s in process.steps], "totals": dict(total_rows(reckoned))}
        )
        return 0 if process.steps else 1
    if not process.steps:
        session.talk(f"{process.id} {process.name} has no step yet.")
        return 1
    if arguments.lanes:
        session.rows(lane_rows(process.steps))
        return 0
    session.rows([list(COLUMNS), *chart_rows(process.steps)])
    session.text("")
    session.rows([[said(name), text] for name, text in total_rows(reckoned)])
    if line := price_line(process, promised.readings(session.store, process)):
        session.text(line)
    return 0
