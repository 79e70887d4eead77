"""Unlocking one's own journal: the passphrase is asked in a line that shows nothing of it and keeps no draft."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from workbench.domain.errors import Refused, WorkbenchError
from workbench.screens.dialogs import Ask
from workbench.screens.drafting import Writes
from workbench.screens.working import work
from workbench.services import sealing
from workbench.services.sealing import NoKeyHere
from workbench.store.identity import Identity
from workbench.store.unlocked import wait_after
from workbench.store.wrapping import WrongPassphrase

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp

MUCH = 5_000
OPEN = "The journal is open until it lies idle; L locks it."
WRONG = "That passphrase does not open the key. Where it is forgotten, S takes the recovery key."


class Secret(Ask):
    """A line that shows nothing of what is typed, keeps no draft of it, and is empty again where it was not taken."""

    def __init__(self, question: str, take: Callable[[str], None]) -> None:
        super().__init__(question, keep=self._try)
        self._box.password = True
        self._take = take

    def _try(self, secret: str) -> None:
        try:
            self._take(secret)
        except WorkbenchError:
            self._box.value = ""
            raise


class Passphrase(Secret):
    """The passphrase, asked again after a wrong one, each time a little later."""

    def __init__(self, opened: Callable[[str], None]) -> None:
        super().__init__("Your passphrase", opened)
        self._failures = 0

    def _try(self, secret: str) -> None:
        try:
            super()._try(secret)
        except WrongPassphrase:
            self._failures += 1
            self._box.disabled = True
            self.set_timer(wait_after(self._failures), self._ask_again)
            raise Refused(WRONG) from None

    def _ask_again(self) -> None:
        self._box.disabled = False
        self._box.focus()


def lock_or_unlock(app: "WorkbenchApp", look: Callable[[], None]) -> None:
    """Lock the journal of whoever sits here, or ask for the passphrase; then look again."""
    journals, me = app.store.journals, app.who()
    if me is None:
        return
    try:
        key = sealing.key_of(app.store, me.by)
    except NoKeyHere:
        app.say("Nothing of your journal is sealed. S seals it.")
        return
    except WorkbenchError as error:
        app.say(str(error), warns=True)
        return
    if journals.keys.unlocked.is_open(app.store.clock()):
        was_left_open = sealing.lock(app.store, me.by)
        look()
        app.say(f"The journal is locked{', for the shell too' if was_left_open else ''}.")
        return

    def look_into_it() -> None:
        look()
        app.say(OPEN)

    unlock(app, key, lambda: worked(app, "Opening", journals.of(me.by).open_ahead(), look_into_it))


def unlock(app: "WorkbenchApp", key: Identity, then: Callable[[], None]) -> None:
    """Ask for the passphrase of a key; once it is open, go on."""

    def opened(passphrase: str) -> None:
        app.store.journals.keys.unlocked.hold(key.opened(passphrase), app.store.clock())

    app.push_screen(Passphrase(opened), lambda answer: then() if answer else None)


def worked(app: "WorkbenchApp", what: str, steps: Iterator[object], act: Callable[[], None]) -> None:
    """Do at once what takes no time; where there is much, take the steps before it one by one, and show how far.

    Whoever stops them finds the journal as it was, and locked.
    """
    there = app.store.journals.of(app.actor.by).sealed_of_all()[1]
    if there < MUCH:
        act()
    else:
        work(app, what, steps, there, act, partial(sealing.lock, app.store, app.actor.by))


def lock_when_idle(app: "WorkbenchApp", look: Callable[[], None]) -> None:
    """Lock what lay idle too long, for the shell too, and say so; what is being written in it is put out of sight."""
    if app.known and app.store.journals.lock_when_idle():
        sealing.lock(app.store, app.known.by)
        was_written = _put_out_of_sight(app)
        look()
        draft = ", F8 goes on with your words" if was_written else ""
        app.say(f"The journal is locked: it lay idle. L unlocks it{draft}.")


def _put_out_of_sight(app: "WorkbenchApp") -> bool:
    """Leave what stands open of a journal as drafts, with what stands over it; whether anything was written there."""
    was_written = False
    while any(map(_is_of_a_journal, app.screen_stack)):
        top = app.screen
        if isinstance(top, Writes) and top.writing:
            is_written = bool(top.writing.written)
            if is_written and not app.drafts.leave(top):
                break
            if not is_written:
                app.drafts.done(top)
            was_written = was_written or is_written
        top.dismiss(None)
    return was_written


def _is_of_a_journal(screen: object) -> bool:
    """What belongs in a journal is being written there."""
    writing = screen.writing if isinstance(screen, Writes) else None
    return writing is not None and bool(writing.place.get("journal"))
