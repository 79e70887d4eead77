"""Going on with a draft of something in a journal."""

from typing import TYPE_CHECKING

from workbench.domain.commitments import CommitmentState
from workbench.domain.writing import ANSWER, Writing
from workbench.screens import commitment_form, entry_form, entry_writing, growth_pane, reconsidering_asked, session_form
from workbench.services import journal
from workbench.store.drafts import Draft

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp

KINDS = session_form.KINDS | {
    entry_writing.ENTRY, entry_writing.REPLY, entry_form.TIES, reconsidering_asked.VERDICT,
    commitment_form.COMMITMENT, growth_pane.WORD,
}  # fmt: skip


def texts_now(app: "WorkbenchApp", writing: Writing) -> dict[str, str] | None:
    """What stands now where something was being written; None where that is gone, or cannot be seen."""
    place = writing.place
    match place["kind"]:
        case kind if kind in session_form.KINDS:
            return session_form.texts_now(app, place)
        case commitment_form.COMMITMENT:
            return commitment_form.texts_now(app, place, writing.base)
        case growth_pane.WORD:
            return {ANSWER: ""} if commitment_form.texts_now(app, place) else None
        case reconsidering_asked.VERDICT:
            return {ANSWER: ""} if entry_form.texts_now(app, place) else None
        case entry_form.TIES:
            return entry_form.texts_now(app, place)
        case _:
            return entry_writing.texts_now(app, place)


async def go_on(app: "WorkbenchApp", draft: Draft) -> None:
    """Open what was being written over the journal."""
    await app.switch_mode("journal")
    place = draft.writing.place
    match place["kind"]:
        case kind if kind in session_form.KINDS:
            session_form.resume(app, draft)
        case commitment_form.COMMITMENT:
            commitment_form.resume(app, draft)
        case growth_pane.WORD:
            growth_pane.ask_word(app, place["record"], CommitmentState(place["state"]))
        case reconsidering_asked.VERDICT:
            reconsidering_asked.ask_words(app, journal.own(app.store, app.actor).get(place["record"]))
        case entry_form.TIES:
            entry_form.resume(app, draft)
        case _:
            entry_writing.resume(app, draft)
