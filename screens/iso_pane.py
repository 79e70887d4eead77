"""How far the record of a process answers ISO 9001, 4.4.1, point by point, with the way to what is missing."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from workbench.domain.facts import Point
from workbench.screens.going import go
from workbench.screens.listing import Line
from workbench.screens.part_pane import PartPane, Wanted
from workbench.services import maturing

DOORS: Mapping[str, tuple[str, str]] = {
    "inputs": ("form", "inputs"),
    "outputs": ("form", "outputs"),
    "flows": ("form", "inputs"),
    "steps": ("engineer", "steps"),
    "measures": ("here", "measures"),
    "means": ("here", "resources"),
    "owner": ("form", "owner"),
    "decisions": ("form", "decision_rights"),
    "risks": ("engineer", "risks"),
    "readings": ("here", "measures"),
    "practices": ("engineer", "practices"),
}


class IsoPane(PartPane):
    """The points a to h, what answers each or is missing, above what the point asks for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "mend", "Go there", id="iso.mend", tooltip="Go to where it is answered"),
    ]

    @property
    def points(self) -> Sequence[Point]:
        """The points of this process."""
        return maturing.points(self.app.store, self.process, self.app.today)

    def title(self) -> str:
        """How many points are answered."""
        points = self.points
        return f"ISO 9001, 4.4.1: {sum(point.is_there for point in points)} of {len(points)}"

    def lines(self) -> Sequence[Line]:
        """Every point, what is missing with an alarm."""
        return [self._line(point) for point in self.points]

    def _line(self, point: Point) -> Line:
        sign = self.app.glyphs.done if point.is_there else self.app.glyphs.alarm
        return Line.of(f" {sign} {point.id}  {point.what}", point.id, "" if point.is_there else "alarm")

    @property
    def point(self) -> Point | None:
        """The point under the cursor."""
        return next((point for point in self.points if point.id == self.listing.chosen), None)

    def text(self) -> tuple[str, Sequence[tuple[str, str]]]:
        """What the point asks for."""
        point = self.point
        asked = maturing.iso_titles()[point.id] if point else ""
        way = "It is answered. Enter goes to where." if point and point.is_there else "Enter goes to where it is said."
        return "", [("strong", asked), ("", way)]

    def action_mend(self) -> None:
        """Go to where the point is answered."""
        point = self.point
        if point is None:
            return
        door, place = DOORS[point.where]
        match door:
            case "form":
                self.app.open_form(self.process, place)
            case "engineer":
                go(self.app, "engineer", place)
            case _:
                self.post_message(Wanted(place))
