"""Writing the names of steps on the very line where they stand: as fast as people tell them."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container

from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.domain.steps import Step, Symbol, in_order
from workbench.domain.writing import Writing
from workbench.screens.fitted import Fitted
from workbench.screens.listing import Line
from workbench.screens.step_entry import StepEntry
from workbench.screens.step_lines import begun, indent, numbered, table_lines
from workbench.screens.taking_over import unless_written
from workbench.services import engineering
from workbench.services.parts import STEP, new_id

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp
    from workbench.store.drafts import Draft

KIND, NAME = "step", "name"


class StepNaming(Container):
    """The list of the steps, in which they are written and renamed.

    `_behind` is the step behind which a new one is being written, "" for the first, None while none is.
    """

    app: "WorkbenchApp"

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.listing = Fitted(id="steps")
        self.entry = StepEntry(self._written, self._turn_symbol)
        self.process: Process | None = None
        self._behind: str | None = None
        self._symbol = Symbol.OPERATION
        self._renamed: Step | None = None
        self._in_hand: Writing | None = None

    def compose(self) -> ComposeResult:
        """The field lies over the list."""
        yield self.listing
        yield self.entry

    @property
    def steps(self) -> list[Step]:
        """The steps in their order."""
        return in_order(self.process.steps) if self.process else []

    @property
    def step(self) -> Step | None:
        """The step under the cursor."""
        return next((step for step in self.steps if step.id == self.listing.chosen), None)

    def show(self, organization: Organization, process: Process, part: str) -> None:
        """Show the steps of a process; a name that is being written is not disturbed."""
        self.process = process
        self.draw()

    def draw(self) -> None:
        """Lay out anew what is shown."""
        if self._renamed:
            self._follow_renamed(self._renamed)
        if self._behind and self._behind not in (step.id for step in self.steps):
            self._behind = self._last()
        self.listing.show_as(self.lines)
        self._follow()

    def _follow_renamed(self, seen: Step) -> None:
        """Say what others made of the step whose name is being written."""
        now = next((step for step in self.steps if step.id == seen.id), None)
        if now is None:
            self._renamed, self.entry.is_new, self._behind = None, True, self._last()
            self.app.say("Somebody deleted it. Enter writes it as a new step.", warns=True)
        elif now.name != seen.name:
            self._renamed = now
            self.app.say(f"Somebody named it “{now.name}” meanwhile. Enter keeps yours.", warns=True)

    def _last(self) -> str:
        return self.steps[-1].id if self.steps else ""

    def lines(self, width: int) -> list[Line]:
        """The lines of the list, with an empty one where a new step is being written."""
        lines = table_lines(self.steps, width, self.app.glyphs)
        if self._behind is not None and self.process:
            number = numbered("", new_id(self.process, STEP), self.steps)
            lines.insert(self._row(self._behind) + 1, Line.of(begun(number, self._symbol, self.steps, self.app.glyphs)))
        return lines

    def _row(self, step: str) -> int:
        """The line of a step; of none, that of the head."""
        return next((n for n, other in enumerate(self.steps, 1) if other.id == step), 0)

    def _follow(self) -> None:
        """Keep the field on its line."""
        if self._behind is None and not self._renamed:
            return
        line = self._row(self._renamed.id) if self._renamed else self._row(self._behind or "") + 1
        self.listing.bring_in_sight(line)
        self.entry.open_at(indent(self.steps), line - self.listing.scroll_offset.y, self.listing.wide)

    def on_resize(self) -> None:
        """Keep the field on its line."""
        self.call_after_refresh(self._follow)

    def to_list(self) -> None:
        """Show the list, where names are written."""

    def write_behind(self, behind: str, draft: "Draft | None" = None) -> None:
        """Write a new step behind another, or as the first."""
        self.to_list()
        self._renamed, self._behind = None, behind
        self.entry.begin(draft.writing.texts.get(NAME, "") if draft else "", is_new=True)
        self.draw()
        self.app.drafts.begin(self, draft)
        self.app.say("Enter: the next. Tab: another symbol. An empty Enter ends.")

    def rename(self, step: Step) -> None:
        """Write the name of a step anew, on its own line."""
        if self.process:
            unless_written(self.app, self._place(step.id), partial(self._write_name, step))

    def _write_name(self, step: Step, draft: "Draft | None" = None) -> None:
        self.to_list()
        seen = replace(step, name=draft.writing.base.get(NAME, step.name)) if draft else step
        self._renamed, self._behind = seen, None
        self.entry.begin(draft.writing.texts.get(NAME, "") if draft else step.name, is_new=False)
        self.draw()
        self.app.drafts.begin(self, draft)

    def _turn_symbol(self, by: int) -> None:
        order = list(Symbol)
        self._symbol = order[(order.index(self._symbol) + by) % len(order)]
        self.draw()

    # Keeping

    def _written(self, name: str, again: bool) -> None:
        """Keep a name, of a new step or of the one that is renamed; until it is kept it stays a draft."""
        self._in_hand = self.writing
        if self._renamed and name and name != self._renamed.name:
            self._rename(self._renamed, name)
        elif self._behind is not None and name:
            self._add(self._behind, name, again)
        else:
            self._end()
        self._in_hand = None

    def _rename(self, seen: Step, name: str) -> None:
        process = self.process
        self._renamed = None
        if process and self.app.act(engineering.set_part, process, STEP, seen.id, {NAME: name}):
            self._end()
            self.app.say(f"renamed {seen.id}: {seen.name} → {name}; u takes it back")
            return
        self._renamed = seen
        self.draw()

    def _add(self, behind: str, name: str, again: bool) -> None:
        """Add a step; the next is written behind it, or the same again when it was refused."""
        texts = {NAME: name, "symbol": self._symbol.value}
        process = self.process
        self._behind = None
        added = process and self.app.act(engineering.add_part, process.id, STEP, texts, behind, not behind)
        if not added:
            self._behind = behind
            self.draw()
            return
        self._symbol = Symbol.OPERATION
        self.listing.go(added.part.id)
        if again:
            self._let_go()
            self.write_behind(added.part.id)
        else:
            self._end()
        self.app.say(f"added {added.part.id} {added.part.name}")

    def _let_go(self) -> None:
        """The name is kept, or empty: there is nothing left to lose."""
        self.app.drafts.done(self)
        self._in_hand = None

    def _end(self) -> None:
        self._let_go()
        self._behind = self._renamed = None
        had_focus = self.entry.has_focus
        self.entry.close()
        self.draw()
        if had_focus:
            self.screen.set_focus(self.listing)

    # Drafts

    @property
    def writing(self) -> Writing | None:
        """The name that is being written."""
        return self._in_hand or self._being_written

    @property
    def _being_written(self) -> Writing | None:
        text, process = {NAME: self.entry.value}, self.process
        if renamed := self._renamed:
            title = f"the name of {renamed.id} of {process.id}" if process else ""
            return Writing(self._place(renamed.id), title, text, {NAME: renamed.name}, NAME)
        if process and self._behind is not None:
            return Writing(self._place("", self._behind), f"a new step of {process.id}", text, {NAME: ""}, NAME)
        return None

    def _place(self, step: str, behind: str = "") -> dict[str, str]:
        process = self.process.id if self.process else ""
        return {"kind": KIND, "record": process, "part": step, **({} if step else {"behind": behind})}

    def told(self, sentence: str) -> None:
        """Say something while a name is written."""
        self.app.say(sentence, warns=True)

    def resume(self, draft: "Draft") -> None:
        """Go on with a name where it was being written; where its step is gone, with that of a new one."""
        if self.entry.display:
            self.entry.action_done()
        place = draft.writing.place
        step = next((step for step in self.steps if step.id == place.get("part")), None)
        if step:
            self.listing.go(step.id)
            self._write_name(step, draft)
        else:
            self.write_behind(self._last() if place.get("part") else place.get("behind", ""), draft)
