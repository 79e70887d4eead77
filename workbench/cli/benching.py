"""The bench from the shell: who is on the way to own or coach a process."""

from argparse import ArgumentParser, Namespace
from typing import Any

from workbench.cli.session import Session
from workbench.domain.bench import Seat, ended
from workbench.domain.training import LEVELS
from workbench.services import bench
from workbench.services.parts import BENCH
from workbench.store.documents import to_doc


def configure(verb: str, parser: ArgumentParser) -> None:
    """Give the parser of the command its acts and their arguments."""
    parser.add_argument("process", help="without one: the bench of every process")
    parser.set_defaults(act=show_bench)
    acts = parser.add_subparsers(title="acts", metavar="ACT")
    add = acts.add_parser("add", help="somebody more; prints the entry's id")
    add.add_argument("person")
    add.add_argument("--seat", choices=[str(seat) for seat in Seat], help="what they are on the way to, else own")
    add.add_argument("--level", choices=[str(level) for level in LEVELS], help="how far they are, else see")
    add.add_argument("--next", metavar="TEXT", help="the next step")
    add.add_argument("--until", metavar="DATE", help="by when")
    add.set_defaults(act=add_entry)
    change = acts.add_parser("set", help="change one field", epilog=f"The fields: {', '.join(BENCH.fields)}.")
    change.add_argument("entry")
    change.add_argument("field", choices=BENCH.fields, metavar="FIELD")
    change.add_argument("value", help="the value; '' empties")
    change.set_defaults(act=set_entry)
    drop = acts.add_parser("drop", help="they are no longer on the way there")
    drop.add_argument("entry")
    drop.set_defaults(act=drop_entry)


def show_bench(session: Session, arguments: Namespace) -> int:
    """List who is on the way to own or coach a process."""
    process = session.organization.process(arguments.process)
    named = session.organization.name_of
    if session.options.json:
        session.data([{"id": one.id, **to_doc(one)} for one in process.bench])
    else:
        session.rows(
            [
                [
                    one.id,
                    named(one.person),
                    f"to {one.seat}",
                    one.level,
                    ended(session.organization, process, one) or one.next,
                    f"by {one.until}" if one.until else "",
                ]
                for one in process.bench
            ]
        )
        if not process.bench:
            session.talk(f"Nobody is on the way to own or coach {process.id} {process.name} yet.")
    return 0 if process.bench else 1


def add_entry(session: Session, arguments: Namespace) -> int:
    """Put somebody on the bench; print the entry's id."""
    process = session.organization.process(arguments.process)
    texts: dict[str, Any] = {field: text for field in BENCH.fields if (text := getattr(arguments, field)) is not None}
    added = bench.add(session.store, session.actor, process.id, texts, session.today)
    return session.result(added.part.id, process=process.id, person=added.part.person)


def set_entry(session: Session, arguments: Namespace) -> int:
    """Change one field of an entry; print its id."""
    process = session.organization.process(arguments.process)
    texts = {arguments.field: arguments.value}
    bench.revise(session.store, session.actor, process, arguments.entry, texts, session.today)
    return session.result(arguments.entry.upper(), process=process.id)


def drop_entry(session: Session, arguments: Namespace) -> int:
    """Take somebody off the bench; print the entry's id."""
    process = session.organization.process(arguments.process)
    bench.drop(session.store, session.actor, process, arguments.entry)
    return session.result(arguments.entry.upper(), process=process.id)
