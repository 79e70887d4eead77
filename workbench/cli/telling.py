"""Dated records told in the shell: measures with their trend, readings, what was said and looked into."""

from argparse import Namespace
from typing import Any

from workbench.cli.session import Session
from workbench.domain.feedback import Benchmark, Feedback, Investigation
from workbench.domain.process import Process
from workbench.domain.readings import (
    Indicator,
    Reading,
    Trend,
    difference,
    gap,
    gap_in_words,
    in_words,
    is_out_of_range,
    of_measure,
    trend,
)
from workbench.domain.sparkline import sparkline
from workbench.domain.text import first_line
from workbench.services import investigating, recording
from workbench.services.dated_kinds import DatedKind
from workbench.store.documents import to_doc


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
                    "trend": so_far.course,
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
    read = [last.actual, off, str(last.on), so_far.course] if last else ["not read yet", "", "", ""]
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
            return [*start, one.tone, whom, one.channel, first_line(one.text), state]
        case Investigation():
            return [*start, f"closed {one.closed}" if one.closed else "open", one.name, one.about]
        case _:
            off = gap_in_words(one.ours, one.figure)
            return [*start, one.whose, one.what, one.figure, f"ours {one.ours}" if one.ours else "", off]


def _said(value: Any) -> str:
    """A value of a record in words."""
    return ("no", "yes")[value] if isinstance(value, bool) else str(value)


def show_record(session: Session, arguments: Namespace) -> int:
    """Print everything that is known of a dated record, and what came of it."""
    record = recording.of_kind(session.store, arguments.kind, arguments.record)
    data = as_data(record)
    led_to = investigating.led_to(session.store, record)
    if session.options.json:
        session.data({**data, "led_to": [practice.id for practice in led_to]})
        return 0
    if isinstance(record, Investigation):
        data["lacks"] = ", ".join(record.lacks)
    session.rows([[name.replace("_", " "), _said(value)] for name, value in data.items() if value not in (None, "")])
    for practice in led_to:
        session.text(f"led to the best practice {practice.id} {practice.name}")
    return 0
