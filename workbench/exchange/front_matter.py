"""The lines between two rules at the top of a Markdown file, which say what it is: plain YAML, as people write it."""

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

_key = re.compile(r"([A-Za-z_][\w -]*?)[ \t]*:(?:[ \t]+(.*?))?[ \t]*")
_item = re.compile(r"[ \t]*-[ \t]+(.*?)[ \t]*")
_plain = re.compile(r"[A-Za-z0-9](?:[\w .:+-]*\w)?")
_comment = re.compile(r"[ \t]+#.*$")
_RULE = "---"


class FrontMatter(NamedTuple):
    """What stands above a text, the lines of it that are not understood, and the text itself."""

    fields: Mapping[str, Any]
    unread: list[str]
    text: str


def parted(text: str, known: frozenset[str]) -> FrontMatter:
    """A text and what stands above it; where that is no front matter, or is never closed, all is text.

    What is not understood, and keys that are not known, are the lines that were not read.
    """
    first, *lines = text.split("\n")
    if first.rstrip() != _RULE:
        return FrontMatter({}, [], text)
    end = next((at for at, line in enumerate(lines) if line.rstrip() in (_RULE, "...")), None)
    if end is None or not any(_key.fullmatch(line) for line in lines[:end]):
        return FrontMatter({}, [], text)
    fields, unread = _fields(lines[:end], known)
    return FrontMatter(fields, unread, "\n".join(lines[end + 1 :]))


def _fields(lines: list[str], known: frozenset[str]) -> tuple[dict[str, Any], list[str]]:
    fields: dict[str, Any] = {}
    unread: list[str] = []
    listed: list[Any] | None = None
    for line in lines:
        if (item := _item.fullmatch(line)) and listed is not None:
            listed.append(_value(item[1]))
            continue
        listed = None
        found = _key.fullmatch(line)
        name = found[1].lower() if found else ""
        if not found or name not in known or name in fields:
            unread += [line] if line.strip() else []
        elif found[2]:
            fields[name] = _value(found[2])
        else:
            fields[name] = listed = []
    return fields, unread


def _value(said: str) -> Any:
    """A value as it is written: JSON, a list in brackets, a text in quotes or without."""
    if said[:1] in ("[", "{", '"'):
        try:
            return json.loads(said, parse_int=str, parse_float=str)
        except (ValueError, RecursionError):
            pass
    if said.startswith("[") and said.endswith("]"):
        return [_bare(item) for item in said[1:-1].split(",") if item.strip()]
    return _bare(said)


def _bare(said: str) -> str:
    text = said.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        return text[1:-1].replace("''", "'") if text[0] == "'" else text[1:-1]
    return _comment.sub("", text)


def written(fields: Mapping[str, Any]) -> str:
    """The lines of a front matter, with its rules."""
    lines = [f"{name}: {_said(value)}" for name, value in fields.items()]
    return "\n".join([_RULE, *lines, _RULE]) + "\n"


def _said(value: Any) -> str:
    if isinstance(value, str) and _plain.fullmatch(value) and ": " not in value:
        return value
    return json.dumps(value, ensure_ascii=False)
