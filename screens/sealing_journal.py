"""Sealing one's own journal from its pane: a key, another passphrase, the recovery key, laying it open again.

Nothing that is secret is shown while it is typed, or kept as a draft; nothing is changed before the last answer.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from workbench.domain.errors import BadInput, WorkbenchError
from workbench.screens.dialogs import Ask, Choose
from workbench.screens.unlocking import Secret, unlock, worked
from workbench.services import sealing
from workbench.services.recovery_key import ABOUT, asked_back, on_paper
from workbench.store import identity
from workbench.store.errors import Damaged
from workbench.store.identity import Identity
from workbench.store.wrapping import SHORTEST, check_length

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp

Then = Callable[[], None]

DONE = "Your journal is sealed, and open until it lies idle; L locks it."
SEALED = "Your journal is sealed; L unlocks it."
SESSIONS = "sessions that lie plain: seal them too, now that both of you have keys; their history until now goes"
SEALED_TOO = "Your coaching sessions are sealed to the two of you."
LAID_OPEN = "Your journal lies in plain text again, for your account alone."
RENEWED = "The new passphrase opens your journal; the recovery key is the same."
REPLACED = (
    "The key was lost, and there is a new one. The new passphrase opens your journal; what others had sealed to the "
    "old key they must share again."
)


def manage(app: "WorkbenchApp", look: Then) -> None:
    """Ask what is to become of the sealing of one's own journal, and do it."""
    me = app.who()
    if me is None:
        return
    try:
        key, lost = _key(app, me.by)
    except WorkbenchError as error:
        app.say(str(error), warns=True)
        return
    recover = partial(_recover, app, look)
    if lost:
        _offer(app, "The key of your journal is lost or damaged.", {"make it anew with the recovery key": recover})
    elif key and key.seals:
        choices = {
            "passphrase: take another one": partial(_another_passphrase, app, look, key),
            "recovery key: the passphrase is forgotten": recover,
            "lay it open again, in plain text; its history until now goes": partial(_lay_open, app, look, key),
        }
        if sealing.sessions_to_seal(app.store, me.by):
            choices[SESSIONS] = partial(_seal_again, app, look, key, SEALED_TOO)
        _offer(app, "Your journal is sealed.", choices)
    else:
        question = f"Seal your journal? From then on nobody reads it without your passphrase.\n{sealing.GOES}"
        _offer(app, question, {"seal it": partial(_seal, app, look, key)})


def _offer(app: "WorkbenchApp", question: str, acts: Mapping[str, Then]) -> None:
    """Let one of a few acts be chosen by its first letter."""
    meant = {what[0]: act for what, act in acts.items()}
    app.push_screen(
        Choose(question, {what[0]: what for what in acts}), lambda answer: meant[answer]() if answer else None
    )


def _key(app: "WorkbenchApp", me: str) -> tuple[Identity | None, bool]:
    """The key of whoever sits here, and whether something lies sealed that it should open and does not."""
    journals = app.store.journals
    try:
        key = journals.keys.of(me)
    except Damaged:
        return None, True
    return key, key is None and bool(journals.of(me).sealed_of_all()[0])


def _do(
    app: "WorkbenchApp", look: Then, what: str, steps: Iterator[object], act: Then, said: str, stays: Callable[[], str]
) -> None:  # fmt: skip
    """Do it, and say so, and what stays as it was on a page of its own; or what stands in the way."""

    def do() -> None:
        try:
            act()
        except WorkbenchError as error:
            app.say(str(error), warns=True)
        else:
            _done(app, look, said)
            if kept := stays():
                app.push_screen(Choose(f"{said} {kept}", {}))

    worked(app, what, steps, do)


def _done(app: "WorkbenchApp", look: Then, said: str) -> None:
    look()
    app.look_again()
    app.say(said)


# Sealing it


def _seal(app: "WorkbenchApp", look: Then, key: Identity | None) -> None:
    """Seal it, with the key that is there; else with a new one."""
    if key is None:
        _new_passphrase(app, lambda passphrase: _show(app, look, *identity.begin(passphrase), passphrase))
    else:
        _seal_again(app, look, key, SEALED)


