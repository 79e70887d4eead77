"""Lines that are asked for in the oversight pane: what was found in the chart, and on what a statement was judged."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from workbench.domain.errors import BadInput
from workbench.domain.ids import PROFILE
from workbench.domain.maturity import Statement
from workbench.domain.process import Process
from workbench.domain.reviews import usual_minutes
from workbench.domain.writing import ANSWER
from workbench.screens import asking
from workbench.services import maturing, reviewing

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp

FOUND, EVIDENCE = "found in the chart", "evidence"
KINDS = frozenset({FOUND, EVIDENCE})


def review_chart(app: "WorkbenchApp", found: str = "", minutes: int | None = None) -> str:
    """Note that the chart was looked at; it says when next. Raises Refused."""
    kept = reviewing.chart_review(app.store)
    took = minutes or usual_minutes(kept.recurring, kept.past)
    reviewing.review(app.store, app.actor, kept, app.today, found, took)
    due = reviewing.chart_review(app.store).due
    return f"The chart is reviewed, {took} min{f'; next on {due}' if due else ''}. u takes it back."


def ask_found(app: "WorkbenchApp", minutes: int | None = None) -> None:
    """Ask what was found in the chart, and note it with the review."""

    def keep(line: str) -> str:
        if not line.strip():
            raise BadInput("Say what was found; where nothing was, c says so.")
        return review_chart(app, line, minutes)

    asking.ask(app, "What was found in the chart?", {"kind": FOUND, "record": PROFILE}, keep, hint="in a sentence")


def statement_of(app: "WorkbenchApp", process: Process | None, name: str) -> Statement | None:
    """The statement of that name as it holds of a process, or of the enterprise."""
    store = app.store
    found = maturing.of_process(store, process, app.today) if process else maturing.enterprise(store)
    elements = (element for enabler in found.enablers for element in enabler.elements)
    return next((one for element in elements for one in element.statements if one.id == name), None)


def ask_evidence(app: "WorkbenchApp", process: Process | None, name: str) -> None:
    """Ask on what a statement was judged."""
    one = statement_of(app, process, name)
    if one is None or one.truth is None:
        app.say("Say first how far it holds: l largely, s somewhat, n not.")
        return
    element, level, truth = name.rpartition("-")[0], int(name[-1]), one.truth

    def keep(line: str) -> str:
        maturing.judge(app.store, app.actor, process, {}, app.today, line, None, {(element, level): truth})
        return f"{name}: {truth}, with what it was judged on."

    place = {"kind": EVIDENCE, "record": process.id if process else PROFILE, "part": name}
    begun = one.evidence if one.on else ""
    asking.ask(app, f"On what? {one.text}", place, keep, begun, "what was seen, and where")


def texts_now(app: "WorkbenchApp", place: Mapping[str, str]) -> dict[str, str] | None:
    """What stands now where a line was being written; None where that is gone."""
    record = place.get("record", "")
    if place["kind"] == FOUND:
        return {ANSWER: ""}
    if record != PROFILE and record not in app.store.organization.processes:
        return None
    one = statement_of(app, app.store.organization.processes.get(record), place.get("part", ""))
    return {ANSWER: one.evidence if one.on else ""} if one else None


def go_on(app: "WorkbenchApp", place: Mapping[str, str]) -> None:
    """Ask again."""
    if place["kind"] == FOUND:
        ask_found(app)
    else:
        ask_evidence(app, app.store.organization.processes.get(place["record"]), place["part"])
