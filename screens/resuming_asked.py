"""Going on with a line that was asked for in the engineer's pane: it is asked again, as it was left."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from workbench.domain.checklist import Question
from workbench.domain.errors import WorkbenchError
from workbench.domain.process import Process, Stage
from workbench.domain.writing import ANSWER
from workbench.screens import answering, branching, document_pane, gates_pane, step_figures
from workbench.services.checklist import checklist

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp

OF_QUESTIONS = frozenset({answering.ASIDE, answering.UNTIL})
OF_STEPS = frozenset({branching.WAY, step_figures.KIND})
KINDS = OF_QUESTIONS | OF_STEPS | {document_pane.COMMENT, gates_pane.GATE, gates_pane.ROUND}


def texts_now(app: "WorkbenchApp", process: Process, place: Mapping[str, str]) -> dict[str, str] | None:
    """What stands now where a line was being written; None where that is gone."""
    if place["kind"] in OF_QUESTIONS:
        return {ANSWER: ""} if _question(app, place) else None
    if place["kind"] not in OF_STEPS:
        return {ANSWER: ""}
    step = branching.step_of(process, place.get("part", ""))
    if step is None:
        return None
    is_way = place["kind"] == branching.WAY
    return {ANSWER: branching.way_text(step, place["to"]) if is_way else step_figures.text_now(step, place["of"])}


def _question(app: "WorkbenchApp", place: Mapping[str, str]) -> Question | None:
    try:
        return checklist(app.store.organization).question(place.get("question", ""))
    except WorkbenchError:
        return None


def go_on(app: "WorkbenchApp", process: Process, place: Mapping[str, str]) -> None:
    """Ask again."""
    question, step = _question(app, place), branching.step_of(process, place.get("part", ""))
    match place["kind"]:
        case answering.ASIDE if question:
            answering.ask_why(app, process, question)
        case answering.UNTIL if question:
            answering.ask_until(app, process, question, place.get("who", ""))
        case document_pane.COMMENT:
            document_pane.ask_comment(app, process, is_minor=bool(place.get("minor")))
        case gates_pane.GATE:
            stage = Stage(place["stage"])
            gates_pane.ask_why(app, process, stage, f"Why pass {stage} in spite of its gaps?")
        case gates_pane.ROUND:
            gates_pane.ask_round(app, process)
        case branching.WAY if step:
            branching.ask_chance(app, process, step, place["to"])
        case _ if step:
            step_figures.ask_figure(app, process, step, place["of"])
        case _:
            pass
