"""How mature a process is, or the enterprise around it: every statement, what shows it, and how far it holds."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import ClassVar

from textual.binding import Binding, BindingType

from workbench.domain.assessments import Truth
from workbench.domain.errors import WorkbenchError
from workbench.domain.maturity import HIGHEST, ElementLevel, Maturity, Statement
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.domain.sparkline import sparkline
from workbench.screens import noting
from workbench.screens.listing import Line
from workbench.screens.part_pane import PartPane
from workbench.services import maturing

Past = Sequence[tuple[date, int]]

TRUTHS = {"largely": Truth.LARGELY, "somewhat": Truth.SOMEWHAT, "not": Truth.NOT}
NOBODY_SAID = "Nothing shows it yet, and nobody has said how far it holds."


class MaturityPane(PartPane):
    """The statements of each element under its enabler, above what is known of the one under the cursor."""

    letter: ClassVar[str] = "P"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l", "say('largely')", "Largely", id="maturity.largely", tooltip="It is largely true"),
        Binding("s", "say('somewhat')", "Somewhat", id="maturity.somewhat", tooltip="It is somewhat true"),
        Binding("n", "say('not')", "Not", id="maturity.not", tooltip="It is largely not true"),
        Binding("e", "evidence", "Evidence", id="maturity.evidence", tooltip="Say on what it was judged"),
        Binding("w", "weakest", "Weakest", id="maturity.weakest", tooltip="To the statement that is missing"),
    ]

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id, classes)
        self._found: tuple[object, Maturity, Past] | None = None

    def show(self, organization: Organization, process: Process | None, part: str) -> None:
        """Show where it stands; another than before from what is missing on."""
        was = self._shown and self._shown[1]
        is_new = not self._shown or (was and was.id) != (process and process.id)
        super().show(organization, process, part)
        if is_new:
            self.action_weakest()

    @property
    def found(self) -> Maturity:
        """Where it stands."""
        return self._known()[1]

    def _known(self) -> tuple[object, Maturity, Past]:
        """Where it stands and stood before; reckoned once, until something changes."""
        of = (self.app.store.changes, self.app.today, self._about() and self.process.id)
        if self._found is None or self._found[0] != of:
            self._found = of, self._reckoned(), self._stood()
        return self._found

    def _about(self) -> Process | None:
        """The process that is judged; None for the enterprise."""
        return self.process

    def _reckoned(self) -> Maturity:
        store = self.app.store
        return maturing.of_process(store, self.process, self.app.today, maturing.cap_of(store))

    def _stood(self) -> Past:
        """The levels on the days on which it was judged before, as far as the history can be read."""
        try:
            return maturing.past(self.app.store, self.process, self.app.today)
        except WorkbenchError:
            return ()

    @property
    def statement(self) -> Statement | None:
        """The statement under the cursor."""
        chosen = self.listing.chosen
        return next((one for element in self._elements() for one in element.statements if one.id == chosen), None)

    def _elements(self) -> Iterator[ElementLevel]:
        return (element for enabler in self.found.enablers for element in enabler.elements)

    def title(self) -> str:
        """The level, and what decides it."""
        found = self.found
        held = f", held from {self.letter}-{found.own} by the enterprise" if found.is_capped else ""
        return f"{self.letter}-{found.level}: the weakest is {found.weakest.enabler.title}{held}"

    def lines(self) -> Sequence[Line]:
        """Every statement under its element and its enabler, with how far it holds."""
        return list(self._lines())

    def _lines(self) -> Iterator[Line]:
        for enabler in self.found.enablers:
            yield Line.of(f" {enabler.enabler.title} {enabler.level}", kind="head")
            for element in enabler.elements:
                seen = f"  {element.evidence}" if element.level else ""
                yield Line("", ((f"  {element.element.title} {element.level}", "strong"), (seen, "quiet")))
                yield from map(self._line, element.statements)

    def _line(self, one: Statement) -> Line:
        kind = "quiet" if one.truth is None else "alarm" if one.truth is Truth.NOT else ""
        return Line.of(f"    {self._mark(one.truth)} {one.id[-1]} {one.text}", one.id, kind)

    def _mark(self, truth: Truth | None) -> str:
        marks = {Truth.LARGELY: self.app.glyphs.done, Truth.SOMEWHAT: "~", Truth.NOT: self.app.glyphs.alarm}
        return marks[truth] if truth else "?"

    def text(self) -> tuple[str, Sequence[tuple[str, str]]]:
        """The statement as a whole, what shows it, and who else decides."""
        one = self.statement
        if one is None:
            return "", []
        element = next(element.element.title for element in self._elements() if one in element.statements)
        return f"{element} {one.id[-1]} · {one.truth or 'not answered'}", list(self._told(one))

    def _told(self, one: Statement) -> Iterator[tuple[str, str]]:
        yield "strong", one.text
        if one.on:
            yield "", f"Judged on {one.on}{f': {one.evidence}' if one.evidence else '.'}"
        else:
            yield "", f"The records show it: {one.evidence}." if one.truth else NOBODY_SAID
        yield from self._beside()

    def _beside(self) -> Iterator[tuple[str, str]]:
        """What the level means, how it came about, and whether the enterprise holds it back."""
        found, meaning = self.found, maturing.model().levels
        yield "", ""
        yield "", f"{self.letter}-{found.level}: {meaning[found.level]}."
        capped = found.cap is None
        said = (
            "nobody has judged the enterprise yet" if capped else f"no process passes the enterprise, at E-{found.cap}"
        )
        yield "quiet", f"The weakest enabler decides; {said}."
        if past := self._known()[2]:
            levels = [*(level for _, level in past), found.own]
            drawn = sparkline(levels, bars=self.app.glyphs.bars, between=(0, HIGHEST))
            yield "", f"{drawn}  " + ", ".join(f"{self.letter}-{level} on {day}" for day, level in past)

    # Acts

    def action_say(self, how: str) -> None:
        """Say how far the statement holds, and go on to the next."""
        if self._judge(TRUTHS[how]):
            self.listing.action_move(1)

    def _judge(self, truth: Truth) -> bool:
        one = self.statement
        if one is None:
            return False
        before, element = self.found.level, one.id.rpartition("-")[0]
        said = {(element, int(one.id[-1])): truth}
        if not self.app.act(maturing.judge, self._about(), {}, self.app.today, "", None, said):
            return False
        now = self.found.level
        moved = f" It stands at {self.letter}-{now} now." if now != before else ""
        self.app.say(f"{one.id}: {truth}.{moved}")
        return True

    def action_evidence(self) -> None:
        """Ask on what the statement was judged."""
        if self.statement:
            noting.ask_evidence(self.app, self._about(), self.statement.id)

    def action_weakest(self) -> None:
        """Go to the first statement that is missing for the next level."""
        for element in self.found.weakest.weakest:
            missing = next((one for one in element.statements if one.truth is not Truth.LARGELY), None)
            if missing:
                self.listing.go(missing.id)
                self.draw()
                return


class EnterprisePane(MaturityPane):
    """The capabilities of the enterprise, by which no process stands higher."""

    letter = "E"

    def heading(self) -> str:
        """Where the enterprise stands, or that it is not judged yet."""
        whole = maturing.of_enterprise(self.app.store)
        return f"Enterprise · {self.title()}" if whole else "Enterprise · not judged as a whole yet"

    def _about(self) -> Process | None:
        return None

    def _reckoned(self) -> Maturity:
        return maturing.enterprise(self.app.store)

    def _stood(self) -> Past:
        return ()

    def _beside(self) -> Iterator[tuple[str, str]]:
        yield "", ""
        yield "quiet", "Judge it with those who lead. The weakest capability caps every process."
