"""`drafts` in a session of lines: text that was left unfinished in the panes, told and shown whole."""

from collections.abc import Sequence
from contextlib import suppress

from workbench.cli.columns import put, say
from workbench.cli.session import Session
from workbench.domain.dates import ago
from workbench.domain.errors import Refused, WorkbenchError, count
from workbench.store import drafts
from workbench.store.drafts import Draft
from workbench.store.store import now


def greet(session: Session) -> None:
    """Say which drafts are waiting, if any are."""
    found = _waiting(session)
    if found:
        newest = f"{found[0].writing.title}, left {ago(found[0].saved, now())}"
        more = f", and {len(found) - 1} more" if len(found) > 1 else ""
        put(say(f"{count(len(found), 'draft')} of yours not kept yet: {newest}{more}. drafts lists them."))


def show(session: Session, words: Sequence[str]) -> int:
    """List the drafts, or show one whole by its number. Raises Refused."""
    found = _waiting(session)
    if not words:
        if not found:
            put("No draft is waiting: everything that was written was kept.")
        for number, draft in enumerate(found, 1):
            put(say(f"{number} {draft.writing.title}, left {ago(draft.saved, now())}"))
        return 0
    if not words[0].isdecimal() or not 0 < int(words[0]) <= len(found) or len(words) > 1:
        raise Refused("drafts alone lists them; drafts and a number of that list shows one.")
    draft = found[int(words[0]) - 1]
    if draft.sealed:
        draft = drafts.unsealed(draft, session.store.journals.keys.pair())
    put(say(f"{draft.writing.title}, left {ago(draft.saved, now())}:"))
    put(draft.writing.in_full)
    put(_way(draft))
    return 0


def _waiting(session: Session) -> list[Draft]:
    found = [] if session.is_sample else drafts.waiting(drafts.folders(session.store.id))
    me = ""
    with suppress(WorkbenchError):
        me = session.actor.by
    return [draft for draft in found if draft.is_shown_to(me)]


def _way(draft: Draft) -> str:
    """How what was written is kept."""
    record = draft.writing.place.get("record", "")
    kept = f"edit {record} keeps it, pasted there. " if record else ""
    return say(f"{kept}The draft stays until it is kept or thrown away in the panes, with F8.")
