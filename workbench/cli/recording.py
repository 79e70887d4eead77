"""Dated records from the shell: readings, feedback, investigations, benchmarks."""

import sys
from argparse import ArgumentParser, Namespace
from typing import Any

from workbench.cli.session import Session
from workbench.domain.dates import read_day
from workbench.domain.errors import BadInput, count
from workbench.domain.feedback import Benchmark, Feedback, Investigation
from workbench.domain.process import Process
from workbench.domain.readings import (
    Indicator,
    Reading,
    Trend,
    difference,
    gap,
    in_words,
    is_out_of_range,
    of_measure,
    sparkline,
    trend,
)
from workbench.exchange import readings_in
from workbench.exchange.decoding import LARGEST_FILE, decode
from workbench.services import recording
from workbench.services.dated_kinds import BENCHMARK, FEEDBACK, INVESTIGATION, READING, DatedKind
from workbench.store.documents import to_doc
from workbench.store.outside import read_outside

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
        reply.add_argument("--minutes", metavar="N", help="how long it took")
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
    add.add_argument(first, help="in words, - reads it from stdin" if kind is FEEDBACK else None)
    for field in others:
        if field == "reply_wanted":
            add.add_argument("--reply-wanted", action="store_const", const="yes", help="open until it is answered")
        elif field != "outcome":
            add.add_argument(f"--{field.replace('_', '-')}", metavar=field.upper())
    add.set_defaults(act=add_reading if kind is READING else add_record, kind=kind)
    if kind is READING:
        bring = acts.add_parser("import", help="a table of readings; columns: " + ", ".join(readings_in.COLUMNS))
        bring.add_argument("file", help="a CSV file, or - for standard input")
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
    on = read_day(arguments.on, session.today) if arguments.on else None
    taken = recording.Taken(
        arguments.process, arguments.measure, arguments.actual, on, arguments.by or "", arguments.note or ""
    )
    return _told(session, recording.take(session.store, session.actor, taken, session.today, minutes))


def import_readings(session: Session, arguments: Namespace) -> int:
    """Take in a table of readings, all or none."""
    data = (
        sys.stdin.buffer.read(LARGEST_FILE + 1) if arguments.file == "-" else read_outside(arguments.file, LARGEST_FILE)
    )
    taken = [_taken(session, row, arguments) for row in readings_in.read(decode(data))]
    if arguments.dry_run:
        session.talk(f"{count(len(taken), 'reading')} would be taken in.")
        return 0
    noted = recording.take_all(session.store, session.actor, taken, session.today) if taken else []
    opened = [one.investigation for one in noted if one.investigation]
    session.talk(f"Took in {count(len(noted), 'reading')}. `workbench undo` takes them back.")
    for one in opened:
        session.talk(f"{one.id} looks into it: {one.name}.")
    if session.options.json:
        session.data({"readings": [one.record.id for one in noted], "investigations": [one.id for one in opened]})
    return 0


def _taken(session: Session, row: readings_in.Row, arguments: Namespace) -> recording.Taken:
    try:
        on = read_day(row.on, session.today) if row.on else None
    except BadInput as error:
        raise BadInput(f"Line {row.line}: {error}") from None
    process, measure = row.process or arguments.process, row.measure or arguments.measure
    return recording.Taken(process, measure, row.actual, on, row.by, row.note, row.line)


# Showing


def list_measures(session: Session, arguments: Namespace) -> int:
    """Print each measure with its last reading and trend, or every reading of one."""
    organization = session.organization
    if arguments.process and arguments.measure:
        process = organization.process(arguments.process)
        measure = recording.measure_of(process, arguments.measure)
        found = of_measure(session.store.dated.of(Reading, process.id), measure.id)
        return _print_readings(session, found)
    processes = [organization.process(arguments.process)] if arguments.process else list(organization.running())
    rows: list[list[str]] = []
    data: list[dict[str, Any]] = []
    for process in processes:
        readings = session.store.dated.of(Reading, process.id) if process.measures else []
        for measure in process.measures:
            found = of_measure(readings, measure.id)
            so_far = trend(found)
            rows.append(_measure_row(process, measure, found, so_far))
            data.append(
                {
                    "process": process.id,
                    "id": measure.id,
                    "name": measure.name,
                    "target": measure.target,
                    "range": measure.range,
                    "readings": len(found),
                    "out_of_range": so_far.out,
                    "better": so_far.better,
                    "values": so_far.values,
                    "last": as_data(found[-1]) if found else None,
                }
            )
    if session.options.json:
        session.data(data)
    else:
        session.rows(rows)
    if not data:
        session.talk("No measure is kept yet. `workbench measure PROCESS add NAME --target …` makes one.")
    return 0 if data else 1


