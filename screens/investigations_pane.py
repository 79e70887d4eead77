"""What went wrong and is looked into: facts, causes, action, check, and the best practice it ends in."""

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from workbench.domain.document import Practice
from workbench.domain.errors import WorkbenchError
from workbench.domain.feedback import Feedback, Investigation
from workbench.domain.folding import fold, matches
from workbench.screens import dated_form, dated_lines, part_form
from workbench.screens.dialogs import Choose
from workbench.screens.part_pane import Wanted
from workbench.screens.picker import Choice, Picker
from workbench.screens.records_pane import RecordsPane, said
from workbench.services import engineering, investigating
from workbench.services.dated_kinds import INVESTIGATION
from workbench.services.parts import PRACTICE

PARTS = ("facts", "causes", "action", "check")


class InvestigationsPane(RecordsPane):
    """The open ones first, then those that are closed."""

    kind = INVESTIGATION
    groups: ClassVar = {"open": "Open", "closed": "Closed"}
    nothing = "Nothing is looked into: a complaint or a reading out of range opens one, and a writes one down."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "close", "Close", id="investigation.close", tooltip="It is done; what is lacking needs a reason"),
        Binding(
            "p", "learn", "Practice", id="investigation.learn", tooltip="A best practice confirmed, changed or new"
        ),
        Binding(
            "o", "origin", "Origin", id="investigation.origin", tooltip="To the reading or feedback that opened it"
        ),
    ]

    def title(self) -> str:
        """It is what is looked into."""
        return "Investigations"

    def group(self, record: Any) -> str:
        """The open ones stand first."""
        return "closed" if record.closed else "open"

    def told(self, record: Any) -> Iterator[tuple[str, str]]:
        """What went wrong, and how far it is."""
        if record.closed:
            yield f"{self.app.glyphs.done} closed {record.closed}  ", "quiet"
        elif record.lacks:
            yield f"{self.app.glyphs.alarm} {len(PARTS) - len(record.lacks)} of {len(PARTS)} said  ", "alarm"
        else:
            yield "all said: c closes it once it holds  ", "strong"
        yield record.name, ""

    def known(self, record: Investigation) -> Iterator[tuple[str, str]]:
        """How far it is."""
        yield "strong", record.name
        who = f"{self.organization.name_of(record.who)} looks into it" if record.who and not record.closed else ""
        until = f"until {record.until}" if record.until else ""
        yield "", " ".join(filter(None, (f"Closed on {record.closed}." if record.closed else who, until)))
        yield from said("Closed in spite of what it does not say", record.because)
        yield from self._opened_by(record)
        for name in PARTS:
            yield from said(name.capitalize(), getattr(record, name) or "Not said yet: Enter writes it.")
        for practice in investigating.led_to(self.app.store, record):
            yield "item", f"led to the best practice {practice.id} {practice.name}"

    def _opened_by(self, record: Investigation) -> Iterator[tuple[str, str]]:
        try:
            opened = self.app.store.dated.get(record.about) if record.about else None
        except WorkbenchError:
            opened = None
        if isinstance(opened, Feedback):
            yield from said(f"Opened by {opened.id}, {opened.tone} of {opened.on}", opened.text)
        elif opened:
            yield from said(f"Opened by {opened.id} of {opened.on}", f"{opened.actual} {opened.note}")

    # Acts

    def action_edit(self) -> None:
        """Open the form, at the first part that is not said."""
        record = self.record
        lacking = record.lacks[0] if record and record.lacks else ""
        dated_form.open_form(self.app, self.process, INVESTIGATION, record.id if record else "", first=lacking)

    def action_close(self) -> None:
        """Close it, for a reason where it does not say all; then ask what was learned, unless it is known."""
        record = self.record
        if record.lacks:
            dated_lines.ask(self.app, self.process, dated_lines.CLOSE, record.id)
        elif self.app.act(investigating.close, record, self.app.today):
            self.app.say(f"{record.id} is closed; u opens it again.")
            if not investigating.led_to(self.app.store, record):
                self.action_learn()

    def action_learn(self) -> None:
        """Let it end in a best practice: one that is confirmed, one that is changed, or a new one."""
        record, process = self.record, self.process
        there = {"c": "a best practice is confirmed by it", "e": "one is changed"} if process.practices else {}
        answers = {**there, "n": "a new one"}

        def answered(answer: str | None) -> None:
            if answer == "n":
                begun = {"source": record.id, "heading": "resolve complaints", "confirmed": str(self.app.today)}
                part_form.open_form(self.app, process, PRACTICE, begun=begun)
            elif answer:
                self._choose(record, is_confirmed=answer == "c")

        self.app.push_screen(Choose(f"{record.id}: what was learned?", answers), answered)

    def _choose(self, record: Investigation, is_confirmed: bool) -> None:
        practices: Sequence[Practice] = self.process.practices

        def search(text: str) -> Sequence[Choice]:
            words = fold(text).split()
            return [Choice(f"{one.id} {one.name}", one) for one in practices if matches(words, fold(one.name))]

        def chosen(practice: Practice | None) -> None:
            if practice is None:
                return
            texts = {"confirmed": str(self.app.today), "source": investigating.source_with(practice, record.id)}
            if not self.app.act(engineering.set_part, self.process, PRACTICE, practice.id, texts):
                return
            self.app.say(f"Best practice {practice.id} {practice.name}: confirmed by {record.id}; u takes it back.")
            if not is_confirmed:
                part_form.open_form(self.app, self.organization.processes[self.process.id], PRACTICE, practice.id)

        self.app.push_screen(Picker("Which best practice?", search, "some of its words"), chosen)

    def action_origin(self) -> None:
        """Go to the reading or the feedback that opened it."""
        about = self.record.about
        place = "measures" if about.startswith("R") else "feedback"
        self.post_message(Wanted(f"{place}/{about}"))

    def why_not(self, action: str) -> str:
        """Why a key does nothing now."""
        if reason := super().why_not(action):
            return reason
        record = self.record if self._shown else None
        if action == "close" and record and record.closed:
            return f"{record.id} was closed on {record.closed} already."
        if action == "origin" and record and not record.about:
            return f"{record.id} was opened by nothing that is recorded."
        return ""
