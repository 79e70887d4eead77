"""Coaching sessions of whoever sits here: with whom and when, and what the two wrote; no list of how people do."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from workbench.domain.coaching import CoachingSession
from workbench.domain.errors import WorkbenchError
from workbench.screens import session_form, session_page
from workbench.screens.dialogs import Choose
from workbench.screens.journal_pane import Headed, JournalPane
from workbench.screens.listing import Line
from workbench.screens.picker import Choice, Picker
from workbench.services import coaching


class SessionsPane(JournalPane):
    """Sessions that are agreed, then those that were, beside the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "meet", "Meet", id="coaching.meet", tooltip="Agree on a session of two"),
        Binding("enter,e", "write", "Write", id="coaching.write", tooltip="The coach's review, or your answers"),
        Binding("i", "agenda", "Agenda", id="coaching.agenda", tooltip="Something to talk about"),
        Binding("x", "talked", "Talked", id="coaching.talked", tooltip="It was talked about"),
        Binding("p", "promise", "Promise", id="coaching.promise", tooltip="What you promise the other"),
        Binding("K", "kept", "Done", id="coaching.kept", tooltip="A promise of yours is done"),
        Binding("M", "move", "Other day", show=False, id="coaching.move", tooltip="Put it on another day"),
        Binding("c", "close", "Close", id="coaching.close", tooltip="It is over; what is open goes on to the next"),
        Binding("d", "delete", "Delete", show=False, id="coaching.delete", tooltip="Delete it for both; asks once"),
    ]

    @property
    def one(self) -> CoachingSession | None:
        """The session under the cursor."""
        if not self.listing.chosen or self.trouble:
            return None
        try:
            return coaching.session_of(self.app.store, self.me, self.listing.chosen)
        except WorkbenchError:
            return None

    def title(self) -> str:
        """What it is called."""
        return "Coaching"

    def empty(self) -> str:
        """That there is none."""
        return "No session is agreed."

    def help(self) -> Sequence[tuple[str, str]]:
        """How one begins."""
        return [("", "m agrees on a session with your coach, or with somebody you coach: of exactly two.")]

    def listed(self) -> Sequence[Line]:
        """The sessions to come, the next one first, then those that are over."""
        found = coaching.sessions_of(self.app.store, self.me)
        to_come = [("Agreed", coaching.named_for(self.me, one)) for one in found if not one.closed]
        over = [("Over", coaching.named_for(self.me, one)) for one in reversed(found) if one.closed]
        return Headed([*to_come, *over], self._line) if found else ()

    def _line(self, record: str) -> Line:
        one = coaching.session_of(self.app.store, self.me, record)
        whom = self.organization.name_of(coaching.other_of(one, self.me.by))
        role = "you coach" if one.coach == self.me.by else "coaches you"
        return Line(record, ((f" {one.on} ", "quiet"), (whom, ""), (f"  {role}", "quiet")))

    def read(self) -> tuple[str, Sequence[tuple[str, str]]]:
        """The session under the cursor."""
        one = coaching.session_of(self.app.store, self.me, self.listing.chosen)
        return session_page.title(one), list(session_page.page(self.app.store, self.me, one))

    # Acts

    def action_meet(self) -> None:
        """Agree on a session."""
        session_form.begin(self.app, session_form.MEET)

    def action_write(self) -> None:
        """Write the review, or the answers."""
        if self.one:
            session_form.write(self.app, self.one)

    def action_agenda(self) -> None:
        """Put something on the agenda."""
        session_form.begin(self.app, session_form.AGENDA, self.listing.chosen)

    def action_promise(self) -> None:
        """Promise something."""
        session_form.begin(self.app, session_form.PROMISE, self.listing.chosen)

    def action_move(self) -> None:
        """Put it on another day."""
        session_form.begin(self.app, session_form.MOVE, self.listing.chosen)

    def action_talked(self) -> None:
        """Say what was talked about."""
        one = self.one
        if one:
            choices = [Choice(item.text, item.id) for item in one.to_talk_about]
            self._pick("What was talked about?", choices, lambda item: self._talked(one, item))

    def _talked(self, one: CoachingSession, item: str) -> None:
        self.app.act(coaching.talked_about, one, item)

    def action_kept(self) -> None:
        """Say which promise is done."""
        record, me = self.listing.chosen, self.me.by
        choices = [Choice(made.text, made.id) for made in self.one.open_promises if made.who == me] if self.one else []
        done = session_form.DONE
        self._pick("Which is done?", choices, lambda part: session_form.begin(self.app, done, record, part))

    def _pick(self, question: str, choices: Sequence[Choice], then: Callable[[str], None]) -> None:
        def chosen(answer: str | None) -> None:
            if answer:
                then(answer)

        def search(text: str) -> Sequence[Choice]:
            return [choice for choice in choices if text.lower() in choice.label.lower()]

        self.app.push_screen(Picker(question, search, "type to search"), chosen)

    def action_close(self) -> None:
        """It is over."""
        if self.one and self.app.act(coaching.close, self.one, self.app.today):
            self.app.say("It is over; what is open stands in the next one again.")

    def action_delete(self) -> None:
        """Ask once, and delete it for both."""
        one = self.one

        def answered(answer: str | None) -> None:
            if answer and one and self.app.act(coaching.delete, one):
                self.app.say(f"{one.id} is gone for good, for both")

        if one:
            question = f"Delete the session of {one.on} for good, for both of you? Nothing brings it back."
            self.app.push_screen(Choose(question, {"x": "delete it for good"}), answered)

    def why_not(self, action: str) -> str:
        """Without a session only one can be agreed on."""
        if not self.is_mounted or action == "meet":
            return ""
        one = self.one
        if one is None:
            return "No session stands under the cursor. m agrees on one."
        if action == "talked" and not one.to_talk_about:
            return "Nothing is left to talk about."
        if action == "kept" and all(made.who != self.me.by for made in one.open_promises):
            return "You have promised nothing that is not done."
        return "It is over already." if action == "close" and one.closed else ""
