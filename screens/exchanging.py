"""Bringing in a file and writing one out, from the panes."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from workbench.domain.errors import WorkbenchError
from workbench.domain.folding import fold, matches
from workbench.domain.outline import Outline
from workbench.exchange import formats
from workbench.screens.asking import ask
from workbench.screens.clipboard import put_on_clipboard
from workbench.screens.dialogs import Choose
from workbench.screens.picker import Choice, Picker
from workbench.services.bringing import file_name, outline_in, summary
from workbench.services.exchange import take_in
from workbench.store.outside import InTheWay, write_outside

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp

COPIED = "copied"
NOTES = 6
OUT, IN = "write out", "bring in"
KINDS = frozenset({OUT, IN})


def go_on(app: "WorkbenchApp", place: Mapping[str, str]) -> None:
    """Ask again for the name of a file that was being written."""
    if place["kind"] == IN:
        bring_in(app)
    else:
        _place(app, place["of"], "f")


# Out


def give_out(app: "WorkbenchApp") -> None:
    """Ask what is to be written out, and whereto."""
    listed = [
        Choice(f"{known.name:<11} {known.what.partition(';')[0]}", known.name)
        for known in formats.FORMATS
        if known.writes
    ]
    if app.offered:
        listed.insert(0, Choice(f"{COPIED:<11} what was copied last, as text", COPIED))

    def search(text: str) -> Sequence[Choice]:
        return [choice for choice in listed if matches(fold(text).split(), fold(choice.label))]

    def chosen(kind: str | None) -> None:
        if kind:
            answers = {"f": "into a file", "c": "to the clipboard"}
            app.push_screen(Choose(f"Where shall it go ({kind})?", answers), partial(_place, app, kind))

    app.push_screen(Picker("Write out", search, "what kind?"), chosen)


def write_text(app: "WorkbenchApp", text: str, called: str, ending: str) -> None:
    """Ask for the file into which a text is written."""
    app.offered = text
    _ask_file(app, COPIED, file_name(called, app.today, ending))


def _data(app: "WorkbenchApp", kind: str) -> bytes:
    return app.offered.encode() if kind == COPIED else formats.write(kind, app.store.organization)


def _place(app: "WorkbenchApp", kind: str, answer: str | None) -> None:
    if answer == "c":
        app.say(put_on_clipboard(app, _data(app, kind).decode()))
    elif answer == "f":
        ending = next((known.endings[0] for known in formats.FORMATS if known.name == kind and known.endings), ".txt")
        name = app.store.organization.profile.name
        called = {"people-csv": f"{name} people", COPIED: f"{name} part"}.get(kind, name)
        ending = ".csv" if kind == "people-csv" else ending
        _ask_file(app, kind, file_name(called, app.today, ending))


def _ask_file(app: "WorkbenchApp", kind: str, file: str) -> None:
    """Ask for the name of the file; what was copied is gone with the session, and so is where it was to go."""
    place = None if kind == COPIED else {"kind": OUT, "of": kind}
    ask(app, "Which file? A name alone is one in the folder where you began.", place, partial(_write, app, kind), file)


def _write(app: "WorkbenchApp", kind: str, file: str) -> str:
    if not file.strip():
        return ""
    try:
        return _written(app, kind, file)
    except InTheWay as error:
        answers = {"w": "write over it", "n": "choose another name"}
        app.call_later(app.push_screen, Choose(str(error), answers), partial(_over, app, kind, file))
        return ""


def _written(app: "WorkbenchApp", kind: str, file: str, is_over: bool = False) -> str:
    return f"wrote {write_outside(file.strip(), _data(app, kind), is_over)}, readable by you alone"


def _over(app: "WorkbenchApp", kind: str, file: str, answer: str | None) -> None:
    if answer == "n":
        _ask_file(app, kind, file)
    elif answer:
        try:
            app.say(_written(app, kind, file, is_over=True))
        except WorkbenchError as error:
            app.say(str(error), warns=True)


# In


def bring_in(app: "WorkbenchApp") -> None:
    """Ask for a file, show what it would bring, and take it in when the person says so."""
    question = "Which file? CSV, JSON, Markdown or indented text."
    ask(app, question, {"kind": IN}, partial(_look_into, app), hint="processes.csv")


def _look_into(app: "WorkbenchApp", file: str) -> str:
    if not file.strip():
        return ""
    outline = outline_in(file.strip())
    would = take_in(app.store, None, outline)
    more = f"\n… and {len(would.notes) - NOTES} more notes" if len(would.notes) > NOTES else ""
    report = "\n".join([summary(would, True, "u"), *would.notes[:NOTES]]) + more
    if not would.edited:
        return report
    answers = {"t": "take it in", "p": "take it in, and make people of owners who are nobody here yet"}
    here = app.store.organization.processes.get(app.current or "")
    if here and not here.retired and would.processes:
        answers["u"] = f"take it in under {here.id} {here.name}"
    app.call_later(app.push_screen, Choose(report, answers), partial(_take, app, outline))
    return ""


def _take(app: "WorkbenchApp", outline: Outline, answer: str | None) -> None:
    if answer:
        done = app.act(take_in, outline, app.current if answer == "u" else None, answer == "p")
        if done:
            app.say(summary(done, False, "u"))
