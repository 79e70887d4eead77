"""JSON that people may have edited, read strictly, so that what is read can be written again."""

import json
from typing import Any


def parsed(text: str) -> Any:
    """What the text says. Raises ValueError, saying what is wrong with it."""
    try:
        content = json.loads(
            text, object_pairs_hook=_no_doubles, parse_constant=_no_constant, parse_float=_no_float, parse_int=_no_giant
        )
        json.dumps(content, ensure_ascii=False).encode()
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    except UnicodeEncodeError:
        raise ValueError("it holds half a character, a lone surrogate") from None
    return content


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        names = [name for name, _ in pairs]
        double = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"“{double}” stands twice in one object")
    return fields


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no number JSON knows")


def _no_float(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise ValueError(f"{text} is too large a number")
    return number


def _no_giant(text: str) -> int:
    if len(text) > 300:
        raise ValueError(f"a number of {len(text):,} digits is too large")
    return int(text)
