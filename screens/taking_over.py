"""Text that another session of the same account is writing: it can be taken over, or another begun beside it."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from workbench.domain.errors import Refused

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp
    from workbench.store.drafts import Draft

Begin = Callable[["Draft | None"], None]


def unless_written(app: "WorkbenchApp", place: Mapping[str, str], begin: Begin) -> None:
    """Begin to write at a place, at once where nobody does; else the person says whether with the other's text."""
    from workbench.screens.dialogs import Choose

    draft = next((draft for draft in app.drafts.elsewhere() if draft.writing.is_at(place)), None)
    if draft is None:
        begin(None)
        return
    question = f"{draft.writing.title}: {being_written(draft)}."
    answers = {"t": "take it over: its text comes here", "s": "start another beside it"}
    app.push_screen(Choose(question, answers), lambda answer: _answered(app, draft, begin, answer))


def _answered(app: "WorkbenchApp", draft: "Draft", begin: Begin, answer: str | None) -> None:
    if answer == "s":
        begin(None)
    elif answer == "t":
        take_up(app, draft, begin)


def being_written(draft: "Draft") -> str:
    """Where another session writes a draft, and since when."""
    where = f"on {draft.writer.tty}" if draft.writer.tty else "in another session"
    return f"being written {where} since {draft.since.astimezone():%H:%M}"


def take_up(app: "WorkbenchApp", draft: "Draft", begin: Begin) -> None:
    """Go on with a draft as this session's own; what stands in the way is said."""
    try:
        own = app.drafts.take(draft)
    except Refused as error:
        app.say(str(error), warns=True)
    else:
        begin(own)
