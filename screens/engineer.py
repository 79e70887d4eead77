"""The engineer's pane: from an idea to a process that is designed, documented and taught."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Protocol, cast

from textual import events, on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from workbench.domain.answers import AnswerState
from workbench.domain.checklist import Checklist, Question
from workbench.domain.engineering import hanging, next_open, state_of
from workbench.domain.ids import ProcessId
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.screens import answering
from workbench.screens.agenda import agenda, heading
from workbench.screens.listing import Line
from workbench.screens.places import PlacesScreen
from workbench.screens.reading import Reading
from workbench.services.checklist import checklist
from workbench.services.documenting import Published
from workbench.services.related import related

if TYPE_CHECKING:
    from workbench.screens.parts_pane import PartsPane

EMPTY = [Line.of(" Choose a process in the chart (1) first.", kind="quiet")]
LISTS = {"customer": "needs", "company": "needs", "conflicts": "conflicts"}
LISTED = ("needs", "conflicts", "practices", "risks")
NEED_PROCESS = ("open", "add", "next", "aside", "park", "confirm", "past", "go", "lesson", "lead")


class Place(Protocol):
    """What is shown beside the list for one of its lines: a question, the steps, the training."""

    def show(self, organization: Organization, process: Process, part: str) -> None:
        """Show a part of a process."""
        ...


class EngineerScreen(PlacesScreen):
    """One process, taken through the questions, designed, documented, taught, and through its gates."""

    mode = "engineer"
    first = (
        "steps.add", "steps.edit", "steps.perform", "steps.value", "steps.view", "parts.add", "parts.edit", "parts.met",
        "parts.confirm", "training.level", "training.add", "training.who", "document.publish", "document.sign",
        "document.compare", "proposal.decide", "proposal.add", "proposal.withdraw", "bench.add", "bench.edit",
        "bench.level", "gate.mend", "gate.pass", "gate.reopen",
        "engineer.open", "engineer.next", "engineer.aside", "engineer.park", "engineer.confirm",
    )  # fmt: skip
    kinds: ClassVar = {
        "answers": "question_card.QuestionCard",
        "steps": "steps_pane.StepsPane",
        "needs": "parts_pane.NeedsPane",
        "conflicts": "parts_pane.ConflictsPane",
        "practices": "parts_pane.PracticesPane",
        "risks": "parts_pane.RisksPane",
        "training": "training_pane.TrainingPane",
        "document": "document_pane.DocumentPane",
        "proposals": "proposals_pane.ProposalsPane",
        "bench": "bench_pane.BenchPane",
        "gates": "gates_pane.GatesPane",
    }
    shown = "the question"
    CSS_PATH: ClassVar = ["places.tcss", "engineer.tcss", "steps_pane.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,e", "open", "Write", id="engineer.open", tooltip="Write the answer, or go into the part"),
        Binding("a", "add", "Add", show=False, id="engineer.add", tooltip="Add to what the question or the part lists"),
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
        Binding("C", "go('proposals')", "Proposals", show=False, id="engineer.proposals", tooltip="To the proposals"),
        Binding("B", "go('bench')", "Bench", show=False, id="engineer.bench", tooltip="To the bench"),
    ]

    _left: ProcessId | None = None

    @on(events.ScreenSuspend)
    def _leave(self) -> None:
        self._left = self.app.current

    @on(events.ScreenResume)
    def _begin_anew(self) -> None:
        """With another process than was left here, begin in the list, at its first open question."""
        process, left = self.process, self._left
        self._left = None
        if process and left and left != process.id:
            found = next_open(self.checklist, process)
            self.action_go(f"answers/{found.id}" if found else self.agenda.chosen)

    def parts(self) -> Iterable[Widget]:
        """The list, what its line stands for, and what was said elsewhere."""
        yield from super().parts()
        yield Reading(id="elsewhere", classes="pane")

    @property
    def checklist(self) -> Checklist:
        """The questions as they are asked here."""
        return checklist(self.app.store.organization)

    @property
    def question(self) -> Question | None:
        """The question under the cursor."""
        place, part = super().chosen()
        return self.checklist.question(part) if place == "answers" else None

    def lines(self, organization: Organization) -> Sequence[Line]:
        """The questions, the parts of the design, and the gates."""
        process = self.process
        if process is None:
            return EMPTY
        is_outdated = bool(self.published.changed_since(self.app.store, process))
        return agenda(self.checklist, process, self.app.glyphs, self.app.today, is_outdated)

    @cached_property
    def published(self) -> Published:
        """What the versions of the processes were published with."""
        return Published()

    def heading(self, organization: Organization) -> tuple[str, str]:
        """How far the questions are, and what still hangs on an engineer."""
        waiting = len(hanging(iter(organization.processes.values())))
        below = f"{waiting} hang{'s' if waiting == 1 else ''} on an engineer" if waiting else ""
        return heading(self.checklist, self.process) if self.process else "Engineer", below

    def chosen(self) -> tuple[str, str]:
        """The place and the part of the line; what a question lists is its place."""
        name, part = super().chosen()
        return LISTS.get(self.question.lists, name) if self.question else name, part

    def fill(self, organization: Organization, name: str, part: str) -> None:
        """Let a place show a part of the process, and beside it what was said elsewhere."""
        if self.process:
            cast(Place, self.place(name)).show(organization, self.process, part)
            self._show_elsewhere(organization, self.process)

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
            self.go_into(self.chosen()[0])

    def action_go(self, place: str) -> None:
        """Go to a place, whatever was left here before."""
        self._left = None
        super().action_go(place)

    def action_add(self) -> None:
        """Add to what the line lists, without going in first."""
        name, _ = self.chosen()
        if name in LISTED:
            cast("PartsPane", self.place(name)).action_add()

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

    def is_gone_into(self, name: str) -> bool:
        """The keys of a question act in the list."""
        return name != "answers"

    @property
    def _is_answered(self) -> bool:
        process, question = self.process, self.question
        return bool(process and question and state_of(process, question) is AnswerState.ANSWERED)

    @property
    def _is_in_part(self) -> bool:
        """The focus is in a part that is no question."""
        return self.question is None and self.is_within

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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is there can be answered."""
        return None if self.why_not(action) else True

    def why_not(self, action: str) -> str:
        """Why a key does nothing now."""
        if action in NEED_PROCESS and self.is_mounted and self.process is None:
            return "Choose a process in the chart (1) first."
        if action == "open" and self.is_mounted and self._is_in_part:
            return "You are in it. Esc goes back to the list."
        if action == "add" and self.is_mounted and self.process and self.chosen()[0] not in LISTED:
            return "Nothing is listed here: Enter writes the answer, or goes into the part."
        if action in ("aside", "park", "confirm", "past") and self.is_mounted and self.question is None:
            return "This is for questions. Enter goes into this part, where keys of its own act."
        if action == "confirm" and self.is_mounted and self.question and not self.question.belief:
            return "It is no belief about a customer: nobody needs to ask one."
        if action == "confirm" and self.is_mounted and not self._is_answered:
            return "Not now: no answer is written yet that a customer could confirm. Enter writes it."
        return ""
