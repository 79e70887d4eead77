"""A journal as jrnl keeps it: its text, in which a day in brackets begins an entry, and its JSON.

Its tags are words with an @. What an entry has and jrnl does not know is not written.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import zip_longest
from typing import Any

from workbench.domain.journal import Entry, without_code
from workbench.exchange.decoding import encode
from workbench.exchange.journal_rows import Notebook, Rows, tags_of
from workbench.exchange.moments import read_moment

_begin = re.compile(r"^\[(\d{4}(?:[-/.]?\d[^\]\n]*)?)\] ", re.MULTILINE)
_masked = re.compile(r"^\\(?=\\*\[[^\]\n]+\] )", re.MULTILINE)
_to_mask = re.compile(r"^(?=\\*\[[^\]\n]+\] )", re.MULTILINE)  # jrnl finds days in brackets where nobody would
_tag = re.compile(r"(?<!\S)@([-+*#/\w]+)")
_only_tags = re.compile(r"\s*(?:@[-+*#/\w]+\s*)+")
_untold = re.compile(r"[^-+*#/\w]+")
_STAR = " *"


# Writing


def write_text(entries: Iterable[Entry]) -> bytes:
    """The entries as jrnl's own file has them; tags that their words do not hold stand in a last line."""
    return encode("\n".join(map(_written, entries)))


def _written(entry: Entry) -> str:
    first, _, rest = entry.text.partition("\n")
    mark = _STAR if entry.star else ""
    if first.endswith((_STAR, "\\*")):
        first = f"{first[:-1]}\\*"
    rest = _to_mask.sub(r"\\", rest)
    more = _tags_beside(entry)
    head = f"[{_moment(entry)}] {first}{mark}"
    return "\n".join([head, *([rest] if rest else []), *(["", more] if more else [])]) + "\n"


def _tags_beside(entry: Entry) -> str:
    """The tags that do not stand in the words with an @."""
    held = {tag.lower() for tag in _tag.findall(without_code(entry.text))}
    tags = (_untold.sub("-", tag) for tag in sorted(entry.tags) if tag.lower() not in held)
    return " ".join(f"@{tag}" for tag in tags) or tags_below(entry.text)[1]


def tags_below(text: str) -> tuple[str, str]:
    """A text, and a last line that holds nothing but tags, with an empty line above it."""
    words, _, last = text.rpartition("\n")
    is_below = _only_tags.fullmatch(last) and not words.rpartition("\n")[2].strip()
    return (words.removesuffix("\n"), last) if is_below else (text, "")


def _moment(entry: Entry) -> str:
    return f"{entry.on} {entry.at:%H:%M}" if entry.at else str(entry.on)


def write_json(entries: Sequence[Entry]) -> bytes:
    """The entries as `jrnl --format json` writes them."""
    tags = Counter(f"@{tag}" for entry in entries for tag in entry.tags)
    document = {"tags": dict(sorted(tags.items())), "entries": [_object(entry) for entry in entries]}
    return encode(json.dumps(document, ensure_ascii=False, indent=2) + "\n")


def _object(entry: Entry) -> dict[str, Any]:
    title, _, body = entry.text.partition("\n")
    body += f"\n\n{below}" if (below := tags_below(entry.text)[1]) else ""
    time = {"time": f"{entry.at:%H:%M}"} if entry.at else {}
    tags = [f"@{tag}" for tag in sorted(entry.tags)]
    return {"title": title, "body": body, "date": str(entry.on), **time, "tags": tags, "starred": entry.star}


# Reading


def is_text(text: str) -> bool:
    """A line of the text begins with a day in brackets."""
    return any(read_moment(found[1]) for found in _begin.finditer(text))


def read_text(text: str, today: date) -> Notebook:
    """The entries of a file of jrnl."""
    rows = Rows(today)
    begins = list(_begin.finditer(text))
    first = begins[0].start() if begins else len(text)
    if before := text[:first].strip():
        rows.add(1, {"text": before})
    line, counted = 1, 0
    for found, after in zip_longest(begins, begins[1:]):
        line, counted = line + text.count("\n", counted, found.start()), found.start()
        words = text[found.end() : after.start() if after else len(text)]
        rows.add(line, {"date": found[1], **_read(words)})
    return rows.notebook()


def _read(text: str) -> dict[str, Any]:
    """What the words of an entry say: its star, its tags, and the words themselves."""
    first, _, rest = text.strip().partition("\n")
    starred = first.rstrip().endswith(_STAR)
    if starred:
        first = first.rstrip().removesuffix(_STAR)
    if first.endswith("\\*"):
        first = f"{first[:-2]}*"
    whole = "\n".join([first, _masked.sub("", rest)]).rstrip()
    text, below = tags_below(whole)
    tags = tags_of([*_tag.findall(without_code(text)), *below.split()])
    return {"text": text, "tags": sorted(tags), "starred": starred}
