"""What is said to whoever comes back: what others changed meanwhile, and what waits for oneself."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.domain.errors import WorkbenchError

if TYPE_CHECKING:
    from workbench.domain.due import Due
    from workbench.screens.desk import Desk

AT_ONCE = 2_000_000


def waits(app: "Desk") -> str:
    """What waits for whoever sits here, in a sentence; "" where nobody knows who that is, or nothing is charted.

    A long journal that was not opened yet is not opened for it: the keys would have to wait.
    """
    from workbench.domain.due import folded
    from workbench.services.waiting import in_short

    if app.opening.keep_in or app.opening.is_new or not app.store.organization.processes:
        return ""
    try:
        me, organization = app.actor.by, app.store.organization
        found = [item for item in everything(app) if organization.answers_for(me, item.whose)]
        is_long = app.store.journals.of(me).unread > AT_ONCE
    except WorkbenchError:
        return ""
    found = [*folded(found), *decided(app), *(() if is_long else own(app))]
    key = key_of(app, "app.oversight")
    if is_long and not found:
        return f"{key} shows what waits for you." if key else ""
    shown = f" {key} shows {'it' if len(found) == 1 else 'them'}." if found and key else ""
    return in_short(found, mine=True) + shown


def everything(app: "Desk") -> "Sequence[Due]":
    """What waits for anybody; gathered once, until something changes. Raises StoreError."""
    from workbench.services.waiting import waiting

    seen = (app.store.changes, app.today)
    if app.gathered[0] != seen:
        app.gathered = (seen, waiting(app.store, app.today))
    return app.gathered[1]


def own(app: "Desk") -> "list[Due]":
    """What of one's own journal comes back; nothing where it is locked, or nobody knows whose it is."""
    from workbench.services.waiting import of_own_journal

    try:
        return of_own_journal(app.store, app.actor, app.today)
    except WorkbenchError:
        return []


def decided(app: "Desk") -> "list[Due]":
    """What lately became of one's own proposals; nothing where nobody knows who sits here."""
    from workbench.domain.due import outcomes

    return list(outcomes(app.store.organization, app.today, app.known.by)) if app.known else []


def journal_position(app: "Desk") -> int:
    """The number of the newest change of one's own journal, 0 where nobody knows whose it is."""
    from workbench.services import journal

    try:
        return journal.own(app.store, app.actor).position
    except WorkbenchError:
        return 0


def key_of(app: "Desk", act: str) -> str:
    """The key that an act has now, "" for none."""
    keys = app.screen.active_bindings.values()
    return next((app.get_key_display(key.binding) for key in keys if key.binding.id == act), "")
