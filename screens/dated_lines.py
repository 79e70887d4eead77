"""What is said of dated records in one line: a reading, why an investigation is closed, until when a check waits."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from workbench.domain.dates import read_day
from workbench.domain.errors import WorkbenchError
from workbench.domain.process import Process
from workbench.domain.readings import Reading, is_out_of_range
from workbench.domain.writing import ANSWER
from workbench.screens import asking
from workbench.services import investigating, recording, reviewing
from workbench.services.dated_kinds import INVESTIGATION

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp

READING, CLOSE, LATER = "reading line", "close", "later"
KINDS = frozenset({READING, CLOSE, LATER})

Done = Callable[[str], str]


def ask(app: "WorkbenchApp", process: Process, kind: str, part: str, minutes: int | None = None) -> None:
    """Ask for a reading of a measure, why an investigation is closed, or until when a check is put off."""
    question, hint, done = _QUESTIONS[kind](app, process, part, minutes)
    asking.ask(app, question, {"kind": kind, "record": process.id, "part": part}, done, hint=hint)


def resume(app: "WorkbenchApp", process: Process, place: Mapping[str, str]) -> None:
    """Go on with a line that was being written."""
    ask(app, process, place["kind"], place.get("part", ""))


def overtaken(app: "WorkbenchApp", place: Mapping[str, str]) -> str:
    """What was done meanwhile without the line that was being written; "" where it is still asked for."""
    if place["kind"] != CLOSE:
        return ""
    try:
        seen = recording.of_kind(app.store, INVESTIGATION, place.get("part", ""))
    except WorkbenchError:
        return f"{place.get('part', '')} is there no more: nothing is left to close."
    return f"{seen.id} was closed on {seen.closed}: it needs no reason any more." if seen.closed else ""


def texts_now(process: Process, place: Mapping[str, str]) -> dict[str, str] | None:
    """What stands where a line was being written: nothing yet; None where what it is of has gone."""
    is_gone = place["kind"] == READING and all(one.id != place.get("part") for one in process.measures)
    return None if is_gone else {ANSWER: ""}


def _reading(app: "WorkbenchApp", process: Process, part: str, minutes: int | None) -> tuple[str, str, Done]:
    measure = recording.measure_of(process, part)

    def done(text: str) -> str:
        actual, on = recording.read_line(text, app.today)
        taken = recording.Taken(process.id, measure.id, actual, on)
        noted = recording.take(app.store, app.actor, taken, app.today, minutes)
        also = f"; {noted.beside.id} of the same day is {noted.beside.actual}" if noted.beside else ""
        return f"{noted.record.id} {noted.record.actual}{_became(app, noted.record)}{also}; u takes it back"

    target = f", wanted {measure.target}" if measure.target else ""
    return f"{measure.name}{target}: what was read?", "the figure; a day behind a comma: 47, yesterday", done


def _became(app: "WorkbenchApp", reading: Reading) -> str:
    found = investigating.looks_into(app.store, reading) if is_out_of_range(reading) else None
    return f" is out of range: {found.id} looks into it" if found else ""


def _close(app: "WorkbenchApp", process: Process, part: str, minutes: int | None) -> tuple[str, str, Done]:
    seen = recording.of_kind(app.store, INVESTIGATION, part)

    def done(text: str) -> str:
        investigating.close(app.store, app.actor, seen, app.today, text, minutes)
        return f"{seen.id} is closed: p notes what was learned, u opens it again"

    return f"{seen.id} does not say its {', '.join(seen.lacks)}. Why is it closed all the same?", "the reason", done


def _later(app: "WorkbenchApp", process: Process, part: str, minutes: int | None) -> tuple[str, str, Done]:
    seen = reviewing.meant(app.store, process, part)

    def done(text: str) -> str:
        until = read_day(text, app.today)
        reviewing.put_off(app.store, app.actor, seen, app.today, until)
        return f"{seen.recurring.name} waits until {until}; u takes it back"

    return f"{seen.recurring.name}: put off until when?", "fri, +2w, 2026-12-01", done


_QUESTIONS: Mapping[str, Callable[["WorkbenchApp", Process, str, int | None], tuple[str, str, Done]]] = {
    READING: _reading,
    CLOSE: _close,
    LATER: _later,
}
