"""Leading a session: one question at a time, large and calm, for people who read it across a table."""

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from workbench.domain.answers import AnswerState
from workbench.domain.checklist import Checklist, Question
from workbench.domain.engineering import in_short, next_open, state_of
from workbench.domain.errors import count
from workbench.domain.evidence import answer_to
from workbench.domain.ids import ProcessId
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.exchange.process_sheet import answer_rows, summary
from workbench.exchange.sheet_lines import told
from workbench.screens import answering, part_form
from workbench.screens.agenda import sign
from workbench.screens.lines import KeyLine, SentenceLine, TopLine
from workbench.screens.page import CUT, Page
from workbench.screens.page_dialog import PageDialog
from workbench.screens.safe import lit
from workbench.screens.terminal.screen import TerminalScreen
from workbench.services.checklist import checklist
from workbench.services.parts import CONFLICT, NEED

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp

MINUTE = timedelta(minutes=1)
LONG = 60


class Leaf(Page):
    """The question that is talked about; what does not fit is said to be below."""

    def _say_more(self, below: int) -> None:
        self.border_subtitle = lit(f"down: {count(below, 'line')} more" if below else "")


class Session(TerminalScreen[None]):
    """A process taken through its questions with people round a table.

    Its clock shows whole minutes and is looked at once a minute, so that a terminal nobody touches is sent a few
    bytes a minute, and none once a question has stood for an hour.
    """

    app: "WorkbenchApp"

    CSS_PATH = "session.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "turn(1)", "Next", id="session.next", tooltip="To the next question"),
        Binding("left,backspace", "turn(-1)", "Before", show=False, id="session.before", tooltip="The question before"),
        Binding("n", "open(1)", "Next open", id="session.open", tooltip="To the next open question"),
        Binding("N", "open(-1)", "Open before", show=False, id="session.open-before", tooltip="The open one before"),
        Binding("enter,e", "answer", "Write", id="session.answer", tooltip="Write the answer, or a need that is named"),
        Binding("p", "park", "Park", id="session.park", tooltip="Somebody finds it out, by a day"),
        Binding("x", "aside", "N/a", id="session.aside", tooltip="It does not apply, and why; or it does again"),
        Binding("s", "summary", "Summary", id="session.summary", tooltip="What was decided, parked and left open"),
        Binding("escape", "leave", "Leave", id="session.leave", tooltip="End the session with its summary"),
    ]
    first = ("session.answer", "session.open", "session.park", "session.aside", "session.summary", "session.leave")

    def __init__(self, process: ProcessId, question: str = "") -> None:
        super().__init__()
        self._led, self._at = process, question
        self._leaf = Leaf(id="leaf")
        self._open_for: dict[str, timedelta] = {}

    def compose(self) -> ComposeResult:
        """The question between the lines, and nothing round it."""
        yield TopLine(id="top")
        yield Container(self._leaf, id="parts")
        yield SentenceLine()
        yield KeyLine(self.first)

    def on_mount(self) -> None:
        """Begin where one stood, else at the next open question, and follow what others change."""
        self._since = self.app.store.clock()
        self._before = self._process
        self._leaf.focus()
        self.watch(self.app, "organization", self._show)
        self.set_interval(MINUTE.total_seconds(), self._show_top)

    @property
    def _organization(self) -> Organization:
        return self.app.store.organization

    @property
    def _process(self) -> Process | None:
        return self._organization.processes.get(self._led)

    @property
    def _checklist(self) -> Checklist:
        return checklist(self._organization)

    @property
    def _question(self) -> Question | None:
        """The question on the screen: where one stands, else the next open one, else the first."""
        asked, process = self._checklist, self._process
        found = next((question for question in asked.questions if question.id == self._at), None)
        found = found or (next_open(asked, process) if process else None)
        return found or next(iter(asked.questions), None)

    def _show(self) -> None:
        process, question = self._process, self._question
        if process is None or question is None:
            self.dismiss(None)
            return
        self._at = question.id
        self._leaf.tell("", list(self._texts(process, question)), question.id)
        self._show_top()

    def _show_top(self) -> None:
        process, question, asked = self._process, self._question, self._checklist
        if process and question:
            place = f"{asked.number(question)} of {len(asked.questions)}"
            label = f"{self._organization.label(process)} {process.name}".strip()
            self.query_one(TopLine).text = f"{place}   {self._clock(question)}   {label}"

    def _clock(self, question: Question) -> str:
        """How long a question has been on the screen in this session, in whole minutes."""
        minutes = (self._open_for.get(question.id, timedelta()) + self.app.store.clock() - self._since) // MINUTE
        return f"{minutes} min" if minutes < LONG else "over an hour"

    def _texts(self, process: Process, question: Question) -> Iterator[tuple[str, str]]:
        said = answer_rows(self._organization, process, question)
        yield "title", question.question
        yield "", ""
        helps = [text for text in (question.why, f"Good: {question.good}" if question.good else "") if text]
        yield from (("quiet", text) for text in helps)
        yield from [("", "")] if helps else []
        yield from (("strong" if name in ("Figure", "Answer") else "", _line(name, text)) for name, text in said)
        if not said:
            yield "strong", "Nothing is written yet."
        yield "", ""
        yield from self._beside(process, question)
        yield from self._parked(process)

    def _beside(self, process: Process, question: Question) -> Iterator[tuple[str, str]]:
        """What was answered to the other questions of the same consideration."""
        asked = self._checklist
        others = [other for other in asked.of(question.consideration) if other is not question]
        if others:
            yield "head", asked.considerations[question.consideration]
        for other in others:
            mark = sign(state_of(process, other), self.app.glyphs)
            yield CUT, f"{mark} {other.label}  {in_short(process, other)}"
        yield "", ""

    def _parked(self, process: Process) -> Iterator[tuple[str, str]]:
        parked = [other for other in self._checklist.questions if state_of(process, other) is AnswerState.PARKED]
        if parked:
            yield "head", "Parked"
        for other in parked:
            answer = answer_to(process, other.id)
            until = f", by {answer.until}" if answer.until else ""
            yield CUT, f"P {other.label}  {self._organization.name_of(answer.who)}{until}"

    def _summary(self, process: Process) -> str:
        return summary(self._organization, self._checklist, process, self._before)

    @property
    def _has_come_to_something(self) -> bool:
        """Something was said in this session."""
        process, before = self._process, self._before
        return bool(process and before and (process.answers, process.fit, process.conflicts)
                    != (before.answers, before.fit, before.conflicts))  # fmt: skip

    # Acts

    def action_turn(self, step: int) -> None:
        """Go to the next question, or the one before."""
        asked, question = self._checklist, self._question
        if question is None:
            return
        place = asked.number(question) - 1 + step
        if 0 <= place < len(asked.questions):
            self._go(asked.questions[place])
        elif step > 0:
            self.app.say("That was the last question: s shows what came of them.")

    def action_open(self, step: int) -> None:
        """Go to the next open question, or the one before."""
        process = self._process
        found = next_open(self._checklist, process, self._at, back=step < 0) if process else None
        if found:
            self._go(found)
        else:
            self.app.say("Every question is settled: s shows what came of them.")

    def _go(self, question: Question) -> None:
        now = self.app.store.clock()
        self._open_for[self._at] = self._open_for.get(self._at, timedelta()) + now - self._since
        self._at, self._since = question.id, now
        self._show()

    def action_answer(self) -> None:
        """Write the answer; where needs or conflicts are listed, write one more."""
        process, question = self._process, self._question
        if process and question and question.lists == "conflicts":
            part_form.open_form(self.app, process, CONFLICT)
        elif process and question and question.lists:
            part_form.open_form(self.app, process, NEED, begun={"side": question.lists})
        elif process and question:
            answering.answer(self.app, process, question)

    def action_park(self) -> None:
        """Let somebody find it out."""
        if self._process and self._question:
            answering.park(self.app, self._process, self._question)

    def action_aside(self) -> None:
        """Say that the question does not apply."""
        if self._process and self._question:
            answering.set_aside(self.app, self._process, self._question)

    def action_summary(self) -> None:
        """Show what came of the session so far, and say where nothing has."""
        if self._process:
            if not self._has_come_to_something:
                self.app.say("Nothing was answered or parked in this session yet; this is what stood before.")
            self.app.push_screen(self._page(self._process))

    def _page(self, process: Process) -> PageDialog:
        text = self._summary(process)
        return PageDialog("What came of it", told(text), text, f"{process.name} session")

    def action_leave(self) -> None:
        """Leave; what was decided or parked is shown once more."""
        if self._process and self._has_come_to_something:
            self.app.push_screen(self._page(self._process), lambda nothing: self._end())
        else:
            self._end()

    def _end(self) -> None:
        self.dismiss(None)


def _line(name: str, text: str) -> str:
    return text if name in ("Figure", "Answer", "Need") else f"{name}: {text}"
