"""The engineer's pane: from an idea to a process that is designed, documented and taught."""

from collections.abc import Iterable
from importlib import import_module
from typing import ClassVar, Protocol, cast

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widget import Widget

from workbench.domain.answers import AnswerState
from workbench.domain.checklist import Checklist, Question
from workbench.domain.engineering import hanging, next_open, state_of
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.screens import answering
from workbench.screens.agenda import agenda, heading
from workbench.screens.lines import SentenceLine
from workbench.screens.listing import Line, Listing
from workbench.screens.pane import PaneScreen
from workbench.screens.part_pane import Wanted
from workbench.screens.reading import Reading
from workbench.screens.safe import lit
from workbench.services.checklist import checklist
from workbench.services.related import related

EMPTY = [Line.of(" Choose a process in the chart (1) first.", kind="quiet")]
PLACES = {
    "answers": "question_card.QuestionCard",
    "steps": "steps_pane.StepsPane",
    "needs": "parts_pane.NeedsPane",
    "conflicts": "parts_pane.ConflictsPane",
    "practices": "parts_pane.PracticesPane",
    "risks": "parts_pane.RisksPane",
    "training": "training_pane.TrainingPane",
    "document": "document_pane.DocumentPane",
    "gates": "gates_pane.GatesPane",
}
LISTS = {"customer": "needs", "company": "needs", "conflicts": "conflicts"}
NEED_PROCESS = ("open", "next", "aside", "park", "confirm", "past", "go", "lesson", "lead")


class Place(Protocol):
    """What is shown beside the list for one of its lines: a question, the steps, the training."""

    def show(self, organization: Organization, process: Process, part: str) -> None:
        """Show a part of a process."""
        ...


