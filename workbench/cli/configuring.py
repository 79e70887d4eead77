"""The configuration and shell completion."""

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
    acts = parser.add_subparsers(title="acts", metavar="ACT", required=True)
    acts.add_parser("check", help="what in it is not understood").set_defaults(act=check)
    acts.add_parser("path", help="where it lies").set_defaults(act=path)
    change = acts.add_parser("set", help="set theme, glyphs, output or keys.ACTION")
    change.add_argument("name")
    change.add_argument("value")
    change.set_defaults(act=set_value)


def check(session: Session, arguments: Namespace) -> int:
    """Print what in the configuration is not understood; silent when all is."""
    from workbench.screens.keymap import unknown_settings

    found = config.read()
    problems = [*found.problems, *unknown_settings(found)]
    for problem in problems:
        session.text(problem)
    return 1 if problems else 0


def path(session: Session, arguments: Namespace) -> int:
    """Print where the configuration lies."""
    session.text(paths.config())
    return 0


def set_value(session: Session, arguments: Namespace) -> int:
    """Set one value, if it names something. Raises BadInput."""
    from workbench.screens.keymap import unknown_settings

    section, _, action = arguments.name.partition(".")
    wanted = Config(theme=arguments.value) if section == "theme" else Config(keys={action: arguments.value})
    if section in ("theme", "keys") and (problems := unknown_settings(wanted)):
        raise BadInput(" ".join([*problems, "Nothing was set."]))
    config.set_value(arguments.name, arguments.value)
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
