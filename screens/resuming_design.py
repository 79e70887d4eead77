"""Going on with a draft of something about a process: an answer, a part of it, a step, a way on, a dated record."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from workbench.domain.errors import WorkbenchError
from workbench.domain.process import Process
from workbench.screens import (
    answering,
    branching,
    dated_form,
    dated_lines,
    deciding,
    handing,
    part_form,
    resuming_asked,
    resuming_handoff,
    step_naming,
)
from workbench.screens.taking_over import take_up
from workbench.services.checklist import checklist
from workbench.store.drafts import Draft

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp

KINDS = (
    frozenset({answering.KIND, part_form.PART, step_naming.KIND, deciding.KIND, handing.KIND, dated_form.DATED})
    | dated_lines.KINDS
    | resuming_asked.KINDS
)


def texts_now(app: "WorkbenchApp", place: Mapping[str, str]) -> dict[str, str] | None:
    """What stands now where something was being written; None where that is gone."""
    process = app.store.organization.processes.get(place.get("record", ""))
    if process is None:
        return None
    match place["kind"]:
        case answering.KIND:
            return _answer_now(app, process, place)
        case part_form.PART:
            return part_form.texts_now(process, place)
        case deciding.KIND:
            return deciding.texts_now(process, place)
        case handing.KIND:
            return resuming_handoff.texts_now(app, place)
        case dated_form.DATED:
            return dated_form.texts_now(app.store, place)
        case kind if kind in dated_lines.KINDS:
            return dated_lines.texts_now(process, place)
        case step_naming.KIND:
            step = branching.step_of(process, place.get("part", ""))
            return {step_naming.NAME: step.name if step else ""}
        case _:
            return resuming_asked.texts_now(app, process, place)


def overtaken(app: "WorkbenchApp", place: Mapping[str, str]) -> str:
    """What was decided meanwhile of what was being written of; "" where it is still open."""
    if place["kind"] in dated_lines.KINDS:
        return dated_lines.overtaken(app, place)
    return deciding.overtaken(app, place) if place["kind"] == deciding.KIND else ""


def _answer_now(app: "WorkbenchApp", process: Process, place: Mapping[str, str]) -> dict[str, str] | None:
    try:
        question = checklist(app.store.organization).question(place.get("question", ""))
    except WorkbenchError:
        return None
    return answering.texts_now(process, question)


def go_on(app: "WorkbenchApp", draft: Draft) -> None:
    """Open what was being written, with its text."""
    place = draft.writing.place
    process = app.store.organization.processes[place["record"]]
    app.current = process.id
    match place["kind"]:
        case answering.KIND:
            app.call_later(_answer_on, app, draft)
        case part_form.PART:
            part_form.resume(app, process, draft)
        case deciding.KIND:
            deciding.resume(app, process, draft)
        case handing.KIND:
            resuming_handoff.resume(app, process, draft)
        case dated_form.DATED:
            dated_form.resume(app, process, draft)
        case kind if kind in dated_lines.KINDS:
            dated_lines.resume(app, process, place)
        case step_naming.KIND:
            app.call_later(_write_on, app, draft)
        case _:
            resuming_asked.go_on(app, process, place)


async def _answer_on(app: "WorkbenchApp", draft: Draft) -> None:
    """Stand on the question in the engineer's pane, where the keys that are said are true, and go on with it."""
    from workbench.screens.engineer import EngineerScreen

    await app.switch_mode("engineer")
    place, organization = draft.writing.place, app.store.organization
    question = checklist(organization).question(place["question"])
    if isinstance(app.screen, EngineerScreen):
        app.screen.action_go(f"answers/{question.id}")
    answering.resume(app, organization.processes[place["record"]], question, draft)


async def _write_on(app: "WorkbenchApp", draft: Draft) -> None:
    from workbench.screens.engineer import EngineerScreen
    from workbench.screens.steps_pane import StepsPane

    await app.switch_mode("engineer")
    screen = app.screen
    if isinstance(screen, EngineerScreen):
        screen.action_go("steps")
        pane = screen.query_one(StepsPane)

        def begin(own: Draft | None) -> None:
            pane.resume(own or draft)

        pane.call_after_refresh(take_up, app, draft, begin)