class EngineerScreen(PaneScreen):
    """One process, taken through the questions, designed, documented, taught, and through its gates."""

    mode = "engineer"
    first = (
        "steps.add", "steps.edit", "steps.perform", "steps.value", "steps.view", "parts.add", "parts.edit", "parts.met",
        "parts.confirm", "training.level", "training.add", "training.who", "document.publish", "document.sign",
        "document.compare", "gate.mend", "gate.pass", "gate.reopen",
        "engineer.open", "engineer.next", "engineer.aside", "engineer.park", "engineer.confirm",
    )  # fmt: skip
    CSS_PATH: ClassVar = ["engineer.tcss", "steps_pane.tcss"]
    AUTO_FOCUS = "#agenda"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,e", "open", "Write", id="engineer.open", tooltip="Write the answer, or go into the part"),
        Binding("n", "next(1)", "Next open", id="engineer.next", tooltip="To the next open question"),
        Binding(
            "N", "next(-1)", "Open before", show=False, id="engineer.before", tooltip="To the open question before"
        ),
        Binding("x", "aside", "N/a", id="engineer.aside", tooltip="It does not apply, and why; or it does again"),
        Binding("p", "park", "Park", id="engineer.park", tooltip="Somebody finds it out, by a day"),
        Binding("c", "confirm", "Confirmed", id="engineer.confirm", tooltip="A customer confirmed it today"),
        Binding("b", "past", "Before", show=False, id="engineer.past", tooltip="What stood there before"),
        Binding("Q", "own", "Own words", show=False, id="engineer.own", tooltip="Questions and words of your own"),
        Binding("L", "lesson", "Lesson", show=False, id="lesson.begin", tooltip="Walk through it as who performs it"),
        Binding("P", "lead", "Lead", show=False, id="session.begin", tooltip="Lead a session: one question, large"),
        Binding("S", "go('steps')", "Steps", show=False, id="engineer.steps", tooltip="To the steps"),
        Binding("D", "go('document')", "Document", show=False, id="engineer.document", tooltip="To the document"),
        Binding("T", "go('training')", "Training", show=False, id="engineer.training", tooltip="To the training"),
        Binding(
            "greater_than_sign", "turn(1)", "Process on", show=False, id="engineer.process-on",
            tooltip="To the next process",
        ),
        Binding(
            "less_than_sign", "turn(-1)", "Process back", show=False, id="engineer.process-back",
            tooltip="To the process before",
        ),
        Binding("escape", "back", "Back", show=False, id="engineer.back", tooltip="To the list, then to the chart"),
    ]  # fmt: skip

    def parts(self) -> Iterable[Widget]:
        """The list, what its line stands for, and what was said elsewhere."""
        yield Listing(id="agenda", classes="pane")
        yield Container(id="place")
        yield Reading(id="elsewhere", classes="pane")

    def on_mount(self) -> None:
        """Follow the process that the chart stands on."""
        self.watch(self.app, "current", self._look_again, init=False)

    def on_resize(self) -> None:
        """Say how to see the part that there is no room for."""
        self.say_the_other()

    @on(events.DescendantFocus)
    def say_the_other(self) -> None:
        """Where there is room for one part only, say how to see the other."""
        other = "Tab shows the question." if self.query_one("#agenda").has_focus else "Esc shows the list."
        self.query_one(SentenceLine).standing = other if self.app.size.width < 80 else ""

    def _look_again(self) -> None:
        if self.app.organization:
            self.show(self.app.organization)

    @property
    def process(self) -> Process | None:
        """The process that is engineered."""
        organization = self.app.organization
        return organization.processes.get(self.app.current or "") if organization else None

    @property
    def checklist(self) -> Checklist:
        """The questions as they are asked here."""
        return checklist(self.app.store.organization)

    @property
    def question(self) -> Question | None:
        """The question under the cursor."""
        place, _, part = self.query_one("#agenda", Listing).chosen.partition("/")
        return self.checklist.question(part) if place == "answers" else None

    def show(self, organization: Organization) -> None:
        """Show the list of the process, and what its line stands for."""
        listing, process = self.query_one("#agenda", Listing), self.process
        listing.show(agenda(self.checklist, process, self.app.glyphs) if process else EMPTY)
        listing.border_title = lit(heading(self.checklist, process) if process else "Engineer")
        waiting = len(hanging(iter(organization.processes.values())))
        listing.border_subtitle = lit(f"{waiting} hang{'s' if waiting == 1 else ''} on an engineer" if waiting else "")
        self._show_place()

    @on(Listing.Moved, "#agenda")
    def _moved(self) -> None:
        self._show_place()

    def _show_place(self, within: str = "") -> None:
        """Show what the line under the cursor stands for, at something within it."""
        organization, process = self.app.organization, self.process
        name, part = self._chosen()
        for widget in self.query_one("#place").children:
            widget.display = widget.id == f"place-{name}"
        if not (organization and process and name):
            return
        self._place(name).show(organization, process, part or within)
        self._show_elsewhere(organization, process)

    def _chosen(self) -> tuple[str, str]:
        """The place and the part that the line under the cursor stands for; what a question lists is its place."""
        name, _, part = self.query_one("#agenda", Listing).chosen.partition("/")
        return LISTS.get(self.question.lists, name) if self.question else name, part

    def _place(self, name: str) -> Place:
        """What shows such lines, made when it is first needed."""
        found = self.query(f"#place-{name}")
        if found:
            return cast(Place, found.first())
        module, _, kind = PLACES[name].partition(".")
        made = getattr(import_module(f"workbench.screens.{module}"), kind)(id=f"place-{name}", classes="pane")
        self.query_one("#place").mount(made)
        return cast(Place, made)

    def _show_elsewhere(self, organization: Organization, process: Process) -> None:
        question = self.question
        said = related(organization, self.checklist, process, question) if question else []
        elsewhere = self.query_one("#elsewhere", Reading)
        elsewhere.set_class(question is None, "-empty")
        elsewhere.tell("Said elsewhere", said, "")

    # Acts

    def action_open(self) -> None:
        """Write the answer to a question, or go into a part."""
        process, question = self.process, self.question
        if process and question and not question.lists:
            answering.answer(self.app, process, question)
        elif process:
            self._go_into(self._chosen()[0])

    def action_next(self, step: int) -> None:
        """Go to the next open question, or the one before."""
        process = self.process
        if process is None:
            return
        behind = self.question.id if self.question else ""
        found = next_open(self.checklist, process, behind, back=step < 0)
        if found:
            self.action_go(f"answers/{found.id}")
        self.app.say("" if found else "Every question is settled. The gates say what is next.")

    def action_aside(self) -> None:
        """Say that a question does not apply."""
        if self.process and self.question:
            answering.set_aside(self.app, self.process, self.question)

    def action_park(self) -> None:
        """Let somebody find it out."""
        if self.process and self.question:
            answering.park(self.app, self.process, self.question)

    def action_confirm(self) -> None:
        """Say that a customer confirmed it."""
        if self.process and self.question:
            answering.confirm(self.app, self.process, self.question)

    def action_go(self, place: str) -> None:
        """Go to a place, and into it; a question is gone to in the list, where its keys act."""
        agenda, (name, _, part) = self.query_one("#agenda", Listing), place.partition("/")
        is_line = agenda.go(place)
        if not is_line and not agenda.go(name):
            return
        self.set_focus(agenda)
        self._show_place("" if is_line else part)
        if name != "answers":
            self.call_after_refresh(self._go_into, name)

    def _go_into(self, name: str) -> None:
        place = self.query_one(f"#place-{name}")
        first = place if place.focusable else next((part for part in place.query("*") if part.focusable), None)
        if first:
            self.set_focus(first)

    @on(Wanted)
    def _wanted(self, message: Wanted) -> None:
        self.action_go(message.place)

    @property
    def _is_answered(self) -> bool:
        process, question = self.process, self.question
        return bool(process and question and state_of(process, question) is AnswerState.ANSWERED)

    @property
    def _is_within(self) -> bool:
        """The focus is in a part that is no question."""
        return self.question is None and not self.query_one("#agenda", Listing).has_focus

    def action_past(self) -> None:
        """Show what stood at the answer before."""
        if self.process and self.question:
            from workbench.screens import answer_past

            answer_past.show(self.app, self.process, self.question)

    def action_own(self) -> None:
        """Add, word or hide a question."""
        from workbench.screens import own_questions

        own_questions.choose(self.app, self.question)

    def action_lesson(self) -> None:
        """Walk through the process as somebody who performs it."""
        if self.process:
            from workbench.screens.lesson import Lesson

            self.app.push_screen(Lesson(self.process.id))

    def action_lead(self) -> None:
        """Take people round a table through the questions, one at a time."""
        if self.process:
            from workbench.screens.session import Session

            self.app.push_screen(Session(self.process.id, self.question.id if self.question else ""))

    def action_turn(self, step: int) -> None:
        """Go to the next process of the chart, or the one before."""
        organization, process = self.app.organization, self.process
        running = [other.id for other in organization.running()] if organization else []
        place = running.index(process.id) + step if process and process.id in running else 0
        if running:
            self.app.current = running[max(0, min(place, len(running) - 1))]

    def action_back(self) -> None:
        """Back to the list, from there to the chart."""
        agenda = self.query_one("#agenda", Listing)
        if agenda.has_focus:
            self.app.action_pane("chart")
        else:
            self.set_focus(agenda)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is there can be answered."""
        return None if self.why_not(action) else True

    def why_not(self, action: str) -> str:
        """Why a key does nothing now."""
        if action in NEED_PROCESS and self.is_mounted and self.process is None:
            return "Choose a process in the chart (1) first."
        if action == "open" and self.is_mounted and self._is_within:
            return "You are in it. Esc goes back to the list."
        if action in ("aside", "park", "confirm", "past") and self.is_mounted and self.question is None:
            return "This is for questions. Enter goes into this part, where keys of its own act."
        if action == "confirm" and self.is_mounted and self.question and not self.question.belief:
            return "It is no belief about a customer: nobody needs to ask one."
        if action == "confirm" and self.is_mounted and not self._is_answered:
            return "Not now: no answer is written yet that a customer could confirm. Enter writes it."
        return ""
