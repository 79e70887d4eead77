"""What the workbench may say to a terminal: every sequence it knows, and text; anything else came from somebody."""

import re
from collections.abc import Iterator
from typing import NamedTuple

MODES = frozenset({7, 25, 1000, 1002, 1003, 1004, 1006, 1015, 1016, 1049, 2004, 2026, 2048})

_known = re.compile(
    r"""
    (?P<style> \x1b\[ [0-9;:]* m )
  | (?P<move> \x1b\[ (?: [0-9]{1,4} (?: ; [0-9]{1,4} )? )? [HABCDGdXKJb] | \r | \n | \t | \x08 )
  | (?P<mode> \x1b\[\? (?P<number> [0-9]{1,4} ) (?P<turned> [hl] ) )
  | (?P<keys> \x1b\[ (?: > [0-9]* | < [0-9]* ) u )
  | (?P<question> \x1b\[ (?: \? [0-9]{1,4} \$ p | c | 6n | 1[468]t | \?u ) | \x1b\]1[01];\?(?:\x1b\\|\x07) )
  | (?P<pointer> \x1b\]22;[a-z-]*\x07 )
  | (?P<clipboard> \x1b\]52;c;[A-Za-z0-9+/]*={0,2}(?:\x07|\x1b\\) )
  | (?P<bell> \x07 )
  | (?P<text> [^\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]+ )
    """,
    re.VERBOSE,
)
_any_sequence = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[ -/]*[0-~])|.", re.DOTALL)
_unfinished = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|[ -/]+|\][^\x07\x1b]*\x1b?)?\Z")


class Word(NamedTuple):
    """A piece of what was sent: its kind, "stray" for what the workbench never says by itself."""

    kind: str
    text: str
    mode: int = 0
    on: bool = False


def parted(text: str) -> tuple[list[Word], str]:
    """What was sent, piece by piece, and the beginning of a sequence whose end is still to come."""
    rest = _unfinished.search(text)
    whole, left = (text[: rest.start()], rest.group()) if rest else (text, "")
    return list(_words(whole)), left


def _words(text: str) -> Iterator[Word]:
    at = 0
    while at < len(text):
        found = _known.match(text, at)
        if found is None:
            yield Word("stray", text[at : at + 24])
            at = _any_sequence.match(text, at).end()  # type: ignore[union-attr]
            continue
        at = found.end()
        kind = found.lastgroup or ""
        if found["mode"]:
            mode = int(found["number"])
            yield Word("mode" if mode in MODES else "stray", found.group(), mode, found["turned"] == "h")
        else:
            yield Word(kind, found.group())
