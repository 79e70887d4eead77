"""Whether a branch of the chart is a place of careers or of jobs: what its people say together, and since when."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from workbench.domain.assessments import Survey, asked_next
from workbench.domain.errors import BadInput
from workbench.domain.process import Process
from workbench.domain.sparkline import sparkline
from workbench.screens import asking
from workbench.screens.listing import Line
from workbench.screens.part_pane import PartPane
from workbench.services import careers
from workbench.services.careers import HIGHEST_MARK, LOWEST_MARK, Statement

MIDDLE = 3


class CareersPane(PartPane):
    """The statements of the check with the mark of today and those of before, above both ends of the one chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,plus", "mark(1)", "Careers", id="careers.more", tooltip="More like careers, from 1 to 5"),
        Binding("left,minus", "mark(-1)", "Jobs", id="careers.less", tooltip="More like jobs, from 5 to 1"),
        Binding("v", "voices", "Voices", id="careers.voices", tooltip="How many people were asked together"),
    ]

    @property
    def branch(self) -> Process:
        """The branch that the current process stands in: the process at the top of it."""
        line = self.organization.full_chart.line(self.process.id)
        return self.organization.processes[line[0]] if line else self.process

    def heading(self) -> str:
        """Which branch it is."""
        return f"Careers or jobs · {self.organization.label(self.branch)} {self.branch.name}"

    @property
    def past(self) -> Sequence[Survey]:
        """The checks of this branch, the newest last."""
        return careers.surveys(self.app.store, self.branch)

    @property
    def today(self) -> Survey | None:
        """The check of today, where one has been begun."""
        return next((one for one in self.past if one.on == self.app.today), None)

    def lines(self) -> Sequence[Line]:
        """The statements, each with its marks; then the checks as a whole."""
        return list(self._lines())

    def _lines(self) -> Iterator[Line]:
        yield Line.of(
            f" {'asked today' if self.today else 'right and left mark it':<24} 1 jobs … 5 careers", kind="head"
        )
        for statement in careers.statements():
            marks = self._marks(statement)
            now = next((mark.value for mark in self.today.marks if mark.id == statement.id), 0) if self.today else 0
            scale = "".join("●" if number == now else "·" for number in range(LOWEST_MARK, HIGHEST_MARK + 1))
            yield Line.of(
                f" {statement.id:<11} {self._drawn(marks):<6} {scale} {now or '?'}  {statement.careers}", statement.id
            )
        if self.past:
            middles = [one.middle for one in self.past]
            yield Line.of(f" {'together':<11} {self._drawn(middles):<6}", kind="head")
            yield from map(self._check, reversed(self.past))

    def _check(self, one: Survey) -> Line:
        asked = f", {one.voices} asked" if one.voices else ""
        return Line.of(f"   {one.on}  {one.middle:.1f}, {careers.answered(one)} answered{asked}", kind="quiet")

    def _marks(self, statement: Statement) -> list[int]:
        return [mark.value for one in self.past for mark in one.marks if mark.id == statement.id]

    def _drawn(self, values: Sequence[float]) -> str:
        return sparkline(values, 6, bars=self.app.glyphs.bars, between=(LOWEST_MARK, HIGHEST_MARK))

    @property
    def statement(self) -> Statement | None:
        """The statement under the cursor."""
        return next((one for one in careers.statements() if one.id == self.listing.chosen), None)

    def text(self) -> tuple[str, Sequence[tuple[str, str]]]:
        """What is said where people have jobs, and where they have careers."""
        one = self.statement
        return (one.id if one else "", list(self._told(one)) if one else [])

    def _told(self, one: Statement) -> Iterator[tuple[str, str]]:
        yield "", f"1  {one.jobs}"
        yield "strong", f"5  {one.careers}"
        yield "", ""
        yield "quiet", "It is of the branch, never of a person: ask together, and keep who said what out of it."
        if due := asked_next(self.past):
            yield "quiet", f"Next on {due}."

    # Acts

    def action_mark(self, step: int) -> None:
        """Move the mark of today one step to careers or to jobs, at first from the middle."""
        one = self.statement
        if one is None:
            return
        known = {mark.id: mark.value for mark in self.today.marks} if self.today else {}
        value = max(LOWEST_MARK, min(known.get(one.id, MIDDLE) + step, HIGHEST_MARK))
        if self.app.act(careers.survey, self.branch, {one.id: value}, self.app.today):
            self.app.say(f"{one.id}: {value} of {HIGHEST_MARK}, today.")

    def action_voices(self) -> None:
        """Ask how many people were asked together."""

        def keep(line: str) -> str:
            if not (line.isascii() and line.isdecimal() and 0 < int(line) < 100_000):
                raise BadInput(f"“{line}” is no number of people.")
            careers.survey(self.app.store, self.app.actor, self.branch, {}, self.app.today, int(line))
            return f"{line} were asked; who said what is not kept."

        begun = str(self.today.voices or "") if self.today else ""
        asking.ask(self.app, "How many people were asked together?", None, keep, begun, "a number", is_usual=True)
