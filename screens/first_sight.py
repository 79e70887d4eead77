"""Keeping the first screen, so that it stands at once when the panes are opened again and nothing has changed."""

import os
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from workbench.screens.lines import SentenceLine
from workbench.screens.terminal.curtain import circumstances
from workbench.store import drafts, paths, remembered, sight

if TYPE_CHECKING:
    from workbench.screens.desk import Desk

CHANGES_NOTHING = ("here", "backups", "lock", "lookup.tsv")


def keep(app: "Desk") -> None:
    """Keep what stands on the terminal, where it is what the next opening shows."""
    line = app.screen.query(SentenceLine)
    has_plain_view = len(app.screen_stack) == 1 and all(said.sentence in ("", app.waits) for said in line)
    if app.has_taken_keys or app.company or not has_plain_view or app.opening.keep_in or not app.shown:
        return
    stage = app.shown
    if not stage.picture or stage.is_due:
        return
    empty = [f"{app.store.folder}/here", paths.runtime(), *map(str, drafts.folders(app.store.id))]
    with suppress(OSError):
        seen = circumstances(app.opening.claimed, app.opening.acts_for, app.opening.theme)
        sight.keep(str(app.store.folder), seen, stage.drawn(), stage.picture, _files(app), empty)


def _files(app: "Desk") -> Iterator[str]:
    """Every file that the first screen is made from."""
    yield paths.config()
    yield str(remembered.fold_path(app.store.id, app.person))
    for folder, folders, files in os.walk(app.store.folder):
        folders[:] = sorted(name for name in folders if name not in CHANGES_NOTHING)
        yield from (f"{folder}/{name}" for name in sorted(files) if name not in CHANGES_NOTHING)
