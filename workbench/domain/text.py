"""One rule for the text people type: what is kept and what is dropped.

The rule: text is brought to Unicode NFC; control characters (C0, DEL, C1), bidirectional
embeddings, overrides and isolates, tag characters, interlinear marks, byte order marks and
lone surrogates are dropped. In a *line* (a name, a code, a tag) every white space becomes a
space; a *body* (a description) keeps its line ends and tabs. Both lose outer white space.
"""

import re
import unicodedata

_DROPPED = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
_dropped = re.compile(f"[{_DROPPED}\ud800-\udfff]")
_line_ends = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_white = re.compile(r"[\t\n\r\v\f\x85\u2028\u2029]+")


def clean_line(text: str) -> str:
    """The text as a single line, without anything a terminal could obey."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return unicodedata.normalize("NFC", _dropped.sub("", _white.sub(" ", text))).strip()


def clean_body(text: str) -> str:
    """The text with its line ends and tabs, without anything a terminal could obey."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return unicodedata.normalize("NFC", _dropped.sub("", _line_ends.sub("\n", text))).strip()


def printable(text: str) -> str:
    """The text without anything a terminal could obey; line ends and tabs stay."""
    return text if text.isprintable() else _dropped.sub("", _line_ends.sub("\n", text))


_number = re.compile(r"(\d+)")


def natural(text: str) -> tuple[tuple[int, str], ...]:
    """A sort key by which 1.2 comes before 1.10 and P9 before P10."""
    return tuple((int(part), "") if index % 2 else (-1, part) for index, part in enumerate(_number.split(text)) if part)


def first_line(text: str) -> str:
    """The beginning of a text, in one line."""
    return text.partition("\n")[0][:80]
