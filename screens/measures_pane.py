"""What a process is measured by, what was read and how that goes on; a reading is taken in one line."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from workbench.domain.dates import Interval
from workbench.domain.errors import WorkbenchError, count
from workbench.domain.ids import ProcessId
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.domain.readings import (
    Indicator,
    Reading,
    Trend,
    difference,
    in_words,
    is_out_of_range,
    next_reading,
    trend,
)
from workbench.domain.sparkline import sparkline
from workbench.screens import dated_form, dated_lines, part_form
from workbench.screens.listing import Line, Unmade
from workbench.screens.part_pane import PartPane
from workbench.screens.records_pane import Texts, investigate, noted, nothing_yet
from workbench.screens.safe import fit
from workbench.services.dated_kinds import READING
from workbench.services.investigating import looks_into
from workbench.services.parts import MEASURE

SHOWN, DRAWN = 24, 12
NAME, FIGURE = (14, 40), 10
NOTHING = "Nothing is measured yet: a says what, its target and the range it should stay in."


class MeasuresPane(PartPane):
    """The measures with what was read last; the readings of the open one stand under it, the newest first.

    There may be very many readings, so that only those in sight are made.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "read", "Read", id="measure.read", tooltip="Take a reading: the figure, and the day if not today"),
        Binding("a", "add", "Measure", id="measure.add", tooltip="Something more to be measured"),
        Binding("enter,e", "edit", "Write", id="measure.edit", tooltip="All fields of the measure or the reading"),
        Binding("right,l", "unfold(1)", "Readings", id="measure.unfold", tooltip="The readings of the measure"),
        Binding("left,h", "unfold(0)", "Fold", show=False, id="measure.fold", tooltip="Only the measures"),
        Binding(
            "i", "investigate", "Look into", id="measure.investigate", tooltip="To its investigation, or a new one"
        ),
        Binding("d", "delete", "Delete", id="measure.delete", tooltip="Take out a mistake; asks once more"),
    ]

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id, classes)
        self._open = ""
        self._known: tuple[object, Mapping[str, Sequence[str]]] = (None, {})

    def title(self) -> str:
        """It is what is measured."""
        return "Measures"

    def show(self, organization: Organization, process: Process | None, part: str) -> None:
        """Show the measures; those of another process folded, unless there is one only, or a reading is meant."""
        if process and (not self._shown or self._shown[1] is None or self._shown[1].id != process.id):
            self._open = process.measures[0].id if len(process.measures) == 1 else ""
        if meant := self._reading(part):
            self._open = meant.measure
        super().show(organization, process, part)

    # What is under the cursor

    @property
    def reading(self) -> Reading | None:
        """The reading under the cursor, None on a measure."""
        return self._reading(self.listing.chosen)

    def _reading(self, id: str) -> Reading | None:
        try:
            found = self.app.store.dated.get(id) if id.startswith("R") else None
        except WorkbenchError:
            return None
        return found if isinstance(found, Reading) else None

    @property
    def measure(self) -> Indicator | None:
        """The measure under the cursor, or of the reading there."""
        reading = self.reading
        wanted = reading.measure if reading else self.listing.chosen
        return next((one for one in self.process.measures if one.id == wanted), None)

    def read(self, measure: str) -> Sequence[str]:
        """The ids of the readings of a measure, the newest first; gathered once, until something changes."""
        seen: tuple[int, ProcessId] = (self.app.store.changes, self.process.id)
        if self._known[0] != seen:
            dated, measures = self.app.store.dated, self.process.measures
            ids = {one.id: dated.newest_ids(Reading, self.process.id, measure=one.id) for one in measures}
            self._known = (seen, ids)
        return self._known[1].get(measure, ())

    def _newest(self, measure: str) -> list[Reading]:
        """The last readings of a measure, the oldest of them first."""
        found = (self._reading(id) for id in self.read(measure)[:SHOWN])
        return [one for one in found if one][::-1]

    # What is shown

    def lines(self) -> Sequence[Line]:
        """The measures, and under the open one its readings."""
        ids: list[str] = []
        for measure in self.process.measures:
            ids += [measure.id, *(self.read(measure.id) if measure.id == self._open else ())]
        return Unmade(ids, self._line) if ids else [nothing_yet(NOTHING)]

    def _line(self, id: str) -> Line:
        measure = next((one for one in self.process.measures if one.id == id), None)
        return self._measure_line(measure) if measure else self._reading_line(id)

    def _measure_line(self, measure: Indicator) -> Line:
        signs, newest = self.app.glyphs, self._newest(measure.id)
        fold = signs.open if measure.id == self._open else signs.closed if newest else " "
        room = self.listing.wide - len(" > M1 ") - 2 * FIGURE - DRAWN - len("! out of range")
        widest = max(len(one.name) for one in self.process.measures)
        name = fit(measure.name, max(NAME[0], min(NAME[1], room, widest)))
        last = newest[-1] if newest else None
        return Line(
            measure.id,
            (
                (f" {fold} {measure.id:<3}{name} ", ""),
                *self._figures(last),
                (f"{self._drawn(newest):<{DRAWN}}  ", "quiet"),
                *self._marked(last),
            ),
        )

    def _reading_line(self, id: str) -> Line:
        reading = self._reading(id)
        if reading is None:
            return Line.of(f"      {id} cannot be read: `workbench check` says why", id, "alarm")
        return Line(
            id,
            (
                (f"      {reading.on}  ", "quiet"),
                *self._figures(reading),
                *self._marked(reading),
                (f"  {reading.note}", "quiet"),
            ),
        )

    def _figures(self, reading: Reading | None) -> Iterator[tuple[str, str]]:
        """What was read, and how far it is from the target."""
        if reading is None:
            yield "not read yet", "quiet"
            return
        yield f"{reading.actual:<{FIGURE - 1}} ", "strong"
        yield f"{in_words(difference(reading), reading.actual):<{FIGURE - 1}} ", ""

    def _marked(self, reading: Reading | None) -> Iterator[tuple[str, str]]:
        """That it is out of range, with a sign and in words."""
        if reading and is_out_of_range(reading):
            yield f"{self.app.glyphs.alarm} out of range", "alarm"

    def _drawn(self, newest: Sequence[Reading], width: int = DRAWN) -> str:
        return sparkline(trend(newest).values, width, self.app.glyphs.bars)

    def text(self) -> tuple[str, Texts]:
        """All that is known of the reading, or of the measure and how it goes."""
        reading, measure = self.reading, self.measure
        if reading:
            return reading.id, list(self._of_reading(reading, measure))
        if measure:
            return f"{measure.id} {measure.name}", list(self._of_measure(measure))
        return "", [("", NOTHING)]

    def _of_measure(self, measure: Indicator) -> Iterator[tuple[str, str]]:
        newest = self._newest(measure.id)
        wanted = f"Wanted: {measure.target or 'no target is said'}"
        yield "strong", f"{wanted}{f', to stay in {measure.range}' if measure.range else ''}"
        kind = f"It tells of {measure.aim}." if measure.aim else "Of which kind it is was not said: Enter writes it."
        yield "", kind
        yield "", self._period(measure, newest)
        if newest:
            last = newest[-1]
            off = in_words(difference(last), last.actual)
            yield "", f"Last: {last.actual} on {last.on}{f', {off} from its target' if off else ''}"
            yield "", f"{self._drawn(newest, SHOWN)}  {_goes(trend(newest), len(newest))}"
            yield "quiet", f"{count(len(self.read(measure.id)), 'reading')}; right shows them, left folds them."
        else:
            yield "quiet", "It was never read yet: r takes a reading."
        if measure.note:
            yield "", measure.note

    def _period(self, measure: Indicator, newest: Sequence[Reading]) -> str:
        who = self.organization.name_of(measure.who or self.process.owner) or "nobody in particular"
        if not measure.every:
            return f"Read by {who}, in no set period."
        due = next_reading(measure, newest, self.app.today)
        late = f"{self.app.glyphs.alarm} due since" if due and due < self.app.today else "next on"
        return f"Read every {Interval.read(measure.every).in_words()} by {who}; {late} {due}."

    def _of_reading(self, reading: Reading, measure: Indicator | None) -> Iterator[tuple[str, str]]:
        yield "head", measure.name if measure else reading.measure
        off = in_words(difference(reading), reading.actual)
        out = f"; {self.app.glyphs.alarm} out of range" if is_out_of_range(reading) else ""
        yield "strong", f"{reading.actual} on {reading.on}{f', {off}' if off else ''}{out}"
        held = [f"target {reading.target}" if reading.target else "", f"range {reading.range}" if reading.range else ""]
        yield "", f"Then held: {', '.join(filter(None, held)) or 'no target'}."
        if reading.note:
            yield "", reading.note
        if found := looks_into(self.app.store, reading):
            closed = f", closed {found.closed}" if found.closed else ", still open"
            yield "", f"{found.id} looks into it{closed}: i goes there."
        elif out:
            yield "", "Nobody looks into it: i begins an investigation."
        yield "quiet", noted(self.organization, reading)

    # Acts

    def action_read(self) -> None:
        """Take a reading in one line."""
        if self.measure:
            dated_lines.ask(self.app, self.process, dated_lines.READING, self.measure.id)

    def action_add(self) -> None:
        """Write down something more to be measured."""
        part_form.open_form(self.app, self.process, MEASURE)

    def action_edit(self) -> None:
        """Open the form of the reading or the measure; where there is none, of a new one."""
        if self.reading:
            dated_form.open_form(self.app, self.process, READING, self.reading.id)
        else:
            part_form.open_form(self.app, self.process, MEASURE, self.measure.id if self.measure else "")

    def action_unfold(self, is_open: int) -> None:
        """Show the readings of the measure, or the measures only."""
        measure = self.measure
        self._open = measure.id if measure and is_open else ""
        if measure:
            self.listing.go(measure.id)
        self.draw()

    def action_investigate(self) -> None:
        """Go to the investigation of the reading, or the last of the measure; where there is none, begin one."""
        measure = self.measure
        newest = self._newest(measure.id) if measure else []
        if reading := self.reading or (newest[-1] if newest else None):
            investigate(self, reading)

    def action_delete(self) -> None:
        """Ask, then take out the reading, or the measure; one that was read stays."""
        if self.reading:
            dated_form.delete(self.app, self.reading.id, f"of {self.reading.on}")
        elif self.measure:
            part_form.delete(self.app, self.process, MEASURE, self.measure.id)

    def why_not(self, action: str) -> str:
        """Why a key does nothing now."""
        if self._shown is None or action in ("add", "edit"):
            return ""
        measure = self.measure
        if measure is None:
            return NOTHING
        readings = len(self.read(measure.id))
        if action in ("investigate", "unfold") and not readings:
            return f"{measure.id} was never read yet: r takes a reading."
        return ""


def _goes(so_far: Trend, readings: int) -> str:
    """How the last readings go, in words."""
    return f"{so_far.course}; {so_far.out} of the last {readings} out of range"
