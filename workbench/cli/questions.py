"""Questions in lines: one prompt, one line for an answer. Nothing but letters is ever written."""

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from workbench.cli.columns import put, say
from workbench.cli.commands import Parser, parser_for, understandable
from workbench.domain.errors import Ambiguous, NotFound, Refused
from workbench.domain.folding import fold
from workbench.domain.organization import Organization
from workbench.domain.people import Customer, Person
from workbench.domain.process import Process
from workbench.services.find import Finder

OFFERED = 9
_FINDS: dict[str, Callable[[Organization, str], Process | Person | Customer]] = {
    "process": Organization.process,
    "person": Organization.person,
    "HANDLE": Organization.person,
    "CUSTOMER": Organization.customer,
}
_KINDS = {"process": "process", "running process": "process", "person": "person", "team": "person"}


class Left(Exception):
    """A question was left unanswered."""


class Misused(Refused):
    """A command lacks something, or has something that it does not take."""

    def __init__(self, parser: argparse.ArgumentParser, message: str) -> None:
        hint = " Quotes hold words together." if message.startswith("unrecognized") else ""
        super().__init__(f"{parser.prog}: {message}.{hint} `{parser.prog} --help` tells more.")
        self.parser = parser
        lacking = message.removeprefix("the following arguments are required: ")
        self.missing = "" if lacking == message else lacking.partition(", ")[0]


class AskingParser(Parser):
    """A parser that says what is missing instead of leaving."""

    def error(self, message: str) -> NoReturn:
        """Say what is missing or too much."""
        raise Misused(self, say(message))


def read(prompt: str) -> str:
    """The line that is written behind a prompt. Raises Left at the end of the input, and on Ctrl-C."""
    put(f"{say(prompt)} ", end="")
    sys.stdout.flush()
    line = next_line()
    if line is None:
        put("")
        raise Left
    return line


def next_line() -> str | None:
    """The line that is written next; None at the end of the input, on Ctrl-C, and when the terminal is gone."""
    try:
        line = sys.stdin.readline()
    except (KeyboardInterrupt, OSError):
        return None
    return line.rstrip("\r\n") if line else None


def choose(question: str, answers: Sequence[str]) -> int:
    """Which of the answers, by its number or its first word. Raises Left."""
    for number, answer in enumerate(answers, 1):
        put(f"{number} {say(answer)}")
    while True:
        text = read(f"{question} 1 to {len(answers)}:").strip()
        if not text:
            raise Left
        if text.isascii() and text.isdecimal() and 0 < int(text) <= len(answers):
            return int(text) - 1
        named = [n for n, answer in enumerate(answers) if fold(answer.split()[0].rstrip(":")) == fold(text)]
        if named:
            return named[0]
        put(f"Write a number from 1 to {len(answers)}; Enter alone leaves the question.")


def is_yes(question: str) -> bool:
    """Whether the answer is yes; anything that is not is no, and so is the end of the input."""
    try:
        return read(f"{question} y or n:").strip().lower() in ("y", "yes")
    except Left:
        return False


def complete(
    verb: str, words: list[str], organization: Callable[[], Organization] | None
) -> tuple[argparse.Namespace, list[str]]:
    """The arguments of a command, what is missing asked for one by one, and the words that they come to.

    Without an `organization` in which to find what is meant nobody is asked, and Misused is raised. Raises Left.
    """
    words = understandable(verb, words)
    parser = parser_for(verb, AskingParser, "")
    while True:
        try:
            return parser.parse_args(words), words
        except Misused as misused:
            if not organization or not misused.missing:
                raise
            words = _with_answer(misused, words, organization)


def _with_answer(misused: Misused, words: list[str], organization: Callable[[], Organization]) -> list[str]:
    """The words with what was missing."""
    parser, name = misused.parser, misused.missing
    wanted = next(action for action in parser._actions if name in (action.metavar, action.dest))
    if wanted.choices is not None:
        choices = list(wanted.choices)
        helps: dict[str, str] = {act.dest: act.help or "" for act in getattr(wanted, "_choices_actions", ())}
        told = [f"{choice}: {helps[choice]}" if choice in helps else str(choice) for choice in choices]
        return [*words, str(choices[choose(f"{parser.prog}: which?", told)])]
    if name == "field" and parser.epilog:
        put(say(parser.epilog))
    answer = read(f"{name.lower()}:").strip()
    if not answer:
        raise Left
    if name in _FINDS:
        try:
            answer = _FINDS[name](organization(), answer).id
        except (NotFound, Ambiguous) as error:
            answer = meant(organization(), error, [answer])[0]
    return [*words, *([] if "--" in words else ["--"]), answer]


def meant(organization: Organization, error: NotFound | Ambiguous, words: Sequence[str]) -> list[str]:
    """The words with the one that named nothing, or too much, replaced by the id of what the person chose.

    Raises the error where nothing comes near, Left where nothing was chosen.
    """
    if isinstance(error, Ambiguous):
        offered = {candidate.split()[0]: candidate for candidate in error.candidates}
    else:
        kind = _KINDS.get(error.what, error.what)
        found = Finder.of(organization).find(error.text, frozenset({kind}), OFFERED)
        offered = {entry.id: entry.label if kind == "person" else f"{entry.id} {entry.label}" for entry in found}
    if not offered or error.text not in words:
        raise error
    put(f"“{say(error.text)}” may be:")
    chosen = list(offered)[choose("Which?", list(offered.values()))]
    return [chosen if word == error.text else word for word in words]
