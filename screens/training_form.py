"""The form of a training item, new or known."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from workbench.domain.process import Process
from workbench.domain.training import TrainingItem
from workbench.screens.form import Field, Form
from workbench.services import engineering
from workbench.services.parts import TRAINING, texts_of
from workbench.store.errors import ChangedElsewhere

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp

FIELDS = (
    Field("name", "what somebody can do who has learned it"),
    Field("how", "how it is learned: seen how often, done beside whom, alone when", long=True),
    Field("renewal", "how long it holds: 1 year, 6 months; empty: for good"),
)


def open_item(app: "WorkbenchApp", process: Process, item: TrainingItem | None = None) -> None:
    """Open the form of an item, or of a new one; what others changed meanwhile is told before it is kept."""
    seen = [process]

    def keep(texts: Mapping[str, str], making: bool) -> None:
        if item is None:
            engineering.add_part(app.store, app.actor, process.id, TRAINING, texts)
            return
        try:
            engineering.set_part(app.store, app.actor, seen[0], TRAINING, item.id, texts)
        except ChangedElsewhere:
            seen[0] = app.store.organization.processes.get(process.id, process)
            raise

    texts = texts_of(TRAINING, item) if item else {}
    called = f"{item.id} {item.name}" if item else "Something new to be learned"

    def closed(kept: bool | None) -> None:
        app.look_again()
        if kept:
            app.say(f"{called}: kept; u takes it back.")

    form = Form(f"{called} · {process.id} {process.name}", FIELDS, texts, keep, lambda texts: ())
    app.push_screen(form, closed)
