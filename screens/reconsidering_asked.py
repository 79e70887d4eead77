"""How an entry looks by now: one key, or a line in words."""

from typing import TYPE_CHECKING

from workbench.domain.journal import Entry, Stance
from workbench.screens import asking
from workbench.screens.dialogs import Choose
from workbench.services import reconsidering

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp

VERDICT = "verdict"
STANCES = {"h": Stance.HOLDS, "p": Stance.PARTLY, "o": Stance.OTHERWISE}


def ask(app: "WorkbenchApp", entry: Entry) -> None:
    """Ask how an entry looks by now; where that is not asked yet, say why."""
    if why := _why_not(app, entry):
        app.say(why, warns=True)
        return

    def answered(answer: str | None) -> None:
        if answer == "w":
            ask_words(app, entry)
        elif answer and (changed := app.act(reconsidering.reconsider, entry.id, app.today, STANCES[answer])):
            app.say(said(changed))

    answers = {letter: str(stance) for letter, stance in STANCES.items()} | {"w": "in words"}
    app.push_screen(Choose(f"{entry.id} “{entry.title[:60]}”: how does it look by now?", answers), answered)


def _why_not(app: "WorkbenchApp", entry: Entry) -> str:
    if not entry.comes_back:
        return f"{entry.id} is a note, and no note comes back: o says what else it is."
    if entry.look_due(app.today):
        return ""
    to_come = entry.look_to_come(app.today)
    when = f"comes back on {to_come[1]}" if to_come else "has had its last look"
    return f"{entry.id} {when}; r writes a later entry on it."


def ask_words(app: "WorkbenchApp", entry: Entry) -> None:
    """Ask for a line on how it looks by now."""

    def keep(text: str) -> str:
        return said(reconsidering.reconsider(app.store, app.actor, entry.id, app.today, None, text))

    place = {"kind": VERDICT, "journal": app.actor.by, "record": entry.id}
    asking.ask(app, f"How does {entry.id} look by now?", place, keep)


def said(entry: Entry) -> str:
    """What was noted, and whether and when it comes back."""
    last = entry.verdicts[-1]
    following = entry.look_to_come(last.on)
    again = f"it comes back on {following[1]}" if following else "it does not come back"
    return f"{entry.id}: {last.stance or 'noted'}; {again}. r writes a later entry on it."
