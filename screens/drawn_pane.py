"""The outline turned into a drawing, and the chart of another day: what changes how the chart is looked at."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget

from workbench.domain.dates import end_of, read_day
from workbench.domain.errors import BadInput, count
from workbench.screens.glyphs import Glyphs
from workbench.screens.outline import Outline
from workbench.screens.outline_pane import OutlinePane
from workbench.screens.picture import Picture
from workbench.services.differing import View, compared


class DrawnPane(OutlinePane):
    """The outline, a map or boxes in its place; of today, of an earlier day, or compared with one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "draw", "View", id="chart.draw", tooltip="Outline, map from left to right, boxes"),
        Binding("t", "time", "Time", show=False, id="chart.time", tooltip="As of a day, or compared with one"),
    ]

    def __init__(self, glyphs: Glyphs, today: Callable[[], date], classes: str | None = None) -> None:
        super().__init__(glyphs, today, classes)
        self.picture = Picture()
        self._drawn = 0

    def compose(self) -> ComposeResult:
        """The drawing stands where the outline stands."""
        self.picture.display = False
        yield self.picture
        yield from super().compose()

    def draw(self) -> None:
        """Lay out anew what is shown."""
        super().draw()
        self._draw_again()

    @on(Outline.Folded)
    def _draw_again(self) -> None:
        if self.picture.display:
            self._draw_picture()

    def action_filter(self) -> None:
        """Write words to filter the outline by."""
        self.to_outline()
        super().action_filter()

    def action_back(self) -> None:
        """One step back: the filter, the marks, the other day, the drawing, the zoom."""
        if self.filter.value or self.outline.marked or not (self.view or self.picture.display):
            super().action_back()
        elif self.view:
            self.look(None)
        else:
            self._show_as(0)

    def action_draw(self) -> None:
        """Turn the outline into a map, the map into boxes where they fit, and back."""
        self._show_as((self._drawn + 1) % 3)

    def _show_as(self, kind: int) -> None:
        if kind and self.filter.value:
            self.clear_filter()
        self._drawn = kind
        self.outline.display, self.picture.display = kind == 0, kind > 0
        self.screen.set_class(kind > 0, "-drawn")
        if kind:
            self._draw_picture()
            if self._drawn == 1 and self.picture.virtual_size.width > self.app.size.width - 4:
                self.app.say("The map is wider than the screen: → at its end shows the customers, ← goes back.")
        self.screen.set_focus(self.picture if kind else self.outline)

    def _draw_picture(self) -> None:
        from workbench.screens.drawing import Boxes, Drawing, Map

        organization, folded = self.organization, self.outline.folded
        drawing: Drawing = Map(organization, self.outline.glyphs, self.top, folded)
        if self._drawn == 2:
            boxes = Boxes(organization, self.outline.glyphs, self.top, folded)
            if boxes.width <= self.app.size.width - 4:
                drawing = boxes
            else:
                self.app.say("Boxes do not fit: here is the map. s or - makes the part smaller.")
        self.picture.show(drawing, organization, self.outline.process)

    @on(Picture.Moved)
    def _walked(self, message: Picture.Moved) -> None:
        message.stop()
        self.outline.go(message.process)

    def to_outline(self) -> None:
        """Show the outline, where names are written."""
        if self.picture.display:
            self._show_as(0)

    @property
    def drawn(self) -> Widget:
        """What stands in the pane now: the outline, or the drawing."""
        return self.picture if self.picture.display else self.outline

    # Time

    def look(self, view: View | None) -> None:
        """Look at another chart than today's, or at today's again."""
        self.view = view
        if self._now:
            self.show(self._now)
        self.refresh_bindings()

    def action_time(self) -> None:
        """Ask for a day: the chart as it stood then, or what became of it since."""
        from workbench.screens.dialogs import Choose

        answers = {"a": "the chart as of a day", "c": "today's chart compared with a day"}
        self.app.push_screen(Choose("Look at", answers), self._ask_day)

    def _ask_day(self, kind: str | None) -> None:
        from workbench.screens.asking import ask

        if kind:
            question = "As of the end of which day?" if kind == "a" else "Compared with the end of which day?"
            ask(self.app, question, None, partial(self._look_at, kind), hint="2026-06-01, yesterday, -3m")

    def _look_at(self, kind: str, text: str) -> str:
        if not text.strip() or not self._now:
            return ""
        day = read_day(text, self.app.today, is_past=True)
        if day > self.app.today:
            raise BadInput(f"{day} is still to come.")
        then = self.app.store.organization_at(end_of(day))
        if kind == "a":
            self.look(View(then, f"as of {day}"))
            return f"The chart as of the end of {day}. Esc goes back to now."
        view = compared(then, self._now, f"compared with {day}")
        self.look(view)
        return f"{count(len(view.notes), 'process')} changed since {day}. Esc goes back to now."