def _seal_again(app: "WorkbenchApp", look: Then, key: Identity, said: str) -> None:
    """Seal with the key that is there what lies plain: the journal, or sessions of two who both have keys by now."""
    stays = partial(sealing.still_plain, app.store, app.actor.by)
    steps = sealing.sealed_ahead(app.store, app.actor, key)
    _do(app, look, "Sealing", steps, lambda: sealing.encrypt(app.store, app.actor, key), said, stays)


def _show(app: "WorkbenchApp", look: Then, key: Identity, recovery: str, passphrase: str) -> None:
    """Show the recovery key, and ask two of its words back; whoever leaves that sees it again."""
    page = "\n".join([f"Your recovery key, shown this once. {ABOUT}", "", *on_paper(recovery)])
    answers = {"w": "it is written down; two of its words are asked back"}
    numbers = asked_back(recovery)

    def asked(words: str) -> None:
        if not identity.has_groups(recovery, numbers, words.split()):
            raise BadInput("Those were not the words. Esc shows the key again.")

    def seal() -> None:
        sealing.encrypt(app.store, app.actor, key)
        app.store.journals.keys.unlocked.hold(key.opened(passphrase), app.store.clock())

    def shown(answer: str | None) -> None:
        if answer:
            question = f"Words {numbers[0]} and {numbers[1]} of the recovery key, with a space between"
            app.push_screen(Ask(question, keep=asked), answered)
        else:
            app.say("Nothing was changed.")

    def answered(words: str | None) -> None:
        if words is None:
            _show(app, look, key, recovery, passphrase)
        else:
            steps = sealing.sealed_ahead(app.store, app.actor, key)
            _do(app, look, "Sealing", steps, seal, DONE, partial(sealing.still_plain, app.store, app.actor.by))

    app.push_screen(Choose(page, answers), shown)


def _new_passphrase(app: "WorkbenchApp", then: Callable[[str], None]) -> None:
    """Ask for a new passphrase, twice, and go on with it; what keeps it from being taken is said."""

    def go_on(again: str | None) -> None:
        if again:
            try:
                then(again)
            except WorkbenchError as error:
                app.say(str(error), warns=True)

    def once(given: str | None) -> None:
        if given:
            app.push_screen(Secret("The same again", partial(_refuse_another, given)), go_on)

    question = f"A new passphrase: {SHORTEST} characters or more, four or five words are good"
    app.push_screen(Secret(question, check_length), once)


def _refuse_another(given: str, again: str) -> None:
    if given != again:
        raise BadInput("The two are not the same. Esc leaves it; nothing was changed.")


# What becomes of it


def _another_passphrase(app: "WorkbenchApp", look: Then, key: Identity) -> None:
    def change(passphrase: str) -> None:
        sealing.change_passphrase(app.store, app.actor, app.store.journals.keys.pair(), passphrase)
        _done(app, look, RENEWED)

    unlock(app, key, partial(_new_passphrase, app, change))


def _recover(app: "WorkbenchApp", look: Then) -> None:
    def check(recovery: str) -> None:
        sealing.check_recovery(app.store, app.actor, recovery)

    def given(recovery: str | None) -> None:
        if recovery:
            _new_passphrase(app, partial(_recovered, app, look, recovery))

    app.push_screen(Secret("The recovery key, its words with or without spaces", check), given)


def _recovered(app: "WorkbenchApp", look: Then, recovery: str, passphrase: str) -> None:
    is_new = sealing.recover(app.store, app.actor, recovery, passphrase)
    key = sealing.key_of(app.store, app.actor.by)
    app.store.journals.keys.unlocked.hold(key.opened(passphrase), app.store.clock())
    _done(app, look, REPLACED if is_new else RENEWED)


def _lay_open(app: "WorkbenchApp", look: Then, key: Identity) -> None:
    stays = partial(sealing.still_sealed, app.store, app.actor.by)

    def lay_open() -> None:
        steps = app.store.journals.of(app.actor.by).open_ahead()
        _do(app, look, "Opening", steps, lambda: sealing.decrypt(app.store, app.actor), LAID_OPEN, stays)

    unlock(app, key, lay_open)
