"""JSON read with care: every object knows its line, numbers keep their digits, nothing is taken twice.

Numbers come as the text they are written as, so that the code 9.10 does not become 9.1.
"""

import json
import re
from collections import Counter
from typing import Any, NoReturn, cast

from workbench.domain.errors import BadInput
from workbench.domain.rules import DEEPEST
from workbench.exchange.decoding import line_at

_DEEPEST_JSON = 2 * DEEPEST + 20
_LONGEST_NUMBER = 40
_STRING = r'"[^"\\]*(?:\\.[^"\\]*)*"'
_tokens = re.compile(_STRING + r"|[{}\[\]\n]", re.DOTALL)


class JsonObject(dict[str, Any]):
    """A JSON object with the line it begins on."""

    line = 1


def as_list(value: Any) -> list[Any] | None:
    """The value if it is a JSON list."""
    return cast(list[object], value) if isinstance(value, list) else None


def parsed(text: str) -> Any:
    """The value a JSON text holds. Raises BadInput for whatever is no strict JSON."""
    lines = iter(_lines_of_objects(text))

    def noted(pairs: list[tuple[str, Any]]) -> JsonObject:
        found = JsonObject(pairs)
        found.line = next(lines, 1)
        if len(found) < len(pairs):
            raise BadInput(f"Line {found.line}: an object has the key “{_double(pairs)}” twice.")
        return found

    def digits(number: str) -> str:
        if len(number) > _LONGEST_NUMBER or abs(float(number)) == float("inf"):
            raise BadInput(f"Line {_line_of(text, number)}: the number {number[:20]}… is too large to be read.")
        return number

    def refuse(word: str) -> NoReturn:
        raise BadInput(f"Line {_line_of(text, word)}: {word} is no JSON value. Take it out or write null.")

    try:
        return json.loads(text, object_pairs_hook=noted, parse_int=digits, parse_float=digits, parse_constant=refuse)
    except json.JSONDecodeError as error:
        raise BadInput(f"Line {error.lineno}, column {error.colno} is no JSON: {error.msg}.") from None
    except RecursionError:
        raise BadInput("The JSON is nested too deeply to be read.") from None


def _double(pairs: list[tuple[str, Any]]) -> str:
    seen = Counter(key for key, _ in pairs)
    return seen.most_common(1)[0][0][:40]


def _line_of(text: str, word: str) -> int:
    """The line on which a word first stands outside of the strings."""
    outside = re.compile(rf"{_STRING}|(?<![\w.+-])({re.escape(word)})(?![\w.+-])", re.DOTALL)
    return next((line_at(text, found.start()) for found in outside.finditer(text) if found[1]), 1)


def _lines_of_objects(text: str) -> list[int]:
    """The lines on which the objects begin, in the order in which they end."""
    line = 1
    opened: list[int] = []
    ended: list[int] = []
    for token in _tokens.finditer(text):
        sign = token[0]
        if sign == "\n":
            line += 1
        elif sign in ("{", "["):
            opened.append(line)
            if len(opened) > _DEEPEST_JSON:
                raise BadInput(f"Line {line}: the JSON is nested more than {_DEEPEST_JSON} deep.")
        elif sign in ("}", "]"):
            began = opened.pop() if opened else line
            if sign == "}":
                ended.append(began)
    return ended
