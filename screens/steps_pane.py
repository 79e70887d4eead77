"""The step editor: what is done, by whom, how long it takes and what it costs, and what all of it comes to."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Label

from workbench.domain.design import totals
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.domain.steps import Step, Symbol, ValueClass, places
from workbench.exchange.process_sheet import price_line
from workbench.exchange.step_chart import total_rows, way_told
from workbench.screens import branching, part_form, step_figures
from workbench.screens.flow import fits, flow_lines
from workbench.screens.listing import Line, Listing
from workbench.screens.safe import joined, lit
from workbench.screens.step_lines import chart_lines
from workbench.screens.step_naming import StepNaming
from workbench.services import engineering, promised
from workbench.services.parts import STEP

EMPTY = "There is no step yet: a writes the first."
VALUES = ("", *ValueClass)


def _symbol(key: str, symbol: Symbol, why: str) -> Binding:
    return Binding(
        key, f"symbol('{symbol}')", symbol.capitalize(), show=False, id=f"steps.{symbol}", tooltip=f"{why}: {symbol}"
    )


class StepsPane(StepNaming):
    """The steps as a list, as a flow process chart, or as a flow in lanes; below them what a run comes to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add", id="steps.add", tooltip="Write a new step behind this one"),
        Binding("O", "add_before", "Before", show=False, id="steps.add-before", tooltip="Write one before this one"),
        Binding("e,f2", "rename", "Name", id="steps.rename", tooltip="Write its name anew"),
        Binding("enter", "edit", "Fields", id="steps.edit", tooltip="All its fields: times, cost, system, note, ways"),
        Binding("at", "perform", "Performer", id="steps.perform", tooltip="Say who does it: a person or a role"),
        Binding("m", "figure('times')", "Times", id="steps.times", tooltip="How long it takes: 8 min, wait 2 d"),
        Binding("dollar_sign", "figure('cost')", "Cost", show=False, id="steps.cost", tooltip="What it costs: $6"),
        Binding("v", "value", "Value", id="steps.value", tooltip="What it is worth to the customer: VA, BVA, NVA"),
        _symbol("o", Symbol.OPERATION, "Something is changed or made"),
        _symbol("t", Symbol.TRANSPORT, "It goes to another place"),
        _symbol("i", Symbol.INSPECTION, "It is looked at, counted or tested"),
        _symbol("h", Symbol.DELAY, "It is held up and waits"),
        _symbol("s", Symbol.STORAGE, "It is kept until it is asked for"),
        _symbol("y", Symbol.DECISION, "Yes or no"),
        Binding("b", "branch", "Branch", id="steps.branch", tooltip="A way on, or back, taken in so many of 100 runs"),
        Binding("J,alt+down", "shift(1)", "Down", show=False, id="steps.move-down", tooltip="Move it behind the next"),
        Binding("K,alt+up", "shift(-1)", "Up", show=False, id="steps.move-up", tooltip="Move it before the one above"),
        Binding("d", "delete", "Delete", id="steps.delete", tooltip="Take out a step that is a mistake"),
        Binding("w", "turn", "View", id="steps.view", tooltip="List, flow process chart, flow in lanes"),
        Binding("escape", "leave", "Back", show=False, id="steps.leave", tooltip="To the list, or the questions"),
    ]  # fmt: skip

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id, classes)
        self._views = (super().lines, self._chart, self._flow)
        self._view = 0

    def compose(self) -> ComposeResult:
        """The totals stand below the list."""
        yield from super().compose()
        yield Label("", id="steps-totals", markup=False)

    def show(self, organization: Organization, process: Process, part: str) -> None:
        """Show the steps of a process, and what a run of them comes to."""
        super().show(organization, process, part)
        if part:
            self.listing.go(part)
        self.border_title = lit(joined(["Steps", f"{organization.label(process)} {process.name}".strip()]))
        self._sum_up(process)
        self._say_more()
        self.refresh_bindings()

    def _sum_up(self, process: Process) -> None:
        said = " · ".join(f"{name} {text}" for name, text in total_rows(totals(process.steps)))
        line = price_line(process, promised.readings(self.app.store, process))
        text = "\n".join(filter(None, (said, line))) if process.steps else EMPTY
        for label in self.query("#steps-totals").results(Label):
            label.update(lit(text))

    def on_mount(self) -> None:
        """Say what a run comes to from the first."""
        if self.process:
            self._sum_up(self.process)

    @on(Listing.Moved)
    def _say_more(self) -> None:
        """Say of the step under the cursor what has no column."""
        step = self.step
        place = places(self.steps)
        ways = [way_told(way, place) for way in step.ways] if step else []
        more = [*ways, step.system, step.note.partition("\n")[0]] if step else []
        self.border_subtitle = lit(joined(more))

    # Views

    def lines(self, width: int) -> list[Line]:
        """The lines of what is shown: the list, the chart or the flow."""
        return self._views[self._view](width)

    def _chart(self, width: int) -> list[Line]:
        return chart_lines(self.steps, width, self.app.glyphs)

    def _flow(self, width: int) -> list[Line]:
        return flow_lines(self.steps, width, self.app.glyphs)

    def action_turn(self) -> None:
        """Turn the list into the flow process chart, that into the flow in lanes where it fits, and back."""
        self._view = (self._view + 1) % 3
        if self._view == 2 and not fits(self.steps, self.listing.wide):
            self._view = 0
            at = self.process.id if self.process else "PROCESS"
            self.app.say(f"The lanes do not fit in this width; `workbench steps {at} --lanes` prints them.")
        self.draw()

    def to_list(self) -> None:
        """Show the list, where names are written."""
        self._view = 0

    def action_leave(self) -> None:
        """Back to the list; from there to the questions."""
        if self._view:
            self.to_list()
            self.draw()
        else:
            self.screen.set_focus(self.screen.query_one("#agenda"))

    # Acts

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Most needs a step."""
        return None if self.why_not(action) else True

    def why_not(self, action: str) -> str:
        """Why a key does nothing now."""
        if self.entry.display:
            return "Enter or Esc keeps the name first."
        return EMPTY if action not in ("add", "leave") and not self.steps else ""

    def action_add(self) -> None:
        """Write a new step behind this one."""
        self.write_behind(self.step.id if self.step else self._last())

    def action_add_before(self) -> None:
        """Write a new step before this one."""
        if self.step:
            self.write_behind(self._beside(self.step, -1))

    def _beside(self, step: Step, by: int) -> str:
        """The step so many places on or back, "" where there is none."""
        place = self.steps.index(step) + by
        return self.steps[place].id if 0 <= place < len(self.steps) else ""

    def action_rename(self) -> None:
        """Write its name anew."""
        if self.step:
            self.rename(self.step)

    def action_edit(self) -> None:
        """Open the form of its fields."""
        if self.process and self.step:
            part_form.open_form(self.app, self.process, STEP, self.step.id)

    def action_figure(self, of: str) -> None:
        """Ask for its times, or its cost, in one line."""
        if self.process and self.step:
            step_figures.ask_figure(self.app, self.process, self.step, of)

    def action_symbol(self, symbol: str) -> None:
        """Say what kind of step it is."""
        self._set(symbol=symbol)

    def action_value(self) -> None:
        """Say what it is worth to the customer: the next class, and none behind the last."""
        if self.step:
            self._set(value=VALUES[(VALUES.index(self.step.value or "") + 1) % len(VALUES)])

    def action_perform(self) -> None:
        """Say who does it."""
        if self.process and self.step:
            branching.choose_performer(self.app, self.process, self.step)

    def action_branch(self) -> None:
        """Let it lead to another step as well, or back to one."""
        if self.process and self.step:
            branching.branch(self.app, self.process, self.step)

    def _set(self, **texts: str) -> None:
        if self.process and self.step:
            self.app.act(engineering.set_part, self.process, STEP, self.step.id, texts)

    def action_shift(self, by: int) -> None:
        """Move it behind the next step, or before the one above."""
        process, step = self.process, self.step
        if process is None or step is None:
            return
        behind = self._beside(step, 1 if by > 0 else -2)
        if step is self.steps[-1 if by > 0 else 0]:
            self.app.say("It is the last step already." if by > 0 else "It is the first step already.")
        else:
            self.app.act(engineering.move_step, process, step.id, behind, not behind)

    def action_delete(self) -> None:
        """Ask, then take the step out."""
        if self.process and self.step:
            part_form.delete(self.app, self.process, STEP, self.step.id)
