"""What a process needs of people's hours and of means, what there is, and what is allocated."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from workbench.domain.means import Means
from workbench.screens import part_form
from workbench.screens.listing import Line
from workbench.screens.part_pane import PartPane
from workbench.screens.records_pane import Texts, nothing_yet
from workbench.screens.safe import fit
from workbench.services import engineering
from workbench.services.parts import MEANS

NOTHING = "What the process needs is not said yet: a writes hours, a room, equipment, a system, material, money."
COLUMNS, NAME = ("needed", "there", "allocated"), (16, 30)


class MeansPane(PartPane):
    """What is needed in a table; what is short stands there in words and with a sign."""

    is_fitted = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add", id="means.add", tooltip="Something more that the process needs"),
        Binding("enter,e", "edit", "Write", id="means.edit", tooltip="Needed, there, allocated; all its fields"),
        Binding("c", "assess", "Assessed", id="means.assess", tooltip="It was looked at today, and what is said holds"),
        Binding("d", "delete", "Delete", id="means.delete", tooltip="Take out a mistake; asks once more"),
    ]

    def title(self) -> str:
        """It is what the process needs."""
        return "Resources"

    @property
    def means(self) -> Means | None:
        """What the cursor stands on."""
        return next((one for one in self.process.means if one.id == self.listing.chosen), None)

    def lines(self) -> Sequence[Line]:
        """Each need beside what there is."""
        listed: Sequence[Means] = self.process.means
        if not listed:
            return [nothing_yet(NOTHING)]
        state = max(len(self._state(one)[0]) for one in listed)
        cells = [max(len(column), *(len(getattr(one, column)) for one in listed)) for column in COLUMNS]
        room = self.listing.wide - sum(cells) - 2 * len(cells) - state - len(" U1   ")
        name = max(NAME[0], min(NAME[1], room, max(len(one.name) for one in listed)))
        head = f" {'':4}{'':{name + state + 2}}  {_row(COLUMNS, cells)}"
        return [Line.of(head, kind="head"), *(self._line(one, name, state, cells) for one in listed)]

    def _line(self, means: Means, name: int, state: int, cells: Sequence[int]) -> Line:
        said, kind = self._state(means)
        values = [getattr(means, column) or self.app.glyphs.none for column in COLUMNS]
        named = f" {means.id:<4}{fit(means.name, name)}  "
        return Line(means.id, ((named, ""), (f"{said:<{state}}  ", kind), (_row(values, cells), "")))

    def _state(self, means: Means) -> tuple[str, str]:
        if means.lacking:
            return f"{self.app.glyphs.alarm} short of {means.lacking}", "alarm"
        return ("not comparable", "quiet") if means.short is None else (f"{self.app.glyphs.done} enough", "quiet")

    def text(self) -> tuple[str, Texts]:
        """All that is known of it."""
        means = self.means
        return (f"{means.id} {means.name}", list(self._known(means))) if means else ("", [("", NOTHING)])

    def _known(self, means: Means) -> Iterator[tuple[str, str]]:
        yield "strong", f"{means.sort.capitalize()}: {self._state(means)[0]}"
        for column in COLUMNS:
            yield "", f"{column}: {getattr(means, column) or 'not said'}"
        if means.short is None:
            yield "", "Write needed and there in one unit, so that they can be held against each other."
        yield "", f"Assessed on {means.assessed}." if means.assessed else "Never assessed: c says that it was, today."
        yield "", means.note

    # Acts

    def action_add(self) -> None:
        """Write down something more that is needed."""
        part_form.open_form(self.app, self.process, MEANS, begun={"assessed": str(self.app.today)})

    def action_edit(self) -> None:
        """Open the form; where nothing stands, of a new one."""
        if self.means:
            part_form.open_form(self.app, self.process, MEANS, self.means.id, first="needed")
        else:
            self.action_add()

    def action_assess(self) -> None:
        """Say that what is said of it holds today."""
        means = self.means
        texts = {"assessed": str(self.app.today)}
        if means and self.app.act(engineering.set_part, self.process, MEANS, means.id, texts):
            self.app.say(f"{means.id} {means.name}: assessed today; u takes it back.")

    def action_delete(self) -> None:
        """Ask, then take it out."""
        if self.means:
            part_form.delete(self.app, self.process, MEANS, self.means.id)

    def why_not(self, action: str) -> str:
        """Why a key does nothing now."""
        needs_one = self._shown and action not in ("add", "edit")
        return NOTHING if needs_one and self.means is None else ""


def _row(texts: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(fit(text, width) for text, width in zip(texts, widths, strict=True))
