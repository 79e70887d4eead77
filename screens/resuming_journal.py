"""Going on with a draft of something in a journal."""

from typing import TYPE_CHECKING

from workbench.domain.writing import ANSWER, Writing
from workbench.screens import entry_form, entry_writing, reconsidering_asked
from workbench.services import journal
from workbench.store.drafts import Draft

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp

KINDS = frozenset({entry_writing.ENTRY, entry_writing.REPLY, entry_form.TIES, reconsidering_asked.VERDICT})


def texts_now(app: "WorkbenchApp", writing: Writing) -> dict[str, str] | None:
    """What stands now where something was being written; None where that is gone, or cannot be seen."""
    if writing.place["kind"] == reconsidering_asked.VERDICT:
        return {ANSWER: ""} if entry_form.texts_now(app, writing.place) else None
    is_form = writing.place["kind"] == entry_form.TIES
    return entry_form.texts_now(app, writing.place) if is_form else entry_writing.texts_now(app, writing.place)


async def go_on(app: "WorkbenchApp", draft: Draft) -> None:
    """Open what was being written over the journal."""
    await app.switch_mode("journal")
    place = draft.writing.place
    if place["kind"] == entry_form.TIES:
        entry_form.resume(app, draft)
    elif place["kind"] == reconsidering_asked.VERDICT:
        reconsidering_asked.ask_words(app, journal.own(app.store, app.actor).get(place["record"]))
    else:
        entry_writing.resume(app, draft)
