"""Dated records from the shell: readings, feedback, investigations, benchmarks."""

import sys
from argparse import ArgumentParser, Namespace
from typing import Any

from workbench.cli.session import Session
from workbench.cli.telling import list_measures, list_records, show_record
from workbench.domain.errors import count
from workbench.domain.feedback import Tone
from workbench.exchange import readings_in
from workbench.exchange.decoding import LARGEST_FILE, decode
from workbench.services import investigating, recording
from workbench.services.dated_kinds import BENCHMARK, FEEDBACK, INVESTIGATION, READING, DatedKind
from workbench.store.outside import read_outside

WORDS = {"tone": tuple(Tone)}
MANY = 5_000
KINDS = {"reading": READING, "feedback": FEEDBACK, "investigate": INVESTIGATION, "benchmark": BENCHMARK}


def configure(verb: str, parser: ArgumentParser) -> None:
    """Give the parser of a command its acts and their arguments."""
    kind = KINDS[verb]
    acts = parser.add_subparsers(title="acts", metavar="ACT", required=True)
    listing = acts.add_parser("list", help="those of a process, or all")
    listing.add_argument("process", nargs="?", help="else of every process")
    if kind is READING:
        listing.add_argument("measure", nargs="?", help="every reading of this measure, else each measure in a line")
    if kind in (FEEDBACK, INVESTIGATION):
        listing.add_argument("--open", action="store_true", help="only what waits")
    listing.set_defaults(act=list_measures if kind is READING else list_records, kind=kind)
    _configure_add(acts, kind)
    if kind is FEEDBACK:
        reply = acts.add_parser("answer", help="note what the giver was told")
        reply.add_argument("record", metavar="FEEDBACK")
        reply.add_argument("text", help="the reply, - reads it from stdin")
        reply.add_argument("--outcome", metavar="TEXT", help="what the giver made of it")
        reply.add_argument("--minutes", metavar="N", help="how long it took")
        reply.add_argument("--instead", action="store_true", help="in place of the reply that was noted before")
        reply.set_defaults(act=answer)
    if kind is INVESTIGATION:
        close = acts.add_parser("close", help="close it; facts, causes, action and check must be said")
        close.add_argument("record", metavar="INVESTIGATION")
        close.add_argument("--because", default="", metavar="REASON", help="why, in spite of what is not said")
        close.add_argument("--minutes", metavar="N", help="how long it took")
        close.set_defaults(act=close_one)
    show = acts.add_parser("show", help="everything that is known of one")
    show.add_argument("record", metavar=kind.word.upper())
    show.set_defaults(act=show_record, kind=kind)
    change = acts.add_parser("set", help="change one field", epilog=f"The fields: {', '.join(kind.fields)}.")
    change.add_argument("record", metavar=kind.word.upper())
    change.add_argument("field", choices=kind.fields, metavar="FIELD")
    change.add_argument("value", help="the value; '' empties")
    change.set_defaults(act=set_record, kind=kind)
    delete = acts.add_parser("delete", help="take out a mistake")
    delete.add_argument("record", metavar=kind.word.upper())
    delete.set_defaults(act=delete_record, kind=kind)


def _configure_add(acts: Any, kind: DatedKind) -> None:
    add = acts.add_parser("add", help=f"a new {kind.word}; prints its id")
    add.add_argument("process")
    if kind is READING:
        add.add_argument("measure", help="its id or name")
    first, *others = kind.fields
    add.add_argument(first, help="in words, - reads it from stdin" if kind in (FEEDBACK, READING) else None)
    for field in others:
        if field == "reply_wanted":
            add.add_argument("--reply-wanted", action="store_const", const="yes", help="open until it is answered")
        elif field != "outcome":
            asked = ", ".join(WORDS[field]) if field in WORDS else None
            add.add_argument(f"--{field.replace('_', '-')}", metavar=field.upper(), help=asked)
    add.set_defaults(act=add_reading if kind is READING else add_record, kind=kind)
    if kind is READING:
        bring = acts.add_parser("import", help="a table of readings; columns: " + ", ".join(readings_in.COLUMNS))
        bring.add_argument("file", help="a CSV file or figures alone, a line each; - reads standard input")
        bring.add_argument("--process", default="", help="of this process, where no column names one")
        bring.add_argument("--measure", default="", help="of this measure, where no column names one")
        bring.add_argument("--dry-run", action="store_true", help="only say what would be taken in")
        bring.set_defaults(act=import_readings)


def _texts(kind: DatedKind, arguments: Namespace) -> dict[str, str]:
    given = {field: text for field in kind.fields if (text := getattr(arguments, field, None)) is not None}
    if given.get(kind.fields[0]) == "-":
        given[kind.fields[0]] = sys.stdin.read()
    return given


