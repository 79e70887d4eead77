"""A line of text that is asked for and kept at once: what cannot be kept stays there, what is left stays a draft."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from workbench.domain.process import Process
from workbench.screens.dialogs import Ask
from workbench.screens.taking_over import take_up, unless_written
from workbench.store.errors import ChangedElsewhere
from workbench.store.lines import Actor
from workbench.store.store import Store

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp
    from workbench.store.drafts import Draft

Arguments = ParamSpec("Arguments")


def ask(
    app: "WorkbenchApp",
    question: str,
    place: Mapping[str, str] | None,
    keep: Callable[[str], str],
    text: str = "",
    hint: str = "",
    is_usual: bool = False,
) -> None:
    """Ask for a line, beginning with what was written at this place before and left; no place keeps no draft.

    `keep` does what the line is for and says what was done; it raises what stands in the way, and the line stays.
    A text that `is_usual` is replaced by what is typed.
    """
    said = [""]

    def kept(line: str) -> None:
        said[0] = keep(line)

    def closed(line: str | None) -> None:
        app.look_again()
        if line is not None:
            app.say(said[0])

    def begin(draft: "Draft | None") -> None:
        app.push_screen(Ask(question, text, hint, place, draft, kept, is_usual=is_usual), closed)

    if place is None:
        begin(None)
        return
    left = next((draft for draft in app.drafts.waiting() if draft.writing.is_at(place)), None)
    if left:
        take_up(app, left, begin)
    else:
        unless_written(app, place, begin)


def as_seen(
    app: "WorkbenchApp", process: Process, act: Callable[Concatenate[Store, Actor, Process, Arguments], Process]
) -> Callable[Arguments, Process]:
    """An act on a process as it was seen; what others changed is told, and doing it again is done knowingly."""
    seen = [process]

    def do(*arguments: Arguments.args, **keywords: Arguments.kwargs) -> Process:
        try:
            return act(app.store, app.actor, seen[0], *arguments, **keywords)
        except ChangedElsewhere:
            seen[0] = app.store.organization.processes.get(process.id, process)
            raise

    return do
