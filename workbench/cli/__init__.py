"""Words in, words out: the command line, and the door to the panes.

A look-up must take little longer than Python's own start; so nothing is loaded here, and only
what a command needs is loaded when it is called.
"""

import os
import sys

LOOKUPS = ("who", "owned-by", "unowned", "verify")
TAKES_VALUE = {"--store": "store", "--as": "claimed", "--for": "acts_for", "--theme": "theme"}
IS_FLAG = {"--sample": "sample", "--json": "json", "--plain": "plain"}


class Options:
    """The options that stand before or after every command; `umask` is the one the person came with."""

    umask = 0o022

    def __init__(self) -> None:
        self.store = ""
        self.claimed = ""
        self.acts_for = ""
        self.theme = ""
        self.sample = False
        self.json = False
        self.plain = False


def split_options(words: list[str]) -> tuple[Options, list[str]]:
    """The options for every command, and the words that are left. Raises ValueError for one without its value."""
    options, rest = Options(), list[str]()
    queue = iter(words)
    for word in queue:
        name, equals, value = word.partition("=")
        if word == "--":
            rest += [word, *queue]
        elif word in IS_FLAG:
            setattr(options, IS_FLAG[word], True)
        elif name in TAKES_VALUE:
            given = value if equals else next(queue, None)
            if given is None:
                raise ValueError(f"{name} needs a value.")
            setattr(options, TAKES_VALUE[name], given)
        else:
            rest.append(word)
    return options, rest


def main() -> None:
    """Run the command line and leave with its exit code; Ctrl-C ends it quietly, however early it comes."""
    try:
        code = _started()
    except KeyboardInterrupt:
        code = 130
    os._exit(code)


def _started() -> int:
    Options.umask = os.umask(0o077)
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "r" if name == "stdin" else "w"))  # noqa: PTH123, SIM115
        getattr(sys, name).reconfigure(errors="replace")
    return run(sys.argv[1:])


def run(words: list[str]) -> int:
    """Carry out one command; its exit code. What goes wrong is told in a sentence on stderr."""
    try:
        code = _run(words)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 0
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        from workbench.cli.failing import told

        return told(error)


def _run(words: list[str]) -> int:
    try:
        options, rest = split_options(words)
    except ValueError as error:
        from workbench.cli.columns import tell

        tell(f"workbench: {error}")
        return 2
    if rest and rest[0] in LOOKUPS and not options.sample and "--as-of" not in " ".join(rest):
        from workbench.cli.lookups import look_up

        code = look_up(options, rest)
        if code is not None:
            return code
    if not rest:
        return _panes(options)
    from workbench.cli.commands import dispatch

    try:
        return dispatch(options, rest)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 2


def _panes(options: Options) -> int:
    """Open the panes, behind their first screen of last time where that still holds."""
    from workbench.screens.terminal.curtain import Curtain, circumstances
    from workbench.store import paths

    with Curtain() as curtain:
        if not (options.sample or options.plain):
            given = (options.claimed, options.acts_for, options.theme)
            curtain.rise(paths.store(options.store), lambda: circumstances(*given))
        from workbench.cli.opening import open_panes

        return open_panes(options, curtain)
