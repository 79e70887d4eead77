"""What stands behind an option, read as a value; what cannot be read is wrong usage."""

from argparse import SUPPRESS, Action, ArgumentError, ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from datetime import date
from typing import Any

from workbench.domain.dates import read_day
from workbench.domain.errors import BadInput


def past_day(text: str) -> date:
    """The day that a person wrote, of those gone by where its name could be both: 2026-11-22, fri, 1 oct, -2w."""
    try:
        return read_day(text, date.today(), is_past=True)
    except BadInput as error:
        raise ArgumentTypeError(str(error)) from None


def number(lowest: int, highest: int = 1_000_000) -> Callable[[str], int]:
    """A reader of whole numbers between two."""

    def read(text: str) -> int:
        if text.isascii() and text.isdecimal() and len(text) < 10 and lowest <= int(text) <= highest:
            return int(text)
        raise ArgumentTypeError(f"“{text}” should be a whole number from {lowest} to {highest}.")

    return read


class Values(Action):
    """The value of a field; or several, where each comes to a set or goes from it."""

    def __call__(self, parser: ArgumentParser, namespace: Any, values: Any, option_string: str | None = None) -> None:
        """Keep them all. Raises ArgumentError for words that want quotes around them."""
        if len(values) > 1 and any(text[:1] not in ("+", "-") for text in values):
            raise ArgumentError(self, f"put quotes around “{' '.join(values)}”, or + or - before each of a set")
        setattr(namespace, self.dest, values)


def add_markdown(parser: Any) -> None:
    """Let it be asked for in Markdown."""
    parser.add_argument("--md", "--markdown", action="store_true", help="in Markdown")


def add_words(parser: ArgumentParser, name: str, metavar: str, help: str) -> None:
    """Let words stand behind all else, or behind an option of that name; "" where nothing is said."""
    parser.add_argument(name, nargs="?", default=SUPPRESS, metavar=metavar, help=help)
    parser.add_argument(f"--{name}", default="", metavar=metavar, help="the same, where it is an option")
