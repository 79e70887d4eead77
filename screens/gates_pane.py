"""A gate of engineering: what it wants, there or missing, who passed it, and passing it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from workbench.domain.drift import gone_of
from workbench.domain.engineering import Gap, next_gate, passed, wanted
from workbench.domain.errors import count
from workbench.domain.organization import Organization
from workbench.domain.process import Process, Stage
from workbench.domain.training import TrainingItem
from workbench.screens.asking import as_seen, ask
from workbench.screens.listing import Line
from workbench.screens.part_pane import PartPane, Wanted
from workbench.services import gates
from workbench.services.checklist import checklist

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp

GATE, ROUND = "gate", "round"
FORM = "form"
NEXT = {
    Stage.DESIGNED: "next: best practices and a published document",
    Stage.DOCUMENTED: "next: the training of those who perform it",
    Stage.TRAINED: "next: its handoff to an owner",
}


class GatesPane(PartPane):
    """What a gate wants, line by line, above who passed it and what was said."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "mend", "Go there", id="gate.mend", tooltip="Go to where it is mended"),
        Binding("p", "pass", "Pass", id="gate.pass", tooltip="Pass the gate; with gaps it asks why"),
        Binding("R", "reopen", "New round", id="gate.reopen", tooltip="Begin another round of engineering, and why"),
    ]

    def show(self, organization: Organization, process: Process | None, part: str) -> None:
        """Show a gate; another than before from its first gap on."""
        was = (self.part, self.process.id) if self._shown else None
        super().show(organization, process, part)
        first = next((gap for gap in self._wanted() if not gap.is_there), None)
        if first and was != (part, self.process.id):
            self.listing.go(self._place(first))

    @property
    def stage(self) -> Stage:
        """The stage whose gate it is."""
        return Stage(self.part)

    def title(self) -> str:
        """The gate by its stage."""
        missing = sum(not gap.is_there for gap in self._wanted())
        return f"Gate {self.stage}, {count(missing, 'gap')}" if missing else f"Gate {self.stage}"

    def _wanted(self) -> list[Gap]:
        return wanted(checklist(self.organization), self.process, self.stage, self.app.today)

    def lines(self) -> Sequence[Line]:
        """Everything that is wanted, what is missing first and with an alarm."""
        return [self._line(gap) for gap in sorted(self._wanted(), key=lambda gap: gap.is_there)]

    def _line(self, gap: Gap) -> Line:
        if gap.is_there:
            return Line.of(f" {self.app.glyphs.done} {self._named(gap)}", self._place(gap))
        return Line.of(f" {self.app.glyphs.alarm} {self.missed(gap)}", self._place(gap), "alarm")

    def _place(self, gap: Gap) -> str:
        """Where it is mended; the key tells apart what is mended at one place."""
        return f"{gap.place}/{gap.part}" if gap.part else f"{gap.place}#{gap.key}"

    def _named(self, gap: Gap) -> str:
        """What is there, in words."""
        match gap.place:
            case "answers":
                return checklist(self.organization).question(gap.part).label
            case "steps" if gap.key == "promise":
                return gap.what
            case "steps":
                return count(len(self.process.steps), "step")
            case "practices":
                return f"best practice to {gap.part}"
            case "document":
                return f"published as {self.process.versions[-1].id}"
            case "form":
                return count(len(self.process.performers), "performer")
            case _:
                return self._taught(gap)

    def _taught(self, gap: Gap) -> str:
        if gap.part:
            items: Sequence[TrainingItem] = self.process.training
            return f"{self.organization.name_of(gap.part)} does {', '.join(item.id for item in items)} alone"
        return count(len(self.process.training), "training item")

    def text(self) -> tuple[str, Sequence[tuple[str, str]]]:
        """Who passed it, when and why in spite of gaps; what passing it takes."""
        return "the gate", [*self._passed(), *self._gone(), *self._rounds()]

    def _passed(self) -> Iterator[tuple[str, str]]:
        gate = passed(self.process, self.stage)
        if gate:
            by = self.organization.name_of(gate.by) or "somebody"
            yield "strong", f"Passed {gate.on or 'without a day'} by {by}."
            if gate.because:
                yield "", f"In spite of gaps: {gate.because}"
        elif next_gate(self.process) is self.stage:
            way_in = "" if self.has_focus_within else "Enter comes in here, "
            yield "", f"Not passed yet. {way_in}p passes it."
        else:
            yield "", f"Not passed yet; {next_gate(self.process)} comes first."

    def _gone(self) -> Iterator[tuple[str, str]]:
        gate = passed(self.process, self.stage)
        if gate and (gone := gone_of(self.process, gate)):
            yield "strong", f"Drifted: gone since it was passed: {', '.join(map(self._by_name, gone))}."
        if since := gates.since(self.organization, self.process, self.stage, self.app.today):
            yield "strong", f"Since then: {'; '.join(map(self.missed, since))}."

    def _by_name(self, word: str) -> str:
        """A word for evidence, somebody in it by name."""
        what, of, person = word.partition("training of ")
        return f"{what}{of}{self.organization.name_of(person)}" if person else word

    def _rounds(self) -> Iterator[tuple[str, str]]:
        for turn in self.process.rounds:
            begun = f"{turn.id} began {turn.on or ''} {self.organization.name_of(turn.by)}".strip()
            closed = f", closed {turn.closed}" if turn.closed else ""
            yield "quiet", f"{begun}{closed}{f': {turn.because}' if turn.because else ''}"

    # Acts

    def action_mend(self) -> None:
        """Go to where the line under the cursor is mended."""
        place = self.listing.chosen.partition("#")[0]
        mode, _, field = place.partition("/")
        if mode == FORM:
            self.app.open_form(self.process, field)
        elif place:
            self.post_message(Wanted(place))

    def action_pass(self) -> None:
        """Pass the gate; where something is missing, ask why."""
        missing = [gap for gap in self._wanted() if not gap.is_there]
        if not missing:
            self._pass("")
            return
        named = "; ".join(self.missed(gap) for gap in missing[:3]) + ("; …" if len(missing) > 3 else "")
        ask_why(self.app, self.process, self.stage, f"{count(len(missing), 'gap')}: {named}. Why pass it all the same?")

    def _pass(self, because: str) -> None:
        changed = self.app.act(gates.pass_gate, self.process, self.stage, self.app.today, because)
        if changed:
            self.app.say(_told(changed, self.stage))

    def action_reopen(self) -> None:
        """Begin another round, and say why."""
        ask_round(self.app, self.process)

    def why_not(self, action: str) -> str:
        """A gate is passed once, in its turn; a round begins after a gate."""
        if self._shown is None:
            return ""
        process = self.process
        if action == "pass" and passed(process, self.stage):
            return f"{self.stage.capitalize()} is passed already; R begins another round."
        if action == "pass" and next_gate(process) is not self.stage:
            return f"{str(next_gate(process)).capitalize()} comes first."
        if action == "reopen" and not process.gates:
            return "No gate is passed yet: the first round is still to be done."
        return ""


def ask_why(app: "WorkbenchApp", process: Process, stage: Stage, question: str) -> None:
    """Ask why a gate is passed in spite of its gaps, and pass it."""
    act = as_seen(app, process, gates.pass_gate)

    def keep(because: str) -> str:
        return _told(act(stage, app.today, because), stage)

    place = {"kind": GATE, "record": process.id, "stage": str(stage)}
    ask(app, question, place, keep, hint="the reason stays visible")


def ask_round(app: "WorkbenchApp", process: Process) -> None:
    """Ask why engineering begins again, and begin it."""
    act = as_seen(app, process, gates.reopen)

    def keep(because: str) -> str:
        return f"{act(app.today, because).round} begins; stage and owner stay until its gates are passed."

    place = {"kind": ROUND, "record": process.id}
    ask(app, "Engineering is done once. Why begin again?", place, keep, hint="the reason stays")


def _told(process: Process, stage: Stage) -> str:
    return f"{process.id} {process.name} is {process.stage}; {NEXT[stage]}."