def _measure_row(process: Process, measure: Indicator, found: list[Reading], so_far: Trend) -> list[str]:
    last = found[-1] if found else None
    line = sparkline(so_far.values)
    mark = "! out of range" if last and is_out_of_range(last) else ""
    off = in_words(difference(last), last.actual) if last else ""
    read = [last.actual, off, str(last.on)] if last else ["not read yet", "", ""]
    return [process.id, measure.id, measure.name, measure.target, *read, line, mark]


def _print_readings(session: Session, found: list[Reading]) -> int:
    if session.options.json:
        session.data([as_data(one) for one in found])
    else:
        session.rows(
            [
                [
                    one.id,
                    str(one.on),
                    one.actual,
                    in_words(difference(one), one.actual),
                    "! out of range" if is_out_of_range(one) else "",
                    session.organization.name_of(one.by),
                    one.note,
                ]
                for one in found
            ]
        )
    if not found:
        session.talk("It was never read yet.")
    return 0 if found else 1


def as_data(record: Any) -> dict[str, Any]:
    """A dated record with what is derived from it."""
    derived: dict[str, Any] = {}
    if isinstance(record, Reading):
        derived = {
            "difference": in_words(difference(record), record.actual) or None,
            "out_of_range": is_out_of_range(record),
        }
    elif isinstance(record, Benchmark):
        derived = {"gap": in_words(gap(record.ours, record.figure), record.figure) or None}
    elif isinstance(record, Feedback):
        derived = {"waits": record.waits}
    elif isinstance(record, Investigation):
        derived = {"lacks": record.lacks}
    return {"id": record.id, **to_doc(record), **derived}


def list_records(session: Session, arguments: Namespace) -> int:
    """List the dated records of one kind, the newest first."""
    kind: DatedKind = arguments.kind
    dated = session.store.dated
    of_process = session.organization.process(arguments.process).id if arguments.process else ""
    found = list(dated.of(kind.made, of_process) if of_process else dated.all(kind.made))[::-1]
    if getattr(arguments, "open", False):
        found = [one for one in found if (one.waits if isinstance(one, Feedback) else one.closed is None)]
    if session.options.json:
        session.data([as_data(one) for one in found])
    else:
        session.rows([_row(session, one) for one in found])
    if not found:
        session.talk(f"There is no {kind.word}{f' of {of_process}' if of_process else ''} to show.")
    return 0 if found else 1


def _row(session: Session, one: Any) -> list[str]:
    start = [one.id, str(one.on), one.process]
    match one:
        case Feedback():
            customer = session.organization.customers.get(one.customer)
            whom = one.giver or (customer.name if customer else one.customer)
            state = "waits for a reply" if one.waits else f"answered {one.answered}" if one.answered else ""
            return [*start, one.tone, whom, one.channel, recording.first_line(one.text), state]
        case Investigation():
            return [*start, f"closed {one.closed}" if one.closed else "open", one.name, one.about]
        case _:
            off = in_words(gap(one.ours, one.figure), one.figure)
            return [*start, one.whose, one.what, one.figure, f"ours {one.ours}" if one.ours else "", off]


def show_record(session: Session, arguments: Namespace) -> int:
    """Print everything that is known of a dated record, and what came of it."""
    record = recording.of_kind(session.store, arguments.kind, arguments.record)
    data = as_data(record)
    led_to = recording.led_to(session.store, record)
    if session.options.json:
        session.data({**data, "led_to": [practice.id for practice in led_to]})
        return 0
    session.rows([[name.replace("_", " "), str(value)] for name, value in data.items() if value not in (None, [], "")])
    for practice in led_to:
        session.text(f"led to the best practice {practice.id} {practice.name}")
    return 0


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
    return session.result(recording.answer(session.store, session.actor, seen, text, session.today, minutes).id)


def close_one(session: Session, arguments: Namespace) -> int:
    """Close an investigation; print its id."""
    seen = recording.of_kind(session.store, INVESTIGATION, arguments.record)
    minutes = recording.read_spent(session.organization, arguments.minutes)
    done = recording.close(session.store, session.actor, seen, session.today, arguments.because, minutes)
    session.talk(f'Learned something? workbench practice {done.process} add "…" --heading deliver --source {done.id}')
    return session.result(done.id)
