"""What customers say of a process: what waits for a reply, and what was said and answered before."""

from collections.abc import Iterator
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from workbench.domain.feedback import Feedback, Tone
from workbench.domain.text import first_line
from workbench.screens import dated_form
from workbench.screens.dated_form import REPLY
from workbench.screens.records_pane import RecordsPane, investigate, said
from workbench.services.dated_kinds import FEEDBACK
from workbench.services.investigating import led_to, looks_into


class FeedbackPane(RecordsPane):
    """What waits for a reply first, then everything else, the newest first."""

    kind = FEEDBACK
    groups: ClassVar = {"waits": "Waits for a reply", "heard": "Heard"}
    nothing = "No customer has said anything yet that was noted: a writes it down."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "r", "reply", "Reply", id="feedback.reply", tooltip="What the giver was told, and what they made of it"
        ),
        Binding(
            "i", "investigate", "Look into", id="feedback.investigate", tooltip="To its investigation, or a new one"
        ),
    ]

    def title(self) -> str:
        """It is what customers say."""
        return "Feedback"

    def group(self, record: Any) -> str:
        """What waits stands first."""
        return "waits" if record.waits else "heard"

    def told(self, record: Any) -> Iterator[tuple[str, str]]:
        """What was said, by whom, and until when a reply is wanted; a complaint is an alarm as long as it waits."""
        is_late = record.waits and record.reply_by and record.reply_by < self.app.today
        if record.tone is Tone.COMPLAINT and record.waits:
            yield f"{self.app.glyphs.alarm} complaint  ", "alarm"
        else:
            yield f"{record.tone:<9}  ", "quiet"
        if record.waits and record.reply_by:
            yield f"{'! ' if is_late else ''}reply by {record.reply_by}  ", "alarm" if is_late else "strong"
        yield first_line(record.text), ""

    def known(self, record: Feedback) -> Iterator[tuple[str, str]]:
        """What was said and what came of it."""
        yield "strong", record.text
        customer = self.organization.customers.get(record.customer)
        by = ", ".join(filter(None, (record.giver, customer.name if customer else record.customer)))
        said_by = f"{record.tone.capitalize()} of {by}" if by else record.tone.capitalize()
        yield "", ", ".join(filter(None, (said_by, record.channel, f"about {record.about}" if record.about else "")))
        if record.waits:
            until = f" by {record.reply_by}" if record.reply_by else ""
            yield "head", f"A reply is wanted{until}: r notes it"
        yield from said(f"Told on {record.answered}", record.reply)
        yield from said("What the giver made of it", record.outcome)
        if looked := looks_into(self.app.store, record):
            yield "", f"{looked.id} {f'looked into it until {looked.closed}' if looked.closed else 'looks into it'}."
        for practice in led_to(self.app.store, record):
            yield "item", f"led to the best practice {practice.id} {practice.name}"

    def action_reply(self) -> None:
        """Note what the giver was told, and what they made of it."""
        if self.record:
            dated_form.open_form(self.app, self.process, REPLY, self.record.id)

    def action_investigate(self) -> None:
        """Go to its investigation; where nobody looks into it yet, begin one."""
        if self.record:
            investigate(self, self.record)
