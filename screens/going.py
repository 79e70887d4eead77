"""Going to a place of another pane, with the process that it is of."""

from typing import TYPE_CHECKING

from workbench.screens.places import PlacesScreen

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp


def go(app: "WorkbenchApp", mode: str, place: str, process: str = "", said: str = "") -> None:
    """Go to a place of a pane, standing on a process, and say something there."""
    if mode not in app.MODES:
        app.say(f"It is done in a shell: `workbench {mode} list` shows it.")
        return
    if process:
        app.current = process
    app.call_later(_go, app, mode, place, said)


async def _go(app: "WorkbenchApp", mode: str, place: str, said: str) -> None:
    await app.switch_mode(mode)
    if place and isinstance(app.screen, PlacesScreen):
        app.screen.action_go(place)
    if said:
        app.say(said)
