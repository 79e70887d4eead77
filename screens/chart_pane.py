"""The chart as it is shaped: what a person does to processes, one or several marked ones."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType

from workbench.domain.dates import read_day
from workbench.domain.errors import BadInput, count
from workbench.domain.ids import PersonId, ProcessId
from workbench.screens.clipboard import put_on_clipboard
from workbench.screens.glyphs import Glyphs
from workbench.screens.naming_pane import NamingPane
from workbench.services import reshape

if TYPE_CHECKING:
    from workbench.domain.outline import Outline as Rows

REVIEW = "review"


class ChartPane(NamingPane):
    """The outline, with everything that shapes the chart."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("at", "assign", "Owner", id="chart.assign", tooltip="Say who answers for it"),
        Binding("greater_than_sign,alt+right", "indent", "In", id="chart.indent", tooltip="One level further in"),
        Binding("less_than_sign,alt+left", "outdent", "Out", id="chart.outdent", tooltip="One level further out"),
        Binding("J,alt+down", "shift(1)", "Down", id="chart.move-down", tooltip="Move it behind the next one"),
        Binding("K,alt+up", "shift(-1)", "Up", id="chart.move-up", tooltip="Move it before the one above"),
        Binding("m", "move_elsewhere", "Move", id="chart.move", tooltip="Move it under another process"),
        Binding("d", "delete", "Delete", id="chart.delete", tooltip="Take a mistake off the chart"),
        Binding("R", "retire", "Retire", show=False, id="chart.retire", tooltip="End it; it stays in the history"),
        Binding("r", "review", "Review", show=False, id="chart.review", tooltip="Set the day of its next review"),
        Binding("H", "hand_over", "Hand over", show=False, id="chart.hand-over", tooltip="Hand it over to an owner"),
        Binding("y", "copy", "Copy", show=False, id="chart.copy", tooltip="Copy it with all under it, also as text"),
        Binding("p", "paste", "Paste", show=False, id="chart.paste", tooltip="Paste what was copied behind this one"),
        Binding("P", "paste_in", "Paste in", show=False, id="chart.paste-in", tooltip="Paste it under this one"),
    ]

    def __init__(self, glyphs: Glyphs, today: Callable[[], date], classes: str | None = None) -> None:
        super().__init__(glyphs, today, classes)
        self._copied: Rows | None = None

    def why_not(self, action: str) -> str:
        """Pasting needs something that was copied; into an empty chart it can be pasted too."""
        if action.startswith("paste") and not self.view:
            return "" if self._copied else "Nothing was copied yet: y copies."
        return super().why_not(action)

    # Moving

    def _move(self, under: ProcessId | None, behind: ProcessId | None = None, first: bool = False) -> None:
        """Stand what is meant elsewhere; the cursor goes along."""
        stood = self.outline.process
        moved = self.app.act(reshape.move, self.meant(), under, behind, first)
        if moved:
            names = self.organization.processes
            to = f"under {under} {names[under].name}" if under else "at the top"
            self.unmark()
            self.app.say(f"moved {count(len(moved), 'process') if len(moved) > 1 else names[moved[0]].name} {to}")
            self.outline.go(stood or moved[0])

    def _first_meant(self) -> ProcessId | None:
        meant = self.organization.chart.topmost(self.meant())
        return meant[0] if meant else None

    def action_indent(self) -> None:
        """One level further in: under the sibling before it."""
        process = self._first_meant()
        if process is None:
            return
        siblings = self.organization.chart.children(self.organization.chart.parent(process))
        place = siblings.index(process)
        if place == 0:
            self.app.say("There is nothing above it on its level that it could stand under.", warns=True)
        else:
            self._move(siblings[place - 1])

    def action_outdent(self) -> None:
        """One level further out: behind what it stands under."""
        process = self._first_meant()
        parent = self.organization.chart.parent(process) if process else None
        if parent is None or process == self.top:
            self.app.say("It stands at the top already.", warns=True)
        else:
            self._move(self.organization.chart.parent(parent), parent)

    def action_shift(self, step: int) -> None:
        """Change places with the sibling above or below."""
        process, chart_now = self.outline.process, self.organization.chart
        if process is None or process == self.top:
            return
        parent = chart_now.parent(process)
        siblings = [p for p in chart_now.children(parent) if p != process]
        place = chart_now.children(parent).index(process) + step
        if not 0 <= place <= len(siblings):
            self.app.say(f"It is the {'first' if step < 0 else 'last'} on its level.")
            return
        behind = siblings[place - 1] if place else None
        if self.app.act(reshape.move, [process], parent, behind, place == 0):
            self.outline.go(process)

    def action_move_elsewhere(self) -> None:
        """Choose the process that it shall stand under."""
        from workbench.screens.choosing import TOP, choose_target

        meant = self.meant()
        choose_target(
            self.app, meant, lambda target: self._move(None if target == TOP else target), self.meant_in_words
        )

    # Ending

    def action_delete(self) -> None:
        """Ask whether all of it goes, or it alone; then take it off the chart."""
        from workbench.screens.dialogs import Choose

        meant = self.meant()
        top = self.organization.chart.topmost(meant)
        if not top:
            return
        below = sum(1 for process in top for _ in self.organization.chart.walk(process))
        name = self.organization.processes[top[0]].name if len(meant) == 1 else self.meant_in_words
        answers = {"x": f"delete {'all ' + count(below, 'process') if below > 1 else 'it'}"}
        if len(meant) == 1 and below > 1:
            answers["o"] = "delete only this one; what is under it moves up"
        self.app.push_screen(Choose(f"Delete {name}?", answers), lambda answer: self._delete(meant, answer))

    def _delete(self, meant: frozenset[ProcessId], answer: str | None) -> None:
        if answer is None:
            return
        alone = answer == "o"
        gone = self.app.act(reshape.delete_alone, next(iter(meant))) if alone else self.app.act(reshape.delete, meant)
        if gone:
            self.unmark()
            self.app.say(f"deleted {count(len(gone), 'process')}; u brings {'it' if len(gone) == 1 else 'them'} back")

    def action_retire(self) -> None:
        """End what is meant, from today on."""
        number = self.app.act(reshape.retire, self.meant(), self.app.today)
        if number:
            self.unmark()
            self.app.say(f"retired {count(number, 'process')}; u takes it back")

    # Owner and review

    def action_assign(self) -> None:
        """Choose who answers for what is meant."""
        from workbench.screens import assigning
        from workbench.screens.choosing import choose_owner

        meant = self.meant()

        def assign(owner: PersonId | None) -> None:
            assigning.assign(self.app, meant, owner, self.unmark)

        choose_owner(self.app, assign, f"Who answers for {self.meant_in_words}?")

    def action_hand_over(self) -> None:
        """Go to its handoff; where none is under way, ask on what terms it is handed over."""
        from workbench.screens import offering

        process = self.process
        if process:
            offering.from_chart(self.app, process)

    def action_review(self) -> None:
        """Ask for the day of the next review."""
        from workbench.screens.asking import ask

        process = self.process
        text = process.next_review.isoformat() if process and process.next_review else ""
        question = f"Next review of {self.meant_in_words}" if self.outline.marked else "Next review"
        hint = "2026-11-22, fri, tomorrow, +2w, +3m; empty for none"
        place = {"kind": REVIEW, "record": self.outline.process or ""}
        ask(self.app, question, place, self._plan, text, hint, is_usual=True)

    def _plan(self, text: str) -> str:
        day = read_day(text, self.app.today) if text.strip() else None
        reshape.plan_review(self.app.store, self.app.actor, self.meant(), day)
        self.unmark()
        return f"next review: {day or 'none'}"

    # Copying

    def action_copy(self) -> None:
        """Copy what is meant with all that is under it; also as indented text to the clipboard."""
        from workbench.exchange import indented

        top = self.organization.chart.topmost(self.meant())
        if top:
            self._copied = reshape.copied(self.organization, self.meant())
            self.unmark()
            text = b"".join(indented.write(self.organization, process) for process in top).decode()
            said = put_on_clipboard(self.app, text)
            self.app.say(f"copied {count(len(self._copied.processes), 'process')}; p pastes. {said}")
            self.refresh_bindings()

    def action_paste(self) -> None:
        """Paste what was copied behind this one."""
        self._paste(self._copied, inside=False)

    def action_paste_in(self) -> None:
        """Paste what was copied under this one."""
        self._paste(self._copied, inside=True)

    def _paste(self, rows: "Rows | None", inside: bool) -> None:
        if rows is None:
            return
        from workbench.services import exchange

        at = self.outline.process
        behind = None if inside or at == self.top else at
        under = at if behind is None else self.organization.chart.parent(behind)
        done = self.app.act(exchange.take_in, rows, under, False, behind, "process.paste")
        if done and done.processes:
            self.go(done.processes[0].id)
            notes = f" {done.notes[0]}" if done.notes else ""
            self.app.say(f"pasted {count(len(done.processes), 'process')}; u takes it back.{notes}")

    def on_paste(self, event: events.Paste) -> None:
        """Several lines from elsewhere become processes once the person has said so; a word or two do nothing."""
        from workbench.exchange import formats
        from workbench.screens.dialogs import Choose

        if self.view or len(event.text.splitlines()) < 2:
            return
        event.stop()
        try:
            rows = formats.read(event.text.encode(), "", "text")
        except BadInput as error:
            self.app.say(f"What was pasted is no outline: {error}", warns=True)
            return
        number = count(len(rows.processes), "process")
        answers = {"p": f"put {number} behind the cursor", "c": f"put {number} under it"}
        question = f"Pasted: {rows.processes[0].name}{' …' if len(rows.processes) > 1 else ''}"
        self.app.push_screen(Choose(question, answers), lambda answer: self._take_paste(rows, answer))

    def _take_paste(self, rows: "Rows", answer: str | None) -> None:
        if answer:
            self._paste(rows, inside=answer == "c")
