"""A performer's own growth: commitments to more complex arenas, what was reflected on, and whether anything moved."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from workbench.domain.commitments import Commitment, CommitmentState
from workbench.domain.errors import WorkbenchError
from workbench.screens import asking, commitment_form
from workbench.screens.dialogs import Choose
from workbench.screens.growth_page import commitment_page, growth_page
from workbench.screens.journal_pane import Headed, JournalPane
from workbench.screens.listing import Line
from workbench.services import committing
from workbench.services.growth import growth

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp

WHOLE, WORD = "growth", "commitment word"


class GrowthPane(JournalPane):
    """Commitments, those that are open first, beside the one under the cursor, or growth as a whole."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,e", "edit", "Edit", id="growth.edit", tooltip="What you commit to, by when, with whose support"),
        Binding("K", "end('kept')", "Kept", id="growth.kept", tooltip="It is kept; a word if you like"),
        Binding("c", "change", "Change", id="growth.change", tooltip="Another one in its place"),
        Binding("x", "end('dropped')", "Drop", id="growth.drop", tooltip="Drop it, with a word"),
        Binding("d", "delete", "Delete", show=False, id="growth.delete", tooltip="Delete it for good; asks once"),
    ]

    @property
    def commitment(self) -> Commitment | None:
        """The commitment under the cursor."""
        if self.trouble or self.listing.chosen in ("", WHOLE):
            return None
        try:
            return committing.commitment_of(self.app.store, self.me, self.listing.chosen)
        except WorkbenchError:
            return None

    def title(self) -> str:
        """What it is called; it is nobody else's."""
        return "Growth · your own page; there is none about anybody else"

    def empty(self) -> str:
        """That nothing is committed to; the list is never empty."""
        return ""

    def listed(self) -> Sequence[Line]:
        """Growth as a whole, then the commitments."""
        made = committing.commitments(self.app.store, self.me)
        is_open = [("Open", one.id) for one in sorted(made, key=lambda one: one.until or date.max) if one.is_open]
        ended = [("Ended", one.id) for one in reversed(made) if not one.is_open]
        return Headed([("", WHOLE), *is_open, *ended], self._line)

    def _line(self, record: str) -> Line:
        if record == WHOLE:
            return Line.of(" Over time", record)
        one = committing.commitment_of(self.app.store, self.me, record)
        late = one.is_carried(self.app.today)
        day = f"{one.until}" if one.is_open and one.until else str(one.state if not one.is_open else "")
        alarm = f" {self.app.glyphs.alarm}" if late else "  "
        return Line(record, ((alarm, "alarm"), (one.name, ""), (f"  {day}" if day else "", "quiet")))

    def read(self) -> tuple[str, Sequence[tuple[str, str]]]:
        """Growth as a whole, or the commitment under the cursor."""
        store, me, today = self.app.store, self.me, self.app.today
        if self.listing.chosen == WHOLE:
            return "", list(growth_page(growth(store, me), today, self.app.glyphs))
        one = committing.commitment_of(store, me, self.listing.chosen)
        return f"{one.id} · {one.state}", list(commitment_page(store, me, one, today))

    # Acts

    def action_edit(self) -> None:
        """Open its form."""
        if self.commitment:
            commitment_form.open_form(self.app, self.commitment)

    def action_change(self) -> None:
        """Put another one in its place."""
        if self.commitment:
            commitment_form.change(self.app, self.commitment)

    def action_end(self, state: str) -> None:
        """It is kept or dropped, with a word."""
        if self.commitment:
            ask_word(self.app, self.commitment.id, CommitmentState(state))

    def action_delete(self) -> None:
        """Ask once, and delete it for good."""
        one = self.commitment

        def answered(answer: str | None) -> None:
            if answer and one and self.app.act(committing.delete, one.id):
                self.app.say(f"{one.id} is gone for good")

        if one:
            question = f"Delete {one.id} “{one.name[:40]}” for good? Nothing brings it back. x drops it and keeps it."
            self.app.push_screen(Choose(question, {"d": "delete it for good"}), answered)

    def why_not(self, action: str) -> str:
        """Only what is open can be ended or changed."""
        if not self.is_mounted:
            return ""
        one = self.commitment
        if one is None:
            return "No commitment stands under the cursor. + makes one."
        return f"{one.id} is {one.state} already." if action in ("end", "change") and not one.is_open else ""


def ask_word(app: "WorkbenchApp", record: str, state: CommitmentState) -> None:
    """Ask for the word with which a commitment ends."""

    def keep(text: str) -> str:
        one = committing.end(app.store, app.actor, record, state, text, app.today)
        return f"{one.id} is {one.state}"

    place = {"kind": WORD, "journal": app.actor.by, "record": record, "state": str(state)}
    asks = "What came of it?" if state is CommitmentState.KEPT else "In a word, why?"
    asking.ask(app, f"{record} is {state}. {asks}", place, keep)
