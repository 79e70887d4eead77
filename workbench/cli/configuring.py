"""The configuration, the keys and shell completion."""

import sys
from argparse import ArgumentParser, Namespace

from workbench.cli.columns import put
from workbench.cli.session import Session
from workbench.domain.errors import BadInput
from workbench.store import config, paths
from workbench.store.config import Config


def configure(verb: str, parser: ArgumentParser) -> None:
    """Give the parser of a command its arguments."""
    if verb == "completion":
        parser.add_argument("shell", choices=("bash", "fish", "tcsh", "zsh"))
        parser.set_defaults(act=complete)
        return
    if verb == "keys":
        parser.add_argument("--test", action="store_true", help="show what arrives for each key that is pressed")
        parser.set_defaults(act=keys)
        return
    acts = parser.add_subparsers(title="acts", metavar="ACT", required=True)
    acts.add_parser("check", help="what in it is not understood").set_defaults(act=check)
    acts.add_parser("path", help="where it lies").set_defaults(act=path)
    change = acts.add_parser("set", help="set theme, glyphs, output or keys.ACTION")
    change.add_argument("name")
    change.add_argument("value")
    change.set_defaults(act=set_value)


def check(session: Session, arguments: Namespace) -> int:
    """Print what in the configuration is not understood; silent when all is."""
    from workbench.screens.keymap import counsel, unknown_settings

    found = config.read()
    problems = [*found.problems, *unknown_settings(found)]
    for problem in problems:
        session.text(problem)
    for advice in counsel(found):
        session.talk(advice)
    return 1 if problems else 0


def path(session: Session, arguments: Namespace) -> int:
    """Print where the configuration lies."""
    session.text(paths.config())
    return 0


def set_value(session: Session, arguments: Namespace) -> int:
    """Set one value, if it names something. Raises BadInput."""
    from workbench.screens.keymap import counsel, unknown_settings

    section, _, action = arguments.name.partition(".")
    wanted = Config(theme=arguments.value) if section == "theme" else Config(keys={action: arguments.value})
    if section in ("theme", "keys") and (problems := unknown_settings(wanted)):
        raise BadInput(" ".join([*problems, "Nothing was set."]))
    config.set_value(arguments.name, arguments.value)
    for advice in counsel(wanted):
        session.talk(advice)
    return 0


def keys(session: Session, arguments: Namespace) -> int:
    """Print every key of the panes as it is configured; or show what arrives for those that are pressed."""
    from workbench.screens import keymap

    settings = config.read()
    if arguments.test:
        return _test_keys(session, settings)
    found = [
        (binding, keymap.parted(settings.keys.get(binding.id or "", binding.key))) for binding in keymap.all_bindings()
    ]
    if session.options.json:
        session.data(
            [{"id": b.id, "keys": keys, "does": b.tooltip, "usual": keymap.parted(b.key)} for b, keys in found]
        )
    else:
        session.rows([[" ".join(keys), str(binding.id), binding.tooltip] for binding, keys in found])
    return 0


def _test_keys(session: Session, settings: Config) -> int:
    from workbench.screens import keymap
    from workbench.screens.terminal import key_test

    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        session.talk("There is no terminal here whose keys could be shown.")
        return 2
    key_test.watch(key_test.acts_by_key({place: keymap.acts_of(settings, place) for place in keymap.PLACES}))
    return 0


def complete(session: Session, arguments: Namespace) -> int:
    """Print the completion script of a shell."""
    from workbench.cli.commands import whole_parser

    if arguments.shell == "fish":
        from workbench.cli.fish import script

        put(script(whole_parser()), end="")
        return 0
    import shtab

    put(shtab.complete(whole_parser(), shell=arguments.shell))
    return 0
