"""Completion for fish, which shtab does not know."""

from argparse import PARSER, Action, ArgumentParser
from collections.abc import Iterator
from typing import cast


def script(parser: ArgumentParser) -> str:
    """The script that completes every command, act, option and choice of a parser."""
    return "\n".join(["complete -c workbench -f", *_lines(parser, ()), ""])


def _lines(parser: ArgumentParser, path: tuple[str, ...]) -> Iterator[str]:
    """What completes behind the words of a path."""
    seen = [f"__fish_seen_subcommand_from {word}" for word in path]
    for action in parser._actions:
        if action.nargs == PARSER:
            children = cast(dict[str, ArgumentParser], action.choices)
            helps: dict[str, str] = {act.dest: act.help or "" for act in getattr(action, "_choices_actions", ())}
            behind = _when([*seen, f"not __fish_seen_subcommand_from {' '.join(children)}"])
            for name, child in children.items():
                yield f"{behind} -a {name} -d {_quoted(helps.get(name, ''))}"
                yield from _lines(child, (*path, name))
        elif action.option_strings:
            yield f"{_when(seen)}{_option(action)} -d {_quoted(action.help or '')}"
        elif action.choices:
            yield f"{_when(seen)} -a {_quoted(' '.join(map(str, action.choices)))}"
        elif action.dest == "file":
            yield f"{_when(seen)} -F"


def _when(conditions: list[str]) -> str:
    return f"complete -c workbench -n '{'; and '.join(conditions)}'" if conditions else "complete -c workbench"


def _option(action: Action) -> str:
    names = "".join(f" -{'l' if name.startswith('--') else 's'} {name.lstrip('-')}" for name in action.option_strings)
    takes = "" if action.nargs == 0 else " -r"
    files = " -F" if action.metavar in ("FILE", "DIR") else ""
    return names + takes + files


def _quoted(text: str) -> str:
    """The text as one word of fish, in which only a backslash and a quote mean anything."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
