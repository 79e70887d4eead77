"""The times and the cost of a step, each asked for in one line and read back."""

from typing import TYPE_CHECKING

from workbench.domain.process import Process
from workbench.domain.steps import Step
from workbench.screens.asking import as_seen, ask
from workbench.services import engineering
from workbench.services.parts import STEP, part_of, read_times, times_in_line

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp

KIND, TIMES, COST = "figure", "times", "cost"
QUESTIONS = {
    TIMES: (
        "How long does “{}” take, and how long does it lie?",
        "8 min, wait 2 d; 1 h 30; wait 15 min; empty for none",
    ),
    COST: ("What does “{}” cost each time?", "$6, 12.50 EUR; empty for nothing"),
}


def text_now(step: Step, of: str) -> str:
    """The times or the cost of a step as a person would write it."""
    return times_in_line(step) if of == TIMES else step.cost


def ask_figure(app: "WorkbenchApp", process: Process, step: Step, of: str) -> None:
    """Ask for the times of a step, or for its cost."""
    act = as_seen(app, process, engineering.set_part)

    def keep(text: str) -> str:
        texts = read_times(text) if of == TIMES else {COST: text}
        kept: Step = part_of(act(STEP, step.id, texts), STEP, step.id)
        return f"{kept.id} {kept.name}: {text_now(kept, of) or f'no {of}'}; u takes it back"

    question, hint = QUESTIONS[of]
    place = {"kind": KIND, "record": process.id, "part": step.id, "of": of}
    ask(app, question.format(step.name), place, keep, text_now(step, of), hint)
