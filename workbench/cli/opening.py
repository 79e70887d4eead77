"""Opening the panes: on the store, on the sample, or on the first-run card where no store is yet."""

import gc
import os
import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from workbench.cli import Options
from workbench.cli.columns import say, tell
from workbench.cli.session import Session, session
from workbench.domain.errors import WorkbenchError
from workbench.screens.terminal.background import Background
from workbench.screens.terminal.colours import THEMES, Look, choose, unknown_theme
from workbench.screens.terminal.curtain import Curtain
from workbench.store import config, paths
from workbench.store.config import Config
from workbench.store.errors import NoStore

if TYPE_CHECKING:
    from argparse import Namespace


def open_panes(options: Options, curtain: Curtain) -> int:
    """Open the panes, or a session in lines where nothing can be drawn; without a terminal print what is due."""
    draws_nothing = os.environ.get("TERM", "dumb") in ("dumb", "")
    if options.plain or (draws_nothing and sys.stdin.isatty() and sys.stdout.isatty()):
        from workbench.cli.plain import sit_down

        return sit_down(options)
    gc.disable()
    if options.theme and options.theme not in THEMES:
        sentence = say(unknown_theme(options.theme))
        tell(f"workbench: {sentence[0].lower()}{sentence[1:]}")
        return 2
    with session(options) as current:
        current.before_talk = curtain.fall
        if draws_nothing or not (sys.stdin.isatty() and sys.stderr.isatty()):
            from workbench.cli.asking import print_due

            if sys.stdin.isatty() and sys.stdout.isatty() and not draws_nothing:
                current.talk("The panes draw on standard error, which leads elsewhere: this is what is due.")
            return print_due(current, 0, None)
        seen = _seen(options)
        try:
            store = current.store
        except NoStore:
            return _welcome(options, current, seen, curtain)
        return _run(options, current, seen, curtain, is_new=not store.organization.processes)


class Seen(NamedTuple):
    """What was found out before the panes open: what the person set, which look suits, what was typed meanwhile."""

    settings: Config
    look: Look
    typed: str


def _seen(options: Options) -> Seen:
    """Ask the terminal, and load the panes while it answers."""
    if os.environ.get("SSH_CONNECTION"):
        os.environ.setdefault("TEXTUAL_SMOOTH_SCROLL", "0")
    settings = config.read()
    with Background(os.environ) as background:
        import_module("workbench.screens.app")
        look = choose(options.theme, settings.theme, os.environ, background.answer)
    return Seen(settings, look, background.typed)


def _run(options: Options, current: Session, seen: Seen, curtain: Curtain, is_new: bool = False) -> int:
    from workbench.screens.app import WorkbenchApp
    from workbench.screens.desk import Opening

    keep_in = Path(paths.store(options.store)) if current.is_sample else None
    found = _rescued()
    opening = Opening(current.login, options.claimed, options.acts_for, keep_in, is_new, found)
    opening = replace(opening, look=seen.look, typed=seen.typed, theme=options.theme, curtain=curtain)
    current.asks = False
    app = WorkbenchApp(current.store, seen.settings, opening)
    app.run()
    try:
        app.store.keeping.settle(at_once=True)
    except WorkbenchError as error:
        current.talk(str(error))
    if app.defect:
        raise app.defect
    return app.return_code or 0


def _rescued() -> tuple[str, ...]:
    """What an editor left behind when a line dropped, in sentences."""
    if not Path(paths.runtime()).is_dir():
        return ()
    from workbench.store import page

    return tuple(page.rescued())


def _welcome(options: Options, current: Session, seen: Seen, curtain: Curtain) -> int:
    """Ask how to begin, and begin so."""
    from workbench.cli.exchanging import bring_in
    from workbench.screens import glyphs
    from workbench.screens.welcome import Welcome
    from workbench.services import setup

    card = Welcome(str(current.folder), _problem, seen.look, glyphs.chosen(seen.settings.glyphs))
    answer = card.run()
    if answer is None:
        return card.return_code or 0
    if answer.kind == "sample":
        options.sample = True
        return open_panes(options, curtain)
    name = answer.text if answer.kind == "new" else ""
    setup.begin(current.folder, name, current.login, current.full_name)[0].close()
    if answer.kind == "import":
        bring_in(current, _words(answer.text))
    return _run(options, current, seen._replace(typed=""), curtain, is_new=answer.kind == "new")


def _words(file: str) -> "Namespace":
    """The words of an import of a file, as they would stand on the command line."""
    from argparse import Namespace

    return Namespace(file=file, format=None, under=None, column=[], add_people=False, dry_run=False)


def _problem(file: str) -> str:
    """What keeps a file from being brought in, before anything is begun; "" for nothing."""
    try:
        from workbench.cli.exchanging import read_outline

        read_outline(_words(file))
    except WorkbenchError as error:
        return str(error)
    return ""
