"""Taking one's own journal along from its pane: written out in a form that other programs read, and brought in."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from workbench.domain.errors import WorkbenchError, count
from workbench.domain.folding import fold, matches
from workbench.exchange import journal_formats
from workbench.exchange.journal_rows import Notebook
from workbench.screens.dialogs import Ask, Choose
from workbench.screens.picker import Choice, Picker
from workbench.services import taking_along
from workbench.store.outside import InTheWay, write_outside

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp

NOTES = 6
PLAIN = "plain text, also where the journal is sealed"
FOLDER = "markdown"
ENDINGS = {"json": ".json", "jrnl": ".jrnl", "jrnl-json": ".json", "ics": ".ics"}


def give_out(app: "WorkbenchApp") -> None:
    """Ask in which form one's own journal is written out, and whereto."""
    choices = [Choice(kind, kind, what) for kind, what in journal_formats.OUT.items()]

    def search(text: str) -> Sequence[Choice]:
        return [choice for choice in choices if matches(fold(text).split(), fold(f"{choice.label} {choice.note}"))]

    def chosen(kind: str | None) -> None:
        if kind:
            _ask_file(app, kind, f"journal-{app.today}{ENDINGS.get(kind, '')}")

    app.push_screen(Picker(f"Your journal as {PLAIN}", search, "which form?"), chosen)


def _ask_file(app: "WorkbenchApp", kind: str, file: str, trouble: str = "") -> None:
    what = "folder" if kind == FOLDER else "file"
    question = trouble or f"Into which {what}? A name alone is one in the folder where you began."
    app.push_screen(Ask(question, file), partial(_write, app, kind))


def _write(app: "WorkbenchApp", kind: str, file: str | None, is_over: bool = False) -> None:
    if not file or not file.strip():
        return
    try:
        if kind == FOLDER:
            path, files = taking_along.write_pages(app.store, app.actor, file.strip())
            app.say(f"wrote {count(files, 'file')} into {path}, {PLAIN}")
            return
        written = write_outside(file.strip(), taking_along.written(app.store, app.actor, kind), is_over)
    except InTheWay as error:
        if kind == FOLDER:
            _ask_file(app, kind, file, str(error))
        else:
            app.push_screen(Choose(str(error), {"w": "write over it"}), partial(_over, app, kind, file))
    except WorkbenchError as error:
        _ask_file(app, kind, file, str(error))
    else:
        app.say(f"wrote {written}, {PLAIN}")


def _over(app: "WorkbenchApp", kind: str, file: str, answer: str | None) -> None:
    if answer:
        _write(app, kind, file, is_over=True)


def bring_in(app: "WorkbenchApp", file: str = "", trouble: str = "") -> None:
    """Ask for a file, say what it would bring into one's own journal, and take it in when the person says so."""
    question = trouble or "Which file, or folder of Markdown? Nothing comes in twice."
    app.push_screen(Ask(question, file, "journal.json"), partial(_look_into, app))


def _look_into(app: "WorkbenchApp", file: str | None) -> None:
    if not file or not file.strip():
        return
    try:
        notebook = taking_along.notebook_in(file.strip(), app.today)
        would = taking_along.take_in(app.store, app.actor, notebook, app.now, dry=True)
    except WorkbenchError as error:
        bring_in(app, file, str(error))
        return
    more = f"\n… and {len(would.notes) - NOTES} more notes" if len(would.notes) > NOTES else ""
    report = "\n".join([would.summary(True), *would.notes[:NOTES]]) + more
    if not would.entries and not would.commitments:
        app.say(report)
        return
    app.push_screen(Choose(report, {"t": "take it in"}), partial(_take, app, notebook))


def _take(app: "WorkbenchApp", notebook: Notebook, answer: str | None) -> None:
    if answer and (done := app.act(taking_along.take_in, notebook, app.now)):
        app.say(done.summary(False))
