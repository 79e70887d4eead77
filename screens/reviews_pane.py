"""The reviews of a process: what comes back and when, what it is worth, and what became of it so far."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from workbench.domain.dates import Interval
from workbench.domain.errors import WorkbenchError
from workbench.domain.reviews import Outcome, Review
from workbench.domain.text import first_line
from workbench.screens import dated_form, dated_lines, part_form
from workbench.screens.held_pane import NEVER_BY_HAND
from workbench.screens.listing import Line, Unmade
from workbench.screens.looking import drop
from workbench.screens.part_pane import PartPane
from workbench.screens.records_pane import Texts, noted, said
from workbench.services import reviewing
from workbench.services.dated_kinds import REVIEW
from workbench.services.parts import CHECK
from workbench.services.reviewing import Kept

OWN = "review"
NOTHING = "No review was made yet."


class ReviewsPane(PartPane):
    """The recurring checks above what became of them, the newest first; of these only what is in sight is made."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "nothing", "No change", id="review.nothing", tooltip="It was looked at: nothing had changed"),
        Binding("r", "found", "Found", id="review.found", tooltip="It was looked at: what was found, how long it took"),
        Binding("s", "later", "Later", id="review.later", tooltip="Put it off until a day"),
        Binding("plus", "longer", "Longer", id="review.longer", tooltip="Let it come back less often"),
        Binding("x", "drop", "Drop", id="review.drop", tooltip="It shall come back no more; asks once more"),
        Binding("a", "add", "Check", id="review.add", tooltip="A check of its own that comes back"),
        Binding("enter,e", "edit", "Write", id="review.edit", tooltip="The check, or the review that was made"),
        Binding("d", "delete", "Delete", id="review.delete", tooltip="Take out a review that is a mistake"),
    ]  # fmt: skip

    def title(self) -> str:
        """It is what comes back and what became of it."""
        return "Reviews"

    # What is under the cursor

    @property
    def kept(self) -> Kept | None:
        """The recurring check under the cursor, or of the review there; the review of the process itself is one."""
        review = self.review
        wanted = (review.check or OWN) if review else self.listing.chosen
        try:
            return reviewing.meant(self.app.store, self.process, "" if wanted == OWN else wanted)
        except WorkbenchError:
            return None

    @property
    def review(self) -> Review | None:
        """The review under the cursor, None on a check."""
        return self._review(self.listing.chosen)

    def _review(self, id: str) -> Review | None:
        try:
            found = self.app.store.dated.get(id) if id.startswith("V") else None
        except WorkbenchError:
            return None
        return found if isinstance(found, Review) else None

    # What is shown

    def lines(self) -> Sequence[Line]:
        """The checks, then the reviews that were made."""
        checks = [one.id for one in self.process.checks]
        made = self.app.store.dated.newest_ids(Review, self.process.id)
        return Unmade([OWN, *checks, *(["", *made] if made else [])], self._line)

    def _line(self, id: str) -> Line:
        if not id:
            return Line.of(" What became of them", kind="head")
        if id == OWN or any(one.id == id for one in self.process.checks):
            return self._check_line(id)
        review = self._review(id)
        if review is None:
            return Line.of(f" {id} cannot be read: `workbench check` says why", id, "alarm")
        what = review.outcome if review.outcome is not Outcome.FOUND else f"found: {first_line(review.found)}"
        until = f" until {review.until}" if review.until else ""
        took = f"  {review.minutes} min" if review.minutes else ""
        return Line(
            id, ((f" {review.on}  {self._called(review.check):<24} ", "quiet"), (f"{what}{until}", ""), (took, "quiet"))
        )

    def _check_line(self, id: str) -> Line:
        one = reviewing.meant(self.app.store, self.process, "" if id == OWN else id)
        is_late = one.due is not None and one.due <= self.app.today
        due = f"{self.app.glyphs.alarm} due {one.due}" if is_late else f"next {one.due}" if one.due else "not planned"
        name = self._called(one.recurring.check)
        return Line(
            id,
            (
                (f" {name:<24} ", ""),
                (f"{_every(one):<16} ", "quiet"),
                (f"{due}  ", "alarm" if is_late else ""),
                (one.worth.said, "quiet"),
            ),
        )

    def _called(self, check: str) -> str:
        named = next((f"{one.id} {one.name}" for one in self.process.checks if one.id == check), check)
        return named or "review of the process"

    def text(self) -> tuple[str, Texts]:
        """All that is known of the check or the review, and when the owner last did the process."""
        review, one = self.review, self.kept
        if review:
            return review.id, [*self._of_review(review), ("quiet", noted(self.organization, review))]
        return (self._called(one.recurring.check), list(self._of_check(one))) if one else ("", [("", NOTHING)])

    def _of_review(self, review: Review) -> Iterator[tuple[str, str]]:
        yield "strong", f"{self._called(review.check)}: {review.outcome} on {review.on}"
        yield from said("Found", review.found)
        if review.due:
            yield "", f"It was due on {review.due}."
        if review.done_by_hand:
            yield "", "The process was also done by hand, from end to end."

    def _of_check(self, one: Kept) -> Iterator[tuple[str, str]]:
        yield "strong", f"{_every(one).capitalize()}; {f'next on {one.due}' if one.due else 'no day is set for it'}."
        worth = one.worth
        took = f"; it took {worth.minutes} min in all" if worth.minutes else ""
        yield "", f"It {worth.said} runs{took}." if worth.made else "It was not made yet."
        if one.longer:
            words = Interval.read(one.longer).in_words()
            yield "head", f"Nothing changed {worth.quiet} times running: + makes it every {words}; x drops it."
        if not one.recurring.check:
            last = reviewing.last_done_by_owner(self.app.store, self.process)
            yield "", f"The owner last did the process by hand on {last}." if last else NEVER_BY_HAND

    # Acts

    def action_nothing(self) -> None:
        """It was looked at, and nothing had changed."""
        one = self.kept
        made = self.app.act(reviewing.review, one, self.app.today) if one else None
        if made and one:
            due = reviewing.meant(self.app.store, self.process, one.recurring.check).due
            next_time = f"; next on {due}" if due else ""
            self.app.say(f"{one.recurring.name}: nothing had changed{next_time}; u takes it back.")

    def action_found(self) -> None:
        """Write down what was found."""
        if self.kept:
            dated_form.open_form(self.app, self.process, REVIEW, check=self.kept.recurring.check)

    def action_later(self) -> None:
        """Put it off until a day."""
        if self.kept:
            dated_lines.ask(self.app, self.process, dated_lines.LATER, self.kept.recurring.check)

    def action_longer(self) -> None:
        """Let it come back less often."""
        one = self.kept
        if one and self.app.act(reviewing.lengthen, self.process, one):
            now = reviewing.meant(self.app.store, self.process, one.recurring.check)
            self.app.say(f"{one.recurring.name}: comes back {_every(now)} now; u takes it back.")

    def action_drop(self) -> None:
        """Ask, then let it come back no more."""
        if self.kept:
            drop(self.app, self.process, self.kept)

    def action_add(self) -> None:
        """Write down a check of its own that comes back."""
        part_form.open_form(self.app, self.process, CHECK, begun={"first": str(self.app.today)})

    def action_edit(self) -> None:
        """Open the form of the check, of the process at its interval, or of the review that was made."""
        review, one = self.review, self.kept
        if review:
            dated_form.open_form(self.app, self.process, REVIEW, review.id)
        elif one and one.recurring.check:
            part_form.open_form(self.app, self.process, CHECK, one.recurring.check, first="every")
        else:
            self.app.open_form(self.process, "review_interval")

    def action_delete(self) -> None:
        """Ask, then take out a review that is a mistake."""
        if self.review:
            dated_form.delete(self.app, self.review.id, f"of {self.review.on}")

    def why_not(self, action: str) -> str:
        """Why a key does nothing now."""
        if self._shown is None:
            return ""
        if action == "delete" and self.review is None:
            return "This is for a review that was made; x drops a check."
        one = self.kept
        if action in ("nothing", "found", "later", "longer", "drop") and one is None:
            return "This check comes back no more."
        if action in ("drop", "longer") and one and not one.recurring.every:
            return "It does not come back by itself: Enter sets how often it should."
        return ""


def _every(one: Kept) -> str:
    """How often a check comes back, in words."""
    every = one.recurring.every
    return f"every {Interval.read(every).in_words()}" if every else "in no set period"
