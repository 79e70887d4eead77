"""Whether a process is still done well: which best practices hold, and which training must be renewed."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from workbench.domain.dates import Interval
from workbench.domain.document import Practice, holds
from workbench.domain.training import TrainingItem
from workbench.screens.going import go
from workbench.screens.listing import Line
from workbench.screens.part_pane import PartPane
from workbench.screens.records_pane import Texts, said
from workbench.services import engineering, reviewing
from workbench.services.parts import PRACTICE

PRACTICES, TRAINING = "practices", "training"
NEVER_BY_HAND = "That the owner did the process by hand was not noted yet: a review can say so."
DRIFTED = "may have drifted"


class HeldPane(PartPane):
    """The best practices, holding or drifted, above what is to be learned and how many hold it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "confirm", "Holds", id="held.confirm", tooltip="The practice was looked at today and still holds"),
        Binding(
            "enter,e", "go", "Go there", id="held.go", tooltip="To the practices or the training, with the engineer"
        ),
    ]

    def title(self) -> str:
        """It is how it is done well, and who has learned it."""
        return "Best practices and training"

    @property
    def practice(self) -> Practice | None:
        """The practice under the cursor."""
        return next((one for one in self.process.practices if one.id == self.listing.chosen), None)

    @property
    def item(self) -> TrainingItem | None:
        """What is to be learned, under the cursor."""
        return next((one for one in self.process.training if one.id == self.listing.chosen), None)

    def lines(self) -> Sequence[Line]:
        """The practices, and what is to be learned."""
        practices = [self._practice(one) for one in self.process.practices]
        training = [self._item(item) for item in self.process.training]
        return [
            Line.of(" Best practices", kind="head"),
            *(practices or [Line.of("    None is written yet: Enter goes there.", PRACTICES, "quiet")]),
            Line.of(" Training", kind="head"),
            *(training or [Line.of("    None is named yet: Enter goes there.", TRAINING, "quiet")]),
        ]

    @property
    def _lasting(self) -> Interval:
        return Interval.read(self.organization.profile.belief_interval)

    def _practice(self, one: Practice) -> Line:
        if holds(one, self._lasting, self.app.today):
            state = (f"{self.app.glyphs.done} {'holds':<{len(DRIFTED)}}  ", "quiet")
        else:
            state = (f"{self.app.glyphs.alarm} {DRIFTED}  ", "alarm")
        return Line(one.id, ((f" {one.id:<4}", ""), state, (one.name, "")))

    def _item(self, item: TrainingItem) -> Line:
        today, performers = self.app.today, self.process.performers
        held = sum(item.is_held_by(person, today) for person in performers)
        late = self._to_renew(item)
        renewed = f"  {self.app.glyphs.alarm} {late} to be renewed" if late else ""
        kind = "quiet" if held == len(performers) else "alarm"
        parts = (
            (f" {item.id:<4}{item.name}", ""),
            (f"  {held} of {len(performers)} hold it", kind),
            (renewed, "alarm"),
        )
        return Line(item.id, parts)

    def _to_renew(self, item: TrainingItem) -> int:
        days = [item.renewed_by(learner) for learner in item.learners]
        return sum(day is not None and day <= self.app.today for day in days)

    def text(self) -> tuple[str, Texts]:
        """All that is known of the practice or the item, and when the owner last did the process."""
        practice, item = self.practice, self.item
        told = list(self._of_practice(practice) if practice else self._of_item(item) if item else [])
        last = reviewing.last_done_by_owner(self.app.store, self.process)
        by_hand = f"The owner last did the process by hand on {last}." if last else NEVER_BY_HAND
        title = (
            f"best practice {practice.id} · {practice.name}" if practice else f"{item.id} {item.name}" if item else ""
        )
        return title, [*told, ("", ""), ("quiet", by_hand)]

    def _of_practice(self, one: Practice) -> Iterator[tuple[str, str]]:
        yield "strong", f"To {one.heading}; {f'confirmed on {one.confirmed}' if one.confirmed else 'never confirmed'}."
        yield "", one.note
        yield from said("Learned from", one.source)

    def _of_item(self, item: TrainingItem) -> Iterator[tuple[str, str]]:
        lasts = f"It holds {Interval.read(item.renewal).in_words()}" if item.renewal else "It holds for good"
        days = [day for learner in item.learners if (day := item.renewed_by(learner))]
        yield "strong", f"{lasts}{f'; the next must be renewed by {min(days)}' if days else ''}."
        yield "", item.how

    # Acts

    def action_confirm(self) -> None:
        """Say that the practice holds today."""
        one = self.practice
        texts = {"confirmed": str(self.app.today)}
        if one and self.app.act(engineering.set_part, self.process, PRACTICE, one.id, texts):
            self.app.say(f"Best practice {one.id} {one.name}: holds, confirmed today; u takes it back.")

    def action_go(self) -> None:
        """Go to where the engineer writes it."""
        is_training = self.item or self.listing.chosen == TRAINING
        go(self.app, "engineer", TRAINING if is_training else PRACTICES)

    def why_not(self, action: str) -> str:
        """Why a key does nothing now."""
        is_none = action == "confirm" and self._shown and self.practice is None
        return "This is for a best practice: go up to one." if is_none else ""
