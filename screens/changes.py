"""The list of what others changed since the person at the panes last looked."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.domain.dates import when
from workbench.domain.errors import WorkbenchError
from workbench.domain.folding import fold, matches
from workbench.screens.picker import Choice, Picker
from workbench.services import news
from workbench.services.find import Entry

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp


def show(app: "WorkbenchApp") -> None:
    """List what others changed since, the newest first; go to what is chosen."""
    try:
        lines = app.last_visit.lines()
    except WorkbenchError as error:
        app.say(str(error), warns=True)
        return
    begun = "you came" if app.last_visit.is_first else "you were here"
    if not lines:
        app.say(f"Nobody else has changed anything since {begun} ({app.last_visit.said}).")
        return
    choices = [_choice(app, item) for item in news.items(lines, app.store.organization)]

    def search(text: str) -> Sequence[Choice]:
        words = fold(text).split()
        return [choice for choice in choices if matches(words, fold(f"{choice.label} {choice.note}"))]

    app.push_screen(
        Picker(f"Changed by others since {begun} ({app.last_visit.said})", search, "words; Enter goes there"), app.go
    )


def _choice(app: "WorkbenchApp", item: news.Item) -> Choice:
    note = f"{item.who} · {when(item.at, app.today)}"
    return Choice(item.sentence, _entry(app, item.record), note, _why_not(app, item.record), item.sentence)


def _entry(app: "WorkbenchApp", record: str) -> Entry:
    organization = app.store.organization
    for kind, table in (("person", organization.people), ("customer", organization.customers)):
        if record in table:
            return Entry(kind, record, record)
    return Entry("process", record, record)


def _why_not(app: "WorkbenchApp", record: str) -> str:
    organization = app.store.organization
    if not record:
        return "It concerns more than one."
    if record in organization.people or record in organization.customers:
        return ""
    process = organization.processes.get(record)
    if process is None:
        return f"{record} is not there any more."
    return f"{record} is retired and stands on the chart no longer." if process.retired else ""