def _told(session: Session, noted: recording.Noted) -> int:
    opened = noted.investigation
    if opened:
        session.talk(f"{opened.id} looks into it: {opened.name}. `workbench investigate show {opened.id}`")
    if beside := noted.beside:
        taken_out = f"`workbench reading delete {beside.id}` takes that one out"
        session.talk(f"{beside.id} of the same day is {beside.actual}; both count. {taken_out}.")
    return session.result(noted.record.id, investigation=opened.id if opened else None)


def add_record(session: Session, arguments: Namespace) -> int:
    """Note something about a process; print its id."""
    kind: DatedKind = arguments.kind
    process = session.organization.process(arguments.process)
    texts = _texts(kind, arguments)
    return _told(session, recording.note(session.store, session.actor, kind, process, texts, session.today))


def add_reading(session: Session, arguments: Namespace) -> int:
    """Take a reading; print its id."""
    minutes = recording.read_spent(session.organization, arguments.minutes)
    actual = sys.stdin.read() if arguments.actual == "-" else arguments.actual
    taken = recording.Taken(
        arguments.process, arguments.measure, actual, arguments.on or None, arguments.by or "",
        arguments.note or "",
    )  # fmt: skip
    return _told(session, recording.take(session.store, session.actor, taken, session.today, minutes))


def import_readings(session: Session, arguments: Namespace) -> int:
    """Take in a table of readings, all or none."""
    data = (
        sys.stdin.buffer.read(LARGEST_FILE + 1) if arguments.file == "-" else read_outside(arguments.file, LARGEST_FILE)
    )
    table = readings_in.read(decode(data))
    for sentence in table.notes:
        session.talk(sentence)
    _say_meanwhile(session, f"Reading {count(len(table.rows), 'line')} …", len(table.rows))
    taken = [_taken(row, arguments) for row in table.rows]
    readings = recording.read_all(session.store, session.actor, taken, session.today)
    new = recording.not_kept(session.store, readings)
    known = len(readings) - len(new)
    already = f" {known:,} {'was' if known == 1 else 'were'} there already." if known else ""
    if arguments.dry_run:
        session.talk(f"{count(len(new), 'reading')} would be taken in.{already}")
        return 0
    _say_meanwhile(session, f"Keeping {count(len(new), 'reading')} …", len(new))
    noted = recording.keep_all(session.store, session.actor, new) if new else []
    opened = [one.investigation for one in noted if one.investigation]
    back = " `workbench undo` takes them back." if noted else ""
    session.talk(f"Took in {count(len(noted), 'reading')}.{already}{back}")
    for one in opened:
        session.talk(f"{one.id} looks into it: {one.name}.")
    if session.options.json:
        session.data({"readings": [one.record.id for one in noted], "investigations": [one.id for one in opened]})
    return 0


def _say_meanwhile(session: Session, sentence: str, number: int) -> None:
    """Tell a person at a terminal what takes seconds, because there is so much of it."""
    if number >= MANY and sys.stderr.isatty():
        session.talk(sentence)


def _taken(row: readings_in.Row, arguments: Namespace) -> recording.Taken:
    process, measure = row.process or arguments.process, row.measure or arguments.measure
    return recording.Taken(process, measure, row.actual, row.on or None, row.by, row.note, row.line)


def set_record(session: Session, arguments: Namespace) -> int:
    """Change one field of a dated record; print its id."""
    seen = recording.of_kind(session.store, arguments.kind, arguments.record)
    texts = {arguments.field: arguments.value}
    return session.result(recording.set_record(session.store, session.actor, seen, texts, session.today).id)


def delete_record(session: Session, arguments: Namespace) -> int:
    """Take a mistake out; print its id."""
    seen = recording.of_kind(session.store, arguments.kind, arguments.record)
    return session.result(recording.delete_record(session.store, session.actor, seen.id).id)


def answer(session: Session, arguments: Namespace) -> int:
    """Note a reply; print the feedback's id."""
    seen = recording.of_kind(session.store, FEEDBACK, arguments.record)
    text = sys.stdin.read() if arguments.text == "-" else arguments.text
    minutes = recording.read_spent(session.organization, arguments.minutes)
    given = recording.answer(
        session.store, session.actor, seen, text, session.today, minutes, arguments.outcome, arguments.instead
    )
    return session.result(given.id)


def close_one(session: Session, arguments: Namespace) -> int:
    """Close an investigation; print its id."""
    seen = recording.of_kind(session.store, INVESTIGATION, arguments.record)
    minutes = recording.read_spent(session.organization, arguments.minutes)
    done = investigating.close(session.store, session.actor, seen, session.today, arguments.because, minutes)
    session.talk(f'Learned something? workbench practice {done.process} add "…" --heading deliver --source {done.id}')
    return session.result(done.id)
