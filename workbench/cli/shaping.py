"""Shaping the chart from the shell: process add, set, move, delete, retire."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import Any

from workbench.cli.arguments import Values, past_day
from workbench.cli.session import Session
from workbench.domain.errors import BadInput, Refused, count
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.services import chart, fields, reshape

_BY_GATES = "The stage follows the gates that were passed; no field sets it."
_BY_MOVING = "`workbench process move` stands a process elsewhere."
CHANGED_OTHERWISE = {
    "stage": _BY_GATES,
    "gates": _BY_GATES,
    "retired": "`workbench process retire` ends a process; `workbench undo` brings it back.",
    "parent": _BY_MOVING,
    "rank": _BY_MOVING,
    "id": "An id never changes.",
}


def configure(verb: str, parser: ArgumentParser) -> None:
    """Give the parser its acts and their arguments."""
    acts = parser.add_subparsers(title="acts", metavar="ACT", required=True)
    add = acts.add_parser("add", help="a new process; prints its id")
    add.add_argument("name")
    add.add_argument("--under", metavar="PROCESS", help="the process it stands under, else at the top")
    add.add_argument("--behind", metavar="PROCESS", help="the sibling it stands behind, else the last")
    for field in ("owner", "code", "kind", "purpose", "result"):
        add.add_argument(f"--{field}", metavar=field.upper())
    add.set_defaults(act=add_process)
    change = acts.add_parser("set", help="change one field", epilog=f"The fields: {', '.join(fields.PROCESS)}.")
    change.add_argument("process")
    change.add_argument("field")
    change.add_argument(
        "value",
        nargs="+",
        action=Values,
        help="the value; +a +b adds to a set, -a takes out, '' empties, - reads it from stdin",
    )
    change.add_argument("--because", default="", metavar="REASON", help="why, when a handoff is passed by")
    change.set_defaults(act=set_field)
    move = acts.add_parser("move", help="stand it elsewhere, with all that is under it")
    move.add_argument("process")
    where = move.add_mutually_exclusive_group()
    where.add_argument("--under", metavar="PROCESS", help="the process it shall stand under")
    where.add_argument("--top", action="store_true", help="stand it at the top")
    order = move.add_mutually_exclusive_group()
    order.add_argument("--behind", metavar="PROCESS", help="the sibling it shall stand behind, else the last")
    order.add_argument("--first", action="store_true", help="before all its siblings")
    move.set_defaults(act=move_process)
    delete = acts.add_parser("delete", help="take a mistake off the chart; its children move up")
    delete.add_argument("process")
    delete.add_argument("--all", action="store_true", help="with everything under it")
    delete.set_defaults(act=delete_process)
    retire = acts.add_parser("retire", help="end it; it stays in the history")
    retire.add_argument("process")
    retire.add_argument("--on", type=past_day, metavar="DATE", help="the day it ended, else today")
    retire.set_defaults(act=retire_process)


def add_process(session: Session, arguments: Namespace) -> int:
    """Add a process; print its id."""
    organization = session.organization
    behind = organization.process(arguments.behind) if arguments.behind else None
    under = organization.process(arguments.under).id if arguments.under else behind.parent if behind else None
    given: dict[str, Any] = {}
    for field in ("owner", "code", "kind", "purpose", "result"):
        if (text := getattr(arguments, field)) is not None:
            given[field] = fields.read(organization, field, text, None, session.today)
    added = chart.add(session.store, session.actor, arguments.name, under, behind.id if behind else None, given)
    return session.result(added.id, name=added.name)


def set_field(session: Session, arguments: Namespace) -> int:
    """Change one field of a process; print its id."""
    process = session.organization.process(arguments.process)
    if way := CHANGED_OTHERWISE.get(arguments.field):
        raise Refused(way)
    field, value = read_field(session, process, arguments.field, arguments.value, fields.PROCESS, "A process")
    changed = chart.set_fields(session.store, session.actor, process, {field: value}, arguments.because)
    return session.result(changed.id)


def read_field(
    session: Session, record: Any, written: str, texts: Sequence[str], names: Sequence[str], what: str
) -> tuple[str, Any]:
    """A field's name and its new value as a person wrote them; `-` stands for standard input. Raises Refused.

    To a set each of several texts adds, or takes out, behind the other.
    """
    field = written.replace("-", "_").replace(" ", "_")
    if field not in names:
        raise fields.unknown(what, field, names)
    value: Any = getattr(record, field, None)
    if len(texts) > 1 and not isinstance(getattr(record, field, None), frozenset | tuple):
        raise BadInput(f"“{field}” takes one value, and no set of them.")
    for text in texts:
        said = sys.stdin.read() if text == "-" else text
        value = fields.read(session.organization, field, said, value, session.today)
    return field, value


def move_process(session: Session, arguments: Namespace) -> int:
    """Stand a process elsewhere; print its id."""
    organization = session.organization
    process = organization.process(arguments.process)
    behind = organization.process(arguments.behind) if arguments.behind else None
    under = _target(organization, process, behind, arguments)
    reshape.move(session.store, session.actor, [process.id], under, behind.id if behind else None, arguments.first)
    return session.result(process.id)


def _target(organization: Organization, process: Process, behind: Process | None, arguments: Namespace) -> str | None:
    if arguments.top:
        return None
    if arguments.under:
        return organization.process(arguments.under).id
    if behind:
        return behind.parent
    if arguments.first:
        return process.parent
    raise Refused("Say where to: --under PROCESS, --behind PROCESS, --first or --top.")


def delete_process(session: Session, arguments: Namespace) -> int:
    """Take a process off the chart; say how to get it back."""
    process = session.organization.process(arguments.process)
    if arguments.all:
        gone = reshape.delete(session.store, session.actor, [process.id])
    else:
        gone = reshape.delete_alone(session.store, session.actor, process.id)
    session.talk(f"Deleted {count(len(gone), 'process')}. `workbench undo` brings it back.")
    return session.result(process.id, deleted=gone)


def retire_process(session: Session, arguments: Namespace) -> int:
    """End a process; print its id."""
    process = session.organization.process(arguments.process)
    on = arguments.on or session.today
    if on > session.today:
        raise Refused(f"{process.id} {process.name} cannot be retired yet, not before {on}. Retire it on that day.")
    reshape.retire(session.store, session.actor, [process.id], on)
    return session.result(process.id, retired=str(on))
