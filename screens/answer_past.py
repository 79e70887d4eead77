"""What stood at an answer before: every change, the newest first, with who and when."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from workbench.domain.checklist import Question
from workbench.domain.dates import when
from workbench.domain.errors import WorkbenchError
from workbench.domain.process import Process
from workbench.domain.records import said
from workbench.screens.page_dialog import PageDialog
from workbench.services.documenting import Past, history_of

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp


CALLED = {"text": "answer"}


def show(app: "WorkbenchApp", process: Process, question: Question) -> None:
    """Show what stood at the answer to a question before."""
    try:
        pasts = history_of(app.store, process.id, f"answers.{question.id}")
    except WorkbenchError as error:
        app.say(str(error), warns=True)
        return
    if not pasts:
        app.say(f"{question.label}: nothing was changed here since the process came in.")
        return
    title = f"{question.label} · {process.id} {process.name}: before, newest first"
    app.push_screen(PageDialog(title, list(_told(app, pasts))))


def _told(app: "WorkbenchApp", pasts: Sequence[Past]) -> Iterator[tuple[str, str]]:
    name_of = app.store.organization.name_of
    for (at, by), changes in groupby(pasts, lambda past: (past.at, past.by)):
        yield "head", f"{when(at, app.today)}  {name_of(by)}"
        for change in changes:
            yield from _change(change)
        yield "", ""


def _change(past: Past) -> Iterator[tuple[str, str]]:
    """The fields that were changed, each as it was and as it became."""
    for field, before, after in past.changed:
        yield "strong", CALLED.get(field, said(field))
        yield ("removed", f"- {before}") if before else ("quiet", "- nothing before")
        yield ("added", f"+ {after}") if after else ("quiet", "+ nothing since")
