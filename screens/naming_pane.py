"""Writing names in the outline, on the very line where they stand: as fast as people talk."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.domain.writing import Writing
from workbench.screens import placing
from workbench.screens.drawn_pane import DrawnPane
from workbench.screens.glyphs import Glyphs
from workbench.screens.name_entry import NameEntry
from workbench.screens.placing import Place
from workbench.screens.taking_over import unless_written
from workbench.services import chart, story

if TYPE_CHECKING:
    from workbench.store.drafts import Draft

NAME, NEW = "name", "new"


class NamingPane(DrawnPane):
    """The outline in which processes are written and renamed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a,o", "add", "Add", id="chart.add", tooltip="Write a new process behind this one"),
        Binding("A", "add_child", "Child", id="chart.add-child", tooltip="Write a new process under this one"),
        Binding("O", "add_before", "Before", show=False, id="chart.add-before", tooltip="Write one before this one"),
        Binding("e,i,f2", "rename", "Name", id="chart.rename", tooltip="Write its name anew"),
    ]

    def __init__(self, glyphs: Glyphs, today: Callable[[], date], classes: str | None = None) -> None:
        super().__init__(glyphs, today, classes)
        self.entry = NameEntry(self._written, self._levelled)
        self._place: Place | None = None
        self._renamed: Process | None = None
        self._in_hand: Writing | None = None
        self._at_choice: Writing | None = None

    def compose(self) -> ComposeResult:
        """The field lies over the outline."""
        yield from super().compose()
        yield self.entry

    def show(self, organization: Organization) -> None:
        """Show an organization anew; a name that is being written is not disturbed."""
        stood = self._stood()
        super().show(organization)
        if self._place:
            gone = {self._place.under, self._place.behind} - {None} - organization.processes.keys()
            self._show_entry(placing.inside(organization.chart, self.top) if gone else self._place)
        elif self._renamed:
            self._follow_renamed(stood)

    def _stood(self) -> Place | None:
        """Where the process that is renamed stands, as long as it does."""
        renamed = self._renamed and self.organization.processes.get(self._renamed.id)
        return placing.above(self.organization.chart, renamed.id) if renamed and not renamed.retired else None

    def why_not(self, action: str) -> str:
        """A first process can be written into an empty chart."""
        return "" if action in ("add", "add_child") and not self.view else super().why_not(action)

    def action_add(self) -> None:
        """Write a new process behind this one."""
        self.to_outline()
        at = self.outline.process
        if at is None or at == self.top:
            self._write_at(placing.inside(self.organization.chart, self.top))
        else:
            self._write_at(placing.below(self.organization.chart, at))

    def action_add_child(self) -> None:
        """Write a new process under this one."""
        self.to_outline()
        self._write_at(placing.inside(self.organization.chart, self.outline.process or self.top))

    def action_add_before(self) -> None:
        """Write a new process before this one."""
        self.to_outline()
        at = self.outline.process
        if at and at != self.top:
            self._write_at(placing.above(self.organization.chart, at))

    def _write_at(self, place: Place, draft: "Draft | None" = None) -> None:
        if self.filter.value:
            self.clear_filter()
        self._renamed = None
        self.entry.begin(draft.writing.texts.get(NAME, "") if draft else "", is_new=True)
        self._show_entry(place)
        self.app.drafts.begin(self, draft)
        self.app.say("Enter: the next. Tab: one level in, Shift+Tab: out. An empty Enter ends.")

    def _show_entry(self, place: Place) -> None:
        self._place = place
        if place.under in self.outline.folded:
            self.outline.folded -= {place.under}
        line = self._line_of(place)
        self.outline.make_room(line)
        self._open(line, 2 * place.depth(self.organization.chart, self.top) + 3)

    def _open(self, line: int, indent: int) -> None:
        self.outline.bring_in_sight(line)
        self.entry.open_at(indent, line - self.outline.scroll_offset.y, self.outline.wide)

    def _line_of(self, place: Place) -> int:
        """The line of the outline on which a new process will stand."""
        if place.behind is None:
            above = self.outline.row_of(place.under) if place.under else None
            return 0 if above is None else above + 1
        below = {process for process, _ in self.organization.chart.walk(place.behind)}
        lines = [n for n, row in enumerate(self.outline.rows) if row.process in below]
        return lines[-1] + 1 if lines else len(self.outline.rows)

    def action_rename(self) -> None:
        """Write its name anew, on its own line."""
        self.to_outline()
        process = self.process
        if process:
            unless_written(self.app, _name_of(process), partial(self._write_name, process))

    def _write_name(self, process: Process, draft: "Draft | None" = None) -> None:
        seen = replace(process, name=draft.writing.base.get(NAME, process.name)) if draft else process
        self._renamed, self._place = seen, None
        self.entry.begin(draft.writing.texts.get(NAME, "") if draft else process.name, is_new=False)
        self._follow_renamed()
        self.app.drafts.begin(self, draft)

    def _follow_renamed(self, stood: Place | None = None) -> None:
        """Keep the field on the line of the process that is renamed, wherever that moves, or on where it `stood`."""
        renamed = self._renamed
        line = self.outline.row_of(renamed.id) if renamed else None
        if renamed is None or line is None:
            self._write_as_new(stood)
            return
        now = self.organization.processes[renamed.id]
        if now.name != renamed.name:
            self.app.say(f"{self._renamer(now)} named it “{now.name}” meanwhile. Enter lets you choose.", warns=True)
        self._open(line, 2 * self.outline.rows[line].depth + 4 + len(self.organization.label(renamed)))

    def _write_as_new(self, stood: Place | None) -> None:
        """Go on with a name whose process somebody took off the chart: it will be one of its own, where that stood."""
        chart_now = self.organization.chart
        self._renamed, self.entry.is_new = None, True
        self._show_entry(placing.nearest(chart_now, stood) if stood else placing.inside(chart_now, self.top))
        self.app.say("Somebody took it off the chart. Enter writes it as a new process.", warns=True)

    def on_resize(self) -> None:
        """Keep the field on its line."""
        if self._place:
            self._show_entry(self._place)
        elif self._renamed:
            self._follow_renamed()

    def _written(self, name: str, again: bool) -> None:
        """Keep a name: of a new process, or of the one that is renamed; until it is kept it stays a draft."""
        self._in_hand = self.writing
        self._keep(name, again)
        self._in_hand = None

    def _let_go(self) -> None:
        """The name is kept, or empty: there is nothing left to lose."""
        self.app.drafts.done(self)
        self._in_hand = None

    def _keep(self, name: str, again: bool) -> None:
        if self._renamed and name and name != self._renamed.name:
            self._rename(self._renamed, name)
        elif self._place and name:
            self._add(self._place, name, again)
        else:
            self._end()

    def _rename(self, seen: Process, name: str) -> None:
        """Give a process its new name; where another gave it one meanwhile, let the person choose between both."""
        self._renamed = None
        if self.app.act(chart.set_fields, seen, {"name": name}):
            self._end()
            self.app.say(f"renamed {seen.id}: {seen.name} → {name}; u takes it back")
            return
        now = self.organization.processes.get(seen.id)
        if now and not now.retired and now.name != seen.name:
            self._choose_name(seen, now, name)
        else:
            self._rename_on(now or seen, name)

    def _rename_on(self, seen: Process, name: str) -> None:
        """Go on writing a name that was not kept."""
        self._renamed = seen
        self.entry.begin(name, is_new=False)
        self._follow_renamed()

    def _choose_name(self, seen: Process, now: Process, name: str) -> None:
        """Ask which of two names shall stand; Esc goes on writing."""
        from workbench.screens.dialogs import Choose

        def chosen(answer: str | None) -> None:
            self._at_choice = None
            if answer == "m":
                self._rename(now, name)
            elif answer == "t":
                self._let_go()
            else:
                self._rename_on(seen, name)

        self._at_choice = self.writing
        self._close_entry()
        self.app.say("")
        question = f"{self._renamer(now)} named {seen.id} meanwhile; it was “{seen.name}”."
        answers = {"t": f"theirs: {now.name}", "m": f"mine: {name}"}
        self.app.push_screen(Choose(question, answers), chosen)

    def _renamer(self, process: Process) -> str:
        line = self.app.store.last_to_touch(f"{process.id}.name")
        return story.who(line, self.organization) if line else "Somebody"

    def _add(self, place: Place, name: str, again: bool) -> None:
        """Add a process; the next name is to be written behind it, or the same again when it was refused."""
        self._place = None
        added = self.app.act(chart.add, name, place.under, place.behind, None, place.behind is None)
        if added is None:
            self.entry.begin(name, is_new=True)
            self._show_entry(place)
            return
        self.outline.go(added.id)
        if again:
            self._let_go()
            self._write_at(Place(place.under, added.id))
        else:
            self._end()
        self.app.say(f"added {added.id} {added.name}")

    def _end(self) -> None:
        self._let_go()
        self._close_entry()

    def _close_entry(self) -> None:
        self._place = self._renamed = None
        self.outline.make_room(None)
        had_focus = self.entry.has_focus
        self.entry.close()
        if had_focus:
            self.screen.set_focus(self.outline)

    def _levelled(self, step: int) -> None:
        if self._place and step > 0:
            self._show_entry(self._place.further_in(self.organization.chart))
        elif self._place:
            self._show_entry(self._place.further_out(self.organization.chart, self.top))

    # Drafts

    @property
    def writing(self) -> Writing | None:
        """The name that is being written."""
        return self._at_choice or self._in_hand or self._being_written

    @property
    def _being_written(self) -> Writing | None:
        if renamed := self._renamed:
            at = _name_of(renamed)
            return Writing(at, f"the name of {renamed.id}", {NAME: self.entry.value}, {NAME: renamed.name}, NAME)
        if place := self._place:
            at = {"kind": NEW, "under": place.under or "", "behind": place.behind or ""}
            title = f"a new process under {place.under}" if place.under else "a new process"
            return Writing(at, title, {NAME: self.entry.value}, {NAME: ""}, NAME)
        return None

    def told(self, sentence: str) -> None:
        """Say something while a name is written."""
        self.app.say(sentence, warns=True)

    def resume(self, draft: "Draft") -> None:
        """Go on with a name where it was being written; where its process is gone, with that of a new one."""
        if self.entry.display:
            self.entry.action_done()
        if self.view:
            self.look(None)
        self.to_outline()
        if self.top:
            self.action_widen()
        place = draft.writing.place
        process = self.organization.processes.get(place.get("record", ""))
        if process and not process.retired:
            self.go(process.id)
            self._write_name(process, draft)
            return
        left = Place(place.get("under") or None, place.get("behind") or None)
        self._write_at(placing.nearest(self.organization.chart, left), draft)
        if place["kind"] == NAME:
            self.app.say("Its process is off the chart. Enter writes it as a new one.", warns=True)


def _name_of(process: Process) -> dict[str, str]:
    """The place where a name is written."""
    return {"kind": NAME, "record": process.id}
