"""Naming who answers for processes; where a handoff moves them, only for a reason, which is asked for."""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from workbench.domain.errors import Unexplained, count
from workbench.domain.ids import PersonId, ProcessId
from workbench.screens.asking import ask
from workbench.services import reshape
from workbench.store.lines import Actor
from workbench.store.store import Store

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp


def assign(
    app: "WorkbenchApp", processes: Collection[ProcessId], owner: PersonId | None, done: Callable[[], None]
) -> None:
    """Give processes an owner, or none."""

    def said(number: int) -> str:
        done()
        who = app.store.organization.name_of(owner)
        return f"{who} owns {count(number, 'process')}" if who else "it has no owner now"

    def keep(because: str) -> str:
        return said(reshape.assign(app.store, app.actor, processes, owner, because))

    def at_once(store: Store, actor: Actor) -> int | Unexplained:
        try:
            return reshape.assign(store, actor, processes, owner)
        except Unexplained as unexplained:
            return unexplained

    number = app.act(at_once)
    if isinstance(number, Unexplained):
        ask(app, "It moves by a handoff (H). Why all the same?", None, keep, hint="the reason stays visible")
    elif number:
        app.say(said(number))
